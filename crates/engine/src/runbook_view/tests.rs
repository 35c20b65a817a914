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
    let text = "# All\n\nIt.\n\n## 1. Make it\n\nDo `a`.\n\n### First\n\nOne.\n\n## 2. Test it\n\nTwo.\n";
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
        "<ol><li><button data-goes=runbook-1-one>One///\
         <ul><li><span title=https://a.example/>Site (https://a.example/)///"
    );
}

#[test]
fn pictures_stand_in_place_and_unknown_ones_as_their_words() {
    let pictures = |path: &str| {
        (path == "pictures/a.svg").then(|| vec![Element::new(Tag::Svg).with(Attribute::Role, "img")])
    };
    let drawn = outline(&read("![It](pictures/a.svg)\n\n![Other](b.svg)\n", &pictures));
    assert_eq!(drawn, "<div><div><svg role=img>///<p>Other/");
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
    let words: Vec<String> = elements.iter().map(|it| Inline(it).text()).collect();
    assert_eq!(words.concat(), "<script>x</script>\na <b onclick=x>b</b>");
}
