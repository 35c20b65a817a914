//! The file `_headers` of a page, read as the hosts do that know it.

use std::path::Path;

/// The rules of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostHeaders {
    rules: Vec<Rule>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Rule {
    path: String,
    headers: Vec<(String, String)>,
}

impl HostHeaders {
    /// Reads the file in this folder. Where there is none, a host sends nothing of its own.
    ///
    /// # Panics
    ///
    /// Where it has a line that is no comment, path or header.
    pub fn of_folder(folder: &Path) -> Self {
        let text = std::fs::read_to_string(folder.join("_headers"));
        Self::parse(&text.unwrap_or_default())
    }

    fn parse(text: &str) -> Self {
        let mut rules: Vec<Rule> = Vec::new();
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        for line in lines.filter(|line| !line.trim().is_empty()) {
            if line.starts_with('/') {
                rules.push(Rule {
                    path: line.to_owned(),
                    headers: Vec::new(),
                });
                continue;
            }
            let (name, value) = line.trim().split_once(": ").unwrap();
            let rule = rules.last_mut().expect("a header before any path");
            rule.headers.push((name.to_owned(), value.to_owned()));
        }
        Self { rules }
    }

    /// What is sent with the answer to a request for this path, as name in lower case and value.
    ///
    /// # Panics
    ///
    /// Where two rules give the same header: hosts join those, which none of them is meant for.
    pub fn of_path(&self, path: &str) -> Vec<(String, String)> {
        let rules = self.rules.iter().filter(|rule| rule.matches(path));
        let headers = rules.flat_map(|rule| &rule.headers);
        let mut all: Vec<_> = headers
            .map(|(name, value)| (name.to_lowercase(), value.clone()))
            .collect();
        all.sort();
        let twice = all.windows(2).find(|two| two[0].0 == two[1].0);
        assert!(twice.is_none(), "{path}: {twice:?}");
        all
    }
}

impl Rule {
    /// A `*` at the end takes whatever follows.
    fn matches(&self, path: &str) -> bool {
        match self.path.strip_suffix('*') {
            Some(start) => path.starts_with(start),
            None => self.path == path,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_rules_that_match_are_taken() {
        let headers = HostHeaders::parse("# a\n/*\n  A: 1\n  B: x, y\n/app-*\n  C: 2\n/\n  D: 3\n");
        let of = |path| {
            headers
                .of_path(path)
                .iter()
                .map(|(name, _)| name.clone())
                .collect::<String>()
        };
        assert_eq!(of("/app-1.js"), "abc");
        assert_eq!(of("/"), "abd");
        assert_eq!(of("/other"), "ab");
        assert_eq!(headers.of_path("/")[1], ("b".to_owned(), "x, y".to_owned()));
    }

    #[test]
    #[should_panic(expected = "/a: ")]
    fn a_header_that_would_be_joined_is_told() {
        let _ = HostHeaders::parse("/*\n  A: 1\n/a\n  A: 2\n").of_path("/a");
    }
}
