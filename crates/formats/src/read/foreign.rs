//! Files of others that hold nothing to read here, told by how they begin.

use diagnostics::Finding;

use super::PLACE;

const UNPACK: &str = "Unpack it, and give the files in it.";
const EXPORT: &str = "Give the certificate, key or container itself; a picture or a document that shows one will not do.";

/// How a kind of file begins, what it is, and what to do.
const KINDS: [(&[u8], &str, &str); 10] = [
    (b"\x1f\x8b", "a gzip archive", UNPACK),
    (b"BZh", "a bzip2 archive", UNPACK),
    (b"\xfd7zXZ", "an xz archive", UNPACK),
    (b"7z\xbc\xaf", "a 7-Zip archive", UNPACK),
    (b"Rar!", "a RAR archive", UNPACK),
    (b"%PDF-", "a PDF document", EXPORT),
    (b"\xff\xd8\xff", "a picture (JPEG)", EXPORT),
    (b"\x89PNG", "a picture (PNG)", EXPORT),
    (b"\x7fELF", "a program (ELF)", EXPORT),
    (b"SQLite format 3", "a database (SQLite)", EXPORT),
];

/// Where a tar archive says that it is one (POSIX `ustar`).
const TAR: usize = 257;

/// What is said of octets that are nothing known.
pub(super) fn unknown(octets: &[u8]) -> Finding {
    let (message, hint) = match kind(octets) {
        Some((what, hint)) => (format!("It is {what}, which is not read here."), hint),
        None => (
            "Nothing in it is known: neither PEM, DER, PFX, a Java key store, JSON, YAML, a header, base64 nor hex.".to_owned(),
            EXPORT,
        ),
    };
    Finding::error("content-unknown", PLACE, message, hint)
}

fn kind(octets: &[u8]) -> Option<(&'static str, &'static str)> {
    let is_tar = octets
        .get(TAR..)
        .is_some_and(|rest| rest.starts_with(b"ustar"));
    let found = KINDS.iter().find(|(start, ..)| octets.starts_with(start));
    let found = found.map(|(_, what, hint)| (*what, *hint));
    found.or(is_tar.then_some(("a tar archive", UNPACK)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_others_are_named() {
        let tar = [&[0; TAR][..], b"ustar"].concat();
        for (octets, what) in [
            (&b"\x1f\x8b\x08"[..], "gzip"),
            (b"%PDF-1.7", "PDF"),
            (&tar, "tar"),
            (b"\xff\xd8\xff\xe0", "JPEG"),
        ] {
            assert!(unknown(octets).message.contains(what), "{what}");
        }
        assert!(unknown(b"").message.starts_with("Nothing"));
    }
}
