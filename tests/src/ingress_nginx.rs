//! The nginx configuration that the ingress-nginx controller would make of a bundle's YAML.
//!
//! Each rule names the place in the controller it follows: release v1.15.1 of
//! `kubernetes/ingress-nginx`, where `nginx.tmpl` is `rootfs/etc/nginx/template/nginx.tmpl`.
//! What the controller does in Lua (choosing the certificate, redirecting to https, balancing) is
//! put in plain nginx directives with the same effect.

mod annotations;
mod certificate;
mod cluster;
mod local_secret;
mod quote;
mod server;
mod template;

pub use cluster::Cluster;
pub use template::{Configuration, Ports};

use std::fmt;

/// The class the controller serves: its flag `--ingress-class` defaults to `nginx`
/// (`pkg/flags/flags.go`).
pub const CLASS: &str = "nginx";

/// Why the controller, or the API server before it, would not take the objects, or why this model
/// of it must not pretend that it did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused(pub String);

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Refused {}
