//! Signed certificate timestamps (RFC 6962, 3.3).

use crate::der::{self, OCTET_STRING};
use crate::hex;
use crate::x509::calendar;

/// Where the octets of a value begin.
const INDENT: &str = "                ";

pub(super) fn list(value: &[u8]) -> Option<Vec<String>> {
    let all = der::whole(value, OCTET_STRING)?.content;
    let (mut rest, []) = block(all)? else {
        return None;
    };
    let mut lines = Vec::new();
    while !rest.is_empty() {
        let (timestamp, after) = block(rest)?;
        push(&mut lines, timestamp)?;
        rest = after;
    }
    Some(lines)
}

/// What stands behind its length of two octets, and what follows it.
fn block(octets: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = octets.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

fn push(lines: &mut Vec<String>, timestamp: &[u8]) -> Option<()> {
    let (version, rest) = timestamp.split_first()?;
    lines.push("Signed Certificate Timestamp:".to_owned());
    if *version != 0 {
        lines.push("    Version   : unknown".to_owned());
        push_octets(lines, INDENT, timestamp);
        return Some(());
    }
    let (log, rest) = rest.split_first_chunk::<32>()?;
    let (milliseconds, rest) = rest.split_first_chunk::<8>()?;
    let (extensions, rest) = block(rest)?;
    let ([hash, algorithm], rest) = rest.split_first_chunk::<2>()?;
    let (signature, []) = block(rest)? else {
        return None;
    };
    lines.push("    Version   : v1 (0x0)".to_owned());
    push_octets(lines, "    Log ID    : ", log);
    let moment = i64::try_from(u64::from_be_bytes(*milliseconds)).ok()?;
    lines.push(format!(
        "    Timestamp : {}",
        calendar::openssl_milliseconds(moment)
    ));
    if extensions.is_empty() {
        lines.push("    Extensions: none".to_owned());
    } else {
        push_octets(lines, "    Extensions: ", extensions);
    }
    // OpenSSL reads no other (RFC 6962, 2.1.4).
    let name = match (hash, algorithm) {
        (4, 3) => "ecdsa-with-SHA256",
        (4, 1) => "sha256WithRSAEncryption",
        _ => return None,
    };
    lines.push(format!("    Signature : {name}"));
    push_octets(lines, INDENT, signature);
    Some(())
}

fn push_octets(lines: &mut Vec<String>, title: &str, octets: &[u8]) {
    let dump = hex::dump(octets, 16);
    for (index, line) in dump.iter().enumerate() {
        let start = if index == 0 { title } else { INDENT };
        lines.push(format!("{start}{}", line.to_ascii_uppercase()));
    }
}
