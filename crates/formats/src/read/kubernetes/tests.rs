use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::read::tests::told;
use crate::samples::pem;

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
