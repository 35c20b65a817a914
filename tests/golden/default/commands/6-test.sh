#!/usr/bin/env bash
# 6-test.sh: Test the whole way
#
# Run it: bash commands/6-test.sh [ingress|gateway]
#
# Environment variables:
#   INGRESS_ADDRESS (may be left out): the address of the ingress, to call it before DNS knows the host name
#   INGRESS_PORT (may be left out): its port for HTTPS; without it 443
#   HTTP_PORT (may be left out): its port for HTTP; without it 80
#   TEST_PATH (may be left out): the path that is called at the ingress
#   EXPECTED_STATUS (may be left out): the status with which the application answers there; without it 200
#   APIM_SUBSCRIPTION_KEY (may be left out): a subscription key of API Management (in the portal below Subscriptions, once the service is there), for the calls through it; without it they are skipped
#     IFS= read -rs APIM_SUBSCRIPTION_KEY && export APIM_SUBSCRIPTION_KEY
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf '6-test.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need curl

# What to test: ingress, gateway, or all of it.
part=${1:-all}
case $part in
  all | ingress | gateway) ;;
  *) stop 'usage: 6-test.sh [ingress|gateway]' ;;
esac

umask 077
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
failures=0
skipped=''
expected_status=${EXPECTED_STATUS:-200}
https_port=${INGRESS_PORT:-443}
http_port=${HTTP_PORT:-80}
default_path=/resource
path=${TEST_PATH:-$default_path}
connect=()
if [[ -n ${INGRESS_ADDRESS:-} ]]; then
  connect=(--noproxy '*' --resolve api.contoso.example":$https_port:$INGRESS_ADDRESS" --resolve api.contoso.example":$http_port:$INGRESS_ADDRESS")
fi
trust=(--cacert pki/ca.crt)
url=https://api.contoso.example":$https_port$path"
plain_url=http://api.contoso.example":$http_port$path"

# What came back is left in $status, $body, $location and, where curl failed, $curl_exit and $curl_error.
call() {
  curl_exit=0 curl_error='' body='' location=''
  rm -f -- "$work/body" "$work/headers"
  status=$(curl --silent --show-error --globoff --max-time 30 ${connect[@]+"${connect[@]}"} ${trust[@]+"${trust[@]}"} \
    --output "$work/body" --dump-header "$work/headers" --write-out '%{http_code}' "$@" 2>"$work/error") ||
    { curl_exit=$?; curl_error=$(tr -d '\r\n' <"$work/error"); }
  if [[ -e $work/body ]]; then body=$(tr -d '\000' <"$work/body"); fi
  if [[ -e $work/headers ]]; then location=$(sed -n 's/^[Ll]ocation: *//p' "$work/headers" | tr -d '\r'); fi
}

answer() {
  if ((curl_exit)); then
    printf '%s' "$curl_error"
  else
    printf 'status %s: %s' "$status" "${body:0:200}" | tr -cs '[:print:]' ' '
  fi
}

ok() { printf 'ok      %s\n' "$1"; }

skip() { # WHAT_AND_WHY
  skipped+="skipped $1"$'\n'
  printf 'skipped %s\n' "$1"
}

failed() { # NAME EXPECTED LOOK_AT
  failures=$((failures + 1))
  printf 'FAILED  %s\n        expected: %s\n        got: %s\n        look at: %s\n' "$1" "$2" "$(answer)" "$3"
}

check_status() { # NAME STATUS TEXT LOOK_AT
  if [[ $curl_exit == 0 && $status == "$2" && $body == *"$3"* ]]; then
    ok "$1: $2${3:+ $3}"
  else
    failed "$1" "$2${3:+ $3}" "$4"
  fi
}

check_echo() { # HEADER VALUE LOOK_AT
  local value found=no
  shopt -s nocasematch
  if ((curl_exit)) || [[ $body != *ssl-client-verify* && $body != *x-forwarded-for* ]]; then
    found=silent
  elif [[ $body =~ $1[^[:alnum:]-]+(.*) ]]; then
    value=${BASH_REMATCH[1]%%[\"$'\n']*}
    if [[ $value == "$2"* || ,$value, == *,"$2",* ]]; then found=yes; fi
  fi
  shopt -u nocasematch
  case $found in
    silent) printf 'note    %s was not compared: the application does not answer with the headers of the request\n' "$1" ;;
    yes) ok "$1: $2" ;;
    no) failed "the header $1" "$2" "$3" ;;
  esac
}

# Port 80 must redirect to HTTPS, or not answer at all. Where the client's name is demanded, the controller
# refuses first: a call without TLS has no name.
check_plain() {
  local name='without TLS'
  if [[ $curl_exit =~ ^(7|28|52|56)$ ]]; then
    ok "$name: no answer"
  elif [[ $curl_exit == 0 && $status =~ ^30[1278]$ && $location == https://* ]]; then
    ok "$name: $status to $location"
  elif [[ $curl_exit == 0 && $status == 403 && $body == *'client certificate unauthorized'* ]]; then
    ok "$name: 403 client certificate unauthorized"
  else
    failed "$name" '308 to https://, 403 client certificate unauthorized, or no answer' 'the tls section of the Ingress, and the annotation ssl-redirect'
  fi
}

say 'A call without a certificate'
# By hand: curl --include --cacert pki/ca.crt https://api.contoso.example/resource
if [[ $part == gateway ]]; then
  echo 'left out'
else
  call "$url"
  check_status 'without a certificate' 400 'No required SSL certificate was sent' 'the Ingress annotations auth-tls-secret and auth-tls-verify-client, the key ca.crt in that secret, and the class of the Ingress'
fi

say 'A call with the client certificate'
# By hand: curl --include --cert pki/client.crt --key pki/client.key --cacert pki/ca.crt https://api.contoso.example/resource
if [[ $part == gateway ]]; then
  echo 'left out'
else
  call --cert pki/client.crt --key pki/client.key "$url"
  check_status 'with the client certificate' "$expected_status" '' "the controller's log: it names the reason by number, such as client SSL certificate verify error: (21:...)"
  check_echo ssl-client-verify SUCCESS "the controller's log"
  check_echo ssl-client-subject-dn 'CN=apim.contoso.example' 'the subject of pki/client.crt'
fi

say $'Calls with certificates that are not the client\'s'
if [[ $part == gateway ]]; then
  echo 'left out'
else
  if ! type -P openssl >/dev/null; then
    skip 'with a certificate of an unknown issuer: the program openssl is missing'
  elif ! openssl req -x509 -newkey rsa:2048 -nodes -sha256 -days 1 -subj /CN=stranger -keyout "$work/stranger.key" -out "$work/stranger.crt" 2>"$work/error"; then
    skip "with a certificate of an unknown issuer: openssl made none: $(tail -n 1 "$work/error")"
  else
    call --cert "$work/stranger.crt" --key "$work/stranger.key" "$url"
    check_status 'with a certificate of an unknown issuer' 400 'The SSL certificate error' 'the Ingress annotation auth-tls-verify-client, and ca.crt in the secret of the client CA'
  fi
  call --cert pki/server.crt --key pki/server.key "$url"
  check_status $'with the server certificate in place of the client\'s' 400 'The SSL certificate error' 'the extended key usages of the certificates, and auth-tls-match-cn'
fi

say 'A call without TLS'
# By hand: curl --include http://api.contoso.example/resource
if [[ $part == gateway ]]; then
  echo 'left out'
else
  call "$plain_url"
  check_plain
fi

say 'A call through API Management'
# By hand: printf 'Ocp-Apim-Subscription-Key: %s\n' "$APIM_SUBSCRIPTION_KEY" | curl --include --header @- https://contoso-apim.azure-api.net/tinyrest/resource
if [[ $part == ingress ]]; then
  echo 'left out'
elif [[ $part == all && -z ${APIM_SUBSCRIPTION_KEY:-} ]]; then
  skip 'through API Management: the environment variable APIM_SUBSCRIPTION_KEY is not set'
else
  credentials=()
  : "${APIM_SUBSCRIPTION_KEY:?set this environment variable}"
  printf '%s%s\n' 'Ocp-Apim-Subscription-Key: ' "$APIM_SUBSCRIPTION_KEY" >>"$work/credentials"
  credentials=(--header "@$work/credentials")
  connect=() trust=()
  call ${credentials[@]+"${credentials[@]}"} https://contoso-apim.azure-api.net/tinyrest/resource
  check_status 'through API Management' "$expected_status" '' 'the trace of the call in API Management, and the policy of the API'
  check_echo ssl-client-verify SUCCESS 'the policy of the API: authentication-certificate'
  check_echo ssl-client-subject-dn 'CN=apim.contoso.example' 'the certificate that the policy names'
fi

say Result
printf '%s' "$skipped"
((failures == 0)) || stop "$failures of the checks failed"
if [[ -n $skipped ]]; then
  echo 'Every check that ran is as expected.'
  exit 2
fi
echo 'Every check is as expected.'
