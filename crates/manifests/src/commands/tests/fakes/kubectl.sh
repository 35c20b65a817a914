#!/usr/bin/env bash
# Stands in for kubectl and helm: answers about the context, and writes down its arguments.
set -euo pipefail
printf '%s\0' "${0##*/}" "$@" $'\n' >>"$STATE/calls"
case $* in
  'config current-context') cat "$STATE/context" ;;
  'config view'*) cat "$STATE/server" ;;
  *jsonpath=*loadBalancer*) echo 20.0.0.1 ;;
  *jsonpath=*) echo present ;;
esac
