#!/usr/bin/env bash
# What a person without Twinlock runs: a CA, a server and a client certificate for mutual TLS, each with an
# RSA key of 4,096 bits, and the two PFX files, made by the openssl command line alone. The benchmark
# measures the page against it.
#
# Usage: openssl-recipe.sh OUTPUT_FOLDER
set -euo pipefail
cd "${1:?usage: openssl-recipe.sh OUTPUT_FOLDER}"

bits=4096
export PFX_PASSPHRASE=correct-horse-battery-staple

# The extensions of a leaf: HOST USAGE
extensions() {
  cat <<EOF
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature, keyEncipherment
extendedKeyUsage = $2
subjectAltName = DNS:$1
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
EOF
}

# One leaf, from its key to its PFX: NAME HOST USAGE
issue() {
  openssl req -new -newkey "rsa:$bits" -sha256 -nodes -keyout "$1.key" -out "$1.csr" \
    -subj "/CN=$2/O=Contoso/L=Redmond/C=US" -addext "subjectAltName = DNS:$2"
  openssl req -verify -noout -text -in "$1.csr" > "$1.csr.txt"
  openssl x509 -req -sha256 -days 397 -in "$1.csr" -CA ca.crt -CAkey ca.key \
    -extfile <(extensions "$2" "$3") -out "$1.crt"
  openssl x509 -in "$1.crt" -outform der -out "$1.cer"
  openssl pkcs12 -export -inkey "$1.key" -in "$1.crt" -out "$1.pfx" -passout env:PFX_PASSPHRASE
}

openssl req -x509 -newkey "rsa:$bits" -sha256 -nodes -days 3650 -keyout ca.key -out ca.crt \
  -subj "/CN=Contoso mutual TLS CA" -addext "keyUsage = critical, keyCertSign, cRLSign"
openssl x509 -in ca.crt -outform der -out ca.cer
issue server api.contoso.example serverAuth
issue client apim.contoso.example clientAuth
