//! From what was given to the form that another system wants.

mod belongings;
mod encode;
mod file_names;
mod form;
mod gather;
mod parts;
mod secret;

use std::fmt;

use diagnostics::Finding;
use formats::{Container, Content, Item, Limits};
use inspect::relate::{CHECKS, relate};
use pki::KeyProvider;
use serde::{Deserialize, Serialize};

use super::{Inspection, lines, list_view, report_view};
use crate::sheet::{Attribute, Tag};
use crate::{Artifact, Element, Passphrase, Source, archive};
pub(super) use form::Form;
use gather::{Gather, Scope};
use parts::Parts;

/// What is to be made of items.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Conversion {
    /// Which items; none for all that there are. What belongs to them comes along where the form has room: their keys,
    /// their chains.
    pub items: Vec<usize>,
    /// The name of the form, as an offer has it.
    pub form: String,
    /// The name that the form asks for; empty for the usual one.
    pub name: String,
    /// The passphrase, where the form has one.
    pub passphrase: Passphrase,
    /// Whether the password that opened the first of the items is taken in place of the passphrase.
    pub same_password: bool,
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            items,
            form,
            name,
            passphrase: _,
            same_password,
        } = self;
        f.debug_struct("Conversion")
            .field("items", items)
            .field("same_password", same_password)
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
    /// What can be made of items.
    pub(crate) fn offers(&mut self, items: &[usize]) -> Result<Vec<Element>, Finding> {
        let gather = self.gather(items)?;
        let parts = [Scope::Each, Scope::Leaves, Scope::Together, Scope::Values]
            .map(|scope| (scope, gather.parts(scope)));
        let fits = |form: &&Form| {
            let mut parts = parts.iter();
            parts.any(|(scope, parts)| *scope == form.scope() && form.fits(parts))
        };
        let fitting = Form::ALL.iter().filter(fits).enumerate();
        let offers = fitting.map(|(index, form)| form.offer(index == 0));
        let list = Element::of(Tag::Div, "forms")
            .with(Attribute::Role, "group")
            .with(Attribute::Label, "Form")
            .children(offers);
        Ok(vec![list])
    }

    /// Gathers what a conversion needs.
    pub(crate) fn order(&mut self, mut conversion: Conversion) -> Result<Order, Finding> {
        if conversion.same_password {
            let password = { conversion.items.first() }.and_then(|item| self.password_of(*item));
            conversion.passphrase = password.ok_or_else(super::not_there)?;
        }
        let gather = self.gather(&conversion.items)?;
        let form = Form::named(&conversion.form).ok_or_else(does_not_fit)?;
        let parts = gather.parts(form.scope());
        if !form.fits(&parts) {
            return Err(does_not_fit());
        }
        Ok(Order {
            conversion,
            form,
            parts,
        })
    }

    fn gather(&mut self, items: &[usize]) -> Result<Gather<'_>, Finding> {
        for item in items {
            self.item(*item)?;
        }
        self.relations();
        let relations = self.relations.as_ref().ok_or_else(super::not_there)?;
        Ok(Gather::new(&self.items, &self.lines, relations, items))
    }

    fn password_of(&self, item: usize) -> Option<Passphrase> {
        let opened = self.passwords.iter().find(|(at, _)| *at == item);
        opened.map(|(_, password)| Passphrase::new(password.as_str().to_owned()))
    }

    /// For a PFX that was opened: the platforms for which it can be packed anew, under the same password, at one press.
    pub(crate) fn repacking(&mut self, index: usize) -> Option<Element> {
        self.password_of(index)?;
        let is_pfx = matches!(
            self.item(index).ok()?.content,
            Content::Container(Container::Pfx(_))
        );
        let parts = self.gather(&[index]).ok()?.parts(Scope::Leaves);
        let repacking = [
            (
                "API Management, any Windows",
                Form::PfxCompatibleChain,
                Form::PfxCompatible,
            ),
            (
                "OpenSSL 3, Java 17, macOS",
                Form::PfxModernChain,
                Form::PfxModern,
            ),
        ];
        let buttons = repacking.into_iter().filter_map(|(title, chain, alone)| {
            let form = [chain, alone].into_iter().find(|form| form.fits(&parts))?;
            let button = Element::of(Tag::Button, "button button--small")
                .with(Attribute::Repack, form.name())
                .text(title);
            Some(button)
        });
        let buttons: Vec<_> = buttons.collect();
        let made = parts.iter().filter(|parts| Form::PfxModern.fits_one(parts));
        let several = several(self.keys_in(index), made.count());
        let several = several.map(|text| Element::of(Tag::Span, "row__note").text(text));
        (is_pfx && !buttons.is_empty()).then(|| {
            Element::of(Tag::Div, "repack")
                .child(Element::new(Tag::Span).text("Pack it anew, same password, for"))
                .children(buttons)
                .children(several)
        })
    }
}

impl Inspection {
    /// How many private keys lie right in an item.
    fn keys_in(&self, index: usize) -> usize {
        let inside = self.items.iter().filter(|item| item.parent == Some(index));
        inside
            .filter(|item| matches!(item.content, Content::PrivateKey(_)))
            .count()
    }
}

/// What is said where not one key becomes one PFX.
fn several(keys: usize, made: usize) -> Option<String> {
    match keys {
        ..=1 => None,
        _ if keys == made => Some(format!(
            "{keys} keys: each into a PFX of its own, in a zip."
        )),
        _ => Some(format!(
            "{keys} keys, of which {made} belong to a certificate that is no CA: the others are left out."
        )),
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
        made.read(&[source], &limits, now);
        let locked = |item: &Item| matches!(item.content, Content::Locked(_));
        while let Some(index) = made.items.iter().position(locked) {
            let password = self.conversion.passphrase.expose();
            if let Err(finding) = made.unlock(index, password, &limits, now) {
                return vec![super::finding_view::one(&finding, [])];
            }
        }
        let relations = relate(&made.items, CHECKS);
        made.relations = Some(relations);
        let mut sheet = made.in_short(now);
        report_view::without_links(&mut sheet);
        sheet
    }
}

/// Items of a file that are reported on one by one.
const REPORTED: usize = 12;

impl Inspection {
    /// What a file holds, item by item: each in a sentence with what was found, the first in full.
    fn in_short(&self, now: i64) -> Vec<Element> {
        let seen = self.seen(now);
        let shown = self.lines.shown.iter().map(|(index, _)| *index);
        let shown: Vec<usize> = shown
            .filter(|index| { self.items.get(*index) }.is_some_and(|item| !lines::is_source(item)))
            .collect();
        let told = Element::of(Tag::P, "row__note").text(list_view::told(&self.items, now));
        let mut sheet = vec![told];
        let (first, rest) = shown.split_at(shown.len().min(1));
        sheet.extend(
            first
                .iter()
                .flat_map(|item| report_view::report(&seen, *item)),
        );
        for index in rest.iter().take(REPORTED) {
            sheet.extend(report_view::brief(&seen, *index));
        }
        if let Some(more) = rest.len().checked_sub(REPORTED + 1) {
            let text = format!("{} more.", more + 1);
            sheet.push(Element::of(Tag::P, "row__note").text(text));
        }
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

#[cfg(test)]
mod tests;
