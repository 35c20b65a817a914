use sha1::{Digest as _, Sha1};
use zeroize::Zeroizing;

/// Octets of salt at the beginning, and of a digest at the end.
pub(super) const SALT: usize = 20;

/// Opens what Java's `KeyProtector` guards; none where the digest at the end says that the password is another.
/// `password` is UTF-16 with the two octets that end a `BMPString`.
pub(super) fn decrypt(password: &[u8], data: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let password = password.strip_suffix(&[0, 0]).unwrap_or(password);
    let (salt, rest) = data.split_at_checked(SALT)?;
    let (encrypted, digest) = rest.split_at_checked(rest.len().checked_sub(SALT)?)?;
    let mut plain = Zeroizing::new(encrypted.to_vec());
    let mut state = Zeroizing::new(salt.to_vec());
    for block in plain.chunks_mut(SALT) {
        let next = Sha1::new().chain_update(password).chain_update(&*state);
        state = Zeroizing::new(next.finalize().to_vec());
        for (octet, mask) in block.iter_mut().zip(&*state) {
            *octet ^= mask;
        }
    }
    let expected = Sha1::new()
        .chain_update(password)
        .chain_update(&*plain)
        .finalize();
    (expected.as_slice() == digest).then_some(plain)
}
