//! A plan as a list of single settings.
//!
//! The page reads and writes plans with this list and not with serde, whose code for a plan is a tenth of the
//! page. A test holds both to the same JSON.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::{Choice, Plan};

/// What one setting can be read from and written as.
pub(crate) trait Setting {
    /// Its value in JSON.
    fn to_json(&self) -> Value;

    /// Takes a value over; false where it is none of this kind.
    fn set(&mut self, value: &Value) -> bool;
}

impl Setting for String {
    fn to_json(&self) -> Value {
        Value::String(self.clone())
    }

    /// Whoever writes a plan by hand may write a number as one.
    fn set(&mut self, value: &Value) -> bool {
        match value {
            Value::String(text) => text.clone_into(self),
            Value::Number(number) => *self = number.to_string(),
            _ => return false,
        }
        true
    }
}

impl Setting for bool {
    fn to_json(&self) -> Value {
        Value::Bool(*self)
    }

    fn set(&mut self, value: &Value) -> bool {
        value.as_bool().map(|on| *self = on).is_some()
    }
}

impl<C: Choice + Serialize> Setting for C {
    fn to_json(&self) -> Value {
        // A choice is a plain name.
        serde_json::to_value(self).unwrap_or_default()
    }

    fn set(&mut self, value: &Value) -> bool {
        let mut all = C::ALL.iter();
        all.find(|choice| choice.to_json() == *value)
            .map(|choice| *self = *choice)
            .is_some()
    }
}

/// One setting, with its place, such as `names.ca`.
type Placed<'a> = (&'static str, &'a mut dyn Setting);

/// The settings of these groups.
macro_rules! settings {
    ($plan:ident: $($group:ident $({ $($name:ident)+ })?)+) => {{
        let mut all: Vec<Placed<'_>> = Vec::new();
        $(all.extend(settings!(@ $plan, $group $({ $($name)+ })?));)+
        all
    }};
    (@ $plan:ident, $group:ident { $($name:ident)+ }) => {
        [$((
            concat!(stringify!($group), ".", stringify!($name)),
            &mut $plan.$group.$name as &mut dyn Setting,
        )),+]
    };
    (@ $plan:ident, $group:ident) => {
        [(stringify!($group), &mut $plan.$group as &mut dyn Setting)]
    };
}

/// Every setting of a plan, in order.
pub(crate) fn settings(plan: &mut Plan) -> Vec<Placed<'_>> {
    settings!(plan:
        caller
        existing { cluster controller workload namespace dns api_management server_certificate }
        names { ca server_hosts client client_alternative email organization organizational_unit locality state country }
        issuer { authorities server_ca client_ca }
        keys { all per_certificate ca server client }
        validity { ca_days server_days client_days backdate_minutes serials usages }
        packaging { pfx_profile ca_key_format }
        kubernetes { target namespace tls_secret client_ca_secret single_secret ingress ingress_class path service service_port app image container_port probe_path user_id replicas verify_client verify_depth restrict_client pass_certificate controller_release controller_namespace }
        api_management { service tier resource_group api certificate backend reference upload key_vault gateway_url test_path test_authentication }
        azure { subscription resource_group location cluster registry tenant admin_group dns_zone dns_resource_group }
        oauth { policy openid_configuration issuer tenant client_applications audience required_claims cors_origins }
    )
}

/// A plan as a tree of JSON values.
pub(crate) fn tree(plan: &Plan) -> Value {
    let mut tree = Map::new();
    tree.insert("version".into(), plan.version.into());
    for (place, setting) in settings(&mut plan.clone()) {
        let value = setting.to_json();
        match place.split_once('.') {
            Some((group, name)) => {
                let group = tree
                    .entry(group)
                    .or_insert_with(|| Value::Object(Map::new()));
                if let Value::Object(group) = group {
                    group.insert(name.into(), value);
                }
            }
            None => {
                tree.insert(place.into(), value);
            }
        }
    }
    Value::Object(tree)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Preset;

    /// A plan in which no text and no switch has its default value.
    fn other() -> Plan {
        let mut plan = Plan::default();
        for (place, setting) in settings(&mut plan) {
            let value = setting.to_json();
            let others = [
                Value::Bool(value != Value::Bool(true)),
                Value::String(format!("{place} \" \u{1f512}")),
            ];
            let _ = others.iter().any(|other| setting.set(other));
        }
        plan
    }

    #[test]
    fn the_list_says_what_serde_says() {
        let mut article = Plan::default();
        Preset::Article.apply(&mut article);
        for plan in [Plan::default(), article, other()] {
            let by_serde = serde_json::to_string(&plan).unwrap();
            assert_eq!(tree(&plan).to_string(), by_serde);
            assert_eq!(serde_json::from_str::<Plan>(&by_serde).unwrap(), plan);
        }
    }

    #[test]
    fn a_setting_takes_its_own_kind_alone() {
        let mut plan = Plan::default();
        for (place, setting) in settings(&mut plan) {
            let before = setting.to_json();
            for wrong in [Value::Null, Value::Array(vec![before.clone()])] {
                assert!(!setting.set(&wrong), "{place} took {wrong}");
            }
            let is_text = before.is_string() && setting.set(&"free text".into());
            assert_eq!(setting.set(&7.into()), is_text, "{place}");
            assert!(setting.set(&before), "{place}");
            assert_eq!(setting.to_json(), before);
            assert!(setting.set(&before), "{place}");
        }
    }

    #[test]
    fn every_choice_is_taken_by_its_name() {
        let mut plan = Plan::default();
        let mut algorithm = plan.keys.all;
        for choice in pki::Algorithm::ALL {
            assert!(plan.keys.all.set(&choice.to_json()));
            algorithm = plan.keys.all;
            assert_eq!(algorithm, choice);
        }
        assert!(!plan.keys.all.set(&Value::from("rsa99")));
        assert_eq!(plan.keys.all, algorithm);
    }
}
