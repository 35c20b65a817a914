//! The engine with files in it, and what a test knows is in them.

use engine::{
    Artifact, Conversion, Engine, Inspect, Inspected, Passphrase, Request, Response, Source,
};
use formats::{Container, Content, Item, Limits, encode};
use pollster::block_on;
use tests::keys::FixedKeys;

use crate::material::{Material, Thing};

/// 2026-06-01, when all certificates are valid.
const NOW: i64 = 1_780_272_000;

/// A fresh engine that has read files and opened what was locked.
pub(crate) struct Opened {
    engine: Engine<FixedKeys>,
    items: Vec<Item>,
}

impl Opened {
    /// Reads files and opens what is locked with the passphrase.
    pub(crate) fn new(files: &[(String, Vec<u8>)], passphrase: &str) -> Self {
        let engine = Engine::new(FixedKeys::new(1));
        let mut items: Vec<Item> = Vec::new();
        for (name, bytes) in files {
            let base = items.len();
            let read = formats::read(name, bytes, &Limits::default());
            items.extend(
                read.into_iter()
                    .map(|item| moved(item, |parent| base + parent)),
            );
        }
        let sources = files.iter().map(|(name, bytes)| Source {
            name: name.clone(),
            bytes: bytes.clone(),
        });
        let sources = sources.collect();
        let limits = Limits::default();
        let mut opened = Self { engine, items };
        opened.overview(Inspect::Read { sources, limits });
        while let Some(index) = opened.items.iter().position(is_locked) {
            opened.unlock(index, passphrase);
        }
        opened
    }

    /// As the engine does it: what was locked becomes what it holds, and what lies in it follows at the end.
    fn unlock(&mut self, index: usize, passphrase: &str) {
        let limits = Limits::default();
        let Content::Locked(locked) = &self.items[index].content else {
            panic!("not locked");
        };
        let inside = formats::unlock(locked, passphrase, &limits);
        let mut inside = inside
            .unwrap_or_else(|error| panic!("{passphrase:?} does not open it: {error}"))
            .into_iter();
        self.items[index].content = inside.next().unwrap().content;
        let base = self.items.len();
        let place = |parent: usize| {
            if parent == 0 {
                index
            } else {
                base + parent - 1
            }
        };
        self.items.extend(inside.map(|item| moved(item, place)));
        let question = Inspect::Unlock {
            item: index,
            password: Passphrase::new(passphrase.into()),
            limits,
        };
        self.overview(question);
    }

    fn overview(&self, question: Inspect) {
        match ask(&self.engine, question) {
            Ok(Inspected::Overview(_)) => {}
            other => panic!("{other:?}"),
        }
    }

    /// The things in the files, with their items, in order. All else is a container.
    pub(crate) fn things(&self, material: &Material) -> Vec<(usize, Thing)> {
        let items = self.items.iter().enumerate();
        items
            .filter_map(|(index, item)| Some((index, thing(&item.content, material)?)))
            .collect()
    }

    /// Whether it stands under a key of a Kubernetes object.
    pub(crate) fn is_entry(&self, index: usize) -> bool {
        let parent = self.items[index]
            .parent
            .map(|parent| &self.items[parent].content);
        matches!(parent, Some(Content::Container(Container::Kubernetes(_))))
    }

    /// Makes a form of an item; the zip of several files is left out.
    pub(crate) fn convert(
        &self,
        item: usize,
        form: &str,
        passphrase: &str,
    ) -> Result<Vec<Artifact>, String> {
        let conversion = Conversion {
            items: vec![item],
            form: form.to_owned(),
            name: String::new(),
            passphrase: Passphrase::new(passphrase.into()),
            same_password: false,
        };
        match ask(&self.engine, Inspect::Convert(conversion)) {
            Ok(Inspected::Converted {
                mut artifacts,
                report,
            }) => {
                let told = report.0;
                assert!(!told.contains("Nothing in it is known"), "{form}: {told}");
                assert!(!told.contains("item-not-opened"), "{form}: {told}");
                let all: Vec<_> = artifacts
                    .iter()
                    .map(|artifact| artifact.path.clone())
                    .collect();
                assert_eq!(all.len() > 1, all[0].ends_with(".zip"), "{form}: {all:?}");
                artifacts.retain(|artifact| !artifact.path.ends_with(".zip"));
                Ok(artifacts)
            }
            Ok(other) => panic!("{other:?}"),
            Err(code) => Err(code),
        }
    }
}

fn ask(engine: &Engine<FixedKeys>, question: Inspect) -> Result<Inspected, String> {
    match block_on(engine.handle(Request::Inspect(Box::new(question)), NOW, &|_| ())) {
        Response::Inspected(answer) => Ok(*answer),
        Response::Failed { finding } => Err(finding.code.to_string()),
        other => panic!("{other:?}"),
    }
}

fn is_locked(item: &Item) -> bool {
    matches!(item.content, Content::Locked(_))
}

fn moved(mut item: Item, place: impl Fn(usize) -> usize) -> Item {
    item.parent = item.parent.map(place);
    item
}

/// Which thing it is, to the octet. Of a key the value is compared that no form loses: the `RSAPrivateKey`, scalar,
/// curve and point, or the 32 octets of Ed25519; and the public key. JWK and the traditional forms have no room for
/// attributes of PKCS#8.
fn thing(content: &Content, material: &Material) -> Option<Thing> {
    let same = |octets: &[u8], of: fn(&Material, usize) -> Vec<u8>| {
        let found = (0..3).find(|index| of(material, *index) == octets);
        found.unwrap_or_else(|| panic!("changed: {content:?}"))
    };
    match content {
        Content::Certificate(der) => Some(Thing::Certificate(same(der, Material::certificate))),
        Content::PublicKey(der) => Some(Thing::PublicKey(same(der, Material::public_key))),
        Content::Request(der) => {
            assert_eq!(*der, material.request());
            Some(Thing::Request)
        }
        Content::RevocationList(der) => {
            assert_eq!(*der, material.revocation_list());
            Some(Thing::RevocationList)
        }
        Content::PrivateKey(key) => {
            let of = same(&value(&key.pkcs8), |material, of| value(&material.key(of)));
            assert_eq!(key.spki.as_deref(), Some(&*material.public_key(of)));
            Some(Thing::Key(of))
        }
        Content::Container(_) => None,
        other => panic!("{other:?}"),
    }
}

/// The value of a key in PKCS#8.
pub(crate) fn value(pkcs8: &[u8]) -> Vec<u8> {
    if let Some(inner) = encode::pkcs1(pkcs8).or_else(|| encode::sec1(pkcs8)) {
        return inner.to_vec();
    }
    // Version, algorithm, and the octets of the key (RFC 8410, 7).
    let parts = formats::asn1::children(pkcs8, 16).unwrap();
    pkcs8[parts[2].start..parts[2].end()].to_vec()
}
