use std::fmt;

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

impl fmt::Display for UnlockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::WrongPassword => f.write_str("the password does not open it"),
            Self::RoundsOverLimit { asked, limit } => write!(
                f,
                "it asks for {asked} rounds of key derivation, more than the limit of {limit}"
            ),
            Self::MemoryOverLimit { asked, limit } => write!(
                f,
                "it asks for {asked} octets of memory to derive its key, more than the limit of {limit}"
            ),
            Self::Unsupported(what) => {
                write!(f, "it is encrypted with {what}, which is not known here")
            }
            Self::Broken(why) => write!(f, "it cannot be read: {why}"),
        }
    }
}

impl std::error::Error for UnlockError {}
