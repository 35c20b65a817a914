use formats::KubernetesObject;
use zeroize::Zeroizing;

/// What belongs together: one file's worth.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// What people call it; a file name can be made of it.
    pub(super) name: String,
    /// The certificate.
    pub(super) certificate: Option<Vec<u8>>,
    /// Those that issued it, nearest first; without a root that signed itself, unless nothing else is there.
    pub(super) chain: Vec<Vec<u8>>,
    /// The root above the chain, if it was given.
    pub(super) root: Option<Vec<u8>>,
    /// The private key, as PKCS#8.
    pub(super) key: Option<Zeroizing<Vec<u8>>>,
    /// The public key, as `SubjectPublicKeyInfo`.
    pub(super) public_key: Option<Vec<u8>>,
    /// A request.
    pub(super) request: Option<Vec<u8>>,
    /// A revocation list.
    pub(super) revocation_list: Option<Vec<u8>>,
    /// The key of the Secret or `ConfigMap` that it stood under.
    pub(super) entry: Option<String>,
    /// The object that it stood in, and the certificates of CAs there that others are checked against.
    pub(super) object: Option<(KubernetesObject, Vec<Vec<u8>>)>,
    /// The name that it had in a PFX.
    pub(super) friendly_name: Option<String>,
    /// Whether the certificate issues others.
    pub(super) is_authority: bool,
    /// Whether the key is what was chosen, and the rest what belongs to it.
    pub(super) is_key: bool,
}
