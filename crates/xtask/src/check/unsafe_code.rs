//! Unsafe code is counted and explained: `crates/UNSAFE.md` lists every crate with any, of the project's own and of
//! those that the page is made of, with the numbers that its sources have and the reason for them.
//!
//! Words are counted, in macros and in code for other machines, too: more than what ends in the page, and never less.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::build::components;
use crate::environment::Environment;
use crate::metadata::Metadata;

const LIST: &str = "crates/UNSAFE.md";

/// How often a crate says `unsafe`, by what follows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    blocks: usize,
    functions: usize,
    impls: usize,
}

/// What the list says of a crate.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    count: Count,
    why: String,
}

pub(super) fn check(environment: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let list = fs::read_to_string(environment.root().join(LIST)).context(LIST)?;
    let broken = differences(&rows(&list), &counts(environment, metadata)?);
    if !broken.is_empty() {
        bail!("{LIST} must be put right:\n{}", broken.join("\n"));
    }
    Ok(())
}

/// The counts of the project's own crates, and of those that the page is made of, where they are not zero.
fn counts(
    environment: &Environment,
    metadata: &Metadata,
) -> anyhow::Result<BTreeMap<String, Count>> {
    let own = metadata
        .members()
        .filter_map(|package| Some((&package.name, package.manifest_path.parent()?)))
        .map(|(name, folder)| (name.clone(), folder.to_owned()));
    let parts = components::of_page(environment, metadata)?;
    let parts = parts
        .into_iter()
        .filter_map(|part| Some((part.id.name, part.folder?)));
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    let folders: BTreeMap<PathBuf, String> = own
        .chain(parts)
        .map(|(name, folder)| (folder, name))
        .collect();
    for (folder, name) in folders {
        let count = of_folder(&folder)?;
        if count != Count::default() {
            // Two versions of a crate are counted together.
            counts.entry(name).or_default().add(count);
        }
    }
    Ok(counts)
}

/// Counts in the sources of a package: what it builds its library or program from, not its tests and build script.
fn of_folder(package: &Path) -> anyhow::Result<Count> {
    let mut count = Count::default();
    let mut folders = vec![package.join("src")];
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).with_context(|| folder.display().to_string())?;
        for entry in entries {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(&path)?;
                count.add(of_text(&text).with_context(|| path.display().to_string())?);
            }
        }
    }
    Ok(count)
}

fn of_text(text: &str) -> anyhow::Result<Count> {
    let mut count = Count::default();
    // Most files have none, and need not be taken apart.
    if text.contains("unsafe") {
        let tokens: TokenStream = text.parse().ok().context("this is not Rust")?;
        count.add_tokens(tokens);
    }
    Ok(count)
}

impl Count {
    fn add(&mut self, other: Self) {
        self.blocks += other.blocks;
        self.functions += other.functions;
        self.impls += other.impls;
    }

    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Group(group) => self.add_tokens(group.stream()),
                TokenTree::Ident(word) if word == "unsafe" => match tokens.peek() {
                    Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace => {
                        self.blocks += 1;
                    }
                    Some(TokenTree::Ident(word)) if word == "fn" || word == "extern" => {
                        self.functions += 1;
                    }
                    Some(TokenTree::Ident(word)) if word == "impl" || word == "trait" => {
                        self.impls += 1;
                    }
                    // Such as an attribute that says what it does.
                    _ => {}
                },
                TokenTree::Ident(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} | {} | {}", self.blocks, self.functions, self.impls)
    }
}

/// The rows `| crate | blocks | functions | impls | why |` of the list.
fn rows(list: &str) -> BTreeMap<String, Row> {
    let rows = list.lines().filter_map(|line| {
        let cells: Vec<_> = line.split('|').map(str::trim).collect();
        let ["", name, blocks, functions, impls, why, ""] = cells[..] else {
            return None;
        };
        let count = Count {
            blocks: blocks.parse().ok()?,
            functions: functions.parse().ok()?,
            impls: impls.parse().ok()?,
        };
        let why = why.to_owned();
        Some((name.trim_matches('`').to_owned(), Row { count, why }))
    });
    rows.collect()
}

fn differences(rows: &BTreeMap<String, Row>, counts: &BTreeMap<String, Count>) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, count) in counts {
        match rows.get(name) {
            Some(row) if row.why.is_empty() => broken.push(format!("`{name}` has no reason")),
            Some(row) if row.count == *count => {}
            _ => broken.push(format!("| `{name}` | {count} | is what its sources have")),
        }
    }
    let gone = rows.keys().filter(|name| !counts.contains_key(*name));
    broken
        .extend(gone.map(|name| format!("`{name}` has no unsafe code, or is no part of the page")));
    broken
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_is_counted_and_words_are_not() {
        let text = r#"
            // unsafe { } in a comment
            unsafe fn a() { let text = "unsafe {}"; unsafe { b() } }
            unsafe impl Send for A {}
            macro_rules! m { () => { unsafe { c() } } }
            unsafe extern "C" { fn d(); }
            #[unsafe(no_mangle)] fn e() {}
            unsafe trait T {}
        "#;
        let count = of_text(text).unwrap();
        assert_eq!(count.to_string(), "2 | 2 | 2");
        assert!(of_text("unsafe } {").is_err());
    }

    #[test]
    fn a_list_that_is_not_true_is_told() {
        let counts = |blocks| {
            let count = Count {
                blocks,
                ..Count::default()
            };
            BTreeMap::from([("a".to_owned(), count)])
        };
        let list = "| Crate | Blocks | Functions | Impls | Why |\n|---|---|---|---|---|\n| `a` | 1 | 0 | 0 | speed |\n";
        assert!(differences(&rows(list), &counts(1)).is_empty());
        assert_eq!(differences(&rows(list), &counts(2)).len(), 1);
        assert_eq!(differences(&rows(""), &counts(1)).len(), 1);
        assert_eq!(differences(&rows(list), &BTreeMap::new()).len(), 1);
        let without = list.replace("speed", "");
        assert_eq!(differences(&rows(&without), &counts(1)).len(), 1);
    }
}
