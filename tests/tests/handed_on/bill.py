"""Judges a bill of materials: by CycloneDX' own schema, its licences and addresses by their standards.

Takes the file as its argument. Prints a line for each complaint.
"""

import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing
from packageurl import PackageURL

text = open(sys.argv[1], encoding="utf-8").read()
error = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
if error is not None:
    print(error)

bill = json.loads(text)
licensing = get_spdx_licensing()
references = {bill["metadata"]["component"]["bom-ref"]}
for part in bill["components"]:
    references.add(part["bom-ref"])
    for licence in part["licenses"]:
        try:
            licensing.parse(licence["expression"], validate=True, strict=True)
        except Exception as complaint:
            print(part["bom-ref"], complaint)
    if "purl" in part:
        address = PackageURL.from_string(part["purl"])
        if (address.type, address.name, address.version) != ("cargo", part["name"], part["version"]):
            print(part["bom-ref"], part["purl"])
for one in bill["dependencies"]:
    for reference in [one["ref"], *one["dependsOn"]]:
        if reference not in references:
            print("no such part:", reference)
if len(references) != len(bill["dependencies"]) or len(references) != len(bill["components"]) + 1:
    print("some parts stand twice or have no dependencies")
