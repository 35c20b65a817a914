use super::scanner::Scanner;
use super::{Kind, Line};

/// Where in an XML document a line begins.
#[derive(Default)]
pub(super) struct State {
    place: Place,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Text,
    Tag,
    Comment,
}

impl State {
    /// The next line.
    pub(super) fn line(&mut self, line: &str) -> Line {
        let mut scanner = Scanner::new(line);
        while !scanner.is_done() {
            match self.place {
                Place::Text => self.text(&mut scanner),
                Place::Tag => self.tag(&mut scanner),
                Place::Comment => self.comment(&mut scanner),
            }
        }
        scanner.finish()
    }

    fn text(&mut self, scanner: &mut Scanner<'_>) {
        scanner.take_while(Kind::Plain, |c| c != '<');
        if scanner.rest().starts_with("<!--") {
            self.place = Place::Comment;
        } else if scanner.rest().starts_with('<') {
            scanner.take_while(Kind::Plain, |c| matches!(c, '<' | '/' | '?' | '!'));
            scanner.take_while(Kind::Key, is_name);
            self.place = Place::Tag;
        }
    }

    fn tag(&mut self, scanner: &mut Scanner<'_>) {
        match scanner.rest().chars().next() {
            Some('>') => {
                scanner.take_char(Kind::Plain);
                self.place = Place::Text;
            }
            Some(quote @ ('"' | '\'')) => scanner.take_quoted(quote),
            Some(c) if is_name(c) => scanner.take_while(Kind::Variable, is_name),
            _ => scanner.take_char(Kind::Plain),
        }
    }

    fn comment(&mut self, scanner: &mut Scanner<'_>) {
        match scanner.rest().find("-->") {
            Some(end) => {
                scanner.take(Kind::Comment, end + 3);
                self.place = Place::Text;
            }
            None => scanner.rest_as(Kind::Comment),
        }
    }
}

fn is_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || !c.is_ascii() || matches!(c, '-' | '_' | ':' | '.')
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::coloured;
    use super::*;

    #[test]
    fn tags_attributes_and_values_have_colours() {
        assert_eq!(
            coloured(
                Language::Xml,
                "<set-backend-service backend-id=\"aks\" />\n"
            ),
            [
                (Kind::Key, "set-backend-service".to_owned()),
                (Kind::Variable, "backend-id".to_owned()),
                (Kind::String, "\"aks\"".to_owned()),
            ]
        );
    }

    #[test]
    fn a_comment_may_span_lines() {
        assert_eq!(
            coloured(Language::Xml, "<!-- a\nb --> c\n"),
            [
                (Kind::Comment, "<!-- a".to_owned()),
                (Kind::Comment, "b -->".to_owned()),
            ]
        );
    }
}
