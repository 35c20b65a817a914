#!/usr/bin/env bash
# 1-cluster.sh: Make the cluster
#
# Run it: bash commands/1-cluster.sh
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '1-cluster.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need az
need kubectl

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

say 'The subscription that is used'
az account show --query '{name:name, id:id, tenant:tenantId}' --output table

say 'The resource group'
[[ $(az group exists --name rg-aks) == true ]] ||
  az group create --name rg-aks --location centralus --output none

say 'The cluster'
if ! exists az aks show --resource-group rg-aks --name aks-cluster-04; then
  az aks create --resource-group rg-aks --name aks-cluster-04 --location centralus --node-count 1 --no-ssh-key --output none
fi

say 'The credentials for kubectl'
az aks get-credentials --resource-group rg-aks --name aks-cluster-04 --context aks-cluster-04 --overwrite-existing
kubectl config current-context
kubectl get nodes

# To undo: az aks delete --resource-group rg-aks --name aks-cluster-04
