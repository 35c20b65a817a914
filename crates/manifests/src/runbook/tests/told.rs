//! What the runbook tells a reader, compared with what the scripts do and the other files hold.

use std::collections::BTreeSet;

use pki::Authorities;
use regex::Regex;
use serde::Deserialize as _;

use super::*;
use crate::{CertificateUpload, Secrets, Tier};

/// The text below a heading of the third level.
fn step<'a>(readme: &'a str, title: &str) -> &'a str {
    let (_, after) = readme.split_once(&format!("\n### {title}\n")).unwrap();
    let end = ["\n### ", "\n## "]
        .iter()
        .filter_map(|next| after.find(next))
        .min();
    &after[..end.unwrap_or(after.len())]
}

fn public_in_one_secret() -> Intent {
    Intent {
        server_certificate: ServerCertificate::FromPublicCa,
        authorities: Authorities::Single,
        secrets: Secrets::Single {
            name: "ingress-secret-dev".into(),
        },
        ..test_intent::intent()
    }
}

/// The variables that a text reads and that neither it nor a block before it in its chapter sets.
fn undefined(chapter: &str, known: &BTreeSet<String>) -> Vec<String> {
    let sets = Regex::new(r"(?m)^ *(\w+)=|\bfor (\w+) in |export (\w+)").unwrap();
    let reads = Regex::new(r"\$\{?([A-Za-z_]\w*)").unwrap();
    let quoted = Regex::new(r"'[^']*'").unwrap();
    let mut known = known.clone();
    let mut undefined = Vec::new();
    for block in parse(chapter).blocks {
        for set in sets.captures_iter(&block) {
            known.extend(
                set.iter()
                    .skip(1)
                    .flatten()
                    .map(|name| name.as_str().to_owned()),
            );
        }
        let bare = quoted.replace_all(&block, "");
        let read = reads.captures_iter(&bare).map(|read| read[1].to_owned());
        undefined.extend(read.filter(|name| !known.contains(name)));
    }
    undefined
}

#[test]
fn every_variable_of_a_chapter_is_set_in_it_or_named_before() {
    let named = Regex::new(r"(?m)^- `([A-Z_]+)`").unwrap();
    for (name, intent) in variants()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("hostile"))
    {
        for chapter in readme(&intent).split("\n## ") {
            let mut known: BTreeSet<String> = named
                .captures_iter(chapter)
                .map(|name| name[1].to_owned())
                .collect();
            if chapter.contains("`$work` is a private folder") {
                known.insert("work".to_owned());
            }
            assert_eq!(
                undefined(chapter, &known),
                Vec::<String>::new(),
                "{name}:\n{chapter}"
            );
        }
    }
    let missing = undefined(
        "```bash\na=1\necho \"$a ${b} '$c'\" '$d'\n```\n",
        &BTreeSet::new(),
    );
    assert_eq!(missing, ["b"]);
}

#[test]
fn access_to_key_vault_stands_whole_in_one_block() {
    let mut intent = test_intent::intent();
    test_intent::gateway(&mut intent).upload = CertificateUpload::KeyVault {
        vault: "contoso-vault".into(),
    };
    let readme = readme(&intent);
    let blocks = parse(step(&readme, "The service may read it")).blocks;
    let [block] = blocks.as_slice() else {
        panic!("{blocks:?}")
    };
    assert_eq!(
        undefined(&format!("```bash\n{block}```\n"), &BTreeSet::new()),
        Vec::<String>::new()
    );
    for part in [
        "principal=",
        "scope=",
        "az role assignment create",
        "az keyvault set-policy",
    ] {
        assert!(block.contains(part), "{part}: {block}");
    }
}

#[test]
fn the_objects_that_are_expected_are_those_of_the_folder() {
    let created = Regex::new(r"(?m)^([a-z]+)[a-z0-9.]*/(.*) created$").unwrap();
    for (name, intent) in variants()
        .into_iter()
        .filter(|(name, _)| !name.starts_with("hostile"))
    {
        let readme = readme(&intent);
        let mut expected: Vec<_> = created
            .captures_iter(step(&readme, "The objects"))
            .map(|object| (object[1].to_owned(), object[2].to_owned()))
            .collect();
        let mut made = objects(&intent);
        expected.sort();
        made.sort();
        assert_eq!(expected, made, "{name}");
    }
}

/// Kind and name of every object in `kubernetes/`.
fn objects(intent: &Intent) -> Vec<(String, String)> {
    let texts: Vec<String> = documents(intent)
        .iter()
        .filter(|document| document.path.starts_with("kubernetes/"))
        .filter(|document| !document.path.ends_with("kustomization.yaml"))
        .map(|document| document.render(intent, Some(&material(intent))))
        .collect();
    texts
        .iter()
        .flat_map(|text| serde_norway::Deserializer::from_str(text))
        .map(|document| serde_norway::Value::deserialize(document).unwrap())
        .filter(|object| !object.is_null())
        .map(|object| {
            let text = |value: &serde_norway::Value| value.as_str().unwrap().to_owned();
            (
                text(&object["kind"]).to_lowercase(),
                text(&object["metadata"]["name"]),
            )
        })
        .collect()
}

#[test]
fn the_reader_of_a_single_secret_is_sent_to_what_makes_it() {
    let intent = public_in_one_secret();
    let text = readme(&intent);
    let row = text
        .lines()
        .find(|line| line.starts_with("| `pki/ca.crt`"))
        .unwrap();
    assert!(
        row.contains("`commands/3-deploy.sh`") && !row.contains("10-secrets.yaml"),
        "{row}"
    );
    let step = step(&text, "The server certificate from the public CA");
    assert!(
        step.contains("The same secret takes `pki/ca.crt`"),
        "{step}"
    );
    assert!(step.contains("--from-file=ca.crt=pki/ca.crt"), "{step}");
    // kubectl reads the pair only for a secret of the type kubernetes.io/tls.
    assert!(!step.contains("error: tls:"), "{step}");
    assert!(text.contains("`commands/3-deploy.sh` puts them into the secret `ingress-secret-dev`"));
    assert!(text.contains("kubectl --namespace default delete secret ingress-secret-dev"));
    let yaml = documents(&intent)
        .into_iter()
        .find(|document| document.path.ends_with("10-secrets.yaml"));
    let yaml = yaml.unwrap().render(&intent, None);
    assert!(yaml.contains("# commands/3-deploy.sh makes it"), "{yaml}");
}

#[test]
fn a_hint_names_the_trust_of_its_own_tier() {
    for (tier, said) in [
        (
            Tier::Classic,
            "look at the step \"The server CA is trusted\"",
        ),
        (
            Tier::V2,
            "The thumbprint in this backend is not that of the CA",
        ),
        (Tier::Consumption, "or nothing answers there"),
    ] {
        let mut intent = test_intent::intent();
        test_intent::gateway(&mut intent).tier = tier;
        let text = readme(&intent);
        assert!(step(&text, "The backend").contains(said), "{tier:?}");
    }
}

#[test]
fn a_step_that_is_named_is_there() {
    let named = Regex::new("step \"([^\"]+)\"").unwrap();
    let mut found = 0;
    for (name, intent) in variants() {
        let text = readme(&intent);
        let headings = parse(&text).headings;
        for step in named.captures_iter(&text) {
            found += 1;
            assert!(
                headings.iter().any(|heading| heading.ends_with(&step[1])),
                "{name}: {step:?}"
            );
        }
    }
    assert!(found > 10);
}

#[test]
fn passphrases_are_said_to_be_on_the_page_alone() {
    let mut intent = test_intent::intent();
    let text = readme(&intent);
    let shown = "under Passphrases, and only while the page is open";
    // Once where it is set, once where it is read.
    assert_eq!(text.matches(shown).count(), 2);
    assert!(scripts(&intent).contains(shown));
    assert!(text.contains("The passphrase is shown there too, under Passphrases."));
    intent.caller = Caller::Other;
    assert!(
        readme(&intent).contains("which Twinlock shows under Passphrases while the page is open")
    );
}

#[test]
fn the_cluster_gets_no_key_for_ssh() {
    let text = readme(&test_intent::intent());
    let step = step(&text, "The cluster");
    assert!(step.contains("--no-ssh-key"), "{step}");
    assert!(step.contains("- `WARNING: ...`: No failure"), "{step}");
}

#[test]
fn what_is_expected_is_no_trouble() {
    for (name, intent) in variants() {
        let text = readme(&intent);
        for step in text.split("\n### ").skip(1) {
            let Some((_, expected)) = step.split_once("\nExpect:\n\n```text\n") else {
                continue;
            };
            let first = expected.lines().next().unwrap();
            assert!(
                !step.contains(&format!("\n- `{first}`:")),
                "{name}:\n{step}"
            );
        }
    }
}
