//! Where the same resource is found on each side of the gateway.

use crate::{Caller, Intent};

/// The path of the API in the gateway, without slashes: the first segment of the test path.
pub(crate) fn api_path(test_path: &str) -> &str {
    test_path
        .trim_start_matches('/')
        .split(['/', '?'])
        .next()
        .unwrap_or_default()
}

/// The URL that the gateway's backend leads to, without a trailing slash.
pub(crate) fn backend_url(intent: &Intent) -> String {
    format!(
        "https://{}{}",
        intent.call_host,
        intent.ingress.path.trim_end_matches('/')
    )
}

/// The path at the ingress of what the end-to-end test calls at the gateway, which strips the
/// API's own path. Without a gateway it is the path of the Ingress.
pub(crate) fn direct_path(intent: &Intent) -> String {
    let base = intent.ingress.path.trim_end_matches('/');
    match &intent.caller {
        Caller::ApiManagement(apim) => {
            let rest = apim.test_path.trim_start_matches('/');
            let rest = rest.strip_prefix(api_path(rest)).unwrap_or_default();
            if rest.starts_with('/') {
                format!("{base}{rest}")
            } else {
                format!("{base}/{rest}")
            }
        }
        Caller::Other => intent.ingress.path.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_intent;

    #[test]
    fn the_gateway_strips_the_path_of_the_api() {
        let mut intent = test_intent::intent();
        for (test_path, ingress_path, api, direct) in [
            ("/tinyrest/resource", "/", "tinyrest", "/resource"),
            (
                "/tinyrest/resource?x=1",
                "/v1/",
                "tinyrest",
                "/v1/resource?x=1",
            ),
            ("/tinyrest", "/", "tinyrest", "/"),
            ("/tinyrest?x=1", "/", "tinyrest", "/?x=1"),
            ("/", "/v1", "", "/v1/"),
        ] {
            test_path.clone_into(&mut test_intent::gateway(&mut intent).test_path);
            ingress_path.clone_into(&mut intent.ingress.path);
            assert_eq!(api_path(test_path), api, "{test_path}");
            assert_eq!(direct_path(&intent), direct, "{test_path}");
        }
        intent.caller = Caller::Other;
        assert_eq!(direct_path(&intent), "/v1");
        assert_eq!(backend_url(&intent), "https://api.contoso.example/v1");
    }
}
