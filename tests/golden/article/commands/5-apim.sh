#!/usr/bin/env bash
# 5-apim.sh: Set up API Management
#
# Run it: bash commands/5-apim.sh
#
# Environment variables:
#   PFX_PASSPHRASE: the passphrase of pki/client.pfx; Twinlock shows it as PFX passphrase, under Passphrases, and only while the page is open
#     IFS= read -rs PFX_PASSPHRASE && export PFX_PASSPHRASE
#   APIM_PUBLISHER_EMAIL: the e-mail address that gets the notifications of the new service
#     IFS= read -r APIM_PUBLISHER_EMAIL && export APIM_PUBLISHER_EMAIL
#   APIM_SKU (may be left out): the SKU of a new service; without it Developer, BasicV2 or Consumption by the tier of the plan
#   POLL_SECONDS (may be left out): the seconds between two looks at an operation that takes long; without it 30
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '5-apim.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need az
need jq
need base64
: "${PFX_PASSPHRASE:?set this environment variable: the passphrase of pki/client.pfx; Twinlock shows it as PFX passphrase, under Passphrases, and only while the page is open}"
: "${APIM_PUBLISHER_EMAIL:?set this environment variable: the e-mail address that gets the notifications of the new service}"

# By hand: az login
# Windows' az, called from WSL, ends its lines with a carriage return.
az() { command az "$@" | tr -d '\r'; }
# Whether a show command of az finds something. Any failure but "not found" stops the script.
exists() {
  local said status=0
  said=$("$@" --output none 2>&1) || status=$?
  ((status == 0 || status == 3)) ||
    { printf '%s\n' "$said" >&2; stop 'az cannot tell what is there already: see its message above'; }
  return "$status"
}
poll=${POLL_SECONDS:-30}

# Secrets reach az and jq by the environment and by files in this private folder, never as arguments.
umask 077
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

# Some changes of the service take a quarter of an hour and more.
wait_for_service() {
  local state tries
  for ((tries = 0; tries < 240; tries++)); do
    state=$(az rest --method get --url "$service?api-version=2024-05-01" --query properties.provisioningState --output tsv)
    case $state in
      Succeeded) return ;;
      Failed | Canceled) stop "the change of the service ended as $state; look at its activity log" ;;
    esac
    printf 'The service is still at it (%s).\n' "$state"
    sleep "$poll"
  done
  stop 'the service is still changing; start again later'
}

say 'The service'
[[ $(az group exists --name rg-apim) == true ]] ||
  az group create --name rg-apim --location centralus --output none
if ! exists az apim show --resource-group rg-apim --name contoso-apim; then
  jq --null-input --arg location centralus --arg publisher Contoso --arg sku "${APIM_SKU:-Developer}" \
    '{location: $location, sku: {name: $sku, capacity: 1}, identity: {type: "SystemAssigned"}, properties: {publisherEmail: env.APIM_PUBLISHER_EMAIL, publisherName: $publisher}}' >"$work/service.json"
  az rest --method put --url '/subscriptions/{subscriptionId}/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/contoso-apim?api-version=2024-05-01' --body "@$work/service.json" --output none
fi
service=$(az apim show --resource-group rg-apim --name contoso-apim --query id --output tsv)
wait_for_service

say 'The API'
if ! exists az apim api show --resource-group rg-apim --service-name contoso-apim --api-id tinyrest; then
  az apim api create --resource-group rg-apim --service-name contoso-apim --api-id tinyrest --display-name tinyrest --path tinyrest --protocols https --service-url https://api.contoso.example --subscription-required true --output none
  for method in GET POST DELETE; do
    az apim api operation create --resource-group rg-apim --service-name contoso-apim --api-id tinyrest --operation-id "$method" --display-name "$method" --method "$method" --url-template '/*' --output none
  done
fi

say 'The client certificate'
base64 <pki/client.pfx | tr -d '\r\n' >"$work/client.b64"
jq --null-input --rawfile data "$work/client.b64" '{properties: {data: $data, password: env.PFX_PASSPHRASE}}' >"$work/certificate.json"
az rest --method put --url "$service/certificates/apim-client?api-version=2024-05-01" --body "@$work/certificate.json" --output none

say 'The thumbprint'
thumbprint=$(az rest --method get --url "$service/certificates/apim-client?api-version=2024-05-01" --query properties.thumbprint --output tsv)
echo "$thumbprint"
[[ $(tr a-f A-F <<<"$thumbprint") == BD9248C2191AB40BFA1C7C2E0436D6D5CD75FED1 ]] || stop "API Management holds another certificate: $thumbprint"

say 'The server CA is trusted'
az rest --method get --url "$service?api-version=2024-05-01" >"$work/service.json"
if jq --exit-status --arg thumbprint F5FD2BC40F0867B917C0F147479B6EA819495C1E 'any(.properties.certificates[]?; (.certificate.thumbprint // "" | ascii_upcase) == $thumbprint)' "$work/service.json" >/dev/null; then
  echo 'The service trusts the CA already.'
else
  jq --exit-status '(.properties.certificates // []) | length < 10' "$work/service.json" >/dev/null ||
    stop 'the service has ten CA certificates, which is the limit: remove one that has expired'
  base64 <pki/ca.cer | tr -d '\r\n' >"$work/ca.b64"
  # PATCH replaces the whole list, so those that are there go along.
  jq --rawfile data "$work/ca.b64" '{properties: {certificates: ((.properties.certificates // []) + [{encodedCertificate: $data, storeName: "Root"}])}}' "$work/service.json" >"$work/certificates.json"
  az rest --method patch --url "$service?api-version=2024-05-01" --body "@$work/certificates.json" --output none
  wait_for_service
fi

say 'The backend'
printf '%s' '{"properties":{"protocol":"http","tls":{"validateCertificateChain":true,"validateCertificateName":true},"url":"https://api.contoso.example"}}' >"$work/backend.json"
az rest --method put --url "$service/backends/aks?api-version=2024-05-01" --body "@$work/backend.json" --output none

say 'The policy'
jq --null-input --rawfile value apim/policy.xml '{properties: {format: "rawxml", value: $value}}' >"$work/policy.json"
az rest --method put --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --body "@$work/policy.json" --output none

# To undo: service=$(az apim show --resource-group rg-apim --name contoso-apim --query id --output tsv)
# To undo: az rest --method delete --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/backends/aks?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/certificates/apim-client?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az apim delete --resource-group rg-apim --name contoso-apim
