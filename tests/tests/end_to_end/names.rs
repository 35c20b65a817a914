//! Who has the client CA's signature but not the client's name.

use tests::deployed::Deployed;

use crate::certificates::colleague;
use crate::{HOST, deploy, elliptic, unpacked};

/// Subjects that hold the client's name without being the client.
const COLLEAGUES: [&str; 5] = [
    "/O=Contoso/CN=apim.contoso.example.evil",
    "/O=Contoso/CN=evil.apim.contoso.example",
    "/O=Contoso/CN=apimXcontoso.example",
    // The comma that separates attributes, inside of one.
    "/O=Contoso,CN=apim.contoso.example/CN=evil",
    "/O=Contoso/OU=CN=apim.contoso.example/CN=evil",
];

#[test]
fn another_name_of_the_same_authority_is_kept_out() {
    let folder = unpacked("colleague", &elliptic());
    let deployed = Deployed::new(&folder, HOST, "/resource").unwrap();
    for subject in COLLEAGUES {
        let answer = deployed.with_files(&colleague(&folder, subject));
        assert_eq!(answer.status, 403, "{subject}: {answer:?}");
        let refused = "client certificate unauthorized";
        assert!(answer.body.contains(refused), "{subject}: {answer:?}");
    }
    // The same subject with attributes of its own is the client.
    let renewed = colleague(&folder, "/O=Another/CN=apim.contoso.example");
    assert!(deployed.with_files(&renewed).is_from_application());
}

#[test]
fn without_the_restriction_any_name_gets_in() {
    let mut plan = elliptic();
    plan.kubernetes.restrict_client = false;
    let deployed = deploy("no restriction", &plan);
    let folder = deployed.pki("").parent().unwrap().to_owned();
    let colleague = colleague(&folder, COLLEAGUES[0]);
    assert!(deployed.with_files(&colleague).is_from_application());
}
