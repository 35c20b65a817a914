use engine::Artifact;
use proptest::prelude::*;

use crate::expected::{FORMS, Picked, expected};
use crate::material::{Material, Thing, odd};
use crate::opened::Opened;

/// Forms that hold things in an order that means something.
const ORDERED: [&str; 2] = ["full-chain", "combined"];

proptest! {
    // A conversion derives keys from a passphrase up to three times.
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_chain_of_conversions_keeps_every_octet(
        which in any::<prop::sample::Index>(),
        first in any_files(),
        steps in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..=5),
        passphrase in any_passphrase(),
    ) {
        let material = which.get(odd());
        let mut files = first.iter().map(|thing| file_of(*thing, material)).collect::<Vec<_>>();
        let mut told = vec![format!("{first:?} of {} {:?}, passphrase {passphrase:?}", material.algorithm, material.name)];
        for (item, form) in steps {
            files = step(&files, material, &passphrase, (&item, &form), &mut told);
        }
    }
}

/// Every form of every thing, from all there is: what the property may miss by chance.
#[test]
fn every_form_of_every_thing_is_made_or_refused() {
    let passphrase = "correct horse battery";
    let all = [0, 1, 2]
        .map(|of| [Thing::Certificate(of), Thing::Key(of)])
        .concat();
    let all = [
        all,
        vec![Thing::Request, Thing::RevocationList, Thing::PublicKey(2)],
    ]
    .concat();
    let mut made = 0;
    for material in crate::material::plain() {
        let files: Vec<_> = all.iter().map(|thing| file_of(*thing, material)).collect();
        let opened = Opened::new(&files, passphrase);
        for (index, thing) in opened.things(material) {
            for form in FORMS {
                let context = format!("{form} of {thing:?}, {}", material.algorithm);
                made += usize::from(
                    converted(&opened, material, (index, form), passphrase, &context).is_some(),
                );
            }
        }
    }
    println!("{made} conversions made");
    assert!(made > 300, "{made}");
}

/// One conversion, read back; the files are those to go on with.
fn step(
    files: &[(String, Vec<u8>)],
    material: &Material,
    passphrase: &str,
    (item, form): (&prop::sample::Index, &prop::sample::Index),
    told: &mut Vec<String>,
) -> Vec<(String, Vec<u8>)> {
    let opened = Opened::new(files, passphrase);
    let things = opened.things(material);
    assert!(!things.is_empty(), "{told:?}");
    let (index, thing) = *item.get(&things);
    // The first form at or after the drawn one that can be made.
    let start = form.index(FORMS.len());
    for form in FORMS.iter().cycle().skip(start).take(FORMS.len()) {
        told.push(format!("{form} of {thing:?}"));
        let context = told.join(", ");
        if let Some(made) = converted(&opened, material, (index, form), passphrase, &context) {
            return made;
        }
        told.pop();
    }
    panic!("nothing can be made: {told:?}");
}

/// Makes a form and holds it against what it should be; none where it should not be made and is not.
fn converted(
    opened: &Opened,
    material: &Material,
    (index, form): (usize, &str),
    passphrase: &str,
    context: &str,
) -> Option<Vec<(String, Vec<u8>)>> {
    let things = opened.things(material);
    let held: Vec<_> = things.iter().map(|(_, thing)| *thing).collect();
    let thing = things.iter().find(|(item, _)| *item == index).unwrap().1;
    let picked = Picked {
        thing,
        held: &held,
        is_entry: opened.is_entry(index),
        is_ed25519: material.algorithm == "ed25519",
    };
    let made = opened.convert(index, form, passphrase);
    let Some(wanted) = expected(form, &picked) else {
        assert_eq!(made.unwrap_err(), "convert-unfit", "{context}");
        return None;
    };
    if form.starts_with("pfx") || form == "trust-store" {
        // RFC 7292, B.1 has no room for characters beyond the first 65,536.
        if passphrase.chars().any(|c| u32::from(c) > 0xffff) {
            assert_eq!(made.unwrap_err(), "passphrase-not-bmp", "{context}");
            return None;
        }
    }
    let made = made.unwrap_or_else(|code| panic!("{context}: {code}"));
    for artifact in &made {
        assert_is_well_made(artifact, &wanted, context);
    }
    let files: Vec<_> = made
        .iter()
        .map(|artifact| (artifact.path.clone(), artifact.bytes.clone()))
        .collect();
    let again = Opened::new(&files, passphrase);
    let mut found: Vec<_> = again
        .things(material)
        .into_iter()
        .map(|(_, thing)| thing)
        .collect();
    let mut wanted = wanted;
    if !ORDERED.contains(&form) {
        found.sort();
        wanted.sort();
    }
    assert_eq!(found, wanted, "{context}");
    Some(files)
}

/// The name can be a file's on every system, and what holds a key says so.
fn assert_is_well_made(artifact: &Artifact, things: &[Thing], context: &str) {
    let path = &artifact.path;
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    assert!(
        path.chars().all(plain) && path.len() < 100,
        "{context}: {path}"
    );
    assert!(
        !path.starts_with(['.', '-']) && !path.ends_with('.'),
        "{context}: {path}"
    );
    let stem = path.split('.').next().unwrap().to_ascii_lowercase();
    let devices = ["con", "prn", "aux", "nul"];
    let numbered = ["com", "lpt"]
        .iter()
        .any(|port| stem.len() == 4 && stem.starts_with(port));
    assert!(!devices.contains(&&*stem) && !numbered, "{context}: {path}");
    let is_secret = things.iter().any(|thing| matches!(thing, Thing::Key(_)));
    assert_eq!(artifact.secret, is_secret, "{context}: {path}");
}

/// A file with this thing, as PEM.
fn file_of(thing: Thing, material: &Material) -> (String, Vec<u8>) {
    let pem = match thing {
        Thing::Key(of) => formats::private_key_pem(&material.key(of))
            .unwrap()
            .to_string(),
        Thing::Certificate(of) => formats::certificate_pem(&material.certificate(of)),
        Thing::PublicKey(of) => formats::public_key_pem(&material.public_key(of)),
        Thing::Request => formats::request_pem(&material.request()),
        Thing::RevocationList => formats::revocation_list_pem(&material.revocation_list()),
    };
    (format!("{thing:?}.pem"), pem.into_bytes())
}

/// One to all of the things, in any order.
fn any_files() -> impl Strategy<Value = Vec<Thing>> {
    let all = vec![
        Thing::Certificate(2),
        Thing::Key(2),
        Thing::Certificate(1),
        Thing::Certificate(0),
        Thing::Key(1),
        Thing::Request,
        Thing::RevocationList,
        Thing::PublicKey(2),
    ];
    prop::sample::subsequence(all, 1..=8).prop_shuffle()
}

fn any_passphrase() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => "[ -~]{1,20}",
        2 => "[äöüßéñ中文кл ]{1,12}",
        1 => "\\PC{1,12}",
        1 => Just("'\"$(x)`\\".to_owned()),
        1 => "[a-z]{200}",
    ]
}

/// A Secret chosen as a whole gives one file of what belongs together, not one for each of its keys; where a form has
/// room for one thing alone, it gives a file for each.
#[test]
fn a_container_gives_each_thing_once() {
    let passphrase = "correct horse battery";
    let material = &crate::material::plain()[1];
    let all = [
        Thing::Certificate(2),
        Thing::Key(2),
        Thing::Certificate(1),
        Thing::Certificate(0),
    ];
    let files: Vec<_> = all.iter().map(|thing| file_of(*thing, material)).collect();
    let opened = Opened::new(&files, passphrase);
    let leaf = opened.things(material)[0].0;
    for container in ["secret", "combined", "pfx-modern-chain", "pkcs7", "jwk"] {
        let made = opened.convert(leaf, container, passphrase).unwrap();
        let file = (made[0].path.clone(), made[0].bytes.clone());
        let alone = Opened::new(std::slice::from_ref(&file), passphrase);
        let mut things = Vec::new();
        for (_, thing) in alone.things(material) {
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
        let keys = { things.iter() }.filter(|thing| matches!(thing, Thing::Key(_)));
        let keys = keys.count();
        let after = Opened::new(&[&files[..], &[file]].concat(), passphrase);
        // The file and what it holds; then the file where all of it has been given before.
        let chosen = [(&alone, 0), (&alone, 1), (&after, files.len() * 2)];
        for (whole, item) in chosen {
            let is_thing = whole.things(material).iter().any(|(at, _)| *at == item);
            for form in FORMS {
                let Ok(made) = whole.convert(item, form, passphrase) else {
                    assert!(
                        !["pem", "der", "pkcs7"].contains(&form),
                        "{container} {item} {form}"
                    );
                    continue;
                };
                let names: Vec<_> = made.iter().map(|file| &*file.path).collect();
                let context = format!("{container} {item} {form}: {names:?}");
                match form {
                    _ if is_thing => assert_eq!(names.len(), 1, "{context}"),
                    "files" => assert_eq!(names, ["tls.crt", "tls.key"], "{context}"),
                    "pem" | "der" | "base64" => {
                        assert_eq!(names.len(), things.len(), "{context}");
                    }
                    "url-encoded" => {
                        assert_eq!(names.len(), things.len() - keys, "{context}");
                    }
                    _ => assert_eq!(names.len(), 1, "{context}"),
                }
            }
        }
    }
}
