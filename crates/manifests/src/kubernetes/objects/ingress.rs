use serde::Serialize;

/// `IngressSpec` of `networking.k8s.io/v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IngressSpec<'a> {
    pub(crate) ingress_class_name: &'a str,
    pub(crate) tls: Vec<IngressTls<'a>>,
    pub(crate) rules: Vec<IngressRule<'a>>,
}

/// `IngressTLS` of `networking.k8s.io/v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct IngressTls<'a> {
    pub(crate) hosts: Vec<&'a str>,
    pub(crate) secret_name: &'a str,
}

/// `IngressRule` of `networking.k8s.io/v1`.
#[derive(Serialize)]
pub(crate) struct IngressRule<'a> {
    pub(crate) host: &'a str,
    pub(crate) http: HttpIngressRuleValue<'a>,
}

/// `HTTPIngressRuleValue` of `networking.k8s.io/v1`.
#[derive(Serialize)]
pub(crate) struct HttpIngressRuleValue<'a> {
    pub(crate) paths: Vec<HttpIngressPath<'a>>,
}

/// `HTTPIngressPath` of `networking.k8s.io/v1`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct HttpIngressPath<'a> {
    pub(crate) path: &'a str,
    pub(crate) path_type: &'static str,
    pub(crate) backend: IngressBackend<'a>,
}

/// `IngressBackend` of `networking.k8s.io/v1`.
#[derive(Serialize)]
pub(crate) struct IngressBackend<'a> {
    pub(crate) service: IngressServiceBackend<'a>,
}

/// `IngressServiceBackend` of `networking.k8s.io/v1`.
#[derive(Serialize)]
pub(crate) struct IngressServiceBackend<'a> {
    pub(crate) name: &'a str,
    pub(crate) port: ServiceBackendPort,
}

/// `ServiceBackendPort` of `networking.k8s.io/v1`.
#[derive(Serialize)]
pub(crate) struct ServiceBackendPort {
    pub(crate) number: u16,
}
