use super::hash::Hash;
use crate::der::{self, INTEGER, OID, SEQUENCE};
use crate::x509::Algorithm;

const SHA1: &str = "1.3.14.3.2.26";
const MGF1: &str = "1.2.840.113549.1.1.8";

/// How a signature with RSASSA-PSS is made (RFC 4055, 3.1), as far as such signatures are checked.
pub(super) struct PssParameters {
    pub(super) hash: Hash,
    /// Octets.
    pub(super) salt: usize,
}

impl PssParameters {
    /// Reads them from an algorithm.
    ///
    /// # Errors
    ///
    /// Why such signatures are not checked, in one sentence.
    pub(super) fn read(algorithm: &Algorithm<'_>) -> Result<Self, String> {
        let written = Written::read(algorithm)
            .ok_or("The parameters of the RSASSA-PSS signature cannot be read.")?;
        let (hash, mask_hash) = (written.hash, written.mask_hash);
        let Some(known) = Hash::of(&hash) else {
            return Err(format!(
                "RSASSA-PSS signatures with the hash {hash} are not checked here."
            ));
        };
        if written.mask != MGF1 || mask_hash != hash {
            return Err(format!(
                "RSASSA-PSS signatures whose mask is made with the hash {mask_hash} and whose message with {hash} \
                 are not checked here."
            ));
        }
        if written.trailer != 1 {
            return Err("RSASSA-PSS signatures with an unknown trailer are not checked.".into());
        }
        Ok(Self {
            hash: known,
            salt: written.salt,
        })
    }

    /// Whether a key with these parameters makes such signatures: the same hash, and no shorter salt (RFC 4055, 3.3).
    pub(super) fn fit(&self, key: &Algorithm<'_>) -> bool {
        if key.parameters.is_none() {
            return true;
        }
        Self::read(key).is_ok_and(|key| key.hash == self.hash && key.salt <= self.salt)
    }
}

/// `RSASSA-PSS-params` with its defaults, and its identifiers with dots.
struct Written {
    hash: String,
    mask: String,
    mask_hash: String,
    salt: usize,
    trailer: usize,
}

impl Written {
    fn read(algorithm: &Algorithm<'_>) -> Option<Self> {
        let parameters = algorithm.parameters.filter(|value| value.tag == SEQUENCE)?;
        let mut fields = parameters.children();
        let (hash, mask) = (fields.read(0xa0), fields.read(0xa1));
        let (salt, trailer) = (fields.read(0xa2), fields.read(0xa3));
        if !fields.is_empty() {
            return None;
        }
        let hash = match hash {
            Some(hash) => der::dotted(Algorithm::of(hash.content)?.oid),
            None => SHA1.to_owned(),
        };
        let (mask, mask_hash) = match mask {
            Some(mask) => {
                let mask = Algorithm::of(mask.content)?;
                let hash = mask.parameters?.children().read(OID)?;
                (der::dotted(mask.oid), der::dotted(hash.content))
            }
            None => (MGF1.to_owned(), SHA1.to_owned()),
        };
        Some(Self {
            hash,
            mask,
            mask_hash,
            salt: salt.map_or(Some(20), |value| number(value.content))?,
            trailer: trailer.map_or(Some(1), |value| number(value.content))?,
        })
    }
}

/// The one `INTEGER` that the octets are.
fn number(octets: &[u8]) -> Option<usize> {
    let number = der::whole(octets, INTEGER)?;
    usize::try_from(der::small(number.content)?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PSS: [u8; 11] = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];

    fn element(tag: u8, content: &[u8]) -> Vec<u8> {
        [&[tag, u8::try_from(content.len()).unwrap()], content].concat()
    }

    fn read(fields: &[Vec<u8>]) -> Result<(Hash, usize), String> {
        let parameters = element(SEQUENCE, &fields.concat());
        let algorithm = element(SEQUENCE, &[&PSS[..], &parameters].concat());
        PssParameters::read(&Algorithm::of(&algorithm).unwrap()).map(|read| (read.hash, read.salt))
    }

    fn hash(tag: u8, last: u8) -> Vec<u8> {
        let identifier = element(OID, &[0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last]);
        element(tag, &element(SEQUENCE, &identifier))
    }

    fn mask(last: u8) -> Vec<u8> {
        let mgf1 = element(OID, &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8]);
        let hash = &hash(0xa0, last)[2..];
        element(0xa1, &element(SEQUENCE, &[&mgf1[..], hash].concat()))
    }

    #[test]
    fn what_is_not_written_has_its_default() {
        assert_eq!(read(&[]), Ok((Hash::Sha1, 20)));
        let salt = element(0xa2, &[2, 1, 32]);
        let all = [hash(0xa0, 1), mask(1), salt.clone()];
        assert_eq!(read(&all), Ok((Hash::Sha256, 32)));
        let trailer = element(0xa3, &[2, 1, 1]);
        assert_eq!(
            read(&[hash(0xa0, 3), mask(3), salt, trailer]),
            Ok((Hash::Sha512, 32))
        );
    }

    #[test]
    fn what_is_not_checked_is_said() {
        let why = |fields: &[Vec<u8>]| read(fields).unwrap_err();
        assert!(why(&[hash(0xa0, 4), mask(4)]).contains("2.16.840.1.101.3.4.2.4"));
        assert!(why(&[hash(0xa0, 1)]).contains("mask"));
        assert!(why(&[element(0xa3, &[2, 1, 2])]).contains("trailer"));
        for malformed in [
            element(0xa2, &[2, 1, 0xff]),
            element(0xa2, &[2, 1, 20, 0]),
            element(0xa0, &[]),
            element(0xa4, &[]),
        ] {
            assert!(why(&[malformed]).contains("cannot be read"));
        }
    }
}
