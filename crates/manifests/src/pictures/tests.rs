use super::*;
use crate::commands::tests::variants::{HOSTILE, material, variants};
use crate::test_intent;

const SUBJECTS: [Subject; 4] = [
    Subject::Path,
    Subject::Handshake,
    Subject::Chain,
    Subject::Validity,
];

#[test]
fn every_picture_is_xml_that_says_what_it_shows() {
    for (name, intent) in variants() {
        for document in documents(&intent) {
            for material in [None, Some(material(&intent))] {
                let text = document.render(&intent, material.as_ref());
                let read = roxmltree::Document::parse(&text).unwrap();
                let root = read.root_element();
                assert_eq!(root.attribute("role"), Some("img"), "{name}");
                for id in root.attribute("aria-labelledby").unwrap().split(' ') {
                    let told = read
                        .descendants()
                        .find(|node| node.attribute("id") == Some(id));
                    assert!(!told.unwrap().text().unwrap().is_empty(), "{name}: {id}");
                }
            }
        }
    }
}

#[test]
fn nothing_in_a_picture_leads_out_of_it() {
    for (name, intent) in variants() {
        for document in documents(&intent) {
            let text = document.render(&intent, None);
            let read = roxmltree::Document::parse(&text).unwrap();
            for node in read.descendants().filter(roxmltree::Node::is_element) {
                let tag = node.tag_name().name();
                let known = ["svg", "title", "desc", "style", "rect", "path", "text", "g"];
                assert!(known.contains(&tag), "{name}: {tag}");
                for attribute in node.attributes() {
                    assert!(!attribute.name().starts_with("on"), "{name}");
                    assert!(!attribute.name().ends_with("href"), "{name}");
                }
            }
            assert!(
                !text.contains("url(") && !text.contains("@import"),
                "{name}"
            );
        }
    }
}

/// What does not fit is whole in a title.
#[test]
fn the_names_of_a_user_stand_in_every_picture() {
    let mut intent = test_intent::intent();
    let long = "gateway.of-a-very-long-department-name.in-a-long-division.contoso.example";
    intent.client_name = long.into();
    intent.caller = crate::Caller::Other;
    let shown = |subject: Subject, room| {
        let drawn = picture(subject, &intent, None, room);
        let words = |mark: &Mark| match &mark.shape {
            Shape::Words { text, .. } => Some(mark.whole.clone().unwrap_or_else(|| text.clone())),
            _ => None,
        };
        let words: Vec<String> = drawn.marks.iter().filter_map(words).collect();
        (words.join("\n"), drawn.description)
    };
    for room in [Room::Wide, Room::Narrow] {
        for subject in [Subject::Path, Subject::Handshake] {
            let (words, description) = shown(subject, room);
            for name in [long, "api.contoso.example", "tinyrest-svc:8080"] {
                assert!(
                    words.contains(name),
                    "{subject:?} {room:?}: {name}\n{words}"
                );
                assert!(description.contains(name), "{subject:?}: {name}");
            }
        }
        for subject in [Subject::Chain, Subject::Validity] {
            let (words, _) = shown(subject, room);
            for certificate in &intent.spec.certificates {
                assert!(words.contains(&certificate.subject.common_name), "{words}");
            }
        }
    }
}

#[test]
fn dates_stand_in_the_bars_once_there_are_any_for_this_plan() {
    let mut intent = test_intent::intent();
    let text =
        |intent: &Intent, material: Option<&Material>| drawn(Subject::Validity, intent, material);
    assert!(text(&intent, None).contains("days from Generate"));
    let material = material(&intent);
    let day = axis::day(material.facts[0].not_after);
    assert!(text(&intent, Some(&material)).contains(&day));
    // Another CA is planned than was issued.
    for certificate in &mut intent.spec.certificates {
        if certificate.role == pki::Role::Ca {
            certificate.role = pki::Role::ClientCa;
        }
    }
    assert!(text(&intent, Some(&material)).contains("days from Generate"));
}

/// All marks lie in the picture, whatever the names are.
#[test]
fn every_mark_lies_inside() {
    let mut intents = variants();
    for value in HOSTILE {
        let mut intent = test_intent::intent();
        intent.client_name = value.repeat(20);
        intents.push((value.to_owned(), intent));
    }
    for (name, intent) in intents {
        for (subject, room) in SUBJECTS
            .iter()
            .flat_map(|it| [(it, Room::Wide), (it, Room::Narrow)])
        {
            let drawn = picture(*subject, &intent, None, room);
            for mark in &drawn.marks {
                let (right, bottom) = match &mark.shape {
                    Shape::Box {
                        x,
                        y,
                        width,
                        height,
                    } => (x + width, y + height),
                    Shape::Words { x, y, .. } => (*x, *y),
                    Shape::Line(_) => continue,
                };
                assert!(
                    right <= drawn.width && bottom <= drawn.height,
                    "{name} {subject:?} {mark:?}"
                );
            }
        }
    }
}
