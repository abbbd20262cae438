"""Reads YAML by a reader of version 1.1 and by one of 1.2: a JSON string a line in, a JSON array of two values a line out."""
import io
import json
import sys

import ruamel.yaml
import yaml

newer = ruamel.yaml.YAML(typ="safe", pure=True)
for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps([yaml.safe_load(text), newer.load(io.StringIO(text))]))
