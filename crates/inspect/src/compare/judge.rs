use diagnostics::Finding;

use super::facts::Facts;
use super::lost;

const DAY: i64 = 86_400;

/// `The same names and the same key, valid 365 days longer, from the same issuer.`
pub(super) fn sentence(old: &Facts, new: &Facts, equal: bool) -> String {
    if equal {
        return "Both are the same, octet by octet.".into();
    }
    let names = names(old, new);
    let key = match (old.key_hash == new.key_hash, old.key == new.key) {
        (true, _) => "the same key".to_owned(),
        (false, true) => "a new key".to_owned(),
        (false, false) => format!("a new key, {} instead of {}", new.key, old.key),
    };
    let mut sentence = format!("{names} and {key}");
    if let Some(days) = days_longer(old, new) {
        let word = if days.abs() == 1 { "day" } else { "days" };
        sentence += &match days {
            0 => ", valid until the same day".to_owned(),
            1.. => format!(", valid {days} {word} longer"),
            _ => format!(", valid {} {word} less", days.unsigned_abs()),
        };
    }
    if let (Some(before), Some(after)) = (&old.issuer, &new.issuer) {
        let same = before == after && same_issuer_key(old, new);
        sentence += if same {
            ", from the same issuer"
        } else {
            ", from another issuer"
        };
    }
    sentence + "."
}

fn names(old: &Facts, new: &Facts) -> String {
    let gone = lost(&old.names, &new.names).len();
    let added = lost(&new.names, &old.names).len();
    let count = |count: usize| {
        if count == 1 {
            "1 name".to_owned()
        } else {
            format!("{count} names")
        }
    };
    let names = match (gone, added) {
        (0, 0) if old.subject != new.subject => return "Another subject".into(),
        (0, 0) => return "The same names".into(),
        (0, added) => format!("{} more", count(added)),
        (gone, 0) => format!("{} less", count(gone)),
        (gone, added) => format!("{} gone and {added} new", count(gone)),
    };
    let subject = if old.subject == new.subject {
        "The same subject"
    } else {
        "Another subject"
    };
    format!("{subject}, {names},")
}

/// How much later the second ends.
fn days_longer(old: &Facts, new: &Facts) -> Option<i64> {
    let (before, after) = (old.span()?.1, new.span()?.1);
    // Towards zero, so that a few minutes are no day.
    Some(after.saturating_sub(before) / DAY)
}

fn same_issuer_key(old: &Facts, new: &Facts) -> bool {
    match (&old.issuer_key, &new.issuer_key) {
        (Some(before), Some(after)) => before == after,
        _ => true,
    }
}

/// What goes wrong, or has to be done, where the second takes the place of the first.
pub(super) fn findings(old: &Facts, new: &Facts) -> Vec<Finding> {
    let all = [
        names_lost(old, new),
        purposes_lost(old, new),
        authority_lost(old, new),
        subject_changed(old, new),
        issuer_changed(old, new),
        serial_repeated(old, new),
        gap(old, new),
        shorter(old, new),
        thumbprint(old, new),
        key(old, new),
    ];
    all.into_iter().flatten().collect()
}

fn names_lost(old: &Facts, new: &Facts) -> Option<Finding> {
    let lost = lost(&old.names, &new.names);
    (!lost.is_empty()).then(|| {
        Finding::warning(
            "names-lost",
            "compare.alternative-names",
            format!("The second no longer has {}.", lost.join(", ")),
            "Issue it with these names too, unless nobody uses them: clients that do will refuse it.",
        )
    })
}

fn purposes_lost(old: &Facts, new: &Facts) -> Option<Finding> {
    let lost = lost(&old.purposes, &new.purposes);
    let hint = "Issue it with these usages too: who needs them refuses it with \"unsuitable certificate purpose\".";
    if !lost.is_empty() && !new.purposes.is_empty() {
        let message = format!("The second is no longer for {}.", lost.join(", "));
        return Some(Finding::warning(
            "purposes-lost",
            "compare.extended-key-usage",
            message,
            hint,
        ));
    }
    if !lost.is_empty() {
        let message = format!(
            "The second no longer says that it is for {}.",
            lost.join(", ")
        );
        return Some(Finding::warning(
            "purposes-lost",
            "compare.extended-key-usage",
            message,
            hint,
        ));
    }
    (old.purposes.is_empty() && !new.purposes.is_empty()).then(|| {
        let message = format!(
            "The first was for anything, the second is only for {}.",
            new.purposes.join(", ")
        );
        Finding::note(
            "purposes-restricted",
            "compare.extended-key-usage",
            message,
            "See that this is all it is used for.",
        )
    })
}

fn authority_lost(old: &Facts, new: &Facts) -> Option<Finding> {
    (old.authority && !new.authority).then(|| {
        Finding::warning(
            "authority-lost",
            "compare.basic-constraints",
            "The first is a CA and the second is not.",
            "Issue it with basicConstraints CA:TRUE, or keep the first: what it issued is not trusted by the second.",
        )
    })
}

fn subject_changed(old: &Facts, new: &Facts) -> Option<Finding> {
    (old.subject != new.subject).then(|| {
        Finding::warning(
            "subject-changed",
            "compare.subject",
            format!("The subject was \"{}\" and is \"{}\".", old.subject, new.subject),
            "Change what compares it: auth-tls-match-cn of ingress-nginx, validate-client-certificate of API \
             Management.",
        )
    })
}

fn issuer_changed(old: &Facts, new: &Facts) -> Option<Finding> {
    let (before, after) = (old.issuer.as_ref()?, new.issuer.as_ref()?);
    let message = if before != after {
        format!("The issuer was \"{before}\" and is \"{after}\".")
    } else if same_issuer_key(old, new) {
        return None;
    } else {
        format!("The issuer \"{after}\" has the same name, but another key.")
    };
    Some(Finding::warning(
        "issuer-changed",
        "compare.issuer",
        message,
        "Let those who check it trust both CAs before the second is used: ca.crt of the ingress, the CA certificates \
         of API Management.",
    ))
}

fn serial_repeated(old: &Facts, new: &Facts) -> Option<Finding> {
    let same = old.serial.is_some() && old.serial == new.serial && old.issuer == new.issuer;
    same.then(|| {
        Finding::warning(
            "serial-repeated",
            "compare.serial-number",
            format!("Both have the serial number {} of one issuer.", new.serial.as_deref().unwrap_or_default()),
            "Issue it with a random serial number: Firefox says SEC_ERROR_REUSED_ISSUER_AND_SERIAL.",
        )
    })
}

fn gap(old: &Facts, new: &Facts) -> Option<Finding> {
    let (end, start) = (old.span()?.1, new.span()?.0);
    (start > end).then(|| {
        Finding::warning(
            "validity-gap",
            "compare.validity",
            format!(
                "The first ends {} and the second begins only {}.",
                old.until().unwrap_or_default(),
                new.from().unwrap_or_default()
            ),
            "Between them neither is valid: issue one that begins before the first ends.",
        )
    })
}

fn shorter(old: &Facts, new: &Facts) -> Option<Finding> {
    (days_longer(old, new)? < 0).then(|| {
        Finding::warning(
            "validity-shorter",
            "compare.validity",
            format!(
                "The second ends earlier than the first, {}.",
                new.until().unwrap_or_default()
            ),
            "See that they are not mixed up: a renewal ends later than what it replaces.",
        )
    })
}

fn thumbprint(old: &Facts, new: &Facts) -> Option<Finding> {
    (old.issuer.is_some() && new.issuer.is_some()).then(|| {
        Finding::note(
            "thumbprint-changed",
            "compare.thumbprint",
            format!("The thumbprint changes from {} to {}, as it does with each renewal.", old.sha1, new.sha1),
            "Change policies of API Management that pin it, or let them name a certificate-id instead.",
        )
    })
}

fn key(old: &Facts, new: &Facts) -> Option<Finding> {
    let certificates = old.issuer.is_some() && new.issuer.is_some();
    if !certificates {
        return (old.key_hash != new.key_hash).then(|| {
            Finding::note(
                "key-changed",
                "compare.key",
                "They have different keys.",
                "A certificate fits only the request, and the private key, with the same key.",
            )
        });
    }
    Some(if old.key_hash == new.key_hash {
        Finding::note(
            "key-kept",
            "compare.key",
            "The renewal keeps the key.",
            "Make a new key with each renewal, unless a client pins it: a key that leaked stays leaked.",
        )
    } else {
        Finding::note(
            "key-changed",
            "compare.key",
            "The renewal has a new key.",
            "Install certificate and key together, and change what pins the public key.",
        )
    })
}
