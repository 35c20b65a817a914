//! Java key stores of the types JKS and JCEKS, as Sun's `KeyStore` writes them.

use diagnostics::Finding;

use crate::{Container, Content, Item, Limits, key};

const JKS: [u8; 4] = [0xfe, 0xed, 0xfe, 0xed];
const JCEKS: [u8; 4] = [0xce; 4];
/// The digest at the end.
const DIGEST: usize = 20;
const PLACE: &str = "jks";

/// Reads a Java key store; none where it is none. Certificates need no password. A key is
/// [`Content::Locked`], to be opened with its own password, which most often is that of the store. JCEKS is named only.
pub fn read(octets: &[u8], limits: &Limits) -> Option<Vec<Item>> {
    if octets.starts_with(&JCEKS) {
        return Some(vec![jceks(octets)]);
    }
    let rest = octets.strip_prefix(&JKS)?;
    let mut store = Store {
        rest: rest.get(..rest.len().saturating_sub(DIGEST))?,
        version: 0,
        items: vec![Item::new(None, "", Content::Container(Container::Jks))],
    };
    let complete = store.entries(limits.items).is_some() && store.rest.is_empty();
    let mut items = store.items;
    if let Some(container) = items.first_mut() {
        container.findings = findings(complete);
    }
    Some(items)
}

fn jceks(octets: &[u8]) -> Item {
    let count = octets.get(8..12).and_then(|count| count.try_into().ok());
    let entries = count.map_or_else(String::new, |count| match u32::from_be_bytes(count) {
        1 => " with 1 entry".to_owned(),
        count => format!(" with {count} entries"),
    });
    let named = Content::Named(format!("Java key store of the type JCEKS{entries}"));
    let mut item = Item::new(None, "", named);
    item.findings.push(Finding::warning(
        "jks-jceks",
        PLACE,
        "The file is a Java key store of the type JCEKS, which holds Java objects and is not opened here.",
        "Convert it: `keytool -importkeystore -srckeystore FILE -destkeystore FILE.p12 -deststoretype pkcs12`.",
    ));
    item
}

fn findings(complete: bool) -> Vec<Finding> {
    let mut findings = vec![Finding::note(
        "jks-old",
        PLACE,
        "The file is a Java key store of the old type JKS: its keys are guarded by SHA-1 alone, and whether it is intact was not verified.",
        "Use PKCS#12 instead, which Java has written since version 9 and every other program reads.",
    )];
    if !complete {
        findings.push(Finding::error(
            "jks-broken",
            PLACE,
            "The Java key store ends or breaks before its last entry; what came before is shown.",
            "Transfer it again in binary mode, or export it again.",
        ));
    }
    findings
}

struct Store<'a> {
    rest: &'a [u8],
    version: u32,
    items: Vec<Item>,
}

impl<'a> Store<'a> {
    /// None where the octets end early or are no entries.
    fn entries(&mut self, limit: usize) -> Option<()> {
        self.version = self.number()?;
        for _ in 0..self.number()? {
            if self.items.len() >= limit {
                return None;
            }
            let kind = self.number()?;
            let alias = self.text()?;
            // When it was made.
            self.take(8)?;
            match kind {
                1 => self.key(&alias, limit)?,
                2 => {
                    let der = self.certificate()?;
                    self.add(alias, Content::Certificate(der));
                }
                _ => return None,
            }
        }
        Some(())
    }

    fn key(&mut self, alias: &str, limit: usize) -> Option<()> {
        let encrypted = self.block()?;
        let content = key::encrypted(encrypted).map_or_else(
            || Content::Named("Key of a Java key store that cannot be read".to_owned()),
            Content::Locked,
        );
        self.add(alias.to_owned(), content);
        for number in 1..=self.number()? {
            if self.items.len() >= limit {
                return None;
            }
            let der = self.certificate()?;
            let label = format!("{alias}, certificate {number}");
            self.add(label, Content::Certificate(der));
        }
        Some(())
    }

    fn certificate(&mut self) -> Option<Vec<u8>> {
        if self.version > 1 {
            // Its type, `X.509`.
            self.text()?;
        }
        self.block().map(<[u8]>::to_vec)
    }

    fn add(&mut self, label: String, content: Content) {
        self.items.push(Item::new(Some(0), label, content));
    }

    fn take(&mut self, length: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.rest.split_at_checked(length)?;
        self.rest = rest;
        Some(taken)
    }

    fn number(&mut self) -> Option<u32> {
        let octets = self.take(4)?.try_into().ok()?;
        Some(u32::from_be_bytes(octets))
    }

    fn block(&mut self) -> Option<&'a [u8]> {
        let length = usize::try_from(self.number()?).ok()?;
        self.take(length)
    }

    fn text(&mut self) -> Option<String> {
        let length = u16::from_be_bytes(self.take(2)?.try_into().ok()?);
        let octets = self.take(usize::from(length))?;
        Some(String::from_utf8_lossy(octets).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(items: &[Item]) -> Vec<(&str, bool)> {
        let items = items.iter().skip(1);
        items
            .map(|item| {
                (
                    item.label.as_str(),
                    matches!(item.content, Content::Certificate(_)),
                )
            })
            .collect()
    }

    /// A store of two trusted certificates, cut anywhere.
    #[test]
    fn what_came_before_a_break_is_shown() {
        let mut octets = [&JKS[..], &[0, 0, 0, 2, 0, 0, 0, 2]].concat();
        for alias in [b'a', b'b'] {
            octets.extend([0, 0, 0, 2, 0, 1, alias, 0, 0, 0, 0, 0, 0, 0, 0]);
            octets.extend(*b"\0\x05X.509\0\0\0\x02\x30\0");
        }
        octets.extend([0; DIGEST]);
        let limits = Limits::default();
        let items = read(&octets, &limits).unwrap();
        assert_eq!(shown(&items), [("a", true), ("b", true)]);
        assert_eq!(items[0].findings.len(), 1);
        for length in 4 + DIGEST..octets.len() {
            let items = read(&octets[..length], &limits).unwrap();
            assert!(items.len() < 3);
            assert_eq!(items[0].findings[1].code, "jks-broken");
        }
        assert!(read(&octets[1..], &limits).is_none());
    }

    #[test]
    fn jceks_is_named() {
        let items = read(
            &[0xce, 0xce, 0xce, 0xce, 0, 0, 0, 2, 0, 0, 0, 3],
            &Limits::default(),
        );
        let items = items.unwrap();
        let Content::Named(name) = &items[0].content else {
            panic!("{items:?}");
        };
        assert_eq!(name, "Java key store of the type JCEKS with 3 entries");
    }
}
