#!/usr/bin/env bash
# 5-apim.sh: Set up API Management
#
# Run it: bash commands/5-apim.sh
#
# Environment variables:
#   PFX_PASSPHRASE: the passphrase of pki/client.pfx; Twinlock shows it as PFX passphrase, under Passphrases, and only while the page is open
#     IFS= read -rs PFX_PASSPHRASE && export PFX_PASSPHRASE
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

# By hand: az login
# Windows' az, called from WSL, ends its lines with a carriage return.
az() { command az "$@" | tr -d '\r'; }
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

say 'The service and the API'
service=$(az apim show --resource-group rg-apim --name contoso-apim --query id --output tsv)
echo "$service"
az apim api show --resource-group rg-apim --service-name contoso-apim --api-id tinyrest --query '{name:name, path:path}' --output table

say 'The client certificate'
base64 <pki/client.pfx | tr -d '\r\n' >"$work/client.b64"
jq --null-input --rawfile data "$work/client.b64" '{properties: {data: $data, password: env.PFX_PASSPHRASE}}' >"$work/certificate.json"
az rest --method put --url "$service/certificates/apim-client?api-version=2024-05-01" --body "@$work/certificate.json" --output none

say 'The thumbprint'
thumbprint=$(az rest --method get --url "$service/certificates/apim-client?api-version=2024-05-01" --query properties.thumbprint --output tsv)
echo "$thumbprint"
[[ $(tr a-f A-F <<<"$thumbprint") == 1F837B9BF687E8773F6C00FA9BC8220A9599FF32 ]] || stop "API Management holds another certificate: $thumbprint"

say 'The backend'
printf '%s' '{"properties":{"protocol":"http","tls":{"validateCertificateChain":true,"validateCertificateName":true},"url":"https://api.contoso.example"}}' >"$work/backend.json"
az rest --method put --url "$service/backends/aks?api-version=2024-05-01" --body "@$work/backend.json" --output none

say 'The policy'
# The policy that is there is kept, once; an empty file says that there was none.
if [[ ! -e apim/policy.before.xml ]]; then
  : >"$work/before.xml"
  policies=$(az rest --method get --url "$service/apis/tinyrest/policies?api-version=2024-05-01" --query 'length(value)' --output tsv)
  if [[ $policies != 0 ]]; then
    az rest --method get --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01"'&format=rawxml' >"$work/before.json"
    jq --raw-output .properties.value "$work/before.json" >"$work/before.xml"
  fi
  mv -- "$work/before.xml" apim/policy.before.xml
fi
jq --null-input --rawfile value apim/policy.xml '{properties: {format: "rawxml", value: $value}}' >"$work/policy.json"
az rest --method put --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --body "@$work/policy.json" --output none

# To undo: service=$(az apim show --resource-group rg-apim --name contoso-apim --query id --output tsv)
# To undo: az rest --method delete --url "$service/apis/tinyrest/policies/policy?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/backends/aks?api-version=2024-05-01" --headers 'If-Match=*'
# To undo: az rest --method delete --url "$service/certificates/apim-client?api-version=2024-05-01" --headers 'If-Match=*'
