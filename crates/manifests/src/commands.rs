//! The bundle's scripts: az, helm, kubectl and curl, in the order of the setup.

mod apim;
mod cluster;
mod controller;
mod deploy;
mod dns;
pub(crate) mod guard;
mod paths;
pub(crate) mod procedure;
mod test;

use crate::{Caller, Document, Intent, Material};
use procedure::Procedure;

/// One script of the bundle.
struct Script {
    path: &'static str,
    /// What it does; none where the plan has no need of it.
    make: fn(&Intent, Option<&Material>) -> Option<Procedure>,
    render: fn(&Intent, Option<&Material>) -> String,
}

/// Every script there can be.
const SCRIPTS: [Script; 6] = [
    Script {
        path: "commands/1-cluster.sh",
        make: make_cluster,
        render: |intent, material| text(make_cluster(intent, material)),
    },
    Script {
        path: "commands/2-controller.sh",
        make: make_controller,
        render: |intent, material| text(make_controller(intent, material)),
    },
    Script {
        path: "commands/3-deploy.sh",
        make: make_deploy,
        render: |intent, material| text(make_deploy(intent, material)),
    },
    Script {
        path: "commands/4-dns.sh",
        make: make_dns,
        render: |intent, material| text(make_dns(intent, material)),
    },
    Script {
        path: "commands/5-apim.sh",
        make: make_apim,
        render: |intent, material| text(make_apim(intent, material)),
    },
    Script {
        path: "commands/6-test.sh",
        make: make_test,
        render: |intent, material| text(make_test(intent, material)),
    },
];

/// The files of `commands/`.
pub(crate) fn documents(intent: &Intent) -> Vec<Document> {
    SCRIPTS
        .iter()
        .filter(|script| (script.make)(intent, None).is_some())
        .map(|script| Document {
            path: script.path,
            media_type: "text/x-shellscript",
            secret: false,
            render: script.render,
        })
        .collect()
}

/// What the scripts do, in order.
pub(crate) fn procedures(intent: &Intent, material: Option<&Material>) -> Vec<Procedure> {
    SCRIPTS
        .iter()
        .filter_map(|script| (script.make)(intent, material))
        .collect()
}

fn text(procedure: Option<Procedure>) -> String {
    procedure.map_or_else(String::new, |procedure| procedure.script())
}

fn make_cluster(intent: &Intent, _: Option<&Material>) -> Option<Procedure> {
    (!intent.existing.cluster).then(|| cluster::procedure(intent))
}

fn make_controller(intent: &Intent, _: Option<&Material>) -> Option<Procedure> {
    (!intent.existing.controller).then(|| controller::procedure(intent))
}

fn make_deploy(intent: &Intent, _: Option<&Material>) -> Option<Procedure> {
    Some(deploy::procedure(intent))
}

fn make_dns(intent: &Intent, _: Option<&Material>) -> Option<Procedure> {
    (!intent.existing.dns).then(|| dns::procedure(intent))
}

fn make_apim(intent: &Intent, material: Option<&Material>) -> Option<Procedure> {
    match &intent.caller {
        Caller::ApiManagement(apim) => Some(apim::procedure(intent, apim, material)),
        Caller::Other => None,
    }
}

fn make_test(intent: &Intent, _: Option<&Material>) -> Option<Procedure> {
    Some(test::procedure(intent))
}

#[cfg(test)]
pub(crate) mod tests;
