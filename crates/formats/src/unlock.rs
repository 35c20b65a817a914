use crate::password::{Password, Work};
use crate::{Item, Limits, Locked, LockedKind, UnlockError, key, pfx};

/// Opens something with a password. The first item takes the place of the locked one, those after it are in it:
/// their parents are indices in this list. A key in a key store that has a password of its own stays locked there.
///
/// # Errors
///
/// [`UnlockError`]. Work and memory are held to `limits` before either is spent.
pub fn unlock(locked: &Locked, password: &str, limits: &Limits) -> Result<Vec<Item>, UnlockError> {
    unlock_within(locked, password, limits, &mut Work::new(limits))
}

/// Likewise, with this much work.
pub(crate) fn unlock_within(
    locked: &Locked,
    password: &str,
    limits: &Limits,
    work: &mut Work,
) -> Result<Vec<Item>, UnlockError> {
    match &locked.kind {
        LockedKind::Pfx(_) => pfx::unlock(&locked.bytes, password, limits, work),
        LockedKind::LegacyPem => key::unlock_legacy_pem(locked, password),
        LockedKind::EncryptedPkcs8 => {
            let mut password = Password::text(password);
            if password.octets.iter().all(|form| form.is_empty()) {
                password = Password::none();
            }
            let content = pfx::open_key(locked, &password, work)?;
            Ok(vec![Item::new(None, "", content)])
        }
    }
}

/// Puts what [`unlock`] made of the item at `index` into the list it is in: the first takes its place, and the others
/// follow at the end of the list, so that all items keep their indices.
pub fn place_opened(items: &mut Vec<Item>, index: usize, opened: Vec<Item>) {
    let base = items.len();
    let mut opened = opened.into_iter();
    if let (Some(item), Some(first)) = (items.get_mut(index), opened.next()) {
        item.content = first.content;
        // Some are told of what is locked, too.
        let fresh = first.findings.into_iter();
        let fresh: Vec<_> = fresh.filter(|it| !item.findings.contains(it)).collect();
        item.findings.extend(fresh);
    }
    items.extend(opened.map(|mut item| {
        item.parent = match item.parent {
            Some(parent) if parent > 0 => Some(base + parent - 1),
            _ => Some(index),
        };
        item
    }));
}

#[cfg(test)]
mod tests {
    use diagnostics::Finding;

    use super::*;
    use crate::Content;

    #[test]
    fn what_was_told_before_is_not_told_again() {
        let item = |codes: &[&'static str]| {
            let mut item = Item::new(None, "", Content::Named("a PFX".to_owned()));
            let findings = codes.iter().map(|code| Finding::note(code, "pfx", "", ""));
            item.findings = findings.collect();
            item
        };
        let mut items = vec![item(&["told"])];
        place_opened(&mut items, 0, vec![item(&["told", "new"])]);
        let codes: Vec<_> = items[0].findings.iter().map(|one| &*one.code).collect();
        assert_eq!(codes, ["told", "new"]);
    }
}
