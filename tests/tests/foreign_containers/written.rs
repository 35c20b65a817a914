//! What other programs make of what is written here.

use std::path::{Path, PathBuf};

use formats::{PfxProfile, encode, jwk, pkcs7};
use pki::{Algorithm, Issued};
use tests::folder;
use tests::keys::FixedKeys;
use tests::tool::{Ended, Tool};

use crate::material::{client, made};

const PASSPHRASE: &str = "correct horse battery";

fn run(program: &str, arguments: &[&str], folder: &Path) -> Ended {
    Tool::new(program).args(arguments).within(folder).run()
}

fn written(name: &str, file: &str, octets: &[u8]) -> PathBuf {
    let folder = folder::fresh(name);
    std::fs::write(folder.join(file), octets).unwrap();
    folder
}

fn pfx(profile: PfxProfile, client: &Issued, authority: &[u8]) -> Vec<u8> {
    let chain = [client.certificate.as_slice(), authority];
    let keys = FixedKeys::new(1);
    let pfx = formats::pfx(
        profile,
        "näme",
        &client.key.pkcs8,
        &chain,
        PASSPHRASE,
        &keys,
    );
    pfx.unwrap().to_vec()
}

/// OpenSSL judges it in `containers`.
#[test]
fn java_gnutls_nss_and_python_open_a_pfx() {
    for algorithm in [Algorithm::Rsa2048, Algorithm::EcdsaP384] {
        let (client, authority) = client(algorithm);
        for profile in PfxProfile::ALL {
            let name = format!("pfx-{}-{algorithm}", profile.name());
            let folder = written(&name, "it.pfx", &pfx(profile, &client, &authority));
            let java = ["-list", "-v", "-keystore", "it.pfx", "-storepass"];
            assert_tells(
                &run("keytool", &[&java[..], &[PASSPHRASE]].concat(), &folder),
                &[
                    "Alias name: näme",
                    "Entry type: PrivateKeyEntry",
                    "Certificate chain length: 2",
                ],
            );
            assert!(!run("keytool", &[&java[..], &["another"]].concat(), &folder).success);
            let gnutls = ["--p12-info", "--inder", "--infile", "it.pfx", "--password"];
            assert_tells(
                &run("certtool", &[&gnutls[..], &[PASSPHRASE]].concat(), &folder),
                &[
                    "Friendly name: näme",
                    "Decrypting...",
                    "BEGIN ENCRYPTED PRIVATE KEY",
                ],
            );
            let nss = ["-l", "it.pfx", "-W", PASSPHRASE];
            assert_tells(
                &run("pk12util", &nss, &folder),
                &["Certificate", "Friendly Name: näme"],
            );
            let python = python(PFX_SCRIPT, &folder);
            assert_eq!(python["key"], hex(&client.key.pkcs8), "{algorithm}");
            assert_eq!(
                python["certificates"],
                serde_json::json!([hex(&client.certificate), hex(&authority)])
            );
        }
    }
}

const PFX_SCRIPT: &str = "
import json
from cryptography.hazmat.primitives import serialization as s
from cryptography.hazmat.primitives.serialization import pkcs12
store = pkcs12.load_pkcs12(open('it.pfx', 'rb').read(), b'correct horse battery')
der = lambda one: one.certificate.public_bytes(s.Encoding.DER).hex()
key = store.key and store.key.private_bytes(s.Encoding.DER, s.PrivateFormat.PKCS8, s.NoEncryption()).hex()
certificates = ([store.cert] if store.cert else []) + store.additional_certs
print(json.dumps({'key': key, 'certificates': [der(one) for one in certificates]}))
";

#[test]
fn a_trust_store_is_one_to_java() {
    let (client, authority) = client(Algorithm::EcdsaP256);
    for profile in PfxProfile::ALL {
        let certificates = [
            ("Authority", authority.as_slice()),
            ("authority", client.certificate.as_slice()),
        ];
        let store = formats::trust_store(profile, &certificates, PASSPHRASE, &FixedKeys::new(1));
        let folder = written(
            &format!("trust-{}", profile.name()),
            "it.pfx",
            &store.unwrap(),
        );
        let java = ["-list", "-keystore", "it.pfx", "-storepass", PASSPHRASE];
        let listed = run("keytool", &java, &folder);
        assert_tells(&listed, &["contains 2 entries", "authority (2), "]);
        assert_eq!(
            listed.text().matches("trustedCertEntry").count(),
            2,
            "{}",
            listed.describe()
        );
        let python = python(PFX_SCRIPT, &folder);
        assert_eq!(
            python["certificates"],
            serde_json::json!([hex(&authority), hex(&client.certificate)])
        );
        let openssl = [
            "pkcs12",
            "-in",
            "it.pfx",
            "-passin",
            "pass:correct horse battery",
            "-nokeys",
        ];
        let openssl = run("openssl", &openssl, &folder);
        assert_tells(
            &openssl,
            &[
                "friendlyName: Authority",
                &formats::certificate_pem(&authority),
            ],
        );
    }
}

#[test]
fn openssl_gnutls_and_java_read_pkcs7() {
    let (client, authority) = client(Algorithm::Rsa2048);
    let p7b = pkcs7::write(&[&client.certificate, &authority]).unwrap();
    let pem = formats::pkcs7_pem(&p7b);
    let folder = written("p7b", "it.p7b", pem.as_bytes());
    let leaf = formats::certificate_pem(&client.certificate);
    let root = formats::certificate_pem(&authority);
    let openssl = run(
        "openssl",
        &["pkcs7", "-in", "it.p7b", "-print_certs"],
        &folder,
    );
    assert_tells(&openssl, &[&leaf, &root]);
    assert_tells(
        &run("certtool", &["--p7-info", "--infile", "it.p7b"], &folder),
        &[&leaf, &root],
    );
    let java = run("keytool", &["-printcert", "-file", "it.p7b"], &folder);
    assert_tells(&java, &["Certificate[1]:", "Certificate[2]:"]);
    let again = pkcs7::read(&p7b, &formats::Limits::default()).unwrap();
    assert_eq!(
        crate::material::certificates(&again),
        [client.certificate, authority]
    );
}

#[test]
fn traditional_keys_are_what_openssl_and_gnutls_read() {
    for algorithm in [
        Algorithm::Rsa2048,
        Algorithm::EcdsaP256,
        Algorithm::EcdsaP384,
        Algorithm::Ed25519,
    ] {
        let (client, _) = client(algorithm);
        let pkcs8 = &client.key.pkcs8;
        let pem = formats::private_key_pem(pkcs8).unwrap();
        let ours = match (encode::pkcs1(pkcs8), encode::sec1(pkcs8)) {
            (Some(pkcs1), None) => formats::rsa_private_key_pem(&pkcs1).unwrap(),
            (None, Some(sec1)) => formats::ec_private_key_pem(&sec1).unwrap(),
            (None, None) => {
                assert_eq!(algorithm, Algorithm::Ed25519);
                continue;
            }
            both => panic!("{}", both.0.is_some()),
        };
        let wanted = made(&["pkey", "-traditional"], pem.as_bytes());
        let wanted = String::from_utf8(wanted).unwrap();
        assert_eq!(*ours, wanted, "{algorithm}");
        let folder = written(
            &format!("traditional-{algorithm}"),
            "it.key",
            ours.as_bytes(),
        );
        assert_tells(
            &run("certtool", &["--key-info", "--infile", "it.key"], &folder),
            &["Public Key Info"],
        );
    }
}

/// Node reads them by code of its own, and verifies that public and private part fit.
#[test]
fn node_reads_json_web_keys() {
    let script = "
        const crypto = require('node:crypto'), fs = require('node:fs');
        const read = (name) => JSON.parse(fs.readFileSync(name));
        const key = crypto.createPrivateKey({ key: read('private.jwk'), format: 'jwk' });
        const der = (type) => ({ format: 'der', type });
        const others = ['public.jwk', 'certificate.jwk'].map((name) =>
            crypto.createPublicKey({ key: read(name), format: 'jwk' }).export(der('spki')).toString('hex'));
        const { x5c, 'x5t#S256': thumbprint } = read('certificate.jwk');
        const certificate = new crypto.X509Certificate(Buffer.from(x5c[0], 'base64'));
        console.log(JSON.stringify({
            key: key.export(der('pkcs8')).toString('hex'), others, chain: x5c.length,
            fits: certificate.checkPrivateKey(key),
            thumbprint: certificate.fingerprint256.replaceAll(':', '').toLowerCase() ===
                Buffer.from(thumbprint, 'base64url').toString('hex'),
        }));";
    for algorithm in Algorithm::ALL {
        let (client, authority) = client(algorithm);
        let chain = [client.certificate.as_slice(), &authority];
        let private = jwk::of_private_key(&client.key.pkcs8, &[]).unwrap();
        let folder = written(
            &format!("jwk-{algorithm}"),
            "private.jwk",
            private.as_bytes(),
        );
        let public = jwk::of_public_key(&client.key.spki, &[]).unwrap();
        std::fs::write(folder.join("public.jwk"), public).unwrap();
        let certificate = jwk::of_certificates(&chain).unwrap();
        std::fs::write(folder.join("certificate.jwk"), &certificate).unwrap();
        let node = run("node", &["-e", script], &folder);
        assert!(node.success, "{}", node.describe());
        let node: serde_json::Value = serde_json::from_str(&node.text()).unwrap();
        let spki = hex(&client.key.spki);
        let expected = serde_json::json!({
            "key": hex(&client.key.pkcs8), "others": [spki, spki], "chain": 2, "fits": true, "thumbprint": true,
        });
        assert_eq!(node, expected, "{algorithm}");
        let again = jwk::read(&private, &formats::Limits::default()).unwrap();
        assert_eq!(
            crate::material::keys(&again),
            [client.key.pkcs8.to_vec()],
            "{algorithm}"
        );
        let again = jwk::read(&certificate, &formats::Limits::default()).unwrap();
        assert_eq!(
            crate::material::certificates(&again),
            [client.certificate, authority]
        );
    }
}

fn assert_tells(ended: &Ended, parts: &[&str]) {
    assert!(ended.success, "{}", ended.describe());
    for part in parts {
        assert!(
            ended.all().contains(part),
            "{part} is not in\n{}",
            ended.describe()
        );
    }
}

fn python(script: &str, folder: &Path) -> serde_json::Value {
    let ended = run("python3", &["-c", script], folder);
    assert!(ended.success, "{}", ended.describe());
    serde_json::from_str(&ended.text()).unwrap()
}

fn hex(octets: &[u8]) -> String {
    octets.iter().map(|octet| format!("{octet:02x}")).collect()
}
