//! The licences of all that the page is made of, as a text to read.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};

use super::components::{Component, Id};

/// The file with the text, beside the page.
pub(crate) const FILE: &str = "licences.txt";

const INTRODUCTION: &str = "\
Twinlock is free software, under the MIT licence or the Apache License 2.0, as you choose. It is made of the packages
below, each under its own licence. The texts that these licences ask to be passed on follow, each once.
";

const RULE: &str = "\n----------------------------------------------------------------------\n";

/// Returns the text for these components; `root` holds the project's own licences.
///
/// # Errors
///
/// When a component brings no text and has a licence whose text is not known here.
pub(crate) fn text(root: &Path, components: &[Component]) -> anyhow::Result<String> {
    let standard = Standard::read(root)?;
    let mut texts = Texts::default();
    // The project's own come first, so that a standard text is shown without somebody's name in it.
    texts.add(&standard.apache, None);
    for component in components {
        for text in texts_of(component, root, &standard)? {
            texts.add(&text, Some(&component.id));
        }
    }
    let mut written = INTRODUCTION.to_owned();
    written.push('\n');
    for Component { id, licence, .. } in components {
        written.push_str(&format!("{} {}: {licence}\n", id.name, id.version));
    }
    written.push_str(&texts.written());
    Ok(written)
}

/// Texts of licences that many packages name without bringing them.
struct Standard {
    apache: String,
    /// Without the line that names the owner.
    mit: String,
}

impl Standard {
    fn read(root: &Path) -> anyhow::Result<Self> {
        let read = |name| fs::read_to_string(root.join(name)).context(name);
        let mit = read("LICENSE-MIT")?;
        let mit = mit.lines().filter(|line| !line.starts_with("Copyright"));
        Ok(Self {
            apache: read("LICENSE-APACHE")?,
            mit: mit.collect::<Vec<_>>().join("\n"),
        })
    }

    /// A text for a package that brings none.
    fn of(&self, component: &Component) -> anyhow::Result<String> {
        let licence = &component.licence;
        if licence.contains("Apache-2.0") {
            return Ok(self.apache.clone());
        }
        if licence.contains("MIT") {
            let owners = component.authors.join(", ");
            return Ok(format!("Copyright (c) {owners}\n\n{}", self.mit.trim()));
        }
        let Id { name, version } = &component.id;
        bail!("{name} {version} brings no text of its licence, {licence}, and there is none here");
    }
}

/// The licences that lie among the sources of a component. The project's own packages are under the project's.
fn texts_of(
    component: &Component,
    root: &Path,
    standard: &Standard,
) -> anyhow::Result<Vec<String>> {
    let Some(folder) = component.folder.as_deref() else {
        return Ok(vec![standard.of(component)?]);
    };
    let folder = if folder.starts_with(root) {
        root
    } else {
        folder
    };
    let mut texts = Vec::new();
    for file in files_of(folder)? {
        let octets = fs::read(&file).with_context(|| file.display().to_string())?;
        texts.push(String::from_utf8_lossy(&octets).into_owned());
    }
    if texts.is_empty() {
        texts.push(standard.of(component)?);
    }
    Ok(texts)
}

/// The files of a package that are licences by their names, in the order of these.
fn files_of(folder: &Path) -> anyhow::Result<Vec<PathBuf>> {
    const NAMES: [&str; 6] = [
        "license",
        "licence",
        "copying",
        "copyright",
        "notice",
        "unlicense",
    ];
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        let name = name.to_ascii_lowercase();
        if path.is_dir() && name == "licenses" {
            let inside = fs::read_dir(&path)?.map(|entry| entry.map(|entry| entry.path()));
            files.extend(inside.collect::<Result<Vec<_>, _>>()?);
        } else if path.is_file() && NAMES.iter().any(|start| name.starts_with(start)) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Texts, each once, with those it is of.
#[derive(Default)]
struct Texts {
    /// Where a text stands in `all`, by what of it counts.
    places: BTreeMap<String, usize>,
    all: Vec<(String, Vec<Id>)>,
}

impl Texts {
    fn add(&mut self, text: &str, of: Option<&Id>) {
        let next = self.all.len();
        let place = *self.places.entry(substance(text)).or_insert(next);
        if place == next {
            self.all.push((text.trim().to_owned(), Vec::new()));
        }
        let ids = self.all.get_mut(place).map(|(_, ids)| ids);
        if let (Some(ids), Some(of)) = (ids, of)
            && !ids.contains(of)
        {
            ids.push(of.clone());
        }
    }

    fn written(&self) -> String {
        let used = self.all.iter().filter(|(_, ids)| !ids.is_empty());
        let sections = used.map(|(text, ids)| {
            let names: Vec<_> = ids.iter().map(|id| id.name.as_str()).collect();
            let text = text.replace("\r\n", "\n");
            format!("{RULE}{}\n\n{text}\n", names.join(", "))
        });
        sections.collect()
    }
}

/// A text without what is set in one way or another: case, space and marks, and the advice behind Apache's terms.
fn substance(text: &str) -> String {
    const END: &str = "end of terms and conditions";
    let words = text.split(|c: char| !c.is_alphanumeric());
    let words: Vec<_> = words.filter(|word| !word.is_empty()).collect();
    let words = words.join(" ").to_lowercase();
    words
        .split_once(END)
        .map_or(words.as_str(), |(terms, _)| terms.trim())
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    const APACHE: &str = "Apache License\n\n1. Terms.\n\nEND OF TERMS AND CONDITIONS\n\nAPPENDIX";
    const MIT: &str = "MIT License\n\nCopyright (c) Us\n\nPermission is granted.\n";

    struct Case(tempfile::TempDir);

    impl Case {
        fn new() -> Self {
            let case = Self(tempfile::tempdir().unwrap());
            fs::write(case.0.path().join("LICENSE-APACHE"), APACHE).unwrap();
            fs::write(case.0.path().join("LICENSE-MIT"), MIT).unwrap();
            case
        }

        /// A package of others with these files.
        fn component(&self, name: &str, licence: &str, files: &[(&str, &str)]) -> Component {
            // The project's own folder would give it the project's licences.
            let folder = tempfile::tempdir().unwrap().keep();
            for (file, text) in files {
                fs::write(folder.join(file), text).unwrap();
            }
            Component {
                id: Id {
                    name: name.to_owned(),
                    version: "1.0.0".to_owned(),
                },
                licence: licence.to_owned(),
                authors: vec!["Somebody".to_owned()],
                folder: Some(folder),
                checksum: None,
                needs: Vec::new(),
            }
        }

        fn text(&self, components: &[Component]) -> anyhow::Result<String> {
            let text = text(self.0.path(), components);
            for folder in components.iter().filter_map(|one| one.folder.as_ref()) {
                fs::remove_dir_all(folder).unwrap();
            }
            text
        }
    }

    #[test]
    fn the_same_text_stands_once_for_all_that_bring_it() {
        let case = Case::new();
        let other =
            "  Apache License\r\n1. Terms.\r\nEND OF TERMS AND CONDITIONS\r\nCopyright 2020 Them";
        let text = case
            .text(&[
                case.component("a", "Apache-2.0", &[("LICENSE", APACHE)]),
                case.component("b", "Apache-2.0", &[("license.md", other)]),
                case.component(
                    "c",
                    "BSD-3-Clause",
                    &[("COPYING", "Do as you like."), ("x", "-")],
                ),
            ])
            .unwrap();
        assert_eq!(text.matches("1. Terms.").count(), 1, "{text}");
        assert!(text.contains("\na, b\n"), "{text}");
        assert!(text.contains("\nc\n\nDo as you like.\n"), "{text}");
        assert!(text.contains("\nc 1.0.0: BSD-3-Clause\n"), "{text}");
        assert!(!text.contains("Them"), "{text}");
    }

    #[test]
    fn who_brings_no_text_gets_the_standard_one_with_the_authors() {
        let case = Case::new();
        let text = case.text(&[case.component("a", "MIT", &[])]).unwrap();
        assert!(
            text.contains("Copyright (c) Somebody\n\nMIT License"),
            "{text}"
        );
        assert!(text.contains("Permission is granted."), "{text}");
        assert!(!text.contains("Us"), "{text}");
    }

    #[test]
    fn a_licence_without_any_text_is_an_error() {
        let case = Case::new();
        let error = case.text(&[case.component("a", "Zlib", &[])]);
        let message = format!("{:#}", error.unwrap_err());
        assert!(
            message.contains("a 1.0.0") && message.contains("Zlib"),
            "{message}"
        );
    }
}
