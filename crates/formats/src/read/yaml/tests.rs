use super::*;

fn documents(text: &str) -> Documents {
    super::documents(text, &Limits::default())
}

#[test]
fn documents_become_trees_with_lines() {
    let read = documents("a: 1\nb:\n  - x\n  - |\n    two\n    lines\n---\n{\"c\": [\"d\"]}\n");
    assert!(read.broken.is_none());
    assert_eq!(read.roots.len(), 2);
    assert_eq!(read.roots[0].text("a"), "1");
    let nodes = read.roots[0].get("b").unwrap().nodes();
    let Node::Scalar { text, line } = &nodes[1] else {
        panic!("{nodes:?}");
    };
    assert_eq!((text.as_str(), *line), ("two\nlines\n", 5));
    assert_eq!(read.roots[1].get("c").unwrap().nodes().len(), 1);
}

#[test]
fn what_stands_before_an_error_is_kept() {
    let read = documents("a: 1\nb: [x, y\nc: }");
    assert_eq!(read.roots[0].text("a"), "1");
    assert!(read.broken.is_some());
}

#[test]
fn nesting_is_bounded() {
    let deep = "[".repeat(5_000) + &"]".repeat(5_000);
    let read = documents(&deep);
    let mut node = read.roots.first();
    let mut depth = 0;
    while let Some(Node::Sequence(nodes)) = node {
        depth += 1;
        node = nodes.first();
    }
    assert!(depth <= 8 * DEPTH + 1, "{depth}");
    let broken = read.broken.unwrap();
    assert_eq!(broken.ended, Ended::TooDeep);
    let finding = broken.finding();
    assert_eq!(finding.code, "yaml-too-deep");
    assert!(!finding.hint.contains("raise the limit"), "{finding:?}");
}

#[test]
fn aliases_multiply_nothing() {
    let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\nd: [*c,*c]\n";
    let read = documents(bomb);
    assert_eq!(read.roots[0].get("d").unwrap().nodes().len(), 2);
    assert_eq!(read.ignored, Some(2));
    let read = documents("a: &a text\nb: *a\n");
    assert_eq!((read.roots[0].text("b"), read.ignored), ("text", None));
    let many = format!(
        "a: &a {}\nb: [{}]\n",
        "x".repeat(1_000),
        "*a, ".repeat(1_000)
    );
    let read = documents(&many);
    let texts = read.roots[0].get("b").unwrap().nodes().iter();
    let octets = texts.map(|node| match node {
        Node::Scalar { text, .. } => text.len(),
        _ => 0,
    });
    assert!(octets.sum::<usize>() <= many.len() && read.ignored.is_some());
}

#[test]
fn objects_are_told_from_other_text() {
    for text in [
        "apiVersion: v1\nkind: Secret\n",
        "{\"apiVersion\":\"v1\",\"kind\":\"Secret\"}",
        "data:\n  tls.crt: abc\n",
    ] {
        assert!(looks_like_objects(text), "{text}");
    }
    for text in [
        "-----BEGIN CERTIFICATE-----\n",
        "the kind of apiVersion",
        "data: x",
    ] {
        assert!(!looks_like_objects(text), "{text}");
    }
}
