"""Reads YAML 1.2 with ruamel.yaml, as the AWS CLI 2 does: a JSON string per line in, an answer per line out."""

import io
import json
import sys
import warnings

import ruamel.yaml

from yaml_plain import answer

warnings.simplefilter("ignore")


def read(text):
    return ruamel.yaml.YAML(typ="safe", pure=True).load(io.StringIO(text))


for line in sys.stdin:
    print(json.dumps(answer(read, json.loads(line))))
