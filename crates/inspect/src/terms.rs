//! What the words of a report mean: one sentence each, and the document it rests on.

/// One term, explained.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// What it is, in one sentence.
    pub says: &'static str,
    /// Where that is written: `RFC 5280, 4.1.2.6`.
    pub source: &'static str,
}

const fn term(says: &'static str, source: &'static str) -> Term {
    Term { says, source }
}

/// The name of whoever a certificate is for.
pub const SUBJECT: Term = term(
    "The name of whom the certificate is for; clients that connect look at the subject alternative names instead.",
    "RFC 5280, 4.1.2.6; RFC 9525, 6.2",
);
/// The name of the CA that signed it.
pub const ISSUER: Term = term(
    "The name of the CA that signed; it must be equal to the subject of that CA's own certificate.",
    "RFC 5280, 4.1.2.4",
);
/// The names that clients look at.
pub const ALTERNATIVE_NAMES: Term = term(
    "The host names, addresses and URIs that the certificate holds for: a client compares the one it calls with these.",
    "RFC 5280, 4.2.1.6; RFC 9525, 6",
);
/// The CA's own number for a certificate.
pub const SERIAL_NUMBER: Term = term(
    "The CA's own number for this certificate, by which a revocation list names it.",
    "RFC 5280, 4.1.2.2",
);
/// From when to when it holds.
pub const VALIDITY: Term = term(
    "The time in which the certificate holds; before and after it every check refuses it.",
    "RFC 5280, 4.1.2.5",
);
/// SHA-1 of a whole certificate.
pub const SHA1: Term = term(
    "The SHA-1 of the whole certificate: it says which one is meant, and its age as a hash does no harm there.",
    "FIPS 180-4; Microsoft Learn, X509Certificate2.Thumbprint",
);
/// SHA-256 of a whole certificate.
pub const SHA256: Term = term(
    "The SHA-256 of the whole certificate, which changes with every renewal.",
    "FIPS 180-4; RFC 8705, 3.1",
);

/// What the label of a row means, in a report's section of this title; none for labels that say it themselves.
pub fn of(section: &str, label: &str) -> Option<Term> {
    in_certificate(section, label)
        .or_else(|| of_key(label))
        .or_else(|| extension(label))
        .or_else(|| container(label))
}

fn in_certificate(section: &str, label: &str) -> Option<Term> {
    Some(match label {
        "Subject" => SUBJECT,
        "Issuer" => ISSUER,
        "Subject, RFC 2253" | "Issuer, RFC 2253" => term(
            "The same name as one line from its last part to its first, as many configurations compare it.",
            "RFC 2253, 2.1",
        ),
        "Subject alternative names"
        | "Requested alternative names"
        | "Subject Alternative Name" => ALTERNATIVE_NAMES,
        "Serial number" | "Serial number, decimal" => SERIAL_NUMBER,
        "Not before" | "Not after" => VALIDITY,
        "Version" if section == "List" => term(
            "The form of the list; version 2 has extensions.",
            "RFC 5280, 5.1.2.1",
        ),
        "Version" => term(
            "The form of the certificate; version 3 has extensions.",
            "RFC 5280, 4.1.2.1",
        ),
        "Key usage" | "Key Usage" => term(
            "What the key may be used for; for TLS the digital signature is what counts.",
            "RFC 5280, 4.2.1.3; RFC 8446, 4.4.2.2",
        ),
        "Extended key usage" | "Extended Key Usage" => term(
            "The purposes the certificate may serve: serverAuth for a server of TLS, clientAuth for a client.",
            "RFC 5280, 4.2.1.12",
        ),
        "CA" | "Basic Constraints" => term(
            "Whether the key may sign certificates; where this does not say yes, chains over it are refused.",
            "RFC 5280, 4.2.1.9",
        ),
        "Path length" => term(
            "How many further CAs may stand between this one and an end entity.",
            "RFC 5280, 4.2.1.9",
        ),
        "Algorithm" if section == "Signature" => term(
            "With what the signature was made: a hash and the kind of the signer's key.",
            "RFC 5280, 4.1.1.2; RFC 3279; RFC 5758",
        ),
        "Checked" => term(
            "Whether the signature fits the signed octets and the key of who is to have made it.",
            "RFC 5280, 6.1.3",
        ),
        "This update" | "Next update" => term(
            "When the list was made, and by when the next one comes.",
            "RFC 5280, 5.1.2.4",
        ),
        "Number" => term(
            "Which list of this CA it is; a later one has a greater number.",
            "RFC 5280, 5.2.3",
        ),
        "Revoked certificates" => term(
            "Certificates that their CA has withdrawn before their end.",
            "RFC 5280, 5.1.2.6",
        ),
        _ => return thumbprint(label),
    })
}

fn thumbprint(label: &str) -> Option<Term> {
    Some(match label {
        "SHA-1" | "SHA-1, lower case" | "SHA-1, with colons" => SHA1,
        "SHA-256" | "SHA-256, upper case" | "SHA-256, with colons" => SHA256,
        "x5t" => term(
            "The SHA-1 thumbprint in base64url, as tokens and JSON Web Keys name a certificate.",
            "RFC 7515, 4.1.7",
        ),
        "x5t#S256" => term(
            "The SHA-256 thumbprint in base64url, as tokens and JSON Web Keys name a certificate.",
            "RFC 7515, 4.1.8",
        ),
        "Key pin" | "Key pin for curl" => term(
            "The SHA-256 of the public key alone: it stays the same where a certificate is renewed with the same key.",
            "RFC 7469, 2.4",
        ),
        "Key identifier" => term(
            "A hash of the public key, by which certificates name each other's keys.",
            "RFC 5280, 4.2.1.2",
        ),
        _ => return None,
    })
}

fn of_key(label: &str) -> Option<Term> {
    Some(match label {
        "Algorithm" => term(
            "What kind of key it is: RSA, a curve for ECDSA, or Ed25519.",
            "RFC 5280, 4.1.2.7; RFC 8410",
        ),
        "Bits" => term(
            "The size of the modulus (RSA) or of the curve; more is harder to break and slower.",
            "NIST SP 800-57 part 1, 5.6.1",
        ),
        "Strength" => term(
            "How many guesses an attacker needs at least, as a power of two.",
            "NIST SP 800-57 part 1, 5.6.1",
        ),
        "Exponent" => term(
            "The public exponent of RSA; nearly always 65537.",
            "RFC 8017, 3.1; FIPS 186-5, 5.1",
        ),
        "Curve" => term(
            "The elliptic curve the key lies on; both ends must know it.",
            "RFC 5480, 2.1.1; SEC 2",
        ),
        "Encryption" => term(
            "The cipher that locks the key under its password.",
            "RFC 8018, 6",
        ),
        "Key derivation" | "MAC key derivation" => term(
            "How a key is made of the password: the slower, the harder the password is to guess.",
            "RFC 8018, 5; RFC 7292, appendix B",
        ),
        "Rounds" | "MAC rounds" => term(
            "How often that is repeated; each guess costs an attacker as much.",
            "RFC 8018, 4.2",
        ),
        "Salt" | "MAC salt" => term(
            "Random octets that make equal passwords give different keys.",
            "RFC 8018, 4.1",
        ),
        "Encoding" => term(
            "How the key is written: PKCS#8 for any key, PKCS#1 for RSA, SEC1 for curves.",
            "RFC 5958; RFC 8017, A.1; RFC 5915",
        ),
        _ => return None,
    })
}

fn extension(label: &str) -> Option<Term> {
    Some(match label {
        "Subject Key Identifier" => term(
            "This certificate's name for its own key, to which others refer.",
            "RFC 5280, 4.2.1.2",
        ),
        "Authority Key Identifier" => term(
            "The name of the key that signed: it tells apart CAs of one name.",
            "RFC 5280, 4.2.1.1",
        ),
        "CRL Distribution Points" | "Freshest CRL" => term(
            "Where the CA offers its revocation list.",
            "RFC 5280, 4.2.1.13",
        ),
        "Authority Information Access" => term(
            "Where the CA answers whether a certificate is revoked (OCSP), and offers its own.",
            "RFC 5280, 4.2.2.1",
        ),
        "Certificate Policies" => term(
            "Under which rules the CA has issued it, as numbers.",
            "RFC 5280, 4.2.1.4",
        ),
        "Name Constraints" => term(
            "The names for which certificates below this CA may hold.",
            "RFC 5280, 4.2.1.10",
        ),
        "CRL Number" => term(
            "Which list of this CA it is; a later one has a greater number.",
            "RFC 5280, 5.2.3",
        ),
        "TLS Feature" => term(
            "What a server must do in the handshake, such as staple an OCSP answer.",
            "RFC 7633, 4",
        ),
        "CT Precertificate SCTs" => term(
            "Promises of public logs to list the certificate.",
            "RFC 6962, 3.3",
        ),
        "Issuer Alternative Name" => term("Further names of the CA.", "RFC 5280, 4.2.1.7"),
        "Policy Constraints" => term(
            "Whether policies must be named all the way down.",
            "RFC 5280, 4.2.1.11",
        ),
        "Inhibit Any Policy" => term(
            "From where on the policy that stands for all others no longer counts.",
            "RFC 5280, 4.2.1.14",
        ),
        "Subject Information Access" => term(
            "Where the subject offers something, such as its repository.",
            "RFC 5280, 4.2.2.2",
        ),
        "OCSP No Check" => term(
            "Clients need not ask whether this signer of OCSP answers is revoked.",
            "RFC 6960, 4.2.2.2.1",
        ),
        "Netscape Cert Type" | "Netscape Comment" => term(
            "From before the standards; programs no longer look at it.",
            "Netscape Certificate Extensions, 1998",
        ),
        _ if label.starts_with("Microsoft ") => {
            term("Set by Active Directory Certificate Services.", "MS-WCCE")
        }
        _ => return None,
    })
}

fn container(label: &str) -> Option<Term> {
    Some(match label {
        "challengePassword" => term(
            "A password agreed with the CA, for it to know who asks.",
            "RFC 2985, 5.4.1",
        ),
        "unstructuredName" => term(
            "A further name of the subject, in no set form.",
            "RFC 2985, 5.2.2",
        ),
        "MAC" => term(
            "A checksum under the password, by which changes to the file show.",
            "RFC 7292, 4",
        ),
        "Friendly name" => term(
            "What Windows, Java and macOS list the entry under.",
            "RFC 2985, 5.5.1",
        ),
        "Local key identifier" => term(
            "Equal octets at a key and at its certificate say that they belong together.",
            "RFC 2985, 5.5.2",
        ),
        "Bags" | "Holds" => term(
            "A PFX holds safes, and a safe bags: each is one key, certificate or list.",
            "RFC 7292, 4.2",
        ),
        "Kind" | "Type" => term(
            "What the object is to Kubernetes; kubernetes.io/tls asks for tls.crt and tls.key.",
            "Kubernetes documentation, Secrets",
        ),
        "Namespace" => term(
            "The part of the cluster it stands in; an Ingress finds Secrets of its own alone.",
            "Kubernetes documentation, Namespaces",
        ),
        "Keys" => term(
            "The names under which a Secret or ConfigMap holds its values.",
            "Kubernetes documentation, Secrets",
        ),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_is_one_sentence_with_a_source() {
        for label in [
            "Subject",
            "SHA-1",
            "Rounds",
            "Key usage",
            "MAC",
            "Name Constraints",
        ] {
            let term = of("", label).expect(label);
            assert!(term.says.ends_with('.'), "{label}");
            assert_eq!(term.says.matches(". ").count(), 0, "{label}");
            assert!(!term.source.is_empty(), "{label}");
        }
        assert_ne!(of("Signature", "Algorithm"), of("Key", "Algorithm"));
        assert_eq!(of("", "Octets"), None);
    }
}
