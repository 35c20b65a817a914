//! The keys and key stores that Python's `cryptography` is tested with: what it reads is read here, to the same octets.

use std::collections::BTreeMap;

use formats::{Container, Content, Item, Limits, jks, key, pfx};
use serde::Deserialize;
use tests::tool::Tool;

use crate::material::{certificates, keys};

const SCRIPT: &str = include_str!("vectors.py");

/// What Python makes of a file.
#[derive(Deserialize)]
struct Vector {
    path: String,
    name: String,
    #[serde(default)]
    private: Option<String>,
    #[serde(default)]
    public: Option<String>,
    #[serde(default)]
    certificates: Option<Vec<String>>,
    password: Option<String>,
    #[serde(default)]
    reason: Option<String>,
}

/// What is made of it here, in hex.
enum Ours {
    Private(Option<String>, Vec<String>),
    Public(String),
    Refused(String),
}

#[test]
fn what_python_reads_is_read_alike() {
    let vectors: Vec<Vector> = python("read", "");
    let ours: Vec<Ours> = vectors.iter().map(ours).collect();
    let again = encoded_again(&ours);
    let mut outcomes: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (vector, ours) in vectors.iter().zip(&ours) {
        let (outcome, why) = compare(vector, ours, &again);
        outcomes
            .entry(outcome)
            .or_default()
            .push(format!("{}: {why}", vector.name));
    }
    println!("{} files of cryptography_vectors", vectors.len());
    for (outcome, files) in &outcomes {
        println!("{:4} {outcome}", files.len());
        if *outcome != SAME {
            files.iter().for_each(|file| println!("       {file}"));
        }
    }
    assert_eq!(outcomes.get(DIFFERS), None);
    let refused = outcomes.remove(REFUSED_HERE).unwrap_or_default();
    let unexpected: Vec<_> = refused.iter().filter(|file| !is_expected(file)).collect();
    assert!(unexpected.is_empty(), "{unexpected:#?}");
    assert!(outcomes[SAME].len() >= 150);
}

const SAME: &str = "are the same";
const DIFFERS: &str = "differ";
const REFUSED_BY_BOTH: &str = "are refused by both";
const REFUSED_HERE: &str = "are refused here alone";
const READ_HERE: &str = "are read here alone";

/// What is named and not opened, or is another thing than Python takes it for.
fn is_expected(file: &str) -> bool {
    ["OpenSSH private key (", "DH parameters"]
        .iter()
        .any(|reason| file.contains(reason))
}

fn compare(
    vector: &Vector,
    ours: &Ours,
    again: &BTreeMap<String, String>,
) -> (&'static str, String) {
    let python = vector.reason.clone();
    match (ours, python) {
        (Ours::Refused(why), Some(python)) => (REFUSED_BY_BOTH, format!("{why} / {python}")),
        (Ours::Refused(why), None) => (REFUSED_HERE, why.clone()),
        (_, Some(python)) => (READ_HERE, python),
        (Ours::Public(spki), None) => {
            let spki = again.get(spki);
            match spki == vector.public.as_ref() {
                true => (SAME, String::new()),
                false => (DIFFERS, format!("{spki:?} is {:?} there", vector.public)),
            }
        }
        (Ours::Private(pkcs8, certificates), None) => {
            let pkcs8 = pkcs8.as_ref().and_then(|pkcs8| again.get(pkcs8));
            if pkcs8 != vector.private.as_ref() {
                (DIFFERS, format!("{pkcs8:?} is {:?} there", vector.private))
            } else if vector
                .certificates
                .as_ref()
                .is_some_and(|python| python != certificates)
            {
                (DIFFERS, "the certificates".to_owned())
            } else {
                (SAME, String::new())
            }
        }
    }
}

/// Each key as Python encodes it: it names curves whose parameters are written out, and leaves other parameters out.
fn encoded_again(ours: &[Ours]) -> BTreeMap<String, String> {
    let ours = ours.iter().filter_map(|ours| match ours {
        Ours::Private(pkcs8, _) => pkcs8.clone(),
        Ours::Public(spki) => Some(spki.clone()),
        Ours::Refused(_) => None,
    });
    let ours: Vec<String> = ours.collect();
    let again: Vec<String> = python("again", &serde_json::to_string(&ours).unwrap());
    ours.into_iter().zip(again).collect()
}

fn python<T: serde::de::DeserializeOwned>(command: &str, input: &str) -> T {
    let ended = Tool::new("python3")
        .args(["-c", SCRIPT, command])
        .input(input)
        .run();
    assert!(ended.success, "{}", ended.describe());
    serde_json::from_str(&ended.text()).unwrap()
}

fn ours(vector: &Vector) -> Ours {
    let octets = std::fs::read(&vector.path).unwrap();
    let password = vector.password.as_deref().unwrap_or_default();
    let items = match read(&octets) {
        Ok(items) => items,
        Err(why) => return Ours::Refused(why),
    };
    let items = match &items[0].content {
        Content::Locked(locked) => match formats::unlock(locked, password, &Limits::default()) {
            Ok(items) => items,
            Err(error) => return Ours::Refused(error.to_string()),
        },
        _ => items,
    };
    let mut found: Vec<String> = certificates(&items).iter().map(|der| hex(der)).collect();
    found.sort();
    match &items[0].content {
        Content::PublicKey(spki) => Ours::Public(hex(spki)),
        Content::PrivateKey(_) | Content::Container(Container::Pfx(_)) => {
            Ours::Private(keys(&items).first().map(|key| hex(key)), found)
        }
        Content::Named(name) => Ours::Refused(name.clone()),
        other => Ours::Refused(format!("{other:?}")),
    }
}

fn read(octets: &[u8]) -> Result<Vec<Item>, String> {
    let one = |content: Option<Content>| {
        let content = content.ok_or_else(|| "not a key".to_owned())?;
        Ok(vec![Item::new(None, "", content)])
    };
    let Ok(text) = std::str::from_utf8(octets).map(|text| text.trim_start_matches('\u{feff}'))
    else {
        let store = pfx::read(octets, &Limits::default());
        let store = store.or_else(|| jks::read(octets, &Limits::default()));
        return store.map_or_else(|| one(key::of_der(octets)), Ok);
    };
    if text.contains("Proc-Type: 4,ENCRYPTED") {
        return one(Some(key::legacy_pem(text)));
    }
    let blocks = pem::parse_many(text).map_err(|error| error.to_string())?;
    let block = |tag: &str| blocks.iter().find(|block| block.tag() == tag);
    if let Some(block) = block("OPENSSH PRIVATE KEY") {
        return one(Some(key::openssh(block.contents())));
    }
    if let (Some(curve), Some(key)) = (block("EC PARAMETERS"), block("EC PRIVATE KEY")) {
        return one(key::of_sec1(key.contents(), curve.contents()));
    }
    let parameters = ["DH PARAMETERS", "X9.42 DH PARAMETERS", "DSA PARAMETERS"];
    if parameters.iter().any(|tag| block(tag).is_some()) {
        return Err("DH parameters".to_owned());
    }
    one(blocks
        .first()
        .and_then(|block| key::of_der(block.contents())))
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
