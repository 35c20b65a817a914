use crate::password::{Password, Work};
use crate::{Item, Limits, Locked, LockedKind, UnlockError, key, pfx};

/// Opens something with a password. The first item takes the place of the locked one, those after it are in it:
/// their parents are indices in this list. A key in a key store that has a password of its own stays locked there.
///
/// # Errors
///
/// [`UnlockError`]. Work and memory are held to `limits` before either is spent.
pub fn unlock(locked: &Locked, password: &str, limits: &Limits) -> Result<Vec<Item>, UnlockError> {
    match &locked.kind {
        LockedKind::Pfx(_) => pfx::unlock(&locked.bytes, password, limits),
        LockedKind::LegacyPem => key::unlock_legacy_pem(locked, password),
        LockedKind::EncryptedPkcs8 => {
            let mut password = Password::text(password);
            if password.octets.iter().all(|form| form.is_empty()) {
                password = Password::none();
            }
            let content = pfx::open_key(locked, &password, &mut Work::new(limits))?;
            Ok(vec![Item::new(None, "", content)])
        }
    }
}
