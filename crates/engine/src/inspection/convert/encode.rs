use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use diagnostics::Finding;
use formats::{Content, EncodeError, Item, PfxProfile};
use pki::KeyProvider;
use zeroize::Zeroizing;

use super::parts::Parts;
use super::{Conversion, Form, file_names};
use crate::{Artifact, findings};

const PEM: &str = "application/x-pem-file";
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
        stem: file_names::stem(&parts.name),
    };
    let file = match form {
        Form::Pem => make.pem(),
        Form::Der => make.der(),
        Form::FullChain => Ok(make.public("-fullchain.pem", PEM, make.chain_pem())),
        Form::Combined => make.combined(),
        Form::PfxCompatible | Form::PfxCompatibleChain | Form::PfxModern | Form::PfxModernChain => {
            make.pfx(keys)
        }
        Form::Bundle => Ok(make.bundle()),
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
        Form::Base64 => make.base64(),
        Form::UrlEncoded => Ok(make.url_encoded()),
    };
    let file = file.map_err(|error| findings::of_encode(error, PLACE))?;
    Ok(vec![file])
}

pub(super) struct Make<'a> {
    pub(super) conversion: &'a Conversion,
    form: Form,
    pub(super) parts: &'a Parts,
    /// What file names begin with.
    pub(super) stem: String,
}

impl Make<'_> {
    pub(super) fn public(
        &self,
        ending: &str,
        media_type: &str,
        bytes: impl Into<Vec<u8>>,
    ) -> Artifact {
        Artifact {
            path: format!("{}{ending}", self.stem),
            media_type: media_type.to_owned(),
            secret: false,
            bytes: bytes.into(),
        }
    }

    pub(super) fn secret(&self, ending: &str, media_type: &str, bytes: &[u8]) -> Artifact {
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

    pub(super) fn key_pem(&self) -> Result<Zeroizing<String>, EncodeError> {
        formats::private_key_pem(self.key())
    }

    /// Leaf first, then its issuers. The root is left out: who trusts it has it.
    fn chain(&self) -> Vec<&[u8]> {
        let chain = self.parts.chain.iter().map(Vec::as_slice);
        std::iter::once(self.certificate()).chain(chain).collect()
    }

    pub(super) fn chain_pem(&self) -> String {
        pem_of(self.chain())
    }

    /// The chain with its root.
    pub(super) fn whole_chain(&self) -> Vec<&[u8]> {
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
            "" => { self.parts.friendly_name.as_deref() }.unwrap_or(&self.parts.name),
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

    fn bundle(&self) -> Artifact {
        self.public("-bundle.pem", PEM, pem_of(self.whole_chain()))
    }

    fn trust_store(&self, keys: &impl KeyProvider) -> Result<Artifact, EncodeError> {
        let certificates = self.whole_chain();
        let passphrase = self.conversion.passphrase.expose();
        // A name that a user gives is for the certificate that was chosen; its issuers have their own.
        let titles: Vec<String> = { certificates.iter().enumerate() }
            .map(|(index, der)| match index {
                0 => self.friendly_name().to_owned(),
                _ => title(der),
            })
            .collect();
        let named: Vec<_> = titles
            .iter()
            .map(String::as_str)
            .zip(certificates)
            .collect();
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

    /// The file of one key of a Secret.
    fn entry(&self) -> Result<Artifact, EncodeError> {
        let path = file_names::entry_name(self.parts.entry.as_deref().unwrap_or_default());
        let mut item = self.pem()?;
        item.path = path;
        Ok(item)
    }

    /// The DER, and where that is a key, its `.key` in the name.
    fn base64(&self) -> Result<Artifact, EncodeError> {
        let der = self.der()?;
        let text = Zeroizing::new(BASE64_STANDARD.encode(&der.bytes));
        Ok(match der.secret {
            true => self.secret(".key.base64.txt", "text/plain", text.as_bytes()),
            false => self.public(".base64.txt", "text/plain", text.as_bytes()),
        })
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

pub(super) fn pem_of<'a>(certificates: impl IntoIterator<Item = &'a [u8]>) -> String {
    let certificates = certificates.into_iter();
    certificates.map(formats::certificate_pem).collect()
}

/// What people call a certificate.
fn title(der: &[u8]) -> String {
    let content = Content::Certificate(der.to_vec());
    inspect::summary(&Item::new(None, "certificate", content)).title
}

/// The key as OpenSSL wrote it before 1.0: PKCS#1 of RSA, SEC1 of an elliptic curve; none of other kinds.
pub(super) fn traditional_key(pkcs8: &[u8]) -> Option<Zeroizing<String>> {
    let rsa = formats::encode::pkcs1(pkcs8).map(|der| formats::rsa_private_key_pem(&der));
    let pem =
        rsa.or_else(|| formats::encode::sec1(pkcs8).map(|der| formats::ec_private_key_pem(&der)));
    pem?.ok()
}
