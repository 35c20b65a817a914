"""What Python's cryptography makes of its own vectors.

With `read`: every file of keys, with the password that opens it and the key as PKCS#8 (or SubjectPublicKeyInfo) in hex.
With `again`: the keys given on standard input in hex, decoded and encoded once more.
"""

import json
import sys
import warnings
from pathlib import Path

import cryptography_vectors
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

warnings.simplefilter("ignore")
PASSWORDS = [None, b"password", b"cryptography", b"123456", b"foobar", b"baz", b"asdf", b"qwerty", b"a123456",
             b"PolarSSLTest", b"hunter42", b"hunter2", b"Red Hat"]
ROOT = Path(cryptography_vectors.__file__).parent


def private(key):
    return key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).hex()


def public(key):
    return key.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo).hex()


def pkcs12_keys(data, password):
    store = pkcs12.load_pkcs12(data, password)
    found = {"private": private(store.key) if store.key else None}
    certificates = [store.cert] if store.cert else []
    certificates += store.additional_certs
    der = [one.certificate.public_bytes(serialization.Encoding.DER).hex() for one in certificates]
    return {**found, "certificates": sorted(der)}


def loaders(path, data):
    if path.suffix == ".p12":
        return [pkcs12_keys]
    kind = "pem" if b"-----BEGIN" in data else "der"
    load_private = getattr(serialization, f"load_{kind}_private_key")
    load_public = getattr(serialization, f"load_{kind}_public_key")
    found = [lambda data, password: {"private": private(load_private(data, password))}]
    if b"OPENSSH" in data:
        found = [lambda data, password: {"private": private(serialization.load_ssh_private_key(data, password))}]
    return found + [lambda data, password: {"public": public(load_public(data))}]


def read(path):
    data = path.read_bytes()
    reasons = []
    for load in loaders(path, data):
        for password in PASSWORDS:
            try:
                found = load(data, password)
            except Exception as error:  # Whatever it is, it is the reason.
                reasons.append(f"{type(error).__name__}: {error}")
            else:
                return {**found, "password": password.decode() if password else None}
    # The first says of an encrypted key only that it is one.
    return {"reason": next((reason for reason in reasons if not reason.startswith("TypeError")), reasons[0])}


def again(der):
    data = bytes.fromhex(der)
    try:
        return private(serialization.load_der_private_key(data, None))
    except ValueError:
        return public(serialization.load_der_public_key(data))


def again_or_reason(der):
    try:
        return again(der)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


def main():
    if sys.argv[1] == "again":
        json.dump([again_or_reason(der) for der in json.load(sys.stdin)], sys.stdout)
        return
    files = sorted(
        path
        for folder in ("pkcs12", "asymmetric")
        for path in (ROOT / folder).rglob("*")
        if path.suffix in (".p12", ".pem", ".der", ".key")
    )
    json.dump([{"path": str(path), "name": str(path.relative_to(ROOT)), **read(path)} for path in files], sys.stdout)


main()
