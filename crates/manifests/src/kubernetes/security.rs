use super::DEFAULT_IMAGE;
use super::objects::{Capabilities, PodSecurityContext, SeccompProfile, SecurityContext, Sysctl};
use crate::Workload;

/// The user id `nonroot` of common minimal images, for [`DEFAULT_IMAGE`].
const DEFAULT_IMAGE_USER: u32 = 65_532;

/// What no web server needs of the capabilities a container starts with. The others stay where the
/// image is unknown: one that starts as root changes owners and users before it serves.
const NEEDLESS_CAPABILITIES: [&str; 5] =
    ["AUDIT_WRITE", "MKNOD", "NET_RAW", "SETFCAP", "SYS_CHROOT"];

/// The user the container runs as, where it is known to be an ordinary one.
fn ordinary_user(workload: &Workload) -> Option<u32> {
    let default = (workload.image == DEFAULT_IMAGE).then_some(DEFAULT_IMAGE_USER);
    workload.user_id.or(default).filter(|user| *user != 0)
}

/// The security context of the pod: who it runs as.
pub(super) fn of_pod(workload: &Workload) -> PodSecurityContext {
    // Below 1024 only root may bind, with a capability that not every runtime hands to others.
    let any_port = (workload.container_port < 1024).then_some(Sysctl {
        name: "net.ipv4.ip_unprivileged_port_start",
        value: "0",
    });
    let user = ordinary_user(workload);
    PodSecurityContext {
        run_as_non_root: user.is_some().then_some(true),
        run_as_user: user.or(workload.user_id),
        seccomp_profile: SeccompProfile {
            r#type: "RuntimeDefault",
        },
        sysctls: any_port.into_iter().collect(),
    }
}

/// The security context of the container: what it may do.
pub(super) fn of_container(workload: &Workload) -> SecurityContext {
    let drop: &[_] = match ordinary_user(workload) {
        Some(_) => &["ALL"],
        None => &NEEDLESS_CAPABILITIES,
    };
    SecurityContext {
        allow_privilege_escalation: false,
        capabilities: Capabilities { drop },
        // Whether another image writes to its own file system is unknown.
        read_only_root_filesystem: (workload.image == DEFAULT_IMAGE).then_some(true),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json, to_value};

    use super::*;
    use crate::test_intent;

    /// The contexts of pod and container.
    fn contexts(change: impl FnOnce(&mut Workload)) -> (Value, Value) {
        let mut workload = test_intent::intent().workload;
        change(&mut workload);
        (
            to_value(of_pod(&workload)).unwrap(),
            to_value(of_container(&workload)).unwrap(),
        )
    }

    #[test]
    fn the_default_image_gets_the_strictest_context() {
        let (pod, container) = contexts(|_| {});
        assert_eq!(
            pod,
            json!({
                "runAsNonRoot": true,
                "runAsUser": 65532,
                "seccompProfile": {"type": "RuntimeDefault"},
            })
        );
        assert_eq!(
            container,
            json!({
                "allowPrivilegeEscalation": false,
                "capabilities": {"drop": ["ALL"]},
                "readOnlyRootFilesystem": true,
            })
        );
    }

    #[test]
    fn an_unknown_image_may_start_as_root_and_bind_port_80() {
        let (pod, container) = contexts(|workload| {
            workload.image = "nginx:1.29".into();
            workload.container_port = 80;
        });
        assert_eq!(
            pod,
            json!({
                "seccompProfile": {"type": "RuntimeDefault"},
                "sysctls": [{"name": "net.ipv4.ip_unprivileged_port_start", "value": "0"}],
            })
        );
        assert!(container.get("readOnlyRootFilesystem").is_none());
        let dropped = container["capabilities"]["drop"].as_array().unwrap();
        assert!(dropped.contains(&json!("NET_RAW")));
        for needed in [
            "ALL",
            "CHOWN",
            "DAC_OVERRIDE",
            "NET_BIND_SERVICE",
            "SETGID",
            "SETUID",
        ] {
            assert!(!dropped.contains(&json!(needed)), "{needed}");
        }
    }

    #[test]
    fn a_user_id_makes_the_context_stricter() {
        let (pod, container) = contexts(|workload| {
            workload.image = "contoso.example/tinyrest:1".into();
            workload.user_id = Some(1000);
        });
        assert_eq!(pod["runAsUser"], 1000);
        assert_eq!(pod["runAsNonRoot"], true);
        assert_eq!(
            container,
            json!({"allowPrivilegeEscalation": false, "capabilities": {"drop": ["ALL"]}})
        );
    }

    #[test]
    fn root_is_not_called_an_ordinary_user() {
        let (pod, container) = contexts(|workload| workload.user_id = Some(0));
        assert_eq!(pod["runAsUser"], 0);
        assert!(pod.get("runAsNonRoot").is_none());
        assert_ne!(container["capabilities"], json!({"drop": ["ALL"]}));
    }
}
