use formats::encode;
use pki::{Algorithm, Authorities, Role};
use tests::specs;

/// What is mangled: a certificate and its key, and another certificate to stand behind it.
pub(crate) struct Material {
    pub(crate) certificate: String,
    pub(crate) key: String,
    pub(crate) other: String,
}

/// One whose base64 has everything that base64 can have: padding, + and /.
pub(crate) fn material() -> Material {
    let found = [Algorithm::EcdsaP384, Algorithm::Rsa2048]
        .into_iter()
        .flat_map(|algorithm| [Role::Server, Role::Client].map(|role| of(algorithm, role)))
        .find(|material| {
            [&material.certificate, &material.key]
                .iter()
                .all(|pem| ["=\n", "+", "/"].iter().all(|part| pem.contains(part)))
        });
    found.unwrap()
}

/// Keys in every form that has a label of its own, each with its certificate.
pub(crate) fn of_keys() -> Vec<Material> {
    let mut all = Vec::new();
    for algorithm in [Algorithm::Rsa2048, Algorithm::EcdsaP256] {
        let material = of(algorithm, Role::Client);
        let pkcs8 = pem::parse(&material.key).unwrap().into_contents();
        let traditional = match (encode::pkcs1(&pkcs8), encode::sec1(&pkcs8)) {
            (Some(pkcs1), _) => formats::rsa_private_key_pem(&pkcs1),
            (None, sec1) => formats::ec_private_key_pem(&sec1.unwrap()),
        };
        all.push(Material {
            key: traditional.unwrap().to_string(),
            certificate: material.certificate.clone(),
            other: material.other.clone(),
        });
        all.push(material);
    }
    all
}

fn of(algorithm: Algorithm, role: Role) -> Material {
    let issued = specs::issue(&specs::spec(Authorities::Single, algorithm, false));
    let one = specs::of(&issued, role);
    let key = formats::private_key_pem(&one.key.pkcs8).unwrap();
    Material {
        certificate: formats::certificate_pem(&one.certificate),
        key: key.to_string(),
        other: formats::certificate_pem(&specs::of(&issued, Role::Ca).certificate),
    }
}
