//! Text that defines something other than a user: it's identified, and no user is imported.

use elasticache_user::import::{NoteKind, import};

/// A kind, a part of the sentence that names it, and text of that kind.
const KINDS: &[(&str, &str, &[&str])] = &[
    (
        "user groups in other languages",
        "user group",
        &["await client.send(new CreateUserGroupCommand({ UserGroupId: 'web', Engine: 'valkey' }));"],
    ),
    ("no user groups", "user groups is empty", &[r#"{"UserGroups": []}"#]),
    (
        "users of MemoryDB",
        "MemoryDB",
        &[
            r#"{"UserName": "jobs", "AuthenticationMode": {"Type": "iam"}, "AccessString": "on ~jobs:* +@all"}"#,
            r#"{"User": {"Name": "jobs", "Status": "active", "AccessString": "on ~* +@all", "ACLNames": ["open"], "ARN": "arn:aws:memorydb:us-east-1:111122223333:user/jobs"}}"#,
            "aws memorydb create-user --user-name jobs --access-string 'on ~* +@all' --authentication-mode Type=iam",
            "aws memorydb update-user --user-name jobs --access-string 'on ~*'",
            "Resources:\n  Jobs:\n    Type: AWS::MemoryDB::User\n    Properties:\n      UserName: jobs\n      AccessString: on ~* +@all\n",
            "resource \"aws_memorydb_user\" \"jobs\" {\n  user_name     = \"jobs\"\n  access_string = \"on ~* +@all\"\n}\n",
            "import boto3\nclient = boto3.client(\"memorydb\")\nclient.create_user(UserName=\"jobs\", AuthenticationMode={\"Type\": \"iam\"}, AccessString=\"on ~*\")\n",
        ],
    ),
    (
        "other things of MemoryDB",
        "MemoryDB",
        &[
            r#"{"ACLName": "open-access", "UserNames": ["jobs"]}"#,
            r#"{"ACLs": [{"Name": "open-access", "UserNames": ["default"]}]}"#,
            "aws memorydb create-acl --acl-name jobs --user-names jobs",
            "resource \"aws_memorydb_acl\" \"jobs\" {\n  name       = \"jobs\"\n  user_names = [\"jobs\"]\n}\n",
        ],
    ),
    (
        "Kubernetes",
        "Kubernetes",
        &[
            "apiVersion: v1\nkind: Secret\nmetadata:\n  name: cache\nstringData:\n  username: jobs\n",
            "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: web}\nspec: {replicas: 2}\n",
            "apiVersion: elasticache.services.k8s.aws/v1alpha1\nkind: User\nmetadata:\n  name: jobs\nspec:\n  userID: jobs\n  userName: jobs\n  engine: valkey\n  accessString: on ~* +@all\n",
            "apiVersion: elasticache.aws.upbound.io/v1beta1\nkind: User\nmetadata:\n  name: jobs\nspec:\n  forProvider:\n    userName: jobs\n",
            r#"{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "x"}, "data": {}}"#,
        ],
    ),
    (
        "IAM users",
        "IAM",
        &[
            r#"{"User": {"Path": "/", "UserName": "ci", "UserId": "AIDAEXAMPLEID", "Arn": "arn:aws:iam::111122223333:user/ci", "CreateDate": "2025-01-01T00:00:00Z"}}"#,
            r#"{"Users": [{"Path": "/", "UserName": "ci", "UserId": "AIDAEXAMPLEID", "Arn": "arn:aws:iam::111122223333:user/ci"}]}"#,
            "aws iam create-user --user-name ci",
            "Resources:\n  Ci:\n    Type: AWS::IAM::User\n    Properties:\n      UserName: ci\n",
            "resource \"aws_iam_user\" \"ci\" {\n  name = \"ci\"\n}\n",
            "iam = boto3.client('iam')\niam.create_user(UserName='ci')\n",
            "POST / HTTP/1.1\nHost: iam.amazonaws.com\n\nAction=CreateUser&UserName=ci&Version=2010-05-08",
        ],
    ),
    (
        "users of other services",
        "another AWS service",
        &[
            r#"{"UserId": "9067f1", "UserName": "ann", "IdentityStoreId": "d-906"}"#,
            r#"{"UserName": "ann", "ServerId": "s-01", "UserId": "u"}"#,
            "aws cognito-idp admin-create-user --user-pool-id eu_1 --username ann",
            "aws transfer create-user --server-id s-01 --user-name ann --role arn:aws:iam::1:role/x",
        ],
    ),
    (
        "who calls",
        "identity of an AWS caller",
        &[
            r#"{"UserId": "AROAEXAMPLE:session", "Account": "111122223333", "Arn": "arn:aws:sts::111122223333:assumed-role/ci/session"}"#,
            "UserId: AROAEXAMPLE:me\nAccount: '111122223333'\nArn: arn:aws:sts::111122223333:assumed-role/ci/me\n",
        ],
    ),
    (
        "caches",
        "a cache",
        &[
            r#"{"ReplicationGroupId": "web", "Engine": "valkey", "CacheNodeType": "cache.t4g.small"}"#,
            r#"{"CacheClusters": [{"CacheClusterId": "web-001", "Engine": "redis"}]}"#,
            "aws elasticache create-replication-group --replication-group-id web --engine valkey",
            "resource \"aws_elasticache_replication_group\" \"web\" {\n  replication_group_id = \"web\"\n  description          = \"aws_elasticache_user is elsewhere\"\n}\n",
            "Resources:\n  Web:\n    Type: AWS::ElastiCache::ServerlessCache\n    Properties:\n      Engine: valkey\n",
        ],
    ),
    ("empty lists", "list of users is empty", &[r#"{"Users": []}"#, "Users: []\n", "[]"]),
    (
        "package.json",
        "package.json",
        &[
            r#"{"name": "web", "version": "1.0.0", "dependencies": {"ioredis": "^5.0.0"}}"#,
            r#"{"name": "web", "private": true, "scripts": {"test": "node --test"}, "engines": {"node": ">=20"}}"#,
        ],
    ),
    (
        "workflows",
        "workflow",
        &[
            "name: ci\non: [push]\njobs:\n  test:\n    runs-on: ubuntu-latest\n    steps: []\n",
            "stages: [build, test]\nbuild:\n  script: make\n",
        ],
    ),
    (
        "containers",
        "containers",
        &[
            "services:\n  cache:\n    image: valkey/valkey:8\n    command: [valkey-server]\n",
            "version: '3'\nservices:\n  web: {build: .}\n",
        ],
    ),
    (
        "policies",
        "IAM policy",
        &[
            r#"{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "elasticache:Connect", "Resource": "*"}]}"#,
            "Version: '2012-10-17'\nStatement:\n  - Effect: Allow\n    Action: elasticache:CreateUser\n    Resource: '*'\n",
        ],
    ),
    (
        "settings and APIs",
        "not a user",
        &[
            r#"{"compilerOptions": {"strict": true}}"#,
            r#"{"$schema": "https://json.schemastore.org/eslintrc", "rules": {}}"#,
            "openapi: 3.1.0\ninfo: {title: Users}\npaths: {}\n",
            "- hosts: all\n  tasks:\n    - name: add\n      debug: {}\n",
        ],
    ),
    (
        "Pulumi",
        "Pulumi",
        &[
            "name: infra\nruntime: yaml\nresources:\n  jobs:\n    type: aws:elasticache:User\n    properties: {userId: jobs}\n",
            "const jobs = new aws.elasticache.User(\"jobs\", {\n  userId: \"jobs\",\n  accessString: \"on ~* +@all\",\n});\n",
            "jobs = aws.elasticache.User(\"jobs\", user_id=\"jobs\", access_string=\"on ~* +@all\")\n",
        ],
    ),
    (
        "CDK for Terraform",
        "CDK for Terraform",
        &[
            "new ElasticacheUser(this, \"jobs\", {\n  userId: \"jobs\",\n  accessString: \"on ~*\",\n});\n",
            "import { ElasticacheUser } from \"@cdktf/provider-aws/lib/elasticache-user\";\n",
        ],
    ),
    (
        "errors",
        "an error",
        &[
            "An error occurred (UserAlreadyExists) when calling the CreateUser operation: User jobs already exists.",
            "botocore.exceptions.ParamValidationError: Parameter validation failed:\nMissing required parameter in input: \"UserId\"",
            r#"{"__type": "InvalidParameterValue", "message": "The access-string is invalid."}"#,
            "java.lang.IllegalStateException: no user\n\tat a.b.C.d(C.java:1)",
        ],
    ),
    (
        "logs",
        "log",
        &[
            "2026-01-02T03:04:05Z web started\n2026-01-02T03:04:06Z web ready",
            "[2026-01-02 03:04:05] connected as jobs",
            "INFO connected to cache\nWARN slow command",
            r#"{"level": "warn", "msg": "slow command", "time": 1}"#,
        ],
    ),
    (
        "modules",
        "module",
        &[
            "module \"cache_user\" {\n  source        = \"./modules/user\"\n  user_id       = \"jobs\"\n  access_string = \"on ~* +@all\"\n}\n",
            "module \"redis\" {\n  source = \"cloudposse/elasticache-redis/aws\"\n  name   = \"web\"\n}\n",
        ],
    ),
    (
        "other configurations of Terraform",
        "aws_elasticache_user",
        &[
            "variable \"password\" {\n  type      = string\n  sensitive = true\n}\n",
            "terraform {\n  required_version = \">= 1.9\"\n}\n\nprovider \"aws\" {\n  region = \"eu-west-1\"\n}\n",
            "resource \"aws_s3_bucket\" \"logs\" {\n  bucket = \"logs\"\n}\n",
        ],
    ),
    (
        "plans",
        "plan",
        &[
            "Terraform will perform the following actions:\n\n  # aws_s3_bucket.logs will be created\n  + resource \"aws_s3_bucket\" \"logs\" {\n      + bucket = \"logs\"\n    }\n\nPlan: 1 to add, 0 to change, 0 to destroy.\n",
            "No changes. Your infrastructure matches the configuration.\n",
        ],
    ),
    (
        "templates",
        "doesn't define an AWS::ElastiCache::User",
        &[
            "AWSTemplateFormatVersion: '2010-09-09'\nResources:\n  Logs:\n    Type: AWS::S3::Bucket\n",
            r#"{"Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}"#,
        ],
    ),
    (
        "SQL",
        "SQL",
        &["CREATE USER jobs WITH PASSWORD 'x';", "grant select on all tables in schema public to jobs;"],
    ),
    (
        "code that isn't read",
        "language that isn't supported",
        &[
            "CreateUserRequest request = CreateUserRequest.builder().userId(\"jobs\").build();",
            "$client->createUser(['UserId' => 'jobs', 'Engine' => 'redis']);",
            "client.create_user({ user_id: 'jobs', engine: 'redis' })",
        ],
    ),
    ("web pages", "web page", &["<!DOCTYPE html>\n<html><body>create-user</body></html>"]),
    (
        "XML",
        "XML",
        &[
            "<CreateUserResponse xmlns=\"http://elasticache.amazonaws.com/doc/2015-02-02/\"><CreateUserResult/></CreateUserResponse>",
        ],
    ),
    ("ARNs", "ARN", &["arn:aws:elasticache:us-east-1:111122223333:user:jobs"]),
    (
        "commands that define nothing",
        "doesn't define one",
        &["aws elasticache describe-users --user-id jobs", "$ aws elasticache delete-user --user-id jobs"],
    ),
    (
        "ACL GETUSER",
        "ACL GETUSER",
        &[r#"{"flags": ["on"], "passwords": [], "commands": "+@all", "keys": "~*", "channels": "&*"}"#],
    ),
    (
        "strings to compare",
        "several named strings",
        &[
            "declared: on ~app:* +@read\nlive:     on ~app:* -@all +@read",
            r#"{"old": "on ~a +get", "new": "on ~b +get"}"#,
        ],
    ),
    (
        "anything else",
        "",
        &[
            "SomeError: it failed",
            "{}",
            "42",
            "null",
            "The cache needs a user for the job queue.",
            r#"{"Engine": "postgres", "DBInstanceIdentifier": "db"}"#,
            r#"{"user_id": 5, "event": "login", "ip": "203.0.113.7"}"#,
            "title: Users\ndescription: how to add one\n",
            "FROM valkey/valkey:8\nRUN echo hello\n",
        ],
    ),
];

#[test]
fn text_that_is_not_a_user_is_reported_and_not_imported() {
    let mut wrong = Vec::new();
    let mut texts = 0;
    for (kind, part, all) in KINDS {
        for text in *all {
            texts += 1;
            let read = import(text);
            let messages: Vec<&str> = read.errors.iter().map(|error| error.message.as_ref()).collect();
            let named = messages.iter().any(|message| message.contains(part));
            let other = read.errors.iter().all(|error| error.kind == NoteKind::Other);
            if !read.users.is_empty() || !named || !other {
                wrong.push(format!(
                    "{kind}: {text}\n  {:?} {} users, {messages:?}",
                    read.format,
                    read.users.len()
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {texts}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(KINDS.len() >= 20 && texts >= 60, "{} kinds, {texts} texts", KINDS.len());
}

/// A group next to a user is read, too, separately.
#[test]
fn a_group_next_to_a_user_is_read() {
    for text in [
        "aws elasticache create-user --user-id a\naws elasticache create-user-group --user-group-id g --user-ids a\n",
        "resource \"aws_elasticache_user\" \"a\" {\n  user_id = \"a\"\n}\nresource \"aws_elasticache_user_group\" \"g\" {\n  user_group_id = \"g\"\n}\n",
        "Resources:\n  A:\n    Type: AWS::ElastiCache::User\n    Properties: {UserId: a}\n  G:\n    Type: AWS::ElastiCache::UserGroup\n    Properties: {UserGroupId: g}\n",
        "UserId: a\nUserName: a\n---\nUserGroupId: g\nUserIds: [a]\n",
        "[{\"UserId\": \"a\", \"UserName\": \"a\"}, {\"UserGroupId\": \"g\", \"UserIds\": [\"a\"]}]",
    ] {
        let read = import(text);
        assert_eq!((read.users.len(), read.errors.len()), (1, 0), "{text}");
        assert_eq!(read.groups.len(), 1, "{text} {:?}", read.notes);
        assert_eq!(read.groups[0].draft.user_group_id.as_deref(), Some("g"), "{text}");
    }
}

/// What speaks of a user and can't be read is an error, in a folder too; a file of another tool is none.
#[test]
fn only_text_about_users_is_an_error() {
    for text in [
        "{\"UserId\": \"a\", \"AccessString\": }",
        "resource \"aws_elasticache_user\" \"a\" {\n  user_id = \n}\n",
        "aws elasticache create-user --user-id 'a",
    ] {
        assert!(import(text).errors.iter().any(|error| error.kind == NoteKind::Error), "{text}");
    }
    for text in [
        "{{- if .Values.enabled }}\nkind: {{ .Values.kind }}\n{{- end }}\n",
        "{ // settings\n  \"a\": 1,\n",
        "key: [unclosed\n",
    ] {
        assert!(import(text).errors.iter().all(|error| error.kind == NoteKind::Other), "{text}");
    }
}
