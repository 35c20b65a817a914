use super::{Field, plain};

pub(super) const FIELDS: &[Field] = &[
    plain(
        "kubernetes.target",
        "Target",
        "What terminates TLS in the cluster and checks client certificates.",
    ),
    plain(
        "kubernetes.namespace",
        "Namespace",
        "Kubernetes namespace of the secrets, the application and the Ingress (RFC 1123 label).",
    ),
    plain(
        "kubernetes.tls_secret",
        "TLS secret",
        "Secret with tls.crt and tls.key, named by spec.tls of the Ingress (Kubernetes documentation, TLS Secrets).",
    ),
    plain(
        "kubernetes.client_ca_secret",
        "Client CA secret",
        "Secret with ca.crt alone, named by the annotation auth-tls-secret (ingress-nginx documentation, Annotations).",
    ),
    plain(
        "kubernetes.single_secret",
        "One secret for both",
        "The article's single secret with tls.crt, tls.key and ca.crt, under the name of the TLS secret.",
    ),
    plain(
        "kubernetes.ingress",
        "Ingress name",
        "Name of the Ingress object (networking.k8s.io/v1).",
    ),
    plain(
        "kubernetes.ingress_class",
        "Ingress class",
        "spec.ingressClassName, which decides the controller that serves the Ingress.",
    ),
    plain(
        "kubernetes.path",
        "Ingress path",
        "Path of the rule, with pathType Prefix; client certificates are asked for on the whole host all the same (Kubernetes documentation, Ingress).",
    ),
    plain(
        "kubernetes.service",
        "Service name",
        "Service that the Ingress sends requests to (RFC 1035 label).",
    ),
    plain(
        "kubernetes.service_port",
        "Service port",
        "Port of the Service, 1 to 65535.",
    ),
    plain(
        "kubernetes.app",
        "Application name",
        "Name and app label of the Deployment (RFC 1123 label).",
    ),
    plain(
        "kubernetes.image",
        "Container image",
        "Image reference with a tag or digest; the one given at first answers with the headers it got.",
    ),
    plain(
        "kubernetes.container_port",
        "Container port",
        "Port the container listens on, 1 to 65535.",
    ),
    plain(
        "kubernetes.probe_path",
        "Probe path",
        "Path of HTTP probes; empty probes the TCP port, which suits any image (Kubernetes documentation, Probes).",
    ),
    plain(
        "kubernetes.user_id",
        "User id",
        "Numeric runAsUser of the container, which makes a stricter security context possible; empty leaves it to the image.",
    ),
    plain(
        "kubernetes.replicas",
        "Replicas",
        "Number of pods of the Deployment.",
    ),
    plain(
        "kubernetes.verify_client",
        "Verify client",
        "auth-tls-verify-client: whether a request without a valid client certificate is refused.",
    ),
    plain(
        "kubernetes.verify_depth",
        "Verify depth",
        "auth-tls-verify-depth: the longest chain accepted; 1 is right for a leaf signed by the CA itself.",
    ),
    plain(
        "kubernetes.restrict_client",
        "Only this client",
        "auth-tls-match-cn: lets in the client name alone, not every certificate of the CA.",
    ),
    plain(
        "kubernetes.pass_certificate",
        "Pass certificate upstream",
        "auth-tls-pass-certificate-to-upstream: hands the certificate to the application in the header ssl-client-cert.",
    ),
    plain(
        "kubernetes.controller_release",
        "Controller release",
        "Helm release of the ingress controller, at most 53 characters.",
    ),
    plain(
        "kubernetes.controller_namespace",
        "Controller namespace",
        "Namespace of the ingress controller (RFC 1123 label).",
    ),
    plain(
        "azure.subscription",
        "Subscription",
        "Azure subscription id; empty takes the one that az is logged in to.",
    ),
    plain(
        "azure.resource_group",
        "Cluster resource group",
        "Azure resource group of the AKS cluster.",
    ),
    plain(
        "azure.location",
        "Location",
        "Azure region of what is made, such as centralus.",
    ),
    plain(
        "azure.cluster",
        "Cluster name",
        "Name of the AKS cluster; every script stops when kubectl points at another one. Empty where a cluster outside Azure is there.",
    ),
    plain(
        "azure.registry",
        "Container registry",
        "Azure Container Registry that the cluster may pull from; empty attaches none.",
    ),
    plain(
        "azure.tenant",
        "Tenant",
        "Microsoft Entra tenant id; empty takes the one that az is logged in to.",
    ),
    plain(
        "azure.admin_group",
        "Administrator group",
        "Microsoft Entra group that administers the cluster (name or object id); empty leaves Entra integration out.",
    ),
    plain(
        "azure.dns_zone",
        "DNS zone",
        "Azure DNS zone that holds the server's host name; empty where the record is made elsewhere.",
    ),
    plain(
        "azure.dns_resource_group",
        "DNS zone resource group",
        "Azure resource group of the DNS zone.",
    ),
];
