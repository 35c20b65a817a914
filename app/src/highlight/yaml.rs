use super::scanner::Scanner;
use super::{Kind, Line};

/// One line of YAML or JSON.
pub(super) fn line(line: &str) -> Line {
    let mut scanner = Scanner::new(line);
    scanner.take_while(Kind::Plain, |c| c == ' ' || c == '-');
    if let Some(length) = key_length(scanner.rest()) {
        scanner.take(Kind::Key, length);
    }
    while let Some(next) = scanner.rest().chars().next() {
        match next {
            '#' if starts_comment(line, &scanner) => scanner.rest_as(Kind::Comment),
            '"' | '\'' if starts_value(line, &scanner) => scanner.take_quoted(next),
            _ => scanner.take_char(Kind::Plain),
        }
    }
    scanner.finish()
}

/// The length of a key, without its colon.
fn key_length(text: &str) -> Option<usize> {
    let length = match text.chars().next()? {
        '"' => text[1..].find('"')? + 2,
        '#' => return None,
        _ => text
            .match_indices(':')
            .map(|(index, _)| index)
            .find(|&index| matches!(text[index + 1..].chars().next(), None | Some(' ')))?,
    };
    text[length..].starts_with(':').then_some(length)
}

/// A comment starts the line or follows a space.
fn starts_comment(line: &str, scanner: &Scanner<'_>) -> bool {
    before(line, scanner).is_none_or(char::is_whitespace)
}

/// A quote opens a value only where a value can start; in `it's` it is an apostrophe.
fn starts_value(line: &str, scanner: &Scanner<'_>) -> bool {
    before(line, scanner).is_none_or(|c| c.is_whitespace() || "[{,:".contains(c))
}

fn before(line: &str, scanner: &Scanner<'_>) -> Option<char> {
    line[..line.len() - scanner.rest().len()]
        .chars()
        .next_back()
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::coloured;
    use super::*;

    #[test]
    fn keys_quoted_values_and_comments_have_colours() {
        assert_eq!(
            coloured(Language::Yaml, "  - name: \"a # b\" # why\n"),
            [
                (Kind::Key, "name".to_owned()),
                (Kind::String, "\"a # b\"".to_owned()),
                (Kind::Comment, "# why".to_owned()),
            ]
        );
    }

    #[test]
    fn a_colon_inside_a_value_makes_no_key() {
        assert_eq!(coloured(Language::Yaml, "- https://a.example/x\n"), []);
        assert_eq!(
            coloured(Language::Yaml, "image: registry/a:1\n"),
            [(Kind::Key, "image".to_owned())]
        );
    }

    #[test]
    fn json_keys_and_values_differ() {
        assert_eq!(
            coloured(Language::Yaml, "  \"name\": \"x\",\n"),
            [
                (Kind::Key, "\"name\"".to_owned()),
                (Kind::String, "\"x\"".to_owned()),
            ]
        );
    }
}
