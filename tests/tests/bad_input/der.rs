//! DER made by hand, so that any of it can be wrong.

/// One element.
pub(crate) fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut octets = vec![tag];
    let length = content.len();
    if length < 0x80 {
        octets.push(u8::try_from(length).unwrap());
    } else {
        let digits = length.to_be_bytes();
        let digits: Vec<u8> = digits.into_iter().skip_while(|digit| *digit == 0).collect();
        octets.push(0x80 | u8::try_from(digits.len()).unwrap());
        octets.extend(digits);
    }
    octets.extend(content);
    octets
}

pub(crate) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    element(0x30, &parts.concat())
}

pub(crate) fn integer(octets: &[u8]) -> Vec<u8> {
    element(2, octets)
}

/// `sha256WithRSAEncryption`.
pub(crate) fn signature_algorithm() -> Vec<u8> {
    let oid = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 11];
    sequence(&[element(6, &oid), element(5, &[])])
}

/// The public key of an RSA key with this modulus.
pub(crate) fn rsa(modulus: &[u8]) -> Vec<u8> {
    let oid = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 1];
    let key = sequence(&[integer(&[&[0], modulus].concat()), integer(&[1, 0, 1])]);
    let bits = [&[0], key.as_slice()].concat();
    sequence(&[
        sequence(&[element(6, &oid), element(5, &[])]),
        element(3, &bits),
    ])
}

/// A name of one common name, a `UTF8String`.
pub(crate) fn name(common: &[u8]) -> Vec<u8> {
    let attribute = sequence(&[element(6, &[0x55, 4, 3]), element(0x0c, common)]);
    sequence(&[element(0x31, &attribute)])
}

/// The fields of a certificate, each with its header.
#[derive(Clone)]
pub(crate) struct Certificate {
    pub(crate) serial: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) not_before: Vec<u8>,
    pub(crate) not_after: Vec<u8>,
    pub(crate) subject: Vec<u8>,
    pub(crate) key: Vec<u8>,
    pub(crate) extensions: Vec<Vec<u8>>,
}

impl Certificate {
    /// Self-issued and harmless, with a signature that nobody made.
    pub(crate) fn plain() -> Self {
        Self {
            serial: integer(&[0x4a; 16]),
            issuer: name(b"www.example.com"),
            not_before: element(0x17, b"260101000000Z"),
            not_after: element(0x17, b"270101000000Z"),
            subject: name(b"www.example.com"),
            key: rsa(&[0xc5; 256]),
            extensions: vec![alternative_names(&[(0x82, b"www.example.com")])],
        }
    }

    pub(crate) fn der(&self) -> Vec<u8> {
        let signed = sequence(&[
            element(0xa0, &integer(&[2])),
            self.serial.clone(),
            signature_algorithm(),
            self.issuer.clone(),
            sequence(&[self.not_before.clone(), self.not_after.clone()]),
            self.subject.clone(),
            self.key.clone(),
            element(0xa3, &sequence(&self.extensions)),
        ]);
        sequence(&[signed, signature_algorithm(), element(3, &[0; 257])])
    }
}

pub(crate) fn alternative_names(names: &[(u8, &[u8])]) -> Vec<u8> {
    let names: Vec<_> = names
        .iter()
        .map(|(tag, name)| element(*tag, name))
        .collect();
    extension(&[0x55, 0x1d, 17], &sequence(&names))
}

pub(crate) fn extension(oid: &[u8], value: &[u8]) -> Vec<u8> {
    sequence(&[element(6, oid), element(4, value)])
}
