use std::collections::BTreeMap;

use crate::x509::{Attribute, Name};

/// The index of a name. Names that OpenSSL holds for equal have the same one.
pub(super) type NameId = usize;

/// The names met so far. Most items share theirs with others, so that each is looked into once.
#[derive(Default)]
pub(super) struct Names<'a> {
    by_der: BTreeMap<&'a [u8], NameId>,
    by_form: BTreeMap<Vec<u8>, NameId>,
}

impl<'a> Names<'a> {
    /// None for a name without attributes, which names nobody.
    pub(super) fn id(&mut self, name: Name<'a>) -> Option<NameId> {
        name.attributes().next()?;
        let der = name.0;
        if let Some(id) = self.by_der.get(der) {
            return Some(*id);
        }
        let next = self.by_form.len();
        let id = *self.by_form.entry(form(name)).or_insert(next);
        self.by_der.insert(der, id);
        Some(id)
    }

    pub(super) fn len(&self) -> usize {
        self.by_form.len()
    }
}

/// What names are compared by (RFC 5280, 7.1), as far as OpenSSL's `x509_name_canon` does it: strings in lower case,
/// without white space around them and with one space inside, whatever their type.
fn form(name: Name<'_>) -> Vec<u8> {
    let mut form = Vec::with_capacity(name.0.len());
    for relative in name.relative() {
        // No octet of UTF-8, so that nothing inside a value looks like it.
        form.push(0xff);
        for attribute in &relative {
            form.push(0xfe);
            form.extend_from_slice(attribute.kind);
            form.push(0xfd);
            form.extend(value(attribute));
        }
    }
    form
}

fn value(attribute: &Attribute<'_>) -> Vec<u8> {
    let Some(text) = attribute.utf8() else {
        return attribute.value.raw.to_vec();
    };
    let words = text
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(<[u8]>::to_ascii_lowercase).collect();
    words.join(&b' ')
}
