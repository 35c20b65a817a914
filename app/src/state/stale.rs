use diagnostics::Finding;
use leptos::prelude::*;
use pki::Role;
use plan::{CaKeyFormat, Plan};

use super::{Issued, Passphrases, file_name};

/// What of the issued set no longer matches the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Stale {
    /// Certificates, with all that depends on them.
    pub(crate) roles: Vec<Role>,
    /// Whether the PFX files have another passphrase or encryption.
    pub(crate) pfx: bool,
    /// Whether the CA keys have another passphrase or format.
    pub(crate) ca_key: bool,
}

impl Stale {
    /// Compares what was issued with the form as it is; `changed` are the certificates that the form no longer asks for.
    pub(super) fn of(
        issued: &Issued,
        plan: &Plan,
        changed: &[Role],
        passphrases: Passphrases,
    ) -> Self {
        let order = &issued.order;
        let (was, is) = (&order.plan.packaging, &plan.packaging);
        let same = |signal: RwSignal<engine::Passphrase>, used: &engine::Passphrase| {
            signal.with(|passphrase| passphrase == used)
        };
        let encrypts = is.ca_key_format != CaKeyFormat::PlainPkcs8;
        Self {
            roles: changed.to_vec(),
            pfx: was.pfx_profile != is.pfx_profile || !same(passphrases.pfx, &order.pfx_passphrase),
            ca_key: was.ca_key_format != is.ca_key_format
                || (encrypts && !same(passphrases.ca_key, &order.ca_key_passphrase)),
        }
    }

    /// What is stale, in words; none where nothing is.
    pub(crate) fn names(&self) -> Option<String> {
        let roles = self.roles.iter().map(ToString::to_string);
        let pfx = self.pfx.then(|| "PFX files".to_owned());
        let ca_key = self.ca_key.then(|| "CA key file".to_owned());
        let names: Vec<String> = roles.chain(pfx).chain(ca_key).collect();
        (!names.is_empty()).then(|| names.join(", "))
    }

    /// The finding about it.
    pub(super) fn finding(&self) -> Option<Finding> {
        let names = self.names()?;
        Some(Finding::warning(
            "certificates-stale",
            "generate",
            format!("The form has changed since these were made: {names}."),
            "Press Generate to make them again, or put the form back.",
        ))
    }

    /// The files that are stale: those of stale certificates, and every document that quotes any.
    pub(super) fn paths(&self, issued: &Issued) -> Vec<String> {
        let mut paths = Vec::new();
        if !self.roles.is_empty() {
            paths.extend(issued.quoting.iter().cloned());
        }
        let made = issued.artifacts.iter().map(|artifact| &artifact.path);
        paths.extend(made.filter(|path| self.holds(path)).cloned());
        paths
    }

    fn holds(&self, path: &str) -> bool {
        let stem = file_name(path).split('.').next();
        let bundled = path.contains('/');
        self.roles.iter().any(|role| Some(role.file_stem()) == stem)
            || (self.pfx && bundled && path.ends_with(".pfx"))
            || (self.ca_key && !bundled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_passphrase_makes_only_its_files_stale() {
        let pfx = Stale {
            pfx: true,
            ..Stale::default()
        };
        assert!(pfx.holds("pki/client.pfx"));
        assert!(!pfx.holds("pki/client.crt"));
        assert!(!pfx.holds("ca.pfx"));
        let ca_key = Stale {
            ca_key: true,
            ..Stale::default()
        };
        assert!(ca_key.holds("ca.key"));
        assert!(!ca_key.holds("pki/server.key"));
    }

    #[test]
    fn a_stale_certificate_takes_all_its_files_along() {
        let stale = Stale {
            roles: vec![Role::Server],
            ..Stale::default()
        };
        assert!(stale.holds("pki/server.pfx"));
        assert!(!stale.holds("pki/server-ca.crt"));
        assert_eq!(stale.names().as_deref(), Some("server certificate"));
        assert_eq!(Stale::default().names(), None);
    }
}
