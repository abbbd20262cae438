"""Compares our answers to generated requests with botocore's validator and moto's CreateUser.

Reads one JSON object per line: operation, input, the client's predicted report line by line, our errors, and the predicted
reply. Exits with 1 if an answer differs for a reason that isn't listed below, or if a listed reason never occurs.
"""
import collections
import json
import os
import sys

os.environ.update(AWS_ACCESS_KEY_ID="test", AWS_SECRET_ACCESS_KEY="test", AWS_DEFAULT_REGION="us-east-1")

import boto3
import botocore.config
import botocore.exceptions
import botocore.session
import botocore.validate
import moto
from moto.elasticache.models import elasticache_backends

# The reasons why moto and we differ.
KNOWN = {
    "moto-checks-less": "moto accepts what the service rejects: it doesn't check IDs and names, the number and characters "
    "of passwords, tags, IAM users' names, valkey users without a password, or access strings",
    "engine-words": "moto has its own message for an unknown engine; the service's isn't known",
    "flag-words": "for passwords with NoPasswordRequired, moto names the flag; the service was seen to name the passwords",
    "type-case": "moto accepts the type only in lowercase; whether the service does isn't known, so we warn",
    "no-type": "moto rejects a mode without a type as `None`; what the service does isn't known, so we warn",
    "twice-first": "moto reports two lists of passwords before the type; we report the type",
    "default-exists": "moto has a user `default`, and names another ID in its message",
    "tag-falls": "moto crashes on a tag without a key or a value; the service accepts a tag without a value",
    "stored-id": "moto stores the ID as sent; the service stores it in lowercase",
    "stored-string": "moto stores the access string as sent; the service rewrites it",
    "reply-type": "moto's reply spells a given type as in requests; the service replies no-password",
    "minimum-version": "moto gives every user the minimum version 6.0; IAM users were seen with 7.0",
}
NOT_IN_MOTO = (
    "user-id-", "user-name-", "iam-name-", "password-max-", "password-forbidden-", "tag-", "as-",
    "engine-valkey-needs-auth",
)


def main():
    session = botocore.session.get_session()
    model = session.get_service_model("elasticache")
    shapes = {name: model.operation_model(name).input_shape for name in ("CreateUser", "ModifyUser", "CreateUserGroup", "ModifyUserGroup")}
    client = boto3.client("elasticache", config=botocore.config.Config(retries={"total_max_attempts": 1}))
    seen = collections.Counter()
    validated = refused = created = 0
    for text in sys.stdin:
        case = json.loads(text)
        report = botocore.validate.ParamValidator().validate(case["input"], shapes[case["operation"]])
        theirs = report.generate_report().split("\n") if report.has_errors() else []
        ours = "\n".join(case["problems"]).split("\n") if case["problems"] else []
        if theirs != ours:
            fail(case, "botocore says", theirs, "we say", ours)
        validated += 1
        refused += bool(theirs)
        # moto's replies are XML, which can't contain control characters.
        if case["moto"] and not theirs and "\\u00" not in json.dumps(case["input"], ensure_ascii=False):
            created += 1
            compare(case, create(client, case["input"]), seen)
    print(f"botocore: {validated} requests, {refused} of them rejected with the same messages")
    print(f"moto: {created} requests, with these known differences:")
    for name, why in KNOWN.items():
        print(f"  {seen[name]:6} {name}: {why}")
    stale = [name for name in KNOWN if not seen[name]]
    if stale:
        sys.exit(f"these differences no longer occur: {stale}")


def fail(case, *parts):
    sys.exit("\n".join([json.dumps(case["input"]), *map(str, parts)]))


def create(client, request):
    """Returns the user, or (code, message)."""
    try:
        user = client.create_user(**request)
    except botocore.exceptions.ClientError as error:
        return error.response["Error"]["Code"], error.response["Error"]["Message"]
    except KeyError as error:
        return "KeyError", error.args[0]
    elasticache_backends["123456789012"]["us-east-1"].users.pop(request["UserId"])
    user.pop("ResponseMetadata")
    return user


def compare(case, theirs, seen):
    ours = case["errors"]
    if isinstance(theirs, tuple):
        reason = refusal(case["input"], ours, *theirs)
        if reason:
            seen[reason] += 1
        return
    if ours:
        for rule in {error["rule"] for error in ours}:
            if rule.startswith(NOT_IN_MOTO):
                seen["moto-checks-less"] += 1
            else:
                fail(case, "moto accepts it", theirs, "we don't", ours)
        return
    reply(case, theirs, case["reply"], seen)


def refusal(request, ours, code, message):
    """None if one of our errors is the same; otherwise the name of a known reason."""
    if any(error["code"] == code and error["message"] == message for error in ours):
        return None
    rules = {error["rule"] for error in ours}
    mode = request.get("AuthenticationMode") or {}
    kind = mode.get("Type")
    if code == "KeyError" and message in ("Key", "Value"):
        return "tag-falls"
    if message.startswith("Unknown parameter for Engine") and "engine-values" in rules:
        return "engine-words"
    if message.startswith("No password required flag is true") and "auth-one-mode" in rules:
        return "flag-words"
    if code == "UserAlreadyExists" and "user-id-reserved" in rules:
        return "default-exists"
    if message.startswith("Passwords provided via multiple") and "auth-type-enum" in rules:
        return "twice-first"
    if kind is None and "Passwords" in mode and "not in the allowed list" in message:
        return "no-type"
    if kind in ("IAM", "Password") and "not in the allowed list" in message:
        return "type-case"
    return fail({"input": request}, "moto says", (code, message), "we say", ours)


def reply(case, theirs, ours, seen):
    for name in sorted(set(theirs) | set(ours)):
        ours_value, theirs_value = ours.get(name), theirs.get(name)
        if ours_value == theirs_value:
            continue
        if name == "ARN" and ours_value == theirs_value.replace("us-east-1:123456789012", "<region>:<account>"):
            continue
        if name in ("UserId", "ARN") and case["input"]["UserId"] != case["input"]["UserId"].lower():
            seen["stored-id"] += 1
        elif name == "AccessString" and theirs_value == case["input"]["AccessString"]:
            seen["stored-string"] += 1
        elif name == "Authentication" and theirs_value == {"Type": "no-password-required"}:
            seen["reply-type"] += 1
        elif name == "MinimumEngineVersion" and ours["Authentication"]["Type"] == "iam":
            seen["minimum-version"] += 1
        else:
            fail(case, f"{name}: moto has", theirs_value, "we have", ours_value)


with moto.mock_aws():
    main()
