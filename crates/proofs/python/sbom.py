"""Checks SBOMs against the official schema of CycloneDX 1.6 and the list of SPDX licenses. Standard input: a JSON string a line.
Standard output: a JSON string with the problems a line, empty if there are none."""
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
    problems = [str(error)] if error else []
    for component in json.loads(text).get("components", []):
        for license in component["licenses"]:
            errors = licensing.validate(license["expression"]).errors
            problems += [f"{component['name']}: {error}" for error in errors]
    print(json.dumps("\n".join(problems)), flush=True)
