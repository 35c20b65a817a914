use std::io::Read as _;

use diagnostics::{Finding, grouped};
use flate2::read::DeflateDecoder;
use rawzip::{CompressionMethod, ZipArchive, ZipFileHeaderRecord, ZipSliceArchive};
use zeroize::Zeroizing;

use super::{PLACE, Reader};
use crate::item::shortened;
use crate::{Container, Content, crc32};

/// One file of an archive.
struct Unpacked {
    name: String,
    content: Zeroizing<Vec<u8>>,
}

impl Reader<'_> {
    /// Reads the files of a zip archive into `parent`. Sizes are counted as they unpack, whatever the archive says.
    pub(super) fn zip(&mut self, parent: usize, octets: &[u8], depth: usize) {
        let archive = match ZipArchive::from_slice(octets) {
            Ok(archive) => archive,
            Err(error) => return self.find(parent, broken(&error.to_string())),
        };
        let zip = self.add(Some(parent), "archive", Content::Container(Container::Zip));
        let unrelated = self.files(zip, &archive, depth);
        if !unrelated.is_empty() {
            self.find(zip, told_unrelated(&unrelated));
        }
    }

    /// Reads the files of an archive; the names of those in which nothing is known.
    fn files(&mut self, zip: usize, archive: &ZipSliceArchive<&[u8]>, depth: usize) -> Vec<String> {
        let mut unrelated = Vec::new();
        let mut entries = archive.entries();
        while self.has_room(zip) {
            let entry = match entries.next_entry() {
                Ok(Some(entry)) => entry,
                Ok(None) => break,
                Err(error) => {
                    self.find(zip, broken(&error.to_string()));
                    break;
                }
            };
            if entry.is_dir() {
                continue;
            }
            match self.unpack(archive, &entry) {
                Ok(file) if !self.unpacked(zip, &file, depth) => unrelated.push(file.name),
                Ok(_) => {}
                Err(finding) if finding.code == "archive-over-limit" => {
                    // Of many that are too large the first is told of.
                    self.find_once(zip, "archive-over-limit", || finding);
                    if self.left == 0 {
                        break;
                    }
                }
                Err(finding) => self.find(zip, finding),
            }
        }
        unrelated
    }

    /// Adds a file of the archive `zip` and reads it; whether anything in it is known. If not, it is not added.
    fn unpacked(
        &mut self,
        zip: usize,
        Unpacked { name, content }: &Unpacked,
        depth: usize,
    ) -> bool {
        let source = Content::Container(Container::Source {
            length: content.len(),
            form: String::new(),
        });
        let file = self.add(Some(zip), name, source);
        let form = self.octets(file, content, depth + 1);
        if form == "unknown" || content.is_empty() {
            self.items.truncate(file);
            return false;
        }
        if let Content::Container(Container::Source { form: told, .. }) =
            &mut self.items[file].content
        {
            *told = form;
        }
        true
    }

    /// Name and content of one file.
    fn unpack(
        &mut self,
        archive: &ZipSliceArchive<&[u8]>,
        entry: &ZipFileHeaderRecord<'_>,
    ) -> Result<Unpacked, Finding> {
        let name = String::from_utf8_lossy(entry.file_path().as_bytes()).into_owned();
        let failed = |reason: &str| unreadable(&name, reason);
        if entry.flags().is_encrypted() {
            return Err(failed("it is encrypted"));
        }
        // What says itself that it is too large leaves room for the files behind it.
        if entry.uncompressed_size_hint() > self.left {
            return Err(too_large(&name, entry.uncompressed_size_hint()));
        }
        let stored = archive
            .get_entry(entry.wayfinder())
            .map_err(|error| failed(&error.to_string()))?;
        let mut content = Zeroizing::new(Vec::new());
        let most = self.left + 1;
        match entry.compression_method() {
            CompressionMethod::STORE => stored.data().take(most).read_to_end(&mut content),
            CompressionMethod::DEFLATE => DeflateDecoder::new(stored.data())
                .take(most)
                .read_to_end(&mut content),
            other => return Err(failed(&format!("it is packed by the method {other}"))),
        }
        .map_err(|error| failed(&error.to_string()))?;
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        // What is over the limit leaves nothing for the archives around this one.
        let left = self.left.checked_sub(length);
        self.left = left.unwrap_or(0);
        left.ok_or_else(|| over_limit(self.limits.octets))?;
        if crc32(&content) != entry.crc32() {
            return Err(failed("its checksum differs from what was packed"));
        }
        Ok(Unpacked { name, content })
    }
}

fn broken(error: &str) -> Finding {
    Finding::error(
        "archive-broken",
        PLACE,
        format!("The zip archive cannot be read: {error}."),
        "Copy it again; if it is cut off, the list of files at its end is missing.",
    )
}

/// Names that are told of files in which nothing is known.
const NAMES: usize = 5;

fn told_unrelated(names: &[String]) -> Finding {
    let told: Vec<_> = { names.iter().take(NAMES) }
        .map(|name| format!("{:?}", shortened(name.clone())))
        .collect();
    let (told, more) = (told.join(", "), names.len().saturating_sub(NAMES));
    let message = match (names.len(), more) {
        (1, _) => format!("In one file nothing is known: {told}."),
        (count, 0) => format!("In {count} files nothing is known: {told}."),
        (count, _) => format!("In {count} files nothing is known: {told} and {more} more."),
    };
    Finding::note(
        "archive-files-unknown",
        PLACE,
        message,
        "If one of them should hold a certificate or key, give it alone.",
    )
}

fn unreadable(name: &str, error: &str) -> Finding {
    Finding::warning(
        "archive-file-unreadable",
        PLACE,
        format!("{name:?} in the archive cannot be read: {error}."),
        "Unpack it with another program and give the file itself; encrypted archives are not opened.",
    )
}

fn too_large(name: &str, length: u64) -> Finding {
    Finding::error(
        "archive-over-limit",
        PLACE,
        format!(
            "{name:?} in the archive unpacks to {} octets, more than are left of the limit; it was not read.",
            grouped(length)
        ),
        "If you trust it, raise the limit; or unpack the archive and give the files.",
    )
}

fn over_limit(limit: u64) -> Finding {
    Finding::error(
        "archive-over-limit",
        PLACE,
        format!(
            "The archive unpacks to more than {} octets; the rest was not read.",
            grouped(limit)
        ),
        "If you trust it, raise the limit; or unpack it and give the files.",
    )
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::{Cursor, Write as _};

    use zip::write::SimpleFileOptions;

    use crate::Limits;
    use crate::read::tests::{told, told_within};
    use crate::samples::{der, pem};

    /// An archive of these files.
    pub(in crate::read) fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, content) in files {
            writer
                .start_file(*name, SimpleFileOptions::default())
                .unwrap();
            writer.write_all(content).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn archives_are_opened_as_far_as_the_limits_go() {
        let inner = zipped(&[("c.cer", &der())]);
        let outer = zipped(&[("a/b.pem", pem().as_bytes()), ("d.zip", &inner)]);
        assert_eq!(
            told(&outer),
            [
                "file: zip archive",
                "  archive: Zip",
                "    a/b.pem: PEM",
                "      block 1: certificate",
                "    d.zip: zip archive",
                "      archive: Zip",
                "        c.cer: DER",
                "          structure 1: certificate",
            ]
        );
        let mixed = zipped(&[
            ("README", b"Read me."),
            ("c.cer", &der()),
            (".x", b"\0\x05\x16\x07"),
            ("e", b""),
        ]);
        assert_eq!(
            told(&mixed),
            [
                "file: zip archive",
                "  archive: Zip !archive-files-unknown",
                "    c.cer: DER",
                "      structure 1: certificate",
            ]
        );
        let bomb = zipped(&[("zeros", &vec![0; 4 << 20]), ("c.cer", &der())]);
        let limits = Limits {
            octets: 1 << 20,
            ..Limits::default()
        };
        assert_eq!(
            told_within(&bomb, &limits),
            [
                "file: zip archive",
                "  archive: Zip !archive-over-limit",
                "    c.cer: DER",
                "      structure 1: certificate",
            ]
        );
        // One that says it is small, and is not.
        let mut liar = bomb.clone();
        let length = (4_u32 << 20).to_le_bytes();
        while let Some(at) = liar.windows(4).position(|four| four == length) {
            liar[at..at + 4].copy_from_slice(&[9, 0, 0, 0]);
        }
        let lied = told_within(&liar, &limits);
        assert!(lied[1].contains("!archive-"), "{lied:?}");
        let shallow = Limits {
            depth: 0,
            ..Limits::default()
        };
        assert!(
            told_within(&outer, &shallow)
                .iter()
                .any(|line| line.contains("!source-too-deep"))
        );
    }
}
