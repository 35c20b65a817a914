use super::UnlockError;
use crate::Limits;

/// A file may ask for this many times the rounds of one derivation in all: a key store has many keys, and each
/// password is tried in the encodings that programs use.
const DERIVATIONS: u64 = 16;

/// Programs count rounds in a signed number of 32 bits.
pub(super) const MOST_ROUNDS: u64 = (1 << 31) - 1;

/// The work that one call may do.
pub(crate) struct Work {
    rounds: u64,
    memory: u64,
    left: u64,
}

impl Work {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self::of(limits.rounds, limits.memory)
    }

    /// At most this many rounds for one derivation, where those of a user are not even asked for.
    pub(crate) fn capped(limits: &Limits, rounds: u64) -> Self {
        Self::of(limits.rounds.min(rounds), limits.memory)
    }

    /// Likewise, and at most `left` rounds in all.
    pub(crate) fn unasked(limits: &Limits, rounds: u64, left: u64) -> Self {
        Self {
            left,
            ..Self::capped(limits, rounds)
        }
    }

    /// Rounds that are left.
    pub(crate) fn left(&self) -> u64 {
        self.left
    }

    fn of(rounds: u64, memory: u64) -> Self {
        Self {
            rounds,
            memory,
            left: rounds.saturating_mul(DERIVATIONS),
        }
    }

    /// Accounts for one derivation before it begins; the rounds, which fit what the libraries take.
    pub(crate) fn rounds(&mut self, asked: u64) -> Result<u32, UnlockError> {
        let over = |limit| Err(UnlockError::RoundsOverLimit { asked, limit });
        if asked > self.rounds {
            return over(self.rounds);
        }
        if asked == 0 {
            return Err(UnlockError::Broken(
                "its key derivation has 0 rounds".to_owned(),
            ));
        }
        let Some(left) = self.left.checked_sub(asked) else {
            return Err(UnlockError::RoundsOverLimit {
                asked: self
                    .rounds
                    .saturating_mul(DERIVATIONS)
                    .saturating_add(asked),
                limit: self.rounds.saturating_mul(DERIVATIONS),
            });
        };
        self.left = left;
        match u32::try_from(asked) {
            Ok(rounds) if asked <= MOST_ROUNDS => Ok(rounds),
            _ => over(MOST_ROUNDS),
        }
    }

    /// Whether a derivation may have this much memory.
    pub(crate) fn memory(&self, asked: u64) -> Result<(), UnlockError> {
        if asked > self.memory {
            let limit = self.memory;
            return Err(UnlockError::MemoryOverLimit { asked, limit });
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_derivation_and_all_of_them_have_a_limit() {
        let limits = Limits {
            rounds: 100,
            ..Limits::default()
        };
        let mut work = Work::new(&limits);
        let over = |asked, limit| Err(UnlockError::RoundsOverLimit { asked, limit });
        assert_eq!(work.rounds(101), over(101, 100));
        for _ in 0..DERIVATIONS {
            assert_eq!(work.rounds(100), Ok(100));
        }
        assert_eq!(work.rounds(1), over(1601, 1600));
        assert!(matches!(work.rounds(0), Err(UnlockError::Broken(_))));
    }

    #[test]
    fn what_nobody_asked_for_is_taken_from_what_is_left() {
        let mut work = Work::unasked(&Limits::default(), 100, 150);
        assert_eq!(work.rounds(100), Ok(100));
        assert_eq!(work.left(), 50);
        assert!(work.rounds(100).is_err());
        assert_eq!(work.left(), 50);
    }

    #[test]
    fn rounds_that_no_library_takes_are_over_any_limit() {
        let limits = Limits {
            rounds: u64::MAX,
            ..Limits::default()
        };
        let over = Work::new(&limits).rounds(1 << 31);
        let (asked, limit) = (1 << 31, (1 << 31) - 1);
        assert_eq!(over, Err(UnlockError::RoundsOverLimit { asked, limit }));
    }
}
