use diagnostics::Finding;
use formats::PfxProfile;
use inspect::certificate_facts;
use pki::{IssueProgress, Issued, KeyProvider, Spec, issue};
use plan::CaKeyFormat;

use crate::kept_keys::KeptKeys;
use crate::{Passphrase, Progress, Response, findings, pack};

/// What [`crate::Request::Generate`] asks for.
pub(crate) struct Order<'a> {
    pub(crate) spec: &'a Spec,
    pub(crate) pfx_profile: PfxProfile,
    pub(crate) pfx_passphrase: &'a Passphrase,
    pub(crate) ca_key_format: CaKeyFormat,
    pub(crate) ca_key_passphrase: &'a Passphrase,
}

/// Issues and packs everything, and reads every certificate back.
pub(crate) async fn generate(
    order: &Order<'_>,
    kept: &KeptKeys,
    keys: &impl KeyProvider,
    now_unix: i64,
    progress: &dyn Fn(Progress),
) -> Result<Response, Finding> {
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
    Ok(Response::Generated {
        facts,
        artifacts: pack::artifacts(order, &issued, keys).await?,
    })
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
