use std::collections::BTreeMap;

use k8s_openapi::api::core::v1::Secret;

use super::{Refused, certificate};

/// What the controller keeps of a secret with certificates
/// (`internal/ingress/controller/store/backend_ssl.go`:76, `getPemCertificate`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct LocalSecret {
    /// Certificate and key in one text, where the secret has both.
    pub(super) pair: Option<Pair>,
    /// The content of the file that `ssl_client_certificate` names, where the secret has `ca.crt`.
    pub(super) client_ca: Option<String>,
}

/// A certificate chain and its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Pair {
    pub(super) certificate: String,
    pub(super) key: String,
}

impl Pair {
    /// `internal/net/ssl/ssl.go`:70 to 83: the certificate, a line break, the key.
    pub(super) fn pem(&self) -> String {
        format!("{}\n{}", self.certificate, self.key)
    }
}

impl LocalSecret {
    /// Reads a secret as the controller does.
    pub(super) fn read(secret: &Secret) -> Result<Self, Refused> {
        let name = secret.metadata.name.clone().unwrap_or_default();
        let data = data(secret)?;
        require_tls_keys(secret, &data, &name)?;
        if data.contains_key("ca.crl") {
            return Err(Refused(format!("{name}: ca.crl has no rule here yet")));
        }
        let pair = match (data.get("tls.crt"), data.get("tls.key")) {
            (Some(certificate), Some(key)) => Some(Pair {
                certificate: certificate.clone(),
                key: key.clone(),
            }),
            _ => None,
        };
        let ca = data.get("ca.crt").filter(|ca| !ca.is_empty());
        if let Some(pair) = &pair {
            // ssl.go:85 to 97: the first block is a certificate that parses.
            certificate::decode(&pair.certificate)?;
        }
        if let Some(ca) = ca {
            certificate::decode(ca)?;
        }
        if pair.is_none() && ca.is_none() {
            // backend_ssl.go:175.
            return Err(Refused(format!(
                "secret {name:?} contains no keypair or CA certificate"
            )));
        }
        // ssl.go:193, `ConfigureCACertWithCertAndKey`: beside a pair, the CA is appended to the file of the
        // pair, so that certificates in `tls.crt` become trusted ones. ssl.go:248, `ConfigureCACert`: alone,
        // it has its own file.
        let client_ca = ca.map(|ca| match &pair {
            Some(pair) => format!("{}\n{ca}", pair.pem()),
            None => ca.clone(),
        });
        Ok(Self { pair, client_ca })
    }
}

/// The API server merges `stringData` into `data` (Secret, core/v1).
fn data(secret: &Secret) -> Result<BTreeMap<String, String>, Refused> {
    let mut merged = BTreeMap::new();
    for (key, bytes) in secret.data.iter().flatten() {
        let text = String::from_utf8(bytes.0.clone())
            .map_err(|_| Refused(format!("{key} is no text: base64 of base64, or DER?")))?;
        merged.insert(key.clone(), text);
    }
    merged.extend(secret.string_data.clone().into_iter().flatten());
    Ok(merged)
}

/// The API server refuses a `kubernetes.io/tls` secret without both keys
/// (kubernetes/kubernetes, `pkg/apis/core/validation/validation.go`, `ValidateSecret`).
fn require_tls_keys(
    secret: &Secret,
    data: &BTreeMap<String, String>,
    name: &str,
) -> Result<(), Refused> {
    if secret.type_.as_deref() != Some("kubernetes.io/tls") {
        return Ok(());
    }
    match ["tls.crt", "tls.key"]
        .into_iter()
        .find(|key| !data.contains_key(*key))
    {
        None => Ok(()),
        Some(key) => Err(Refused(format!(
            "secret {name:?} of type kubernetes.io/tls lacks {key}"
        ))),
    }
}
