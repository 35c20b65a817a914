use crate::Intent;
use crate::commands::guard::{self, cluster_options, subscription_option};
use crate::commands::procedure::{Line, Procedure, Step, Trouble, shown};
use crate::runbook::markdown::code;
use crate::shell::quote;

/// `1-cluster.sh`: the AKS cluster.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    let mut tools = vec!["az", "kubectl"];
    if intent.azure.admin_group.is_some() {
        tools.push("kubelogin");
    }
    Procedure {
        folder: "commands",
        file: "1-cluster.sh",
        arguments: "",
        title: "Make the cluster",
        note: "",
        tools,
        optional_tools: Vec::new(),
        variables: Vec::new(),
        setup: setup(intent),
        steps: vec![
            account(intent),
            group(intent),
            cluster(intent),
            credentials(intent),
        ],
        undo: vec![format!("az aks delete{}", cluster_options(intent))],
    }
}

fn setup(intent: &Intent) -> Vec<String> {
    let mut lines = guard::azure(intent, intent.azure.subscription.as_deref());
    lines.extend(guard::exists());
    lines
}

fn account(intent: &Intent) -> Step {
    Step {
        title: "The subscription that is used",
        about: String::new(),
        lines: shown([format!(
            "az account show{} --query '{{name:name, id:id, tenant:tenantId}}' --output table",
            subscription_option(intent.azure.subscription.as_deref())
        )]),
        expect: vec!["Name  Id  Tenant".to_owned()],
        troubles: Trouble::list([(
            "Please run 'az login' to setup account.",
            "Sign in with `az login`, then start again.",
        )]),
    }
}

fn group(intent: &Intent) -> Step {
    let azure = &intent.azure;
    let subscription = subscription_option(azure.subscription.as_deref());
    let group = quote(&azure.resource_group);
    Step {
        title: "The resource group",
        about: String::new(),
        lines: shown([
            format!("[[ $(az group exists --name {group}{subscription}) == true ]] ||"),
            format!(
                "  az group create --name {group} --location {}{subscription} --output none",
                quote(&azure.location)
            ),
        ]),
        expect: Vec::new(),
        troubles: Trouble::list([(
            "AuthorizationFailed",
            "The account may not make resource groups: ask for the role Contributor, or have the group made and start again.",
        )]),
    }
}

const CLUSTER_TROUBLES: [(&str, &str); 3] = [
    (
        "WARNING: ...",
        "No failure, as for every warning of `az`: the script goes on. Some versions of `az` warn here about SSH access to the nodes.",
    ),
    (
        "InsufficientVCPUQuota",
        "The region has no quota left for the default machine size: ask for more, or choose another region.",
    ),
    (
        "MissingSubscriptionRegistration",
        "Register the provider `Microsoft.ContainerService` in the subscription, then start again.",
    ),
];

fn cluster(intent: &Intent) -> Step {
    let options = cluster_options(intent);
    let mut lines = Vec::new();
    let mut create = format!(
        "  az aks create{options} --location {} --node-count 1 --no-ssh-key",
        quote(&intent.azure.location)
    );
    if let Some(group) = &intent.azure.admin_group {
        lines.push(Line::Shown(format!(
            "admins=$(az ad group show --group {} --query id --output tsv)",
            quote(group)
        )));
        create.push_str(" --enable-aad --aad-admin-group-object-ids \"$admins\"");
        if let Some(tenant) = &intent.azure.tenant {
            create.push_str(&format!(" --aad-tenant-id {}", quote(tenant)));
        }
    }
    create.push_str(" --output none");
    lines.extend([
        Line::Quiet(format!("if ! exists az aks show{options}; then")),
        Line::Shown(create),
        Line::Quiet("fi".to_owned()),
    ]);
    Step {
        title: "The cluster",
        about: "A new cluster takes about ten minutes. One that is there already is left as it is: then leave this command out. Nothing here needs SSH, so the nodes get no key.".to_owned(),
        lines,
        expect: Vec::new(),
        troubles: Trouble::list(CLUSTER_TROUBLES),
    }
}

fn credentials(intent: &Intent) -> Step {
    let mut lines = shown([guard::get_credentials(intent)]);
    if intent.azure.admin_group.is_some() {
        lines.extend(shown([
            "kubelogin convert-kubeconfig --login azurecli".to_owned()
        ]));
    }
    lines.extend(shown([
        "kubectl config current-context".to_owned(),
        "kubectl get nodes".to_owned(),
    ]));
    Step {
        title: "The credentials for kubectl",
        about: format!(
            "The later scripts stop unless kubectl's current context is {}.",
            code(&intent.azure.cluster)
        ),
        lines,
        expect: vec![
            intent.azure.cluster.clone(),
            "NAME  STATUS  ROLES  AGE  VERSION".to_owned(),
            "aks-nodepool1-...  Ready".to_owned(),
        ],
        troubles: Trouble::list([(
            "Error from server (Forbidden)",
            "The account is in no group that may use the cluster: add it to the administrators' group, sign in again, start again.",
        )]),
    }
}
