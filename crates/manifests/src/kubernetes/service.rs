use k8s_openapi::api::core::v1::{Service, ServicePort, ServiceSpec};
use k8s_openapi::apimachinery::pkg::apis::meta::v1::ObjectMeta;
use k8s_openapi::apimachinery::pkg::util::intstr::IntOrString;

use super::yaml::{Ordered, Yaml};
use super::{app_label, named};
use crate::{Intent, Material};

/// `kubernetes/30-service.yaml`.
pub(super) fn render(intent: &Intent, _material: Option<&Material>) -> String {
    let mut yaml = Yaml::default();
    yaml.object(&Ordered(service(intent)));
    yaml.finish()
}

fn service(intent: &Intent) -> Service {
    let workload = &intent.workload;
    Service {
        metadata: ObjectMeta {
            labels: Some(app_label(intent)),
            ..named(intent, &workload.service)
        },
        spec: Some(ServiceSpec {
            selector: Some(app_label(intent)),
            ports: Some(vec![ServicePort {
                name: Some("http".into()),
                port: workload.service_port.into(),
                target_port: Some(IntOrString::Int(workload.container_port.into())),
                ..ServicePort::default()
            }]),
            ..ServiceSpec::default()
        }),
        ..Service::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::test_intent;

    #[test]
    fn the_service_reads_as_people_write_it() {
        assert_eq!(
            render(&test_intent::intent(), None),
            "\
apiVersion: v1
kind: Service
metadata:
  name: tinyrest-svc
  namespace: default
  labels:
    app: tinyrest
spec:
  selector:
    app: tinyrest
  ports:
    - name: http
      port: 8080
      targetPort: 3000
"
        );
    }
}
