use std::collections::BTreeMap;

use k8s_openapi::api::networking::v1::{HTTPIngressPath, Ingress, IngressRule};
use regex::Regex;

use super::annotations::{Annotations, AuthTls, ClientAnnotations};
use super::cluster::namespace;
use super::local_secret::{LocalSecret, Pair};
use super::{CLASS, Cluster, Refused, certificate};

/// One `server` block of the controller's configuration.
#[derive(Debug)]
pub(super) struct Server {
    pub(super) host: String,
    /// The certificate it presents; none: the controller's own, which no client trusts.
    pub(super) pair: Option<Pair>,
    pub(super) client: ClientAuthentication,
    pub(super) locations: Vec<Location>,
    pub(super) annotations: Annotations,
}

/// How a server looks at client certificates.
#[derive(Debug)]
pub(super) enum ClientAuthentication {
    /// Not at all.
    Off,
    /// Every request is answered 403 (`nginx.tmpl`:929).
    Denied(String),
    /// `match_cn` stands even where there is no CA file (`nginx.tmpl`:915, 934).
    On {
        settings: AuthTls,
        ca_file: Option<String>,
    },
}

/// One `location` block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Location {
    pub(super) path: String,
    pub(super) exact: bool,
    pub(super) backend: Backend,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Backend {
    /// The Service of the rule, with a pod behind it.
    Service,
    /// The Service of the rule, with no pod behind it: the balancer answers 503
    /// (`rootfs/etc/nginx/lua/balancer.lua`).
    NoEndpoint,
    /// The controller's default backend: 404.
    Default,
}

/// Every server that the Ingresses ask for.
pub(super) fn servers(cluster: &Cluster) -> Result<Vec<Server>, Refused> {
    let mut servers = Vec::new();
    for ingress in &cluster.ingresses {
        for rule in served_rules(ingress)? {
            let server = server(cluster, ingress, rule)?;
            servers.push(server);
        }
    }
    Ok(servers)
}

/// `ingressclass` and `controller.go`:316: an Ingress of another class is ignored, which would leave the
/// application without a way in; a path that is no plain path is refused at admission.
fn served_rules(ingress: &Ingress) -> Result<&[IngressRule], Refused> {
    let spec = ingress
        .spec
        .as_ref()
        .ok_or_else(|| Refused("an Ingress without spec".into()))?;
    if spec.ingress_class_name.as_deref() != Some(CLASS) {
        return Err(Refused(format!(
            "the controller of class {CLASS} ignores an Ingress of class {:?}",
            spec.ingress_class_name
        )));
    }
    let rules = spec.rules.as_deref().unwrap_or_default();
    // internal/ingress/inspector/rules.go:37; `strict-validate-path-type` is on by default (config.go:914).
    let plain = Regex::new(r"(?i)^/[[:alnum:]._\-/]*$").unwrap();
    for path in rules.iter().flat_map(paths) {
        let text = path.path.as_deref().unwrap_or("/");
        if path.path_type != "ImplementationSpecific" && !plain.is_match(text) {
            return Err(Refused(format!(
                "path {text} cannot be used with pathType {}",
                path.path_type
            )));
        }
    }
    Ok(rules)
}

fn server(cluster: &Cluster, ingress: &Ingress, rule: &IngressRule) -> Result<Server, Refused> {
    // controller.go:1364: a rule without a host lands on the default server, for every other application.
    let host = rule
        .host
        .clone()
        .ok_or_else(|| Refused("a rule without host lands on the default server".into()))?;
    let none = BTreeMap::new();
    let annotations = Annotations::read(
        ingress.metadata.annotations.as_ref().unwrap_or(&none),
        namespace(&ingress.metadata),
    )?;
    Ok(Server {
        pair: tls_pair(cluster, ingress, &host)?,
        client: client_authentication(cluster, &annotations)?,
        locations: locations(cluster, ingress, rule),
        host,
        annotations,
    })
}

/// `controller.go`:1448 to 1495 and 1719 (`extractTLSSecretName`).
fn tls_pair(cluster: &Cluster, ingress: &Ingress, host: &str) -> Result<Option<Pair>, Refused> {
    let tls = ingress
        .spec
        .iter()
        .flat_map(|spec| spec.tls.iter().flatten());
    let named = |secret: &Option<String>| -> Result<Option<Pair>, Refused> {
        let Some(secret) = secret else {
            return Ok(None);
        };
        let key = format!("{}/{secret}", namespace(&ingress.metadata));
        let Some(found) = cluster.secret(&key) else {
            return Ok(None);
        };
        let pair = LocalSecret::read(found)?.pair;
        match pair {
            Some(pair) if certificate::covers(&pair.certificate, host)? => Ok(Some(pair)),
            _ => Ok(None),
        }
    };
    // A `tls` entry that lists the host decides, whatever its secret holds.
    for entry in tls.clone() {
        let listed = entry.hosts.iter().flatten();
        if listed
            .clone()
            .any(|listed| listed.eq_ignore_ascii_case(host))
        {
            return named(&entry.secret_name);
        }
    }
    for entry in tls {
        if let Some(pair) = named(&entry.secret_name)? {
            return Ok(Some(pair));
        }
    }
    Ok(None)
}

/// `authtls/main.go`:169 to 174 and `controller.go`:762 to 771.
fn client_authentication(
    cluster: &Cluster,
    annotations: &Annotations,
) -> Result<ClientAuthentication, Refused> {
    let settings = match &annotations.client {
        ClientAnnotations::Absent => return Ok(ClientAuthentication::Off),
        ClientAnnotations::Denied(reason) => {
            return Ok(ClientAuthentication::Denied(reason.clone()));
        }
        ClientAnnotations::Present(settings) => settings.clone(),
    };
    let Some(secret) = cluster.secret(&settings.secret) else {
        return Ok(ClientAuthentication::Denied(format!(
            "error obtaining certificate: local SSL certificate {} was not found",
            settings.secret
        )));
    };
    // A secret without ca.crt switches verification off without a word.
    let ca_file = LocalSecret::read(secret)?.client_ca;
    Ok(ClientAuthentication::On { settings, ca_file })
}

/// `controller.go`:795 to 873 and `controller/location.go`:34 to 87.
fn locations(cluster: &Cluster, ingress: &Ingress, rule: &IngressRule) -> Vec<Location> {
    let mut locations = Vec::new();
    for path in paths(rule) {
        let text = path.path.clone().unwrap_or_else(|| "/".into());
        let backend = backend(cluster, ingress, path);
        let location = |path: String, exact| Location {
            path,
            exact,
            backend,
        };
        if path.path_type == "Exact" {
            locations.push(location(text, true));
        } else if text == "/" || path.path_type != "Prefix" {
            locations.push(location(text, false));
        } else {
            let slashed = format!("{}/", text.trim_end_matches('/'));
            locations.push(location(slashed, false));
            locations.push(location(text, true));
        }
    }
    if !locations.iter().any(|location| location.path == "/") {
        locations.push(Location {
            path: "/".into(),
            exact: false,
            backend: Backend::Default,
        });
    }
    locations.dedup();
    locations
}

fn backend(cluster: &Cluster, ingress: &Ingress, path: &HTTPIngressPath) -> Backend {
    let Some(service) = &path.backend.service else {
        return Backend::Default;
    };
    let port = service.port.as_ref().and_then(|port| match port.number {
        Some(number) => Some(number.to_string()),
        None => port.name.clone(),
    });
    let reached = port.is_some_and(|port| {
        cluster.reaches_a_pod(namespace(&ingress.metadata), &service.name, &port)
    });
    if reached {
        Backend::Service
    } else {
        Backend::NoEndpoint
    }
}

fn paths(rule: &IngressRule) -> impl Iterator<Item = &HTTPIngressPath> {
    rule.http.iter().flat_map(|http| &http.paths)
}
