use super::{Kind, Line, Token};

/// Cuts a line into tokens from left to right.
pub(super) struct Scanner<'a> {
    rest: &'a str,
    tokens: Line,
}

impl<'a> Scanner<'a> {
    /// Starts at the beginning of a line.
    pub(super) fn new(line: &'a str) -> Self {
        Self {
            rest: line,
            tokens: Vec::new(),
        }
    }

    /// What is left of the line.
    pub(super) fn rest(&self) -> &'a str {
        self.rest
    }

    /// Whether the line is used up.
    pub(super) fn is_done(&self) -> bool {
        self.rest.is_empty()
    }

    /// Takes `length` bytes. A length inside a character takes that whole character.
    pub(super) fn take(&mut self, kind: Kind, length: usize) {
        let mut end = length.min(self.rest.len());
        while !self.rest.is_char_boundary(end) {
            end += 1;
        }
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        match self.tokens.last_mut() {
            Some(last) if last.kind == kind => last.text.push_str(taken),
            _ if taken.is_empty() => {}
            _ => self.tokens.push(Token {
                kind,
                text: taken.to_owned(),
            }),
        }
    }

    /// Takes characters as long as they fit.
    pub(super) fn take_while(&mut self, kind: Kind, fits: impl Fn(char) -> bool) {
        let length = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        self.take(kind, length);
    }

    /// Takes one character.
    pub(super) fn take_char(&mut self, kind: Kind) {
        self.take(kind, 1);
    }

    /// Takes a quoted text with its quotes, or to the end of the line where none closes it. A backslash
    /// escapes in double quotes.
    pub(super) fn take_quoted(&mut self, quote: char) {
        let mut escaped = false;
        let end = self
            .rest
            .char_indices()
            .skip(1)
            .find(|&(_, c)| {
                let closes = c == quote && !escaped;
                escaped = c == '\\' && quote == '"' && !escaped;
                closes
            })
            .map_or(self.rest.len(), |(index, c)| index + c.len_utf8());
        self.take(Kind::String, end);
    }

    /// Takes all that is left.
    pub(super) fn rest_as(&mut self, kind: Kind) {
        self.take(kind, self.rest.len());
    }

    /// The tokens; what is left becomes plain.
    pub(super) fn finish(mut self) -> Line {
        self.rest_as(Kind::Plain);
        self.tokens
    }
}
