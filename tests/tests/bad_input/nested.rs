//! Things in things in things.

use std::io::{Cursor, Write as _};

use crate::{assert_found, assert_in_time, codes, log, turn};

const DEEP: usize = 10_000;

/// Sequences with definite lengths, one in the other.
fn definite() -> Vec<u8> {
    let mut reversed = vec![0_u8, 5];
    for _ in 0..DEEP {
        let length = reversed.len();
        let digits = length.to_be_bytes();
        let digits: Vec<u8> = digits.into_iter().skip_while(|digit| *digit == 0).collect();
        if length < 0x80 {
            reversed.push(digits[0]);
        } else {
            reversed.extend(digits.iter().rev());
            reversed.push(0x80 | u8::try_from(digits.len()).unwrap());
        }
        reversed.push(0x30);
    }
    reversed.reverse();
    reversed
}

#[test]
fn der_10_000_deep() {
    let _turn = turn();
    let indefinite = [[0x30, 0x80].repeat(DEEP), vec![0; 2 * DEEP]].concat();
    let unclosed = [0x30, 0x80].repeat(DEEP);
    let strings = [0x24, 0x80].repeat(DEEP);
    for (name, octets) in [
        ("definite", definite()),
        ("indefinite", indefinite),
        ("unclosed", unclosed),
    ] {
        assert_found(&octets, "der-broken");
        let tree = inspect::tree::rows(&octets, usize::MAX, false);
        assert!(tree.rows.len() >= DEEP, "{name}");
        assert_in_time(name, &octets, &log(octets.len()));
    }
    inspect::tree::rows(&strings, usize::MAX, false);
    codes(&strings);
}

/// An octet string in an octet string and so on, each of which looks as if it held something.
#[test]
fn strings_that_hold_strings() {
    let _turn = turn();
    let mut octets = definite();
    for octet in &mut octets {
        if *octet == 0x30 {
            *octet = 4;
        }
    }
    octets[0] = 0x30;
    codes(&octets);
    let tree = inspect::tree::rows(&octets, usize::MAX, false);
    assert!(tree.rows.len() > 3);
}

#[test]
fn yaml_and_json_10_000_deep() {
    let _turn = turn();
    let head = "apiVersion: v1\nkind: Secret\ndata:\n  x: ";
    let keys: String = (0..2_000)
        .map(|depth| format!("{}a:\n", " ".repeat(depth)))
        .collect();
    for (name, text) in [
        ("flow", format!("{head}{}", "[".repeat(DEEP))),
        (
            "closed flow",
            format!("{head}{}{}", "[".repeat(DEEP), "]".repeat(DEEP)),
        ),
        ("mappings", format!("{head}{}", "{a: ".repeat(DEEP))),
        (
            "blocks",
            format!("apiVersion: v1\nkind: Secret\ndata:\n{}", "- ".repeat(DEEP)),
        ),
        ("keys", format!("apiVersion: v1\nkind: Secret\n{keys}")),
        (
            "questions",
            format!("apiVersion: v1\nkind: Secret\ndata:\n{}", "? ".repeat(DEEP)),
        ),
        (
            "JSON",
            format!(
                "{{\"apiVersion\":\"v1\",\"kind\":\"Secret\",\"data\":{}",
                "{\"a\":".repeat(DEEP)
            ),
        ),
        ("JSON arrays", format!("{{\"kty\":{}", "[".repeat(DEEP))),
        ("anchors", format!("{head}{}", "&a ".repeat(DEEP))),
        ("quotes", format!("{head}{}", "'\"".repeat(DEEP))),
        ("documents", format!("{head}\n{}", "---\n".repeat(DEEP))),
        ("colons", format!("{head}{}", ": ".repeat(DEEP))),
        ("tabs", format!("{head}\n{}", "\t".repeat(DEEP))),
        (
            "alias",
            format!("{head}\n{}", "  y: &a [*a, *a]\n".repeat(DEEP / 10)),
        ),
    ] {
        assert_in_time(name, text.as_bytes(), &objects(text.len()));
    }
}

/// Secrets of this many octets.
fn objects(length: usize) -> Vec<u8> {
    const ONE: &[u8] =
        b"apiVersion: v1\nkind: Secret\nmetadata:\n  name: tls\ndata:\n  password: c2VjcmV0\n---\n";
    ONE.iter().copied().cycle().take(length).collect()
}

#[test]
fn a_large_set_of_objects_takes_time_by_its_size() {
    let _turn = turn();
    let length = 2 << 20;
    for (name, piece) in [
        ("opening brackets", "["),
        ("dashes", "- "),
        ("quotes", "\""),
        ("anchors", "&"),
        ("percent", "%"),
        ("question marks", "? "),
        ("comments", "#"),
        ("bars", "|\n"),
        ("colons", ":"),
        ("commas", ","),
        ("spaces", " "),
        ("one key", "a"),
    ] {
        let text = format!(
            "apiVersion: v1\nkind: Secret\ndata:\n  x: {}",
            piece.repeat(length / piece.len())
        );
        assert_in_time(name, text.as_bytes(), &objects(length));
    }
}

/// A zip that holds `content`.
pub(crate) fn zip(name: &str, content: &[u8], method: zip::CompressionMethod) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(method);
    writer.start_file(name, options).unwrap();
    writer.write_all(content).unwrap();
    writer.finish().unwrap().into_inner()
}

#[test]
fn zip_in_zip_1_000_deep() {
    let _turn = turn();
    let mut octets = b"content".to_vec();
    for _ in 0..1_000 {
        octets = zip("inner.zip", &octets, zip::CompressionMethod::Stored);
    }
    assert_found(&octets, "source-too-deep");
    assert_in_time("zip in zip", &octets, &log(octets.len()));
}

#[test]
fn base64_of_base64() {
    let _turn = turn();
    let mut text = formats::certificate_pem(&crate::der::Certificate::plain().der());
    for _ in 0..20 {
        text = pem::encode(&pem::Pem::new("X", text.as_bytes()))
            .lines()
            .filter(|line| !line.starts_with('-'))
            .collect();
    }
    let found = codes(text.as_bytes());
    assert!(!found.is_empty(), "{found:?}");
}
