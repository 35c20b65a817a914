//! What the profiles mean in rcgen's terms.

use rcgen::{
    BasicConstraints, CertificateParams, DnType, DnValue, ExtendedKeyUsagePurpose, IsCa,
    KeyIdMethod, KeyUsagePurpose, SanType,
};
use sha1::{Digest, Sha1};
use time::OffsetDateTime;

use super::to_be_signed::public_key_bits;
use crate::{
    CertificateSpec, DistinguishedName, IssueError, KeyFamily, KeyPair, KeyProvider, LeafUsage,
    Profile, Role, SerialNumber, SubjectAltName,
};

const SECONDS_A_MINUTE: i64 = 60;
const SECONDS_A_DAY: i64 = 86_400;

/// `emailAddress` (PKCS#9, RFC 2985, 5.2.1).
const EMAIL_ADDRESS: [u64; 7] = [1, 2, 840, 113_549, 1, 9, 1];

/// The content of a certificate. Draws the serial number where it is random.
pub(super) fn certificate_params(
    spec: &CertificateSpec,
    key: &KeyPair,
    keys: &impl KeyProvider,
    now_unix: i64,
) -> Result<CertificateParams, IssueError> {
    let mut params = request_params(spec)?;
    params.not_before = date(
        spec.role,
        now_unix,
        -i64::from(spec.backdate_minutes) * SECONDS_A_MINUTE,
    )?;
    params.not_after = date(spec.role, now_unix, i64::from(spec.days) * SECONDS_A_DAY)?;
    params.serial_number = Some(serial_number(spec, keys)?);
    // Method 1 of RFC 5280, 4.2.1.2: SHA-1 of the bits of the public key.
    let identifier = Sha1::digest(public_key_bits(spec.role, key)?).to_vec();
    params.key_identifier_method = KeyIdMethod::PreSpecified(identifier);
    params.use_authority_key_identifier_extension = true;
    Ok(params)
}

/// The content of a request: subject, SANs and usages alone.
pub(super) fn request_params(spec: &CertificateSpec) -> Result<CertificateParams, IssueError> {
    let mut params = CertificateParams::default();
    params.distinguished_name = distinguished_name(spec.role, &spec.subject)?;
    params.subject_alt_names = spec
        .subject_alt_names
        .iter()
        .map(|name| san_type(spec.role, name))
        .collect::<Result<_, _>>()?;
    match spec.profile {
        Profile::Authority => {
            params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
            params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
        }
        Profile::Leaf(usage) => {
            params.is_ca = IsCa::ExplicitNoCa;
            params.key_usages = leaf_key_usages(spec.algorithm.family());
            params.extended_key_usages = extended_key_usages(usage);
        }
    }
    Ok(params)
}

/// `keyEncipherment` is for RSA key exchange; RFC 5480, 3 and RFC 8410, 5 have no use for it.
fn leaf_key_usages(family: KeyFamily) -> Vec<KeyUsagePurpose> {
    let mut usages = vec![KeyUsagePurpose::DigitalSignature];
    if family == KeyFamily::Rsa {
        usages.push(KeyUsagePurpose::KeyEncipherment);
    }
    usages
}

fn extended_key_usages(usage: LeafUsage) -> Vec<ExtendedKeyUsagePurpose> {
    match usage {
        LeafUsage::Server => vec![ExtendedKeyUsagePurpose::ServerAuth],
        LeafUsage::Client => vec![ExtendedKeyUsagePurpose::ClientAuth],
        LeafUsage::Both => vec![
            ExtendedKeyUsagePurpose::ServerAuth,
            ExtendedKeyUsagePurpose::ClientAuth,
        ],
    }
}

/// The attributes from CN to C, so that the reversed form of RFC 2253 begins with the country.
fn distinguished_name(
    role: Role,
    name: &DistinguishedName,
) -> Result<rcgen::DistinguishedName, IssueError> {
    let DistinguishedName {
        common_name,
        email,
        organization,
        organizational_unit,
        locality,
        state,
        country,
    } = name;
    let refused = |attribute: &str| IssueError::Name(role, attribute.to_owned());
    let email_value = email
        .as_str()
        .try_into()
        .map(DnValue::Ia5String)
        .map_err(|_| refused("emailAddress"))?;
    let country_value = country
        .as_str()
        .try_into()
        .map(DnValue::PrintableString)
        .map_err(|_| refused("C"))?;
    let utf8 = |text: &String| DnValue::Utf8String(text.clone());
    let email_type = DnType::CustomDnType(EMAIL_ADDRESS.to_vec());

    let mut encoded = rcgen::DistinguishedName::new();
    for (kind, text, value) in [
        (DnType::CommonName, common_name, utf8(common_name)),
        (email_type, email, email_value),
        (DnType::OrganizationName, organization, utf8(organization)),
        (
            DnType::OrganizationalUnitName,
            organizational_unit,
            utf8(organizational_unit),
        ),
        (DnType::LocalityName, locality, utf8(locality)),
        (DnType::StateOrProvinceName, state, utf8(state)),
        (DnType::CountryName, country, country_value),
    ] {
        if !text.is_empty() {
            encoded.push(kind, value);
        }
    }
    Ok(encoded)
}

fn san_type(role: Role, name: &SubjectAltName) -> Result<SanType, IssueError> {
    let refused = |_| IssueError::Name(role, name.to_string());
    Ok(match name {
        SubjectAltName::Dns(dns) => SanType::DnsName(dns.as_str().try_into().map_err(refused)?),
        SubjectAltName::Ip(address) => SanType::IpAddress(*address),
        SubjectAltName::Email(address) => {
            SanType::Rfc822Name(address.as_str().try_into().map_err(refused)?)
        }
        SubjectAltName::Uri(uri) => SanType::URI(uri.as_str().try_into().map_err(refused)?),
    })
}

fn serial_number(
    spec: &CertificateSpec,
    keys: &impl KeyProvider,
) -> Result<rcgen::SerialNumber, IssueError> {
    match spec.serial {
        SerialNumber::Fixed(0) => Err(IssueError::SerialNumber(spec.role)),
        SerialNumber::Fixed(number) => Ok(number.into()),
        SerialNumber::Random => {
            let mut octets = [0; 16];
            keys.random(&mut octets)?;
            if octets == [0; 16] {
                return Err(IssueError::SerialNumber(spec.role));
            }
            Ok(octets.to_vec().into())
        }
    }
}

fn date(role: Role, now_unix: i64, offset: i64) -> Result<OffsetDateTime, IssueError> {
    now_unix
        .checked_add(offset)
        .and_then(|seconds| OffsetDateTime::from_unix_timestamp(seconds).ok())
        .filter(|date| (0..=9999).contains(&date.year()))
        .ok_or(IssueError::Validity(role))
}
