//! Programs and parsers that did not write what they read.

mod markdown;
mod openssl;

use manifests::Intent;
use pki::Role;
use serde::Deserialize as _;
use serde_json::Value;
use tests::tool::Tool;

/// Whether every text is what its name says; else which is not, and why.
pub(crate) fn parse_all(texts: &[(&str, String)]) -> Result<(), String> {
    let commands: String = texts
        .iter()
        .filter(|(path, _)| path.starts_with("commands/"))
        .map(|(_, text)| text.as_str())
        .collect();
    for (path, text) in texts {
        parse(path, text, &commands).map_err(|reason| format!("{path}: {reason}\n{text}"))?;
    }
    Ok(())
}

/// The same of one text. `commands` is the text of all scripts, which the runbook quotes.
pub(crate) fn parse(path: &str, text: &str, commands: &str) -> Result<(), String> {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("yaml") => match yaml(text)?.is_empty() && !is_comment(text) {
            true => Err("no object, and no comment that says why".to_owned()),
            false => Ok(()),
        },
        Some("xml" | "svg") => roxmltree::Document::parse(text)
            .map(|_| ())
            .map_err(|error| error.to_string()),
        Some("sh") => shell(text),
        Some("cnf") => openssl::read(text).map(|_| ()),
        Some("md") => markdown::read(text, commands),
        _ => Err("nothing judges it".to_owned()),
    }
}

fn shell(text: &str) -> Result<(), String> {
    if !text.starts_with("#!/usr/bin/env bash\n") {
        return Err("not for bash".to_owned());
    }
    let read = Tool::new("bash").args(["-n"]).input(text).run();
    match read.success && read.stderr.is_empty() {
        true => Ok(()),
        false => Err(read.describe()),
    }
}

/// A file whose objects are all made elsewhere says so, and nothing more.
fn is_comment(text: &str) -> bool {
    !text.is_empty()
        && text
            .lines()
            .all(|line| line.is_empty() || line.starts_with('#'))
}

fn yaml(text: &str) -> Result<Vec<serde_norway::Value>, String> {
    let mut values = Vec::new();
    for document in serde_norway::Deserializer::from_str(text) {
        let value =
            serde_norway::Value::deserialize(document).map_err(|error| error.to_string())?;
        if !value.is_null() {
            values.push(value);
        }
    }
    Ok(values)
}

/// The certificates that openssl makes of the configurations are those of the plan.
pub(crate) fn assert_subjects_stand(intent: &Intent, texts: &[(&str, String)]) {
    for (path, text) in texts.iter().filter(|(path, _)| path.ends_with(".cnf")) {
        let role = [
            Role::Ca,
            Role::ServerCa,
            Role::ClientCa,
            Role::Server,
            Role::Client,
        ]
        .into_iter()
        .find(|role| *path == format!("openssl/{}.cnf", role.file_stem()));
        let certificate = intent.spec.get(role.unwrap()).unwrap();
        let read = openssl::read(text).unwrap();
        assert_eq!(read, openssl::planned(certificate), "{path}\n{text}");
    }
}

/// What was resolved that an independent parser does not read where it belongs: the paths of those values.
pub(crate) fn lost_values(intent: &Intent, texts: &[(&str, String)]) -> Vec<&'static str> {
    let document = |path| {
        let text = texts.iter().find(|(found, _)| *found == path);
        text.and_then(|(_, text)| yaml(text).unwrap().pop())
    };
    let ingress = document("kubernetes/40-ingress.yaml").unwrap();
    let mut lost = lost(&ingress, &in_ingress(intent));
    if let Some(deployment) = document("kubernetes/20-deployment.yaml") {
        lost.extend(self::lost(&deployment, &in_deployment(intent)));
    }
    lost
}

/// Paths as in JSON pointers, and what must stand there.
type Expected = Vec<(&'static str, Value)>;

fn in_ingress(intent: &Intent) -> Expected {
    vec![
        ("/metadata/name", intent.ingress.name.as_str().into()),
        ("/metadata/namespace", intent.namespace.as_str().into()),
        (
            "/spec/ingressClassName",
            intent.ingress.class.as_str().into(),
        ),
        ("/spec/tls/0/hosts/0", intent.call_host.as_str().into()),
        ("/spec/rules/0/host", intent.call_host.as_str().into()),
        (
            "/spec/rules/0/http/paths/0/path",
            intent.ingress.path.as_str().into(),
        ),
        (
            "/spec/rules/0/http/paths/0/backend/service/name",
            intent.workload.service.as_str().into(),
        ),
        (
            "/spec/rules/0/http/paths/0/backend/service/port/number",
            intent.workload.service_port.into(),
        ),
    ]
}

fn in_deployment(intent: &Intent) -> Expected {
    vec![
        (
            "/spec/template/spec/containers/0/image",
            intent.workload.image.as_str().into(),
        ),
        (
            "/spec/template/spec/containers/0/ports/0/containerPort",
            intent.workload.container_port.into(),
        ),
    ]
}

fn lost(document: &serde_norway::Value, expected: &Expected) -> Vec<&'static str> {
    let document = serde_json::to_value(document).unwrap();
    expected
        .iter()
        .filter(|(path, value)| document.pointer(path) != Some(value))
        .map(|(path, _)| *path)
        .collect()
}

const SCRIPT: &str = "#!/usr/bin/env bash\nset -euo pipefail\nif true; then\n  echo one\nfi\n";
const CONFIGURATION: &str = "[ req ]\nprompt = no\ndistinguished_name = dn\n\n[ dn ]\nCN = one\n";

#[test]
fn what_is_whole_is_taken() {
    for (path, text) in [
        ("a.yaml", "kind: Secret\n"),
        ("a.yaml", "# The secret is made by hand.\n"),
        ("a.xml", "<policies><base /></policies>\n"),
        ("a.sh", SCRIPT),
        ("a.cnf", CONFIGURATION),
        (
            "a.md",
            "# Title\n\n```bash\necho one\n```\n\nText `<base />`.\n",
        ),
    ] {
        assert_eq!(parse(path, text, SCRIPT), Ok(()), "{path}");
    }
}

#[test]
fn what_is_broken_is_refused() {
    for (path, text) in [
        ("a.yaml", "kind: [Secret\n"),
        ("a.yaml", "kind: Secret\nkind: Secret\n"),
        ("a.yaml", ""),
        ("a.xml", "<policies><base></policies>\n"),
        ("a.xml", "<policies>&nbsp;</policies>\n"),
        ("a.svg", "<svg><text>one</svg>\n"),
        ("a.sh", "echo one\n"),
        ("a.sh", "#!/usr/bin/env bash\nif true; then\n"),
        ("a.sh", "#!/usr/bin/env bash\necho 'one\n"),
        ("a.sh", "#!/usr/bin/env bash\ncat <<END\none\n"),
        ("a.md", "```bash\necho one\n"),
        ("a.md", "````bash\necho one\n```\n"),
        ("a.md", "```bash\necho two\n```\n"),
        ("a.md", "<script>one</script>\n"),
        ("a.md", "Text with <b>markup</b>.\n"),
        ("a.txt", "text\n"),
    ] {
        assert!(parse(path, text, SCRIPT).is_err(), "{path}:\n{text}");
    }
    for (from, to) in [
        ("CN = one", "CN = $one"),
        ("CN = one", "one"),
        ("CN = one", ""),
        ("[ dn ]", "[ dn"),
        ("= dn", "= other"),
        ("CN = one", "NOSUCHNAME = one"),
    ] {
        assert!(CONFIGURATION.contains(from), "{from}");
        let broken = CONFIGURATION.replace(from, to);
        assert!(parse("a.cnf", &broken, SCRIPT).is_err(), "{broken}");
    }
}

#[test]
fn a_value_that_openssl_reads_differently_is_seen() {
    for (value, reads) in [
        ("one", "one"),
        ("one # two", "one"),
        ("'one' two", "one two"),
        ("one \\\n  two", "one   two"),
    ] {
        let configuration = CONFIGURATION.replace("CN = one", &format!("CN = {value}"));
        assert_eq!(openssl::read(&configuration).unwrap().subject(), reads);
    }
}
