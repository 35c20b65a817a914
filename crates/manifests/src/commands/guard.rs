//! What scripts check before they touch anything.

use crate::Intent;
use crate::commands::procedure::Variable;
use crate::shell::{quote, words};

/// Names a context that is right although it is not the plan's cluster.
const KUBE_CONTEXT: Variable = Variable {
    name: "KUBE_CONTEXT",
    required: false,
    secret: false,
    meaning: "the kubectl context of the cluster, where it is not the one that az aks get-credentials made",
};

/// The only name of a cluster that the plan does not name.
const ONLY_CONTEXT: Variable = Variable {
    required: true,
    meaning: "the kubectl context of the cluster",
    ..KUBE_CONTEXT
};

/// `az` under another name would still be `az`; its output is what differs.
const AZ_WRAPPER: &str = r#"# Windows' az, called from WSL, ends its lines with a carriage return.
az() { command az "$@" | tr -d '\r'; }"#;

/// Asks before something is made. The show commands of az end with 3 where nothing is there.
const EXISTS: &str = r#"# Whether a show command of az finds something. Any failure but "not found" stops the script.
exists() {
  local said status=0
  said=$("$@" --output none 2>&1) || status=$?
  ((status == 0 || status == 3)) ||
    { printf '%s\n' "$said" >&2; stop 'az cannot tell what is there already: see its message above'; }
  return "$status"
}"#;

/// A cluster that the plan does not name can only be known by its context.
const UNNAMED_CLUSTER: &str = r#"current=$(kubectl config current-context) || stop 'kubectl has no current context'
[[ $current == "$KUBE_CONTEXT" ]] || stop "kubectl points at $current, not at $KUBE_CONTEXT""#;

const CHECK_CONTEXT: &str = r#"  current=$(kubectl config current-context) || stop 'kubectl has no current context: get the credentials of the cluster first'
  if [[ -n ${KUBE_CONTEXT:-} ]]; then
    [[ $current == "$KUBE_CONTEXT" ]] || stop "kubectl points at $current, not at $KUBE_CONTEXT"
    return
  fi"#;

const CHECK_SERVER: &str = r#"  [[ $current == "$planned" ]] ||
    stop "kubectl points at $current, not at $planned; get the credentials of $planned, or name the right context in KUBE_CONTEXT"
  need az
  server=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}')
  server=${server#https://}"#;

const COMPARE_SERVER: &str = r#"  grep -qxF -- "${server%%[:/]*}" <<<"$names" ||
    stop "the context $current leads to $server, which is another cluster of that name; get the credentials of the right one"
}
check_cluster"#;

/// The variable that names the context of the cluster; a script without a name for the cluster needs it.
pub(crate) fn kube_context(intent: &Intent) -> Variable {
    if intent.azure.cluster.is_empty() {
        ONLY_CONTEXT
    } else {
        KUBE_CONTEXT
    }
}

/// What the lines of [`cluster`] run, unless they are told the context.
pub(crate) fn optional_tools(intent: &Intent) -> Vec<(&'static str, &'static str)> {
    if intent.azure.cluster.is_empty() {
        Vec::new()
    } else {
        vec![("az", "unless `KUBE_CONTEXT` names the context")]
    }
}

/// The command that signs in to Azure.
pub(crate) fn sign_in(intent: &Intent) -> String {
    match &intent.azure.tenant {
        Some(tenant) => format!("az login --tenant {}", quote(tenant)),
        None => "az login".to_owned(),
    }
}

/// The command that makes the context of the plan's cluster, under a name that is known.
pub(crate) fn get_credentials(intent: &Intent) -> String {
    format!(
        "az aks get-credentials{} --context {} --overwrite-existing",
        cluster_options(intent),
        quote(&intent.azure.cluster)
    )
}

fn by_hand(command: &str) -> String {
    format!("# By hand: {command}")
}

/// Lines that make `az` behave the same everywhere and stop at another tenant than the plan's.
pub(crate) fn azure(intent: &Intent, subscription: Option<&str>) -> Vec<String> {
    let mut lines = vec![by_hand(&sign_in(intent))];
    lines.extend(AZ_WRAPPER.lines().map(str::to_owned));
    let Some(tenant) = &intent.azure.tenant else {
        return lines;
    };
    // Entra prints tenant ids in lower case.
    let tenant = quote(&tenant.to_ascii_lowercase());
    lines.extend([
        format!("planned_tenant={tenant}"),
        format!(
            "tenant=$(az account show{} --query tenantId --output tsv)",
            subscription_option(subscription)
        ),
        "[[ $tenant == \"$planned_tenant\" ]] || stop \"az is signed in to the tenant $tenant, not to $planned_tenant: az login --tenant $planned_tenant\"".to_owned(),
    ]);
    lines
}

/// The function that makes `az` behave the same everywhere.
pub(crate) fn az_wrapper() -> Vec<String> {
    AZ_WRAPPER.lines().map(str::to_owned).collect()
}

/// The function `exists`, for scripts that make something unless it is there: `exists az ... show ...`.
pub(crate) fn exists() -> Vec<String> {
    EXISTS.lines().map(str::to_owned).collect()
}

/// ` --subscription ID`, or nothing where the one `az` is set to counts.
pub(crate) fn subscription_option(subscription: Option<&str>) -> String {
    subscription.map_or_else(String::new, |id| format!(" --subscription {}", quote(id)))
}

/// ` --resource-group GROUP --name CLUSTER`, with the subscription.
pub(crate) fn cluster_options(intent: &Intent) -> String {
    let azure = &intent.azure;
    format!(
        " {}{}",
        words([
            "--resource-group",
            &azure.resource_group,
            "--name",
            &azure.cluster
        ]),
        subscription_option(azure.subscription.as_deref())
    )
}

/// Lines that stop the script unless `kubectl` points at the plan's cluster: by the name of the
/// context, and by the address that Azure knows for the cluster of that name.
pub(crate) fn cluster(intent: &Intent) -> Vec<String> {
    let mut lines = vec![by_hand(&sign_in(intent))];
    if intent.azure.cluster.is_empty() {
        lines.extend(UNNAMED_CLUSTER.lines().map(str::to_owned));
        return lines;
    }
    lines.push(by_hand(&get_credentials(intent)));
    lines.extend(AZ_WRAPPER.lines().map(str::to_owned));
    lines.push("check_cluster() {".to_owned());
    lines.push(format!(
        "  local current server names planned={}",
        quote(&intent.azure.cluster)
    ));
    lines.extend(CHECK_CONTEXT.lines().map(str::to_owned));
    lines.extend(CHECK_SERVER.lines().map(str::to_owned));
    lines.push(format!(
        "  names=$(az aks show{} --query '[fqdn, privateFqdn]' --output tsv)",
        cluster_options(intent)
    ));
    lines.extend(COMPARE_SERVER.lines().map(str::to_owned));
    lines
}
