use serde_json::json;

use crate::Intent;
use crate::commands::guard;
use crate::commands::procedure::{Procedure, Step, Trouble, shown};
use crate::shell::quote;

/// Where the chart is published.
const REPOSITORY: &str = "https://kubernetes.github.io/ingress-nginx";

/// The last release of the chart (controller 1.15.1), before the project was retired in March 2026.
const CHART_VERSION: &str = "4.15.1";

/// `2-controller.sh`: the ingress controller.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    Procedure {
        folder: "commands",
        file: "2-controller.sh",
        arguments: "",
        title: "Install the ingress controller",
        note: "",
        tools: vec!["kubectl", "helm"],
        optional_tools: guard::optional_tools(intent),
        variables: vec![guard::kube_context(intent)],
        setup: guard::cluster(intent),
        steps: vec![install(intent), address(intent)],
        undo: vec![format!(
            "helm uninstall {} --namespace {}",
            quote(&intent.controller.release),
            quote(&intent.controller.namespace)
        )],
    }
}

/// `kubectl` options that select the controller's Service.
pub(crate) fn service_selector(intent: &Intent) -> String {
    format!(
        "--namespace {} get service --selector {}",
        quote(&intent.controller.namespace),
        quote(&format!(
            "app.kubernetes.io/instance={},app.kubernetes.io/component=controller",
            intent.controller.release
        ))
    )
}

fn install(intent: &Intent) -> Step {
    let command = format!(
        "helm upgrade --install {} ingress-nginx --repo {REPOSITORY} --version {CHART_VERSION}",
        quote(&intent.controller.release)
    );
    Step {
        title: "The controller",
        about: "Version 1.15.1 is the last of a project that was retired in March 2026: it gets no more fixes. Plan to move on.".to_owned(),
        lines: shown([
            format!("{command} \\"),
            format!(
                "  --namespace {} --create-namespace --wait --timeout 10m \\",
                quote(&intent.controller.namespace)
            ),
            format!("  --values - <<<{}", quote(&values(&intent.ingress.class))),
        ]),
        expect: vec!["STATUS: deployed".to_owned()],
        troubles: Trouble::list([
            (
                "INSTALLATION FAILED: context deadline exceeded",
                "The controller's pod did not start, or the load balancer got no address, in ten minutes: look at the pods and events of the namespace, then start again.",
            ),
            (
                "IngressClass \"...\" exists and cannot be imported into the current release",
                "Another controller owns this class: mark the controller as existing in the plan, or choose another class.",
            ),
        ]),
    }
}

/// The chart's values, as JSON, which is YAML. The health probe must ask for `/healthz`: `/` answers
/// 404 without a host, and Azure's load balancer would take the controller for dead.
fn values(class: &str) -> String {
    let controller_value = if class == "nginx" {
        "k8s.io/ingress-nginx".to_owned()
    } else {
        format!("k8s.io/ingress-{class}")
    };
    json!({
        "controller": {
            "ingressClass": class,
            "ingressClassResource": { "controllerValue": controller_value, "name": class },
            "nodeSelector": { "kubernetes.io/os": "linux" },
            "replicaCount": 1,
            "service": {
                "annotations": {
                    "service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path": "/healthz"
                },
                "externalTrafficPolicy": "Local"
            }
        },
        "defaultBackend": { "nodeSelector": { "kubernetes.io/os": "linux" } }
    })
    .to_string()
}

fn address(intent: &Intent) -> Step {
    Step {
        title: "Its address",
        about: String::new(),
        lines: shown([format!("kubectl {}", service_selector(intent))]),
        expect: vec![
            "NAME  TYPE  CLUSTER-IP  EXTERNAL-IP  PORT(S)  AGE".to_owned(),
            "...-controller  LoadBalancer  10.0.0.0  20.0.0.0  80:30000/TCP,443:30001/TCP"
                .to_owned(),
        ],
        troubles: Trouble::list([
            (
                "<pending>",
                "The load balancer has no address yet: wait a minute and look again; then look at the events of the service.",
            ),
            (
                "a timeout when the address is called, and nothing in the controller's log",
                "The load balancer's health probe fails: the service must carry the annotation `azure-load-balancer-health-probe-request-path` with `/healthz`.",
            ),
        ]),
    }
}
