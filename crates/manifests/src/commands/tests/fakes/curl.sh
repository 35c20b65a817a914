#!/usr/bin/env bash
# Stands in for curl: answers by what is called and with which certificate, from $STATE/answer-KIND
# (the status, then the body), and writes down its arguments and the headers it is given in files.
set -euo pipefail
printf '%s\0' curl "$@" $'\n' >>"$STATE/calls"
certificate=none credentials=''
while (($#)); do
  case $1 in
    --output) output=$2 && shift ;;
    --dump-header) headers=$2 && shift ;;
    --cert) certificate=${2##*/} && shift ;;
    --header) credentials=$(cat "${2#@}") && shift ;;
    http://*) kind=plain ;;
    https://contoso-apim*) kind=gateway ;;
    https://*) kind=${certificate%.*} ;;
  esac
  shift
done
if [[ $kind == gateway ]]; then
  printf '%s' "$credentials" >"$STATE/credentials"
  if [[ -z $credentials ]]; then kind=anonymous; fi
fi
answer=$STATE/answer-$kind
status=$(head -n 1 "$answer")
if [[ $status == exit* ]]; then
  echo "curl: (${status#exit }) failed" >&2
  exit "${status#exit }"
fi
printf 'HTTP/1.1 %s\r\nlocation: https://api.contoso.example/\r\n' "$status" >"$headers"
tail -n +2 "$answer" >"$output"
printf '%s' "$status"
