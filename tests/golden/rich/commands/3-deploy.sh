#!/usr/bin/env bash
# 3-deploy.sh: Deploy the secrets, the application and the ingress
#
# Run it: bash commands/3-deploy.sh
#
# Environment variables:
#   KUBE_CONTEXT (may be left out): the kubectl context of the cluster, where it is not the one that az aks get-credentials made
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '3-deploy.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need kubectl
need az

# The files, by hand: sha256sum -c SHA256SUMS; on macOS: shasum -a 256 -c SHA256SUMS
# Another certificate for a client, from the CA that is deployed and its kept key, by hand:
#   IFS= read -rs CA_KEY_PASSPHRASE && export CA_KEY_PASSPHRASE
#   openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out pki/client-2.key
#   openssl req -new -config openssl/client.cnf -key pki/client-2.key -out pki/client-2.csr
#   openssl x509 -req -in pki/client-2.csr -CA pki/client-ca.crt -CAkey client-ca.pfx -passin env:CA_KEY_PASSPHRASE \
#     -sha384 -days 180 -set_serial "0x$(openssl rand -hex 16)" -extfile openssl/client.cnf -extensions leaf_ext -out pki/client-2.crt
#   openssl verify -x509_strict -CAfile pki/client-ca.crt -purpose sslclient pki/client-2.crt

# By hand: az login --tenant 00000000-0000-0000-0000-00000000000a
# By hand: az aks get-credentials --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001 --context aks-cluster-04 --overwrite-existing
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
  names=$(az aks show --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001 --query '[fqdn, privateFqdn]' --output tsv)
  grep -qxF -- "${server%%[:/]*}" <<<"$names" ||
    stop "the context $current leads to $server, which is another cluster of that name; get the credentials of the right one"
}
check_cluster

say 'The registry'
az acr show --name contosoregistry --subscription 00000000-0000-0000-0000-000000000001 --output none
az aks update --resource-group rg-aks --name aks-cluster-04 --subscription 00000000-0000-0000-0000-000000000001 --attach-acr contosoregistry --output none

say 'The objects'
kubectl apply --kustomize kubernetes

say 'The client CA is in its secret'
kubectl --namespace apps describe secret apim-client-ca
[[ -n $(kubectl --namespace apps get secret apim-client-ca --output 'jsonpath={.data.ca\.crt}') ]] ||
  stop 'the secret has no ca.crt: the ingress would ask nobody for a certificate'

say 'The application is up'
kubectl --namespace apps rollout status deployment/tinyrest --timeout=180s
kubectl --namespace apps get pods --selector 'app=tinyrest'

say 'The ingress'
kubectl --namespace apps get ingress tinyrest
kubectl --namespace apps describe ingress tinyrest
# By hand: kubectl get ingressclass

# To undo: kubectl delete --kustomize kubernetes
