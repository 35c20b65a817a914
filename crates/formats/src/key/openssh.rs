use crate::{Content, Unknown};

/// What comes before everything in an OpenSSH private key (OpenSSH's `PROTOCOL.key`).
const MAGIC: &[u8] = b"openssh-key-v1\0";

/// What an OpenSSH private key, out of its PEM, says of itself; [`Content::Unknown`] where it is none.
pub fn openssh(octets: &[u8]) -> Content {
    named(octets).map_or_else(|| Content::Unknown(Unknown::secret(octets)), Content::Named)
}

fn named(octets: &[u8]) -> Option<String> {
    let mut rest = octets.strip_prefix(MAGIC)?;
    let cipher = text(&mut rest)?;
    let derivation = text(&mut rest)?;
    string(&mut rest)?;
    let count = number(&mut rest)?;
    let mut public = string(&mut rest)?;
    let kind = text(&mut public)?;
    let kind = match kind {
        "ssh-ed25519" => "Ed25519",
        "ssh-rsa" => "RSA",
        "ssh-dss" => "DSA",
        "ecdsa-sha2-nistp256" => "ECDSA P-256",
        "ecdsa-sha2-nistp384" => "ECDSA P-384",
        "ecdsa-sha2-nistp521" => "ECDSA P-521",
        other => other,
    };
    let encrypted = match cipher {
        "none" => String::new(),
        _ => format!(", encrypted with {cipher} under {derivation}"),
    };
    let several = match count {
        1 => String::new(),
        _ => format!(", the first of {count}"),
    };
    Some(format!("OpenSSH private key ({kind}{encrypted}{several})"))
}

fn number(rest: &mut &[u8]) -> Option<u32> {
    let (digits, after) = rest.split_first_chunk::<4>()?;
    *rest = after;
    Some(u32::from_be_bytes(*digits))
}

fn string<'a>(rest: &mut &'a [u8]) -> Option<&'a [u8]> {
    let length = usize::try_from(number(rest)?).ok()?;
    let (string, after) = rest.split_at_checked(length)?;
    *rest = after;
    Some(string)
}

/// A name; anything longer or stranger is none.
fn text<'a>(rest: &mut &'a [u8]) -> Option<&'a str> {
    let text = std::str::from_utf8(string(rest)?).ok()?;
    let plain = text.len() <= 64 && text.chars().all(|c| c.is_ascii_graphic());
    plain.then_some(text)
}
