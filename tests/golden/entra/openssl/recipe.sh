#!/usr/bin/env bash
# recipe.sh: The same certificates with openssl alone
#
# Run it: bash openssl/recipe.sh [folder]
#
# Environment variables:
#   PFX_PASSPHRASE: a new passphrase for the PFX files made here, not the one that the page showed
#     IFS= read -rs PFX_PASSPHRASE && export PFX_PASSPHRASE
#   CA_KEY_PASSPHRASE: a new passphrase for the CA keys made here, not the one that the page showed
#     IFS= read -rs CA_KEY_PASSPHRASE && export CA_KEY_PASSPHRASE
set -euo pipefail
CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.."

say() { printf '\n== %s\n' "$1"; }
stop() { printf 'recipe.sh: %s\n' "$1" >&2; exit 1; }
need() { type -P "$1" >/dev/null || stop "the program $1 is missing: install it"; }

need openssl
: "${PFX_PASSPHRASE:?set this environment variable: a new passphrase for the PFX files made here, not the one that the page showed}"
: "${CA_KEY_PASSPHRASE:?set this environment variable: a new passphrase for the CA keys made here, not the one that the page showed}"

# Where the files go: the argument, or the folder out beside this script.
out=openssl/out
case ${1:-} in
  '') ;;
  /*) out=$1 ;;
  *) out=$OLDPWD/$1 ;;
esac
umask 077
mkdir -p -- "$out"
[[ -z $(ls -A -- "$out") ]] || stop "the folder $out is not empty: name another one, or empty it"
case $(openssl version) in
  'OpenSSL 0.'* | 'OpenSSL 1.'* | LibreSSL*) stop 'needs OpenSSL 3.0 or newer' ;;
esac

# 128 random bits: a serial number must never come back under the same CA.
random_serial() { printf '0x%s' "$(openssl rand -hex 16)"; }

say 'The CA'
# The key is never on the disk unencrypted.
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 |
  openssl pkcs8 -topk8 -v2 aes-256-cbc -v2prf hmacWithSHA256 -iter 600000 -passout env:CA_KEY_PASSPHRASE -out "$out/ca.key"
# The plan lets it begin 5 minutes ago; openssl can do that from version 3.4 on (-not_before).
openssl req -x509 -new -config openssl/ca.cnf -key "$out/ca.key" -passin env:CA_KEY_PASSPHRASE \
  -days 3650 -set_serial "$(random_serial)" -out "$out/ca.crt"
openssl x509 -in "$out/ca.crt" -outform DER -out "$out/ca.cer"

say 'The server certificate'
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$out/server.key"
openssl req -new -config openssl/server.cnf -key "$out/server.key" -out "$out/server.csr"
openssl req -in "$out/server.csr" -noout -verify
# The plan lets it begin 5 minutes ago; openssl can do that from version 3.4 on (-not_before).
# Without -extfile the certificate would lose every extension of the request.
openssl x509 -req -in "$out/server.csr" -CA "$out/ca.crt" -CAkey "$out/ca.key" -passin env:CA_KEY_PASSPHRASE \
  -sha256 -days 397 -set_serial "$(random_serial)" -extfile openssl/server.cnf -extensions leaf_ext -out "$out/server.crt"
openssl pkcs12 -export -inkey "$out/server.key" -in "$out/server.crt" -certfile "$out/ca.crt" -name api.contoso.example \
  -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2048 -passout env:PFX_PASSPHRASE -out "$out/server.pfx"

say 'The client certificate'
openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$out/client.key"
openssl req -new -config openssl/client.cnf -key "$out/client.key" -out "$out/client.csr"
openssl req -in "$out/client.csr" -noout -verify
# The plan lets it begin 5 minutes ago; openssl can do that from version 3.4 on (-not_before).
# Without -extfile the certificate would lose every extension of the request.
openssl x509 -req -in "$out/client.csr" -CA "$out/ca.crt" -CAkey "$out/ca.key" -passin env:CA_KEY_PASSPHRASE \
  -sha256 -days 397 -set_serial "$(random_serial)" -extfile openssl/client.cnf -extensions leaf_ext -out "$out/client.crt"
openssl pkcs12 -export -inkey "$out/client.key" -in "$out/client.crt" -certfile "$out/ca.crt" -name apim.contoso.example \
  -keypbe PBE-SHA1-3DES -certpbe PBE-SHA1-3DES -macalg sha1 -iter 2048 -passout env:PFX_PASSPHRASE -out "$out/client.pfx"
openssl x509 -in "$out/client.crt" -outform DER -out "$out/client.cer"

say 'What came out'
openssl verify -x509_strict -CAfile "$out/ca.crt" -purpose sslserver -verify_hostname api.contoso.example "$out/server.crt"
openssl x509 -in "$out/server.crt" -noout -subject -enddate -fingerprint -sha1
openssl verify -x509_strict -CAfile "$out/ca.crt" -purpose sslclient "$out/client.crt"
openssl x509 -in "$out/client.crt" -noout -subject -enddate -fingerprint -sha1
printf 'Everything is in %s. Take ca.key away from there, to where nobody else can read it.\n' "$out"
