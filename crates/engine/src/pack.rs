//! The files that Generate makes.

use diagnostics::Finding;
use formats::EncodeError;
use pki::{Issued, KeyProvider, Role};
use plan::CaKeyFormat;
use zeroize::Zeroizing;

use crate::generate::Order;
use crate::{Artifact, Passphrase, findings};

const PEM: &str = "application/x-pem-file";
const DER: &str = "application/pkix-cert";
const PFX: &str = "application/x-pkcs12";

/// The fields of the passphrases.
const PFX_PLACE: &str = "passphrases.pfx";
const CA_KEY_PLACE: &str = "passphrases.ca_key";

/// Whether the passphrases will do. Asked first: keys may take long, and packing comes last.
pub(crate) fn check_passphrases(order: &Order<'_>) -> Result<(), Finding> {
    check(order.passphrases.pfx, true, PFX_PLACE)?;
    match order.ca_key_format {
        CaKeyFormat::PlainPkcs8 => Ok(()),
        CaKeyFormat::EncryptedPkcs8 => check(order.passphrases.ca_key, false, CA_KEY_PLACE),
        CaKeyFormat::Pfx => check(order.passphrases.ca_key, true, CA_KEY_PLACE),
    }
}

fn check(passphrase: &Passphrase, for_pfx: bool, place: &'static str) -> Result<(), Finding> {
    let text = passphrase.expose();
    let error = if text.is_empty() {
        EncodeError::PassphraseEmpty
    } else if for_pfx && text.chars().any(|c| u32::from(c) > 0xffff) {
        EncodeError::PassphraseNotBmp
    } else {
        return Ok(());
    };
    Err(findings::of_encode(error, place))
}

/// Every file below `pki/` in the order of the bundle, then the CA keys.
pub(crate) async fn artifacts(
    order: &Order<'_>,
    issued: &[Issued],
    keys: &impl KeyProvider,
) -> Result<Vec<Artifact>, Finding> {
    let mut artifacts = Vec::new();
    for item in issued {
        artifacts.push(certificate_pem(item));
        if item.role != Role::Server {
            artifacts.push(certificate_der(item));
        }
        if !item.role.is_authority() {
            let files = leaf_files(order, item, issued, keys)
                .map_err(|error| findings::of_encode(error, PFX_PLACE))?;
            artifacts.extend(files);
        }
    }
    for authority in issued.iter().filter(|item| item.role.is_authority()) {
        let key = ca_key(order, authority, keys)
            .await
            .map_err(|error| findings::of_encode(error, CA_KEY_PLACE))?;
        artifacts.push(key);
    }
    Ok(artifacts)
}

fn certificate_pem(item: &Issued) -> Artifact {
    let pem = formats::certificate_pem(&item.certificate);
    public(in_pki(item.role, "crt"), PEM, pem.into_bytes())
}

fn certificate_der(item: &Issued) -> Artifact {
    public(in_pki(item.role, "cer"), DER, item.certificate.clone())
}

/// Key, request and PFX of a leaf.
fn leaf_files(
    order: &Order<'_>,
    leaf: &Issued,
    issued: &[Issued],
    keys: &impl KeyProvider,
) -> Result<Vec<Artifact>, EncodeError> {
    let key = formats::private_key_pem(&leaf.key.pkcs8)?;
    let mut files = vec![secret(in_pki(leaf.role, "key"), PEM, key.as_bytes())];
    if let Some(request) = &leaf.request {
        let pem = formats::request_pem(request);
        files.push(public(in_pki(leaf.role, "csr"), PEM, pem.into_bytes()));
    }
    let issuer = order
        .spec
        .get(leaf.role)
        .and_then(|spec| issued.iter().find(|item| item.role == spec.issuer));
    let chain: Vec<_> = [leaf].into_iter().chain(issuer).collect();
    let pfx = pfx(order, &chain, order.passphrases.pfx, keys)?;
    files.push(secret(in_pki(leaf.role, "pfx"), PFX, &pfx));
    Ok(files)
}

async fn ca_key(
    order: &Order<'_>,
    authority: &Issued,
    keys: &impl KeyProvider,
) -> Result<Artifact, EncodeError> {
    let stem = authority.role.file_stem();
    let pkcs8 = &authority.key.pkcs8;
    let pem = match order.ca_key_format {
        CaKeyFormat::Pfx => {
            let pfx = pfx(order, &[authority], order.passphrases.ca_key, keys)?;
            return Ok(secret(format!("{stem}.pfx"), PFX, &pfx));
        }
        CaKeyFormat::PlainPkcs8 => formats::private_key_pem(pkcs8)?,
        CaKeyFormat::EncryptedPkcs8 => {
            let passphrase = order.passphrases.ca_key.expose();
            let encrypted = formats::encrypt_pkcs8(pkcs8, passphrase, keys).await?;
            formats::encrypted_private_key_pem(&encrypted)?
        }
    };
    Ok(secret(format!("{stem}.key"), PEM, pem.as_bytes()))
}

/// The key of the first of `chain` with all certificates of it, under the name of the first.
fn pfx(
    order: &Order<'_>,
    chain: &[&Issued],
    passphrase: &Passphrase,
    keys: &impl KeyProvider,
) -> Result<Zeroizing<Vec<u8>>, EncodeError> {
    let leaf = chain.first().ok_or(EncodeError::CertificateMissing)?;
    let name = order
        .spec
        .get(leaf.role)
        .map_or(leaf.role.file_stem(), |spec| &spec.subject.common_name);
    let certificates: Vec<_> = chain
        .iter()
        .map(|item| item.certificate.as_slice())
        .collect();
    formats::pfx(
        order.pfx_profile,
        name,
        &leaf.key.pkcs8,
        &certificates,
        passphrase.expose(),
        keys,
    )
}

fn in_pki(role: Role, ending: &str) -> String {
    format!("pki/{}.{ending}", role.file_stem())
}

fn public(path: String, media_type: &str, bytes: Vec<u8>) -> Artifact {
    Artifact {
        path,
        media_type: media_type.to_owned(),
        secret: false,
        bytes,
    }
}

fn secret(path: String, media_type: &str, bytes: &[u8]) -> Artifact {
    Artifact {
        path,
        media_type: media_type.to_owned(),
        secret: true,
        bytes: bytes.to_vec(),
    }
}
