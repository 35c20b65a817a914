//! What is said of a PFX, against what the programs do with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use formats::{Container, Content, Limits};
use inspect::{Answer, Evidence};
use tests::folder;
use tests::tool::{Ended, Tool};

use crate::NOW;

const ASCII: &str = "Corr3ct horse";
const NOT_ASCII: &str = "Pässwört";

/// Name, options of `openssl pkcs12 -export`, password.
const FILES: &[(&str, &[&str], &str)] = &[
    ("aes", &[], ASCII),
    ("aes-chain", &["-certfile", "ca.crt"], ASCII),
    (
        "3des",
        &[
            "-keypbe",
            "PBE-SHA1-3DES",
            "-certpbe",
            "PBE-SHA1-3DES",
            "-macalg",
            "sha1",
        ],
        ASCII,
    ),
    (
        "3des-sha256",
        &[
            "-keypbe",
            "PBE-SHA1-3DES",
            "-certpbe",
            "PBE-SHA1-3DES",
            "-macalg",
            "sha256",
        ],
        ASCII,
    ),
    ("aes-sha1", &["-macalg", "sha1"], ASCII),
    (
        "aes-128",
        &["-keypbe", "AES-128-CBC", "-certpbe", "AES-128-CBC"],
        ASCII,
    ),
    ("rc2-40", &["-legacy"], ASCII),
    ("no-mac", &["-nomac"], ASCII),
    ("one-round", &["-noiter", "-nomaciter"], ASCII),
    ("many-rounds", &["-iter", "300001"], ASCII),
    ("not-ascii", &[], NOT_ASCII),
    ("no-key", &["-nokeys"], ASCII),
];

#[test]
fn programs_do_as_is_said_of_them() {
    let folder = made();
    let mut compared = 0;
    let mut rows = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, _, password) in FILES {
        let file = folder.join(format!("{name}.pfx"));
        for verdict in verdicts(&file, password) {
            let Evidence::Tested(tool) = &verdict.evidence else {
                continue;
            };
            let ended = run(&verdict.reader, &file, password);
            compared += 1;
            rows.insert(format!("{}: {}", verdict.reader, verdict.reason));
            let said = verdict.answer == Answer::Yes;
            if ended.success != said {
                wrong.push(format!(
                    "{name}, {} ({tool}): {}\n{}",
                    verdict.reader,
                    verdict.reason,
                    ended.describe()
                ));
            }
        }
    }
    println!("{compared} answers compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 30, "{compared}");
    // Every row that says it was tested has been.
    assert_eq!(rows.len(), 8, "{rows:#?}");
}

/// Key, leaf and CA, and each PFX.
fn made() -> PathBuf {
    let folder = folder::fresh("pfx-verdicts");
    let openssl = |arguments: &[&str]| {
        Tool::new("openssl")
            .within(&folder)
            .args(arguments)
            .succeed();
    };
    let root = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"];
    openssl(
        &[
            &["req"],
            &root[..],
            &[
                "-subj",
                "/CN=Contoso CA",
                "-keyout",
                "ca.key",
                "-out",
                "ca.crt",
            ],
        ]
        .concat(),
    );
    openssl(&[
        "req", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=apim", "-keyout", "leaf.key", "-out",
        "leaf.csr",
    ]);
    openssl(&[
        "x509", "-req", "-in", "leaf.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-days", "2",
        "-out", "leaf.crt",
    ]);
    for (name, options, password) in FILES {
        let out = format!("{name}.pfx");
        Tool::new("openssl")
            .within(&folder)
            .env("PASSWORD", password)
            .args([
                "pkcs12", "-export", "-inkey", "leaf.key", "-in", "leaf.crt", "-name", "apim",
            ])
            .args(["-passout", "env:PASSWORD", "-out", &out])
            .args(*options)
            .succeed();
    }
    folder
}

fn verdicts(file: &Path, password: &str) -> Vec<inspect::Verdict> {
    let octets = std::fs::read(file).unwrap();
    for item in formats::read("file.pfx", &octets, &Limits::default()) {
        match &item.content {
            // One without MAC and with its certificate in the clear is open already.
            Content::Container(Container::Pfx(_)) => return inspect::report(&item, NOW).verdicts,
            Content::Locked(locked) => {
                let opened = formats::unlock(locked, password, &Limits::default()).unwrap();
                return inspect::report(&opened[0], NOW).verdicts;
            }
            _ => {}
        }
    }
    panic!("{} is no PFX", file.display());
}

fn run(reader: &str, file: &Path, password: &str) -> Ended {
    let tool = match reader {
        "OpenSSL 3" => {
            Tool::new("openssl").args(["pkcs12", "-noout", "-passin", "env:PASSWORD", "-in"])
        }
        "Java 17" => Tool::new("keytool")
            .args(["-J-XX:TieredStopAtLevel=1", "-list", "-storetype", "PKCS12"])
            .args(["-storepass:env", "PASSWORD", "-keystore"]),
        "Node 20" => Tool::new("node").args(["-e", NODE]),
        "Python cryptography" => Tool::new("python3").args(["-c", PYTHON]),
        other => panic!("nothing runs {other}"),
    };
    tool.args([file]).env("PASSWORD", password).run()
}

const NODE: &str = "
const pfx = require('fs').readFileSync(process.argv[1]);
require('tls').createSecureContext({ pfx, passphrase: process.env.PASSWORD });
";

const PYTHON: &str = "
import os, sys
from cryptography.hazmat.primitives.serialization.pkcs12 import load_pkcs12
load_pkcs12(open(sys.argv[1], 'rb').read(), os.environ['PASSWORD'].encode())
";
