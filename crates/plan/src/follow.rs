//! What follows from an edit, as long as the user has not said otherwise.

use crate::{Caller, Plan};

/// The client's name and the secret with its CA, as a form opens with them, where API Management calls.
const GATEWAY: [&str; 2] = ["apim.contoso.example", "apim-client-ca"];
/// The same where another client calls.
const CLIENT: [&str; 2] = ["client.contoso.example", "client-ca"];

/// Lets what depends on an edit follow it: names that speak of API Management are not left to another caller, and
/// the DNS zone stays that of the host. What is not as it followed from `before` is the user's own, and stays.
pub fn follow(before: &Plan, plan: &mut Plan) {
    if plan.caller != before.caller {
        follow_caller(plan);
    }
    let zones = [before, plan].map(|plan| zone_of(&plan.names.server_hosts));
    let [old, new] = zones;
    if old != new && plan.azure.dns_zone == old {
        plan.azure.dns_zone = new;
    }
}

fn follow_caller(plan: &mut Plan) {
    let (from, to) = match plan.caller {
        Caller::ApiManagement => (CLIENT, GATEWAY),
        Caller::Other => (GATEWAY, CLIENT),
    };
    let names = [
        &mut plan.names.client,
        &mut plan.kubernetes.client_ca_secret,
    ];
    for ((name, from), to) in names.into_iter().zip(from).zip(to) {
        if name == from {
            to.clone_into(name);
        }
    }
}

/// The zone that most likely holds the first concrete DNS name among these hosts: its parent domain, or the name
/// itself where that would be a top-level domain; empty where there is no such name.
fn zone_of(hosts: &str) -> String {
    // By its looks: `resolve` judges it, and a parser that knows every script would be a sixth of the page.
    let looks_like_a_name = |entry: &&str| {
        let top = entry.rsplit('.').next().unwrap_or_default();
        entry.contains('.') && !entry.contains(['*', ':']) && top.parse::<u32>().is_err()
    };
    let mut entries = hosts.split(|character: char| character == ',' || character.is_whitespace());
    let Some(name) = entries.find(looks_like_a_name) else {
        return String::new();
    };
    match name.split_once('.') {
        Some((_, parent)) if parent.contains('.') => parent.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn edited(plan: &mut Plan, edit: impl FnOnce(&mut Plan)) {
        let before = plan.clone();
        edit(plan);
        follow(&before, plan);
    }

    #[test]
    fn another_client_is_not_called_after_api_management() {
        let mut plan = Plan::default();
        edited(&mut plan, |plan| plan.caller = Caller::Other);
        assert_eq!(plan.names.client, "client.contoso.example");
        assert_eq!(plan.kubernetes.client_ca_secret, "client-ca");
        assert!(crate::resolve(&plan).value.is_some());
        edited(&mut plan, |plan| plan.caller = Caller::ApiManagement);
        assert_eq!(plan, Plan::default());
    }

    #[test]
    fn the_zone_follows_the_host_as_it_is_typed() {
        let mut plan = Plan::default();
        let mut typed = String::new();
        edited(&mut plan, |plan| plan.names.server_hosts.clear());
        for character in "10.0.0.1 *.a.example orders.fabrikam.example".chars() {
            typed.push(character);
            edited(&mut plan, |plan| plan.names.server_hosts.clone_from(&typed));
        }
        assert_eq!(plan.azure.dns_zone, "fabrikam.example");
        assert!(crate::resolve(&plan).value.is_some());
        edited(&mut plan, |plan| {
            plan.names.server_hosts = "fabrikam.example".into();
        });
        assert_eq!(plan.azure.dns_zone, "fabrikam.example");
    }

    #[test]
    fn what_is_the_users_own_stays() {
        let mut plan = Plan::default();
        plan.names.client = "billing.contoso.example".into();
        plan.azure.dns_zone = "example".into();
        edited(&mut plan, |plan| {
            plan.caller = Caller::Other;
            plan.names.server_hosts = "a.fabrikam.example".into();
        });
        assert_eq!(plan.names.client, "billing.contoso.example");
        assert_eq!(plan.kubernetes.client_ca_secret, "client-ca");
        assert_eq!(plan.azure.dns_zone, "example");
        plan.azure.dns_zone.clear();
        edited(&mut plan, |plan| {
            plan.names.server_hosts = "b.fabrikam.example".into();
        });
        assert_eq!(plan.azure.dns_zone, "");
    }
}
