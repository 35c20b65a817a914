"""Opens every file of the sets named on standard input and holds them to each other.

Ends with an exception at the first that does not fit.
"""

import json
import os
import sys
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    pkcs12,
)
from cryptography.x509.verification import PolicyBuilder, Store

PFX_PASSPHRASE = os.environ["PFX_PASSPHRASE"].encode()
CA_KEY_PASSPHRASE = os.environ["CA_KEY_PASSPHRASE"].encode()


def spki(holder):
    return holder.public_key().public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )


def check_leaf(pki, stem, authority):
    certificate = x509.load_pem_x509_certificate((pki / f"{stem}.crt").read_bytes())
    certificate.verify_directly_issued_by(authority)
    request = x509.load_pem_x509_csr((pki / f"{stem}.csr").read_bytes())
    assert request.is_signature_valid, f"{stem}.csr"
    assert request.subject == certificate.subject
    key = load_pem_private_key((pki / f"{stem}.key").read_bytes(), None)
    store = pkcs12.load_pkcs12((pki / f"{stem}.pfx").read_bytes(), PFX_PASSPHRASE)
    assert store.cert.certificate == certificate
    assert [extra.certificate for extra in store.additional_certs] == [authority]
    for holder in (request, key, store.key):
        assert spki(holder) == spki(certificate), stem
    return certificate


def check_set(described):
    directory = Path(described["directory"])
    pki = directory / "pki"
    authorities = []
    for side in ("server_authority", "client_authority"):
        stem = described[side]
        authority = x509.load_pem_x509_certificate((pki / f"{stem}.crt").read_bytes())
        authority.verify_directly_issued_by(authority)
        key = (directory / f"{stem}.key").read_bytes()
        assert spki(load_pem_private_key(key, CA_KEY_PASSPHRASE)) == spki(authority)
        authorities.append(authority)

    server = check_leaf(pki, "server", authorities[0])
    client = check_leaf(pki, "client", authorities[1])
    # The verifier follows the web's rules, which know no Ed25519.
    if "ed25519" in server.signature_algorithm_oid._name:
        return
    name = x509.DNSName(described["host"])
    builder = PolicyBuilder().store(Store([authorities[0]]))
    builder.build_server_verifier(name).verify(server, [])
    builder = PolicyBuilder().store(Store([authorities[1]]))
    builder.build_client_verifier().verify(client, [])


sets = json.load(sys.stdin)
for one in sets:
    check_set(one)
print(len(sets), "sets opened")
