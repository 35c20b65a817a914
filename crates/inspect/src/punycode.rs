//! What international host names say, which certificates have in their ASCII form (RFC 3492, RFC 5891).

/// Characters of a label, of which DNS allows 63 in its ASCII form.
const LONGEST: usize = 63;

/// A host name with each label that is in ASCII form as it is meant; none where there is no such label, or none that
/// means anything.
pub(crate) fn meant(host: &str) -> Option<String> {
    let mut found = false;
    let labels = host.split('.').map(|label| match unicode(label) {
        Some(meant) => {
            found = true;
            meant
        }
        None => label.to_owned(),
    });
    let labels: Vec<_> = labels.collect();
    found.then(|| labels.join("."))
}

fn unicode(label: &str) -> Option<String> {
    let (prefix, encoded) = label.split_at_checked(4)?;
    if !prefix.eq_ignore_ascii_case("xn--") || label.len() > LONGEST {
        return None;
    }
    let decoded = decode(encoded)?;
    (!decoded.is_ascii()).then_some(decoded)
}

/// RFC 3492, 6.2.
fn decode(encoded: &str) -> Option<String> {
    let (basic, extended) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut characters: Vec<char> = basic.chars().collect();
    let mut digits = extended.bytes().map(digit);
    let (mut code, mut at, mut bias) = (128_u32, 0_u32, 72_u32);
    while digits.len() > 0 {
        let before = at;
        let mut weight = 1_u32;
        let mut place = 36_u32;
        loop {
            let digit = digits.next()??;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = place.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(36 - threshold)?;
            place += 36;
        }
        let count = u32::try_from(characters.len()).ok()? + 1;
        bias = adapt(at - before, count, before == 0);
        code = code.checked_add(at / count)?;
        at %= count;
        characters.insert(usize::try_from(at).ok()?, char::from_u32(code)?);
        at += 1;
    }
    Some(characters.into_iter().collect())
}

/// RFC 3492, 6.1.
fn adapt(delta: u32, count: u32, first: bool) -> u32 {
    let mut delta = delta / if first { 700 } else { 2 };
    delta += delta / count;
    let mut bias = 0;
    while delta > 35 * 26 / 2 {
        delta /= 35;
        bias += 36;
    }
    bias + 36 * delta / (delta + 38)
}

fn digit(octet: u8) -> Option<u32> {
    Some(match octet {
        b'a'..=b'z' => u32::from(octet - b'a'),
        b'A'..=b'Z' => u32::from(octet - b'A'),
        b'0'..=b'9' => u32::from(octet - b'0') + 26,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn samples_of_rfc_3492_are_read() {
        for (encoded, text) in [
            ("bcher-kva", "bücher"),
            ("egbpdaj6bu4bxfgehfvwxn", "ليهمابتكلموشعربي؟"),
            ("ihqwcrb4cv8a8dqg056pqjye", "他们为什么不说中文"),
            ("4dbcagdahymbxekheh6e0a7fei0b", "למההםפשוטלאמדבריםעברית"),
            (
                "b1abfaaepdrnnbgefbadotcwatmq2g4l",
                "почемужеонинеговорятпорусски",
            ),
            (
                "PorqunopuedensimplementehablarenEspaol-fmd56a",
                "PorquénopuedensimplementehablarenEspañol",
            ),
            (
                "-with-SUPER-MONKEYS-pc58ag80a8qai00g7n9n",
                "安室奈美恵-with-SUPER-MONKEYS",
            ),
            ("-> $1.00 <--", "-> $1.00 <-"),
        ] {
            assert_eq!(decode(encoded).as_deref(), Some(text), "{encoded}");
        }
    }

    #[test]
    fn what_means_nothing_is_left() {
        let meant = |host: &str| super::meant(host);
        assert_eq!(
            meant("*.xn--bcher-kva.example").as_deref(),
            Some("*.bücher.example")
        );
        assert_eq!(meant("api.contoso.example"), None);
        for odd in [
            "xn--",
            "xn--a-",
            "xn--99999999",
            "xn--\u{fc}",
            "xn--zzzzzzzzzzzzzzzzzz",
        ] {
            assert_eq!(meant(odd), None, "{odd}");
        }
        let long = format!("xn--{}", "9".repeat(60));
        assert_eq!(meant(&long), None);
    }
}
