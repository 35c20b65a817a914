use pki::{
    Algorithm, CertificateSpec, DistinguishedName, DnsName, Issued, LeafUsage, Profile, Role,
    SerialNumber, SoftwareKeys, Spec, SubjectAltName,
};
use pollster::block_on;
use zeroize::Zeroizing;

use super::convert::Form;
use super::*;
use crate::{Engine, Passphrase, Request, Response};

mod octets;

const DAY: i64 = 86_400;

pub(super) fn keys() -> SoftwareKeys {
    SoftwareKeys::new(&Zeroizing::new([1; 32]))
}

/// A CA and a client certificate of it.
pub(super) fn issued() -> Vec<Issued> {
    issued_with(&keys())
}

/// The same with keys of its own.
pub(super) fn issued_with(keys: &SoftwareKeys) -> Vec<Issued> {
    let certificate = |role, profile, name: &str, names: Vec<SubjectAltName>| CertificateSpec {
        role,
        issuer: Role::Ca,
        profile,
        subject: DistinguishedName {
            common_name: name.into(),
            ..DistinguishedName::default()
        },
        subject_alt_names: names,
        algorithm: Algorithm::EcdsaP256,
        days: 100,
        backdate_minutes: 0,
        serial: SerialNumber::Fixed(if role == Role::Ca { 1 } else { 2 }),
    };
    let host = DnsName::parse("api.contoso.example").unwrap();
    let spec = Spec {
        certificates: vec![
            certificate(Role::Ca, Profile::Authority, "Contoso CA", Vec::new()),
            certificate(
                Role::Server,
                Profile::Leaf(LeafUsage::Both),
                "api.contoso.example",
                vec![SubjectAltName::Dns(host)],
            ),
        ],
    };
    block_on(pki::issue(&spec, Vec::new(), keys, 0, &|_| ())).unwrap()
}

pub(super) fn sources() -> Vec<Source> {
    let issued = issued();
    let leaf = &issued[1];
    let source = |name: &str, text: String| Source {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    vec![
        source("ca.crt", formats::certificate_pem(&issued[0].certificate)),
        source("tls.crt", formats::certificate_pem(&leaf.certificate)),
        source(
            "tls.key",
            formats::private_key_pem(&leaf.key.pkcs8)
                .unwrap()
                .to_string(),
        ),
    ]
}

pub(super) fn ask(engine: &Engine<SoftwareKeys>, question: Inspect) -> Result<Inspected, Finding> {
    let request = Request::Inspect(Box::new(question));
    match block_on(engine.handle(request, 10 * DAY, &|_| ())) {
        Response::Inspected(answer) => Ok(*answer),
        Response::Failed { finding } => Err(finding),
        other => panic!("{other:?}"),
    }
}

pub(super) fn read(engine: &Engine<SoftwareKeys>, sources: Vec<Source>) -> Overview {
    let limits = Limits::default();
    match ask(engine, Inspect::Read { sources, limits }) {
        Ok(Inspected::Overview(overview)) => overview,
        other => panic!("{other:?}"),
    }
}

pub(super) fn sheet(engine: &Engine<SoftwareKeys>, question: Inspect) -> String {
    match ask(engine, question) {
        Ok(Inspected::Sheet(sheet)) => sheet.0,
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_is_given_is_listed_reported_and_related() {
    let engine = Engine::new(keys());
    let overview = read(&engine, sources());
    assert_eq!(overview.told, "2 certificates, 1 private key");
    assert_eq!(
        (overview.lines, overview.next, overview.line),
        (3, Some(1), 0)
    );
    let told = sheet(&engine, Inspect::List { from: 0, to: 99 });
    assert!(
        told.contains("api.contoso.example") && told.contains("Contoso CA"),
        "{told}"
    );
    let part = Part::Report;
    let report = sheet(&engine, Inspect::Show { item: 3, part });
    for said in ["90 days left", "Issued by", "Contoso CA", "Private key"] {
        assert!(report.contains(said), "{said}: {report}");
    }
    let chains = sheet(&engine, Inspect::Relate { around: None });
    assert!(chains.contains("Contoso CA"), "{chains}");
    let same = sheet(&engine, Inspect::Compare { old: 1, new: 3 });
    assert!(same.contains("Subject"), "{same}");
}

#[test]
fn expired_and_repeated_certificates_are_told_at_once() {
    let limits = Limits::default();
    let told = |sources: &[Source], now| Inspection::default().read(sources, &limits, now).told;
    let twice: Vec<_> = [sources(), sources()].into_iter().flatten().collect();
    let count = "2 certificates";
    assert_eq!(told(&sources(), 0), format!("{count}, 1 private key"));
    let late = 10_000 * DAY;
    assert_eq!(
        told(&sources(), late),
        format!("{count} (2 expired), 1 private key")
    );
    assert_eq!(
        told(&twice, late),
        "4 certificates (4 expired, 2 repeated), 2 private keys"
    );
}

/// Every form that is offered can be made, and reads back as what it is.
#[test]
fn whatever_is_offered_can_be_made() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    for item in 0..6 {
        let offered = sheet(&engine, Inspect::Offer { items: vec![item] });
        let forms = Form::ALL
            .iter()
            .filter(|form| offered.contains(&format!("\"{}\"", form.name())));
        assert!(forms.clone().count() > 3, "{item}: {offered}");
        for form in forms {
            let conversion = Conversion {
                items: vec![item],
                same_password: false,
                form: form.name().to_owned(),
                name: String::new(),
                passphrase: Passphrase::new("a passphrase".into()),
            };
            match ask(&engine, Inspect::Convert(conversion)) {
                Ok(Inspected::Converted { artifacts, report }) => {
                    assert!(!artifacts.is_empty());
                    let told = report.0;
                    assert!(!told.contains("Nothing in it is known"), "{form:?}: {told}");
                }
                other => panic!("{item} {form:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_pfx_asks_for_its_password_and_opens_in_place() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let conversion = Conversion {
        items: vec![3],
        same_password: false,
        form: "pfx-compatible-chain".into(),
        name: "my key".into(),
        passphrase: Passphrase::new("right".into()),
    };
    let Ok(Inspected::Converted { artifacts, .. }) = ask(&engine, Inspect::Convert(conversion))
    else {
        panic!();
    };
    let source = Source {
        name: "a.pfx".into(),
        bytes: artifacts[0].bytes.clone(),
    };
    let overview = read(&engine, vec![source]);
    let item = overview.next.unwrap();
    assert_eq!(overview.locked, [item]);
    let unlock = |password: &str| {
        let (password, limits) = (Passphrase::new(password.into()), Limits::default());
        ask(
            &engine,
            Inspect::Unlock {
                item,
                password,
                limits,
            },
        )
    };
    let refused = unlock("wrong").unwrap_err();
    assert_eq!(
        (&*refused.code, &*refused.place),
        ("item-not-opened", "password")
    );
    let Ok(Inspected::Overview(opened)) = unlock("right") else {
        panic!();
    };
    assert!(opened.locked.is_empty());
    assert_eq!(opened.told, "4 certificates (2 repeated), 2 private keys");
    let report = sheet(
        &engine,
        Inspect::Show {
            item,
            part: Part::Report,
        },
    );
    assert!(report.contains("my key"), "{report}");
}

#[test]
fn what_is_forgotten_is_gone_and_the_rest_keeps_its_parents() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let Ok(Inspected::Overview(left)) = ask(&engine, Inspect::Forget { item: Some(1) }) else {
        panic!();
    };
    assert_eq!(left.told, "1 certificate, 1 private key");
    let report = sheet(
        &engine,
        Inspect::Show {
            item: 1,
            part: Part::Report,
        },
    );
    assert!(report.contains("Private key"), "{report}");
    let Ok(Inspected::Overview(left)) = ask(&engine, Inspect::Forget { item: None }) else {
        panic!();
    };
    assert_eq!((left.lines, left.next), (0, None));
    let gone = ask(
        &engine,
        Inspect::Show {
            item: 0,
            part: Part::Report,
        },
    );
    assert_eq!(gone.unwrap_err().code, "item-gone");
}

#[test]
fn nothing_of_a_source_or_a_password_is_in_debug() {
    let shown = format!("{:?}", sources());
    assert!(!shown.contains("BEGIN"), "{shown}");
}

fn source(name: &str, bytes: &[u8]) -> Source {
    Source {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    }
}

#[test]
fn what_is_wrong_with_a_file_is_told_where_its_one_item_is() {
    let engine = Engine::new(keys());
    let ca = sources().remove(0);
    let marked = [b"\xef\xbb\xbf", ca.bytes.as_slice()].concat();
    let overview = read(&engine, vec![source("bom.crt", &marked)]);
    assert_eq!((overview.lines, overview.next), (1, Some(1)));
    let part = Part::Report;
    let report = sheet(&engine, Inspect::Show { item: 1, part });
    assert!(report.contains("byte order mark"), "{report}");
}

#[test]
fn what_is_named_to_deceive_is_seen_for_what_it_is() {
    let engine = Engine::new(keys());
    let ca = sources().remove(0);
    let overview = read(&engine, vec![source("a\u{202e}trc\n.crt", &ca.bytes)]);
    let list = sheet(&engine, Inspect::List { from: 0, to: 9 });
    assert!(list.contains(r"a\\u{202e}trc\\u{a}.crt"), "{list}");
    let item = overview.next.unwrap();
    let part = Part::Text;
    let text = sheet(&engine, Inspect::Show { item, part });
    assert!(text.contains(r"Certificate:\n"), "{text}");
}

#[test]
fn a_limit_that_was_met_is_said() {
    let engine = Engine::new(keys());
    let sources = sources();
    let limits = Limits {
        octets: 10,
        ..Limits::default()
    };
    match ask(&engine, Inspect::Read { sources, limits }) {
        Ok(Inspected::Overview(overview)) => assert!(overview.limited),
        other => panic!("{other:?}"),
    }
    assert!(!read(&Engine::new(keys()), vec![source("a", b"x")]).limited);
}

#[test]
fn what_tells_why_nothing_was_read_is_looked_at_first() {
    let mut bytes = sources().remove(0).bytes.clone();
    for _ in 0..12 {
        let file = crate::Artifact {
            path: "inner.zip".into(),
            media_type: String::new(),
            secret: false,
            bytes,
        };
        bytes = crate::archive::zip(&[file]).unwrap();
    }
    let engine = Engine::new(keys());
    let item = read(&engine, vec![source("deep.zip", &bytes)])
        .next
        .unwrap();
    let part = Part::Report;
    let report = sheet(&engine, Inspect::Show { item, part });
    assert!(report.contains("source-too-deep"), "{report}");
}

#[test]
fn a_file_among_others_in_which_nothing_is_known_is_no_error() {
    let engine = Engine::new(keys());
    let marks = |sources| {
        let first = read(&engine, sources).lines - 1;
        sheet(
            &engine,
            Inspect::List {
                from: first,
                to: first + 1,
            },
        )
    };
    let nonsense = || source("notes.txt", b"nothing of note");
    let alone = marks(vec![nonsense()]);
    assert!(alone.contains("item__mark"), "{alone}");
    let among = marks(vec![sources().remove(0), nonsense()]);
    assert!(!among.contains("item__mark"), "{among}");
}

#[test]
fn one_source_is_forgotten_by_what_is_in_it() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let Ok(Inspected::Overview(left)) = ask(&engine, Inspect::Forget { item: Some(3) }) else {
        panic!();
    };
    assert_eq!(left.forgotten, Some(1));
    assert_eq!(left.told, "1 certificate, 1 private key");
}
