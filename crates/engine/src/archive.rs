use std::fmt::Write as _;
use std::io::Write as _;

use diagnostics::Finding;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use formats::crc32;
use rawzip::time::UtcDateTime;
use rawzip::{CompressionMethod, DataDescriptorOutput, ZipArchiveWriter};
use sha2::{Digest, Sha256};

use crate::{Artifact, findings};

const SUMS: &str = "SHA256SUMS";
/// 1980-01-01, the first day that the format knows, in seconds of Unix time.
const FIRST_DAY: i64 = 315_532_800;

/// A zip of `files` in their order, and a last file `SHA256SUMS` that `sha256sum -c` reads. The same files give
/// the same bytes: every entry is dated 1980-01-01, the first day the format knows. Scripts are executable.
pub(crate) fn zip(files: &[Artifact]) -> Result<Vec<u8>, Finding> {
    if let Some(file) = files.iter().find(|file| !is_safe(&file.path)) {
        return Err(findings::of_zip(&format!(
            "{} is no relative path",
            file.path
        )));
    }
    write(files).map_err(|error| findings::of_zip(&error.to_string()))
}

fn write(files: &[Artifact]) -> Result<Vec<u8>, rawzip::Error> {
    let mut writer = ZipArchiveWriter::new(Vec::new());
    for file in files {
        add(&mut writer, &file.path, mode(file), &file.bytes)?;
    }
    add(&mut writer, SUMS, 0o644, sums(files).as_bytes())?;
    writer.finish()
}

/// Adds one file. The checksum is made here, since the one in `rawzip` has a table of 16 KB, which no compression of
/// the page makes smaller.
fn add(
    writer: &mut ZipArchiveWriter<Vec<u8>>,
    path: &str,
    mode: u32,
    bytes: &[u8],
) -> Result<(), rawzip::Error> {
    let (mut entry, _) = writer
        .new_file(path)
        .compression_method(CompressionMethod::DEFLATE)
        .last_modified(UtcDateTime::from_unix(FIRST_DAY))
        .unix_permissions(mode)
        .start()?;
    let mut encoder = DeflateEncoder::new(&mut entry, Compression::default());
    encoder.write_all(bytes)?;
    encoder.finish()?;
    let length = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    entry.finish(DataDescriptorOutput::new(crc32(bytes), length))?;
    Ok(())
}

/// Unpacked private keys are for their owner alone.
fn mode(file: &Artifact) -> u32 {
    match (file.secret, file.path.ends_with(".sh")) {
        (true, true) => 0o700,
        (true, false) => 0o600,
        (false, true) => 0o755,
        (false, false) => 0o644,
    }
}

/// Two spaces and the path: GNU coreutils' format, in text mode.
fn sums(files: &[Artifact]) -> String {
    let mut text = String::new();
    for file in files {
        for byte in Sha256::digest(&file.bytes) {
            // Writing to a string cannot fail.
            let _ = write!(text, "{byte:02x}");
        }
        text.push_str("  ");
        text.push_str(&file.path);
        text.push('\n');
    }
    text
}

/// Whether unpacking the path stays below the folder, and `SHA256SUMS` holds it on one line.
fn is_safe(path: &str) -> bool {
    path != SUMS
        && !path.contains(['\\', ':', '\n', '\r'])
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

#[cfg(test)]
mod tests {
    use std::io::{Cursor, Read as _};

    use zip::{DateTime, ZipArchive};

    use super::*;

    fn file(path: &str, secret: bool, text: &str) -> Artifact {
        Artifact {
            path: path.to_owned(),
            media_type: "text/plain".to_owned(),
            secret,
            bytes: text.as_bytes().to_vec(),
        }
    }

    fn read(zip: &[u8]) -> Vec<(String, u32, String)> {
        let mut archive = ZipArchive::new(Cursor::new(zip)).expect("it is a zip");
        (0..archive.len())
            .map(|index| {
                let mut entry = archive.by_index(index).expect("the entry is there");
                assert_eq!(entry.last_modified(), Some(DateTime::default()));
                let mode = entry.unix_mode().expect("it has a mode") & 0o777;
                let name = entry.name().expect("the name is UTF-8").into_owned();
                let mut text = String::new();
                entry.read_to_string(&mut text).expect("the entry is text");
                (name, mode, text)
            })
            .collect()
    }

    #[test]
    fn files_come_back_in_order_with_modes_and_sums() {
        let files = [
            file("README.md", false, "hello"),
            file("pki/client.key", true, "key"),
            file("commands/1.sh", false, ""),
        ];
        let entries = read(&zip(&files).expect("the paths are fine"));
        let names: Vec<_> = entries
            .iter()
            .map(|(name, mode, _)| (name.as_str(), *mode))
            .collect();
        assert_eq!(
            names,
            [
                ("README.md", 0o644),
                ("pki/client.key", 0o600),
                ("commands/1.sh", 0o755),
                (SUMS, 0o644)
            ]
        );
        assert_eq!(entries[1].2, "key");
        assert_eq!(
            entries[3].2,
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824  README.md\n\
             2c70e12b7a0646f92279f427c7b38e7334d8e5389cff167a1dc30e73f826b683  pki/client.key\n\
             e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  commands/1.sh\n"
        );
    }

    #[test]
    fn the_same_files_give_the_same_bytes() {
        let files = [file("a", false, "text")];
        assert_eq!(zip(&files), zip(&files));
    }

    #[test]
    fn paths_that_leave_the_folder_are_refused() {
        for path in [
            "/etc/passwd",
            "../a",
            "a/../b",
            "a\\b",
            "C:a",
            "a\nb",
            "",
            "SHA256SUMS",
        ] {
            let finding = zip(&[file(path, false, "")]).expect_err(path);
            assert_eq!(finding.code, "zip-failed");
        }
    }
}
