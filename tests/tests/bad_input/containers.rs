//! Containers that ask for more than they should have.

use formats::{Content, Limits, Locked, PfxProfile, UnlockError};
use zip::CompressionMethod;

use crate::der::{Certificate, element, integer, sequence};
use crate::nested::zip;
use crate::{assert_found, assert_in_time, codes, log, memory_of, read, turn};

const DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const SHA1: [u8; 5] = [0x2b, 14, 3, 2, 26];

/// A PFX of nothing but a MAC.
fn pfx(rounds: &[u8], salt: &[u8]) -> Vec<u8> {
    let safes = element(4, &sequence(&[]));
    let digest = sequence(&[
        sequence(&[element(6, &SHA1), element(5, &[])]),
        element(4, &[0x55; 20]),
    ]);
    sequence(&[
        integer(&[3]),
        sequence(&[element(6, &DATA), element(0xa0, &safes)]),
        sequence(&[digest, element(4, salt), integer(rounds)]),
    ])
}

fn locked(octets: &[u8]) -> Locked {
    let items = read(octets);
    let found = items.into_iter().find_map(|item| match item.content {
        Content::Locked(locked) => Some(locked),
        _ => None,
    });
    found.expect("it is locked")
}

fn refusal(octets: &[u8], password: &str) -> UnlockError {
    formats::unlock(&locked(octets), password, &Limits::default()).unwrap_err()
}

#[test]
fn rounds_beyond_the_limit_are_not_begun() {
    let _turn = turn();
    for rounds in [
        &[0x7f, 0xff, 0xff, 0xff][..],
        &[0, 0x80, 0, 0, 0],
        &[0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
    ] {
        let hostile = pfx(rounds, &[1; 8]);
        let refused = refusal(&hostile, "password");
        assert!(
            matches!(refused, UnlockError::RoundsOverLimit { .. }),
            "{refused:?}"
        );
        assert_found(&hostile, "pfx-rounds-many");
        assert_in_time("2^31 rounds", &hostile, &pfx(&[8, 0], &[1; 8]));
    }
    for rounds in [&[0][..], &[0x80], &[0xff, 0xff]] {
        let octets = pfx(rounds, &[1; 8]);
        assert!(!codes(&octets).is_empty());
    }
}

#[test]
fn salts_of_a_megabyte_cost_a_megabyte() {
    let _turn = turn();
    let hostile = pfx(&[8, 0], &vec![7; 1 << 20]);
    assert!(matches!(
        refusal(&hostile, "password"),
        UnlockError::WrongPassword
    ));
    let used = memory_of(|| assert_in_time("salt", &hostile, &log(hostile.len())));
    assert!(used < 64 << 20, "{used} octets of memory");
}

/// What nobody asked for is not done a thousand times because there are a thousand containers.
#[test]
fn many_containers_are_not_all_tried() {
    let _turn = turn();
    let one = pfx(&[9, 0x27, 0xc0], &[1; 8]);
    let block = pem::encode(&pem::Pem::new("PKCS12", one));
    let many = block.repeat(500);
    assert_eq!(read(many.as_bytes()).len(), 501);
    assert_in_time("500 PFX", many.as_bytes(), block.repeat(2).as_bytes());
}

#[test]
fn wrong_passwords_are_refused_and_the_file_stays() {
    let _turn = turn();
    let key = include_str!("../../fuzz/corpus/pem_repair/dek.key");
    let key_pfx = include_bytes!("../../fuzz/corpus/pfx/modern.pfx");
    let encrypted = include_bytes!("../../fuzz/corpus/sniff/enc-key.der");
    for octets in [key.as_bytes(), key_pfx, encrypted] {
        let locked = locked(octets);
        for wrong in ["", "Password", "password ", "p\u{0}", &"x".repeat(1 << 16)] {
            let refused = formats::unlock(&locked, wrong, &Limits::default()).unwrap_err();
            assert!(matches!(refused, UnlockError::WrongPassword), "{refused:?}");
        }
        assert!(formats::unlock(&locked, "password", &Limits::default()).is_ok());
    }
    assert!(PfxProfile::named("nothing").is_none());
}

#[test]
fn a_zip_bomb_stops_at_the_limit() {
    let _turn = turn();
    let bomb = zip("zeros", &vec![0; 100 << 20], CompressionMethod::Deflated);
    assert!(bomb.len() < 1 << 20);
    let used = memory_of(|| assert_found(&bomb, "archive-over-limit"));
    assert!(used < 300 << 20, "{used} octets of memory");
    // Ten in one: each could unpack to the limit again.
    let ten: Vec<_> = (0..10).map(|_| bomb.as_slice()).collect();
    let ten = several(&ten);
    assert_found(&ten, "archive-over-limit");
    assert_in_time("ten bombs", &ten, &bomb);
}

fn several(files: &[&[u8]]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (index, file) in files.iter().enumerate() {
        let options = zip::write::SimpleFileOptions::default();
        writer.start_file(format!("{index}.zip"), options).unwrap();
        writer.write_all(file).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

#[test]
fn a_broken_archive_is_said_to_be_broken() {
    let _turn = turn();
    let pem = formats::certificate_pem(&Certificate::plain().der());
    let whole = zip("tls.crt", pem.as_bytes(), CompressionMethod::Deflated);
    for length in [4, 30, whole.len() / 2, whole.len() - 1] {
        assert_found(&whole[..length], "archive-broken");
    }
    let mut altered = whole;
    altered[40..60].fill(0xff);
    let codes = codes(&altered);
    assert!(
        codes.iter().any(|code| code.starts_with("archive-")),
        "{codes:?}"
    );
}
