"""Reads lists of parts from standard input, one JSON text a line, and says of each what the official schema of CycloneDX
1.6 and the list of SPDX's licenses have against it: a line each, empty where there is nothing."""
import json
import sys

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from license_expression import get_spdx_licensing

validator = JsonStrictValidator(SchemaVersion.V1_6)
licensing = get_spdx_licensing()
for line in sys.stdin:
    text = json.loads(line)
    error = validator.validate_str(text)
    complaints = [str(error)] if error else []
    for component in json.loads(text).get("components", []):
        for license in component["licenses"]:
            errors = licensing.validate(license["expression"]).errors
            complaints += [f"{component['name']}: {error}" for error in errors]
    print(json.dumps("\n".join(complaints)), flush=True)
