//! What holds private keys and passphrases, the same in every process: one process holds it, and another
//! knows what to look for there.

use engine::{
    Artifact, Engine, IssuedSet, PASSPHRASE_BYTES, Passphrase, Request, Response, Shown,
    generate_passphrase,
};
use formats::{Content, Item, Limits, PfxProfile};
use pki::{Algorithm, Authorities, Issued, KeyProvider as _, SoftwareKeys};
use plan::{CaKeyFormat, Plan, to_json};
use pollster::block_on;
use zeroize::Zeroizing;

use crate::specs;

/// One of each kind of key; the larger sizes of RSA run the same code.
pub const ALGORITHMS: [Algorithm; 4] = [
    Algorithm::Rsa2048,
    Algorithm::EcdsaP256,
    Algorithm::EcdsaP384,
    Algorithm::Ed25519,
];

/// Certificates with keys of one kind, and the files of those keys.
pub struct Packed {
    /// What was issued.
    pub issued: Vec<Issued>,
    /// Each key as plain PEM, and as encrypted PEM.
    pub pems: Vec<[Zeroizing<String>; 2]>,
    /// What is found in files that were written and read again.
    pub read: Vec<Vec<Item>>,
    /// What encrypts them.
    pub passphrase: Passphrase,
}

/// Issues certificates of all four roles and packs their keys.
///
/// # Panics
///
/// Where anything fails.
pub fn pack(algorithm: Algorithm) -> Packed {
    // Keys of one kind must not be those of another, or one would be taken for the other.
    let keys = keys(algorithm as u8);
    let spec = specs::spec(Authorities::Separate, algorithm, false);
    let issued = block_on(pki::issue(&spec, Vec::new(), &keys, specs::NOW, &|_| ())).unwrap();
    let passphrase = passphrase(&keys);
    let pems = issued
        .iter()
        .map(|issued| {
            let key = &issued.key.pkcs8;
            let encrypted = formats::encrypt_pkcs8(key, passphrase.expose(), &keys);
            let encrypted = block_on(encrypted).unwrap();
            [
                formats::private_key_pem(key).unwrap(),
                formats::encrypted_private_key_pem(&encrypted).unwrap(),
            ]
        })
        .collect();
    Packed {
        read: issued
            .iter()
            .flat_map(|issued| read_again(issued, passphrase.expose(), &keys))
            .collect(),
        issued,
        pems,
        passphrase,
    }
}

/// Packs a key into files of other kinds, and reads those.
fn read_again(issued: &Issued, passphrase: &str, keys: &SoftwareKeys) -> Vec<Vec<Item>> {
    let key = &issued.key.pkcs8;
    let chain = [issued.certificate.as_slice()];
    let limits = Limits::default();
    let opened = PfxProfile::ALL.map(|profile| {
        let pfx = formats::pfx(profile, "name", key, &chain, passphrase, keys).unwrap();
        match &formats::pfx::read(&pfx, &limits).unwrap().remove(0).content {
            Content::Locked(locked) => formats::unlock(locked, passphrase, &limits).unwrap(),
            other => panic!("{other:?}"),
        }
    });
    let jwk = formats::jwk::of_private_key(key, &chain).unwrap();
    let traditional = formats::encode::pkcs1(key).or_else(|| formats::encode::sec1(key));
    let traditional = traditional.and_then(|der| formats::key::of_der(&der));
    let mut read = Vec::from(opened);
    read.push(formats::jwk::read(&jwk, &formats::Limits::default()).unwrap());
    read.extend(traditional.map(|content| vec![Item::new(None, "", content)]));
    read
}

/// What the page and the worker hold after Generate.
pub struct Generated {
    engine: Engine<SoftwareKeys>,
    plan: String,
    /// What Generate made.
    pub artifacts: Vec<Artifact>,
}

/// Generates, as the worker does, with RSA keys. They are the same whatever the format of the CA key.
///
/// # Panics
///
/// Where anything fails.
pub fn generate(ca_key_format: CaKeyFormat) -> Generated {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::Rsa2048;
    plan.packaging.ca_key_format = ca_key_format;
    let plan = to_json(&plan);
    let engine = Engine::new(keys(0));
    let [pfx_passphrase, ca_key_passphrase] = passphrases();
    let request = Request::Generate {
        plan: plan.clone(),
        pfx_passphrase,
        ca_key_passphrase,
    };
    match ask(&engine, request) {
        Response::Generated { artifacts, .. } => Generated {
            engine,
            plan,
            artifacts,
        },
        other => panic!("{other:?}"),
    }
}

impl Generated {
    /// Shows the secrets for Kubernetes.
    ///
    /// # Panics
    ///
    /// Where that fails.
    pub fn show(&self) -> Shown {
        let request = Request::Judge {
            plan: self.plan.clone(),
            sound: None,
            shown: Some("kubernetes/10-secrets.yaml".into()),
            issued: Some(IssuedSet {
                plan: self.plan.clone(),
                artifacts: self.artifacts.clone(),
            }),
        };
        match ask(&self.engine, request) {
            Response::Judged(judged) => judged.shown.unwrap(),
            other => panic!("{other:?}"),
        }
    }

    /// Makes the zip.
    pub fn zip(self) -> Response {
        let request = Request::Bundle {
            plan: self.plan,
            artifacts: self.artifacts,
        };
        ask(&self.engine, request)
    }
}

/// The passphrases of [`generate`]: of the PFX files, and of the CA key.
pub fn passphrases() -> [Passphrase; 2] {
    let keys = keys(1);
    [passphrase(&keys), passphrase(&keys)]
}

fn ask(engine: &Engine<SoftwareKeys>, request: Request) -> Response {
    block_on(engine.handle(request, specs::NOW, &|_| ()))
}

fn keys(seed: u8) -> SoftwareKeys {
    SoftwareKeys::new(&Zeroizing::new([seed; 32]))
}

/// Twice as long as a generated one: freeing memory overwrites the first 16 octets of it, wiped or not.
fn passphrase(keys: &SoftwareKeys) -> Passphrase {
    let half = || {
        let mut random = Zeroizing::new([0; PASSPHRASE_BYTES]);
        keys.random(&mut *random).unwrap();
        generate_passphrase(&random)
    };
    Passphrase::new([half().expose(), half().expose()].concat())
}
