//! Which certificates no longer are what the plan says.

use pki::{Role, Spec};

/// The roles whose certificates must be issued again when a plan goes from `old` to `new`: those that
/// changed, came or went, and those signed by a CA that did. In order of issuance.
pub fn changed(old: &Spec, new: &Spec) -> Vec<Role> {
    let mut roles: Vec<Role> = old
        .certificates
        .iter()
        .chain(&new.certificates)
        .map(|certificate| certificate.role)
        .collect();
    roles.sort_unstable();
    roles.dedup();
    let differs = |role| old.get(role) != new.get(role);
    roles.retain(|role| {
        let issuer = new.get(*role).map(|certificate| certificate.issuer);
        differs(*role) || issuer.is_some_and(differs)
    });
    roles
}

#[cfg(test)]
mod tests {
    use pki::Authorities;

    use super::*;
    use crate::{Plan, resolve};

    fn after(edit: fn(&mut Plan)) -> Vec<Role> {
        let mut plan = Plan::default();
        let old = resolve(&plan).value.unwrap().spec;
        edit(&mut plan);
        changed(&old, &resolve(&plan).value.unwrap().spec)
    }

    #[test]
    fn an_edit_makes_stale_what_it_touches() {
        use Role::{Ca, Client, ClientCa, Server, ServerCa};
        let none: [Role; 0] = [];
        assert_eq!(after(|_| {}), none);
        assert_eq!(
            after(|plan| plan.kubernetes.namespace = "apps".into()),
            none
        );
        assert_eq!(
            after(|plan| plan.names.client = "b.example".into()),
            [Client]
        );
        assert_eq!(
            after(|plan| plan.validity.server_days = "90".into()),
            [Server]
        );
        assert_eq!(
            after(|plan| plan.names.country = "DE".into()),
            [Server, Client]
        );
        assert_eq!(
            after(|plan| plan.names.ca = "B".into()),
            [Ca, Server, Client]
        );
        assert_eq!(
            after(|plan| plan.existing.server_certificate = true),
            [Server]
        );
        assert_eq!(
            after(|plan| plan.issuer.authorities = Authorities::Separate),
            [Ca, ServerCa, ClientCa, Server, Client]
        );
    }

    #[test]
    fn a_change_of_one_ca_leaves_the_other_side_alone() {
        let mut plan = Plan::default();
        plan.issuer.authorities = Authorities::Separate;
        let old = resolve(&plan).value.unwrap().spec;
        plan.issuer.client_ca = "B".into();
        let new = resolve(&plan).value.unwrap().spec;
        assert_eq!(changed(&old, &new), [Role::ClientCa, Role::Client]);
    }
}
