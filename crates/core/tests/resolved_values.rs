//! Values that the text itself determines are resolved: locals and defaults, functions, loops over literals, branches, lists and
//! function calls in scripts.

use elasticache_user::import::{Import, import};
use serde_json::{Value, json};

fn drafts(read: &Import) -> Vec<Value> {
    read.users.iter().map(|user| serde_json::to_value(&user.draft).unwrap()).collect()
}

/// Every value is resolved: nothing is left open.
fn hold(text: &str, expected: &[Value]) {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    assert_eq!(drafts(&read), expected, "{text}");
    let open: Vec<_> = read.users.iter().flat_map(|user| &user.placeholders).collect();
    assert!(open.is_empty(), "{text}\n{open:?}");
}

fn user(before: &str, arguments: &str) -> String {
    format!("{before}\nresource \"aws_elasticache_user\" \"u\" {{\n  user_id = \"u\"\n  {arguments}\n}}\n")
}

#[test]
fn terraform_locals_and_variables_are_resolved() {
    for (before, arguments, access) in [
        ("locals {\n  acl = \"on ~a:*\"\n}", "access_string = local.acl", "on ~a:*"),
        (
            "locals {\n  acl = join(\" \", [\"on ~a:*\", \"-@all +get\"])\n}",
            "access_string = local.acl",
            "on ~a:* -@all +get",
        ),
        (
            "locals {\n  all = \"${local.head} +get\"\n  head = \"on ~a:*\"\n}",
            "access_string = local.all",
            "on ~a:* +get",
        ),
        (
            "locals {\n  words = [\"on\", \"~a:*\"]\n}",
            "access_string = join(\" \", concat(local.words, [\"+get\"]))",
            "on ~a:* +get",
        ),
        (
            "variable \"prefix\" {\n  type    = string\n  default = \"a\"\n}",
            "access_string = \"on ~${var.prefix}:* +get\"",
            "on ~a:* +get",
        ),
        (
            "variable \"prefix\" {\n  default = \"a\"\n}",
            "access_string = format(\"on ~%s:* %s\", var.prefix, \"+get\")",
            "on ~a:* +get",
        ),
        (
            "locals {\n  acls = { app = \"on ~a:*\", other = \"off\" }\n}",
            "access_string = local.acls[\"app\"]",
            "on ~a:*",
        ),
        (
            "locals {\n  acls = { app = \"on ~a:*\", other = \"off\" }\n}",
            "access_string = local.acls.app",
            "on ~a:*",
        ),
        (
            "locals {\n  keys = [\"a\", \"b\"]\n}",
            "access_string = \"on ${join(\" \", [for k in local.keys : \"~${k}:*\"])} +get\"",
            "on ~a:* ~b:* +get",
        ),
        (
            "locals {\n  keys = [\"a\", \"\", \"b\"]\n}",
            "access_string = join(\" \", compact([for k in local.keys : k == \"\" ? \"\" : \"~${k}\"]))",
            "~a ~b",
        ),
        (
            "variable \"env\" {\n  default = \"prod\"\n}",
            "access_string = var.env == \"prod\" ? \"on ~a +get\" : \"on ~* +@all\"",
            "on ~a +get",
        ),
        ("", "access_string = trimspace(\"  on ~a \")", "on ~a"),
        ("", "access_string = lower(\"ON ~A\")", "on ~a"),
        ("", "access_string = replace(\"on_~a\", \"_\", \" \")", "on ~a"),
        ("prefix = \"a\"", "access_string = \"on ~${var.prefix}\"", "on ~a"),
        ("", "access_string = <<-EOT\n    on ~a\n  EOT", "on ~a\n"),
    ] {
        hold(&user(before, arguments), &[json!({"UserId": "u", "AccessString": access})]);
    }
}

#[test]
fn terraform_loops_expand_to_several_users() {
    let block = |head: &str, id: &str| {
        format!("resource \"aws_elasticache_user\" \"u\" {{\n  {head}\n  user_id = {id}\n}}\n")
    };
    let two = [json!({"UserId": "a"}), json!({"UserId": "b"})];
    hold(&block("for_each = toset([\"a\", \"b\"])", "each.key"), &two);
    hold(&block("for_each = toset([\"a\", \"b\"])", "each.value"), &two);
    hold(&block("for_each = { x = \"a\", y = \"b\" }", "each.value"), &two);
    hold(&block("for_each = { x = { id = \"a\" }, y = { id = \"b\" } }", "each.value.id"), &two);
    hold(
        &format!("locals {{\n  ids = {{ a = 1, b = 2 }}\n}}\n{}", block("for_each = local.ids", "each.key")),
        &two,
    );
    hold(&block("count = 2", "\"u-${count.index}\""), &[json!({"UserId": "u-0"}), json!({"UserId": "u-1"})]);
    hold(&block("count = 2", "element([\"a\", \"b\"], count.index)"), &two);
    // An unknown count results in one user and a note.
    let read = import(&block("for_each = var.users", "each.key"));
    assert_eq!((read.users.len(), read.users[0].placeholders[0].name.as_str()), (1, "each.key"));
}

#[test]
fn template_functions_are_evaluated() {
    let template = |head: &str, access: &str| {
        format!(
            "{head}\nResources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: u\n      AccessString: {access}\n"
        )
    };
    for (head, access, value) in [
        ("Parameters:\n  Acl: {Type: String, Default: on ~a}", "!Ref Acl", "on ~a"),
        ("Parameters:\n  Prefix: {Type: String, Default: a}", "!Sub 'on ~${Prefix}:*'", "on ~a:*"),
        (
            "Parameters:\n  Prefix: {Type: String, Default: a}",
            "!Join [' ', ['on', !Sub '~${Prefix}']]",
            "on ~a",
        ),
        ("Mappings:\n  M:\n    prod: {Acl: on ~a}", "!FindInMap [M, prod, Acl]", "on ~a"),
        (
            "Parameters:\n  Env: {Type: String, Default: prod}\nMappings:\n  M:\n    prod: {Acl: on ~a}",
            "!FindInMap [M, !Ref Env, Acl]",
            "on ~a",
        ),
        ("", "!Select [1, [off, on ~a]]", "on ~a"),
        ("Parameters:\n  Acl: {Type: String, Default: on ~a}", "!Select ['0', [!Ref Acl, off]]", "on ~a"),
        ("Parameters:\n  N: {Type: Number, Default: 5}", "!Sub 'on ~${N}'", "on ~5"),
    ] {
        hold(&template(head, access), &[json!({"UserId": "u", "AccessString": value})]);
    }
    let both =
        [json!({"UserId": "u", "AccessString": "on ~a"}), json!({"UserId": "u", "AccessString": "on ~*"})];
    for access in ["!If [IsProd, on ~a, on ~*]", "!If\n        - IsProd\n        - on ~a\n        - on ~*"] {
        let text = template("Conditions:\n  IsProd: !Equals [a, b]", access);
        hold(&text, &both);
        let labels: Vec<String> = import(&text).users.into_iter().map(|user| user.label).collect();
        assert_eq!(labels, ["u (IsProd)", "u (not IsProd)"]);
    }
    hold(
        &template("", "!If [C, !Sub 'on ~a', !Ref AWS::NoValue]"),
        &[json!({"UserId": "u", "AccessString": "on ~a"}), json!({"UserId": "u"})],
    );
    // A password that is never shown isn't a default to use.
    let hidden = "Parameters:\n  Pw: {Type: String, NoEcho: true, Default: canary-canary-1}\nResources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: u\n      Passwords: [!Ref Pw]\n";
    assert_eq!(import(hidden).users[0].placeholders[0].name, "Pw");
}

#[test]
fn loops_and_functions_in_scripts_are_expanded() {
    let create = "aws elasticache create-user";
    let two = [json!({"UserId": "a"}), json!({"UserId": "b"})];
    hold(&format!("args=(--user-id a)\n{create} \"${{args[@]}}\"\n"), &two[..1]);
    hold(&format!("for id in a b; do {create} --user-id \"$id\"; done"), &two);
    hold(&format!("mk() {{ {create} --user-id \"$1\"; }}\nmk a\nmk b\n"), &two);
    hold(&format!("mk() {{ {create} \"$@\"; }}\nmk --user-id a\nmk --user-id b\n"), &two);
    hold(&format!("{create} --user-id \"${{ID:-a}}\""), &two[..1]);
    hold(&format!("E=x; case $E in x) ID=a ;; *) ID=z ;; esac\n{create} --user-id $ID"), &two[..1]);
    // What the surroundings decide stays open.
    for text in [
        format!("case $1 in x) ID=a ;; *) ID=b ;; esac\n{create} --user-id $ID"),
        format!("for id in $IDS; do {create} --user-id \"$id\"; done"),
        format!("{create} --user-id \"${{1:-a}}\""),
        format!("mk() {{ {create} --user-id \"$1\"; }}\n"),
        format!("while read -r id; do {create} --user-id \"$id\"; done < ids"),
    ] {
        let read = import(&text);
        assert_eq!((read.users.len(), read.users[0].placeholders.len()), (1, 1), "{text}");
        assert!(read.notes.iter().any(|note| note.message.contains("isn't known here")), "{text}");
    }
}

#[test]
fn program_variables_are_resolved() {
    let expected = [json!({"UserId": "a", "Engine": "valkey"})];
    for text in [
        "USER = \"a\"\nclient.create_user(UserId=USER, Engine=\"valkey\")",
        "user: str = 'a'\nclient.create_user(UserId=user, Engine='valkey')",
        "const user = \"a\";\nawait client.send(new CreateUserCommand({ UserId: user, Engine: \"valkey\" }));",
        "const input = { UserId: \"a\", Engine: \"valkey\" };\nawait client.send(new CreateUserCommand(input));",
        "new CfnUser(this, 'U', { userId: ['a'].join(''), engine: ['val', \"key\"].join(\"\") });",
        "const prefix = 'a';\nnew CfnUser(this, 'U', { userId: `${prefix}`, engine: 'valkey' });",
        "elasticache.CfnUser(self, \"U\", user_id=\"a\", engine=\"valkey\")",
        "client.CreateUser(ctx, &elasticache.CreateUserInput{UserId: aws.String(\"a\"), Engine: aws.String(`valkey`)})",
        "client.create_user().user_id(\"a\").engine(String::from(\"valkey\")).send().await?;",
    ] {
        if text.contains("String::from") {
            // A call that isn't known stays open.
            assert_eq!(import(text).users[0].placeholders.len(), 1, "{text}");
            continue;
        }
        hold(text, &expected);
    }
    // A name that gets two values has none.
    let read = import("user = 'a'\nuser = 'b'\nclient.create_user(UserId=user)");
    assert_eq!(read.users[0].placeholders[0].name, "user");
}

/// A note names its user.
#[test]
fn notes_are_attached_to_their_users() {
    let text =
        "aws elasticache create-user --user-id a --bogus\naws elasticache create-user --user-id b --wrong\n";
    let read = import(text);
    let owners: Vec<(Option<usize>, &str)> =
        read.notes.iter().map(|note| (note.user, &text[note.span.clone().unwrap()])).collect();
    assert_eq!(owners, [(Some(0), "--bogus"), (Some(1), "--wrong")]);
    let text = "[{\"UserId\": \"a\", \"accessString\": \"on\"}, {\"UserId\": \"b\", \"bogus\": 1}]";
    let owners: Vec<Option<usize>> = import(text).notes.iter().map(|note| note.user).collect();
    assert_eq!(owners, [Some(0), Some(1)]);
}
