"""YAML as people write it, made by chance, and what PyYAML and cfn-lint's decoder make of it.

Arguments: a seed and a number. Standard output: {"text", "old", "cfn"} a line, each answer {"value"} or {"error"}. What JSON
lacks is {"$odd": its kind}.
"""

import json
import random
import sys

import yaml
from cfnlint.decode import cfn_yaml

from yaml_plain import answer

chance = random.Random(int(sys.argv[1]))
pick = chance.choice

# Plain words that can mean something else.
ODD = [
    "0", "1", "-1", "+1", "12", "0o17", "0o8", "017", "018", "-017", "0x1F", "0xg", "-0x1f", "0b101", "0b2", "1_000", "_1", "1_", "1e3", "1E3", "1.0e+3", "1.5e3",
    "1.5E-3", "1.", ".5", "5.", "+.5", "-.5e1", "1.5.2", "1__0", "0.", ".", "-", "+", "e3", "190:20:30", "1:2", "1:60", "0:0", "1:2.5", ".inf",
    "-.INF", "+.Inf", ".nan", ".NaN", "2001-12-14", "2001-1-2", "2001-12-14t21:59:43.10-05:00", "2001-12-14 21:59:43.10 -5",
    "2001-12-14 21:59:43", "2001-13-45", "20011214", "yes", "no", "Yes", "NO", "y", "n", "Y", "on", "off", "On", "OFF", "oN", "true", "True", "TRUE", "tRUE",
    "false", "null", "Null", "NULL", "nULL", "~", "=", "<<", "1.10", "00", "0.0", "-0", "0777", "1e1000", "99999999999999999999", "12e03", "0_7", "0x_1", "1,000", "12:30", "1 2",
]
TEXTS = [
    "app", "a b", "on ~app:* +@read", "on ~* +@all", "a: b", "a #b", "a#b", "#a", "- a", "-a", "?a", ":a", "a:b", "::", "[x", "x]", "{x}", "&x", "*x", "!x",
    "%x", "@x", "`x", "'", '"', "it's", 'say "x"', "\\", "\\n", "a\nb", "a\n\nb\n", "\na", " lead", "trail ", "\ttab", "a\tb", "é", "🦀", "", "?", ":",
    "a:", "a :b", ",", "a,b", "a, b", "x" * 70 + " y" * 30, "\u00a0", "...", "---", "--- a", "|", ">", "${a}", "{{a}}", "{{resolve:ssm:x}}",
    "http://a/b?c#d", "AWS::ElastiCache::User", "a\n  b\nc", "a\n", "a\n\n", "\n", "  a\nb", "\u2028", "x\u0085y", "\x07", "\x1b[0m", "a\rb", "end\\",
]
KEYS = ["UserId", "UserName", "Key", "a b", "x-y", "é", "a.b", "a:b", "12", "on", "Passwords", "k", "<<", "0x1F", "'", "a#b", "-x", "/"]
TAGS = ["!Ref", "!Sub", "!GetAtt", "!ImportValue", "!Base64", "!Select", "!Join", "!Split", "!If", "!Condition", "!Equals"]

cfn = False
anchors = []


def quoted(text):
    """In double quotes, with some unnecessary escapes."""
    out = []
    for letter in text:
        code = ord(letter)
        short = {"\n": "\\n", "\t": pick(["\\t", "\t"]), "\r": "\\r", '"': '\\"', "\\": "\\\\", "\x07": "\\a", "\x1b": "\\e", "\u0085": "\\N", "\u00a0": "\\_", "\u2028": "\\L", " ": pick([" ", " ", " ", "\\ "]), "/": pick(["/", "\\/"])}.get(letter)
        if short:
            out.append(short)
        elif chance.random() < 0.03 or code < 32:
            out.append(f"\\x{code:02x}" if code < 256 and chance.random() < 0.7 else f"\\u{code:04x}" if code < 65536 else f"\\U{code:08X}")
        else:
            out.append(letter)
    return '"' + "".join(out) + '"'


def folded_quotes(text, indent):
    """A quoted string on several lines."""
    single = chance.random() < 0.5
    written = "'" + text.replace("'", "''").replace("\n", "\n\n") + "'" if single else quoted(text)
    parts = written.split(" ")
    out = parts[0]
    for part in parts[1:]:
        if chance.random() < 0.3 and part and out[-1:] not in (" ", "\\", "\t"):
            out += pick(["\n", "\n", " \n"]) + " " * indent + pick(["", "  "]) + part
        elif not single and chance.random() < 0.1:
            out += "\\\n" + " " * indent + "\\ " + part
        else:
            out += " " + part
    return out


def block_text(text, indent):
    """A literal or folded block with random indicators."""
    deep = pick([1, 2, 2, 4])
    lines = text.split("\n")
    mark = pick("||>")
    mark += pick(["", "", str(deep)]) + pick(["", "", "-", "+"]) if chance.random() < 0.7 else pick(["", "-", "+"]) + pick(["", str(deep)])
    pad = " " * (indent + deep)
    body = "\n".join(pad + line if line or chance.random() < 0.2 else "" for line in lines)
    tail = pick(["", "", "", "\n", "\n\n", "\n" + pad])
    return mark + pick(["", "", " # c", "  "]) + "\n" + body + tail


def comment():
    return pick(["", "", "", "", " # note", "  # a: b", " #", "   "])


def scalar(indent, flow):
    text = pick(ODD) if chance.random() < 0.4 else pick(TEXTS)
    if chance.random() < 0.25:
        text += pick(["", " ", ":", " #", "-"]) + pick(TEXTS)
    style = chance.random()
    risky = any(letter in "[]{}&*!%@`'\"\\\n#|>,?\r\x07\x1b" for letter in text) or ": " in text or text != text.strip() or text[-1:] == ":" or text[:2] in ("- ", "--", "..", "") 
    if any(letter in text for letter in "\x07\x1b"):
        return quoted(text)
    if style < (0.04 if risky else 0.6):
        written = text.replace("\r", "").replace("\n", "\n" + " " * indent)
        words = written.split(" ")
        if len(words) > 1 and chance.random() < 0.2:
            written = words[0] + "".join(pick(["\n" + " " * indent, " "]) + word for word in words[1:])
        return written
    if style < 0.72 and not flow:
        return block_text(text, indent - 1)
    if style < 0.8:
        return folded_quotes(text, indent)
    if style < 0.9:
        return "'" + text.replace("'", "''").replace("\n", "\n\n" + " " * indent) + "'"
    return quoted(text)


def properties():
    """Random tags and anchors before a value."""
    out = ""
    if chance.random() < 0.06:
        name = f"n{len(anchors)}"
        anchors.append(name)
        out += f"&{name} "
    if cfn and chance.random() < 0.12:
        out += pick(TAGS) + " "
    elif chance.random() < 0.03:
        out += pick(["!!str ", "! ", "!!int ", "!!map ", "!!seq ", "!!float ", "!!bool ", "!!null "])
    return out


def key(indent):
    if chance.random() < 0.8:
        name = pick(KEYS[:8]) + pick(["", "", "1", "2", "3"])
    else:
        name = pick(KEYS)
    if chance.random() < 0.03:
        if anchors and chance.random() < 0.3:
            return "*" + pick(anchors) + " "
        anchors.append(f"n{len(anchors)}")
        return f"&{anchors[-1]} " + name
    return pick([name] * 6 + [quoted(name), "'" + name.replace("'", "''") + "'"])


def flow(depth):
    if chance.random() < 0.4 + depth * 0.15:
        if anchors and chance.random() < 0.1:
            return "*" + pick(anchors)
        return properties() + scalar(0, True)
    gap = lambda: pick(["", "", " ", " ", "\n      ", " # c\n      "])
    count = chance.randint(0, 3)
    if chance.random() < 0.5:
        items = [gap() + pick([flow(depth + 1), flow(depth + 1), f"{key(0)}: {flow(depth + 1)}"]) + gap() for _ in range(count)]
        return properties() + "[" + ",".join(items) + pick(["", ""] + [","] * (count > 0)) + gap() + "]"
    items = [gap() + pick([""] * 20 + ["? "]) + key(0) + pick([": ", ": ", ":", " : ", ":\n    "]) + flow(depth + 1) + gap() for _ in range(count)]
    if chance.random() < 0.1:
        items.append(" " + key(0))
    return properties() + "{" + ",".join(items) + gap() + "}"


def value(indent, depth, inline):
    """What follows `key:` or `-`, with the line end."""
    what = chance.random()
    if what < 0.04:
        return comment() + "\n"
    if anchors and what < 0.08:
        return " *" + pick(anchors) + comment() + "\n"
    if depth > 3 or what < 0.6:
        return " " + properties() + scalar(indent + 1, False) + comment() + "\n"
    if what < 0.72:
        return " " + flow(0) + comment() + "\n"
    if what < 0.88:
        inner = indent + pick([1, 2, 2, 4])
        return " " + properties() + comment() + "\n" + mapping(inner, depth + 1)
    inner = indent + (pick([0, 2, 2, 4]) if inline else pick([1, 2, 2]))
    return " " + properties() + comment() + "\n" + sequence(inner, depth + 1)


def noise(indent):
    return pick([""] * 12 + ["\n", " " * indent + "# a comment: here\n", "# far left\n", "   \n"])


def mapping(indent, depth):
    out = ""
    merged = anchors and chance.random() < 0.1
    for _ in range(chance.randint(1, 4)):
        out += noise(indent) + " " * indent
        if merged and chance.random() < 0.4:
            out += "<<: " + pick([f"*{pick(anchors)}", f"[*{pick(anchors)}, *{pick(anchors)}]"]) + "\n"
            merged = False
            continue
        if chance.random() < 0.03:
            out += "? " + pick([key, key, key, lambda _: flow(0), lambda _: scalar(indent + 1, False)])(indent) + comment() + "\n"
            if chance.random() < 0.2:
                continue
            out += " " * indent + ":" + value(indent, depth, True)
            continue
        out += key(indent) + pick([":", ":", ":", " :"]) + value(indent, depth, True)
    return out


def sequence(indent, depth):
    out = ""
    for _ in range(chance.randint(1, 3)):
        out += noise(indent) + " " * indent + "-"
        if chance.random() < 0.3 and depth < 4:
            gap = pick([1, 1, 3])
            inner = mapping(indent + 1 + gap, depth + 1) if chance.random() < 0.8 else sequence(indent + 1 + gap, depth + 1)
            out += " " * gap + inner.lstrip(" ") if not inner.lstrip(" ").startswith(("#", "\n")) else "\n" + inner
        else:
            out += value(indent, depth, False)
    return out


def document():
    anchors.clear()
    kind = chance.random()
    if cfn and kind < 0.5:
        text = "Resources:\n  User:\n    Type: AWS::ElastiCache::User\n    Properties:\n" + mapping(6, 1)
    elif kind < 0.8:
        text = mapping(pick([0, 0, 0, 2]), 0)
    elif kind < 0.92:
        text = sequence(pick([0, 0, 2]), 0)
    elif kind < 0.97:
        text = flow(0) + "\n"
    else:
        text = scalar(1, False) + "\n"
    head = pick([""] * 8 + ["---\n", "--- # c\n", "%YAML 1.2\n---\n", "# c\n\n", "\ufeff"])
    text = head + text + pick([""] * 8 + ["...\n", "# end", "\n\n"])
    if chance.random() < 0.1:
        text = text.rstrip("\n")
    if chance.random() < 0.05:
        text = text.replace("\n", "\r\n")
    if chance.random() < 0.12 and text:
        at = chance.randrange(len(text))
        text = text[:at] + pick(["", " ", "\n", "\t", ":", "#", "-", "'", '"', "[", "]", "{", "}", ",", "&a ", "*a", "!", "|", ">", "\n  ", "?", "%", "\\"]) + text[at + chance.randint(0, 1):]
    return text


if __name__ == "__main__":
    for n in range(int(sys.argv[2])):
        cfn = n % 2 == 0
        text = document()
        print(json.dumps({"text": text, "old": answer(yaml.safe_load, text), "cfn": answer(cfn_yaml.loads, text)}))
