//! Certificates and requests, made from a [`Spec`].

mod error;
mod params;
mod to_be_signed;

use rcgen::CertificateParams;

use crate::{Algorithm, CertificateSpec, KeyPair, KeyProvider, Role, Spec};

pub use error::IssueError;
use params::{certificate_params, request_params};
use to_be_signed::{PublicKey, ToBeSigned};

/// One certificate with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Issued {
    /// Which one it is.
    pub role: Role,
    /// The certificate as DER.
    pub certificate: Vec<u8>,
    /// For a leaf: the PKCS#10 request (RFC 2986) as DER, with the same subject, SANs and usages.
    pub request: Option<Vec<u8>>,
    /// Its key pair.
    pub key: KeyPair,
}

/// What [`issue`] reports while it works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssueProgress {
    /// A key is being made.
    KeyStarted {
        /// Whose.
        role: Role,
        /// Which kind.
        algorithm: Algorithm,
    },
    /// A key is ready, made now or beforehand.
    KeyReady {
        /// Whose.
        role: Role,
        /// Which kind.
        algorithm: Algorithm,
    },
    /// All keys are ready; certificates and requests are being signed.
    Signing,
}

/// Issues every certificate of `spec`, valid from `now_unix` (seconds since the Unix epoch) less the
/// back-dating. Roles without a key in `prepared` get a new one; all new keys are asked for at once.
/// The result is in the order of `spec`.
///
/// # Errors
///
/// The first [`IssueError`] met; nothing is issued then.
pub async fn issue(
    spec: &Spec,
    prepared: Vec<(Role, KeyPair)>,
    keys: &impl KeyProvider,
    now_unix: i64,
    progress: &dyn Fn(IssueProgress),
) -> Result<Vec<Issued>, IssueError> {
    check_order(spec)?;
    let subjects = collect_keys(spec, prepared, keys, progress).await?;
    progress(IssueProgress::Signing);

    let mut authorities: Vec<Authority<'_>> = Vec::new();
    let mut issued = Vec::with_capacity(subjects.len());
    for (certificate, key) in spec.certificates.iter().zip(&subjects) {
        let params = certificate_params(certificate, key, keys, now_unix)?;
        if certificate.issuer == certificate.role {
            authorities.push(Authority {
                role: certificate.role,
                params: params.clone(),
                key,
            });
        }
        let issuer = authorities
            .iter()
            .find(|authority| authority.role == certificate.issuer)
            .ok_or(IssueError::IssuerMissing(certificate.role))?;
        issued.push(Issued {
            role: certificate.role,
            certificate: sign_certificate(certificate.role, params, key, issuer, keys).await?,
            request: sign_request(certificate, key, keys).await?,
            key: key.clone(),
        });
    }
    Ok(issued)
}

/// A self-signed issuer: what its name and key identifier are, and what it signs with.
struct Authority<'a> {
    role: Role,
    params: CertificateParams,
    key: &'a KeyPair,
}

/// Issuers must come before what they sign, and each role only once: keys are assigned by role.
fn check_order(spec: &Spec) -> Result<(), IssueError> {
    for (index, certificate) in spec.certificates.iter().enumerate() {
        let earlier = &spec.certificates[..index];
        if earlier.iter().any(|other| other.role == certificate.role) {
            return Err(IssueError::RoleTwice(certificate.role));
        }
        let own = certificate.issuer == certificate.role;
        if !own && !earlier.iter().any(|other| other.role == certificate.issuer) {
            return Err(IssueError::IssuerMissing(certificate.role));
        }
    }
    Ok(())
}

/// One key for each certificate, in the order of `spec`.
async fn collect_keys(
    spec: &Spec,
    mut prepared: Vec<(Role, KeyPair)>,
    keys: &impl KeyProvider,
    progress: &dyn Fn(IssueProgress),
) -> Result<Vec<KeyPair>, IssueError> {
    let mut pending = Vec::with_capacity(spec.certificates.len());
    for &CertificateSpec {
        role, algorithm, ..
    } in &spec.certificates
    {
        let found = prepared.iter().position(|(found, _)| *found == role);
        let kept = found.map(|index| prepared.swap_remove(index).1);
        if kept.as_ref().is_some_and(|key| key.algorithm != algorithm) {
            return Err(IssueError::PreparedAlgorithm(role));
        }
        pending.push(async move {
            let key = match kept {
                Some(key) => key,
                None => {
                    progress(IssueProgress::KeyStarted { role, algorithm });
                    keys.generate(algorithm).await?
                }
            };
            progress(IssueProgress::KeyReady { role, algorithm });
            Ok::<_, IssueError>(key)
        });
    }
    futures_util::future::try_join_all(pending).await
}

async fn sign_certificate(
    role: Role,
    params: CertificateParams,
    subject: &KeyPair,
    issuer: &Authority<'_>,
    keys: &impl KeyProvider,
) -> Result<Vec<u8>, IssueError> {
    let to_be_signed = ToBeSigned::certificate(
        role,
        params,
        PublicKey::of(role, subject)?,
        &issuer.params,
        PublicKey::of(issuer.role, issuer.key)?,
    )?;
    let signature = keys.sign(issuer.key, to_be_signed.bytes()).await?;
    to_be_signed.assemble(&signature)
}

async fn sign_request(
    certificate: &CertificateSpec,
    key: &KeyPair,
    keys: &impl KeyProvider,
) -> Result<Option<Vec<u8>>, IssueError> {
    let role = certificate.role;
    if role.is_authority() {
        return Ok(None);
    }
    let params = request_params(certificate)?;
    let to_be_signed = ToBeSigned::request(role, params, PublicKey::of(role, key)?)?;
    let signature = keys.sign(key, to_be_signed.bytes()).await?;
    to_be_signed.assemble(&signature).map(Some)
}

#[cfg(test)]
mod tests;
