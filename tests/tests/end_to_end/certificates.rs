//! Certificates that are not the bundle's.

use std::path::{Path, PathBuf};

use pki::Algorithm;
use plan::Plan;
use tests::bundle::{Bundle, CA_KEY_PASSPHRASE};
use tests::folder;
use tests::tool::Tool;

/// The same plan with keys of its own: the same names, another CA.
pub(crate) fn stranger(name: &str, plan: &Plan) -> PathBuf {
    let mut plan = plan.clone();
    plan.keys.all = Algorithm::EcdsaP256;
    let folder = folder::fresh(&format!("{name} stranger"));
    Bundle::make_strange(&plan).unpack(&folder);
    folder.join("pki/client")
}

/// A certificate that the bundle's own CA has given to another subject. Returns its path without an ending.
pub(crate) fn colleague(folder: &Path, subject: &str) -> PathBuf {
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout colleague.key";
    Tool::new("openssl")
        .args(["req", "-new", "-out", "colleague.csr", "-subj", subject])
        .args(key.split(' '))
        .within(folder)
        .succeed();
    Tool::new("openssl")
        .args(["x509", "-req", "-days", "1", "-in", "colleague.csr"])
        .args(["-CA", "pki/ca.crt", "-CAkey", "ca.key"])
        .args(["-passin", "env:PASSPHRASE", "-out", "colleague.crt"])
        .env("PASSPHRASE", CA_KEY_PASSPHRASE)
        .within(folder)
        .succeed();
    folder.join("colleague")
}

/// A root (`root.crt`), two authorities below it, and a client below those. Returns the client's path without
/// an ending; its `.crt` holds the authorities too.
pub(crate) fn long_chain(folder: &Path) -> PathBuf {
    let authority = folder.join("authority.cnf");
    std::fs::write(&authority, "basicConstraints = critical, CA:TRUE\n").unwrap();
    let openssl = |arguments: &str| {
        Tool::new("openssl")
            .args(arguments.split(' '))
            .within(folder)
            .succeed();
    };
    let key = "-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes";
    openssl(&format!(
        "req -x509 -days 1 {key} -subj /CN=root -keyout root.key -out root.crt"
    ));
    let mut issuer = "root";
    let mut certificates = Vec::new();
    for name in ["first", "second", "chained"] {
        openssl(&format!(
            "req -new {key} -subj /CN={name} -keyout {name}.key -out {name}.csr"
        ));
        let extensions = if name == "chained" {
            ""
        } else {
            " -extfile authority.cnf"
        };
        openssl(&format!(
            "x509 -req -days 1 -in {name}.csr -CA {issuer}.crt -CAkey {issuer}.key -out {name}.crt{extensions}"
        ));
        certificates.insert(
            0,
            std::fs::read_to_string(folder.join(format!("{name}.crt"))).unwrap(),
        );
        issuer = name;
    }
    let leaf = folder.join("chained");
    std::fs::write(leaf.with_extension("crt"), certificates.concat()).unwrap();
    leaf
}

pub(crate) fn base64(file: &Path) -> String {
    Tool::new("base64")
        .args(["--wrap=0"])
        .args([file])
        .succeed()
}
