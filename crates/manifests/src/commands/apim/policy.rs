use crate::commands::apim::{API_VERSION, policy_url, url};
use crate::commands::procedure::{Line, Step, Trouble, quiet};
use crate::{ApiManagement, Intent};

const TROUBLES: [(&str, &str); 2] = [
    (
        "Certificate ... cannot be referenced by thumbprint",
        "Certificates from Key Vault must be named by `certificate-id`: change the plan.",
    ),
    (
        "Error in element 'authentication-certificate'",
        "The certificate is not there under this name: look at its step above.",
    ),
];

/// Sets the policy of the API.
pub(crate) fn put(intent: &Intent, apim: &ApiManagement) -> Step {
    let policy = policy_url(apim);
    let mut lines = Vec::new();
    if intent.existing.api_management {
        let all = url(["apis", &apim.api, "policies"], API_VERSION);
        lines.extend(quiet(&format!(
            "# The policy that is there is kept, once; an empty file says that there was none.
if [[ ! -e apim/policy.before.xml ]]; then
  : >\"$work/before.xml\"
  policies=$(az rest --method get --url {all} --query 'length(value)' --output tsv)
  if [[ $policies != 0 ]]; then
    az rest --method get --url {policy}'&format=rawxml' >\"$work/before.json\"
    jq --raw-output .properties.value \"$work/before.json\" >\"$work/before.xml\"
  fi
  mv -- \"$work/before.xml\" apim/policy.before.xml
fi"
        )));
    }
    lines.extend([
        Line::Quiet("jq --null-input --rawfile value apim/policy.xml '{properties: {format: \"rawxml\", value: $value}}' >\"$work/policy.json\"".to_owned()),
        Line::Shown(format!(
            "az rest --method put --url {policy} --body \"@$work/policy.json\" --output none"
        )),
    ]);
    Step {
        title: "The policy",
        about: if intent.existing.api_management {
            "This replaces the policy of the API. The script keeps the one that is there as `apim/policy.before.xml`: take over what you still need.".to_owned()
        } else {
            String::new()
        },
        lines,
        expect: Vec::new(),
        troubles: Trouble::list(TROUBLES),
    }
}
