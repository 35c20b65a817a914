//! What each form should hold, by what is picked and what is there beside it.

use crate::material::Thing;

/// All forms.
pub(crate) const FORMS: [&str; 20] = [
    "pem",
    "der",
    "full-chain",
    "combined",
    "pfx-compatible",
    "pfx-compatible-chain",
    "pfx-modern",
    "pfx-modern-chain",
    "trust-store",
    "pkcs8",
    "encrypted-pkcs8",
    "pkcs8-der",
    "traditional",
    "public-key",
    "pkcs7",
    "jwk",
    "secret",
    "files",
    "base64",
    "url-encoded",
];

/// What is picked, and what there is.
pub(crate) struct Picked<'a> {
    pub(crate) thing: Thing,
    /// All that was read.
    pub(crate) held: &'a [Thing],
    /// Whether it stands in a Secret.
    pub(crate) is_entry: bool,
    pub(crate) is_ed25519: bool,
}

/// The things in a form, as they stand in it; none where it cannot be made.
pub(crate) fn expected(form: &str, picked: &Picked<'_>) -> Option<Vec<Thing>> {
    let certificate = picked.certificate();
    let key = picked.key();
    let [chain, root] = certificate.map_or([vec![], vec![]], |of| picked.above(of));
    let with = |first: &[Option<Thing>], more: &[&[Thing]]| -> Option<Vec<Thing>> {
        let mut all = first.iter().copied().collect::<Option<Vec<_>>>()?;
        all.extend(more.iter().copied().flatten());
        Some(all)
    };
    let certified = certificate.map(Thing::Certificate);
    let has_chain = !(chain.is_empty() && root.is_empty());
    match form {
        "pem" | "der" | "base64" => Some(vec![picked.thing]),
        "full-chain" if has_chain => with(&[certified], &[&chain]),
        "combined" => with(&[key, certified], &[&chain]),
        "pfx-compatible" | "pfx-modern" => with(&[key, certified], &[]),
        "pfx-compatible-chain" | "pfx-modern-chain" if has_chain => {
            with(&[key, certified], &[&chain, &root])
        }
        "trust-store" | "pkcs7" => with(&[certified], &[&chain, &root]),
        "pkcs8" | "encrypted-pkcs8" | "pkcs8-der" => with(&[key], &[]),
        "traditional" if !picked.is_ed25519 => with(&[key], &[]),
        "public-key" => with(&[picked.public_key()], &[]),
        "jwk" => {
            let first = key.or(picked.public_key());
            with(&[first], &[certified.as_slice(), &chain, &root])
        }
        "secret" => match key {
            Some(_) => with(&[certified, key], &[&chain]),
            None => with(
                &[certified.filter(|_| certificate < Some(2))],
                &[&chain, &root],
            ),
        },
        "files" if picked.is_entry => Some(vec![picked.thing]),
        "url-encoded" => with(&[certified], &[]),
        _ => None,
    }
}

impl Picked<'_> {
    fn has(&self, thing: Thing) -> bool {
        self.held.contains(&thing)
    }

    fn certificate(&self) -> Option<usize> {
        match self.thing {
            Thing::Certificate(of) => Some(of),
            Thing::Key(of) => Some(of).filter(|of| self.has(Thing::Certificate(*of))),
            _ => None,
        }
    }

    fn key(&self) -> Option<Thing> {
        let of = match self.thing {
            Thing::Certificate(of) | Thing::Key(of) => of,
            Thing::Request => 2,
            _ => return None,
        };
        Some(Thing::Key(of)).filter(|key| self.has(*key))
    }

    fn public_key(&self) -> Option<Thing> {
        match (self.thing, self.key()) {
            (_, Some(Thing::Key(of))) | (Thing::Certificate(of) | Thing::PublicKey(of), _) => {
                Some(Thing::PublicKey(of))
            }
            _ => None,
        }
    }

    /// The intermediates above, and the root where all up to it are there.
    fn above(&self, of: usize) -> [Vec<Thing>; 2] {
        let above = (0..of).rev().map(Thing::Certificate);
        let above = above.take_while(|issuer| self.has(*issuer));
        let (root, chain) = above.partition(|issuer| *issuer == Thing::Certificate(0));
        [chain, root]
    }
}
