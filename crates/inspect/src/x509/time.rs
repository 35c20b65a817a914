use time::{Date, Month, OffsetDateTime, Time as Clock};

use crate::der::Value;

/// A `Time` (RFC 5280, 4.1.2.5) as it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Time<'a> {
    /// Whether it is a `GeneralizedTime`.
    pub(crate) generalized: bool,
    /// Its characters.
    pub(crate) text: &'a [u8],
    /// Seconds since the Unix epoch; none where it is no date that RFC 5280 allows.
    pub(crate) unix: Option<i64>,
}

impl<'a> Time<'a> {
    pub(crate) fn read(value: Value<'a>) -> Self {
        Self {
            generalized: value.tag == 0x18,
            text: value.content,
            unix: parse(value.tag, value.content),
        }
    }

    /// Whether it is the date that means "no end" (RFC 5280, 4.1.2.5).
    pub(crate) fn is_endless(&self) -> bool {
        self.text == b"99991231235959Z"
    }

    /// As `ASN1_TIME_print`: `Nov 25 09:13:06 2026 GMT`.
    pub(crate) fn openssl(&self) -> String {
        self.unix
            .map_or_else(|| "Bad time value".to_owned(), openssl)
    }
}

fn parse(tag: u8, text: &[u8]) -> Option<i64> {
    let digits = text.strip_suffix(b"Z")?;
    let (century, digits) = match (tag, digits.len()) {
        (0x17, 12) => (None, digits),
        (0x18, 14) => (Some(pair(digits, 0)?), digits.get(2..)?),
        _ => return None,
    };
    let short = pair(digits, 0)?;
    let century = century.unwrap_or(if short < 50 { 20 } else { 19 });
    let year = i32::from(century) * 100 + i32::from(short);
    let month = Month::try_from(pair(digits, 2)?).ok()?;
    let date = Date::from_calendar_date(year, month, pair(digits, 4)?).ok()?;
    let clock = Clock::from_hms(pair(digits, 6)?, pair(digits, 8)?, pair(digits, 10)?).ok()?;
    Some(date.with_time(clock).assume_utc().unix_timestamp())
}

fn pair(digits: &[u8], at: usize) -> Option<u8> {
    match digits.get(at..at + 2)? {
        [tens @ b'0'..=b'9', ones @ b'0'..=b'9'] => Some((tens - b'0') * 10 + ones - b'0'),
        _ => None,
    }
}

const MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
];

fn month(date: OffsetDateTime) -> &'static str {
    MONTHS
        .get(usize::from(u8::from(date.month())) - 1)
        .copied()
        .unwrap_or_default()
}

/// As `ASN1_TIME_print` writes it.
fn openssl(unix: i64) -> String {
    let Ok(date) = OffsetDateTime::from_unix_timestamp(unix) else {
        return "Bad time value".to_owned();
    };
    let (hour, minute, second) = date.to_hms();
    let (month, day, year) = (month(date), date.day(), date.year());
    format!("{month} {day:2} {hour:02}:{minute:02}:{second:02} {year} GMT")
}

/// How a moment is written for people.
pub(crate) mod calendar {
    use super::{OffsetDateTime, month, openssl};

    /// As OpenSSL writes the moment of a timestamp: `Nov 25 09:13:06.123 2026 GMT`.
    pub(crate) fn openssl_milliseconds(moment: i64) -> String {
        let text = openssl(moment.div_euclid(1000));
        let fraction = moment.rem_euclid(1000);
        match text.split_at_checked(15) {
            Some((clock, rest)) => format!("{clock}.{fraction:03}{rest}"),
            None => text,
        }
    }

    /// `25 Nov 2027`.
    pub(crate) fn day(unix: i64) -> String {
        OffsetDateTime::from_unix_timestamp(unix).map_or_else(
            |_| format!("{unix} s"),
            |date| format!("{} {} {}", date.day(), month(date), date.year()),
        )
    }

    /// `2027-11-25`.
    pub(crate) fn iso_day(unix: i64) -> String {
        OffsetDateTime::from_unix_timestamp(unix).map_or_else(
            |_| format!("{unix} s"),
            |date| {
                format!(
                    "{:04}-{:02}-{:02}",
                    date.year(),
                    u8::from(date.month()),
                    date.day()
                )
            },
        )
    }

    /// `2027-11-25 09:13:06 UTC`.
    pub(crate) fn moment(unix: i64) -> String {
        let second = unix.rem_euclid(86_400);
        let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
        format!("{} {hour:02}:{minute:02}:{second:02} UTC", iso_day(unix))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_rfc_5280_has_them() {
        assert_eq!(parse(0x17, b"700101000000Z"), Some(0));
        assert_eq!(parse(0x17, b"491231235959Z"), Some(2_524_607_999));
        assert_eq!(parse(0x18, b"20500101000000Z"), Some(2_524_608_000));
        assert_eq!(parse(0x18, b"00000101000000Z"), Some(-62_167_219_200));
        for bad in [
            "7001010000Z",
            "700101000000+0100",
            "701301000000Z",
            "700230000000Z",
            "7001010000 0Z",
            "",
        ] {
            assert_eq!(parse(0x17, bad.as_bytes()), None, "{bad}");
        }
        assert_eq!(openssl(1_795_338_786), "Nov 22 09:13:06 2026 GMT");
        assert_eq!(calendar::moment(1_795_338_786), "2026-11-22 09:13:06 UTC");
        assert_eq!(calendar::day(-1), "31 Dec 1969");
    }
}
