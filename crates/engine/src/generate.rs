use diagnostics::Finding;
use formats::PfxProfile;
use inspect::{CertificateFacts, certificate_facts};
use pki::{IssueProgress, Issued, KeyProvider, Spec, issue};
use plan::CaKeyFormat;

use crate::kept_keys::KeptKeys;
use crate::meaning::Meaning;
use crate::{Artifact, Passphrase, Progress, findings, pack};

/// The passphrases of one Generate.
#[derive(Clone, Copy)]
pub(crate) struct Passphrases<'a> {
    /// Of the PFX files.
    pub(crate) pfx: &'a Passphrase,
    /// Of the CA keys.
    pub(crate) ca_key: &'a Passphrase,
}

/// What [`crate::Request::Generate`] asks for.
pub(crate) struct Order<'a> {
    pub(crate) spec: &'a Spec,
    pub(crate) pfx_profile: PfxProfile,
    pub(crate) ca_key_format: CaKeyFormat,
    pub(crate) passphrases: Passphrases<'a>,
}

impl<'a> Order<'a> {
    /// What a plan comes to.
    pub(crate) fn new(meaning: &'a Meaning, passphrases: Passphrases<'a>) -> Self {
        Self {
            spec: &meaning.intent.spec,
            pfx_profile: meaning.intent.pfx_profile,
            ca_key_format: meaning.plan.packaging.ca_key_format,
            passphrases,
        }
    }
}

/// Issues and packs everything, and reads every certificate back.
pub(crate) async fn generate(
    order: &Order<'_>,
    kept: &KeptKeys,
    keys: &impl KeyProvider,
    now_unix: i64,
    progress: &dyn Fn(Progress),
) -> Result<(Vec<CertificateFacts>, Vec<Artifact>), Finding> {
    pack::check_passphrases(order)?;
    let prepared = kept.take_for(order.spec).await;
    let on_issue = |step| progress(translate(step));
    let issued = issue(order.spec, prepared, keys, now_unix, &on_issue)
        .await
        .map_err(findings::of_issue)?;
    progress(Progress::Packing);
    let facts = issued
        .iter()
        .map(
            |Issued {
                 role,
                 certificate,
                 request,
                 ..
             }| { certificate_facts(*role, certificate, request.as_deref()) },
        )
        .collect::<Result<_, _>>()
        .map_err(findings::of_inspect)?;
    Ok((facts, pack::artifacts(order, &issued, keys).await?))
}

fn translate(step: IssueProgress) -> Progress {
    match step {
        IssueProgress::KeyStarted { role, algorithm } => Progress::KeyStarted {
            role: Some(role),
            algorithm,
        },
        IssueProgress::KeyReady { role, algorithm } => Progress::KeyReady {
            role: Some(role),
            algorithm,
        },
        IssueProgress::Signing => Progress::Signing,
    }
}
