use serde::{Deserialize, Serialize};

/// How a PFX is encrypted, named by who must open it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PfxProfile {
    /// "API Management / Windows": pbeWithSHAAnd3-KeyTripleDES-CBC with a SHA-1 MAC, 2,048 rounds (RFC 7292,
    /// appendices B and C). Every Windows, .NET, OpenSSL 3, Java and macOS opens it; the passphrase is its strength.
    Compatible,
    /// AES-256-CBC under PBES2 with PBKDF2-HMAC-SHA-256 and a SHA-256 MAC, 100,000 rounds (.NET refuses
    /// more than 300,000).
    Modern,
}

impl PfxProfile {
    /// Both, the default first.
    pub const ALL: [Self; 2] = [Self::Compatible, Self::Modern];

    /// The profile of this name, as it is written in plans: `compatible` or `modern`.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|profile| profile.name() == name)
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Compatible => "compatible",
            Self::Modern => "modern",
        }
    }

    /// Rounds of each derivation.
    pub fn rounds(self) -> u32 {
        match self {
            Self::Compatible => 2_048,
            Self::Modern => 100_000,
        }
    }
}
