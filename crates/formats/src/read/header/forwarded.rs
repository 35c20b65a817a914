//! `X-Forwarded-Client-Cert`, as Envoy writes it: elements apart by commas, each of `Key=value` or `Key="value"` apart
//! by semicolons.

use diagnostics::Finding;
use sha2::{Digest as _, Sha256};

use super::percent_decoded;
use crate::Content;
use crate::item::shortened;
use crate::read::{PLACE, Reader};

/// What an item is called that stands for a certificate of which there is only the hash, before that hash.
const HASH_ONLY: &str = "a certificate that is named by its hash only, SHA-256 ";

const MALFORMED: &str = "header-hash-malformed";

/// The SHA-256 of a certificate in lower-case hex, where an item is the hash alone, as a header may give it.
pub fn hash_named(content: &Content) -> Option<&str> {
    match content {
        Content::Named(name) => name.strip_prefix(HASH_ONLY),
        _ => None,
    }
}

/// Whether a text is the bare value.
pub(super) fn is_forwarded(value: &str) -> bool {
    let pairs = ["Hash=", "By=", "Cert=\"", "Chain=\"", "Subject=\""];
    let one_line = !value.contains('\n');
    one_line && value.contains('=') && pairs.iter().any(|pair| value.starts_with(pair))
}

impl Reader<'_> {
    /// Reads the value of the header into `header`.
    pub(super) fn forwarded(&mut self, header: usize, value: &str, depth: usize) {
        let mut holds_one = false;
        for element in split_outside_quotes(value, ',') {
            if !self.has_room(header) {
                return;
            }
            holds_one |= self.element(header, element, depth);
        }
        if !holds_one {
            self.find(header, without_certificate());
        }
    }

    /// Reads what one proxy said; whether there is a certificate in it.
    fn element(&mut self, header: usize, element: &str, depth: usize) -> bool {
        let mut hash = None;
        let mut holds_one = false;
        let mut leaf = None;
        for pair in split_outside_quotes(element, ';') {
            let Some((key, value)) = pair.trim().split_once('=') else {
                continue;
            };
            let value = value.trim().trim_matches('"');
            match key.to_ascii_lowercase().as_str() {
                "hash" => hash = Some(value),
                "cert" | "chain" if !value.is_empty() && self.has_room(header) => {
                    holds_one = true;
                    let first = self.items.len();
                    self.octets(header, percent_decoded(value).as_bytes(), depth + 1);
                    // Both begin with the certificate that the hash is of.
                    leaf = leaf.or_else(|| self.certificate_from(first));
                }
                _ => {}
            }
        }
        if let Some(hash) = hash {
            self.hash(header, hash, leaf, holds_one);
        }
        holds_one
    }

    /// The first certificate at or after an index, and its hash.
    fn certificate_from(&self, first: usize) -> Option<(usize, String)> {
        let mut items = self.items.iter().enumerate().skip(first);
        items.find_map(|(index, item)| match &item.content {
            Content::Certificate(der) => {
                let hash = Sha256::digest(der);
                let digits = hash.iter().map(|octet| format!("{octet:02x}"));
                Some((index, digits.collect()))
            }
            _ => None,
        })
    }

    /// Compares the hash with that of the certificate beside it, or keeps it where there is none.
    fn hash(&mut self, header: usize, said: &str, leaf: Option<(usize, String)>, holds_one: bool) {
        let Some(said) = sha256(said) else {
            return self.find_once(header, MALFORMED, || hash_malformed(said));
        };
        match leaf {
            Some((item, own)) if own != said => self.find(item, hash_differs(&said, &own)),
            None if !holds_one && self.has_room(header) => {
                let name = Content::Named(format!("{HASH_ONLY}{said}"));
                self.add(Some(header), "Hash", name);
            }
            _ => {}
        }
    }
}

/// A SHA-256 in lower-case hex, however it is written; none where it is none.
fn sha256(said: &str) -> Option<String> {
    let digits = said.bytes().filter(|octet| *octet != b':');
    let digits: String = digits
        .map(|octet| char::from(octet).to_ascii_lowercase())
        .collect();
    let is_one = digits.len() == 64 && digits.bytes().all(|digit| digit.is_ascii_hexdigit());
    is_one.then_some(digits)
}

fn split_outside_quotes(text: &str, separator: char) -> impl Iterator<Item = &str> {
    let mut quoted = false;
    let mut escaped = false;
    text.split(move |c: char| {
        let was_escaped = std::mem::take(&mut escaped);
        match c {
            '\\' if !was_escaped => escaped = true,
            '"' if !was_escaped => quoted = !quoted,
            _ => {}
        }
        c == separator && !quoted
    })
}

fn without_certificate() -> Finding {
    Finding::warning(
        "header-without-certificate",
        PLACE,
        "The header X-Forwarded-Client-Cert has neither Cert nor Chain, only what identifies the certificate.",
        "Have the proxy send the certificate itself: cert: true below set_current_client_cert_details in Envoy.",
    )
}

fn hash_differs(said: &str, own: &str) -> Finding {
    Finding::warning(
        "header-hash-differs",
        PLACE,
        format!(
            "The header says Hash={said}, but the SHA-256 of the certificate beside it is {own}."
        ),
        "Envoy writes both of one certificate: the header was put together or changed by someone else, so trust neither.",
    )
}

fn hash_malformed(said: &str) -> Finding {
    let said = shortened(said.to_owned());
    Finding::warning(
        MALFORMED,
        PLACE,
        format!("The header says Hash={said}, which is no SHA-256: that has 64 digits of hex."),
        "Copy the header whole, as Envoy sends it.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::told;
    use crate::samples::{der, pem};

    #[test]
    fn quotes_hold_separators_together() {
        let parts: Vec<_> = split_outside_quotes(r#"a="x,y";b="\",z",c=1"#, ',').collect();
        assert_eq!(parts, [r#"a="x,y";b="\",z""#, "c=1"]);
    }

    /// Of what [`der`] makes.
    fn hash() -> String {
        let hash = Sha256::digest(der());
        hash.iter().map(|octet| format!("{octet:02x}")).collect()
    }

    fn encoded() -> String {
        pem().replace('\n', "%0A").replace('+', "%2B")
    }

    fn told_of(value: &str) -> Vec<String> {
        told(format!("X-Forwarded-Client-Cert: {value}").as_bytes()).split_off(1)
    }

    const HEADER: &str = "  X-Forwarded-Client-Cert: X-Forwarded-Client-Cert";

    #[test]
    fn the_hash_is_that_of_the_certificate_beside_it() {
        let (hash, cert) = (hash(), encoded());
        let other = "0".repeat(64);
        for (value, finding) in [
            (format!("By=spiffe://a;Hash={hash};Cert=\"{cert}\""), ""),
            (format!("cert=\"{cert}\";hash={}", hash.to_uppercase()), ""),
            (format!("Chain=\"{cert}{cert}\";Hash={hash}"), ""),
            (
                format!("Hash={other};Cert=\"{cert}\""),
                " !header-hash-differs",
            ),
        ] {
            let told = told_of(&value);
            assert_eq!(told[0], HEADER);
            assert_eq!(told[1], format!("    block 1: certificate{finding}"));
        }
        let malformed = told_of(&format!("Hash={};Cert=\"{cert}\"", &hash[1..]));
        assert_eq!(malformed[0], format!("{HEADER} !header-hash-malformed"));
        // Once, since there may be any number of them.
        let many = told_of("Hash=a,Hash=b,Hash=c");
        let codes = "!header-hash-malformed !header-without-certificate";
        assert_eq!(many, [format!("{HEADER} {codes}")]);
    }

    #[test]
    fn each_element_has_its_own_hash() {
        let (hash, cert) = (hash(), encoded());
        let other = "0".repeat(64);
        let told = told_of(&format!(
            "Hash={hash};Cert=\"{cert}\",Hash={other};Cert=\"{cert}\",Hash={other}"
        ));
        assert_eq!(told.len(), 4);
        assert!(told[2].ends_with("!header-hash-differs") && !told[1].contains('!'));
        assert!(told[3].contains(HASH_ONLY) && told[3].contains(&other));
    }

    #[test]
    fn a_hash_alone_is_an_item() {
        let hash = hash();
        let value = format!("By=spiffe://a;Hash={hash};Subject=\"CN=x, O=y\"");
        let items = crate::read("file", value.as_bytes(), &crate::Limits::default());
        let [_, header, named] = items.as_slice() else {
            panic!("{items:?}");
        };
        assert_eq!(header.findings[0].code, "header-without-certificate");
        assert_eq!(hash_named(&named.content), Some(hash.as_str()));
        assert_eq!(hash_named(&header.content), None);
    }
}
