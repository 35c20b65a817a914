//! What the reader must have and type before a script runs.

use std::io::Write as _;
use std::process::{Command, Stdio};

use regex::Regex;

use super::*;
use crate::TestAuthentication;
use crate::commands::tests::variants::everything_exists;

/// A chapter, by the start of its heading.
fn chapter<'a>(readme: &'a str, heading: &str) -> &'a str {
    let chapter = readme.split("\n## ").find(|chapter| {
        chapter.starts_with(heading) || chapter.contains(&format!(". {heading}\n"))
    });
    chapter.unwrap()
}

/// The blocks that ask for values.
fn questions(chapter: &str) -> Vec<String> {
    let mut blocks = parse(chapter).blocks;
    blocks.retain(|block| block.contains("read -r"));
    blocks
}

/// What bash has in a variable after a block is pasted without the brackets that keep a paste
/// together, and a value is typed. `read` takes the line after its own, wherever that is from.
fn typed(block: &str, value: &str) -> String {
    let (_, name) = block.trim_end().rsplit_once(' ').unwrap();
    let mut bash = Command::new("bash")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let session = format!("{block}{value}\nprintenv {name}\n");
    let mut keyboard = bash.stdin.take().unwrap();
    keyboard.write_all(session.as_bytes()).unwrap();
    drop(keyboard);
    String::from_utf8(bash.wait_with_output().unwrap().stdout).unwrap()
}

#[test]
fn a_value_comes_through_as_it_is_typed() {
    let value = "  pass \\ 'phrase\" $x ";
    for (name, intent) in variants() {
        for block in questions(&readme(&intent)) {
            assert_eq!(
                typed(&block, value),
                format!("{value}\n"),
                "{name}: {block}"
            );
        }
    }
    for lost in [
        "read -rs A && export A\n",
        "read -rs A && export A\nread -rs B && export B\n",
    ] {
        assert_ne!(typed(lost, value), format!("{value}\n"), "{lost}");
    }
}

#[test]
fn a_value_is_asked_for_once_it_can_be_known() {
    let mut intent = test_intent::intent();
    let text = readme(&intent);
    assert_eq!(
        questions(chapter(&text, "Before you start")),
        [
            "IFS= read -rs PFX_PASSPHRASE && export PFX_PASSPHRASE\n",
            "IFS= read -r APIM_PUBLISHER_EMAIL && export APIM_PUBLISHER_EMAIL\n",
        ]
    );
    assert!(!text.contains("`APIM_PUBLISHER_EMAIL` (may be left out)"));
    let last = chapter(&text, "Test the whole way");
    let question = "IFS= read -rs APIM_SUBSCRIPTION_KEY && export APIM_SUBSCRIPTION_KEY\n";
    assert_eq!(questions(last), [question]);
    assert!(last.find(question) < last.find("bash commands/6-test.sh"));
    assert_eq!(questions(&text).len(), 4);

    test_intent::gateway(&mut intent).test_authentication = TestAuthentication::None;
    assert_eq!(questions(&readme(&intent)).len(), 3);
}

#[test]
fn every_program_of_the_scripts_is_named_before_the_first_step() {
    let runs = Regex::new(r"\b(?:need|type -P) ([a-z0-9]+)").unwrap();
    let mut bare = test_intent::intent();
    everything_exists(&mut bare);
    bare.caller = Caller::Other;
    let bare = ("nothing to be made in Azure".to_owned(), bare);
    for (name, intent) in variants().into_iter().chain([bare]) {
        let text = readme(&intent);
        let preparation = chapter(&text, "Before you start");
        let scripts = scripts(&intent);
        let tools: Vec<_> = runs.captures_iter(&scripts).collect();
        assert!(tools.len() > 2, "{name}");
        assert_eq!(
            preparation.contains("az login"),
            tools.iter().any(|tool| &tool[1] == "az"),
            "{name}"
        );
        for tool in tools {
            assert!(
                preparation.contains(&format!("`{}`", &tool[1])),
                "{name}: {tool:?}"
            );
        }
    }
}

#[test]
fn the_parts_of_the_test_are_named_where_there_are_parts() {
    let mut intent = test_intent::intent();
    assert!(readme(&intent).contains("`[ingress|gateway]`"));
    intent.caller = Caller::Other;
    let text = readme(&intent);
    assert!(!text.contains("gateway]"));
    assert!(chapter(&text, "Test the whole way").contains("2 where none failed but some"));
}
