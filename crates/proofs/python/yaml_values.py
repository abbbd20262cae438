"""Reads YAML with a 1.1 reader and a 1.2 reader: a JSON string per line in, a JSON array of both values per line out."""
import io
import json
import sys

import ruamel.yaml
import yaml

newer = ruamel.yaml.YAML(typ="safe", pure=True)
for line in sys.stdin:
    text = json.loads(line)
    print(json.dumps([yaml.safe_load(text), newer.load(io.StringIO(text))]))
