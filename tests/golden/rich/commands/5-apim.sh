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

# By hand: az login --tenant 00000000-0000-0000-0000-00000000000a
# Windows' az, called from WSL, ends its lines with a carriage return.
az() { command az "$@" | tr -d '\r'; }
planned_tenant=00000000-0000-0000-0000-00000000000a
tenant=$(az account show --subscription 00000000-0000-0000-0000-000000000001 --query tenantId --output tsv)
[[ $tenant == "$planned_tenant" ]] || stop "az is signed in to the tenant $tenant, not to $planned_tenant: az login --tenant $planned_tenant"
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
[[ $(az group exists --name rg-apim --subscription 00000000-0000-0000-0000-000000000001) == true ]] ||
  az group create --name rg-apim --location centralus --subscription 00000000-0000-0000-0000-000000000001 --output none
if ! exists az apim show --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001; then
  jq --null-input --arg location centralus --arg publisher $'Zoë & "Söhne" $HOME `id`' --arg sku "${APIM_SKU:-BasicV2}" \
    '{location: $location, sku: {name: $sku, capacity: 1}, identity: {type: "SystemAssigned"}, properties: {publisherEmail: env.APIM_PUBLISHER_EMAIL, publisherName: $publisher}}' >"$work/service.json"
  az rest --method put --url '/subscriptions/00000000-0000-0000-0000-000000000001/resourceGroups/rg-apim/providers/Microsoft.ApiManagement/service/contoso-apim?api-version=2024-05-01' --body "@$work/service.json" --output none
fi
service=$(az apim show --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --query id --output tsv)
wait_for_service

say 'The API'
if ! exists az apim api show --resource-group rg-apim --service-name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --api-id tinyrest; then
  az apim api create --resource-group rg-apim --service-name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --api-id tinyrest --display-name tinyrest --path tinyrest --protocols https --service-url https://xn--bcher-kva.contoso.example/books --subscription-required false --output none
  for method in GET POST DELETE; do
    az apim api operation create --resource-group rg-apim --service-name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --api-id tinyrest --operation-id "$method" --display-name "$method" --method "$method" --url-template '/*' --output none
  done
fi

say 'The client certificate in Key Vault'
vault=$(az keyvault show --name kv-contoso --subscription 00000000-0000-0000-0000-000000000001 --query properties.vaultUri --output tsv)
vault=${vault%/}
present=
if exists az keyvault certificate show --vault-name kv-contoso --name apim-client --subscription 00000000-0000-0000-0000-000000000001; then
  present=$(az keyvault certificate show --vault-name kv-contoso --name apim-client --subscription 00000000-0000-0000-0000-000000000001 --query x509ThumbprintHex --output tsv)
fi
if [[ $(tr a-f A-F <<<"$present") != 98F570EFC3CF925C496B93F9D01AF2D94C25C5EB ]]; then
  base64 <pki/client.pfx | tr -d '\r\n' >"$work/client.b64"
  jq --null-input --rawfile data "$work/client.b64" --argjson policy '{"key_props":{"crv":"P-256","exportable":true,"kty":"EC","reuse_key":false},"secret_props":{"contentType":"application/x-pkcs12"}}' '{value: $data, pwd: env.PFX_PASSPHRASE, policy: $policy}' >"$work/import.json"
  # az keyvault certificate import takes the passphrase only as an argument; this call reads it from a private file.
  az rest --method post --url "$vault/certificates/apim-client/import?api-version=7.4" --resource "https://${vault#https://*.}" --body "@$work/import.json" --output none
fi

say 'The service may read it'
identity=$(az apim show --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --query identity.type --output tsv)
if [[ $identity != *SystemAssigned* ]]; then
  [[ -z $identity || $identity == None ]] || stop "the service has only the identity $identity: add a system-assigned one"
  printf '%s' '{"identity":{"type":"SystemAssigned"}}' >"$work/identity.json"
  az rest --method patch --url "$service?api-version=2024-05-01" --body "@$work/identity.json" --output none
  wait_for_service
fi
principal=$(az apim show --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --query identity.principalId --output tsv)
scope=$(az keyvault show --name kv-contoso --subscription 00000000-0000-0000-0000-000000000001 --query id --output tsv)
rbac=$(az keyvault show --name kv-contoso --subscription 00000000-0000-0000-0000-000000000001 --query properties.enableRbacAuthorization --output tsv)
if [[ $rbac == true ]]; then
  az role assignment create --assignee-object-id "$principal" --assignee-principal-type ServicePrincipal --role 'Key Vault Secrets User' --scope "$scope" --subscription 00000000-0000-0000-0000-000000000001 --output none
else
  az keyvault set-policy --name kv-contoso --subscription 00000000-0000-0000-0000-000000000001 --object-id "$principal" --secret-permissions get list --output none
fi

say 'The client certificate of the service'
jq --null-input --arg id "$vault/secrets/apim-client" '{properties: {keyVault: {secretIdentifier: $id}}}' >"$work/certificate.json"
tries=0
until
  az rest --method put --url "$service/certificates/apim-client?api-version=2024-05-01" --body "@$work/certificate.json" --output none
do
  tries=$((tries + 1))
  ((tries < 10)) || stop 'the service cannot read the certificate in Key Vault'
  echo 'A new role takes some minutes to count; trying again.'
  sleep "$poll"
done

say 'The thumbprint'
thumbprint=$(az rest --method get --url "$service/certificates/apim-client?api-version=2024-05-01" --query properties.thumbprint --output tsv)
echo "$thumbprint"
[[ $(tr a-f A-F <<<"$thumbprint") == 98F570EFC3CF925C496B93F9D01AF2D94C25C5EB ]] || stop "API Management holds another certificate: $thumbprint"

say 'The backend'
printf '%s' '{"properties":{"protocol":"http","tls":{"serverCertificateThumbprints":["40E9DDC503D5BCB43CC954819F7732AF975B3FFE"],"validateCertificateChain":true,"validateCertificateName":true},"url":"https://xn--bcher-kva.contoso.example/books"}}' >"$work/backend.json"
az rest --method put --url "$service/backends/aks?api-version=2025-03-01-preview" --body "@$work/backend.json" --output none

say 'The policy'
jq --null-input --rawfile value apim/policy.xml '{properties: {format: "rawxml", value: $value}}' >"$work/policy.json"
az rest --method put --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --body "@$work/policy.json" --output none

# To undo: service=$(az apim show --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001 --query id --output tsv)
# To undo: az rest --method delete --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/backends/aks?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/certificates/apim-client?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az keyvault certificate delete --vault-name kv-contoso --name apim-client --subscription 00000000-0000-0000-0000-000000000001
# To undo: az apim delete --resource-group rg-apim --name contoso-apim --subscription 00000000-0000-0000-0000-000000000001
