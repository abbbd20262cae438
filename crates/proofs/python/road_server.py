"""moto with what it lacks for the whole road: user groups, the group of a cache, and serverless caches.

Prints its address and serves until its standard input ends. Then it prints what it has, as JSON: the calls in their order,
the users, groups, caches and policies.
"""

import json
import sys

import boto3
from moto.core.responses import ActionResult
from moto.elasticache.exceptions import ElastiCacheException
from moto.elasticache.models import elasticache_backends
from moto.elasticache.responses import ElastiCacheResponse
from moto.server import ThreadedMotoServer

ACCOUNT, REGION = "123456789012", "us-east-1"
ARN = f"arn:aws:elasticache:{REGION}:{ACCOUNT}"
CALLS, GROUPS, CHANGES = [], {}, []
SERVERLESS = {
    "serverless": {
        "ServerlessCacheName": "serverless",
        "Status": "available",
        "ARN": f"{ARN}:serverlesscache:serverless",
        "Endpoint": {"Address": "serverless.example", "Port": 6379},
    }
}


class Refused(ElastiCacheException):
    def __init__(self, code, message):
        super().__init__(code, message)


def users():
    return {user.id: user for user in elasticache_backends[ACCOUNT][REGION].users.values()}


def members(ids, engine):
    """The service's own checks, in its own words where they are known."""
    for user in ids:
        if user not in users():
            raise Refused("UserNotFound", f"User {user} not found.")
    names = [users()[user].name for user in ids]
    if len(set(names)) < len(names):
        raise Refused("DuplicateUserName", "A user with this username already exists.")
    if engine == "redis" and "default" not in names:
        raise Refused(
            "DefaultUserRequired", "Redis user group needs to contain a user with the user name default."
        )
    return ids


def group_of(response):
    name = response._get_param("UserGroupId")
    if name not in GROUPS:
        raise Refused("UserGroupNotFound", f"UserGroup {name} not found.")
    return GROUPS[name]


def show(group):
    """A change is under way for one look."""
    shown = dict(group)
    group["Status"] = "active"
    return shown


def modify_user(self):
    user = users().get(self._get_param("UserId"))
    if user is None:
        raise Refused("UserNotFound", f"User {self._get_param('UserId')} not found.")
    mode = self._get_param("AuthenticationMode") or {}
    passwords = mode.get("Passwords") or self._get_param("Passwords") or []
    if len(passwords) > 2:
        raise Refused("InvalidParameterValue", "Users can have a maximum of 2 passwords.")
    user.passwords = passwords or user.passwords
    CHANGES.append(passwords)
    return ActionResult(user.to_dict() if hasattr(user, "to_dict") else {"UserId": user.id})


def create_user_group(self):
    name, engine = self._get_param("UserGroupId"), self._get_param("Engine").lower()
    if name in GROUPS:
        raise Refused("UserGroupAlreadyExists", f"UserGroup {name} already exists.")
    ids = members(self._get_param("UserIds", []), engine)
    arn = f"{ARN}:usergroup:{name}"
    GROUPS[name] = {"UserGroupId": name, "Status": "creating", "Engine": engine, "UserIds": ids, "ARN": arn}
    return ActionResult(dict(GROUPS[name]))


def modify_user_group(self):
    group = group_of(self)
    if group["Status"] != "active":
        message = f"User group {group['UserGroupId']} has status {group['Status']}. Only active user groups can be modified."
        raise Refused("InvalidUserGroupState", message)
    add, remove = self._get_param("UserIdsToAdd", []), self._get_param("UserIdsToRemove", [])
    for user in remove:
        if user not in group["UserIds"]:
            raise Refused("InvalidParameterValue", f"{user} is not a member of user group {group['UserGroupId']}.")
    stay = [user for user in group["UserIds"] if user not in remove]
    group["UserIds"] = members(stay + add, group["Engine"])
    group["Status"] = "modifying"
    return ActionResult(dict(group))


def describe_user_groups(self):
    return ActionResult({"UserGroups": [show(group_of(self))]})


def modify_replication_group(self):
    backend = elasticache_backends[ACCOUNT][REGION]
    cache = backend.describe_replication_groups(self._get_param("ReplicationGroupId"))[0]
    cache.user_group_ids = list(cache.user_group_ids or []) + self._get_param("UserGroupIdsToAdd", [])
    if len(cache.user_group_ids) > 1:
        raise Refused("InvalidParameterCombination", "One user group at most.")
    return ActionResult({"ReplicationGroup": cache})


def cache_of(response):
    name = response._get_param("ServerlessCacheName")
    if name not in SERVERLESS:
        raise Refused("ServerlessCacheNotFoundFault", f"ServerlessCache {name} not found.")
    return SERVERLESS[name]


def describe_serverless_caches(self):
    return ActionResult({"ServerlessCaches": [show_cache(cache_of(self))]})


def show_cache(cache):
    shown = dict(cache)
    cache["Status"] = "available"
    return shown


def modify_serverless_cache(self):
    cache = cache_of(self)
    cache["UserGroupId"], cache["Status"] = self._get_param("UserGroupId"), "modifying"
    return ActionResult({"ServerlessCache": dict(cache)})


for own in (
    modify_user,
    create_user_group,
    modify_user_group,
    describe_user_groups,
    modify_replication_group,
    describe_serverless_caches,
    modify_serverless_cache,
):
    setattr(ElastiCacheResponse, own.__name__, own)


def recorded(call):
    def one(self, *args, **kwargs):
        action = self._get_action()
        if not action.startswith("Describe"):
            CALLS.append(action)
        return call(self, *args, **kwargs)

    return one


ElastiCacheResponse.call_action = recorded(ElastiCacheResponse.call_action)


def client(service, url):
    return boto3.client(service, REGION, endpoint_url=url, aws_access_key_id="test", aws_secret_access_key="test")


def policies(iam):
    roles = [role["RoleName"] for role in iam.list_roles()["Roles"]]
    named = {role: iam.list_role_policies(RoleName=role)["PolicyNames"] for role in roles}
    return {
        name: iam.get_role_policy(RoleName=role, PolicyName=name)["PolicyDocument"]
        for role in roles
        for name in named[role]
    }


def main():
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    url = f"http://{host}:{port}"
    cache = client("elasticache", url)
    for name in sys.argv[1:]:
        cache.create_replication_group(
            ReplicationGroupId=name, ReplicationGroupDescription=name, TransitEncryptionEnabled=True, Engine="valkey"
        )
    iam = client("iam", url)
    iam.create_role(RoleName="app", AssumeRolePolicyDocument="{}")
    CALLS.clear()
    print(url, flush=True)
    sys.stdin.read()
    backend = elasticache_backends[ACCOUNT][REGION]
    vault = client("secretsmanager", url)
    names = [secret["Name"] for secret in vault.list_secrets()["SecretList"]]
    previous = {}
    for name in names:
        try:
            before = vault.get_secret_value(SecretId=name, VersionStage="AWSPREVIOUS")
        except vault.exceptions.ResourceNotFoundException:
            continue
        previous[name] = before["SecretString"]
    state = {
        "calls": CALLS,
        "changes": CHANGES,
        "users": {
            user.id: {"UserName": user.name, "AccessString": user.access_string, "Passwords": user.passwords}
            for user in users().values()
        },
        "groups": GROUPS,
        "attached": {
            name: list(backend.describe_replication_groups(name)[0].user_group_ids) for name in sys.argv[1:]
        },
        "serverless": SERVERLESS,
        "policies": policies(iam),
        "previous": previous,
        # Without the label, moto gives the first version, whatever label it has by now.
        "secrets": {
            name: vault.get_secret_value(SecretId=name, VersionStage="AWSCURRENT")["SecretString"] for name in names
        },
        # The labels of each version, oldest first. The service wouldn't list those without any.
        "versions": {
            name: [sorted(labels) for labels in vault.describe_secret(SecretId=name)["VersionIdsToStages"].values()]
            for name in names
        },
    }
    print(json.dumps(state, default=str), flush=True)
    server.stop()


main()
