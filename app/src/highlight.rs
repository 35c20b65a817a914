//! Light syntax colour for previews: splits text into lines of coloured tokens.
//!
//! These are tokenizers, not parsers: whatever the text, all of it comes back, in order. A token may have the
//! wrong colour; none is ever lost.

mod ini;
mod markdown;
mod scanner;
mod shell;
mod xml;
mod yaml;

use scanner::Scanner;

/// What a token is, as far as its colour goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// Nothing special.
    Plain,
    /// A key, tag or option.
    Key,
    /// A value in quotes.
    String,
    /// A comment.
    Comment,
    /// A word of the language.
    Keyword,
    /// A heading.
    Heading,
    /// A variable or a reference.
    Variable,
}

impl Kind {
    /// The value of the `data-kind` attribute; none for plain text.
    pub(crate) fn name(self) -> Option<&'static str> {
        match self {
            Self::Plain => None,
            Self::Key => Some("key"),
            Self::String => Some("string"),
            Self::Comment => Some("comment"),
            Self::Keyword => Some("keyword"),
            Self::Heading => Some("heading"),
            Self::Variable => Some("variable"),
        }
    }
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Token {
    pub(crate) kind: Kind,
    pub(crate) text: String,
}

/// A line without its end.
pub(crate) type Line = Vec<Token>;

/// How text is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    /// YAML, and JSON as a part of it.
    Yaml,
    /// XML.
    Xml,
    /// POSIX shell and bash.
    Shell,
    /// Markdown.
    Markdown,
    /// OpenSSL configuration.
    Ini,
    /// Anything else: PEM and plain text.
    Text,
}

impl Language {
    /// Tells the language by the ending of a file's name.
    pub(crate) fn of_path(path: &str) -> Self {
        match path.rsplit_once('.').map(|(_, ending)| ending) {
            Some("yaml" | "yml" | "json") => Self::Yaml,
            Some("xml" | "svg") => Self::Xml,
            Some("sh") => Self::Shell,
            Some("md") => Self::Markdown,
            Some("cnf") => Self::Ini,
            _ => Self::Text,
        }
    }
}

/// Splits text into coloured lines.
pub(crate) fn lines(language: Language, text: &str) -> Vec<Line> {
    let lines = text.lines();
    match language {
        Language::Yaml => lines.map(yaml::line).collect(),
        Language::Xml => {
            let mut state = xml::State::default();
            lines.map(|line| state.line(line)).collect()
        }
        Language::Shell => {
            let mut state = shell::State::default();
            lines.map(|line| state.line(line)).collect()
        }
        Language::Markdown => {
            let mut state = markdown::State::default();
            lines.map(|line| state.line(line)).collect()
        }
        Language::Ini => lines.map(ini::line).collect(),
        Language::Text => lines.map(text_line).collect(),
    }
}

/// PEM's boundaries stand out; the rest is plain.
fn text_line(line: &str) -> Line {
    let mut scanner = Scanner::new(line);
    let boundary = line.starts_with("-----") && line.ends_with("-----");
    scanner.rest_as(if boundary { Kind::Comment } else { Kind::Plain });
    scanner.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGUAGES: [Language; 6] = [
        Language::Yaml,
        Language::Xml,
        Language::Shell,
        Language::Markdown,
        Language::Ini,
        Language::Text,
    ];

    /// `key:value` pairs of all tokens that have a colour.
    pub(super) fn coloured(language: Language, text: &str) -> Vec<(Kind, String)> {
        lines(language, text)
            .into_iter()
            .flatten()
            .filter(|token| token.kind != Kind::Plain)
            .map(|token| (token.kind, token.text))
            .collect()
    }

    fn joined(language: Language, text: &str) -> String {
        lines(language, text)
            .iter()
            .map(|line| {
                line.iter()
                    .map(|token| token.text.as_str())
                    .collect::<String>()
                    + "\n"
            })
            .collect()
    }

    #[test]
    fn no_character_is_lost_in_any_language() {
        let awkward = [
            "",
            "\n\n",
            "a: \"unclosed\n  - 'x' # c\n",
            "<a b=\"c\" <!-- open\nstill --> </a\n<",
            "echo \"$X ${Y:-\"z\"}\" 'a\nb' # c\n$\n\\\n<<EOF\ntext $1\nEOF\n",
            "# h\n```sh\necho `x`\n```\n`a` **b**\n`\n",
            "[ a ]\nkey = value # c\n= x\n",
            "\u{202e}: é \"\u{1f600}\" # \u{0}\n",
            "-----BEGIN X-----\nabc\n",
        ];
        for language in LANGUAGES {
            for text in awkward {
                let expected: String = text.lines().map(|line| format!("{line}\n")).collect();
                assert_eq!(joined(language, text), expected, "{language:?}");
            }
        }
    }

    #[test]
    fn pem_boundaries_stand_out() {
        assert_eq!(
            coloured(Language::Text, "-----BEGIN CERTIFICATE-----\nMIIB\n"),
            [(Kind::Comment, "-----BEGIN CERTIFICATE-----".to_owned())]
        );
    }

    #[test]
    fn the_ending_tells_the_language() {
        assert_eq!(
            Language::of_path("kubernetes/40-ingress.yaml"),
            Language::Yaml
        );
        assert_eq!(Language::of_path("plan.json"), Language::Yaml);
        assert_eq!(Language::of_path("pki/ca.crt"), Language::Text);
        assert_eq!(Language::of_path("SHA256SUMS"), Language::Text);
    }
}
