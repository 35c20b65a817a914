use std::fmt;

use diagnostics::Finding;
use manifests::{Intent, Material, Subject, documents};
use pki::{Role, Spec};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::bundle::material;
use crate::meaning::{Meaning, meaning, read};
use crate::{IssuedSet, Outline, Sheet, picture_view, runbook_view};

/// What is asked for in the place of a file to get all pictures.
pub const OVERVIEW: &str = "overview";

/// What there is to say about a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judged {
    /// The findings about the plan.
    pub findings: Vec<Finding>,
    /// Whether the plan has no errors, so that `outline` is its own and not that of the last one without.
    pub is_sound: bool,
    /// What the plan comes to, or the last one without errors, or else this one with default values in the place of
    /// errors; none where nothing of that can be made.
    pub outline: Option<Outline>,
    /// The file that was asked for, if the plan has it.
    pub shown: Option<Shown>,
    /// The roles whose certificates are no longer what the plan says.
    pub changed: Vec<Role>,
}

/// The text of one file. It may hold a private key: zeroized when dropped, masked in `Debug`.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shown {
    /// Its path.
    pub path: String,
    /// Its text.
    pub text: String,
    /// The same to look at or to read, for a picture and for the runbook.
    pub sheet: Option<Sheet>,
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Shown({})", self.path)
    }
}

impl Drop for Shown {
    fn drop(&mut self) {
        // Neither a picture nor the runbook quotes a key.
        self.text.zeroize();
    }
}

/// Judges `plan`; renders `shown` of it, or of `sound` where it has errors, or of what can be made of it.
pub(crate) fn judge(
    plan: &str,
    sound: Option<&str>,
    shown: Option<&str>,
    issued: Option<&IssuedSet>,
) -> Result<Judged, Finding> {
    let typed = read(plan)?;
    let outcome = plan::resolve(&typed);
    let is_sound = outcome.value.is_some();
    // An error elsewhere makes no old certificate new again.
    let certificates = plan::certificates(&typed);
    let meaning = match (outcome.value, sound) {
        (Some(intent), _) => Some(Meaning {
            plan: typed,
            intent,
        }),
        (None, Some(sound)) => Some(meaning(sound)?),
        // A page that opens with an error has nothing older to show.
        (None, None) => plan::mended(&typed)
            .map(|mended| meaning(&plan::to_json(&mended)))
            .transpose()?,
    };
    let mut judged = Judged {
        findings: outcome.findings,
        is_sound,
        ..Judged::default()
    };
    if let Some(meaning) = &meaning {
        judged.outline = Some(Outline::of(meaning));
        judged.shown = shown
            .map(|path| rendered(&meaning.intent, path, issued))
            .transpose()?
            .flatten();
        if let Some(issued) = issued {
            let now = certificates.as_ref().unwrap_or(&meaning.intent.spec);
            judged.changed = plan::changed(&specified(issued)?, now);
        }
    }
    Ok(judged)
}

fn rendered(
    intent: &Intent,
    path: &str,
    issued: Option<&IssuedSet>,
) -> Result<Option<Shown>, Finding> {
    let documents = documents(intent);
    let document = documents.iter().find(|document| document.path == path);
    if document.is_none() && path != OVERVIEW {
        return Ok(None);
    }
    let material = issued
        .map(|issued| material(&issued.artifacts))
        .transpose()?;
    let material = material.as_ref();
    let text = document.map_or_else(String::new, |document| document.render(intent, material));
    Ok(Some(Shown {
        path: path.to_owned(),
        sheet: sheet(intent, path, &text, material),
        text,
    }))
}

/// What a reader sees in the place of the text.
fn sheet(intent: &Intent, path: &str, text: &str, material: Option<&Material>) -> Option<Sheet> {
    let both = |subject| picture_view::both(subject, intent, material);
    let elements = match path {
        OVERVIEW => [Subject::Handshake, Subject::Chain, Subject::Validity]
            .into_iter()
            .flat_map(|subject| picture_view::figure(subject, intent, material))
            .collect(),
        "README.md" => runbook_view::read(text, &|file| Subject::of_path(file).map(both)),
        path => both(Subject::of_path(path)?),
    };
    Some(Sheet::of(&elements))
}

/// What was asked for when it was issued.
fn specified(issued: &IssuedSet) -> Result<Spec, Finding> {
    Ok(meaning(&issued.plan)?.intent.spec)
}

#[cfg(test)]
mod tests {
    use plan::{Plan, to_json};

    use super::*;

    const INGRESS: &str = "kubernetes/40-ingress.yaml";

    fn json(edit: fn(&mut Plan)) -> String {
        let mut plan = Plan::default();
        edit(&mut plan);
        to_json(&plan)
    }

    #[test]
    fn a_sound_plan_is_outlined_and_rendered() {
        let judged = judge(&json(|_| ()), None, Some(INGRESS), None).unwrap();
        assert!(judged.is_sound && judged.changed.is_empty());
        let outline = judged.outline.unwrap();
        assert_eq!(outline.call_host, "api.contoso.example");
        assert!(
            outline
                .files
                .iter()
                .any(|file| file.path == "pki/server.pfx")
        );
        assert!(outline.files.iter().any(|file| file.path == INGRESS));
        assert!(judged.shown.unwrap().text.contains("api.contoso.example"));
    }

    #[test]
    fn an_error_leaves_the_files_of_the_last_sound_plan() {
        let broken = json(|plan| plan.names.server_hosts.clear());
        let alone = judge(&broken, None, Some(INGRESS), None).unwrap();
        assert!(!alone.is_sound);
        assert!(alone.shown.unwrap().text.contains("default/apim-client-ca"));
        let sound = json(|plan| plan.names.server_hosts = "b.contoso.example".into());
        let after = judge(&broken, Some(&sound), Some(INGRESS), None).unwrap();
        assert_eq!(after.findings, alone.findings);
        assert!(!after.is_sound);
        assert_eq!(after.outline.unwrap().call_host, "b.contoso.example");
        assert!(after.shown.unwrap().text.contains("b.contoso.example"));
    }

    #[test]
    fn what_an_edit_touches_has_changed_whatever_error_stands() {
        let issued = IssuedSet {
            plan: json(|_| ()),
            artifacts: Vec::new(),
        };
        let of = |plan: &str| judge(plan, Some(&issued.plan), None, Some(&issued)).unwrap();
        assert_eq!(of(&issued.plan).changed, []);
        let other = json(|plan| plan.names.client = "b.example".into());
        assert_eq!(of(&other).changed, [Role::Client]);
        let elsewhere = json(|plan| {
            plan.names.client = "b.example".into();
            plan.kubernetes.namespace = "NO NAME".into();
        });
        assert_eq!(of(&elsewhere).changed, [Role::Client]);
        // The zone of the plan does not hold this host, which is an error.
        let other_host = json(|plan| plan.names.server_hosts = "b.example".into());
        assert!(!of(&other_host).is_sound);
        assert_eq!(of(&other_host).changed, [Role::Server]);
        // What such a certificate would be, nobody knows.
        assert_eq!(of(&json(|plan| plan.names.client.clear())).changed, []);
    }

    #[test]
    fn no_file_is_rendered_that_the_plan_has_not() {
        let judged = judge(&json(|_| ()), None, Some("apim/none"), None).unwrap();
        assert_eq!(judged.shown, None);
        assert!(judge("{", None, None, None).is_err());
    }
}
