//! Configurations, by openssl itself: what it makes of one, and what the plan says of it.

use std::path::PathBuf;
use std::sync::OnceLock;

use pki::{CertificateSpec, Profile, SubjectAltName};
use tests::tool::Tool;
use x509_parser::extensions::GeneralName;
use x509_parser::prelude::{FromDer as _, X509Certificate};

/// What a configuration decides of a certificate.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decided {
    /// The values of the name, in order.
    subject: Vec<String>,
    /// The alternative names, in order.
    names: Vec<String>,
    is_authority: bool,
}

impl Decided {
    /// The values of the name, one on each line.
    pub(super) fn subject(&self) -> String {
        self.subject.join("\n")
    }
}

/// What openssl makes of it, with the extensions of the certificate and not those of the request.
pub(super) fn read(configuration: &str) -> Result<Decided, String> {
    let mut arguments = vec![
        "req",
        "-x509",
        "-new",
        "-config",
        "/dev/stdin",
        "-outform",
        "DER",
    ];
    if configuration.contains("[ leaf_ext ]\n") {
        arguments.extend(["-extensions", "leaf_ext"]);
        request(configuration)?;
    }
    let made = Tool::new("openssl")
        .args(arguments)
        .args(["-key"])
        .args([key()])
        .input(configuration)
        .run();
    if !made.success {
        return Err(made.describe());
    }
    let (_, certificate) =
        X509Certificate::from_der(&made.stdout).map_err(|error| error.to_string())?;
    decided(&certificate)
}

/// The request reads the same file by another section.
fn request(configuration: &str) -> Result<(), String> {
    let made = Tool::new("openssl")
        .args([
            "req",
            "-new",
            "-config",
            "/dev/stdin",
            "-verify",
            "-noout",
            "-key",
        ])
        .args([key()])
        .input(configuration)
        .run();
    match made.success {
        true => Ok(()),
        false => Err(made.describe()),
    }
}

fn decided(certificate: &X509Certificate<'_>) -> Result<Decided, String> {
    let subject = certificate
        .subject()
        .iter_attributes()
        .map(|attribute| attribute.as_str().map(str::to_owned))
        .collect::<Result<_, _>>()
        .map_err(|error| error.to_string())?;
    let names = certificate
        .subject_alternative_name()
        .map_err(|error| error.to_string())?
        .map(|extension| {
            extension
                .value
                .general_names
                .iter()
                .map(general_name)
                .collect()
        })
        .unwrap_or_default();
    Ok(Decided {
        subject,
        names,
        is_authority: certificate.is_ca(),
    })
}

fn general_name(name: &GeneralName<'_>) -> String {
    match name {
        GeneralName::DNSName(name) => format!("DNS:{name}"),
        GeneralName::RFC822Name(address) => format!("email:{address}"),
        GeneralName::URI(uri) => format!("URI:{uri}"),
        GeneralName::IPAddress(octets) => match <[u8; 4]>::try_from(*octets) {
            Ok(octets) => format!("IP:{}", std::net::Ipv4Addr::from(octets)),
            Err(_) => format!(
                "IP:{}",
                std::net::Ipv6Addr::from(<[u8; 16]>::try_from(*octets).unwrap())
            ),
        },
        other => format!("{other:?}"),
    }
}

/// What the plan wants of it.
pub(super) fn planned(certificate: &CertificateSpec) -> Decided {
    let name = &certificate.subject;
    let subject = [
        &name.common_name,
        &name.email,
        &name.organization,
        &name.organizational_unit,
        &name.locality,
        &name.state,
        &name.country,
    ];
    let alternative = |name: &SubjectAltName| match name {
        SubjectAltName::Dns(name) => format!("DNS:{name}"),
        SubjectAltName::Ip(address) => format!("IP:{address}"),
        SubjectAltName::Email(address) => format!("email:{address}"),
        SubjectAltName::Uri(uri) => format!("URI:{uri}"),
    };
    Decided {
        subject: subject
            .into_iter()
            .filter(|value| !value.is_empty())
            .cloned()
            .collect(),
        names: certificate
            .subject_alt_names
            .iter()
            .map(alternative)
            .collect(),
        is_authority: certificate.profile == Profile::Authority,
    }
}

/// A key for all of them, made once.
fn key() -> &'static PathBuf {
    static KEY: OnceLock<PathBuf> = OnceLock::new();
    KEY.get_or_init(|| {
        let path = tests::folder::fresh("configuration").join("any.key");
        Tool::new("openssl")
            .args(["genpkey", "-algorithm", "ED25519", "-out"])
            .args([&path])
            .succeed();
        path
    })
}
