//! "Will it be accepted by": tables of what programs and services say to certificates, keys and PFX files.
//!
//! A row says what one reader does with what has one trait. For each reader the first row counts whose trait the item
//! has, so that rows stand with the gravest first and what is left last. A row is `Tested` only where a test of this
//! repository runs that program and compares.

mod certificate;
mod cipher;
mod key;
mod pfx;

use crate::report::{Answer, Evidence, Verdict};

pub(crate) use certificate::certificate;
pub(crate) use key::{locked, private_key};
pub(crate) use pfx::pfx;

/// How a row is known.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// By this program, in this repository's tests.
    Tested(&'static str),
    /// From this issue, page or source file.
    Cited(&'static str),
    Unknown,
}

/// What one reader does with what has one trait.
#[derive(Clone, Copy, Debug)]
struct Row<T> {
    /// The trait; none fits everything.
    when: Option<T>,
    answer: Answer,
    reason: &'static str,
    source: Source,
}

/// A reader and its rows.
type Reader<T> = (&'static str, &'static [Row<T>]);

const fn row<T>(when: T, answer: Answer, reason: &'static str, source: Source) -> Row<T> {
    Row {
        when: Some(when),
        answer,
        reason,
        source,
    }
}

/// For what no row before it fits.
const fn otherwise<T>(answer: Answer, reason: &'static str, source: Source) -> Row<T> {
    Row {
        when: None,
        answer,
        reason,
        source,
    }
}

/// What .NET says to Ed25519 and Ed448.
const fn edwards_in_dotnet<T>(edwards: T) -> Row<T> {
    row(
        edwards,
        Answer::No,
        ".NET knows neither Ed25519 nor Ed448: `not a known key algorithm`.",
        Source::Cited("dotnet/runtime#99388"),
    )
}

/// For readers of which nothing more is known than what all have to do.
const fn critical_unknown<T>(when: T) -> Row<T> {
    row(
        when,
        Answer::Depends,
        "On whether it knows the critical extension: what does not has to refuse the certificate.",
        Source::Cited("RFC 5280, 4.2"),
    )
}

/// What Azure Key Vault says to them.
const fn key_curve_not_supported<T>(when: T) -> Row<T> {
    row(
        when,
        Answer::No,
        "It says `KeyCurveNotSupported`.",
        Source::Cited("Azure/azure-cli#26898"),
    )
}

/// What Azure Key Vault says of its keys.
const KEY_VAULT_KEYS: &str = "learn.microsoft.com, key-vault/keys/about-keys-details";

/// What it says to RSA of other sizes.
const fn key_vault_rsa_size<T>(when: T) -> Row<T> {
    row(
        when,
        Answer::No,
        "It takes RSA keys of 2048, 3072 and 4096 bits.",
        Source::Cited(KEY_VAULT_KEYS),
    )
}

const fn key_vault_other_curve<T>(when: T) -> Row<T> {
    row(
        when,
        Answer::Depends,
        "Its policies name P-256, P-384, P-521 and P-256K, which is secp256k1; nothing is known of others.",
        Source::Cited("Azure/azure-policy, Key Vault, Certificates_EC_AllowedCurveNames.json"),
    )
}

fn judge<T: Copy + PartialEq>(table: &[Reader<T>], traits: &[T]) -> Vec<Verdict> {
    let first = |(reader, rows): &Reader<T>| {
        let fits = |row: &&Row<T>| row.when.is_none_or(|when| traits.contains(&when));
        rows.iter().find(fits).map(|row| verdict(reader, row))
    };
    table.iter().filter_map(first).collect()
}

fn verdict<T>(reader: &str, row: &Row<T>) -> Verdict {
    Verdict {
        reader: reader.to_owned(),
        answer: row.answer,
        reason: row.reason.to_owned(),
        evidence: match row.source {
            Source::Tested(tool) => Evidence::Tested(tool.to_owned()),
            Source::Cited(source) => Evidence::Cited(source.to_owned()),
            Source::Unknown => Evidence::Unknown,
        },
    }
}

/// Those that hold.
fn chosen<T, const N: usize>(traits: [(T, bool); N]) -> Vec<T> {
    let traits = traits.into_iter();
    traits
        .filter_map(|(found, is)| is.then_some(found))
        .collect()
}

#[cfg(test)]
fn check<T: Copy + PartialEq>(table: &[Reader<T>]) {
    for (reader, rows) in table {
        let last = rows.len() - 1;
        for (index, row) in rows.iter().enumerate() {
            assert_eq!(
                row.when.is_none(),
                index == last,
                "{reader}: the last row fits everything"
            );
            let unknown = matches!(row.source, Source::Unknown);
            assert!(
                !unknown || row.answer == Answer::Depends,
                "{reader}: {}",
                row.reason
            );
            assert!(row.reason.ends_with('.'), "{reader}: {}", row.reason);
        }
    }
}
