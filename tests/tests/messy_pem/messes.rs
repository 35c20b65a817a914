use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::material::Material;

/// One way to spoil PEM, or to write it unusually.
pub(crate) struct Mess {
    pub(crate) name: &'static str,
    pub(crate) make: fn(&str, &Material) -> Vec<u8>,
}

/// Labels that keys are given by mistake, and the right ones.
pub(crate) const KEY_LABELS: [&str; 6] = [
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "DSA PRIVATE KEY",
    "PUBLIC KEY",
    "CERTIFICATE",
];

pub(crate) const MESSES: &[Mess] = &[
    mess("none", |text, _| text.into()),
    mess("byte order mark", |text, _| {
        format!("\u{feff}{text}").into()
    }),
    mess("UTF-16LE with a mark", |text, _| {
        wide(&format!("\u{feff}{text}"), u16::to_le_bytes)
    }),
    mess("UTF-16BE with a mark", |text, _| {
        wide(&format!("\u{feff}{text}"), u16::to_be_bytes)
    }),
    mess("UTF-16LE without a mark", |text, _| {
        wide(text, u16::to_le_bytes)
    }),
    mess("CRLF", |text, _| text.replace('\n', "\r\n").into()),
    mess("CR", |text, _| text.replace('\n', "\r").into()),
    mess("no last line end", |text, _| text.trim_end().into()),
    mess("spaces at line ends", |text, _| {
        text.replace('\n', "  \n").into()
    }),
    mess("indented", |text, _| {
        each_line(text, |line| format!("    {line}"))
    }),
    mess("BEGIN indented", |text, _| format!("  {text}").into()),
    mess("END indented", |text, _| {
        text.replace("-----END", "  -----END").into()
    }),
    mess("lines indented", |text, _| {
        body(text, |line| format!("\t{line}"))
    }),
    mess("flattened to spaces", |text, _| {
        text.trim_end().replace('\n', " ").into()
    }),
    mess("flattened to nothing", |text, _| {
        text.replace('\n', "").into()
    }),
    mess("base64 on one line", |text, _| {
        whole_body(text, |all| all.replace('\n', ""))
    }),
    mess("escaped", |text, _| text.replace('\n', "\\n").into()),
    mess("escaped CRLF", |text, _| {
        text.replace('\n', "\\r\\n").into()
    }),
    mess("glued", |text, material| {
        format!("{}{}", text.trim_end(), material.other).into()
    }),
    mess("bag attributes", |text, _| {
        format!("Bag Attributes\n    friendlyName: it\nsubject=CN = it\n{text}").into()
    }),
    mess("a comment before", |text, _| {
        format!("# it\n{text}# end\n").into()
    }),
    mess("Latin-1 before", |text, _| {
        [b"caf\xe9\n", text.as_bytes()].concat()
    }),
    mess("four hyphens", |text, _| {
        text.replace("-----", "----").into()
    }),
    mess("six hyphens", |text, _| {
        text.replace("-----", "------").into()
    }),
    mess("five dashes", |text, _| text.replace('-', "–").into()),
    mess("one long dash", |text, _| text.replace("-----", "—").into()),
    mess("no hyphens", |text, _| text.replace("-----", "").into()),
    mess("a hyphen lost at BEGIN", |text, _| text[1..].into()),
    mess("a hyphen lost at the end", |text, _| {
        text[..text.len() - 2].into()
    }),
    mess("a hyphen more at the end", |text, _| {
        format!("{}-\n", text.trim_end()).into()
    }),
    mess("a space in the markers", |text, _| {
        text.replace("-----BEGIN", "----- BEGIN")
            .replace("-----END", "----- END")
            .into()
    }),
    mess("END missing", |text, _| {
        text.split("-----END").next().unwrap().into()
    }),
    mess("END differs", |text, _| {
        text.replace("-----END ", "-----END X509 ").into()
    }),
    mess("base64url", |text, _| {
        whole_body(text, |all| all.replace('+', "-").replace('/', "_"))
    }),
    mess("quoted with >", |text, _| {
        each_line(text, |line| format!("> {line}"))
    }),
    mess("lines quoted with >", |text, _| {
        body(text, |line| format!("> {line}"))
    }),
    mess("in quotes", |text, _| {
        format!("\"{}\"\n", text.trim_end()).into()
    }),
    mess("each line in quotes", |text, _| {
        each_line(text, |line| format!("\"{line}\","))
    }),
    mess("a word before", |text, _| format!("cert: {text}").into()),
    mess("a word after", |text, _| {
        format!("{} # it\n", text.trim_end()).into()
    }),
    mess("a mark before", |text, _| format!("\u{200b}{text}").into()),
    mess("in a code block", |text, _| {
        format!("```\n{text}```\n").into()
    }),
    mess("padding missing", |text, _| {
        whole_body(text, |all| all.replace('=', ""))
    }),
    mess("padding too long", |text, _| {
        whole_body(text, |all| format!("{all}="))
    }),
    mess("no-break spaces", |text, _| {
        body(text, |line| format!("{line}\u{a0}"))
    }),
    mess("no-break spaces inside", |text, _| {
        body(text, |line| format!("\u{a0}{line}"))
    }),
    mess("an empty line first", |text, _| {
        whole_body(text, |all| format!("\n{all}"))
    }),
    mess("an empty line inside", |text, _| {
        whole_body(text, |all| all.replacen('\n', "\n\n", 1))
    }),
    mess("an empty line last", |text, _| {
        whole_body(text, |all| format!("{all}\n"))
    }),
    mess("empty lines everywhere", |text, _| {
        text.replace('\n', "\n\n").into()
    }),
    mess("a header", |text, _| {
        whole_body(text, |all| format!("Comment: it\n\n{all}"))
    }),
    mess("another character", |text, _| {
        whole_body(text, |all| all.replacen('\n', "?\n", 1))
    }),
    mess("X509 CERTIFICATE", |text, _| {
        relabelled(text, "X509 CERTIFICATE").into()
    }),
    mess("TRUSTED CERTIFICATE", |text, _| {
        relabelled(text, "TRUSTED CERTIFICATE").into()
    }),
    mess("CERTIFICATE REQUEST", |text, _| {
        relabelled(text, "CERTIFICATE REQUEST").into()
    }),
    mess("CERTIFICATES", |text, _| {
        relabelled(text, "CERTIFICATES").into()
    }),
    mess("PRIVATE KEY", |text, _| {
        relabelled(
            text,
            if text.contains("PRIVATE") {
                "RSA PRIVATE KEY"
            } else {
                "PRIVATE KEY"
            },
        )
        .into()
    }),
    mess("octets after the structure", |text, _| {
        let label = label(text);
        let mut octets = pem::parse(text).unwrap().into_contents();
        octets.extend([0, 0]);
        let text = BASE64_STANDARD.encode(octets);
        let lines: Vec<_> = text
            .as_bytes()
            .chunks(64)
            .map(String::from_utf8_lossy)
            .collect();
        format!(
            "-----BEGIN {label}-----\n{}\n-----END {label}-----\n",
            lines.join("\n")
        )
        .into()
    }),
];

const fn mess(name: &'static str, make: fn(&str, &Material) -> Vec<u8>) -> Mess {
    Mess { name, make }
}

/// The text, spoilt.
pub(crate) fn mangled(mess: &Mess, text: &str, material: &Material) -> Vec<u8> {
    (mess.make)(text, material)
}

/// The text under another label.
pub(crate) fn relabelled(text: &str, to: &str) -> String {
    text.replace(&format!(" {}-----", label(text)), &format!(" {to}-----"))
}

fn label(text: &str) -> &str {
    text.split("-----")
        .nth(1)
        .unwrap()
        .strip_prefix("BEGIN ")
        .unwrap()
}

fn wide(text: &str, octets: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(octets).collect()
}

fn each_line(text: &str, change: fn(&str) -> String) -> Vec<u8> {
    let lines: Vec<_> = text.lines().map(change).collect();
    format!("{}\n", lines.join("\n")).into()
}

/// Each line between the markers, changed.
fn body(text: &str, change: fn(&str) -> String) -> Vec<u8> {
    whole_body_with(text, |all| {
        all.lines().map(change).collect::<Vec<_>>().join("\n")
    })
}

fn whole_body(text: &str, change: fn(&str) -> String) -> Vec<u8> {
    whole_body_with(text, change)
}

fn whole_body_with(text: &str, change: impl Fn(&str) -> String) -> Vec<u8> {
    let (begin, rest) = text.split_once('\n').unwrap();
    let (body, end) = rest.trim_end().rsplit_once('\n').unwrap();
    format!("{begin}\n{}\n{end}\n", change(body)).into()
}
