use std::io::{Cursor, Read as _};

use diagnostics::Finding;
use zeroize::Zeroizing;
use zip::ZipArchive;

use super::{PLACE, Reader};
use crate::{Container, Content};

/// One file of an archive.
struct Unpacked {
    name: String,
    content: Zeroizing<Vec<u8>>,
}

impl Reader<'_> {
    /// Reads the files of a zip archive into `parent`. Sizes are counted as they unpack, whatever the archive says.
    pub(super) fn zip(&mut self, parent: usize, octets: &[u8], depth: usize) {
        let mut archive = match ZipArchive::new(Cursor::new(octets)) {
            Ok(archive) => archive,
            Err(error) => return self.find(parent, broken(&error.to_string())),
        };
        let zip = self.add(Some(parent), "archive", Content::Container(Container::Zip));
        for index in 0..archive.len() {
            if !self.has_room(zip) {
                return;
            }
            match self.unpack(&mut archive, index) {
                Ok(Some(Unpacked { name, content })) => {
                    let source = Content::Container(Container::Source {
                        length: content.len(),
                        form: String::new(),
                    });
                    let file = self.add(Some(zip), &name, source);
                    let form = self.octets(file, &content, depth + 1);
                    if let Content::Container(Container::Source { form: told, .. }) =
                        &mut self.items[file].content
                    {
                        *told = form;
                    }
                }
                Ok(None) => {}
                Err(finding) => {
                    let stops = finding.code == "archive-over-limit";
                    self.find(zip, finding);
                    if stops {
                        return;
                    }
                }
            }
        }
    }

    /// Name and content of one file; none for a folder.
    fn unpack(
        &mut self,
        archive: &mut ZipArchive<Cursor<&[u8]>>,
        index: usize,
    ) -> Result<Option<Unpacked>, Finding> {
        let file = archive
            .by_index(index)
            .map_err(|error| unreadable(&format!("file {}", index + 1), &error.to_string()))?;
        if file.is_dir() {
            return Ok(None);
        }
        let name = file.name().map_or_else(
            |_| format!("file {}", index + 1),
            std::borrow::Cow::into_owned,
        );
        let mut content = Zeroizing::new(Vec::new());
        let read = file.take(self.left + 1).read_to_end(&mut content);
        read.map_err(|error| unreadable(&name, &error.to_string()))?;
        let length = u64::try_from(content.len()).unwrap_or(u64::MAX);
        // What is over the limit leaves nothing for the archives around this one.
        let left = self.left.checked_sub(length);
        self.left = left.unwrap_or(0);
        left.ok_or_else(|| over_limit(self.limits.octets))?;
        Ok(Some(Unpacked { name, content }))
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

fn unreadable(name: &str, error: &str) -> Finding {
    Finding::warning(
        "archive-file-unreadable",
        PLACE,
        format!("{name:?} in the archive cannot be read: {error}."),
        "Unpack it with another program and give the file itself; encrypted archives are not opened.",
    )
}

fn over_limit(limit: u64) -> Finding {
    Finding::error(
        "archive-over-limit",
        PLACE,
        format!("The archive unpacks to more than {limit} octets; the rest was not read."),
        "If you trust it, raise the limit; or unpack it and give the files.",
    )
}

#[cfg(test)]
pub(super) mod tests {
    use std::io::Write as _;

    use zip::write::SimpleFileOptions;

    use super::*;
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
        let bomb = zipped(&[("zeros", &vec![0; 4 << 20]), ("never", b"x")]);
        let limits = Limits {
            octets: 1 << 20,
            ..Limits::default()
        };
        assert_eq!(
            told_within(&bomb, &limits),
            ["file: zip archive", "  archive: Zip !archive-over-limit"]
        );
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
