use super::*;

/// The whole of what is broken; none of what is text; and nothing of what may be a key.
#[test]
fn trees_tell_the_truth_of_what_is_not_known() {
    let issued = issued();
    let source = |name: &str, bytes: &[u8]| Source {
        name: name.to_owned(),
        bytes: bytes.to_vec(),
    };
    let certificate = &issued[1].certificate;
    let cut = certificate.len() - 20;
    let key = &issued[1].key.pkcs8;
    let engine = Engine::new(keys());
    read(
        &engine,
        vec![
            source("cut.der", &certificate[..cut]),
            source("cut.key", &key[..60]),
            source("text", b"Nothing of interest."),
        ],
    );
    let show = |item, part| ask(&engine, Inspect::Show { item, part });
    let sheet = |item, part| match show(item, part) {
        Ok(Inspected::Sheet(sheet)) => sheet.0,
        other => panic!("{other:?}"),
    };
    let tree = || Part::Tree { secrets: false };
    let told = sheet(1, tree());
    assert!(
        told.contains(&format!("only {} are left", cut - 4)),
        "{told}"
    );
    assert!(told.contains("api.contoso.example"), "{told}");
    let report = sheet(1, Part::Report);
    assert!(report.contains("What could be read") && report.contains("Contoso CA"));
    let octets = format!("{:02x} {:02x}", key[40], key[41]);
    for part in [tree(), Part::Report] {
        assert!(!sheet(3, part).contains(&octets));
    }
    for item in [4, 5] {
        let finding = show(item, tree()).unwrap_err();
        assert_eq!(finding.code, "item-without-octets");
    }
}

#[test]
fn octets_of_a_private_key_are_shown_only_when_asked_for() {
    let engine = Engine::new(keys());
    read(&engine, sources());
    let tree = |secrets| {
        let part = Part::Tree { secrets };
        sheet(&engine, Inspect::Show { item: 5, part })
    };
    let key = &issued()[1].key.pkcs8;
    let secret: Vec<_> = key[40..48]
        .iter()
        .map(|octet| format!("{octet:02x}"))
        .collect();
    assert!(!tree(false).contains(&secret.join(" ")));
    assert!(tree(true).contains(&secret.join(" ")));
}
