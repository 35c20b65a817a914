//! What is said of a certificate, against what the programs do with it in a handshake.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use formats::{Content, Item};
use inspect::{Answer, Evidence, Verdict};
use tests::folder;
use tests::tool::Tool;

const HOST: &str = "api.contoso.example";
const CONFIG: &str = include_str!("certificates.cnf");

/// Name, section of the CA, section of the leaf, what else the leaf is made with. The trait is in the leaf, or in the
/// CA where that has a section of its own.
const CASES: &[(&str, &str, &str, &[&str])] = &[
    ("good", "ca", "leaf", &[]),
    ("no-names", "ca", "no_names", &[]),
    ("no-authority-key", "ca", "no_authority_key", &[]),
    ("not-tls", "ca", "not_tls", &[]),
    ("expired", "ca", "leaf", &["-days", "-1"]),
    ("sha1", "ca", "leaf", &["-sha1"]),
    ("rsa-1024", "ca", "leaf", &[]),
    ("years", "ca", "leaf", &["-days", "900"]),
    ("ed25519", "ca", "leaf", &[]),
    ("not-critical", "not_critical", "leaf", &[]),
    ("no-usage", "no_usage", "leaf", &[]),
    ("cannot-sign", "cannot_sign", "leaf", &[]),
    ("ed448", "ca", "leaf", &[]),
    ("k1", "ca", "leaf", &[]),
    ("p224", "ca", "leaf", &[]),
    ("explicit", "ca", "leaf", &[]),
    ("critical", "ca", "critical", &[]),
    ("critical-key-id", "ca", "critical_key_id", &[]),
    ("malformed", "ca", "malformed", &[]),
    ("signs", "ca", "signs", &[]),
    ("path-length", "ca", "path_length", &[]),
    ("issuer-named", "ca", "issuer_named", &[]),
    ("no-subject", "ca", "leaf", &[]),
    ("no-key-id", "no_key_id", "other_key", &[]),
    ("unfit", "ca", "unfit", &[]),
    ("encipherment", "ca", "encipherment", &[]),
    ("version-1", "ca", "nothing", &[]),
    ("pss", "ca", "leaf", &[]),
    // Trusted as it is, so that nobody checks the signature on it.
    ("own-sha1", "ca", "leaf", &["-sha1"]),
    // These prove themselves to a server.
    ("client", "ca", "client", &[]),
    ("client-expired", "ca", "client", &["-days", "-1"]),
    ("client-sha1", "ca", "client", &["-sha1"]),
    ("client-unfit", "ca", "client_unfit", &[]),
];

#[test]
fn programs_do_as_is_said_of_them() {
    let folder = made();
    let now = now();
    let python = answers(Tool::new("python3").args(["-c", PYTHON]), &folder);
    let node = answers(Tool::new("node").args(["-e", NODE]), &folder);
    let mut compared = 0;
    let mut rows = BTreeSet::new();
    let mut wrong = Vec::new();
    for (index, (name, authority, ..)) in CASES.iter().enumerate() {
        let judged = if *authority == "ca" { "leaf" } else { "ca" };
        for verdict in verdicts(&folder.join(format!("{name}-{judged}.crt")), now) {
            let Evidence::Tested(tool) = &verdict.evidence else {
                continue;
            };
            let (taken, said) = match verdict.reader.as_str() {
                "OpenSSL 3" => openssl(&folder, name),
                "Python 3.13" => python[index].clone(),
                "Node 20" => node[index].clone(),
                other => panic!("nothing runs {other}"),
            };
            compared += 1;
            rows.insert(format!("{}: {}", verdict.reader, verdict.reason));
            if taken != (verdict.answer == Answer::Yes) {
                let reader = &verdict.reader;
                wrong.push(format!(
                    "{name}, {reader} ({tool}): {}\n  {said}",
                    verdict.reason
                ));
            }
        }
    }
    said(&folder, now);
    println!("{compared} answers compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(compared >= 50, "{compared}");
    // Every row that says it was tested has been.
    assert_eq!(rows.len(), 38, "{rows:#?}");
}

/// Name, who reads it, the answer: of those whom nothing here runs.
const SAID: &[(&str, &str, Answer)] = &[
    ("critical", "Go (crypto/x509)", Answer::No),
    ("critical", "Java 17", Answer::Depends),
    ("critical", "macOS, Safari", Answer::Depends),
    ("malformed", "Go (crypto/x509)", Answer::No),
    ("pss", "Go (crypto/x509)", Answer::No),
    ("rsa-1024", "Go (crypto/x509)", Answer::Yes),
    ("own-sha1", "Go (crypto/x509)", Answer::Yes),
    ("own-sha1", "macOS, Safari", Answer::No),
];

fn said(folder: &Path, now: i64) {
    for (name, reader, answer) in SAID {
        let all = verdicts(&folder.join(format!("{name}-leaf.crt")), now);
        let found = all.iter().find(|one| one.reader == *reader).unwrap();
        assert_eq!(found.answer, *answer, "{name}, {reader}: {}", found.reason);
    }
}

fn now() -> i64 {
    let elapsed = std::time::UNIX_EPOCH.elapsed().unwrap();
    i64::try_from(elapsed.as_secs()).unwrap()
}

fn verdicts(file: &Path, now: i64) -> Vec<Verdict> {
    let der = Tool::new("openssl")
        .args(["x509", "-outform", "DER", "-in"])
        .args([file])
        .run()
        .stdout;
    inspect::report(&Item::new(None, "leaf", Content::Certificate(der)), now).verdicts
}

/// Each case: a CA, a leaf of it and its key.
fn made() -> PathBuf {
    let folder = folder::fresh("certificate-verdicts");
    std::fs::write(folder.join("certificates.cnf"), CONFIG).unwrap();
    let openssl = |arguments: &[&str]| {
        Tool::new("openssl")
            .within(&folder)
            .args(arguments)
            .succeed();
    };
    for (name, authority, leaf, options) in CASES {
        let file = |rest: &str| format!("{name}-{rest}");
        let (ca, ca_key) = (file("ca.crt"), file("ca.key"));
        if name.starts_with("own") {
            self_signed(&folder, name, leaf, options);
            continue;
        }
        openssl(&[
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "30",
            "-config",
            "certificates.cnf",
            "-extensions",
            authority,
            "-subj",
            &format!("/CN={name} CA"),
            "-keyout",
            &ca_key,
            "-out",
            &ca,
        ]);
        let (key, request, certificate) = (file("leaf.key"), file("leaf.csr"), file("leaf.crt"));
        let algorithm: &[&str] = match *name {
            "rsa-1024" => &["rsa:1024"],
            "pss" => &["rsa-pss", "-pkeyopt", "rsa_keygen_bits:2048"],
            "ed25519" => &["ed25519"],
            "ed448" => &["ed448"],
            "k1" => &["ec", "-pkeyopt", "ec_paramgen_curve:secp256k1"],
            "p224" => &["ec", "-pkeyopt", "ec_paramgen_curve:P-224"],
            "explicit" => &[
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-pkeyopt",
                "ec_param_enc:explicit",
            ],
            _ => &["rsa:2048"],
        };
        let subject = match *name {
            "no-subject" => "/".to_owned(),
            _ => format!("/CN={HOST}"),
        };
        let files = ["-keyout", &key, "-out", &request];
        let named = ["-nodes", "-config", "certificates.cnf", "-subj", &subject];
        openssl(&[&["req", "-newkey"], algorithm, &named, &files].concat());
        let mut sign = vec![
            "x509",
            "-req",
            "-in",
            &request,
            "-CA",
            &ca,
            "-CAkey",
            &ca_key,
            "-extfile",
            "certificates.cnf",
            "-extensions",
            leaf,
            "-out",
            &certificate,
        ];
        sign.extend(*options);
        openssl(&sign);
    }
    folder
}

fn self_signed(folder: &Path, name: &str, section: &str, options: &[&str]) {
    let file = |rest: &str| format!("{name}-{rest}");
    let certificate = file("leaf.crt");
    Tool::new("openssl")
        .within(folder)
        .args(["req", "-x509", "-newkey", "rsa:2048", "-nodes"])
        .args(["-config", "certificates.cnf", "-extensions", section])
        .args(["-subj", &format!("/CN={HOST}"), "-days", "30"])
        .args(["-keyout", &file("leaf.key"), "-out", &certificate])
        .args(options)
        .succeed();
    std::fs::copy(folder.join(certificate), folder.join(file("ca.crt"))).unwrap();
}

fn openssl(folder: &Path, name: &str) -> (bool, String) {
    let ca = format!("{name}-ca.crt");
    let leaf = format!("{name}-leaf.crt");
    let purpose: &[&str] = if name.starts_with("client") {
        &["-purpose", "sslclient"]
    } else {
        &["-purpose", "sslserver", "-verify_hostname", HOST]
    };
    let ended = Tool::new("openssl")
        .within(folder)
        .args(["verify", "-auth_level", "2"])
        .args(purpose)
        .args(["-CAfile", &ca, &leaf])
        .run();
    (ended.success, ended.describe())
}

/// A line for each case: `ok`, or what was said.
fn answers(tool: Tool, folder: &Path) -> Vec<(bool, String)> {
    let names: Vec<_> = CASES.iter().map(|(name, ..)| *name).collect();
    let text = tool.within(folder).args(&names).succeed();
    let answers: Vec<_> = text
        .lines()
        .map(|line| (line == "ok", line.to_owned()))
        .collect();
    assert_eq!(answers.len(), CASES.len(), "{text}");
    answers
}

/// A handshake in memory, with the checks that Python 3.13 makes by itself.
const PYTHON: &str = r#"
import ssl, sys

def handshake(name):
    is_client = name.startswith('client')
    end = 'good' if is_client else name
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(f'{end}-leaf.crt', f'{end}-leaf.key')
    client = ssl.create_default_context(cafile=f'{end}-ca.crt')
    client.verify_flags |= ssl.VERIFY_X509_STRICT
    if is_client:
        client.load_cert_chain(f'{name}-leaf.crt', f'{name}-leaf.key')
        server.load_verify_locations(f'{name}-ca.crt')
        server.verify_mode = ssl.CERT_REQUIRED
        server.verify_flags |= ssl.VERIFY_X509_STRICT
    up, down = ssl.MemoryBIO(), ssl.MemoryBIO()
    ends = [client.wrap_bio(down, up, server_hostname='api.contoso.example'), server.wrap_bio(up, down, server_side=True)]
    for _ in range(10):
        for end in list(ends):
            try:
                end.do_handshake()
                ends.remove(end)
            except ssl.SSLWantReadError:
                pass
        if not ends:
            return 'ok'
    return 'no end'

for name in sys.argv[1:]:
    try:
        print(handshake(name))
    except Exception as error:
        print(repr(error).replace('\n', ' '))
"#;

const NODE: &str = r"
const fs = require('fs'), tls = require('tls');
function handshake(name) {
    return new Promise((resolve) => {
        const read = (of, rest) => fs.readFileSync(`${of}-${rest}`);
        const pair = (of) => ({ cert: read(of, 'leaf.crt'), key: read(of, 'leaf.key') });
        const isClient = name.startsWith('client'), end = isClient ? 'good' : name;
        const demand = isClient ? { ca: read(name, 'ca.crt'), requestCert: true, rejectUnauthorized: true } : {};
        let server, client;
        const done = (said) => { client.destroy(); server.close(); resolve(said); };
        try { server = tls.createServer({ ...pair(end), ...demand }); }
        catch (error) { return resolve(String(error)); }
        server.on('tlsClientError', (error) => { if (isClient) done(String(error)); });
        server.on('secureConnection', () => { if (isClient) done('ok'); });
        server.listen(0, '127.0.0.1', () => {
            const to = { host: '127.0.0.1', port: server.address().port, servername: 'api.contoso.example', ca: read(end, 'ca.crt') };
            try { client = tls.connect({ ...to, ...(isClient ? pair(name) : {}) }, () => { if (!isClient) done('ok'); }); }
            catch (error) { server.close(); return resolve(String(error)); }
            client.on('error', (error) => { if (!isClient) done(String(error)); });
        });
    });
}
(async () => {
    for (const name of process.argv.slice(1)) console.log((await handshake(name)).replace(/\n/g, ' '));
})();
";
