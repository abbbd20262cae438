"""Reads YAML of version 1.2 as the AWS CLI 2 does, by ruamel.yaml: a JSON string a line in, an answer a line out."""

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
