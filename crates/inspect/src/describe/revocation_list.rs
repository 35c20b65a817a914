use crate::context::Context;
use crate::report::{Report, Section, Validity};
use crate::x509::{Extension, RevocationList, Revoked, calendar, id};
use crate::{der, distinguished_name, facts, findings, text, words};

use super::{extensions, other, partial, signature, validity_words};

/// More revoked certificates than a report lists.
const LISTED: usize = 100;

pub(super) fn report(der: &[u8], context: &Context<'_>) -> Report {
    let now = context.now;
    let Some(list) = RevocationList::read(der) else {
        return other::broken(der, partial::Kind::RevocationList);
    };
    let count = list.revoked().count();
    let issuer = list
        .issuer
        .title()
        .unwrap_or_else(|| "a CA without a name".to_owned());
    let next = list.next_update.and_then(|next| next.unix);
    let validity = match list.next_update {
        None => "it does not say when the next one comes".to_owned(),
        Some(_) => validity_words(list.this_update.unix, next, false, now),
    };
    let revoked = words::count(count, "revoked certificate", "revoked certificates");
    let sections = [
        Some(about(&list, count)),
        revoked_section(&list, count),
        extensions::section("Extensions", &list.extensions),
        Some(signature(&list, context)),
    ];
    Report {
        sentence: format!("A revocation list of {issuer} with {revoked}; {validity}."),
        validity: list.this_update.unix.map(|not_before| Validity {
            not_before,
            not_after: next,
            is_endless: false,
        }),
        sections: sections.into_iter().flatten().collect(),
        findings: findings::revocation_list(&list, now),
        ..Report::default()
    }
}

fn about(list: &RevocationList<'_>, count: usize) -> Section {
    let mut section = Section::new("List");
    section.row("Issuer", distinguished_name::oneline(list.issuer.0));
    let moment = |unix: Option<i64>| unix.map_or_else(|| "unreadable".to_owned(), calendar::moment);
    section.row("This update", moment(list.this_update.unix));
    section.row(
        "Next update",
        list.next_update
            .map_or_else(|| "not said".to_owned(), |next| moment(next.unix)),
    );
    if let Some(number) = list.extension(id::CRL_NUMBER).and_then(Extension::integer) {
        section.row("Number", der::decimal(der::magnitude(number)));
    }
    section.row("Revoked certificates", count.to_string());
    section.row(
        "Version",
        list.version.unwrap_or(0).saturating_add(1).to_string(),
    );
    section
}

fn revoked_section(list: &RevocationList<'_>, count: usize) -> Option<Section> {
    let mut section = Section::new("Revoked serial numbers");
    for entry in list.revoked().take(LISTED) {
        let date = entry
            .date
            .unix
            .map_or_else(|| "unreadable date".to_owned(), calendar::moment);
        section.noted(facts::serial(entry.serial), date, reason(&entry));
    }
    if count > LISTED {
        section.row("And more", (count - LISTED).to_string());
    }
    (!section.rows.is_empty()).then_some(section)
}

fn reason(entry: &Revoked<'_>) -> String {
    let reason = entry
        .extensions
        .iter()
        .find(|extension| extension.id == id::CRL_REASON);
    let words = reason.and_then(text::known_extension);
    words.map_or_else(|| "no reason given".to_owned(), |lines| lines.join(", "))
}

fn signature(list: &RevocationList<'_>, context: &Context<'_>) -> Section {
    let mut section = signature::section(list.algorithm.oid);
    section.row("Length", format!("{} octets", list.signature.len()));
    signature::push_issuer(&mut section, context);
    section
}
