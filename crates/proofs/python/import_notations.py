"""Random values, and how Python writes them as YAML and JSON: one JSON object per line."""

import json
import random
import sys

import yaml

chance = random.Random(5)
WORDS = ["on", "off", "~", "yes", "null", "1.0", "on ~app:* +@read", "a: b", "a #b", "#a", "- a", "[x", "{x", "&x", "*x", "!x", "%x", "@x", "`x", "'", '"', "it's", "\\", "a\nb", "a\n\nb\n", " lead", "trail ", "\ttab", "é", "🦀", "", "?", ":", "a:", ",", "x" * 90 + " y" * 40, "\x07", "\u00a0", "...", "---", "=", "<<", "|", ">", "0x10", "${a}", "{{a}}"]


def text():
    return "".join(chance.choice(WORDS) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def value(depth):
    kind = chance.random()
    if depth > 3 or kind < 0.5:
        return text()
    if kind < 0.75:
        return [value(depth + 1) for _ in range(chance.randint(0, 4))]
    return {chance.choice(["UserId", "a b", "Key", "x-y", "é", "on", "1", "a:b", "'"]): value(depth + 1) for _ in range(chance.randint(0, 4))}


for n in range(int(sys.argv[1])):
    it = {"k": value(0)} if n % 3 else [value(0), value(0)]
    written = yaml.safe_dump(
        it,
        default_flow_style=chance.choice([True, False, None]),
        default_style=chance.choice([None, None, None, '"', "'", "|", ">"]),
        width=chance.choice([20, 80, 1000]),
        allow_unicode=chance.random() < 0.5,
        indent=chance.choice([2, 3, 4]),
        explicit_start=chance.random() < 0.2,
    )
    # If PyYAML itself can't read it back, nobody else needs to.
    if yaml.safe_load(written) != it:
        continue
    as_json = json.dumps(it, ensure_ascii=chance.random() < 0.5, indent=chance.choice([None, 2]))
    print(json.dumps({"value": it, "yaml": written, "json": as_json}))
