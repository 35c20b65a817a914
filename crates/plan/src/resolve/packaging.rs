use diagnostics::Finding;
use formats::PfxProfile;

use crate::{CaKeyFormat, Plan, codes};

pub(super) fn judge(plan: &Plan, findings: &mut Vec<Finding>) {
    if plan.packaging.pfx_profile == PfxProfile::Modern {
        findings.push(Finding::note(
            codes::PFX_MODERN,
            "packaging.pfx_profile",
            "Windows Server 2016 and older, and some appliances, call the passphrase of such a PFX wrong.",
            "Choose the API Management / Windows profile if one of them must open it.",
        ));
    }
    match plan.packaging.ca_key_format {
        CaKeyFormat::EncryptedPkcs8 => {}
        CaKeyFormat::PlainPkcs8 => findings.push(Finding::warning(
            codes::CA_KEY_PLAIN,
            "packaging.ca_key_format",
            "Whoever reads the file of an unencrypted CA key can make certificates that everything here trusts.",
            "Choose encrypted PKCS#8 unless the file goes straight into a vault.",
        )),
        CaKeyFormat::Pfx => findings.push(Finding::warning(
            codes::CA_KEY_PFX,
            "packaging.ca_key_format",
            "A PFX of the CA is easily installed where only its certificate belongs.",
            "Choose encrypted PKCS#8 unless a tool demands the PFX.",
        )),
    }
}
