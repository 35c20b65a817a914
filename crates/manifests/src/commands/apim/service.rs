use crate::commands::apim::{API_VERSION, find_service, service_options};
use crate::commands::paths::{api_path, backend_url};
use crate::commands::procedure::{Line, Step, Trouble, shown};
use crate::runbook::markdown::code;
use crate::shell::{quote, url_segment};
use crate::{ApiManagement, Intent, TestAuthentication, Tier};

/// The service and its API are there.
pub(crate) fn existing(intent: &Intent, apim: &ApiManagement) -> Step {
    let api = format!(
        "az apim api show{} --api-id {} --query '{{name:name, path:path}}' --output table",
        service_options(intent, apim, "--service-name"),
        quote(&apim.api)
    );
    Step {
        title: "The service and the API",
        about: String::new(),
        lines: shown([
            find_service(intent, apim),
            "echo \"$service\"".to_owned(),
            api,
        ]),
        expect: vec![
            format!(
                "/subscriptions/.../resourceGroups/{}/providers/Microsoft.ApiManagement/service/{}",
                apim.resource_group, apim.service
            ),
            "Name  Path".to_owned(),
        ],
        troubles: Trouble::list([(
            "(ResourceNotFound)",
            "The service or the API has another name, resource group or subscription: correct the plan.",
        )]),
    }
}

const CREATE_TROUBLES: [(&str, &str); 2] = [
    (
        "ServiceAlreadyExistsInSoftDeletedState",
        "A service of this name was deleted lately and still holds it: purge it, or choose another name.",
    ),
    (
        "5-apim.sh: the service is still changing; start again later",
        "Nothing is lost. Start the script again: it goes on where it was.",
    ),
];

/// Makes the service, unless it is there.
pub(crate) fn create(intent: &Intent, apim: &ApiManagement) -> Step {
    let subscription = intent
        .azure
        .subscription
        .as_deref()
        .map_or_else(|| "{subscriptionId}".to_owned(), url_segment);
    let url = format!(
        "/subscriptions/{subscription}/resourceGroups/{}/providers/Microsoft.ApiManagement/service/{}?{API_VERSION}",
        url_segment(&apim.resource_group),
        url_segment(&apim.service)
    );
    let (sku, capacity) = match apim.tier {
        Tier::Classic => ("Developer", 1),
        Tier::V2 => ("BasicV2", 1),
        Tier::Consumption => ("Consumption", 0),
    };
    let organization = publisher(intent);
    let mut lines = group(intent, apim);
    lines.push(Line::Quiet(format!(
        "if ! exists az apim show{}; then",
        service_options(intent, apim, "--name")
    )));
    lines.push(Line::Quiet(format!(
        "  jq --null-input --arg location {} --arg publisher {} --arg sku \"${{APIM_SKU:-{sku}}}\" \\",
        quote(&intent.azure.location),
        quote(&organization)
    )));
    lines.push(Line::Quiet(format!("    '{{location: $location, sku: {{name: $sku, capacity: {capacity}}}, identity: {{type: \"SystemAssigned\"}}, properties: {{publisherEmail: env.APIM_PUBLISHER_EMAIL, publisherName: $publisher}}}}' >\"$work/service.json\"")));
    lines.push(Line::Shown(format!(
        "  az rest --method put --url {} --body \"@$work/service.json\" --output none",
        quote(&url)
    )));
    lines.extend([
        Line::Quiet("fi".to_owned()),
        Line::Shown(find_service(intent, apim)),
        Line::Quiet("wait_for_service".to_owned()),
    ]);
    Step {
        title: "The service",
        about: format!(
            "A new service takes half an hour and more; in the Consumption tier and in the v2 tiers, some minutes. Its publisher is called {}. One that is there already is left as it is: then there is no such line, and no command to type.",
            code(&organization)
        ),
        lines,
        expect: vec!["The service is still at it (Creating).".to_owned()],
        troubles: Trouble::list(CREATE_TROUBLES),
    }
}

fn publisher(intent: &Intent) -> String {
    intent
        .spec
        .certificates
        .iter()
        .map(|certificate| &certificate.subject.organization)
        .find(|organization| !organization.is_empty())
        .cloned()
        .unwrap_or_else(|| intent.call_host.to_string())
}

fn group(intent: &Intent, apim: &ApiManagement) -> Vec<Line> {
    let subscription =
        crate::commands::guard::subscription_option(intent.azure.subscription.as_deref());
    let group = quote(&apim.resource_group);
    shown([
        format!("[[ $(az group exists --name {group}{subscription}) == true ]] ||"),
        format!(
            "  az group create --name {group} --location {}{subscription} --output none",
            quote(&intent.azure.location)
        ),
    ])
}

const API_TROUBLES: [(&str, &str); 1] = [(
    "Cannot create API '...' with the same Path '...' as API '...'",
    "Another API has this path: change the test path of the plan, whose first segment is the path of the API.",
)];

/// Makes the API and the operations that the application answers, unless it is there.
pub(crate) fn api(intent: &Intent, apim: &ApiManagement) -> Step {
    let options = format!(
        "{} --api-id {}",
        service_options(intent, apim, "--service-name"),
        quote(&apim.api)
    );
    let subscription_required = apim.test_authentication == TestAuthentication::SubscriptionKey;
    let path = api_path(&apim.test_path);
    Step {
        title: "The API",
        about: format!(
            "The API answers below {}; what follows that is called at the ingress. One that is there already is left as it is: then type none of this.",
            code(&format!("/{path}"))
        ),
        lines: vec![
            Line::Quiet(format!("if ! exists az apim api show{options}; then")),
            Line::Shown(format!(
                "  az apim api create{options} --display-name {} --path {} --protocols https --service-url {} --subscription-required {subscription_required} --output none",
                quote(&apim.api),
                quote(path),
                quote(&backend_url(intent))
            )),
            Line::Shown("  for method in GET POST DELETE; do".to_owned()),
            Line::Shown(format!(
                "    az apim api operation create{options} --operation-id \"$method\" --display-name \"$method\" --method \"$method\" --url-template '/*' --output none"
            )),
            Line::Shown("  done".to_owned()),
            Line::Quiet("fi".to_owned()),
        ],
        expect: Vec::new(),
        troubles: Trouble::list(API_TROUBLES),
    }
}
