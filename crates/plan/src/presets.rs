//! The two ways to fill in the choices, and what differs between them.

use crate::{CertificateReference, Choice, Plan, Serials, Usages, labels};

const RECOMMENDED_SECRET: &str = "api-tls";
const ARTICLE_SECRET: &str = "ingress-secret-dev";

/// A way to fill in the choices of a plan. Names are left alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Preset {
    /// What we advise.
    Recommended,
    /// What the article does, so that its readers recognise it.
    Article,
}

/// One row of the comparison between the presets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The field, as findings name it.
    pub place: &'static str,
    /// What the field is called.
    pub label: &'static str,
    /// Its value in [`Preset::Recommended`], as a form shows it.
    pub recommended: String,
    /// Its value in [`Preset::Article`].
    pub article: String,
}

impl Preset {
    /// Both, the advised one first.
    pub const ALL: [Self; 2] = [Self::Recommended, Self::Article];

    /// The preset as a form shows it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Recommended => "Recommended",
            Self::Article => "As in the article",
        }
    }

    /// Sets what the preset is about: validity, serial numbers, usages, secrets, the restriction to the
    /// client's name, and how the policy names the certificate. The TLS secret is renamed only while it still
    /// has the other preset's name.
    pub fn apply(self, plan: &mut Plan) {
        self.choose(plan);
        let (from, to) = match self {
            Self::Recommended => (ARTICLE_SECRET, RECOMMENDED_SECRET),
            Self::Article => (RECOMMENDED_SECRET, ARTICLE_SECRET),
        };
        if plan.kubernetes.tls_secret == from {
            to.clone_into(&mut plan.kubernetes.tls_secret);
        }
    }

    /// The preset whose choices the plan makes, if all of them are one preset's.
    pub fn of(plan: &Plan) -> Option<Self> {
        Self::ALL.into_iter().find(|preset| {
            let mut chosen = plan.clone();
            preset.choose(&mut chosen);
            chosen == *plan
        })
    }

    fn choose(self, plan: &mut Plan) {
        let article = self == Self::Article;
        let leaf_days = if article { "3650" } else { "397" };
        let validity = &mut plan.validity;
        "3650".clone_into(&mut validity.ca_days);
        leaf_days.clone_into(&mut validity.server_days);
        leaf_days.clone_into(&mut validity.client_days);
        validity.serials = if article {
            Serials::Sequential
        } else {
            Serials::Random
        };
        validity.usages = if article {
            Usages::Both
        } else {
            Usages::Separate
        };
        plan.kubernetes.single_secret = article;
        plan.kubernetes.restrict_client = !article;
        plan.api_management.reference = if article {
            CertificateReference::Thumbprint
        } else {
            CertificateReference::Id
        };
    }
}

/// What the presets set differently, in the order of the form.
pub fn differences() -> Vec<Difference> {
    let [mut recommended, mut article] = [Plan::default(), Plan::default()];
    Preset::Recommended.apply(&mut recommended);
    Preset::Article.apply(&mut article);
    let [recommended, article] = [shown(&recommended), shown(&article)];
    recommended
        .into_iter()
        .zip(article)
        .filter(|((_, recommended), (_, article))| recommended != article)
        .filter_map(|((place, recommended), (_, article))| {
            Some(Difference {
                place,
                label: labels::field(place)?.label,
                recommended,
                article,
            })
        })
        .collect()
}

/// Every field that a preset sets, with its value as a form shows it.
fn shown(plan: &Plan) -> Vec<(&'static str, String)> {
    let yes_or_no = |choice: bool| if choice { "yes" } else { "no" };
    let validity = &plan.validity;
    let kubernetes = &plan.kubernetes;
    vec![
        ("validity.ca_days", validity.ca_days.clone()),
        ("validity.server_days", validity.server_days.clone()),
        ("validity.client_days", validity.client_days.clone()),
        ("validity.serials", validity.serials.label().into()),
        ("validity.usages", validity.usages.label().into()),
        ("kubernetes.tls_secret", kubernetes.tls_secret.clone()),
        (
            "kubernetes.single_secret",
            yes_or_no(kubernetes.single_secret).into(),
        ),
        (
            "kubernetes.restrict_client",
            yes_or_no(kubernetes.restrict_client).into(),
        ),
        (
            "api_management.reference",
            plan.api_management.reference.label().into(),
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article() -> Plan {
        let mut plan = Plan::default();
        Preset::Article.apply(&mut plan);
        plan
    }

    #[test]
    fn a_plan_opens_as_recommended_and_each_preset_recognises_itself() {
        assert_eq!(Preset::of(&Plan::default()), Some(Preset::Recommended));
        assert_eq!(Preset::of(&article()), Some(Preset::Article));
    }

    #[test]
    fn one_choice_of_ones_own_is_no_preset() {
        let mut plan = article();
        plan.validity.serials = Serials::Random;
        assert_eq!(Preset::of(&plan), None);
    }

    #[test]
    fn names_do_not_decide_the_preset_and_survive_it() {
        let mut plan = Plan::default();
        plan.names.client = "someone.example".into();
        plan.kubernetes.tls_secret = "my-own".into();
        Preset::Article.apply(&mut plan);
        assert_eq!(Preset::of(&plan), Some(Preset::Article));
        assert_eq!(plan.names.client, "someone.example");
        assert_eq!(plan.kubernetes.tls_secret, "my-own");
    }

    #[test]
    fn presets_undo_each_other() {
        let mut plan = article();
        assert_eq!(plan.kubernetes.tls_secret, "ingress-secret-dev");
        Preset::Recommended.apply(&mut plan);
        assert_eq!(plan, Plan::default());
    }

    #[test]
    fn the_comparison_lists_all_that_differs() {
        let places: Vec<_> = differences().iter().map(|row| row.place).collect();
        assert_eq!(
            places,
            [
                "validity.server_days",
                "validity.client_days",
                "validity.serials",
                "validity.usages",
                "kubernetes.tls_secret",
                "kubernetes.single_secret",
                "kubernetes.restrict_client",
                "api_management.reference",
            ]
        );
        // Putting these eight back makes the article's plan the recommended one, so no ninth differs.
        let mut plan = article();
        let recommended = Plan::default();
        plan.validity.server_days = recommended.validity.server_days.clone();
        plan.validity.client_days = recommended.validity.client_days.clone();
        plan.validity.serials = recommended.validity.serials;
        plan.validity.usages = recommended.validity.usages;
        plan.kubernetes.tls_secret = recommended.kubernetes.tls_secret.clone();
        plan.kubernetes.single_secret = recommended.kubernetes.single_secret;
        plan.kubernetes.restrict_client = recommended.kubernetes.restrict_client;
        plan.api_management.reference = recommended.api_management.reference;
        assert_eq!(plan, recommended);
    }
}
