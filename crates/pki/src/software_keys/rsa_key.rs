use chacha20::rand_core::Rng;
use crypto_primes::{Flavor, is_prime};
use rsa::{BoxedUint, PrivateKey};
use zeroize::Zeroizing;

/// The public exponent that everyone uses.
const EXPONENT: u64 = 65_537;

/// Candidates lie within so many numbers after the first. A prime of 2,048 bits comes after 1,420 on average.
const SPAN: usize = 1 << 16;

/// Candidates that an odd prime below this divides are not tested.
const SMALL: usize = 1 << 16;

/// Makes a key with a modulus of `bits`, a multiple of 16, as [`PrivateKey::new`] does: the same randomness gives the
/// same key. That one searches primes with a table of what can be computed in a millisecond, which weighs 23 KB in the
/// page even when compressed.
pub(super) fn generate(random: &mut impl Rng, bits: u32) -> rsa::Result<PrivateKey> {
    loop {
        let primes = vec![prime(random, bits / 2), prime(random, bits / 2)];
        match PrivateKey::from_primes(primes, BoxedUint::from(EXPONENT)) {
            // Of one pair in 30,000 a prime less one is divisible by the exponent.
            Err(rsa::Error::InvalidPrime) => {}
            made => return made,
        }
    }
}

/// A random prime whose two highest bits are set, so that the product of two has twice as many bits.
fn prime(random: &mut impl Rng, bits: u32) -> BoxedUint {
    // The lowest octet comes first.
    let mut octets = Zeroizing::new(vec![0; bits as usize / 8]);
    loop {
        random.fill_bytes(&mut octets);
        if let Some(low) = octets.first_mut() {
            *low |= 1;
        }
        if let Some(high) = octets.last_mut() {
            *high |= 0xc0;
        }
        let found = next_prime(&octets, bits);
        if let Some(prime) = found.filter(|prime| prime.bit_width_vartime() == bits) {
            return prime;
        }
    }
}

/// The first prime at or after an odd number.
fn next_prime(octets: &[u8], bits: u32) -> Option<BoxedUint> {
    let start = BoxedUint::from_le_slice(octets, bits).ok()?;
    let composite = composites(octets);
    let candidates = composite.iter().zip(0_u64..).filter(|(out, _)| !**out);
    candidates
        .map(|(_, index)| start.wrapping_add(BoxedUint::from(2 * index)))
        .find(|candidate| is_prime(Flavor::Any, candidate))
}

/// Which of the odd numbers from `start` on have a small factor.
fn composites(start: &[u8]) -> Vec<bool> {
    let mut composite = vec![false; SPAN / 2];
    for prime in small_primes() {
        let above = start
            .iter()
            .rev()
            .fold(0, |above, octet| (above << 8 | usize::from(*octet)) % prime);
        // The next multiple that is odd, as the start is.
        let next = (prime - above) % prime;
        let next = if next % 2 == 0 { next } else { next + prime };
        let multiples = composite.iter_mut().skip(next / 2).step_by(prime);
        multiples.for_each(|out| *out = true);
    }
    composite
}

/// The odd primes below [`SMALL`], by the sieve of Eratosthenes.
fn small_primes() -> Vec<usize> {
    let mut composite = vec![false; SMALL];
    let mut primes = Vec::new();
    for number in (3..SMALL).step_by(2) {
        if composite.get(number) == Some(&false) {
            primes.push(number);
            let multiples = composite.iter_mut().skip(number * number).step_by(number);
            multiples.for_each(|out| *out = true);
        }
    }
    primes
}

#[cfg(test)]
mod tests {
    use chacha20::ChaCha20Rng;
    use chacha20::rand_core::SeedableRng;

    use super::*;

    /// `rsa` searches in its own way, and finds the same.
    #[test]
    fn keys_are_those_of_the_library() {
        for seed in 0..8 {
            let random = || ChaCha20Rng::from_seed([seed; 32]);
            for bits in [1024, 2048] {
                let made = generate(&mut random(), bits).unwrap();
                let expected = PrivateKey::new(&mut random(), bits as usize).unwrap();
                assert!(made == expected, "{seed}, {bits}");
            }
        }
    }

    #[test]
    fn small_factors_are_found() {
        let start = 1_000_003_u64;
        let composite = composites(&start.to_le_bytes());
        let is_out = |number: u64| composite[usize::try_from(number - start).unwrap() / 2];
        assert!(!is_out(start) && !is_out(1_000_033));
        // 1,000,007 = 29 * 34,483; 1,002,001 = 7^2 * 11^2 * 13^2; 1,018,081 = 1,009^2.
        assert!(is_out(1_000_007) && is_out(1_002_001) && is_out(1_018_081));
        assert_eq!(small_primes().len(), 6_541);
    }
}
