use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag as Mark, TagEnd};

use super::*;

/// Tags, texts and what is told by attributes; a slash ends an element.
fn outline(elements: &[Element]) -> String {
    let one = |element: &Element| {
        let told: String = element
            .attributes
            .iter()
            .filter(|(attribute, _)| !matches!(attribute, Attribute::Class | Attribute::Tabindex))
            .map(|(attribute, value)| format!(" {}={value}", Attribute::NAMES[*attribute as usize]))
            .collect();
        let inside = format!("{}{}", element.text, outline(&element.children));
        match (element.tag, told.is_empty()) {
            (Tag::Span, true) => inside,
            (tag, _) => format!("<{}{told}>{inside}/", Tag::NAMES[tag as usize]),
        }
    };
    elements.iter().map(one).collect()
}

fn read_plain(markdown: &str) -> String {
    outline(&read(markdown, &|_| None))
}

#[test]
fn steps_are_sections_with_a_check_box() {
    let text =
        "# All\n\nIt.\n\n## 1. Make it\n\nDo `a`.\n\n### First\n\nOne.\n\n## 2. Test it\n\nTwo.\n";
    assert_eq!(
        read_plain(text),
        "<h2>All/<p>It./\
         <section><div><h3 id=runbook-1-make-it>1. Make it/\
         <label><input data-step=make-it>/Step 1 done//\
         <p>Do <code>a/./<section><h4>First/<p>One.///\
         <section><div><h3 id=runbook-2-test-it>2. Test it/\
         <label><input data-step=test-it>/Step 2 done//<p>Two.//"
    );
}

#[test]
fn code_is_copied_as_it_stands() {
    let elements = read("```bash\naz <login>\n  --x\n```\n", &|_| None);
    assert_eq!(
        outline(&elements),
        "<div><pre><code>az <login>\n  --x//\
         <button data-copy=az <login>\n  --x aria-label=Copy the command az <login>>Copy//"
    );
}

#[test]
fn links_lead_within_the_text_or_name_where_they_lead() {
    assert_eq!(
        read_plain("1. [One](#1-one)\n- [Site](https://a.example/)\n"),
        "<ol><li><button data-goes=runbook-1-one>One///<ul><li>Site (https://a.example/)//"
    );
}

#[test]
fn pictures_stand_in_place_and_unknown_ones_as_their_words() {
    let pictures = |path: &str| {
        (path == "pictures/a.svg")
            .then(|| vec![Element::new(Tag::Svg).with(Attribute::Role, "img")])
    };
    let drawn = outline(&read(
        "![It](pictures/a.svg)\n\n![Other](b.svg)\n",
        &pictures,
    ));
    assert_eq!(drawn, "<div><svg role=img>//<p>Other/");
}

#[test]
fn tables_have_heads() {
    assert_eq!(
        read_plain("| A | B |\n| --- | --- |\n| `a` | b |\n"),
        "<table><tbody><tr><th scope=col>A/<th scope=col>B//<tr><td><code>a//<td>b////"
    );
}

/// Whatever stands in it, it is text.
#[test]
fn markup_of_others_is_text() {
    let elements = read("<script>x</script>\n\na <b onclick=x>b</b>\n", &|_| None);
    let words: Vec<String> = elements.iter().map(text_of).collect();
    assert_eq!(words.concat(), "<script>x</script>a <b onclick=x>b</b>");
}

/// What is read, as one line for each part.
fn trace(text: &str) -> Vec<String> {
    let told = |line: &str| -> String {
        let one = |part| match part {
            Inline::Text(text) => text.to_owned(),
            Inline::Code(text) => format!("<code {text}>"),
            Inline::Strong(text) => format!("<strong {text}>"),
            Inline::Link(words, address) => format!("<link {address} {words}>"),
            Inline::Image(words, address) => format!("<image {address} {words}>"),
        };
        inlines(line).into_iter().map(one).collect()
    };
    let mut parts = Vec::new();
    for block in blocks(text) {
        match block {
            Block::Heading(level, words) => parts.push(format!("h{level} {}", told(words))),
            Block::Code(language, text) => parts.push(format!("code {language} {text}")),
            Block::Table(rows) => {
                parts.extend(
                    rows.concat()
                        .into_iter()
                        .map(|cell| format!("cell {}", told(cell))),
                );
            }
            Block::List(numbered, items) => {
                parts.extend(
                    items
                        .into_iter()
                        .map(|item| format!("{numbered} {}", told(item))),
                );
            }
            Block::Paragraph(words) => parts.push(format!("p {}", told(&words))),
        }
    }
    parts
}

/// The same by a library that reads all of CommonMark.
fn trace_of_library(text: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    let mut numbered = false;
    let mut put = |text: &str, is_new: bool| match parts.last_mut() {
        Some(last) if !is_new => last.push_str(text),
        _ => parts.push(text.to_owned()),
    };
    for event in Parser::new_ext(text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Mark::Heading { level, .. }) => put(&format!("h{} ", level as u8), true),
            Event::Start(Mark::CodeBlock(CodeBlockKind::Fenced(language))) => {
                put(&format!("code {language} "), true);
            }
            Event::Start(Mark::TableCell) => put("cell ", true),
            Event::Start(Mark::List(start)) => numbered = start.is_some(),
            Event::Start(Mark::Item) => put(&format!("{numbered} "), true),
            Event::Start(Mark::Paragraph) => put("p ", true),
            Event::Start(Mark::Strong) => put("<strong ", false),
            Event::Start(Mark::Link { dest_url, .. }) => put(&format!("<link {dest_url} "), false),
            Event::Start(Mark::Image { dest_url, .. }) => {
                put(&format!("<image {dest_url} "), false);
            }
            Event::End(TagEnd::Strong | TagEnd::Link | TagEnd::Image) => put(">", false),
            Event::Text(text) => put(&text, false),
            Event::Code(text) => put(&format!("<code {text}>"), false),
            Event::SoftBreak => put(" ", false),
            Event::Start(Mark::Table(_) | Mark::TableHead | Mark::TableRow) | Event::End(_) => {}
            other => panic!("the runbook has {other:?}"),
        }
    }
    parts
}

fn runbooks() -> Vec<String> {
    use plan::{Caller, Plan, Upload, VerifyMode};
    let changes: [fn(&mut Plan); 6] = [
        |_| {},
        |plan| plan.caller = Caller::Other,
        |plan| plan.existing.server_certificate = true,
        |plan| {
            plan.api_management.upload = Upload::KeyVault;
            plan.api_management.key_vault = "kv-contoso".into();
            plan.issuer.authorities = pki::Authorities::Separate;
            plan.kubernetes.verify_client = VerifyMode::OptionalNoCa;
            plan.kubernetes.restrict_client = false;
        },
        |plan| {
            plan.existing.cluster = true;
            plan.existing.controller = true;
            plan.existing.workload = true;
            plan.existing.dns = true;
            plan.existing.api_management = true;
        },
        |plan| {
            let hostile = "`a``b [x](y) **z** <i> | # _1_";
            plan.names.organization = hostile.into();
            plan.names.locality = format!("` {hostile} `");
            plan.names.ca = "1. - ```".into();
        },
    ];
    changes
        .map(|change| {
            let mut plan = Plan::default();
            change(&mut plan);
            let outcome = plan::resolve(&plan);
            let intent = outcome
                .value
                .unwrap_or_else(|| panic!("{:?}", outcome.findings));
            let documents = manifests::documents(&intent);
            let runbook = documents
                .iter()
                .find(|document| document.path == "README.md");
            runbook.unwrap().render(&intent, None)
        })
        .to_vec()
}

#[test]
fn the_runbook_is_read_as_a_library_of_commonmark_reads_it() {
    for text in runbooks() {
        let (read, expected) = (trace(&text), trace_of_library(&text));
        assert!(read.len() > 60);
        for (read, expected) in read.iter().zip(&expected) {
            assert_eq!(read, expected);
        }
        assert_eq!(read.len(), expected.len());
    }
}

/// Nothing ends in a panic, and no text is lost.
#[test]
fn odd_marks_are_text() {
    for text in [
        "`", "``a`", "**", "****", "[a](b", "![", "[a]", "a`b``c`d", "```", "|", "- ", "1.", "é`ü",
    ] {
        let words: Vec<String> = read(text, &|_| None).iter().map(text_of).collect();
        assert!(words.concat().len() <= text.len() + 4, "{text}");
    }
    assert_eq!(inlines("a ` b"), [Inline::Text("a ` b")]);
    assert_eq!(inlines("`` a`b ``"), [Inline::Code("a`b")]);
}
