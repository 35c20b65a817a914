use super::scanner::Scanner;
use super::{Kind, Line};

const KEYWORDS: [&str; 18] = [
    "if", "then", "else", "elif", "fi", "for", "in", "do", "done", "while", "until", "case",
    "esac", "function", "return", "set", "export", "local",
];

/// Where in a script a line begins.
#[derive(Default)]
pub(super) struct State {
    quote: Option<char>,
}

impl State {
    /// The next line.
    pub(super) fn line(&mut self, line: &str) -> Line {
        let mut scanner = Scanner::new(line);
        let mut at_word_start = true;
        while let Some(next) = scanner.rest().chars().next() {
            if let Some(quote) = self.quote {
                self.inside(quote, next, &mut scanner);
                at_word_start = false;
                continue;
            }
            match next {
                '#' if at_word_start => scanner.rest_as(Kind::Comment),
                '"' | '\'' => {
                    self.quote = Some(next);
                    scanner.take_char(Kind::String);
                }
                '$' => take_variable(&mut scanner),
                '\\' => scanner.take(Kind::Plain, 2),
                c if is_word(c) => take_word(&mut scanner, at_word_start),
                _ => scanner.take_char(Kind::Plain),
            }
            at_word_start = next.is_whitespace() || matches!(next, ';' | '(' | '|' | '&');
        }
        scanner.finish()
    }

    /// A step inside quotes; they may span lines.
    fn inside(&mut self, quote: char, next: char, scanner: &mut Scanner<'_>) {
        match next {
            c if c == quote => {
                scanner.take_char(Kind::String);
                self.quote = None;
            }
            '\\' if quote == '"' => scanner.take(Kind::String, 2),
            '$' if quote == '"' => take_variable(scanner),
            _ => scanner.take_char(Kind::String),
        }
    }
}

/// `$NAME`, `${...}` or `$1`; a command substitution keeps its colours inside.
fn take_variable(scanner: &mut Scanner<'_>) {
    let rest = scanner.rest();
    let length = match rest[1..].chars().next() {
        Some('{') => rest.find('}').map_or(rest.len(), |end| end + 1),
        Some(c) if is_word(c) => 1 + rest[1..].find(|c| !is_word(c)).unwrap_or(rest.len() - 1),
        _ => 1,
    };
    scanner.take(Kind::Variable, length);
}

fn take_word(scanner: &mut Scanner<'_>, at_word_start: bool) {
    let rest = scanner.rest();
    let length = rest
        .find(|c| !(is_word(c) || c == '-'))
        .unwrap_or(rest.len());
    let (word, after) = rest.split_at(length);
    let kind = if at_word_start && KEYWORDS.contains(&word) {
        Kind::Keyword
    } else if at_word_start && after.starts_with('=') {
        Kind::Variable
    } else {
        Kind::Plain
    };
    scanner.take(kind, length);
}

fn is_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::coloured;
    use super::*;

    #[test]
    fn words_strings_variables_and_comments_have_colours() {
        assert_eq!(
            coloured(Language::Shell, "if test \"$A b\"; then # why\n"),
            [
                (Kind::Keyword, "if".to_owned()),
                (Kind::String, "\"".to_owned()),
                (Kind::Variable, "$A".to_owned()),
                (Kind::String, " b\"".to_owned()),
                (Kind::Keyword, "then".to_owned()),
                (Kind::Comment, "# why".to_owned()),
            ]
        );
    }

    #[test]
    fn single_quotes_span_lines_and_hold_no_variables() {
        assert_eq!(
            coloured(Language::Shell, "echo 'a $B\n# c' d\n"),
            [
                (Kind::String, "'a $B".to_owned()),
                (Kind::String, "# c'".to_owned()),
            ]
        );
    }

    #[test]
    fn a_hash_inside_a_word_is_no_comment() {
        assert_eq!(coloured(Language::Shell, "echo a#b\n"), []);
    }
}
