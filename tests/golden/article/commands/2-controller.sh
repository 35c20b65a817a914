#!/usr/bin/env bash
# 2-controller.sh: Install the ingress controller
#
# Run it: bash commands/2-controller.sh
#
# Environment variables:
#   KUBE_CONTEXT (may be left out): the kubectl context of the cluster, where it is not the one that az aks get-credentials made
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '2-controller.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need kubectl
need helm

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

say 'The controller'
helm upgrade --install nginx-ingress ingress-nginx --repo https://kubernetes.github.io/ingress-nginx --version 4.15.1 \
  --namespace ingress-nginx --create-namespace --wait --timeout 10m \
  --values - <<<'{"controller":{"ingressClass":"nginx","ingressClassResource":{"controllerValue":"k8s.io/ingress-nginx","name":"nginx"},"nodeSelector":{"kubernetes.io/os":"linux"},"replicaCount":1,"service":{"annotations":{"service.beta.kubernetes.io/azure-load-balancer-health-probe-request-path":"/healthz"},"externalTrafficPolicy":"Local"}},"defaultBackend":{"nodeSelector":{"kubernetes.io/os":"linux"}}}'

say 'Its address'
kubectl --namespace ingress-nginx get service --selector 'app.kubernetes.io/instance=nginx-ingress,app.kubernetes.io/component=controller'

# To undo: helm uninstall nginx-ingress --namespace ingress-nginx
