mod forwarded;

use super::Reader;
use crate::{Container, Content};

pub use forwarded::hash_named;
use forwarded::is_forwarded;

/// The headers that proxies write a client certificate into, in lower case, and how they are called.
const HEADERS: [(&str, &str); 13] = [
    ("x-arr-clientcert", "X-ARR-ClientCert"),
    ("ssl-client-cert", "ssl-client-cert"),
    ("x-ssl-client-cert", "X-SSL-Client-Cert"),
    ("x-client-cert", "X-Client-Cert"),
    ("x-forwarded-tls-client-cert", "X-Forwarded-Tls-Client-Cert"),
    ("x-forwarded-client-cert", XFCC),
    ("x-client-certificate", "X-Client-Certificate"),
    ("x-client-cert-leaf", "X-Client-Cert-Leaf"),
    ("x-ssl-client-der", "X-SSL-Client-DER"),
    ("x-amzn-mtls-clientcert", "X-Amzn-Mtls-Clientcert"),
    ("x-amzn-mtls-clientcert-leaf", "X-Amzn-Mtls-Clientcert-Leaf"),
    ("client-cert", "Client-Cert"),
    ("client-cert-chain", "Client-Cert-Chain"),
];

/// A shorter line holds no name and value.
const BARE: usize = 12;
/// Shorter values are none in the middle of a line.
const SHORTEST: usize = 60;

const XFCC: &str = "X-Forwarded-Client-Cert";

impl Reader<'_> {
    /// Reads the headers in a text that carry a certificate: one a line, as curl and logs print them, or the bare
    /// value. Says what it is; none where there is no such header.
    pub(super) fn header(&mut self, parent: usize, text: &str, depth: usize) -> Option<String> {
        let mut found = false;
        for line in text.lines() {
            if let Some((name, value)) = named(line) {
                found = true;
                if !self.has_room(parent) {
                    break;
                }
                self.value(parent, name, value, depth);
            }
        }
        if found {
            return Some("HTTP headers".to_owned());
        }
        let value = text.trim();
        if is_forwarded(value) {
            self.value(parent, XFCC, value, depth);
            return Some(XFCC.to_owned());
        }
        // A value on its own, or any log with such values in it.
        if value.contains("BEGIN%2") || value.contains("-----BEGIN+") && value.contains("%0") {
            let decoded = percent_decoded(value);
            let inner = self.octets(parent, decoded.as_bytes(), depth + 1);
            return Some(format!("{inner}, URL-encoded"));
        }
        None
    }

    fn value(&mut self, parent: usize, name: &'static str, value: &str, depth: usize) {
        let container = Content::Container(Container::Header(name.to_owned()));
        let header = self.add(Some(parent), name, container);
        if name == XFCC {
            // In JSON, its own quotes are escaped.
            let value = value.replace("\\\"", "\"");
            return self.forwarded(header, &value, depth);
        }
        // RFC 9440 writes base64 between colons, Traefik several values apart by commas.
        for one in value.split(',') {
            let one = percent_decoded(one.trim().trim_matches([':', '"', '\'']));
            if !self.has_room(header) {
                return;
            }
            if !one.is_empty() {
                self.octets(header, one.as_bytes(), depth + 1);
            }
        }
    }
}

/// The header that a line carries, and its value: `Name: value` or `Name=value`, as curl, logs and JSON have it.
fn named(line: &str) -> Option<(&'static str, &str)> {
    // All names have a hyphen; the lines of base64, of which there may be many, have none.
    if line.len() < BARE || !line.contains('-') {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    HEADERS.into_iter().find_map(|(known, canonical)| {
        let at = lower.find(known)?;
        let before = line.get(..at)?;
        let value = value_after(before, line.get(at + known.len()..)?)?;
        // In the middle of a line, a name may be there without a value of its own.
        let begins = before.chars().all(|c| "<>*\"' \t".contains(c));
        let is_one = begins || value.len() >= SHORTEST || is_forwarded(value);
        is_one.then_some((canonical, value))
    })
}

/// The value behind a name, up to the quote that closes it; none where the name is a part of a longer one.
fn value_after<'a>(before: &str, after: &'a str) -> Option<&'a str> {
    let last = before.chars().next_back();
    if last.is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')) {
        return None;
    }
    let after = after.trim_start_matches(['"', '\'', '\\', ' ']);
    let value = after.strip_prefix([':', '='])?.trim();
    let own = value.chars().next().filter(|c| matches!(c, '"' | '\''));
    let value = own.map_or(value, |quote| value.trim_start_matches(quote));
    let quote = own.or(last.filter(|c| matches!(c, '"' | '\'')));
    let value = quote.and_then(|quote| until(value, quote)).unwrap_or(value);
    let value = value.trim().trim_end_matches([',', '"', '\'']);
    (!value.is_empty()).then_some(value)
}

/// What stands before a quote that no backslash stands before.
fn until(value: &str, quote: char) -> Option<&str> {
    let mut escaped = false;
    let end = value.find(|c| {
        let was_escaped = std::mem::replace(&mut escaped, c == '\\');
        c == quote && !was_escaped
    });
    value.get(..end?)
}

/// Percent-decoded (RFC 3986, 2.1). A `+` stays: in PEM it is a digit of base64.
fn percent_decoded(text: &str) -> String {
    let mut octets = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let digits = (*first == b'%')
            .then(|| std::str::from_utf8(after.get(..2)?).ok())
            .flatten();
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(octet) => {
                octets.push(octet);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                octets.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&octets).into_owned()
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::prelude::BASE64_STANDARD;

    use super::*;
    use crate::read::tests::told;
    use crate::samples::{der, pem};

    #[test]
    fn percent_signs_that_encode_nothing_stay() {
        assert_eq!(percent_decoded("a%20b%0Ac+d%zz%"), "a b\nc+d%zz%");
    }

    #[test]
    fn headers_are_found_as_curl_prints_them() {
        assert_eq!(
            named("< X-ARR-ClientCert: MIIB"),
            Some(("X-ARR-ClientCert", "MIIB"))
        );
        assert_eq!(
            named("  \"ssl-client-cert\": \"abc\","),
            Some(("ssl-client-cert", "abc"))
        );
        assert_eq!(named("Content-Type: text"), None);
    }

    #[test]
    fn headers_are_read_as_proxies_write_them() {
        let base64 = BASE64_STANDARD.encode(der());
        let encoded: String = pem()
            .bytes()
            .map(|octet| match octet {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' => char::from(octet).to_string(),
                _ => format!("%{octet:02X}"),
            })
            .collect();
        for (text, form, name, label) in [
            (
                format!("< X-ARR-ClientCert: {base64}\n"),
                "HTTP headers",
                "X-ARR-ClientCert",
                "structure 1",
            ),
            (
                format!("ssl-client-cert: {encoded}\nhost: x\n"),
                "HTTP headers",
                "ssl-client-cert",
                "block 1",
            ),
            (
                format!("By=a;Cert=\"{encoded}\";Subject=\"a;b\""),
                XFCC,
                XFCC,
                "block 1",
            ),
        ] {
            assert_eq!(
                told(text.as_bytes()),
                [
                    format!("file: {form}"),
                    format!("  {name}: {name}"),
                    format!("    {label}: certificate")
                ]
            );
        }
    }

    #[test]
    fn headers_are_found_in_commands_and_json() {
        let base64 = BASE64_STANDARD.encode(der());
        let encoded = pem()
            .replace('+', "%2B")
            .replace('\n', "%0A")
            .replace(' ', "%20");
        let forwarded = format!("By=a;Cert=\\\"{encoded}\\\";Subject=\\\"CN=a, O=b\\\"");
        for (text, name) in [
            (
                format!("curl -H 'X-ARR-ClientCert: {base64}' https://a\n"),
                "X-ARR-ClientCert",
            ),
            (format!("X-ARR-ClientCert={base64}\n"), "X-ARR-ClientCert"),
            (format!("X-SSL-Client-DER: {base64}\n"), "X-SSL-Client-DER"),
            (
                format!("X-Client-Cert-Leaf: :{base64}:\n"),
                "X-Client-Cert-Leaf",
            ),
            (
                format!("{{\"headers\": {{\"Ssl-Client-Cert\": \"{encoded}\", \"a\": 1}}}}\n"),
                "ssl-client-cert",
            ),
            (
                format!("{{\"x-forwarded-client-cert\": \"{forwarded}\", \"b\": \"c\"}}\n"),
                XFCC,
            ),
            (
                format!("header: \"ssl-client-cert: {encoded}\" sent\n"),
                "ssl-client-cert",
            ),
        ] {
            let told = told(text.as_bytes());
            assert_eq!(told[0], "file: HTTP headers", "{text}");
            assert_eq!(told[1], format!("  {name}: {name}"), "{text}");
            assert!(
                told.len() == 3 && told[2].ends_with("1: certificate"),
                "{told:?}"
            );
        }
        for text in [
            "the header ssl-client-cert: is missing",
            "my-client-cert: x",
            "client-cert",
        ] {
            assert_eq!(told(text.as_bytes())[0], "file: unknown", "{text}");
        }
    }

    #[test]
    fn values_on_their_own_and_in_logs_are_found() {
        let plus = |text: &str| text.replace("%20", "+");
        let encoded = pem()
            .replace('+', "%2B")
            .replace('\n', "%0A")
            .replace(' ', "%20");
        let log = |value: &str| {
            format!("{{\"a\": 1, \"x\": \"{value}\"}}\n10.0.0.1 - - \"{value}\" 200\n")
        };
        for (text, found) in [
            (encoded.clone(), 1),
            (plus(&encoded), 1),
            (encoded.replace('%', "%25"), 1),
            (log(&encoded), 2),
            (log(&plus(&encoded)), 2),
            (format!("ssl-client-cert: {}\n", plus(&encoded)), 1),
        ] {
            let told = told(text.as_bytes());
            let certificates = told.iter().filter(|line| line.contains(": certificate"));
            assert_eq!(certificates.count(), found, "{told:?}");
            assert!(told.len() <= 3, "{told:?}");
        }
    }
}
