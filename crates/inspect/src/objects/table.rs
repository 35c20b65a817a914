//! Names of object identifiers, as OpenSSL 3.0 lists them (`openssl list -objects`), of what stands in certificates:
//! a file for each branch of the tree that identifiers are assigned in.

mod directory;
mod internet;
mod iso_members;
mod joint;
mod organizations;

/// Dotted form, short name, long name.
pub(super) type Row = (&'static str, &'static str, &'static str);

/// The branches and the rows in them, in the order of the dotted forms as texts.
const BRANCHES: [&[Row]; 5] = [
    iso_members::ROWS,
    organizations::ROWS,
    internet::ROWS,
    joint::ROWS,
    directory::ROWS,
];

/// The row of a dotted form.
pub(super) fn row(dotted: &str) -> Option<&'static Row> {
    let begins = |rows: &&&[Row]| rows.first().is_some_and(|(first, _, _)| *first <= dotted);
    let rows = BRANCHES.iter().rev().find(begins)?;
    let index = rows.binary_search_by(|(known, _, _)| (*known).cmp(dotted));
    rows.get(index.ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_found() {
        let rows = BRANCHES.concat();
        assert!(rows.is_sorted_by(|one, next| one.0 < next.0));
        assert!(rows.iter().all(|one| row(one.0) == Some(one)));
        assert_eq!((row("0.1"), row("2.5.4.3.1"), row("9")), (None, None, None));
    }
}
