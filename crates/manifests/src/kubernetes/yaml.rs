use std::fmt::Write;

use serde::Serialize;

use diagnostics::visible;

/// A YAML stream: objects one after the other, with comments between them.
///
/// Strings that YAML 1.1 readers (such as kubectl's) would take for something else are quoted, and
/// every value stands on one line, however long.
#[derive(Default)]
pub(super) struct Yaml {
    text: String,
    last: Option<Part>,
}

#[derive(Clone, Copy)]
enum Part {
    Comment,
    Object,
}

impl Yaml {
    /// An empty stream for objects with private keys: it does not move in memory while it grows to a
    /// usual size, so that no copy is left behind.
    pub(super) fn for_secrets() -> Self {
        Self {
            text: String::with_capacity(64 * 1024),
            last: None,
        }
    }

    /// Adds a comment, a line of the file for each of its lines.
    pub(super) fn comment(&mut self, comment: &str) {
        match self.last {
            None => {}
            Some(Part::Comment) => self.text.push('\n'),
            Some(Part::Object) => self.text.push_str("---\n"),
        }
        self.last = Some(Part::Comment);
        for line in comment.split('\n') {
            self.text.push_str("# ");
            self.text.push_str(&visible(line));
            self.text.push('\n');
        }
    }

    /// Adds an object.
    pub(super) fn object(&mut self, object: &impl Serialize) {
        if let Some(Part::Object) = self.last {
            self.text.push_str("---\n");
        }
        self.last = Some(Part::Object);
        let options = serde_saphyr::ser_options! {
            compact_list_indent: false,
            prefer_block_scalars: false,
        };
        let written = serde_saphyr::to_fmt_writer_with_options(&mut self.text, object, options);
        if let Err(error) = written {
            // Out of reach for objects with string keys and plain values; said rather than dropped.
            let _ = writeln!(self.text, "\n# This object could not be written: {error}");
        }
    }

    /// The text so far.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    fn write(object: &impl Serialize) -> String {
        let mut yaml = Yaml::default();
        yaml.object(object);
        yaml.finish()
    }

    #[test]
    fn what_a_yaml_1_1_reader_would_misread_is_quoted() {
        for text in [
            "on",
            "off",
            "yes",
            "No",
            "y",
            "n",
            "true",
            "null",
            "~",
            "",
            "1",
            "0x1",
            "1e3",
            "1_000",
            "0o7",
            "010",
            "12:30:45",
            "2026-11-25",
            ".inf",
            "=",
            "<<",
            " lead",
            "trail ",
            "a: b",
            "a #b",
            "- a",
            "*a",
            "&a",
            "!a",
            "%a",
            "@a",
            "`a",
            "|",
            ">",
            "{",
            "[",
            "---",
            "...",
            "a:",
            "\t",
            "\u{feff}a",
        ] {
            let yaml = write(&BTreeMap::from([("key", text)]));
            let value = yaml.trim_end().strip_prefix("key: ").unwrap();
            assert!(value.starts_with(['"', '\'']), "{text:?} became {value}");
        }
    }

    #[test]
    fn a_long_value_stands_on_one_line() {
        let words = "word ".repeat(2_000) + "end";
        let yaml = write(&BTreeMap::from([("key", &words)]));
        assert_eq!(yaml, format!("key: {words}\n"));
    }

    #[test]
    fn a_comment_cannot_be_left() {
        let mut yaml = Yaml::default();
        yaml.comment("one\ntwo\rkind: Three\u{85}kind: Four\u{2028}kind: Five\0");
        yaml.object(&BTreeMap::from([("key", "value")]));
        let text = yaml.finish();
        assert_eq!(
            text.lines().filter(|line| line.starts_with("# ")).count(),
            2
        );
        let value: BTreeMap<String, String> = serde_norway::from_str(&text).unwrap();
        assert_eq!(value, BTreeMap::from([("key".into(), "value".into())]));
    }

    proptest! {
        #[test]
        fn any_text_parses_back(key in any::<String>(), value in any::<String>()) {
            let fields = BTreeMap::from([(key, value)]);
            let parsed: BTreeMap<String, String> =
                serde_norway::from_str(&write(&fields)).unwrap();
            prop_assert_eq!(parsed, fields);
        }
    }
}
