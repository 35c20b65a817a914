//! What is said of a PFX, against what the programs do with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use formats::{Container, Content, Item, Limits};
use inspect::{Answer, Evidence};
use tests::folder;
use tests::tool::{Ended, Tool};

const ASCII: &str = "Corr3ct horse";
const GO: &str = "Go PKCS#12 (x/crypto, Terraform azurerm)";
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
    ("no-certificate", &["-nocerts"], ASCII),
    ("clear", &["-keypbe", "NONE", "-certpbe", "NONE"], ASCII),
    ("clear-key", &["-keypbe", "NONE"], ASCII),
    (
        "clear-certificate-no-mac",
        &["-certpbe", "NONE", "-nomac"],
        ASCII,
    ),
    ("md5-mac", &["-macalg", "md5"], ASCII),
    (
        "des",
        &["-legacy", "-keypbe", "DES-CBC", "-certpbe", "DES-CBC"],
        ASCII,
    ),
    (
        "md5-des",
        &[
            "-legacy",
            "-keypbe",
            "PBE-MD5-DES",
            "-certpbe",
            "PBE-MD5-DES",
        ],
        ASCII,
    ),
    (
        "rc4",
        &[
            "-legacy",
            "-keypbe",
            "PBE-SHA1-RC4-128",
            "-certpbe",
            "PBE-SHA1-RC4-128",
        ],
        ASCII,
    ),
    (
        "aes-192",
        &["-keypbe", "AES-192-CBC", "-certpbe", "AES-192-CBC"],
        ASCII,
    ),
    ("empty", &[], ""),
];

/// What of a PFX's key and leaf decides: name, and what `openssl req -newkey` makes.
const KEYS: &[(&str, &[&str])] = &[
    ("rsa-1024", &["rsa:1024"]),
    ("p256", &["ec", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("k1", &["ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"]),
    ("ed25519", &["ed25519"]),
];

#[test]
fn programs_do_as_is_said_of_them() {
    let folder = made("pfx-verdicts");
    let mut compared = 0;
    let mut rows = BTreeSet::new();
    let mut wrong = Vec::new();
    let files = FILES.iter().map(|(name, _, password)| (*name, *password));
    let keys = KEYS.iter().map(|(name, _)| (*name, ASCII));
    for (name, password) in files
        .chain(keys)
        .chain([("keytool", ASCII), ("nss", ASCII)])
    {
        let file = folder.join(format!("{name}.pfx"));
        for verdict in verdicts(&file, password) {
            let Evidence::Tested(tool) = &verdict.evidence else {
                continue;
            };
            let ended = run(&verdict.reader, &file, password);
            compared += 1;
            rows.insert(format!("{}: {}", verdict.reader, verdict.reason));
            // To keytool a store in which it finds nothing is no error.
            let taken = ended.success && !ended.text().contains("contains 0 entries");
            if taken != (verdict.answer == Answer::Yes) {
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
    assert!(compared >= 70, "{compared}");
    // Every row that says it was tested has been.
    assert_eq!(rows.len(), 16, "{rows:#?}");
}

/// The key that is open and its certificate decide as well as how they are wrapped.
#[test]
fn what_is_in_it_counts() {
    let folder = made("pfx-content");
    let said = |name: &str| {
        let all = verdicts(&folder.join(format!("{name}.pfx")), ASCII);
        move |reader: &str| {
            let verdict = all.iter().find(|one| one.reader == reader).unwrap();
            (verdict.answer, verdict.reason.clone())
        }
    };
    for (name, reader, answer, why) in [
        ("3des", "API Management", Answer::Yes, "3DES"),
        ("ed25519", "API Management", Answer::No, "Ed25519"),
        ("ed25519", ".NET", Answer::No, "Ed25519"),
        ("ed25519", "Azure Key Vault", Answer::No, "KeyCurve"),
        ("p256", "API Management", Answer::Depends, "500"),
        ("p256", "Azure Key Vault", Answer::Depends, "mix RSA"),
        ("rsa-1024", "Azure Key Vault", Answer::No, "2048"),
        ("3des", "Azure Key Vault", Answer::Yes, "RSA"),
        (
            "aes",
            "Azure Key Vault",
            Answer::Depends,
            "AES with SHA-256",
        ),
        ("rsa-1024", "API Management", Answer::Depends, "too small"),
        ("rc2-40", "Java 8", Answer::Yes, "RC2"),
        ("rc2-40", GO, Answer::Yes, "RC2-40"),
        ("rc4", "Java 8", Answer::Depends, "Nothing is known"),
        ("rc4", GO, Answer::No, "RC2-40"),
        ("nss", GO, Answer::No, "indefinite length"),
    ] {
        let (found, reason) = said(name)(reader);
        assert_eq!(found, answer, "{name}, {reader}: {reason}");
        assert!(reason.contains(why), "{name}, {reader}: {reason}");
    }
}

/// Key, leaf and CA, and each PFX.
fn made(name: &str) -> PathBuf {
    let folder = folder::fresh(name);
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
    made_of_keys(&folder);
    made_by_nss(&folder);
    let store = ["-noprompt", "-alias", "ca", "-storetype", "PKCS12"];
    Tool::new("keytool")
        .within(&folder)
        .env("PASSWORD", ASCII)
        .args(["-importcert", "-file", "ca.crt", "-keystore", "keytool.pfx"])
        .args(store)
        .args(["-storepass:env", "PASSWORD"])
        .succeed();
    folder
}

/// A PFX of NSS, which writes BER.
fn made_by_nss(folder: &Path) {
    const CIPHER: &str = "PKCS #12 V2 PBE With SHA-1 And 3KEY Triple DES-CBC";
    std::fs::create_dir(folder.join("nss")).unwrap();
    let tool = |name: &str| Tool::new(name).within(folder);
    let database = ["-d", "sql:nss"];
    let empty = ["-N", "--empty-password"];
    tool("certutil").args(empty).args(database).succeed();
    let pk12util = || {
        let passwords = ["-W", ASCII, "-K", ""];
        tool("pk12util").args(database).args(passwords)
    };
    pk12util().args(["-i", "3des.pfx"]).succeed();
    pk12util()
        .args(["-o", "nss.pfx", "-n", "apim"])
        .args(["-c", CIPHER, "-C", CIPHER, "-M", "SHA-1"])
        .succeed();
}

/// A PFX as old Windows has it, for each kind of key.
fn made_of_keys(folder: &Path) {
    for (name, kind) in KEYS {
        let file = |ending: &str| format!("{name}.{ending}");
        let (key, request, leaf) = (file("key"), file("csr"), file("crt"));
        let openssl = || Tool::new("openssl").within(folder);
        openssl()
            .args(["req", "-nodes", "-subj", "/CN=apim", "-newkey"])
            .args(*kind)
            .args(["-keyout", &key, "-out", &request])
            .succeed();
        openssl()
            .args(["x509", "-req", "-in", &request, "-CA", "ca.crt"])
            .args(["-CAkey", "ca.key", "-days", "2", "-out", &leaf])
            .succeed();
        openssl()
            .env("PASSWORD", ASCII)
            .args(["pkcs12", "-export", "-inkey", &key, "-in", &leaf])
            .args(["-keypbe", "PBE-SHA1-3DES", "-certpbe", "PBE-SHA1-3DES"])
            .args(["-macalg", "sha1", "-passout", "env:PASSWORD"])
            .args(["-out", &file("pfx")])
            .succeed();
    }
}

fn verdicts(file: &Path, password: &str) -> Vec<inspect::Verdict> {
    let octets = std::fs::read(file).unwrap();
    let limits = Limits::default();
    let mut items = formats::read("file.pfx", &octets, &limits);
    let locked = items.iter().find_map(|item| match &item.content {
        Content::Locked(locked) => Some(locked),
        _ => None,
    });
    // One without MAC and with its certificate in the clear is open already, but for its key.
    let is_pfx = |item: &Item| matches!(item.content, Content::Container(Container::Pfx(_)));
    if let Some(locked) = locked.filter(|_| !items.iter().any(is_pfx)) {
        items = formats::unlock(locked, password, &limits).unwrap();
    }
    let index = items.iter().position(is_pfx).unwrap();
    inspect::report_among(&items, index, None, now()).verdicts
}

fn now() -> i64 {
    let elapsed = std::time::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
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
