use crate::context::Context;
use crate::objects;
use crate::relate::Proof;
use crate::report::Section;
use crate::summary::summary;
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

/// Who made it, as far as that is known here.
pub(super) fn push_issuer(section: &mut Section, context: &Context<'_>) {
    let Some(link) = context.issuer() else {
        return section.row(
            "Checked",
            "not here: that takes the certificate of its issuer",
        );
    };
    let issuer = context.items.get(link.issuer);
    let key = format!(
        "the key of {}",
        issuer.map_or_else(String::new, |item| summary(item).title)
    );
    let verified = match &link.proof {
        Proof::Signature => Verified::Yes,
        Proof::Failed => Verified::No,
        Proof::Name(why) => Verified::Unsupported(why.clone()),
    };
    push_verified(section, &verified, &key);
}
