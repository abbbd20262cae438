"""Reads CloudFormation templates with cfn-lint's own loader, which reads YAML 1.1 as CloudFormation does.

Standard input: a path a line. Standard output: {"template", "errors"} a line.
"""

import json
import sys

from cfnlint import decode

for line in sys.stdin:
    template, errors = decode.decode(line.rstrip("\n"))
    print(json.dumps({"template": template, "errors": [str(error) for error in errors]}, default=str), flush=True)
