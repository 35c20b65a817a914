use formats::PfxProfile;
use plan::{CaKeyFormat, Plan};

use crate::form::field::choice;
use crate::form::{Field, Section};

/// How private keys are packed. The two passphrases stand in this section as well; they are no part of the plan.
pub(super) static SECTION: Section = Section {
    id: "passphrases",
    title: "Passphrases",
    intro: Some(
        "Made on this page, kept in memory only. They are in no file and no setting: copy them before you leave.",
    ),
    open: true,
    shown: |_| true,
    summary,
    fields: FIELDS,
};

static FIELDS: &[Field] = &[
    choice!(packaging.pfx_profile: PfxProfile),
    choice!(packaging.ca_key_format: CaKeyFormat),
];

fn summary(plan: &Plan) -> String {
    let profile = match plan.packaging.pfx_profile {
        PfxProfile::Compatible => "PFX 3DES",
        PfxProfile::Modern => "PFX AES-256",
    };
    let key = match plan.packaging.ca_key_format {
        CaKeyFormat::EncryptedPkcs8 => "CA key encrypted",
        CaKeyFormat::PlainPkcs8 => "CA key plain",
        CaKeyFormat::Pfx => "CA key as PFX",
    };
    format!("{profile}, {key}")
}
