//! What is said of a private key, against what the programs do with it.

use formats::{Content, KeyEncoding, Limits};
use inspect::{Answer, Evidence};
use tests::folder;
use tests::tool::Tool;

use crate::NOW;

const PASSWORD: &str = "password";

/// Name, and how openssl writes it from a key.
const FILES: &[(&str, &[&str])] = &[
    ("pkcs8", &["pkey"]),
    ("pkcs1", &["rsa", "-traditional"]),
    (
        "encrypted",
        &["pkcs8", "-topk8", "-passout", "pass:password"],
    ),
    (
        "legacy",
        &[
            "rsa",
            "-traditional",
            "-aes128",
            "-passout",
            "pass:password",
        ],
    ),
];

#[test]
fn programs_do_as_is_said_of_them() {
    let folder = folder::fresh("key-verdicts");
    let rsa = ["genpkey", "-algorithm", "RSA", "-out", "rsa.pem"];
    Tool::new("openssl").within(&folder).args(rsa).succeed();
    let jwk = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;
    std::fs::write(folder.join("jwk"), jwk).unwrap();
    for (name, options) in FILES {
        let arguments = [*options, &["-in", "rsa.pem", "-out", name]].concat();
        Tool::new("openssl")
            .within(&folder)
            .args(arguments)
            .succeed();
    }
    let mut compared = 0;
    for name in FILES.iter().map(|(name, _)| *name).chain(["jwk"]) {
        let octets = std::fs::read(folder.join(name)).unwrap();
        let items = formats::read(name, &octets, &Limits::default());
        let key = items
            .iter()
            .find(|item| matches!(item.content, Content::PrivateKey(_) | Content::Locked(_)));
        let key = key.unwrap();
        if let Content::PrivateKey(key) = &key.content {
            assert_eq!(key.encoding == KeyEncoding::Jwk, name == "jwk");
        }
        for verdict in inspect::report(key, NOW).verdicts {
            let Evidence::Tested(_) = verdict.evidence else {
                continue;
            };
            let tool = match verdict.reader.as_str() {
                "OpenSSL 3" => {
                    Tool::new("openssl").args(["pkey", "-noout", "-passin", "env:PASSWORD", "-in"])
                }
                "Python cryptography" => Tool::new("python3").args(["-c", PYTHON]),
                other => panic!("nothing runs {other}"),
            };
            let ended = tool
                .within(&folder)
                .args([name])
                .env("PASSWORD", PASSWORD)
                .run();
            assert_eq!(
                ended.success,
                verdict.answer == Answer::Yes,
                "{name}: {}\n{}",
                verdict.reason,
                ended.describe()
            );
            compared += 1;
        }
    }
    assert_eq!(compared, 10);
}

const PYTHON: &str = "
import os, sys
from cryptography.hazmat.primitives.serialization import load_pem_private_key
octets = open(sys.argv[1], 'rb').read()
load_pem_private_key(octets, os.environ['PASSWORD'].encode() if b'ENCRYPTED' in octets else None)
";
