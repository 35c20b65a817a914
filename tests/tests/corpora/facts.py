"""What Python's `cryptography` and the openssl command line both say of certificates, requests and revocation lists.

Arguments: files and folders; `@vectors` stands for the x509 vectors of the package `cryptography_vectors`. Prints a line
of JSON for each structure of a file, taken out of it by this script's own means. A fact on which the two do not agree
is left out and named in `disputed`; what one of them does not read has the key `refused`.
"""

import base64
import concurrent.futures
import ipaddress
import json
import pathlib
import re
import subprocess
import sys
import warnings
from datetime import datetime, timezone

import cryptography_vectors
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, rsa

warnings.simplefilter("ignore")

BLOCK = re.compile(rb"-----BEGIN ([A-Z0-9 ]+)-----\r?\n(.*?)-----END \1-----", re.DOTALL)
KINDS = {
    "CERTIFICATE": "certificate",
    "X509 CERTIFICATE": "certificate",
    "CERTIFICATE REQUEST": "request",
    "NEW CERTIFICATE REQUEST": "request",
    "X509 CRL": "list",
}
CURVES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521", "secp224r1": "P-224", "secp192r1": "P-192"}
# As openssl names them; the others both write alike.
NAMES = {
    "2.5.4.5": "serialNumber", "1.2.840.113549.1.9.1": "emailAddress", "2.5.4.42": "GN", "2.5.4.4": "SN",
    "2.5.4.12": "title", "2.5.4.43": "initials", "2.5.4.46": "dnQualifier", "2.5.4.65": "pseudonym",
    "2.5.4.44": "generationQualifier", "2.5.4.17": "postalCode", "2.5.4.15": "businessCategory",
    "2.5.4.97": "organizationIdentifier", "2.5.4.13": "description", "2.5.4.45": "x500UniqueIdentifier",
    "2.5.4.9": "street", "1.3.6.1.4.1.311.60.2.1.1": "jurisdictionL",
    "1.3.6.1.4.1.311.60.2.1.2": "jurisdictionST", "1.3.6.1.4.1.311.60.2.1.3": "jurisdictionC",
}


def structures(path):
    """Kind and DER of everything in a file."""
    octets = path.read_bytes()
    blocks = BLOCK.findall(octets)
    for label, body in blocks:
        kind = KINDS.get(label.decode())
        lines = [line for line in body.splitlines() if b":" not in line]
        try:
            if kind:
                yield kind, base64.b64decode(b"".join(lines))
        except ValueError:
            yield kind, None
    if not blocks and octets[:1] == b"\x30":
        kind = {".crl": "list", ".csr": "request"}.get(path.suffix)
        yield kind or "certificate", octets


def openssl(command, der, *options):
    run = subprocess.run(
        ["openssl", command, "-inform", "DER", "-noout", *options], input=der, capture_output=True, check=False
    )
    return run.stdout.decode("utf-8", "replace") if run.returncode == 0 else None


def field(text, name):
    found = re.search(rf"^{name}=(.*)$", text, re.MULTILINE)
    return found and found.group(1)


def moment(text):
    try:
        parsed = datetime.strptime(text, "%b %d %H:%M:%S %Y GMT")
    except (TypeError, ValueError):
        return None
    return int(parsed.replace(tzinfo=timezone.utc).timestamp())


def unix(date):
    return date and int(date.replace(tzinfo=timezone.utc).timestamp())


def attempt(call):
    """A reader that refuses one part may read the others."""
    try:
        return call()
    except Exception as error:  # noqa: BLE001: whatever it is, the reader does not say
        return f"refused: {type(error).__name__}"


def rfc4514(name):
    names = {attribute.oid: NAMES[attribute.oid.dotted_string] for attribute in name if attribute.oid.dotted_string in NAMES}
    return name.rfc4514_string(names)


def python_key(key):
    if isinstance(key, rsa.RSAPublicKey):
        return f"RSA {key.key_size}"
    if isinstance(key, dsa.DSAPublicKey):
        return f"DSA {key.key_size}"
    if isinstance(key, ec.EllipticCurvePublicKey):
        return f"ECDSA {CURVES.get(key.curve.name, key.curve.name)}"
    return {ed25519.Ed25519PublicKey: "Ed25519", ed448.Ed448PublicKey: "Ed448"}.get(
        next((kind for kind in (ed25519.Ed25519PublicKey, ed448.Ed448PublicKey) if isinstance(key, kind)), None)
    )


def openssl_key(text):
    algorithm = re.search(r"Public Key Algorithm: (.*)", text)
    bits = re.search(r"Public-Key: \((\d+) bit", text)
    curve = re.search(r"NIST CURVE: (.*)", text) or re.search(r"ASN1 OID: (.*)", text)
    match algorithm and algorithm.group(1):
        case "rsaEncryption":
            return bits and f"RSA {bits.group(1)}"
        case "dsaEncryption":
            return bits and f"DSA {bits.group(1)}"
        case "id-ecPublicKey":
            return curve and f"ECDSA {CURVES.get(curve.group(1), curve.group(1))}"
        case "ED25519":
            return "Ed25519"
        case "ED448":
            return "Ed448"
    return None


def python_names(extensions):
    found = []
    for name in extensions.get_extension_for_class(x509.SubjectAlternativeName).value:
        match name:
            case x509.DNSName():
                found.append(f"DNS:{name.value}")
            case x509.RFC822Name():
                found.append(f"email:{name.value}")
            case x509.UniformResourceIdentifier():
                found.append(f"URI:{name.value}")
            case x509.IPAddress():
                found.append(f"IP Address:{name.value}")
            case _:
                return "refused: of another kind"
    return found


def openssl_names(text):
    found = re.search(r"X509v3 Subject Alternative Name: (?:critical)?\n +(.*)", text)
    if not found:
        return "refused: ExtensionNotFound"
    names = []
    for name in found.group(1).split(", "):
        kind, _, value = name.partition(":")
        if kind == "IP Address":
            value = str(attempt(lambda v=value: ipaddress.ip_address(v)))
        names.append(f"{kind}:{value}")
    return names


def certificate(der):
    one = x509.load_der_x509_certificate(der)
    text = openssl("x509", der, "-text", "-subject", "-issuer", "-serial", "-dates", "-nameopt", "RFC2253,utf8,-esc_msb")
    prints = [openssl("x509", der, "-fingerprint", f"-{name}") for name in ("sha1", "sha256")]
    if text is None or None in prints:
        return None
    print_of = [printed.partition("=")[2].strip().replace(":", "") for printed in prints]
    return {
        "subject": (rfc4514(one.subject), field(text, "subject")),
        "issuer": (rfc4514(one.issuer), field(text, "issuer")),
        "serial": (attempt(lambda: str(one.serial_number)), attempt(lambda: str(int(field(text, "serial"), 16)))),
        "not-before": (attempt(lambda: unix(one.not_valid_before_utc)), moment(field(text, "notBefore"))),
        "not-after": (attempt(lambda: unix(one.not_valid_after_utc)), moment(field(text, "notAfter"))),
        "key": (attempt(lambda: python_key(one.public_key())), openssl_key(text)),
        "names": (attempt(lambda: python_names(one.extensions)), openssl_names(text)),
        "sha1": (one.fingerprint(hashes.SHA1()).hex(), print_of[0].lower()),
        "sha256": (one.fingerprint(hashes.SHA256()).hex(), print_of[1].lower()),
    }


def request(der):
    one = x509.load_der_x509_csr(der)
    text = openssl("req", der, "-text", "-subject", "-nameopt", "RFC2253,utf8,-esc_msb")
    if text is None:
        return None
    return {
        "subject": (rfc4514(one.subject), field(text, "subject")),
        "key": (attempt(lambda: python_key(one.public_key())), openssl_key(text)),
        "names": (attempt(lambda: python_names(one.extensions)), openssl_names(text)),
    }


def revocation_list(der):
    one = x509.load_der_x509_crl(der)
    options = ["-issuer", "-lastupdate", "-nextupdate", "-nameopt", "RFC2253,utf8,-esc_msb", "-text"]
    text = openssl("crl", der, *options)
    if text is None:
        return None
    oneline = field(openssl("crl", der, "-issuer") or "", "issuer")
    agreed = rfc4514(one.issuer) == field(text, "issuer")
    return {
        "issuer": (oneline, oneline if agreed else None),
        "not-before": (attempt(lambda: unix(one.last_update_utc)), moment(field(text, "lastUpdate"))),
        "not-after": (attempt(lambda: unix(one.next_update_utc)), moment(field(text, "nextUpdate"))),
        "revoked": (str(len(one)), str(text.count("    Serial Number: "))),
    }


READERS = {"certificate": certificate, "request": request, "list": revocation_list}


def judge(entry):
    path, kind, der = entry
    line = {"file": str(path), "kind": kind}
    if der is None:
        return line | {"refused": "no base64"}
    line["der"] = der.hex()
    facts = attempt(lambda: READERS[kind](der))
    if not isinstance(facts, dict):
        return line | {"refused": facts or "refused: openssl"}
    said = lambda fact: fact is not None and not str(fact).startswith("refused")
    agreed = {name: one for name, (one, other) in facts.items() if one == other and said(one)}
    disputed = [name for name, (one, other) in facts.items() if one != other]
    return line | {"facts": agreed, "disputed": disputed}


def files(argument):
    if argument == "@vectors":
        argument = pathlib.Path(cryptography_vectors.__file__).parent / "x509"
    path = pathlib.Path(argument)
    return sorted(path.rglob("*")) if path.is_dir() else [path]


def main():
    entries = []
    for argument in sys.argv[1:]:
        for path in files(argument):
            if path.is_file() and path.suffix in {".pem", ".der", ".crt", ".crl", ".csr", ".cer"}:
                found = list(structures(path))
                entries.extend((path, kind, der) for kind, der in found)
                if not found:
                    print(json.dumps({"file": str(path), "kind": "other", "refused": "nothing to read"}))
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for line in pool.map(judge, entries):
            print(json.dumps(line))


main()
