//! Large files of one thing.

use std::collections::BTreeSet;
use std::time::Duration;

use crate::{assert_in_time, assert_like, codes, log, memory_of, read, timed, turn};

const LARGE: usize = 64 << 20;

fn repeated(piece: &[u8], length: usize) -> Vec<u8> {
    piece.iter().copied().cycle().take(length).collect()
}

#[test]
fn large_files_of_one_thing() {
    let _turn = turn();
    let (usual, _) = timed(&log(LARGE));
    for (name, piece, code) in [
        ("zeros", &[0][..], "content-unknown"),
        ("A", b"A", "content-unknown"),
        ("hyphens", b"-", "content-unknown"),
        ("newlines", b"\n", "content-unknown"),
        ("spaces", b" ", "content-unknown"),
        ("BEGIN", b"BEGIN ", "content-unknown"),
        ("BEGIN and hyphens", b"-----BEGIN ", "content-unknown"),
        ("hex", b"30", "content-unknown"),
        ("0xff", &[0xff], "content-unknown"),
        ("percent", b"%2D", "content-unknown"),
        ("NULLs in a sequence without end", &[5, 0], "der-broken"),
    ] {
        let mut octets = repeated(piece, LARGE);
        if piece == [5, 0] {
            octets[..2].copy_from_slice(&[0x30, 0x80]);
        }
        let mut found = (Duration::ZERO, BTreeSet::new());
        let used = memory_of(|| found = timed(&octets));
        let (taken, codes) = found;
        assert_like(name, taken, usual);
        assert!(used < 10 * LARGE, "{name}: {used} octets of memory");
        assert!(codes.contains(code), "{name}: {codes:?}");
    }
}

#[test]
fn a_file_over_the_limit_is_not_read() {
    let _turn = turn();
    let octets = log(100 << 20);
    let used = memory_of(|| {
        let codes = codes(&octets);
        assert!(codes.contains("source-over-limit"), "{codes:?}");
    });
    assert!(used < 1 << 20, "{used} octets of memory");
}

/// Values that need something to be done for each of them, and would each take as much room as all.
#[test]
fn many_small_things_in_one_file() {
    let _turn = turn();
    let length = 4 << 20;
    let long = "k".repeat(length / 2);
    let blocks = "-----BEGIN X-----\\n-----END X-----\\n".repeat(length / 80);
    let locked = "-----BEGIN RSA PRIVATE KEY-----\\nProc-Type: 4,ENCRYPTED\\nDEK-Info: DES-EDE3-CBC,0123456789ABCDEF\\n\\nAAECAwQFBgcICQoLDA0ODw==\\n-----END RSA PRIVATE KEY-----\\n";
    let locked = locked.repeat(length / 160);
    let passwords: String = (0..length / 40)
        .map(|i| format!("  password{i}: {i}\n"))
        .collect();
    let embedded: String = (0..length / 40)
        .map(|i| format!("  - {{k{i}: 1}}\n"))
        .collect();
    let cases = [
        (
            "commas in a header",
            format!("X-ARR-ClientCert: {}", ",".repeat(length)),
        ),
        (
            "values in a header",
            format!("X-ARR-ClientCert: {}", "a,".repeat(length / 2)),
        ),
        ("headers", "Client-Cert: a\n".repeat(length / 15)),
        (
            "forwarded",
            format!("X-Forwarded-Client-Cert: {}", "Cert=;".repeat(length / 6)),
        ),
        (
            "hashes",
            format!("X-Forwarded-Client-Cert: {}", "Hash=a,".repeat(length / 7)),
        ),
        (
            "locked keys and passwords",
            format!(
                "apiVersion: v1\nkind: Secret\nstringData:\n  tls.key: \"{locked}\"\n{passwords}"
            ),
        ),
        (
            "keys",
            format!("{{\"keys\":[{}{{}}]}}", "{},".repeat(length / 4)),
        ),
        (
            "a long key with blocks",
            format!("apiVersion: v1\nkind: Secret\nstringData:\n  ? {long}\n  : \"{blocks}\"\n"),
        ),
        (
            "a long path",
            format!("apiVersion: v1\nkind: X\n? {long}\n:\n{embedded}"),
        ),
        (
            "empty objects",
            "apiVersion: v1\nkind: Secret\n---\n".repeat(length / 32),
        ),
        (
            "not base64",
            format!(
                "apiVersion: v1\nkind: Secret\ndata:\n{}",
                "  é: é\n".repeat(length / 10)
            ),
        ),
    ];
    for (name, text) in &cases {
        let mut items = Vec::new();
        let used = memory_of(|| items = read(text.as_bytes()));
        println!("{name}: {} items, {} MiB", items.len(), used >> 20);
        assert!(items.len() <= 100_002, "{name}: {} items", items.len());
        assert!(used < 400 << 20, "{name}: {used} octets of memory");
    }
}

/// Structures of two octets each, of which every one would become an item.
#[test]
fn many_small_structures_in_a_container() {
    let _turn = turn();
    use crate::der::{element, sequence};
    let signed_data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
    let data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
    let many = [0x30, 0].repeat(400_000);
    let pkcs7 = sequence(&[
        element(6, &signed_data),
        element(0xa0, &sequence(&[element(2, &[1]), element(0xa0, &many)])),
    ]);
    let pfx = sequence(&[
        element(2, &[3]),
        sequence(&[
            element(6, &data),
            element(0xa0, &element(4, &element(0x30, &many))),
        ]),
    ]);
    for (name, octets) in [("PKCS#7", pkcs7), ("PFX", pfx)] {
        let mut items = Vec::new();
        let used = memory_of(|| items = read(&octets));
        println!("{name}: {} items, {} MiB", items.len(), used >> 20);
        assert!(
            (2..=100_002).contains(&items.len()),
            "{name}: {} items",
            items.len()
        );
        assert!(used < 300 << 20, "{name}: {used} octets of memory");
    }
}

#[test]
fn blocks_by_the_ten_thousand() {
    let _turn = turn();
    let begin = "-----BEGIN CERTIFICATE-----";
    let end = "-----END CERTIFICATE-----";
    let one = format!("{begin}\nMIIBCgKCAQEAu1SU1LfVLPHCozMx\n{end}\n");
    let usual = one.repeat(50_000);
    assert_eq!(read(usual.as_bytes()).len(), 50_001);
    for (name, text) in [
        ("small", format!("{begin}\nMIIB\n{end}\n").repeat(50_000)),
        ("empty", format!("{begin}{end}").repeat(50_000)),
        ("on one line", one.replace('\n', " ").repeat(50_000)),
        ("escaped", one.replace('\n', "\\n").repeat(50_000)),
        ("glued", one.trim_end().repeat(50_000)),
        ("without end", format!("{begin}\nMIIB\n").repeat(50_000)),
        ("without begin", format!("{end}\nMIIB\n").repeat(50_000)),
        (
            "ends after one begin",
            format!("{begin}\n{}", format!("{end}\n").repeat(50_000)),
        ),
        ("without label", "-----BEGIN -----\n".repeat(50_000)),
    ] {
        let mut usual = usual.clone();
        usual.truncate(text.len());
        assert_in_time(name, text.as_bytes(), usual.as_bytes());
    }
}
