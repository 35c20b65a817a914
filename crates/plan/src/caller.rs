//! What follows from who calls: names that speak of API Management are not left to another client.

use crate::{Caller, Plan};

/// The client's name and the secret with its CA, as a form opens with them, where API Management calls.
const GATEWAY: [&str; 2] = ["apim.contoso.example", "apim-client-ca"];
/// The same where another client calls.
const CLIENT: [&str; 2] = ["client.contoso.example", "client-ca"];

impl Plan {
    /// Sets who calls. A name that still is the one a form opens with becomes that of the new caller; a name of the
    /// user's own stays.
    pub fn set_caller(&mut self, caller: Caller) {
        self.caller = caller;
        let (from, to) = match caller {
            Caller::ApiManagement => (CLIENT, GATEWAY),
            Caller::Other => (GATEWAY, CLIENT),
        };
        let names = [
            &mut self.names.client,
            &mut self.kubernetes.client_ca_secret,
        ];
        for ((name, from), to) in names.into_iter().zip(from).zip(to) {
            if name == from {
                to.clone_into(name);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_client_is_not_called_after_api_management() {
        let mut plan = Plan::default();
        plan.set_caller(Caller::Other);
        assert_eq!(plan.names.client, "client.contoso.example");
        assert_eq!(plan.kubernetes.client_ca_secret, "client-ca");
        assert!(crate::resolve(&plan).value.is_some());
        plan.set_caller(Caller::ApiManagement);
        assert_eq!(plan, Plan::default());
    }

    #[test]
    fn names_of_ones_own_stay() {
        let mut plan = Plan::default();
        plan.names.client = "billing.contoso.example".into();
        plan.set_caller(Caller::Other);
        assert_eq!(plan.names.client, "billing.contoso.example");
        assert_eq!(plan.kubernetes.client_ca_secret, "client-ca");
    }
}
