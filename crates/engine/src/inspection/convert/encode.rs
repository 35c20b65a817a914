use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use diagnostics::Finding;
use formats::{EncodeError, PfxProfile};
use pki::KeyProvider;
use zeroize::Zeroizing;

use super::parts::Parts;
use super::{Conversion, Form};
use crate::{Artifact, findings};

const PEM: &str = "application/x-pem-file";
const YAML: &str = "application/yaml";
const PFX: &str = "application/x-pkcs12";
/// The field that a bad passphrase is told at.
const PLACE: &str = "convert";

/// The files of one form; none where it cannot be made of these parts.
pub(super) async fn files(
    conversion: &Conversion,
    form: Form,
    parts: &Parts,
    keys: &impl KeyProvider,
) -> Result<Vec<Artifact>, Finding> {
    if !form.fits_one(parts) {
        return Ok(Vec::new());
    }
    let make = Make {
        conversion,
        form,
        parts,
        stem: stem(&parts.name),
    };
    let file = match form {
        Form::Pem => make.pem(),
        Form::Der => make.der(),
        Form::FullChain => Ok(make.public("-fullchain.pem", PEM, make.chain_pem())),
        Form::Combined => make.combined(),
        Form::PfxCompatible | Form::PfxCompatibleChain | Form::PfxModern | Form::PfxModernChain => {
            make.pfx(keys)
        }
        Form::TrustStore => make.trust_store(keys),
        Form::Pkcs8 => make
            .key_pem()
            .map(|pem| make.secret(".key", PEM, pem.as_bytes())),
        Form::EncryptedPkcs8 => make.encrypted(keys).await,
        Form::Pkcs8Der => Ok(make.secret(".key.der", "application/pkcs8", make.key())),
        Form::Traditional => make.traditional(),
        Form::PublicKey => make.public_key(),
        Form::Pkcs7 => make.pkcs7(),
        Form::Jwk => make.jwk(),
        Form::Secret => make.kubernetes_secret(),
        Form::Files => make.entry(),
        Form::Base64 => Ok(make.base64()),
        Form::UrlEncoded => Ok(make.url_encoded()),
    };
    let file = file.map_err(|error| findings::of_encode(error, PLACE))?;
    Ok(vec![file])
}

struct Make<'a> {
    conversion: &'a Conversion,
    form: Form,
    parts: &'a Parts,
    /// What file names begin with.
    stem: String,
}

impl Make<'_> {
    fn public(&self, ending: &str, media_type: &str, bytes: impl Into<Vec<u8>>) -> Artifact {
        Artifact {
            path: format!("{}{ending}", self.stem),
            media_type: media_type.to_owned(),
            secret: false,
            bytes: bytes.into(),
        }
    }

    fn secret(&self, ending: &str, media_type: &str, bytes: &[u8]) -> Artifact {
        let mut file = self.public(ending, media_type, bytes);
        file.secret = true;
        file
    }

    fn certificate(&self) -> &[u8] {
        self.parts.certificate.as_deref().unwrap_or_default()
    }

    fn key(&self) -> &[u8] {
        self.parts.key.as_ref().map_or(&[], |key| key.as_slice())
    }

    fn key_pem(&self) -> Result<Zeroizing<String>, EncodeError> {
        formats::private_key_pem(self.key())
    }

    /// Leaf first, then its issuers. The root is left out: who trusts it has it.
    fn chain(&self) -> Vec<&[u8]> {
        let chain = self.parts.chain.iter().map(Vec::as_slice);
        std::iter::once(self.certificate()).chain(chain).collect()
    }

    fn chain_pem(&self) -> String {
        self.chain()
            .into_iter()
            .map(formats::certificate_pem)
            .collect()
    }

    /// The chain with its root.
    fn whole_chain(&self) -> Vec<&[u8]> {
        let mut chain = self.chain();
        chain.extend(self.parts.root.as_deref());
        chain
    }

    fn pem(&self) -> Result<Artifact, EncodeError> {
        let Parts {
            certificate,
            request,
            revocation_list,
            ..
        } = self.parts;
        Ok(if self.parts.is_key {
            self.secret(".key", PEM, self.key_pem()?.as_bytes())
        } else if let Some(der) = certificate {
            self.public(".crt", PEM, formats::certificate_pem(der))
        } else if let Some(der) = request {
            self.public(".csr", PEM, formats::request_pem(der))
        } else if let Some(der) = revocation_list {
            self.public(".crl", PEM, formats::revocation_list_pem(der))
        } else {
            return self.public_key();
        })
    }

    fn der(&self) -> Result<Artifact, EncodeError> {
        let Parts {
            certificate,
            request,
            revocation_list,
            public_key,
            ..
        } = self.parts;
        Ok(if self.parts.is_key {
            self.secret(".key.der", "application/pkcs8", self.key())
        } else if let Some(der) = certificate {
            self.public(".cer", "application/pkix-cert", der.clone())
        } else if let Some(der) = request {
            self.public(".p10", "application/pkcs10", der.clone())
        } else if let Some(der) = revocation_list {
            self.public(".crl", "application/pkix-crl", der.clone())
        } else {
            let der = public_key.clone().unwrap_or_default();
            self.public(".pub.der", "application/octet-stream", der)
        })
    }

    fn combined(&self) -> Result<Artifact, EncodeError> {
        let key = self.key_pem()?;
        let whole = Zeroizing::new([key.as_str(), &self.chain_pem()].concat());
        Ok(self.secret("-combined.pem", PEM, whole.as_bytes()))
    }

    fn friendly_name(&self) -> &str {
        match self.conversion.name.trim() {
            "" => &self.parts.name,
            name => name,
        }
    }

    fn pfx(&self, keys: &impl KeyProvider) -> Result<Artifact, EncodeError> {
        let (profile, chain) = match self.form {
            Form::PfxModern => (PfxProfile::Modern, vec![self.certificate()]),
            Form::PfxModernChain => (PfxProfile::Modern, self.whole_chain()),
            Form::PfxCompatibleChain => (PfxProfile::Compatible, self.whole_chain()),
            _ => (PfxProfile::Compatible, vec![self.certificate()]),
        };
        let passphrase = self.conversion.passphrase.expose();
        let name = self.friendly_name();
        let pfx = formats::pfx(profile, name, self.key(), &chain, passphrase, keys)?;
        Ok(self.secret(".pfx", PFX, &pfx))
    }

    fn trust_store(&self, keys: &impl KeyProvider) -> Result<Artifact, EncodeError> {
        let certificates = self.whole_chain();
        let passphrase = self.conversion.passphrase.expose();
        let name = self.friendly_name();
        let named: Vec<_> = certificates.into_iter().map(|der| (name, der)).collect();
        let pfx = formats::trust_store(PfxProfile::Modern, &named, passphrase, keys)?;
        Ok(self.public("-truststore.p12", PFX, pfx.to_vec()))
    }

    async fn encrypted(&self, keys: &impl KeyProvider) -> Result<Artifact, EncodeError> {
        let passphrase = self.conversion.passphrase.expose();
        let der = formats::encrypt_pkcs8(self.key(), passphrase, keys).await?;
        let pem = formats::encrypted_private_key_pem(&der)?;
        Ok(self.secret(".encrypted.key", PEM, pem.as_bytes()))
    }

    fn traditional(&self) -> Result<Artifact, EncodeError> {
        let pem = traditional_key(self.key()).ok_or(EncodeError::PrivateKey)?;
        Ok(self.secret(".traditional.key", PEM, pem.as_bytes()))
    }

    fn public_key(&self) -> Result<Artifact, EncodeError> {
        let of_certificate = || inspect::public_key_of(self.certificate());
        let spki = self.parts.public_key.clone().or_else(of_certificate);
        let pem = formats::public_key_pem(&spki.ok_or(EncodeError::PrivateKey)?);
        Ok(self.public(".pub", PEM, pem))
    }

    fn pkcs7(&self) -> Result<Artifact, EncodeError> {
        let der = formats::pkcs7::write(&self.whole_chain())?;
        let pem = formats::pkcs7_pem(&der);
        Ok(self.public(".p7b", "application/x-pkcs7-certificates", pem))
    }

    fn jwk(&self) -> Result<Artifact, EncodeError> {
        const JWK: &str = "application/jwk+json";
        let chain = match &self.parts.certificate {
            Some(_) => self.whole_chain(),
            None => Vec::new(),
        };
        if self.parts.key.is_some() {
            let jwk = formats::jwk::of_private_key(self.key(), &chain);
            let jwk = jwk.ok_or(EncodeError::PrivateKey)?;
            return Ok(self.secret(".jwk.json", JWK, jwk.as_bytes()));
        }
        let jwk = match &self.parts.public_key {
            Some(spki) if chain.is_empty() => formats::jwk::of_public_key(spki, &[]),
            _ => formats::jwk::of_certificates(&chain),
        };
        Ok(self.public(".jwk.json", JWK, jwk.ok_or(EncodeError::PrivateKey)?))
    }

    fn kubernetes_secret(&self) -> Result<Artifact, EncodeError> {
        let (namespace, name) = match self.conversion.name.trim().split_once('/') {
            Some((namespace, name)) => (namespace.trim(), name.trim()),
            None => ("", self.conversion.name.trim()),
        };
        let usual = object_name(&self.stem);
        let name = if name.is_empty() { &usual } else { name };
        let yaml = if self.parts.key.is_some() {
            let (chain, key) = (self.chain_pem(), self.key_pem()?);
            let entries = [("tls.crt", chain.as_str()), ("tls.key", key.as_str())];
            manifests::secret(namespace, name, "kubernetes.io/tls", &entries)
        } else {
            let authorities: String = self
                .whole_chain()
                .into_iter()
                .map(formats::certificate_pem)
                .collect();
            manifests::secret(namespace, name, "Opaque", &[("ca.crt", &authorities)])
        };
        Ok(match self.parts.key {
            Some(_) => self.secret("-secret.yaml", YAML, yaml.as_bytes()),
            None => self.public("-secret.yaml", YAML, yaml.as_bytes()),
        })
    }

    /// The file of one key of a Secret.
    fn entry(&self) -> Result<Artifact, EncodeError> {
        let path = entry_name(self.parts.entry.as_deref().unwrap_or_default());
        let is_key = self.parts.certificate.is_none() || self.is_key_entry();
        let bytes = if is_key {
            self.key_pem()?.as_bytes().to_vec()
        } else {
            formats::certificate_pem(self.certificate()).into_bytes()
        };
        Ok(Artifact {
            path,
            media_type: PEM.to_owned(),
            secret: is_key,
            bytes,
        })
    }

    fn is_key_entry(&self) -> bool {
        self.parts
            .entry
            .as_deref()
            .is_some_and(|entry| entry.ends_with(".key"))
    }

    fn base64(&self) -> Artifact {
        let parts = self.parts;
        let der = (parts.certificate.as_ref())
            .or(parts.request.as_ref())
            .or(parts.revocation_list.as_ref());
        let text = BASE64_STANDARD.encode(der.map_or(&[][..], Vec::as_slice));
        self.public(".base64.txt", "text/plain", text)
    }

    fn url_encoded(&self) -> Artifact {
        let mut text = String::new();
        for octet in formats::certificate_pem(self.certificate()).bytes() {
            match octet {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                    text.push(char::from(octet));
                }
                _ => text.push_str(&format!("%{octet:02X}")),
            }
        }
        self.public(".header.txt", "text/plain", text)
    }
}

/// The key as OpenSSL wrote it before 1.0: PKCS#1 of RSA, SEC1 of an elliptic curve; none of other kinds.
pub(super) fn traditional_key(pkcs8: &[u8]) -> Option<Zeroizing<String>> {
    let rsa = formats::encode::pkcs1(pkcs8).map(|der| formats::rsa_private_key_pem(&der));
    let pem =
        rsa.or_else(|| formats::encode::sec1(pkcs8).map(|der| formats::ec_private_key_pem(&der)));
    pem?.ok()
}

/// The start of a file name, made of what people call a thing.
fn stem(name: &str) -> String {
    match file_name(name).trim_matches(['.', '-']) {
        "" => "item".to_owned(),
        device if is_device(device) => format!("item-{device}"),
        stem => stem.to_owned(),
    }
}

/// The name of a Kubernetes object: a subdomain of RFC 1123.
fn object_name(stem: &str) -> String {
    let lower = stem.to_ascii_lowercase().replace('_', "-");
    let labels = lower.split('.').map(|label| label.trim_matches('-'));
    let labels: Vec<_> = labels.filter(|label| !label.is_empty()).collect();
    match labels.join(".") {
        name if name.is_empty() => "item".to_owned(),
        name => name,
    }
}

/// The file of one key of a Secret: named like the key, so far as that is a name.
fn entry_name(key: &str) -> String {
    let name = file_name(key);
    if name.trim_matches('.').is_empty() || is_device(&name) {
        return stem(key);
    }
    name
}

/// Letters, digits, dots and hyphens; of no great length.
fn file_name(name: &str) -> String {
    let dotted = name.replace("*.", "wildcard.");
    dotted
        .chars()
        .map(|c| match c {
            'a'..='z' | 'A'..='Z' | '0'..='9' | '.' | '-' | '_' => c,
            _ => '-',
        })
        .take(60)
        .collect()
}

/// Whether Windows takes the name for a device, whatever ending it has.
fn is_device(name: &str) -> bool {
    let name = name.split('.').next().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let port = ["com", "lpt"]
        .iter()
        .find_map(|port| name.strip_prefix(port));
    matches!(&*name, "con" | "prn" | "aux" | "nul")
        || port.is_some_and(|number| number.len() == 1 && number != "0")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_safe() {
        for (name, expected) in [
            ("*.apps.example", "wildcard.apps.example"),
            ("../../etc/passwd", "etc-passwd"),
            ("..", "item"),
            ("", "item"),
            ("-rf", "rf"),
            ("CON", "item-CON"),
            ("lpt1.x", "item-lpt1.x"),
            ("console", "console"),
        ] {
            assert_eq!(stem(name), expected);
        }
        for (stem, expected) in [
            ("Contoso-CA", "contoso-ca"),
            ("a..b_.-c", "a.b.c"),
            ("__", "item"),
        ] {
            assert_eq!(object_name(stem), expected);
        }
        assert_eq!(entry_name(".."), "item");
        assert_eq!(entry_name("aux.key"), "item-aux.key");
        assert_eq!(entry_name(".dockerconfigjson"), ".dockerconfigjson");
    }
}
