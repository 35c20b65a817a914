use crate::objects;
use crate::report::Section;
use crate::verify::Verified;

/// The signature by this algorithm.
pub(super) fn section(algorithm: &[u8]) -> Section {
    let mut section = Section::new("Signature");
    section.row("Algorithm", objects::name(algorithm));
    section
}

/// Whether it was made `by` whom it is said to be.
pub(super) fn push_verified(section: &mut Section, verified: &Verified, by: &str) {
    section.row(
        "Checked",
        match verified {
            Verified::Yes => format!("made by {by}"),
            Verified::No => format!("not made by {by}, or changed since"),
            Verified::Unsupported(why) => format!("not checked: {why}"),
        },
    );
}

/// That nothing was checked.
pub(super) fn push_unverified(section: &mut Section) {
    section.row(
        "Checked",
        "not here: that takes the certificate of its issuer",
    );
}
