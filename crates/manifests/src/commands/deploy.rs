mod own_certificate;

use crate::commands::guard::{self, cluster_options, subscription_option};
use crate::commands::procedure::{Line, Procedure, Step, Trouble, quiet, shown};
use crate::kubernetes::{namespace_is_made, own_certificate_command};
use crate::openssl::another;
use crate::shell::quote;
use crate::{Intent, ServerCertificate};

/// `3-deploy.sh`: the objects of `kubernetes/`.
pub(crate) fn procedure(intent: &Intent) -> Procedure {
    let mut variables = vec![guard::kube_context(intent)];
    let mut tools = vec!["kubectl"];
    let mut steps = Vec::new();
    if let (Some(registry), false) = (&intent.azure.registry, intent.existing.workload) {
        tools.push("az");
        steps.push(attach(intent, registry));
    }
    steps.push(objects(intent));
    if let Some(command) = own_certificate_command(intent) {
        variables.extend(own_certificate::VARIABLES);
        steps.push(own_certificate::step(intent, &command));
    }
    steps.push(secrets(intent));
    steps.push(workload(intent));
    steps.push(ingress(intent));
    Procedure {
        folder: "commands",
        file: "3-deploy.sh",
        arguments: "",
        title: if intent.existing.workload {
            "Deploy the secrets and the ingress"
        } else {
            "Deploy the secrets, the application and the ingress"
        },
        note: "",
        tools,
        optional_tools: guard::optional_tools(intent),
        variables,
        setup: by_hand(intent)
            .into_iter()
            .chain(guard::cluster(intent))
            .collect(),
        steps,
        undo: undo(intent),
    }
}

/// What the runbook has people do by hand, before and long after this script.
fn by_hand(intent: &Intent) -> Vec<String> {
    let mut lines = vec![
        "# The files, by hand: sha256sum -c SHA256SUMS; on macOS: shasum -a 256 -c SHA256SUMS"
            .to_owned(),
    ];
    lines.extend(another::as_comments(intent));
    lines.push(String::new());
    lines
}

/// The secret with the user's own certificate is in no file. With a namespace that is made here it goes anyway.
fn undo(intent: &Intent) -> Vec<String> {
    let mut lines = vec!["kubectl delete --kustomize kubernetes".to_owned()];
    if intent.server_certificate == ServerCertificate::FromPublicCa && !namespace_is_made(intent) {
        lines.push(format!(
            "{} delete secret {}",
            in_namespace(intent),
            quote(intent.secrets.tls())
        ));
    }
    lines
}

fn in_namespace(intent: &Intent) -> String {
    format!("kubectl --namespace {}", quote(&intent.namespace))
}

fn attach(intent: &Intent, registry: &str) -> Step {
    Step {
        title: "The registry",
        about: "Lets the cluster pull from the registry. It takes some minutes, each time."
            .to_owned(),
        lines: shown([
            format!(
                "az acr show --name {}{} --output none",
                quote(registry),
                subscription_option(intent.azure.subscription.as_deref())
            ),
            format!(
                "az aks update{} --attach-acr {} --output none",
                cluster_options(intent),
                quote(registry)
            ),
        ]),
        expect: Vec::new(),
        troubles: Trouble::list([(
            "Could not create a role assignment for ACR. Are you an Owner on this subscription?",
            "Have someone who may assign roles give the cluster's kubelet identity the role AcrPull on the registry.",
        )]),
    }
}

const OBJECT_TROUBLES: [(&str, &str); 3] = [
    (
        "failed calling webhook \"validate.nginx.ingress.kubernetes.io\"",
        "The API server does not reach the controller's admission webhook, or does not trust it: wait until the controller is ready; in a private cluster open port 8443 from the API server; else install the controller again.",
    ),
    (
        "host \"...\" and path \"/\" is already defined in ingress ...",
        "Another Ingress has this host and path: remove it, or choose another host.",
    ),
    (
        "namespaces \"...\" not found",
        "The plan says that the namespace exists. Make it, or correct the plan.",
    ),
];

/// What stands in `kubernetes/`, as `kubectl` names it and in its order. A secret that takes the user's own
/// certificate is not among it.
fn made(intent: &Intent) -> Vec<String> {
    let mut objects = Vec::new();
    if namespace_is_made(intent) {
        objects.push(format!("namespace/{}", intent.namespace));
    }
    let mut secrets = vec![intent.secrets.tls(), intent.secrets.client_ca()];
    secrets.dedup();
    if intent.server_certificate == ServerCertificate::FromPublicCa {
        secrets.retain(|name| *name != intent.secrets.tls());
    }
    objects.extend(secrets.iter().map(|name| format!("secret/{name}")));
    if !intent.existing.workload {
        objects.push(format!("service/{}", intent.workload.service));
        objects.push(format!("deployment.apps/{}", intent.workload.app));
    }
    objects.push(format!("ingress.networking.k8s.io/{}", intent.ingress.name));
    objects
}

fn objects(intent: &Intent) -> Step {
    Step {
        title: "The objects",
        about: "The second time it says `unchanged` or `configured` instead of `created`."
            .to_owned(),
        lines: shown(["kubectl apply --kustomize kubernetes".to_owned()]),
        expect: made(intent)
            .iter()
            .map(|object| format!("{object} created"))
            .collect(),
        troubles: Trouble::list(OBJECT_TROUBLES),
    }
}

fn secrets(intent: &Intent) -> Step {
    let secret = quote(intent.secrets.client_ca());
    let kubectl = in_namespace(intent);
    let check = format!(
        "[[ -n $({kubectl} get secret {secret} --output 'jsonpath={{.data.ca\\.crt}}') ]] ||
  stop 'the secret has no ca.crt: the ingress would ask nobody for a certificate'"
    );
    let mut lines = shown([format!("{kubectl} describe secret {secret}")]);
    lines.extend(quiet(&check));
    Step {
        title: "The client CA is in its secret",
        about:
            "A secret without the key `ca.crt` turns client certificates off, without any error."
                .to_owned(),
        lines,
        expect: vec!["ca.crt:  ... bytes".to_owned()],
        troubles: Trouble::list([(
            "403 for every call later, and \"error obtaining certificate: local SSL certificate ... was not found\" in the controller's log",
            "The secret is missing, or in another namespace than the Ingress.",
        )]),
    }
}

const SERVICE_TROUBLES: [(&str, &str); 1] = [(
    "Error from server (NotFound)",
    "The plan names a service that is not there: correct its name or the namespace.",
)];

const WORKLOAD_TROUBLES: [(&str, &str); 3] = [
    (
        "ImagePullBackOff",
        "The image's name is wrong, or the cluster may not pull it: attach the registry.",
    ),
    (
        "CrashLoopBackOff",
        "The container stops by itself: read its log. An image that must run as root is refused by `runAsNonRoot`; one that writes to its own disk, by `readOnlyRootFilesystem`.",
    ),
    (
        "0/1  Running",
        "The probe fails: the container must listen on the port the plan names.",
    ),
];

/// Deployment and Service, or the service that is there.
fn workload(intent: &Intent) -> Step {
    if intent.existing.workload {
        return existing_service(intent);
    }
    let kubectl = in_namespace(intent);
    let workload = &intent.workload;
    Step {
        title: "The application is up",
        about: String::new(),
        lines: shown([
            format!(
                "{kubectl} rollout status {} --timeout=180s",
                quote(&format!("deployment/{}", workload.app))
            ),
            format!(
                "{kubectl} get pods --selector {}",
                quote(&format!("app={}", workload.app))
            ),
        ]),
        expect: vec![
            format!("deployment \"{}\" successfully rolled out", workload.app),
            "NAME  READY  STATUS  RESTARTS  AGE".to_owned(),
            format!("{}-...  1/1  Running", workload.app),
        ],
        troubles: Trouble::list(WORKLOAD_TROUBLES),
    }
}

fn ingress(intent: &Intent) -> Step {
    let kubectl = in_namespace(intent);
    let name = quote(&intent.ingress.name);
    Step {
        title: "The ingress",
        about: "`<error: endpoints \"default-http-backend\" not found>` in the description is no fault.".to_owned(),
        lines: vec![
            Line::Shown(format!("{kubectl} get ingress {name}")),
            Line::Shown(format!("{kubectl} describe ingress {name}")),
            Line::ByHand("kubectl get ingressclass".to_owned()),
        ],
        expect: vec![
            "NAME  CLASS  HOSTS  ADDRESS  PORTS  AGE".to_owned(),
            format!(
                "{}  {}  {}  20.0.0.0  80, 443",
                intent.ingress.name,
                intent.ingress.class,
                intent.call_host
            ),
        ],
        troubles: Trouble::list([
            (
                "no ADDRESS",
                "A new Ingress has none for a minute: look again. If it stays so, no controller took the Ingress: its class must be one of `kubectl get ingressclass`, and the controller must run.",
            ),
            (
                "\"Kubernetes Ingress Controller Fake Certificate\" when called",
                "The controller does not use the server certificate: the host must be among its names, and the secret in the namespace of the Ingress.",
            ),
        ]),
    }
}

fn existing_service(intent: &Intent) -> Step {
    let kubectl = in_namespace(intent);
    let workload = &intent.workload;
    Step {
        title: "The service that is there",
        about: format!("It must listen on port {}.", workload.service_port),
        lines: shown([format!(
            "{kubectl} get service {}",
            quote(&workload.service)
        )]),
        expect: vec![format!(
            "{}  ...  {}/TCP",
            workload.service, workload.service_port
        )],
        troubles: Trouble::list(SERVICE_TROUBLES),
    }
}
