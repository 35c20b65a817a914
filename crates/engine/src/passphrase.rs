use zeroize::Zeroizing;

use crate::Passphrase;

/// The random bytes a passphrase is made from: one for each of its characters.
pub const PASSPHRASE_BYTES: usize = GROUPS * GROUP;

const GROUPS: usize = 5;
const GROUP: usize = 5;

/// Crockford's Base32 in lower case: digits and letters without `i`, `l`, `o` and `u`, so that none is taken for
/// another. Five bits each; their number divides 256, so that no character is favoured.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A passphrase of 125 bits, `xxxxx-xxxxx-xxxxx-xxxxx-xxxxx`, from bytes of a cryptographically secure source.
pub fn generate_passphrase(random: &[u8; PASSPHRASE_BYTES]) -> Passphrase {
    // The capacity is never exceeded: a longer text would leave copies behind.
    let mut text = Zeroizing::new(String::with_capacity(PASSPHRASE_BYTES + GROUPS - 1));
    for (index, byte) in random.iter().enumerate() {
        if index > 0 && index % GROUP == 0 {
            text.push('-');
        }
        text.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    Passphrase::new(std::mem::take(&mut *text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_at_least_120_bits() {
        assert_eq!(256 % ALPHABET.len(), 0);
        let mut distinct = ALPHABET.to_vec();
        distinct.dedup();
        assert_eq!(distinct.len(), 32);
        assert!(PASSPHRASE_BYTES as u32 * ALPHABET.len().ilog2() >= 120);
    }

    #[test]
    fn every_byte_decides_one_character() {
        let zero = generate_passphrase(&[0; PASSPHRASE_BYTES]);
        assert_eq!(zero.expose(), "00000-00000-00000-00000-00000");
        let mut bytes = [0; PASSPHRASE_BYTES];
        bytes[0] = 31;
        bytes[24] = 255;
        assert_eq!(
            generate_passphrase(&bytes).expose(),
            "z0000-00000-00000-00000-0000z"
        );
    }

    #[test]
    fn it_is_ascii_without_signs_that_a_shell_or_a_url_changes() {
        let bytes = std::array::from_fn(|index| index as u8);
        let passphrase = generate_passphrase(&bytes);
        assert!(
            passphrase
                .expose()
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
        );
    }
}
