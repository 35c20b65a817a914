use std::net::IpAddr;

use diagnostics::Finding;
use pki::DnsName;

use crate::codes;
use crate::excerpt::excerpt;
use crate::text::{label, required};

/// Longest URL: what browsers and API Management are sure to take.
const LONGEST: usize = 2048;

/// An https URL in parts: `https://` `host` `port` `rest`.
pub(super) struct HttpsUrl {
    /// A DNS name in ASCII, or an IP address as URLs write it.
    pub(super) host: String,
    /// With its colon; empty for the default one.
    pub(super) port: String,
    /// Path and query.
    pub(super) rest: String,
}

impl HttpsUrl {
    /// The URL as a whole.
    pub(super) fn text(&self) -> String {
        format!("https://{}{}{}", self.host, self.port, self.rest)
    }
}

pub(super) fn https(
    place: &'static str,
    typed: &str,
    findings: &mut Vec<Finding>,
) -> Option<HttpsUrl> {
    let typed = required(place, typed, LONGEST, findings)?;
    let url = parse_https(&typed);
    if url.is_none() {
        findings.push(Finding::error(
            codes::URL_MALFORMED,
            place,
            format!("{} {} is no https URL.", label(place), excerpt(&typed)),
            "Begin with https:// and a host name, without user, spaces or #.",
        ));
    }
    url
}

/// `host` with an optional `:port`, as a URL's authority without a user (RFC 3986, 3.2): the host in ASCII,
/// the port with its colon or nothing.
pub(super) fn authority(text: &str) -> Option<(String, String)> {
    let port_at = match text.rfind(']') {
        Some(end) => end + 1,
        None => text.find(':').unwrap_or(text.len()),
    };
    let (host, port) = text.split_at_checked(port_at)?;
    let number = port.strip_prefix(':');
    let port_fits = match number {
        None => port.is_empty(),
        Some(number) => {
            number.bytes().all(|b| b.is_ascii_digit())
                && number.parse::<u16>().is_ok_and(|number| number > 0)
        }
    };
    let host = match host.strip_prefix('[') {
        Some(inner) => {
            let address = inner.strip_suffix(']')?.parse::<IpAddr>().ok()?;
            address.is_ipv6().then(|| format!("[{address}]"))?
        }
        None => match host.parse::<IpAddr>() {
            Ok(address) => address.to_string(),
            Err(_) => name(host)?,
        },
    };
    port_fits.then(|| (host, port.to_owned()))
}

fn name(host: &str) -> Option<String> {
    if host.contains(char::is_whitespace) {
        return None;
    }
    let name = DnsName::parse(host).ok()?;
    (!name.is_wildcard()).then(|| name.as_str().to_owned())
}

fn parse_https(typed: &str) -> Option<HttpsUrl> {
    let after = typed.strip_prefix("https://")?;
    let end = after.find(['/', '?', '#']).unwrap_or(after.len());
    let (authority_text, rest) = after.split_at_checked(end)?;
    let (host, port) = authority(authority_text)?;
    let fits = rest
        .bytes()
        .all(|b| b.is_ascii_graphic() && !br##""#<>\^`{|}"##.contains(&b));
    fits.then(|| HttpsUrl {
        host,
        port,
        rest: rest.to_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn urls_with_their_parts() {
        for (typed, text) in [
            ("https://a.example", "https://a.example"),
            (
                "https://A.example:8443/x?y=z",
                "https://a.example:8443/x?y=z",
            ),
            ("https://bücher.example/", "https://xn--bcher-kva.example/"),
            ("https://10.0.0.1", "https://10.0.0.1"),
            ("https://[2001:db8::1]:443/", "https://[2001:db8::1]:443/"),
        ] {
            let url = parse_https(typed).map(|url| url.text());
            assert_eq!(url.as_deref(), Some(text), "{typed}");
        }
    }

    #[test]
    fn texts_that_are_no_https_url() {
        for typed in [
            "http://a.example",
            "https://",
            "https:///x",
            "https://a b.example",
            "https://a.example:0",
            "https://a.example:+80",
            "https://a.example:70000",
            "https://user@a.example",
            "https://a.example/#x",
            "https://a.example/\"",
            "https://*.a.example",
            "https://[10.0.0.1]",
            "https://]",
            "https://é]",
        ] {
            assert!(parse_https(typed).is_none(), "{typed}");
        }
    }
}
