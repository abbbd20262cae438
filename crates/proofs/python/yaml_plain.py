"""A YAML reader's result as JSON: {"value"} or {"error"}. A value that JSON can't represent is {"$odd": its kind}."""

import json


def plain(value):
    """The value as JSON."""
    if value is None or isinstance(value, (bool, str)):
        return str(value) if isinstance(value, str) else value
    if isinstance(value, (int, float)):
        whole = isinstance(value, int) and -(2**63) <= value < 2**64
        return value if whole or isinstance(value, float) and abs(value) < 1e300 else {"$odd": "number"}
    if isinstance(value, dict):
        return {k if isinstance(k, str) else json.dumps(plain(k)): plain(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return {"$odd": type(value).__name__}


def answer(read, text):
    try:
        return {"value": plain(read(text))}
    except RecursionError:
        return {"error": "recursion"}
    except Exception as why:
        return {"error": f"{type(why).__name__}: {' '.join(str(why).split())}"[:300]}
