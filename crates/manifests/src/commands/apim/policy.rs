use crate::commands::apim::policy_url;
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
    let url = policy_url(apim);
    let mut lines = Vec::new();
    if intent.existing.api_management {
        lines.extend(quiet(&format!(
            "# The policy that is there is kept, once; an empty file says that there was none.
if [[ ! -e apim/policy.before.xml ]]; then
  if az rest --method get --url {url}'&format=rawxml' >\"$work/before.json\" 2>/dev/null; then
    jq --raw-output .properties.value \"$work/before.json\" >apim/policy.before.xml
  else
    : >apim/policy.before.xml
  fi
fi"
        )));
    }
    lines.extend([
        Line::Quiet("jq --null-input --rawfile value apim/policy.xml '{properties: {format: \"rawxml\", value: $value}}' >\"$work/policy.json\"".to_owned()),
        Line::Shown(format!(
            "az rest --method put --url {url} --body \"@$work/policy.json\" --output none"
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
