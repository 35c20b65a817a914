use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::read::tests::told;
use crate::samples::{issued, keys, pem};
use crate::{Container, Content, Limits, PfxProfile};

#[test]
fn secrets_are_read_however_they_are_encoded() {
    let base64 = BASE64_STANDARD.encode(pem());
    let twice = BASE64_STANDARD.encode(&base64);
    let indented = pem().replace('\n', "\n    ");
    let yaml = format!(
        "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Secret\n  metadata: {{name: api-tls, namespace: apps}}\n  \
         type: kubernetes.io/tls\n  data:\n    tls.crt: {base64}\n    password: aHVudGVyMg==\n    twice: {twice}\n---\n\
         apiVersion: v1\nkind: Secret\nmetadata:\n  name: raw\nstringData:\n  ca.crt: |\n    {indented}\n  encoded: {base64}\n\
         data:\n  tls.crt: |\n    {indented}\n"
    );
    assert_eq!(
        told(yaml.as_bytes()),
        [
            "file: 2 Kubernetes objects",
            "  apps/api-tls: Secret [\"tls.crt\", \"password\", \"twice\"] !secret-double-base64",
            "    tls.crt: certificate",
            "    twice: certificate",
            "  raw: Secret [\"tls.crt\", \"ca.crt\", \"encoded\"] !secret-data-not-base64 !secret-string-data-in-base64",
            "    tls.crt: certificate",
            "    ca.crt: certificate",
            "    encoded: certificate",
        ]
        .map(|line| line
            .replace("!secret-string-data-in-base64", "!secret-string-data-in-base64 !base64-of-pem"))
    );
}

#[test]
fn other_objects_are_searched() {
    let base64 = BASE64_STANDARD.encode(pem());
    let config = format!(
        "apiVersion: v1\nkind: Config\nclusters:\n- name: one\n  cluster:\n    certificate-authority-data: {base64}\n\
         users:\n- name: two\n  user: {{client-certificate-data: {base64}, token: abc}}\n"
    );
    assert_eq!(
        told(config.as_bytes()),
        [
            "file: a Kubernetes object",
            "  Config: Config []",
            "    clusters[one].cluster.certificate-authority-data: certificate",
            "    users[two].user.client-certificate-data: certificate",
        ]
    );
    let json = format!(
        "{{\"kind\":\"ConfigMap\",\"apiVersion\":\"v1\",\"metadata\":{{\"name\":\"ca\"}},\"data\":{{\"ca.crt\":{:?}}}}}",
        pem()
    );
    assert_eq!(
        told(json.as_bytes()),
        [
            "file: a Kubernetes object",
            "  ca: ConfigMap [\"ca.crt\"]",
            "    ca.crt: certificate"
        ]
    );
}

/// Its octets would be shown.
#[test]
fn a_password_that_begins_like_der_is_not_taken_for_it() {
    let password = BASE64_STANDARD.encode("0123456789abcdefghi");
    let yaml = format!("apiVersion: v1\nkind: Secret\ndata:\n  password: {password}\n");
    assert_eq!(
        told(yaml.as_bytes()),
        [
            "file: a Kubernetes object",
            "  Secret: Secret [\"password\"]"
        ]
    );
}

#[test]
fn what_is_locked_opens_with_the_password_beside_it() {
    let issued = issued();
    let chain = [issued.certificate.as_slice()];
    let pfx = crate::pfx(
        PfxProfile::Compatible,
        "name",
        &issued.key.pkcs8,
        &chain,
        "o%pen sesame",
        &keys(),
    );
    let pfx = BASE64_STANDARD.encode(pfx.unwrap());
    let opened = |passwords: &str, limits: &Limits| {
        let yaml = format!(
            "apiVersion: v1\nkind: Secret\ndata:\n  a.pfx: {pfx}\nstringData:\n{passwords}"
        );
        let items = crate::read("file", yaml.as_bytes(), limits);
        assert!(!format!("{items:?}").contains("sesame"));
        let item = &items[2];
        assert_eq!(item.label, "a.pfx");
        let codes: Vec<_> = item
            .findings
            .iter()
            .map(|one| one.code.to_string())
            .collect();
        let inside = items.iter().filter(|item| item.parent == Some(2)).count();
        assert_eq!(
            matches!(item.content, Content::Container(Container::Pfx(_))),
            inside == 2
        );
        (inside, codes.join(" "))
    };
    let any = Limits::default();
    let right = "  password: o%pen sesame\n";
    assert_eq!(opened(right, &any), (2, "secret-password-opens".into()));
    let several = format!("  a-pass: wrong\n  user: x\n{right}");
    assert_eq!(opened(&several, &any), (2, "secret-password-opens".into()));
    let line = "  password: |\n    o%pen sesame\n";
    assert_eq!(
        opened(line, &any),
        (2, "secret-password-opens secret-password-line-end".into())
    );
    assert_eq!(
        opened("  password: Open sesame\n", &any),
        (0, "secret-password-does-not-open".into())
    );
    assert_eq!(opened("  user: o%pen sesame\n", &any), (0, String::new()));
    // Neither is it opened, nor is the password called wrong, where it would take more than may be spent.
    let few = Limits {
        rounds: 4_000,
        ..any
    };
    assert_eq!(opened(right, &few), (0, String::new()));
}

#[test]
fn what_is_broken_is_read_in_pieces_and_not_as_half_an_object() {
    let base64 = BASE64_STANDARD.encode(pem());
    let template = format!(
        "kind: Secret\napiVersion: v1\nmetadata: {{name: {{{{ .Release.Name }}}}-tls}}\ndata:\n  tls.crt: {base64}\n"
    );
    assert_eq!(
        told(template.as_bytes()),
        ["file: broken YAML !yaml-broken", "  tls.crt: certificate"]
    );
    let flat = format!(
        "kind: Secret\napiVersion: v1\ndata: {{ca.crt: {base64}}}\n---\nkind: Secret\napiVersion: v1\nstringData:\n  tls.crt: |\n{}",
        pem()
    );
    assert_eq!(
        told(flat.as_bytes()),
        [
            "file: a Kubernetes object !yaml-broken",
            "  block 1: certificate",
            "  Secret: Secret [\"ca.crt\"]",
            "    ca.crt: certificate",
        ]
    );
}

#[test]
fn values_that_the_server_refuses_or_that_are_empty_are_told() {
    let secret = |value: &str| {
        let yaml =
            format!("kind: Secret\napiVersion: v1\ndata:\n  password: YQ==\n  tls.crt: {value}\n");
        let told = told(yaml.as_bytes());
        let (_, codes) = told[1].split_once(']').unwrap();
        (codes.trim().to_owned(), told.len())
    };
    let base64 = BASE64_STANDARD.encode(pem());
    let refused = "!secret-data-not-base64";
    for (value, code, items) in [
        ("\"\"", "!secret-value-empty", 2),
        ("", "!secret-value-empty", 2),
        ("LS0tL*S0t", refused, 2),
        ("ENC[AES256_GCM,data:abc,iv:xx,tag:yy,type:str]", refused, 2),
        (&base64.replacen("LS0", "LS*", 1), refused, 2),
        (
            base64.trim_end_matches('='),
            if base64.ends_with('=') { refused } else { "" },
            3,
        ),
        (&base64, "", 3),
    ] {
        assert_eq!(secret(value), (code.to_owned(), items), "{value}");
    }
}

#[test]
fn aliases_of_texts_are_followed() {
    let base64 = BASE64_STANDARD.encode(pem());
    let yaml = format!(
        "x: &c {base64}\nkind: Secret\napiVersion: v1\ndata: {{tls.crt: *c}}\n---\nkind: Secret\napiVersion: v1\ndata: &d {{}}\nstringData: *d\n"
    );
    assert_eq!(
        told(yaml.as_bytes()),
        [
            "file: 2 Kubernetes objects !yaml-alias-ignored",
            "  Secret: Secret [\"tls.crt\"]",
            "    tls.crt: certificate",
            "  Secret: Secret []",
        ]
    );
}

#[test]
fn the_limit_on_nodes_is_named() {
    let many = format!("kind: Secret\napiVersion: v1\nx: [{}]\n", "a, ".repeat(100));
    let limits = Limits {
        items: 20,
        ..Limits::default()
    };
    let told = crate::read::tests::told_within(many.as_bytes(), &limits);
    assert!(told[0].ends_with("!yaml-over-limit"), "{told:?}");
}

#[test]
fn der_is_no_pem() {
    let der = BASE64_STANDARD.encode(&issued().certificate);
    let yaml = format!("kind: Secret\nmetadata: {{name: one}}\ndata:\n  tls.crt: {der}\n");
    assert_eq!(
        told(yaml.as_bytes()),
        [
            "file: a Kubernetes object",
            "  one: Secret [\"tls.crt\"] !secret-not-pem",
            "    tls.crt: certificate",
        ]
    );
}
