//! The schemas of Kubernetes, oldest and newest release in support, and kustomize.

use std::path::{Path, PathBuf};

use tests::ingress_nginx::Cluster;
use tests::tool::{Ended, Tool};

use crate::sets::{Set, documented};

/// The oldest release that the controller's last version lists, and the newest that the schemas know.
const RELEASES: [&str; 2] = ["1.31", "1.37"];

#[test]
fn every_object_fits_its_schema() {
    let files: Vec<_> = documented().iter().flat_map(objects).collect();
    for release in RELEASES {
        let validated = validate(release, &files);
        assert!(validated.success, "{}", validated.describe());
    }
}

#[test]
fn an_unknown_or_misplaced_field_is_found() {
    let set = &documented()[0];
    let ingress = set.directory.join("kubernetes/40-ingress.yaml");
    let text = std::fs::read_to_string(&ingress).unwrap();
    let directory = tests::folder::fresh("kubernetes-validate");
    for (name, from, to) in [
        ("unknown.yaml", "ingressClassName:", "ingressClass:"),
        ("type.yaml", "number: 8080", "number: http"),
        ("missing.yaml", "pathType: Prefix", "# nothing"),
    ] {
        assert!(text.contains(from), "{from}");
        let path = directory.join(name);
        std::fs::write(&path, text.replace(from, to)).unwrap();
        for release in RELEASES {
            let validated = validate(release, std::slice::from_ref(&path));
            assert!(!validated.success, "{}", validated.describe());
        }
    }
}

#[test]
fn kustomize_builds_all_objects_of_the_folder() {
    for set in documented() {
        let folder = set.directory.join("kubernetes");
        let built = kustomize(&folder);
        assert!(built.success, "{}", built.describe());
        let built = built.text();
        for file in objects(set) {
            for kind_and_name in kinds_and_names(&std::fs::read_to_string(file).unwrap()) {
                let found = kinds_and_names(&built);
                assert!(found.contains(&kind_and_name), "{kind_and_name}\n{built}");
            }
        }
        Cluster::parse([built.as_str()]).unwrap();
    }
}

#[test]
fn kustomize_misses_a_file_that_is_not_there() {
    let folder = tests::folder::fresh("kustomize");
    let kustomization = documented()[0]
        .directory
        .join("kubernetes/kustomization.yaml");
    std::fs::copy(kustomization, folder.join("kustomization.yaml")).unwrap();
    assert!(!kustomize(&folder).success);
}

/// The YAML files that hold objects of Kubernetes.
fn objects(set: &Set) -> Vec<PathBuf> {
    let mut files: Vec<_> = std::fs::read_dir(set.directory.join("kubernetes"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.ends_with("kustomization.yaml"))
        .collect();
    files.sort();
    assert!(!files.is_empty());
    files
}

fn validate(release: &str, files: &[PathBuf]) -> Ended {
    Tool::new("kubernetes-validate")
        .args(["--strict", "-k", release])
        .args(files)
        .run()
}

fn kustomize(folder: &Path) -> Ended {
    Tool::new("kubectl")
        .args(["kustomize"])
        .args([folder])
        .run()
}

/// `Kind name` of every document.
fn kinds_and_names(text: &str) -> Vec<String> {
    use serde::Deserialize as _;
    serde_norway::Deserializer::from_str(text)
        .map(|document| serde_norway::Value::deserialize(document).unwrap())
        .map(|value| {
            let kind = value["kind"].as_str().unwrap();
            let name = value["metadata"]["name"].as_str().unwrap();
            format!("{kind} {name}")
        })
        .collect()
}
