use super::scanner::Scanner;
use super::{Kind, Line, shell};

/// Where in a Markdown document a line begins.
#[derive(Default)]
pub(super) struct State {
    /// The script inside a fenced block, while there is one.
    fence: Option<shell::State>,
}

impl State {
    /// The next line.
    pub(super) fn line(&mut self, line: &str) -> Line {
        let mut scanner = Scanner::new(line);
        if line.trim_start().starts_with("```") {
            self.fence = match self.fence {
                Some(_) => None,
                None => Some(shell::State::default()),
            };
            scanner.rest_as(Kind::Comment);
        } else if let Some(script) = &mut self.fence {
            return script.line(line);
        } else if line.starts_with('#') {
            scanner.rest_as(Kind::Heading);
        } else {
            prose(&mut scanner);
        }
        scanner.finish()
    }
}

fn prose(scanner: &mut Scanner<'_>) {
    while !scanner.is_done() {
        let rest = scanner.rest();
        if let Some(length) = enclosed(rest, "`") {
            scanner.take(Kind::String, length);
        } else if let Some(length) = enclosed(rest, "**") {
            scanner.take(Kind::Keyword, length);
        } else {
            scanner.take_char(Kind::Plain);
        }
    }
}

/// The length of what stands between two marks, with them.
fn enclosed(text: &str, mark: &str) -> Option<usize> {
    let inside = text.strip_prefix(mark)?;
    let end = inside.find(mark).filter(|&end| end > 0)?;
    Some(mark.len() + end + mark.len())
}

#[cfg(test)]
mod tests {
    use super::super::Language;
    use super::super::tests::coloured;
    use super::*;

    #[test]
    fn headings_code_and_fenced_scripts_have_colours() {
        assert_eq!(
            coloured(Language::Markdown, "# A\nuse `b`\n```sh\nif x\n```\nif y\n"),
            [
                (Kind::Heading, "# A".to_owned()),
                (Kind::String, "`b`".to_owned()),
                (Kind::Comment, "```sh".to_owned()),
                (Kind::Keyword, "if".to_owned()),
                (Kind::Comment, "```".to_owned()),
            ]
        );
    }
}
