/// How much work a file may ask for. A user who trusts the file can raise each of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub struct Limits {
    /// Octets of one source, and of all that an archive unpacks to.
    pub octets: u64,
    /// Rounds of one key derivation (`PBKDF2`, PKCS#12); for scrypt `N * r * p`.
    pub rounds: u64,
    /// Octets of memory of one key derivation (scrypt).
    pub memory: u64,
    /// Items of one source.
    pub items: usize,
    /// Containers within containers.
    pub depth: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            octets: 64 << 20,
            rounds: 5_000_000,
            memory: 256 << 20,
            items: 100_000,
            depth: 8,
        }
    }
}
