use std::fmt;

use diagnostics::grouped;

use super::work::MOST_ROUNDS;

/// Why something did not open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnlockError {
    /// It opens, but not with this password. Octets that were altered look the same.
    WrongPassword,
    /// It asks for more rounds of key derivation than [`crate::Limits::rounds`].
    RoundsOverLimit {
        /// Rounds it asks for.
        asked: u64,
        /// Rounds that are allowed.
        limit: u64,
    },
    /// scrypt asks for more work than [`crate::Limits::rounds`].
    ScryptOverLimit {
        /// `N * r * p` that it asks for.
        asked: u64,
        /// What is allowed.
        limit: u64,
    },
    /// It asks for more memory than [`crate::Limits::memory`].
    MemoryOverLimit {
        /// Octets it asks for.
        asked: u64,
        /// Octets that are allowed.
        limit: u64,
    },
    /// It is encrypted in a way that is not known here: which.
    Unsupported(String),
    /// It cannot be read, whatever the password: why.
    Broken(String),
}

/// N = 16,384, r = 8, p = 1.
const OPENSSL_SCRYPT: u64 = 131_072;
/// Rounds that careful programs make new files with today, such as GnuTLS and NSS.
const USUAL_ROUNDS: u64 = 600_000;

impl UnlockError {
    /// Whether it opens once a limit is raised.
    pub fn is_over_limit(&self) -> bool {
        match self {
            Self::RoundsOverLimit { asked, .. } => *asked <= MOST_ROUNDS,
            Self::ScryptOverLimit { .. } | Self::MemoryOverLimit { .. } => true,
            Self::WrongPassword | Self::Unsupported(_) | Self::Broken(_) => false,
        }
    }
}

impl fmt::Display for UnlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongPassword => f.write_str("the password does not open it"),
            Self::RoundsOverLimit { asked, limit } => {
                let (rounds, usual) = (grouped(*asked), grouped(USUAL_ROUNDS));
                let times = grouped(asked / USUAL_ROUNDS);
                write!(
                    f,
                    "it asks for {rounds} rounds of key derivation, {times} times the {usual} of careful programs"
                )?;
                match *asked {
                    ..=MOST_ROUNDS => write!(f, "; the limit is {}", grouped(*limit)),
                    _ => write!(
                        f,
                        ", and more than programs count to ({})",
                        grouped(MOST_ROUNDS)
                    ),
                }
            }
            Self::ScryptOverLimit { asked, limit } => write!(
                f,
                "its scrypt asks for {} steps (N times r times p), {} times what OpenSSL takes; the limit is {}",
                grouped(*asked),
                grouped(asked / OPENSSL_SCRYPT),
                grouped(*limit)
            ),
            Self::MemoryOverLimit { asked, limit } => write!(
                f,
                "it asks for {} octets of memory to derive its key, more than the limit of {}",
                grouped(*asked),
                grouped(*limit)
            ),
            Self::Unsupported(what) => {
                write!(f, "it is encrypted with {what}, which is not known here")
            }
            Self::Broken(why) => write!(f, "it cannot be read: {why}"),
        }
    }
}

impl std::error::Error for UnlockError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_asked_for_is_compared_with_what_is_usual() {
        let over = |asked| UnlockError::RoundsOverLimit {
            asked,
            limit: 5_000_000,
        };
        let told = over(MOST_ROUNDS).to_string();
        assert!(told.contains("2,147,483,647 rounds"), "{told}");
        assert!(told.contains("3,579 times the 600,000"), "{told}");
        assert!(told.contains("the limit is 5,000,000"), "{told}");
        assert!(over(MOST_ROUNDS).is_over_limit());
        // No limit that can be raised would help.
        let told = over(1 << 31).to_string();
        assert!(
            told.contains("more than programs count to (2,147,483,647)"),
            "{told}"
        );
        assert!(!over(1 << 31).is_over_limit() && !UnlockError::WrongPassword.is_over_limit());
    }
}
