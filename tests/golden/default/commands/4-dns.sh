#!/usr/bin/env bash
# 4-dns.sh: Point the host name at the ingress
#
# Run it: bash commands/4-dns.sh
#
# Environment variables:
#   KUBE_CONTEXT (may be left out): the kubectl context of the cluster, where it is not the one that az aks get-credentials made
#   INGRESS_ADDRESS (may be left out): the IPv4 address of the ingress, where the cluster should not be asked for it
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '4-dns.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need kubectl
need az

# By hand: az login
# By hand: az aks get-credentials --resource-group rg-aks --name aks-cluster-04 --context aks-cluster-04 --overwrite-existing
# Windows' az, called from WSL, ends its lines with a carriage return.
az() { command az "$@" | tr -d '\r'; }
check_cluster() {
  local current server names planned=aks-cluster-04
  current=$(kubectl config current-context) || stop 'kubectl has no current context: get the credentials of the cluster first'
  if [[ -n ${KUBE_CONTEXT:-} ]]; then
    [[ $current == "$KUBE_CONTEXT" ]] || stop "kubectl points at $current, not at $KUBE_CONTEXT"
    return
  fi
  [[ $current == "$planned" ]] ||
    stop "kubectl points at $current, not at $planned; get the credentials of $planned, or name the right context in KUBE_CONTEXT"
  need az
  server=$(kubectl config view --minify --output 'jsonpath={.clusters[0].cluster.server}')
  server=${server#https://}
  names=$(az aks show --resource-group rg-aks --name aks-cluster-04 --query '[fqdn, privateFqdn]' --output tsv)
  grep -qxF -- "${server%%[:/]*}" <<<"$names" ||
    stop "the context $current leads to $server, which is another cluster of that name; get the credentials of the right one"
}
check_cluster
# Whether a show command of az finds something. Any failure but "not found" stops the script.
exists() {
  local said status=0
  said=$("$@" --output none 2>&1) || status=$?
  ((status == 0 || status == 3)) ||
    { printf '%s\n' "$said" >&2; stop 'az cannot tell what is there already: see its message above'; }
  return "$status"
}

say 'The address of the ingress'
# By hand: kubectl --namespace ingress-nginx get service --selector 'app.kubernetes.io/instance=nginx-ingress,app.kubernetes.io/component=controller'
address=${INGRESS_ADDRESS:-}
if [[ -z $address ]]; then
  address=$(kubectl --namespace ingress-nginx get service --selector 'app.kubernetes.io/instance=nginx-ingress,app.kubernetes.io/component=controller' --output 'jsonpath={.items[?(@.spec.type=="LoadBalancer")].status.loadBalancer.ingress[0].ip}')
fi
[[ $address =~ ^[0-9]+(\.[0-9]+){3}$ ]] || stop "the controller's service has no external IPv4 address; wait for it, or set INGRESS_ADDRESS"
printf 'The ingress is at %s\n' "$address"

say 'The A record'
current=
if exists az network dns record-set a show --resource-group rg-dns --zone-name contoso.example --name api; then
  current=$(az rest --method get --url '/subscriptions/{subscriptionId}/resourceGroups/rg-dns/providers/Microsoft.Network/dnsZones/contoso.example/A/api?api-version=2018-05-01' --query 'properties.ARecords[].ipv4Address' --output tsv)
fi
if [[ -z $current ]]; then
  az network dns record-set a add-record --resource-group rg-dns --zone-name contoso.example --record-set-name api --ttl 300 --ipv4-address "$address" --output none
elif [[ $current == "$address" ]]; then
  echo 'The record is right already.'
else
  stop "the record holds ${current//$'\n'/, } already; remove it first if nothing else needs it"
fi
# By hand: az network dns record-set a show --resource-group rg-dns --zone-name contoso.example --name api

say 'The host name resolves'
# By hand: nslookup api.contoso.example
if type -P nslookup >/dev/null; then
  nslookup api.contoso.example | grep -qF -- "$address" ||
    stop 'the host name does not lead to the ingress yet: wait for the record to spread and start again'
else
  echo 'nslookup is missing: look the host name up by other means.'
fi

# To undo: az network dns record-set a delete --resource-group rg-dns --zone-name contoso.example --name api
