use diagnostics::Finding;

use super::PLACE;
use crate::der::{self, INTEGER, OCTET_STRING, SEQUENCE};
use crate::x509::{Algorithm, public_key};
use crate::{codes, words};

/// `OPENSSL_RSA_MAX_MODULUS_BITS`.
const OPENSSL_BITS: usize = 16_384;

pub(super) fn public(found: &mut Vec<Finding>, modulus: &[u8], exponent: &[u8]) {
    size(found, der::bit_length(modulus));
    if modulus.last().is_none_or(|octet| octet & 1 == 0) {
        found.push(broken(
            "The modulus of the RSA key is even, so that it is no product of two primes",
        ));
    }
    self::exponent(found, exponent);
}

fn size(found: &mut Vec<Finding>, bits: usize) {
    if bits < 2048 {
        found.push(Finding::error(
            codes::KEY_RSA_SHORT,
            PLACE,
            format!("The RSA key has {bits} bits: OpenSSL, curl and browsers refuse less than 2048 (`ee key too small`)."),
            "Use 2048 bits or more.",
        ));
    } else if bits > OPENSSL_BITS {
        found.push(Finding::error(
            codes::KEY_RSA_LONG,
            PLACE,
            format!("The RSA key has {bits} bits: OpenSSL computes with 16,384 at most (`modulus too large`), Go's TLS with 8192."),
            "Use 4096 bits, or P-384.",
        ));
    } else if bits > 8192 {
        found.push(Finding::warning(
            codes::KEY_RSA_LONG,
            PLACE,
            format!("The RSA key has {bits} bits: Go's TLS refuses more than 8192, and each handshake takes long."),
            "Use 4096 bits, or P-384.",
        ));
    }
}

fn exponent(found: &mut Vec<Finding>, exponent: &[u8]) {
    if der::small(exponent) == Some(65_537) {
        return;
    }
    let bits = der::bit_length(exponent);
    let unfit = exponent.last().is_none_or(|octet| octet & 1 == 0) || bits < 2;
    let (finding, what): (fn(_, _, _, _) -> _, _) = match bits {
        _ if unfit => (Finding::error, "with which no secure key can be made"),
        32.. => (
            Finding::warning,
            "where Go takes 31 bits at most, and OpenSSL 64 if the key has more than 3072",
        ),
        _ => (Finding::note, "where nearly all keys have 65537"),
    };
    let number = words::integer(exponent);
    found.push(finding(
        codes::KEY_RSA_EXPONENT,
        PLACE,
        format!("The exponent of the RSA key is {number}, {what}."),
        "Make a new key with the usual exponent 65537.".to_owned(),
    ));
}

/// Whether the factors in a private key are those of its modulus. Of keys beyond what OpenSSL computes with nothing is
/// said.
pub(super) fn private(pkcs8: &[u8]) -> Option<Finding> {
    let [modulus, one, other] = factors(pkcs8)?;
    if der::bit_length(modulus) > OPENSSL_BITS {
        return None;
    }
    (product(one, other) != der::magnitude(modulus))
        .then(|| broken("The primes in the private key are not those of its modulus"))
}

fn broken(what: &str) -> Finding {
    Finding::error(
        codes::KEY_BROKEN,
        PLACE,
        format!("{what}: no program can use it, and OpenSSL's `-check` refuses it."),
        "Get the key again from where it was made, or make a new one.",
    )
}

/// n, p and q of an `RSAPrivateKey` (RFC 8017, A.1.2) in a `PrivateKeyInfo`.
fn factors(pkcs8: &[u8]) -> Option<[&[u8]; 3]> {
    let mut fields = der::whole(pkcs8, SEQUENCE)?.children();
    fields.read(INTEGER)?;
    let algorithm = Algorithm::read(&fields.read(SEQUENCE)?)?;
    if ![public_key::RSA, public_key::RSA_PSS].contains(&algorithm.oid) {
        return None;
    }
    let key = fields.read(OCTET_STRING)?.content;
    let numbers: Vec<_> = der::whole(key, SEQUENCE)?.children().collect();
    match numbers.as_slice() {
        [_, n, _, _, p, q, ..] => Some([n.content, p.content, q.content]),
        _ => None,
    }
}

/// The product of two numbers of at most 2,048 octets, without leading zeros. Longer ones have none.
fn product(one: &[u8], other: &[u8]) -> Vec<u8> {
    let (one, other) = (der::magnitude(one), der::magnitude(other));
    if one.len().max(other.len()) > OPENSSL_BITS / 8 {
        return Vec::new();
    }
    // Sums of at most 2,048 products of two octets; the lowest place first.
    let mut sums = vec![0_u32; one.len() + other.len()];
    for (place, factor) in one.iter().rev().enumerate() {
        for (sum, octet) in sums.iter_mut().skip(place).zip(other.iter().rev()) {
            *sum += u32::from(*factor) * u32::from(*octet);
        }
    }
    let mut carry = 0;
    let mut octets: Vec<u8> = Vec::with_capacity(sums.len());
    for sum in sums {
        carry += sum;
        octets.push(carry.to_le_bytes()[0]);
        carry >>= 8;
    }
    octets.reverse();
    der::magnitude(&octets).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_multiplied() {
        let (one, other) = (0xffff_ffff_ffff_fff1_u64, 0xffff_ffff_ffff_ff12_u64);
        let expected = (u128::from(one) * u128::from(other)).to_be_bytes();
        assert_eq!(product(&one.to_be_bytes(), &other.to_be_bytes()), expected);
        assert_eq!(product(&[0, 3], &[5]), [15]);
        let most = [0xff; 2048];
        let squared = product(&most, &most);
        assert_eq!(
            (squared.len(), squared[4095], squared[2047]),
            (4096, 1, 0xfe)
        );
        assert!(product(&[1; 2049], &[1]).is_empty());
    }

    #[test]
    fn what_is_no_rsa_key_is_told() {
        let codes = |modulus: &[u8], exponent: &[u8]| {
            let mut found = Vec::new();
            public(&mut found, modulus, exponent);
            found
                .iter()
                .map(|one| one.code.to_string())
                .collect::<Vec<_>>()
        };
        assert!(codes(&[0xff; 256], &[1, 0, 1]).is_empty());
        assert_eq!(codes(&[0xfe; 256], &[1, 0, 1]), [codes::KEY_BROKEN]);
        assert_eq!(codes(&[0xff; 2049], &[1, 0, 1]), [codes::KEY_RSA_LONG]);
        let of_exponent = |exponent: &[u8]| {
            let mut found = Vec::new();
            public(&mut found, &[0xff; 256], exponent);
            found.remove(0)
        };
        use diagnostics::Severity::{Error, Note, Warning};
        let severity = |exponent: &[u8]| of_exponent(exponent).severity;
        assert_eq!(severity(&[3]), Note);
        assert_eq!(severity(&[4]), Error);
        assert_eq!(severity(&[0x7f; 4]), Note);
        assert_eq!(severity(&[0, 0xff, 0xff, 0xff, 0xff]), Warning);
        assert!(of_exponent(&[0x7f; 1 << 20]).message.len() < 200);
    }
}
