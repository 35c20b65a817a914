//! axe-core, as the judge of whether the page can be used by everybody: WCAG 2.2, levels A and AA, as far as a
//! program can tell.

use std::fmt;
use std::path::Path;

use serde::Deserialize;
use serde_json::json;

use crate::browser::Page;

const SOURCE: &str = concat!(
    env!("CARGO_MANIFEST_DIR"),
    "/node_modules/axe-core/axe.min.js"
);

/// The rules to judge by; axe-core names them by the edition of WCAG that brought them.
const TAGS: [&str; 5] = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/// Colours on their way to others are neither, so what moves comes to its end first, but for what turns for ever. And
/// what a bar that stays in place covers depends on how far the page is scrolled, so bars stand in the text meanwhile.
const RUN: &str = "
const ends = animation => Number.isFinite(animation.effect.getComputedTiming().endTime);
document.getAnimations().filter(ends).forEach(animation => animation.finish());
const bars = [...document.body.querySelectorAll('*')]
  .filter(element => ['fixed', 'sticky'].includes(getComputedStyle(element).position));
bars.forEach(bar => bar.style.setProperty('position', 'static', 'important'));
return axe.run(document, { runOnly: { type: 'tag', values: arguments[0] }, resultTypes: ['violations'] })
  .then(results => results.violations)
  .finally(() => bars.forEach(bar => bar.style.removeProperty('position')));
";

/// A rule that the page breaks.
#[derive(Clone, Debug, Deserialize)]
pub struct Violation {
    /// axe-core's name of the rule.
    #[serde(rename = "id")]
    pub rule: String,
    help: String,
    nodes: Vec<Node>,
}

/// An element that breaks a rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Node {
    /// Selectors that lead to it: one where it lies in no frame and no shadow tree.
    target: Vec<String>,
    failure_summary: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}: {}", self.rule, self.help)?;
        for node in &self.nodes {
            let summary = node.failure_summary.replace('\n', "\n    ");
            writeln!(f, "  {}\n    {summary}", node.target.join(" > "))?;
        }
        Ok(())
    }
}

/// Brings axe-core into the page. A script of the driver's is not subject to the page's policy, which stays as it is.
///
/// # Panics
///
/// Where axe-core is not installed.
pub async fn load(page: &Page) {
    let source = std::fs::read_to_string(Path::new(SOURCE)).unwrap_or_else(|error| {
        panic!("axe-core cannot be read ({SOURCE}: {error}): `cargo xtask setup` installs it")
    });
    page.script(&source, &[]).await;
}

/// The rules that the page breaks as it stands. [`load`] comes first.
pub async fn violations(page: &Page) -> Vec<Violation> {
    let found = page.script(RUN, &[json!(TAGS)]).await;
    serde_json::from_value(found).unwrap()
}
