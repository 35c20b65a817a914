//! What `xxd`, `hexdump -C` and `od -A x -t x1` print.

use zeroize::Zeroizing;

use super::Reader;
use super::base_text::holds_something;

/// Octets on a line, at most.
const COLUMNS: usize = 64;

impl Reader<'_> {
    /// Reads the octets of a hex dump; none where the text is none, or stands for nothing that is known.
    pub(super) fn hex_dump(&mut self, parent: usize, text: &str, depth: usize) -> Option<String> {
        let octets = octets(text).filter(|octets| holds_something(octets))?;
        let inner = self.octets(parent, &octets, depth + 1);
        Some(format!("{inner} in a hex dump"))
    }
}

/// Each line tells its place, which has to be as many octets from the first as came before.
fn octets(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let mut octets = Zeroizing::new(Vec::with_capacity(text.len() / 4));
    for line in text.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (place, rest) = line.split_once([' ', '\t']).unwrap_or((line, ""));
        // What the octets are as characters stands behind two spaces in `xxd`, and between bars in `hexdump`, which has
        // two spaces in the middle as well.
        let (place, rest) = match place.strip_suffix(':') {
            Some(place) => (place, rest.trim_start().split("  ").next()),
            None => (place, rest.split('|').next()),
        };
        if place.len() < 4 || usize::from_str_radix(place, 16).ok()? != octets.len() {
            return None;
        }
        let groups: Vec<_> = rest.unwrap_or_default().split_whitespace().collect();
        if groups.len() > COLUMNS {
            return None;
        }
        for group in groups {
            push_digits(&mut octets, group)?;
        }
    }
    Some(octets)
}

fn push_digits(octets: &mut Vec<u8>, group: &str) -> Option<()> {
    if !group.len().is_multiple_of(2) {
        return None;
    }
    for pair in group.as_bytes().chunks_exact(2) {
        let pair = std::str::from_utf8(pair).ok()?;
        octets.push(u8::from_str_radix(pair, 16).ok()?);
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::tests::told;
    use crate::samples::der;

    /// As the three programs print them.
    fn dumps(octets: &[u8]) -> [String; 3] {
        let plain = |line: &[u8]| -> String {
            let shown = |octet: &u8| match octet {
                b' '..=b'~' => char::from(*octet),
                _ => '.',
            };
            line.iter().map(shown).collect()
        };
        let hex = |line: &[u8]| -> Vec<String> {
            line.iter().map(|octet| format!("{octet:02x}")).collect()
        };
        let all = |line: fn(usize, &[String], &str) -> String| {
            let lines = octets.chunks(16).enumerate();
            let lines = lines.map(|(index, octets)| line(index * 16, &hex(octets), &plain(octets)));
            lines.collect::<String>()
        };
        let end = format!("{:08x}\n", octets.len());
        [
            all(|at, hex, plain| {
                let pairs: Vec<_> = hex.chunks(2).map(<[String]>::concat).collect();
                format!("{at:08x}: {:<39}  {plain}\n", pairs.join(" "))
            }),
            all(|at, hex, plain| {
                let half = hex.len().min(8);
                let (first, second) = (hex[..half].join(" "), hex[half..].join(" "));
                format!(
                    "{at:08x}  {:<48}  |{plain}|\n",
                    format!("{first}  {second}")
                )
            }) + &end,
            all(|at, hex, _| format!("{at:06x} {}\n", hex.join(" "))) + &end,
        ]
    }

    #[test]
    fn dumps_are_read() {
        for dump in dumps(&der()) {
            assert_eq!(
                told(dump.as_bytes()),
                ["file: DER in a hex dump", "  structure 1: certificate"]
            );
            assert!(octets(&dump[80..]).is_none());
        }
        assert!(octets("0000: zz").is_none());
    }
}
