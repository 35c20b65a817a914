use super::scanner::Scanner;
use super::{Kind, Line};

/// One line of an OpenSSL configuration.
pub(super) fn line(line: &str) -> Line {
    let mut scanner = Scanner::new(line);
    scanner.take_while(Kind::Plain, char::is_whitespace);
    let rest = scanner.rest();
    if rest.starts_with('#') {
        scanner.rest_as(Kind::Comment);
    } else if rest.starts_with('[') {
        scanner.rest_as(Kind::Keyword);
    } else if let Some(end) = rest.find('=') {
        scanner.take(Kind::Key, rest[..end].trim_end().len());
    }
    scanner.finish()
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::coloured;
    use super::*;

    #[test]
    fn sections_keys_and_comments_have_colours() {
        assert_eq!(
            coloured(Language::Ini, "[ req ]\n# c\ndefault_md = sha256\n"),
            [
                (Kind::Keyword, "[ req ]".to_owned()),
                (Kind::Comment, "# c".to_owned()),
                (Kind::Key, "default_md".to_owned()),
            ]
        );
    }
}
