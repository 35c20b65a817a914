//! Every crate takes the workspace's lints, `unsafe_code = "forbid"` among them.

use std::fs;

use anyhow::{Context, bail};

use crate::environment::Environment;
use crate::metadata::Metadata;

pub(super) fn check(_: &Environment, metadata: &Metadata) -> anyhow::Result<()> {
    let mut without = Vec::new();
    for package in metadata.members() {
        let file = &package.manifest_path;
        let manifest = fs::read_to_string(file).with_context(|| file.display().to_string())?;
        if !inherits(&manifest) {
            without.push(package.name.as_str());
        }
    }
    if !without.is_empty() {
        bail!(
            "these crates need `[lints]` with `workspace = true` in their Cargo.toml: {}",
            without.join(", ")
        );
    }
    Ok(())
}

/// Whether a manifest has the table `[lints]` with `workspace = true`, which allows nothing beside it.
fn inherits(manifest: &str) -> bool {
    let mut lines = manifest
        .lines()
        .map(|line| line.replace(' ', ""))
        .filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines.any(|line| line == "[lints]") && lines.next().as_deref() == Some("workspace=true")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_workspaces_lints_count() {
        assert!(inherits(
            "[package]\nname = \"a\"\n\n[lints]\nworkspace = true\n"
        ));
        assert!(inherits("[lints]\n# As everywhere.\nworkspace=true\n"));
        assert!(!inherits("[package]\nname = \"a\"\n"));
        assert!(!inherits("[lints.rust]\nunsafe_code = \"allow\"\n"));
        assert!(!inherits("[lints]\nworkspace = false\n"));
        assert!(!inherits("[lints]\n[dependencies]\nworkspace = true\n"));
    }
}
