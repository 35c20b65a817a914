use crate::Encryption;

/// What a PFX is made of. Holds neither key nor password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PfxStructure {
    /// What guards its integrity; none where nothing does.
    pub mac: Option<Mac>,
    /// Its `AuthenticatedSafe`, in order.
    pub safes: Vec<Safe>,
    /// What opened it.
    pub password: PasswordForm,
}

/// What guards the integrity of a PFX.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mac {
    /// `HMAC-SHA-256`.
    pub algorithm: String,
    /// What makes its key: `PKCS#12 KDF (SHA-256)`, or `PBKDF2-HMAC-SHA-256` for PBMAC1 (RFC 9579).
    pub derivation: String,
    /// Rounds of it.
    pub rounds: u64,
    /// Octets of salt.
    pub salt: usize,
}

/// One `ContentInfo` of the `AuthenticatedSafe`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Safe {
    /// How it is encrypted; none where it is not.
    pub encryption: Option<Encryption>,
    /// What is in it; empty until it is opened.
    pub bags: Vec<Bag>,
}

/// A `SafeBag`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bag {
    /// What it holds.
    pub kind: BagKind,
    /// The attribute of that name.
    pub friendly_name: Option<String>,
    /// The attribute of that name; ties a key to its certificate.
    pub local_key_id: Option<Vec<u8>>,
    /// Its other attributes: dotted identifier and value in hex.
    pub attributes: Vec<(String, String)>,
    /// How the bag itself is encrypted (a shrouded key).
    pub encryption: Option<Encryption>,
}

/// What a bag holds (RFC 7292, 4.2).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BagKind {
    /// A key in the clear.
    Key,
    /// An encrypted key.
    ShroudedKey,
    /// An X.509 certificate.
    Certificate,
    /// A revocation list.
    RevocationList,
    /// Any secret, named by its type.
    Secret(String),
    /// Bags within a bag.
    SafeContents,
    /// Anything else, by its dotted identifier.
    Other(String),
}

/// Which password opened a PFX: RFC 7292, B.1 tells absent from empty, and programs disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasswordForm {
    /// It is not open.
    NotOpened,
    /// No password at all: the key is derived from no octets.
    Absent,
    /// The empty password: the key is derived from the two octets that end a `BMPString`.
    Empty,
    /// A text; whether it is all ASCII, which every program encodes alike.
    Text {
        /// All of its characters are ASCII.
        ascii: bool,
    },
    /// None was needed: neither encrypted nor guarded.
    NotNeeded,
}
