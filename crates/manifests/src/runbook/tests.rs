//! The runbook, as a reader of CommonMark sees it.

mod asked;
mod ca_key;
mod told;

use pki::Role;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

use super::*;
use crate::commands::tests::variants::{material, variants};
use crate::{CaKeyFormat, ServerCertificate, documents, test_intent};

/// What a runbook holds.
#[derive(Default)]
struct Parsed {
    commands: Vec<String>,
    blocks: Vec<String>,
    spans: Vec<String>,
    headings: Vec<String>,
    links: Vec<String>,
    html: usize,
}

fn parse(markdown: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let mut in_commands = false;
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                in_commands = &*language == "bash";
            }
            Event::End(TagEnd::CodeBlock) => in_commands = false,
            Event::Text(text) if in_commands => {
                parsed.commands.extend(text.lines().map(str::to_owned));
                parsed.blocks.push(text.to_string());
            }
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => parsed.headings.extend(heading.take()),
            Event::Start(Tag::Link { dest_url, .. }) => parsed.links.push(dest_url.to_string()),
            Event::Html(_) | Event::InlineHtml(_) => parsed.html += 1,
            Event::Text(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Code(code) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&code);
                }
                parsed.spans.push(code.to_string());
            }
            _ => {}
        }
    }
    parsed
}

fn scripts(intent: &Intent) -> String {
    documents(intent)
        .iter()
        .filter(|document| document.path.starts_with("commands/"))
        .map(|document| document.render(intent, Some(&material(intent))))
        .collect()
}

fn readme(intent: &Intent) -> String {
    render(intent, Some(&material(intent)))
}

#[test]
fn every_command_stands_in_a_script() {
    for (name, intent) in variants() {
        let scripts = scripts(&intent);
        let parsed = parse(&readme(&intent));
        assert!(parsed.commands.len() > 10, "{name}");
        for command in &parsed.commands {
            assert!(scripts.contains(command.as_str()), "{name}: {command}");
        }
        let tools = ["az", "bash", "curl", "helm", "kubectl", "openssl"];
        let typed = |span: &&String| {
            tools.iter().any(|tool| {
                span.strip_prefix(tool)
                    .is_some_and(|rest| rest.starts_with(' '))
            })
        };
        for span in parsed.spans.iter().filter(typed) {
            assert!(scripts.contains(span.as_str()), "{name}: {span}");
        }
    }
}

#[test]
fn bash_reads_every_command() {
    for (name, intent) in variants() {
        let blocks = parse(&readme(&intent)).blocks;
        assert!(blocks.len() > 10, "{name}");
        for block in &blocks {
            assert!(bash_reads(block), "{name}:\n{block}");
            assert!(!block.starts_with(' '), "{name}:\n{block}");
        }
    }
    assert!(!bash_reads("until true; do\ndone\n"));
}

fn bash_reads(script: &str) -> bool {
    let mut bash = std::process::Command::new("bash");
    let status = bash
        .args(["-n", "-c", script])
        .stderr(std::process::Stdio::null())
        .status();
    status.unwrap().success()
}

#[test]
fn every_step_with_a_command_says_what_to_expect() {
    for (name, intent) in variants() {
        for step in readme(&intent).split("\n### ").skip(1) {
            let step = step.split("\n## ").next().unwrap();
            assert!(
                !step.contains("```bash") || step.contains("\nExpect:"),
                "{name}:\n{step}"
            );
        }
    }
}

#[test]
fn nobody_is_told_to_trust_a_ca_that_signs_no_server() {
    let mut intent = test_intent::intent();
    assert!(readme(&intent).contains("The CA of both certificates"));
    intent.server_certificate = ServerCertificate::FromPublicCa;
    intent
        .spec
        .certificates
        .retain(|certificate| certificate.role != Role::Server);
    let text = readme(&intent);
    assert!(text.contains("The CA of the client certificate"));
    assert!(!text.contains("must trust the server"));
}

#[test]
fn the_ca_key_is_called_as_it_is_saved() {
    let mut intent = test_intent::intent();
    for (format, named, sealed) in [
        (CaKeyFormat::EncryptedPkcs8, "`ca.key`", true),
        (CaKeyFormat::PlainPkcs8, "`ca.key`", false),
        (CaKeyFormat::Pfx, "`ca.pfx`", true),
    ] {
        intent.ca_key_format = format;
        let text = readme(&intent);
        for name in ["`ca.key`", "`ca.pfx`"] {
            assert_eq!(text.contains(name), name == named, "{format:?}: {name}");
        }
        assert_eq!(
            text.contains("apart from their passphrase"),
            sealed,
            "{format:?}"
        );
    }
}

#[test]
fn no_placeholder_remains_after_generate() {
    for (name, intent) in variants() {
        let all = readme(&intent) + &scripts(&intent);
        for word in ["after Generate", "once Generate", "TODO", "<your"] {
            assert!(!all.contains(word), "{name}: {word}");
        }
    }
    let before = render(&test_intent::intent(), None);
    assert!(before.contains("will stand here after Generate"));
}

#[test]
fn only_files_of_the_bundle_are_named() {
    for (name, intent) in variants() {
        let paths: Vec<_> = documents(&intent)
            .iter()
            .map(|document| document.path)
            .collect();
        for span in parse(&readme(&intent)).spans {
            let is_path = ["commands/", "kubernetes/", "openssl/", "apim/"]
                .iter()
                .any(|folder| span.starts_with(folder));
            let folder = paths.iter().any(|path| path.starts_with(&span));
            let kept = span == "apim/policy.before.xml";
            assert!(!is_path || folder || kept, "{name}: {span}");
        }
    }
}

#[test]
fn steps_are_numbered_without_gaps_and_links_lead_to_them() {
    for (name, intent) in variants() {
        let parsed = parse(&readme(&intent));
        let anchors: Vec<String> = parsed
            .headings
            .iter()
            .map(|heading| steps::anchor(heading))
            .collect();
        assert!(!parsed.links.is_empty(), "{name}");
        for link in &parsed.links {
            let target = link.strip_prefix('#').unwrap_or(link);
            assert_eq!(
                anchors.iter().filter(|anchor| *anchor == target).count(),
                1,
                "{name}: {link}"
            );
        }
        let numbers: Vec<usize> = parsed
            .headings
            .iter()
            .filter_map(|heading| heading.split_once(". ")?.0.parse().ok())
            .collect();
        let expected: Vec<usize> = (1..=parsed.links.len()).collect();
        assert_eq!(numbers, expected, "{name}");
    }
}

#[test]
fn values_are_never_markup() {
    let plain = parse(&readme(&test_intent::intent()));
    for (name, intent) in variants() {
        let parsed = parse(&readme(&intent));
        assert_eq!(parsed.html, 0, "{name}");
        if name.starts_with("hostile") {
            assert_eq!(parsed.links, plain.links, "{name}");
        }
    }
}

#[test]
fn a_value_reads_as_itself() {
    for value in [
        "plain",
        "`",
        "``a`",
        " padded ",
        "a|b *c* <d> &amp; [e](f) \\",
        "x`",
    ] {
        let text = format!("Before {} after.", markdown::code(value));
        let spans = parse(&text).spans;
        assert_eq!(spans, [value], "{text}");
    }
    let lines = ["```", "~~~", "# x"];
    let text = markdown::block("bash", &lines);
    assert_eq!(parse(&text).commands, lines);
}

#[test]
fn the_other_client_is_told_how_to_call() {
    let mut intent = test_intent::intent();
    intent.caller = Caller::Other;
    let text = readme(&intent);
    assert!(text.contains("Give the client its files"));
    assert!(text.contains(
        "curl --include --cert pki/client.crt --key pki/client.key --cacert pki/ca.crt https://api.contoso.example/"
    ));
    assert!(!text.contains("API Management"), "{text}");
}

#[test]
fn dates_and_thumbprints_are_those_of_the_certificates() {
    let text = readme(&test_intent::intent());
    for facts in test_intent::material().facts {
        assert!(text.contains(&facts.sha1) && text.contains(&facts.sha256));
    }
    assert!(text.contains("**Expires 2036-11-22 09:06 UTC**"), "{text}");
}

#[test]
fn an_ingress_that_lets_others_in_is_not_called_closed() {
    let mut intent = test_intent::intent();
    assert!(readme(&intent).contains("and nobody else can"));
    intent.ingress.verify_client = VerifyMode::Optional;
    assert!(readme(&intent).contains("and nobody else can"));
    intent.ingress.restrict_client = false;
    assert!(!readme(&intent).contains("and nobody else can"));
}
