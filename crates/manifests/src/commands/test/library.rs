use crate::commands::paths::direct_path;
use crate::commands::test::trust_options;
use crate::shell::quote;
use crate::{Caller, Intent};

const PARTS: &str = r#"# What to test: ingress, gateway, or all of it.
part=${1:-all}
case $part in
  all | ingress | gateway) ;;
  *) stop 'usage: 6-test.sh [ingress|gateway]' ;;
esac
"#;

/// Without a gateway there is one part.
const ONE_PART: &str = r#"part=${1:-ingress}
[[ $part == ingress ]] || stop 'usage: 6-test.sh [ingress]'
"#;

const VALUES: &str = r#"umask 077
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
failures=0
skipped=''
expected_status=${EXPECTED_STATUS:-200}
https_port=${INGRESS_PORT:-443}
http_port=${HTTP_PORT:-80}"#;

/// Arrays are expanded the long way: the bash of macOS takes an empty one for unset.
const CALL: &str = r#"
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
}"#;

const REPORT: &str = r#"
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
}"#;

/// Applications echo header names in any case, and JSON puts quotes and brackets around values.
const ECHO: &str = r#"
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
}"#;

/// The exit codes of curl: refused, timed out, nothing sent, reset.
const PLAIN: &str = r#"
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
}"#;

/// Everything before the first call.
pub(super) fn setup(intent: &Intent) -> Vec<String> {
    let host = quote(intent.call_host.as_str());
    let values = format!(
        r#"default_path={}
path=${{TEST_PATH:-$default_path}}
connect=()
if [[ -n ${{INGRESS_ADDRESS:-}} ]]; then
  connect=(--noproxy '*' --resolve {host}":$https_port:$INGRESS_ADDRESS" --resolve {host}":$http_port:$INGRESS_ADDRESS")
fi
trust=({})
url=https://{host}":$https_port$path"
plain_url=http://{host}":$http_port$path""#,
        quote(&direct_path(intent)),
        trust_options(intent).trim_start()
    );
    let parts = match intent.caller {
        Caller::ApiManagement(_) => PARTS,
        Caller::Other => ONE_PART,
    };
    [parts, VALUES, &values, CALL, REPORT, ECHO, PLAIN]
        .iter()
        .flat_map(|text| text.split('\n'))
        .map(str::to_owned)
        .collect()
}
