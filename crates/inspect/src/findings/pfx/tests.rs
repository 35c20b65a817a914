use formats::{Mac, Safe};

use super::*;

fn structure(rounds: u64) -> PfxStructure {
    let bag = |kind, encryption| Bag {
        kind,
        friendly_name: None,
        local_key_id: None,
        attributes: Vec::new(),
        encryption,
    };
    let encryption = Encryption {
        cipher: "PBES2, AES-256-CBC".into(),
        derivation: "PBKDF2-HMAC-SHA-256".into(),
        rounds: Some(rounds),
        salt: 16,
    };
    PfxStructure {
        mac: Some(Mac {
            algorithm: "HMAC-SHA-256".into(),
            derivation: "PKCS#12 KDF (SHA-256)".into(),
            rounds,
            salt: 8,
        }),
        safes: vec![
            Safe {
                encryption: Some(encryption.clone()),
                bags: vec![
                    bag(BagKind::Certificate, None),
                    bag(BagKind::Certificate, None),
                ],
            },
            Safe {
                encryption: None,
                bags: vec![bag(BagKind::ShroudedKey, Some(encryption))],
            },
        ],
        password: PasswordForm::Text { ascii: true },
    }
}

fn nothing() -> Context<'static> {
    Context {
        items: &[],
        index: 0,
        relations: None,
        now: 0,
    }
}

fn codes(structure: &PfxStructure) -> Vec<String> {
    pfx(structure, &nothing())
        .iter()
        .map(|finding| finding.code.to_string())
        .collect()
}

#[test]
fn limits_are_exact() {
    assert!(codes(&structure(300_000)).is_empty());
    assert_eq!(codes(&structure(300_001)), [codes::PFX_ROUNDS_MANY]);
    assert_eq!(codes(&structure(999)), [codes::ROUNDS_FEW]);
    let mut many = structure(300_000);
    many.safes.push(many.safes[0].clone());
    assert_eq!(codes(&many), [codes::PFX_ROUNDS_MANY]);
}

#[test]
fn each_trait_is_named() {
    let mut odd = structure(2048);
    odd.mac = None;
    odd.password = PasswordForm::Text { ascii: false };
    odd.safes[0].bags.truncate(1);
    let key = odd.safes[1].bags[0].clone();
    odd.safes[1].bags.push(key);
    assert_eq!(
        codes(&odd),
        [
            codes::PFX_MAC_MISSING,
            codes::PFX_PASSWORD_NOT_ASCII,
            codes::PFX_KEYS_SEVERAL
        ]
    );
    odd.safes.truncate(1);
    assert!(codes(&odd).contains(&codes::PFX_KEY_MISSING.to_owned()));
    odd.password = PasswordForm::NotOpened;
    odd.safes[0].encryption.as_mut().unwrap().cipher = "pbeWithSHAAnd40BitRC2-CBC".into();
    assert_eq!(codes(&odd), [codes::PFX_MAC_MISSING, codes::CIPHER_WEAK]);
}

#[test]
fn a_key_in_the_clear_is_named() {
    let mut clear = structure(2048);
    clear.safes[1].bags[0].kind = BagKind::Key;
    clear.safes[1].bags[0].encryption = None;
    assert_eq!(codes(&clear), [codes::PFX_KEY_CLEAR]);
    clear.password = PasswordForm::Empty;
    assert_eq!(codes(&clear), [codes::PFX_PASSWORD_MISSING]);
    clear.safes[1].encryption = clear.safes[0].encryption.clone();
    clear.password = PasswordForm::Text { ascii: true };
    assert!(codes(&clear).is_empty());
}

#[test]
fn a_key_that_is_locked_alone_is_not_open() {
    let mut locked = structure(2048);
    locked.safes[0].encryption = None;
    locked.mac = None;
    locked.password = PasswordForm::NotNeeded;
    assert_eq!(codes(&locked), [codes::PFX_MAC_MISSING]);
}

#[test]
fn no_rounds_are_an_error() {
    let mut none = structure(2048);
    if let Some(mac) = &mut none.mac {
        mac.rounds = 0;
    }
    let found = pfx(&none, &nothing());
    let few: Vec<_> = found
        .iter()
        .filter(|one| one.code == codes::ROUNDS_FEW)
        .collect();
    assert_eq!(few.len(), 1);
    assert_eq!(few[0].severity, diagnostics::Severity::Error);
    assert!(few[0].message.contains("0 rounds"), "{few:?}");
}

#[test]
fn java_trusts_what_is_marked() {
    let mut store = structure(2048);
    store.safes.truncate(1);
    assert_eq!(
        codes(&store),
        [codes::PFX_TRUST_UNMARKED, codes::PFX_KEY_MISSING]
    );
    let usage = ("2.16.840.1.113894.746875.1.1".to_owned(), String::new());
    store.safes[0].bags[0].attributes.push(usage);
    assert_eq!(codes(&store), [codes::PFX_KEY_MISSING]);
    store.password = PasswordForm::Absent;
    let found = pfx(&store, &nothing());
    let severities: Vec<_> = found.iter().map(|finding| finding.severity).collect();
    assert_eq!(severities, [diagnostics::Severity::Note; 2]);
}

#[test]
fn a_leaf_alone_is_said_of_what_has_an_issuer() {
    use crate::verify::test_set;
    let set = test_set::issue(pki::Algorithm::EcdsaP256);
    let mut alone = structure(2048);
    alone.safes[0].bags.truncate(1);
    for (role, expected) in [(pki::Role::Client, 1), (pki::Role::Ca, 0)] {
        let certificate = formats::Content::Certificate(set.certificate(role));
        let items = [
            formats::Item::new(
                None,
                "",
                formats::Content::Unknown(formats::Unknown::of(b"")),
            ),
            formats::Item::new(Some(0), "", certificate),
        ];
        let context = Context {
            items: &items,
            ..nothing()
        };
        let found = pfx(&alone, &context);
        assert_eq!(found.len(), expected);
        assert!(found.iter().all(|one| one.code == codes::PFX_CHAIN_MISSING));
    }
}
