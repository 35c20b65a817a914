//! From what was given to the form that another system wants.

mod encode;
mod form;
mod parts;

use std::fmt;

use diagnostics::Finding;
use formats::{Content, Item, Limits};
use inspect::relate::{CHECKS, relate};
use pki::KeyProvider;
use serde::{Deserialize, Serialize};

use super::{Inspection, list_view, report_view};
use crate::sheet::{Attribute, Tag};
use crate::{Artifact, Element, Passphrase, Source, archive};
pub(super) use form::Form;
use parts::Parts;

/// What is to be made of an item.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Conversion {
    /// Which item. What belongs to it comes along where the form has room: its key, its chain.
    pub item: usize,
    /// The name of the form, as an offer has it.
    pub form: String,
    /// The name that the form asks for; empty for the usual one.
    pub name: String,
    /// The passphrase, where the form has one.
    pub passphrase: Passphrase,
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            item,
            form,
            name,
            passphrase: _,
        } = self;
        f.debug_struct("Conversion")
            .field("item", item)
            .field("form", form)
            .field("name", name)
            .finish_non_exhaustive()
    }
}

/// A conversion with all that it needs, apart from what there is to inspect.
pub(crate) struct Order {
    conversion: Conversion,
    form: Form,
    parts: Vec<Parts>,
}

impl Inspection {
    /// What can be made of an item.
    pub(crate) fn offers(&mut self, index: usize) -> Result<Vec<Element>, Finding> {
        self.item(index)?;
        self.relations();
        let relations = self.relations.as_ref().ok_or_else(super::not_there)?;
        let parts = parts::of(&self.items, index, relations);
        let fitting = Form::ALL
            .iter()
            .filter(|form| form.fits(&parts))
            .enumerate();
        let offers = fitting.map(|(index, form)| form.offer(index == 0));
        let list = Element::of(Tag::Div, "forms")
            .with(Attribute::Role, "group")
            .with(Attribute::Label, "Form")
            .children(offers);
        Ok(vec![list])
    }

    /// Gathers what a conversion needs.
    pub(crate) fn order(&mut self, conversion: Conversion) -> Result<Order, Finding> {
        self.item(conversion.item)?;
        self.relations();
        let relations = self.relations.as_ref().ok_or_else(super::not_there)?;
        let parts = parts::of(&self.items, conversion.item, relations);
        match Form::named(&conversion.form) {
            Some(form) if form.fits(&parts) => Ok(Order {
                conversion,
                form,
                parts,
            }),
            _ => Err(does_not_fit()),
        }
    }
}

impl Order {
    /// Makes the files. Where there are several, a zip of them comes first.
    pub(crate) async fn make(&self, keys: &impl KeyProvider) -> Result<Vec<Artifact>, Finding> {
        let mut files: Vec<Artifact> = Vec::new();
        for parts in &self.parts {
            for mut file in encode::files(&self.conversion, self.form, parts, keys).await? {
                let same = files.iter_mut().find(|other| other.path == file.path);
                match same {
                    // One key of a Secret may hold several certificates.
                    Some(other) if self.form == Form::Files => {
                        other.bytes.extend_from_slice(&file.bytes);
                    }
                    _ => {
                        file.path = unused(&file.path, &files);
                        files.push(file);
                    }
                }
            }
        }
        if files.is_empty() {
            return Err(does_not_fit());
        }
        if files.len() > 1 {
            let zip = Artifact {
                path: "converted.zip".to_owned(),
                media_type: "application/zip".to_owned(),
                secret: files.iter().any(|file| file.secret),
                bytes: archive::zip(&files)?,
            };
            files.insert(0, zip);
        }
        Ok(files)
    }

    /// Reads the files and says what they are. Not the zip: it holds the others.
    pub(crate) fn read_back(&self, files: &[Artifact], now: i64) -> Vec<Element> {
        let mut sheet = Vec::new();
        for file in files.iter().filter(|file| !file.path.ends_with(".zip")) {
            sheet.push(Element::of(Tag::H3, "report__title").text(&*file.path));
            sheet.extend(self.report_on(file, now));
        }
        sheet
    }

    fn report_on(&self, file: &Artifact, now: i64) -> Vec<Element> {
        let mut made = Inspection::default();
        let source = Source {
            name: file.path.clone(),
            bytes: file.bytes.clone(),
        };
        // What was made here asks for no more work than what it was made of.
        let limits = Limits::default();
        made.read(&[source], &limits);
        let locked = |item: &Item| matches!(item.content, Content::Locked(_));
        while let Some(index) = made.items.iter().position(locked) {
            let password = self.conversion.passphrase.expose();
            if let Err(finding) = made.unlock(index, password, &limits) {
                return vec![super::finding_view::one(&finding, [])];
            }
        }
        let told = list_view::told(&made.items);
        let shown = made.lines.first().map_or(0, |(item, _)| *item);
        let relations = relate(&made.items, CHECKS);
        let mut sheet = vec![Element::of(Tag::P, "row__note").text(told)];
        sheet.extend(report_view::report(
            &made.items,
            shown,
            Some(&relations),
            now,
        ));
        report_view::without_links(&mut sheet);
        sheet
    }
}

/// The path, with a number where another file has it.
fn unused(path: &str, files: &[Artifact]) -> String {
    let taken = |path: &str| files.iter().any(|file| file.path == path);
    if !taken(path) {
        return path.to_owned();
    }
    let (stem, ending) = path.rsplit_once('.').unwrap_or((path, ""));
    (2..)
        .map(|number| format!("{stem}-{number}.{ending}"))
        .find(|path| !taken(path))
        .unwrap_or_default()
}

fn does_not_fit() -> Finding {
    Finding::error(
        "convert-unfit",
        "convert",
        "This cannot be made of what is selected.",
        "Select the certificate or key it is to be made of; give the file with its key or chain, too.",
    )
}
