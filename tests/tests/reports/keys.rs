//! What is said of a private key, against what the programs do with it.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use formats::{Content, Item, Limits};
use inspect::{Answer, Evidence, Verdict};
use tests::folder;
use tests::tool::{Ended, Tool};

use crate::NOW;

const PASSWORD: &str = "password";

/// Kinds of keys: name, and how `openssl genpkey` makes them.
const KINDS: &[(&str, &[&str])] = &[
    ("rsa", &["RSA"]),
    ("pss", &["RSA-PSS"]),
    ("p224", &["EC", "-pkeyopt", "ec_paramgen_curve:P-224"]),
    ("p256", &["EC", "-pkeyopt", "ec_paramgen_curve:P-256"]),
    ("p521", &["EC", "-pkeyopt", "ec_paramgen_curve:P-521"]),
    ("k1", &["EC", "-pkeyopt", "ec_paramgen_curve:secp256k1"]),
    (
        "brainpool",
        &["EC", "-pkeyopt", "ec_paramgen_curve:brainpoolP256r1"],
    ),
    (
        "explicit",
        &[
            "EC",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-pkeyopt",
            "ec_param_enc:explicit",
        ],
    ),
    ("ed25519", &["ED25519"]),
    ("ed448", &["ED448"]),
    ("x25519", &["X25519"]),
    ("x448", &["X448"]),
];

/// Ways of writing the RSA key: name, and the command and options of openssl.
const FILES: &[(&str, &[&str])] = &[
    ("pkcs1", &["rsa", "-traditional"]),
    ("aes-256", &["pkcs8", "-topk8"]),
    ("aes-128", &["pkcs8", "-topk8", "-v2", "aes-128-cbc"]),
    ("aes-192", &["pkcs8", "-topk8", "-v2", "aes-192-cbc"]),
    ("hmac-sha1", &["pkcs8", "-topk8", "-v2prf", "hmacWithSHA1"]),
    ("pbes2-3des", &["pkcs8", "-topk8", "-v2", "des3"]),
    ("scrypt", &["pkcs8", "-topk8", "-scrypt"]),
    ("aria", &["pkcs8", "-topk8", "-v2", "aria-256-cbc"]),
    ("camellia", &["pkcs8", "-topk8", "-v2", "camellia-256-cbc"]),
    ("v1-3des", &["pkcs8", "-topk8", "-v1", "PBE-SHA1-3DES"]),
    ("v1-2des", &["pkcs8", "-topk8", "-v1", "PBE-SHA1-2DES"]),
    ("legacy-aes", &["rsa", "-traditional", "-aes128"]),
    ("legacy-aes-256", &["rsa", "-traditional", "-aes256"]),
    ("legacy-3des", &["rsa", "-traditional", "-des3"]),
    ("legacy-camellia", &["rsa", "-traditional", "-camellia256"]),
];

/// Likewise, with ciphers of OpenSSL's legacy provider.
const OLD: &[(&str, &[&str])] = &[
    ("v1-rc2-40", &["pkcs8", "-topk8", "-v1", "PBE-SHA1-RC2-40"]),
    (
        "v1-rc2-128",
        &["pkcs8", "-topk8", "-v1", "PBE-SHA1-RC2-128"],
    ),
    (
        "v1-rc4-128",
        &["pkcs8", "-topk8", "-v1", "PBE-SHA1-RC4-128"],
    ),
    ("v1-md5-des", &["pkcs8", "-topk8", "-v1", "PBE-MD5-DES"]),
    ("v1-sha1-des", &["pkcs8", "-topk8", "-v1", "PBE-SHA1-DES"]),
    ("pbes2-des", &["pkcs8", "-topk8", "-v2", "des-cbc"]),
    ("pbes2-rc2", &["pkcs8", "-topk8", "-v2", "rc2-cbc"]),
    ("legacy-des", &["rsa", "-traditional", "-des"]),
];

const JWK: &str = r#"{"kty":"OKP","crv":"Ed25519","d":"nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}"#;

#[test]
fn programs_do_as_is_said_of_them() {
    let folder = made();
    let kinds = KINDS.iter().chain(FILES).chain(OLD);
    let kinds = kinds.map(|(name, _)| *name);
    let names: Vec<_> = kinds.chain(["dsa", "jwk"]).collect();
    let java = java(&folder, &names);
    let mut compared = 0;
    let mut rows = BTreeSet::new();
    let mut wrong = Vec::new();
    for (name, java) in names.iter().zip(&java) {
        for verdict in verdicts(&folder, name) {
            let Evidence::Tested(_) = verdict.evidence else {
                continue;
            };
            let (taken, said) = match verdict.reader.as_str() {
                "Java 17" => (java == "ok", java.clone()),
                reader => {
                    let ended = run(reader, &folder, name);
                    (ended.success, ended.describe())
                }
            };
            compared += 1;
            rows.insert(format!("{}: {}", verdict.reader, verdict.reason));
            if taken != (verdict.answer == Answer::Yes) {
                let (reader, reason) = (&verdict.reader, &verdict.reason);
                wrong.push(format!("{name}, {reader}: {reason}\n  {said}"));
            }
        }
    }
    println!("{compared} answers compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 130, "{compared}");
    // Every row that says it was tested has been.
    assert_eq!(rows.len(), 19, "{rows:#?}");
}

/// One octet of the modulus is changed, so that its primes are those of another.
#[test]
fn numbers_that_are_no_key_are_told_as_openssl_tells_them() {
    let folder = folder::fresh("key-broken");
    let openssl = |arguments: &[&str]| Tool::new("openssl").within(&folder).args(arguments).run();
    let der = ["-outform", "DER", "-out", "good.der"];
    assert!(openssl(&[&["genpkey", "-algorithm", "RSA"], &der[..]].concat()).success);
    let mut octets = std::fs::read(folder.join("good.der")).unwrap();
    let modulus = octets.windows(4).position(|four| four == [2, 0x82, 1, 1]);
    octets[modulus.unwrap() + 50] ^= 1;
    std::fs::write(folder.join("bad.der"), &octets).unwrap();
    for (name, valid) in [("good.der", true), ("bad.der", false)] {
        let checked = openssl(&["pkey", "-check", "-noout", "-in", name]);
        assert_eq!(checked.all().contains("Key is valid"), valid);
        let octets = std::fs::read(folder.join(name)).unwrap();
        let items = formats::read(name, &octets, &Limits::default());
        let reports = items.iter().map(|item| inspect::report(item, NOW));
        let told = reports
            .flat_map(|report| report.findings)
            .any(|finding| finding.code == inspect::codes::KEY_BROKEN);
        assert_eq!(told, !valid, "{name}");
    }
}

/// Each key as a file, and a certificate of any key, which kubectl wants beside it.
fn made() -> PathBuf {
    let folder = folder::fresh("key-verdicts");
    let openssl = |arguments: &[&str]| {
        Tool::new("openssl")
            .within(&folder)
            .args(arguments)
            .succeed();
    };
    for (name, kind) in KINDS {
        openssl(&[&["genpkey", "-out", name, "-algorithm"], *kind].concat());
    }
    openssl(&["dsaparam", "-genkey", "-noout", "-out", "dsa.old", "1024"]);
    openssl(&["pkey", "-in", "dsa.old", "-out", "dsa"]);
    for (name, options) in FILES {
        let files = ["-in", "rsa", "-out", name, "-passout", "pass:password"];
        openssl(&[*options, &files].concat());
    }
    for (name, options) in OLD {
        let files = ["-in", "rsa", "-out", name, "-passout", "pass:password"];
        let providers = ["-provider", "legacy", "-provider", "default"];
        openssl(&[*options, &files, &providers].concat());
    }
    std::fs::write(folder.join("jwk"), JWK).unwrap();
    for name in KINDS.iter().map(|(name, _)| *name) {
        let key = if name.starts_with('x') { "rsa" } else { name };
        let certificate = format!("{name}.crt");
        openssl(&[
            "req",
            "-x509",
            "-days",
            "2",
            "-subj",
            "/CN=apim",
            "-key",
            key,
            "-out",
            &certificate,
        ]);
    }
    folder
}

fn verdicts(folder: &Path, name: &str) -> Vec<Verdict> {
    let octets = std::fs::read(folder.join(name)).unwrap();
    let items = formats::read(name, &octets, &Limits::default());
    let is_key = |item: &&Item| matches!(item.content, Content::PrivateKey(_) | Content::Locked(_));
    let key = items.iter().find(is_key);
    inspect::report(key.unwrap(), NOW).verdicts
}

fn run(reader: &str, folder: &Path, name: &str) -> Ended {
    let tool = match reader {
        "OpenSSL 3" => {
            Tool::new("openssl").args(["pkey", "-noout", "-passin", "env:PASSWORD", "-in", name])
        }
        "Python cryptography" => Tool::new("python3").args(["-c", PYTHON, name]),
        "Kubernetes (kubernetes.io/tls)" => {
            let own = KINDS.iter().any(|(kind, _)| *kind == name);
            let certificate = format!("--cert={}.crt", if own { name } else { "rsa" });
            let key = format!("--key={name}");
            Tool::new("kubectl")
                .args(["create", "secret", "tls", "pair", "--dry-run=client"])
                .args(["--output=name", &certificate, &key])
        }
        other => panic!("nothing runs {other}"),
    };
    tool.within(folder).env("PASSWORD", PASSWORD).run()
}

/// A line for each file: `ok`, or what was said.
fn java(folder: &Path, names: &[&str]) -> Vec<String> {
    std::fs::write(folder.join("Keys.java"), JAVA).unwrap();
    let answers = Tool::new("java")
        .within(folder)
        .args(["-XX:TieredStopAtLevel=1", "Keys.java"])
        .args(names)
        .succeed();
    let answers: Vec<_> = answers.lines().map(str::to_owned).collect();
    assert_eq!(answers.len(), names.len(), "{answers:?}");
    answers
}

const PYTHON: &str = "
import os, sys
from cryptography.hazmat.primitives.serialization import load_pem_private_key
octets = open(sys.argv[1], 'rb').read()
load_pem_private_key(octets, os.environ['PASSWORD'].encode() if b'ENCRYPTED' in octets else None)
";

/// What a program does that reads a key: the octets between the lines, decrypted where they say so.
const JAVA: &str = r#"
import java.nio.file.*;
import java.security.*;
import java.security.spec.*;
import java.util.*;
import javax.crypto.*;
import javax.crypto.spec.*;

public class Keys {
    static void read(String text) throws Exception {
        String body = text.replaceAll("(?s).*-----BEGIN[^-]*-----", "").replaceAll("(?s)-----END.*", "");
        byte[] octets = Base64.getMimeDecoder().decode(body);
        KeySpec spec = new PKCS8EncodedKeySpec(octets);
        if (text.contains("BEGIN ENCRYPTED")) {
            EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(octets);
            AlgorithmParameters parameters = info.getAlgParameters();
            String name = info.getAlgName();
            if (name.equals("PBES2") || name.equals("1.2.840.113549.1.5.13")) name = parameters.toString();
            PBEKeySpec password = new PBEKeySpec("password".toCharArray());
            Cipher cipher = Cipher.getInstance(name);
            cipher.init(Cipher.DECRYPT_MODE, SecretKeyFactory.getInstance(name).generateSecret(password), parameters);
            spec = info.getKeySpec(cipher);
        }
        InvalidKeySpecException last = null;
        for (String kind : List.of("RSA", "RSASSA-PSS", "EdDSA", "XDH", "DSA", "EC")) {
            try {
                KeyFactory.getInstance(kind).generatePrivate(spec);
                return;
            } catch (InvalidKeySpecException error) {
                last = error;
            }
        }
        throw last;
    }

    public static void main(String[] names) {
        for (String name : names) {
            try {
                read(Files.readString(Path.of(name)));
                System.out.println("ok");
            } catch (Exception error) {
                System.out.println(error.toString().replace('\n', ' '));
            }
        }
    }
}
"#;
