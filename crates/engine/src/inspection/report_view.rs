use diagnostics::grouped;
use formats::Content;
use inspect::{Answer, Evidence, Row, Section, Validity, Verdict};

use super::seen::Seen;
use super::{finding_view, related_view};
use crate::Element;
use crate::sheet::{Attribute, Tag};

const DAY: i64 = 86_400;

/// All that there is to say about an item.
pub(super) fn report(seen: &Seen<'_>, index: usize) -> Vec<Element> {
    let Some(item) = seen.items.get(index) else {
        return Vec::new();
    };
    let mut report = inspect::report_among(seen.items, index, seen.relations, seen.now);
    let sections = std::mem::take(&mut report.sections);
    let judged = std::mem::take(&mut report.verdicts);
    let mut sheet = vec![Element::of(Tag::P, "sentence").text(&*report.sentence)];
    sheet.extend({ report.validity.take() }.map(|it| scale(&it, &item.content, seen.now)));
    sheet.extend(finding_view::findings(&seen.findings_beside(index, report)));
    sheet.extend(related_view::related(seen, index));
    let (first, rest) = sections.split_at(sections.len().min(4));
    sheet.extend(first.iter().map(section));
    sheet.extend(verdicts(&judged));
    sheet.extend(rest.iter().map(section));
    sheet
}

/// An item in a sentence, with what was found.
pub(super) fn brief(seen: &Seen<'_>, index: usize) -> Vec<Element> {
    let Some(item) = seen.items.get(index) else {
        return Vec::new();
    };
    let report = inspect::report(item, seen.now);
    let sentence = Element::of(Tag::P, "sentence sentence--brief").text(&*report.sentence);
    let findings = finding_view::findings(&seen.findings_beside(index, report));
    std::iter::once(sentence).chain(findings).collect()
}

/// A span of validity as a bar, with the share that is over.
fn scale(validity: &Validity, content: &Content, now: i64) -> Element {
    let Validity {
        not_before,
        not_after,
        ..
    } = *validity;
    let Some(end) = not_after else {
        let told = match content {
            Content::RevocationList(_) => "It does not say when the next one comes.",
            _ if validity.is_endless => "It has no end.",
            _ => "Its end cannot be read.",
        };
        return Element::of(Tag::P, "scale__text").text(told);
    };
    let length = end.saturating_sub(not_before).max(1);
    let over = now.saturating_sub(not_before).clamp(0, length);
    let share = over.saturating_mul(1000) / length;
    let days = end.saturating_sub(now).div_euclid(DAY);
    let state = match days {
        _ if now < not_before => "early",
        ..=-1 => "over",
        0..30 => "soon",
        _ => "good",
    };
    let bar = Element::of(Tag::Svg, "scale__bar")
        .with(Attribute::ViewBox, "0 0 1000 8")
        .with(Attribute::Hidden, "true")
        .child(rect("scale__all", 1000))
        .child(rect("scale__over", share));
    let left = match days {
        _ if now < not_before => "not yet valid".to_owned(),
        ..=-1 => over_for(now.saturating_sub(end) / DAY),
        1 => "1 day left".to_owned(),
        _ => format!("{days} days left"),
    };
    Element::of(Tag::Div, "scale")
        .with(Attribute::Kind, state)
        .child(bar)
        .child(Element::of(Tag::Span, "scale__from").text(validity.starts()))
        .child(Element::of(Tag::Strong, "scale__left").text(left))
        .child(Element::of(Tag::Span, "scale__to").text(validity.ends().unwrap_or_default()))
}

fn over_for(days: i64) -> String {
    match days {
        0 => "over since today".to_owned(),
        1 => "over for 1 day".to_owned(),
        _ => format!("over for {days} days"),
    }
}

fn rect(class: &str, width: i64) -> Element {
    Element::of(Tag::Rect, class)
        .with(Attribute::Width, width.to_string())
        .with(Attribute::Height, "8")
}

fn section(section: &Section) -> Element {
    let rows = section
        .rows
        .iter()
        .map(|row| self::row(&section.title, row));
    Element::new(Tag::Section)
        .child(Element::of(Tag::H3, "report__title").text(&*section.title))
        .child(Element::of(Tag::Dl, "rows").children(rows))
}

/// A value; a click copies it. What its label means is shown where the user asks for it.
fn row(section: &str, row: &Row) -> Element {
    let term = inspect::terms::of(section, &row.label);
    let term = term.map(|term| format!("{} ({})", term.says, term.source));
    let value = Element::of(Tag::Button, "copy")
        .with(Attribute::Copy, &*row.value)
        .with(Attribute::Title, "Copy")
        .lines(&row.value);
    let note = row.note.as_deref();
    Element::of(Tag::Div, "row")
        .child(Element::of(Tag::Dt, "row__label").text(&*row.label))
        .child(
            Element::of(Tag::Dd, "row__value")
                .child(value)
                .children(note.map(|note| Element::of(Tag::Span, "row__note").text(note)))
                .children(term.map(|term| Element::of(Tag::Span, "row__term").text(term))),
        )
}

fn verdicts(verdicts: &[Verdict]) -> Option<Element> {
    let rows = verdicts.iter().map(|verdict| {
        let (name, word) = match verdict.answer {
            Answer::Yes => ("yes", "Yes"),
            Answer::No => ("no", "No"),
            Answer::Depends => ("depends", "Depends"),
        };
        let (how, source) = match &verdict.evidence {
            Evidence::Tested(with) => ("tested", &**with),
            Evidence::Cited(source) => ("cited", &**source),
            Evidence::Unknown => ("unknown", ""),
        };
        let evidence = match source {
            "" => how.to_owned(),
            source => format!("{how}: {source}"),
        };
        Element::new(Tag::Tr)
            .child(
                Element::new(Tag::Th)
                    .with(Attribute::Scope, "row")
                    .text(&*verdict.reader),
            )
            .child(
                Element::new(Tag::Td).child(
                    Element::of(Tag::Strong, "mark")
                        .with(Attribute::Kind, name)
                        .text(word),
                ),
            )
            .child(
                Element::new(Tag::Td)
                    .prose(&verdict.reason)
                    .child(Element::of(Tag::Span, "row__note").text(evidence)),
            )
    });
    (!verdicts.is_empty()).then(|| {
        Element::new(Tag::Section)
            .child(Element::of(Tag::H3, "report__title").text("Will it be accepted by"))
            .child(
                Element::of(Tag::Table, "table verdicts")
                    .child(Element::new(Tag::Tbody).children(rows)),
            )
    })
}

/// Octets of text that are shown; a key or list of absurd size has many times as many.
const TEXT: usize = 1 << 20;

/// OpenSSL-like text.
pub(super) fn text(text: Option<String>) -> Vec<Element> {
    let Some(text) = text else {
        return vec![Element::of(Tag::P, "sentence").text("There is no text of it.")];
    };
    let mut ends = (0..=TEXT.min(text.len())).rev();
    let end = ends.find(|end| text.is_char_boundary(*end));
    let shown = text.get(..end.unwrap_or(0)).unwrap_or(&text);
    let more = (shown.len() < text.len()).then(|| {
        let left = grouped((text.len() - shown.len()) as u64);
        let told = format!("{left} octets more are left out here; openssl prints them all.");
        Element::of(Tag::P, "sentence").text(told)
    });
    let copy = Element::of(Tag::Button, "button button--small copy-all")
        .with(Attribute::Copy, shown)
        .text("Copy");
    let dump = Element::of(Tag::Pre, "dump")
        .with(Attribute::Tabindex, "0")
        .lines(shown);
    [copy, dump].into_iter().chain(more).collect()
}

/// Makes the buttons that lead to other items plain text, where those items are not in the list.
pub(super) fn without_links(sheet: &mut [Element]) {
    for element in sheet {
        let count = element.attributes.len();
        element
            .attributes
            .retain(|(attribute, _)| *attribute != Attribute::Item);
        if element.attributes.len() < count {
            element.tag = Tag::Span;
        }
        without_links(&mut element.children);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_of_absurd_length_is_cut() {
        let drawn = |length: usize| text(Some("é".repeat(length / 2)));
        assert_eq!(drawn(TEXT).len(), 2);
        let cut = drawn(TEXT + 2001);
        assert!(
            cut[2].text.starts_with("2,000 octets more"),
            "{:?}",
            cut[2].text
        );
        let copied = cut[0].attributes.iter().map(|(_, value)| value.len());
        assert_eq!(copied.max(), Some(TEXT));
    }

    #[test]
    fn no_end_is_told_from_one_that_cannot_be_read() {
        let told = |is_endless: bool| {
            let validity = Validity {
                not_before: 0,
                not_after: None,
                is_endless,
            };
            scale(&validity, &Content::Certificate(Vec::new()), DAY).text
        };
        assert_eq!(told(true), "It has no end.");
        assert_eq!(told(false), "Its end cannot be read.");
    }
}
