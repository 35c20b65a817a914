use formats::{Content, Item};
use x509_parser::certificate::X509CertificateParser;
use x509_parser::certification_request::X509CertificationRequest;
use x509_parser::nom::Parser;
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

use crate::{Kind, distinguished_name};

/// What kind of thing an item is, and what it is called.
pub(super) fn describe(item: &Item) -> (Kind, String) {
    match &item.content {
        Content::Certificate(der) => certificate(der),
        Content::Request(der) => {
            let request = X509CertificationRequest::from_der(der);
            let name = request.map_or_else(
                |_| item.label.clone(),
                |(_, request)| name(&request.certification_request_info.subject),
            );
            (Kind::Request, name)
        }
        Content::RevocationList(_) => (Kind::RevocationList, item.label.clone()),
        Content::PublicKey(_) => (Kind::PublicKey, item.label.clone()),
        Content::PrivateKey(_) => (Kind::PrivateKey, item.label.clone()),
        Content::Locked(_) | Content::Container(_) | Content::Named(_) | Content::Unknown(_) => {
            (Kind::Other, item.label.clone())
        }
    }
}

fn certificate(der: &[u8]) -> (Kind, String) {
    let mut parser = X509CertificateParser::new();
    match parser.parse(der) {
        Ok((_, certificate)) if certificate.is_ca() => {
            (Kind::Authority, name(certificate.subject()))
        }
        Ok((_, certificate)) => (Kind::Certificate, name(certificate.subject())),
        Err(_) => (Kind::Certificate, String::new()),
    }
}

/// The common name, or else all of it.
fn name(name: &X509Name<'_>) -> String {
    let common = name.iter_common_name().last();
    let common = common.and_then(distinguished_name::utf8);
    common.map_or_else(
        || distinguished_name::oneline(name),
        |octets| String::from_utf8_lossy(&octets).into_owned(),
    )
}
