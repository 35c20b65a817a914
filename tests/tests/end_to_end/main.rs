//! The whole way: a bundle is made, unpacked and deployed unedited; a real nginx refuses callers without the
//! client's certificate and lets the right one in. Then parts are taken away, and the checks must notice.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test ends at its first broken assumption"
)]

mod altered;
mod annotations;
mod answers;
mod certificates;
mod expect;
mod names;

use std::path::PathBuf;

use pki::Algorithm;
use plan::Plan;
use tests::bundle::Bundle;
use tests::deployed::Deployed;
use tests::folder;

/// The host of every plan here.
const HOST: &str = "api.contoso.example";

/// The default plan with keys that are quick to use.
fn elliptic() -> Plan {
    let mut plan = Plan::default();
    plan.keys.all = Algorithm::EcdsaP256;
    plan
}

/// Makes a bundle and unpacks it.
fn unpacked(name: &str, plan: &Plan) -> PathBuf {
    let folder = folder::fresh(name);
    Bundle::make(plan).unpack(&folder);
    folder
}

/// Makes a bundle and deploys it.
fn deploy(name: &str, plan: &Plan) -> Deployed {
    Deployed::new(&unpacked(name, plan), HOST, "/resource").unwrap()
}
