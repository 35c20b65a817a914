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
need kubelogin

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

say 'The subscription that is used'
az account show --subscription 00000000-0000-0000-0000-000000000001 --query '{name:name, id:id, tenant:tenantId}' --output table

say 'The resource group'
[[ $(az group exists --name rg-aks --subscription 00000000-0000-0000-0000-000000000001) == true ]] ||
  az group create --name rg-aks --location centralus --subscription 00000000-0000-0000-0000-000000000001 --output none

say 'The cluster'
admins=$(az ad group show --group aks-admins --query id --output tsv)
if ! exists az aks show --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001; then
  az aks create --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001 --location centralus --node-count 1 --no-ssh-key --enable-aad --aad-admin-group-object-ids "$admins" --aad-tenant-id 00000000-0000-0000-0000-00000000000a --output none
fi

say 'The credentials for kubectl'
az aks get-credentials --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001 --context aks-cluster-04 --overwrite-existing
kubelogin convert-kubeconfig --login azurecli
kubectl config current-context
kubectl get nodes

# To undo: az aks delete --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001
