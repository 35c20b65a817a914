use pki::{Algorithm, Authorities, CertificateSpec, LeafUsage, Profile, Role, SerialNumber};

use formats::PfxProfile;

use crate::Intent;
use crate::commands::procedure::{Line, Procedure, Step, Variable};
use crate::openssl::config::{LEAF_SECTION, digest};
use crate::shell::quote;

const PFX_PASSPHRASE: Variable = Variable {
    name: "PFX_PASSPHRASE",
    required: true,
    secret: true,
    meaning: "a new passphrase for the PFX files made here, not the one that the page showed",
};

const CA_KEY_PASSPHRASE: Variable = Variable {
    name: "CA_KEY_PASSPHRASE",
    required: true,
    secret: true,
    meaning: "a new passphrase for the CA keys made here, not the one that the page showed",
};

const SETUP: &str = r#"# Where the files go: the argument, or the folder out beside this script.
out=openssl/out
case ${1:-} in
  '') ;;
  /*) out=$1 ;;
  *) out=$OLDPWD/$1 ;;
esac
umask 077
mkdir -p -- "$out"
[[ -z $(ls -A -- "$out") ]] || stop "the folder $out is not empty: name another one, or empty it"
case $(openssl version) in
  'OpenSSL 0.'* | 'OpenSSL 1.'* | LibreSSL*) stop 'needs OpenSSL 3.0 or newer' ;;
esac

# 128 random bits: a serial number must never come back under the same CA.
random_serial() { printf '0x%s' "$(openssl rand -hex 16)"; }"#;

/// `recipe.sh`: what Generate does, with openssl alone. Certificates become valid at once: before
/// version 3.4 openssl cannot back-date them.
pub(super) fn procedure(intent: &Intent) -> Procedure {
    let mut steps: Vec<Step> = intent
        .spec
        .certificates
        .iter()
        .map(|certificate| match certificate.profile {
            Profile::Authority => authority(certificate),
            Profile::Leaf(_) => leaf(intent, certificate),
        })
        .collect();
    steps.push(verify(intent));
    Procedure {
        folder: "openssl",
        file: "recipe.sh",
        arguments: "[folder]",
        title: "The same certificates with openssl alone",
        note: "",
        tools: vec!["openssl"],
        optional_tools: Vec::new(),
        variables: vec![PFX_PASSPHRASE, CA_KEY_PASSPHRASE],
        setup: SETUP.lines().map(str::to_owned).collect(),
        steps,
        undo: Vec::new(),
    }
}

/// A step that only the script has.
fn step(title: &'static str, lines: Vec<String>) -> Step {
    Step {
        title,
        about: String::new(),
        lines: lines.into_iter().map(Line::Quiet).collect(),
        expect: Vec::new(),
        troubles: Vec::new(),
    }
}

fn title(role: Role) -> &'static str {
    match role {
        Role::Ca => "The CA",
        Role::ServerCa => "The server CA",
        Role::ClientCa => "The client CA",
        Role::Server => "The server certificate",
        Role::Client => "The client certificate",
    }
}

/// The command that makes a key.
pub(super) fn genpkey(algorithm: Algorithm) -> String {
    let options = match algorithm {
        Algorithm::Rsa2048 => "RSA -pkeyopt rsa_keygen_bits:2048",
        Algorithm::Rsa3072 => "RSA -pkeyopt rsa_keygen_bits:3072",
        Algorithm::Rsa4096 => "RSA -pkeyopt rsa_keygen_bits:4096",
        Algorithm::EcdsaP256 => "EC -pkeyopt ec_paramgen_curve:P-256",
        Algorithm::EcdsaP384 => "EC -pkeyopt ec_paramgen_curve:P-384",
        Algorithm::Ed25519 => "ED25519",
    };
    // Without the option it fills the terminal with dots; what goes wrong is printed all the same.
    format!("openssl genpkey -quiet -algorithm {options}")
}

fn serial(certificate: &CertificateSpec) -> String {
    match certificate.serial {
        SerialNumber::Random => "\"$(random_serial)\"".to_owned(),
        SerialNumber::Fixed(number) => number.to_string(),
    }
}

fn backdating(certificate: &CertificateSpec) -> Option<String> {
    (certificate.backdate_minutes > 0).then(|| {
        format!(
            "# The plan lets it begin {} minutes ago; openssl can do that from version 3.4 on (-not_before).",
            certificate.backdate_minutes
        )
    })
}

fn authority(certificate: &CertificateSpec) -> Step {
    let stem = certificate.role.file_stem();
    let mut lines = vec![
        "# The key is never on the disk unencrypted.".to_owned(),
        format!("{} |", genpkey(certificate.algorithm)),
        format!(
            "  openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -passout env:CA_KEY_PASSPHRASE -out \"$out/{stem}.key\""
        ),
    ];
    lines.extend(backdating(certificate));
    lines.extend([
        format!("openssl req -x509 -new -config openssl/{stem}.cnf -key \"$out/{stem}.key\" -passin env:CA_KEY_PASSPHRASE \\"),
        format!(
            "  -days {} -set_serial {} -out \"$out/{stem}.crt\"",
            certificate.days,
            serial(certificate)
        ),
        format!("openssl x509 -in \"$out/{stem}.crt\" -outform DER -out \"$out/{stem}.cer\""),
    ]);
    step(title(certificate.role), lines)
}

fn leaf(intent: &Intent, certificate: &CertificateSpec) -> Step {
    let stem = certificate.role.file_stem();
    let issuer = certificate.issuer.file_stem();
    let issuer_algorithm = intent
        .spec
        .get(certificate.issuer)
        .map_or(certificate.algorithm, |issuer| issuer.algorithm);
    let mut lines = vec![
        format!(
            "{} -out \"$out/{stem}.key\"",
            genpkey(certificate.algorithm)
        ),
        format!(
            "openssl req -new -config openssl/{stem}.cnf -key \"$out/{stem}.key\" -out \"$out/{stem}.csr\""
        ),
        format!("openssl req -in \"$out/{stem}.csr\" -noout -verify"),
    ];
    lines.extend(backdating(certificate));
    lines.extend([
        "# Without -extfile the certificate would lose every extension of the request.".to_owned(),
        format!("openssl x509 -req -in \"$out/{stem}.csr\" -CA \"$out/{issuer}.crt\" -CAkey \"$out/{issuer}.key\" -passin env:CA_KEY_PASSPHRASE \\"),
        format!(
            "  -{} -days {} -set_serial {} -extfile openssl/{stem}.cnf -extensions {LEAF_SECTION} -out \"$out/{stem}.crt\"",
            digest(issuer_algorithm),
            certificate.days,
            serial(certificate)
        ),
        format!("openssl pkcs12 -export -inkey \"$out/{stem}.key\" -in \"$out/{stem}.crt\" -certfile \"$out/{issuer}.crt\" -name {} \\", quote(&certificate.subject.common_name)),
        format!("  {} -passout env:PFX_PASSPHRASE -out \"$out/{stem}.pfx\"", pfx_options(intent.pfx_profile)),
    ]);
    if certificate.role == Role::Client {
        lines.push(format!(
            "openssl x509 -in \"$out/{stem}.crt\" -outform DER -out \"$out/{stem}.cer\""
        ));
    }
    step(title(certificate.role), lines)
}

fn pfx_options(profile: PfxProfile) -> &'static str {
    match profile {
        PfxProfile::Compatible => {
            "-keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2048"
        }
        PfxProfile::Modern => {
            "-keypbe AES-256-CBC -certpbe AES-256-CBC -macalg sha256 -iter 100000"
        }
    }
}

fn verify(intent: &Intent) -> Step {
    let mut lines = Vec::new();
    for certificate in &intent.spec.certificates {
        let Profile::Leaf(usage) = certificate.profile else {
            continue;
        };
        let stem = certificate.role.file_stem();
        for purpose in purposes(usage) {
            let host = if certificate.role == Role::Server {
                format!(" -verify_hostname {}", quote(intent.call_host.as_str()))
            } else {
                String::new()
            };
            lines.push(format!(
                "openssl verify -x509_strict -CAfile \"$out/{}.crt\" -purpose {purpose}{host} \"$out/{stem}.crt\"",
                certificate.issuer.file_stem()
            ));
        }
        lines.push(format!(
            "openssl x509 -in \"$out/{stem}.crt\" -noout -subject -enddate -fingerprint -sha1"
        ));
    }
    lines.push(match intent.authorities {
        Authorities::Single => "printf 'Everything is in %s. Take ca.key away from there, to where nobody else can read it.\\n' \"$out\"".to_owned(),
        Authorities::Separate => "printf 'Everything is in %s. Take the CA keys away from there, to where nobody else can read them.\\n' \"$out\"".to_owned(),
    });
    step("What came out", lines)
}

fn purposes(usage: LeafUsage) -> &'static [&'static str] {
    match usage {
        LeafUsage::Server => &["sslserver"],
        LeafUsage::Client => &["sslclient"],
        LeafUsage::Both => &["sslserver", "sslclient"],
    }
}
