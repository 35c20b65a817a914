#!/usr/bin/env bash
# Stands in for az: keeps what it is given below $STATE, as Azure would, and writes down its
# arguments. A PFX is really opened, with the passphrase it came with.
set -euo pipefail
printf '%s\0' az "$@" $'\n' >>"$STATE/calls"

# What begins like this fails, as where the account lacks a role.
if [[ -e $STATE/fails && $* == "$(cat "$STATE/fails")"* ]]; then
  echo 'ERROR: (AuthorizationFailed) The client has no authorization' >&2
  exit 1
fi

option() { # NAME: the value after it
  local name=$1
  shift
  while (($#)); do
    if [[ $1 == "$name" ]]; then
      printf '%s' "$2"
      return
    fi
    shift
  done
}

query() { # JSON_FILE ARGUMENTS...: what --query selects, or all
  local file=$1 wanted
  shift
  wanted=$(option --query "$@")
  if [[ -z $wanted ]]; then cat "$file"; else jq -r ".$wanted // empty" "$file"; fi
}

stored() { # URL: the file of this resource
  local path=${1%%\?*}
  path=${path//'{subscriptionId}'/0000}
  printf '%s/resource-%s' "$STATE" "$(printf '%s' "${path//\//_}" | tail -c 200)"
}

thumbprint() { # upper-case SHA-1 of the certificate on standard input
  openssl x509 "$@" -noout -fingerprint -sha1 | cut -d= -f2 | tr -d :
}

pfx_thumbprint() { # JSON_FILE DATA PASSWORD
  jq -r "$2" "$1" | base64 -d >"$STATE/opened.pfx"
  PASSWORD=$(jq -r "$3" "$1") openssl pkcs12 -in "$STATE/opened.pfx" -passin env:PASSWORD -nokeys -clcerts |
    thumbprint
}

put() { # URL BODY_FILE
  local file
  file=$(stored "$1")
  case ${1%%\?*} in
    */certificates/*)
      local print
      if [[ $(jq 'has("properties") and (.properties | has("keyVault"))' "$2") == true ]]; then
        print=$(cat "$STATE/vault")
      else
        print=$(pfx_thumbprint "$2" .properties.data .properties.password)
      fi
      jq --arg print "$print" '{properties: {thumbprint: $print}}' "$2" >"$file"
      ;;
    */service/*/*) cp "$2" "$file" ;;
    */service/*)
      jq --arg id "${1%%\?*}" '. + {id: $id} | .properties.provisioningState = "Succeeded" | .identity.principalId = "principal-1"' "$2" >"$file"
      printf '%s' "$file" >"$STATE/service"
      ;;
    *) cp "$2" "$file" ;;
  esac
}

patch() { # URL BODY_FILE: what comes back is thumbprints, never the certificates themselves
  local file print
  file=$(stored "$1")
  jq -s '.[0] * .[1]' "$file" "$2" >"$file.new"
  print=$(jq -r '.properties.certificates[]?.encodedCertificate // empty' "$2" | base64 -d 2>/dev/null |
    thumbprint -inform DER 2>/dev/null || true)
  jq --arg print "$print" '
    .properties.certificates |= ((. // []) | map(if .encodedCertificate then {storeName, certificate: {thumbprint: $print}} else . end))
    | if .identity.type == "SystemAssigned" then .identity.principalId = "principal-1" else . end' "$file.new" >"$file"
  rm -- "$file.new"
}

rest() {
  local url body
  url=$(option --url "$@")
  body=$(option --body "$@")
  body=${body#@}
  case $(option --method "$@") in
    get)
      if [[ ${url%%\?*} == */policies ]]; then
        if [[ -e $(stored "${url%%\?*}/policy") ]]; then echo 1; else echo 0; fi
        return
      fi
      [[ -e $(stored "$url") ]] || exit 3
      query "$(stored "$url")" "$@"
      ;;
    put) put "$url" "$body" ;;
    patch) patch "$url" "$body" ;;
    post) pfx_thumbprint "$body" .value .pwd >"$STATE/vault" ;;
  esac
}

case "$1 ${2:-} ${3:-}" in
  'rest '*) rest "$@" ;;
  'account show '*) cat "$STATE/tenant" ;;
  'group exists '*) echo false ;;
  'ad group show'*) echo group-1 ;;
  'aks show '*)
    [[ -e $STATE/fqdn ]] || exit 3
    if [[ -n $(option --query "$@") ]]; then cat "$STATE/fqdn"; fi
    ;;
  'aks create '*) printf 'plan.azmk8s.example\n' >"$STATE/fqdn" ;;
  'apim show '*)
    [[ -e $STATE/service ]] || exit 3
    query "$(cat "$STATE/service")" "$@"
    ;;
  'apim api show') [[ -e $STATE/api ]] || exit 3 ;;
  'apim api create') : >"$STATE/api" ;;
  'keyvault show '*)
    printf '{"id": "vault-1", "properties": {"vaultUri": "https://contoso-vault.vault.azure.net/", "enableRbacAuthorization": true}}' >"$STATE/vault.json"
    query "$STATE/vault.json" "$@"
    ;;
  'keyvault certificate show')
    [[ -e $STATE/vault ]] || exit 3
    cat "$STATE/vault"
    ;;
  'network dns record-set')
    name=$(option --name "$@")$(option --record-set-name "$@")
    record=$(stored "/subscriptions/0000/resourceGroups/$(option --resource-group "$@")/providers/Microsoft.Network/dnsZones/$(option --zone-name "$@")/A/$name")
    case $5 in
      show) [[ -e $record ]] || { echo 'ERROR: (NotFound) The resource record does not exist' >&2; exit 3; } ;;
      add-record) jq -n --arg address "$(option --ipv4-address "$@")" '{properties: {ARecords: [{ipv4Address: $address}]}}' >"$record" ;;
    esac
    ;;
esac
