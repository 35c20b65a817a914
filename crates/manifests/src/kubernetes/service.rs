use super::objects::{Object, ObjectMeta, ServicePort, ServiceSpec};
use super::yaml::Yaml;
use super::{app_label, named};
use crate::{Intent, Material};

/// `kubernetes/30-service.yaml`.
pub(super) fn render(intent: &Intent, _material: Option<&Material>) -> String {
    let mut yaml = Yaml::default();
    yaml.object(&service(intent));
    yaml.finish()
}

fn service(intent: &Intent) -> Object<'_, ServiceSpec<'_>> {
    let workload = &intent.workload;
    Object {
        api_version: "v1",
        kind: "Service",
        metadata: ObjectMeta {
            labels: app_label(intent),
            ..named(intent, &workload.service)
        },
        spec: ServiceSpec {
            selector: app_label(intent),
            ports: vec![ServicePort {
                name: "http",
                port: workload.service_port,
                target_port: workload.container_port,
            }],
        },
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
