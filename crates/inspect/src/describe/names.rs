use crate::report::Section;
use crate::x509::{GeneralName, Name};
use crate::{distinguished_name, punycode, words};

/// International names that are shown as they are meant.
const MEANT: usize = 10;

/// A distinguished name as it is written in configurations; `nginx` says where nginx has it so.
pub(super) fn push(section: &mut Section, label: &str, name: Name<'_>, nginx: &str) {
    section.noted(
        label,
        distinguished_name::oneline(name.0),
        "as openssl prints it",
    );
    section.noted(
        format!("{label}, RFC 2253"),
        distinguished_name::rfc2253(name.0),
        nginx,
    );
}

/// Alternative names, one a line, where there are any.
pub(super) fn push_alternative(section: &mut Section, label: &str, names: &[GeneralName<'_>]) {
    if !names.is_empty() {
        let lines: Vec<_> = names.iter().map(GeneralName::display).collect();
        let hosts = names.iter().filter_map(GeneralName::dns);
        let meant = hosts.filter_map(|host| punycode::meant(&host));
        let meant: Vec<_> = meant.map(|host| words::shown(&host)).take(MEANT).collect();
        if meant.is_empty() {
            section.row(label, lines.join("\n"));
        } else {
            let note = format!("shown as {}", meant.join(", "));
            section.noted(label, lines.join("\n"), note);
        }
    }
}
