use pki::Role;

use crate::commands::apim::{certificate_url, sha1};
use crate::commands::procedure::{Line, Step, Trouble, shown};
use crate::shell::quote;
use crate::{ApiManagement, Material};

/// The command that writes a file as one line of base64.
pub(crate) fn base64(file: &str, to: &str) -> String {
    format!("base64 <pki/{file} | tr -d '\\r\\n' >\"$work/{to}\"")
}

/// Uploads the PFX.
pub(crate) fn upload(apim: &ApiManagement) -> Step {
    Step {
        title: "The client certificate",
        about: "The passphrase goes from the environment into a private file, which `az` reads.".to_owned(),
        lines: vec![
            Line::Quiet(base64("client.pfx", "client.b64")),
            Line::Quiet("jq --null-input --rawfile data \"$work/client.b64\" '{properties: {data: $data, password: env.PFX_PASSPHRASE}}' >\"$work/certificate.json\"".to_owned()),
            Line::Shown(format!(
                "az rest --method put --url {} --body \"@$work/certificate.json\" --output none",
                certificate_url(apim)
            )),
        ],
        expect: Vec::new(),
        troubles: Trouble::list([
            (
                "the PFX or its password is invalid",
                "The passphrase is not the one of this file, or the service does not take its encryption: make the PFX again with the profile for API Management and Windows.",
            ),
            (
                "AuthorizationFailed",
                "The account needs the role API Management Service Contributor on the service.",
            ),
        ]),
    }
}

/// Compares the thumbprint the service has with the planned one.
pub(crate) fn check(apim: &ApiManagement, material: Option<&Material>) -> Step {
    let expected = sha1(material, Role::Client);
    let mut lines = shown([
        format!(
            "thumbprint=$(az rest --method get --url {} --query properties.thumbprint --output tsv)",
            certificate_url(apim)
        ),
        "echo \"$thumbprint\"".to_owned(),
    ]);
    lines.push(Line::Quiet(format!(
        "[[ $(tr a-f A-F <<<\"$thumbprint\") == {} ]] || stop \"API Management holds another certificate: $thumbprint\"",
        quote(&expected)
    )));
    Step {
        title: "The thumbprint",
        about: String::new(),
        lines,
        expect: vec![expected],
        troubles: Trouble::list([(
            "another thumbprint",
            "Files of two runs are mixed, or Key Vault's newest version has not arrived: use one bundle throughout; API Management looks into Key Vault every four hours.",
        )]),
    }
}
