//! Plans of every kind.

use plan::Plan;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::Value;
use tests::plans;

/// Text that breaks what is not quoted: in shells, YAML, XML, JSON, nginx, file names; and plain text.
const HOSTILE: [&str; 26] = [
    "",
    " ",
    "'",
    "\"",
    "`id`",
    "$(id)",
    "${HOME}",
    "$'\\n'",
    "a\nb",
    "a\r\nb",
    "\t",
    "\0",
    "\\",
    "<!-- & -->",
    "]]>",
    "&amp;",
    "- a: b # c",
    "!!binary x",
    "{{ .Values }}",
    "*",
    "; rm -rf /",
    "--help",
    "🦀 é ß",
    "\u{202e}evil\u{2066}",
    "true",
    "0x10",
];

/// What fields usually hold, so that many plans have no errors.
const USUAL: [&str; 16] = [
    "api.contoso.example",
    "*.contoso.example",
    "bücher.example",
    "10.0.0.1",
    "tinyrest",
    "my-name-2",
    "default",
    "8080",
    "3000",
    "397",
    "1",
    "/",
    "/books/v1",
    "https://id.contoso.example/.well-known/openid-configuration",
    "00000000-0000-0000-0000-000000000001",
    "role=reader",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => select(&HOSTILE[..]).prop_map(str::to_owned),
        4 => select(&USUAL[..]).prop_map(str::to_owned),
        2 => (select(&USUAL[..]), select(&HOSTILE[..])).prop_map(|(a, b)| format!("{a}{b}")),
        2 => "\\PC{0,40}",
        1 => any::<String>(),
        1 => Just("x".repeat(10_000)),
    ]
}

/// A plan of the shared list with some fields replaced, whatever they are called: texts by other texts, switches
/// by the other setting. Choices come from the plans themselves.
pub(crate) fn any_plan() -> impl Strategy<Value = Plan> {
    let plans: Vec<_> = plans::all().into_iter().map(|(_, plan)| plan).collect();
    let change = (any::<prop::sample::Index>(), text(), any::<bool>());
    let changes = prop::collection::vec(change, 0..6);
    (select(plans), changes).prop_map(|(plan, changes)| {
        changes.into_iter().fold(plan, |plan, (index, text, flag)| {
            let mut value = serde_json::to_value(&plan).unwrap();
            let field = index.get(&leaves(&value)).clone();
            match value.pointer_mut(&field).unwrap() {
                Value::Bool(old) => *old = flag,
                old => *old = Value::String(text),
            }
            // Choices are strings in JSON too, and a text that is none of them makes no plan.
            serde_json::from_value(value).unwrap_or(plan)
        })
    })
}

/// The pointers to every text and switch.
fn leaves(value: &Value) -> Vec<String> {
    fn walk(value: &Value, path: &str, fields: &mut Vec<String>) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    walk(member, &format!("{path}/{name}"), fields);
                }
            }
            Value::String(_) | Value::Bool(_) => fields.push(path.to_owned()),
            _ => {}
        }
    }
    let mut fields = Vec::new();
    walk(value, "", &mut fields);
    fields
}
