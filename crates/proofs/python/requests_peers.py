"""Holds our answers to generated requests against botocore's validator and moto's CreateUser.

Reads one JSON object a line: operation, input, what our client side says line by line, our errors, and the predicted
reply. Ends with 1 where an answer differs and no reason for it is listed below, or where a listed reason never occurs.
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

# Why moto and we differ, one by one. The first word of each is what we print.
KNOWN = {
    "moto-checks-less": "moto takes what the service refuses: it has no rules for identities, for the number and the "
    "characters of passwords, for tags, for names of IAM users, for valkey users without a password, and reads no "
    "access string",
    "engine-words": "moto's words for an unknown engine are its own; the service's are not known",
    "flag-words": "for passwords with NoPasswordRequired moto names the flag; the service was seen to name the passwords",
    "type-case": "moto takes the type in lower case only; whether the service does is not known, so we warn",
    "no-type": "moto refuses a mode without a type as `None`; what the service does is not known, so we warn",
    "twice-first": "moto looks at two lists of passwords before the type; we say what is wrong with the type",
    "default-exists": "moto has a user `default` and names another ID in its text",
    "tag-falls": "moto falls over a tag without a key or a value; the service takes a tag without a value",
    "stored-id": "moto stores the ID as it was sent; the service stores it in lower case",
    "stored-string": "moto stores the access string as it was sent; the service rewrites it",
    "reply-type": "moto replies with the spelling of requests when the type is given; the service says no-password",
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
        # XML, which moto answers in, cannot hold control characters.
        if case["moto"] and not theirs and "\\u00" not in json.dumps(case["input"], ensure_ascii=False):
            created += 1
            compare(case, create(client, case["input"]), seen)
    print(f"botocore: {validated} requests, {refused} of them refused, in the same words")
    print(f"moto: {created} requests; differences, all known:")
    for name, why in KNOWN.items():
        print(f"  {seen[name]:6} {name}: {why}")
    stale = [name for name in KNOWN if not seen[name]]
    if stale:
        sys.exit(f"these differences never occur any more: {stale}")


def fail(case, *parts):
    sys.exit("\n".join([json.dumps(case["input"]), *map(str, parts)]))


def create(client, request):
    """(code, message) or the user."""
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
                fail(case, "moto takes it", theirs, "we do not", ours)
        return
    reply(case, theirs, case["reply"], seen)


def refusal(request, ours, code, message):
    """None where one of our errors says the same; the name of a known reason where not."""
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
