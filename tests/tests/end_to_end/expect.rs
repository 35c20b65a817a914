//! What answers must be.

use tests::curl::Answer;
use tests::deployed::Deployed;

use crate::HOST;

pub(crate) fn assert_missing(answer: &Answer) {
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(
        answer.body.contains("No required SSL certificate was sent"),
        "{answer:?}"
    );
}

pub(crate) fn assert_refused(answer: &Answer) {
    assert_eq!(answer.status, 400, "{answer:?}");
    assert!(
        answer.body.contains("The SSL certificate error"),
        "{answer:?}"
    );
}

pub(crate) fn assert_let_in(answer: &Answer, issuer: &str) {
    assert!(answer.is_from_application(), "{answer:?}");
    let seen = |header| {
        answer
            .seen(header)
            .unwrap_or_else(|| panic!("no {header} in {answer:?}"))
    };
    assert_eq!(seen("ssl-client-verify"), "SUCCESS");
    // In the article's order: the certificate lists the common name first, nginx prints it last.
    assert_eq!(
        seen("ssl-client-subject-dn"),
        "C=US,L=Redmond,O=Contoso,CN=apim.contoso.example"
    );
    assert_eq!(seen("ssl-client-issuer-dn"), format!("CN={issuer}"));
    // The article's other headers.
    assert_eq!(seen("host"), HOST);
    assert_eq!(seen("x-forwarded-host"), HOST);
    assert_eq!(seen("x-forwarded-port"), "443");
    assert_eq!(seen("x-forwarded-proto"), "https");
    assert_eq!(seen("x-scheme"), "https");
    assert_eq!(seen("x-real-ip"), "127.0.0.1");
    assert_eq!(seen("x-forwarded-for"), "127.0.0.1");
    assert_eq!(seen("x-request-id").len(), 32);
}

pub(crate) fn assert_own_test_passes(deployed: &Deployed) {
    let tested = deployed.run_own_test();
    assert!(tested.success, "{}", tested.describe());
    assert!(
        tested.text().contains("Every check is as expected."),
        "{}",
        tested.describe()
    );
}
