//! How each format is read, where no real tool proves it: the members, the places that messages point to, and text that
//! isn't mistaken for that format. The authority is the documentation of the tool that each test names.

use elasticache_user::import::{Import, LONGEST, NoteKind, import};

fn only(text: &str) -> serde_json::Value {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    assert_eq!(read.users.len(), 1, "{text}");
    read.users[0].draft.to_json()
}

/// The parts of the text that notes of one kind point to.
fn marked<'t>(text: &'t str, read: &Import, kind: NoteKind) -> Vec<&'t str> {
    let notes = read.notes.iter().filter(|note| note.kind == kind);
    notes.filter_map(|note| note.span.clone().map(|span| &text[span])).collect()
}

fn refusal(text: &str) -> String {
    let read = import(text);
    assert!(read.users.is_empty(), "{text}");
    read.errors.iter().map(|error| error.message.as_ref()).collect::<Vec<_>>().join("\n")
}

/// `terraform show -json`, as HashiCorp's "JSON Output Format" has it: the planned values of modules, the changes, a state.
#[test]
fn users_are_read_anywhere_in_a_terraform_plan() {
    let user = r#""type": "aws_elasticache_user", "name": "app"#;
    let values = r#"{"user_id": "app", "user_name": "app", "engine": "valkey", "access_string": "on ~* +@all", "arn": "arn:x",
        "no_password_required": false, "passwords": [], "tags_all": {}, "authentication_mode": [{"type": "iam", "passwords": null}]}"#;
    let group = r#"{"type": "aws_elasticache_user_group", "name": "g", "values": {"user_group_id": "g", "engine": "valkey"}}"#;
    for text in [
        format!(
            r#"{{"format_version": "1.2", "planned_values": {{"root_module": {{"resources": [{group}], "child_modules": [{{"address": "module.a",
                "resources": [{{"address": "module.a.aws_elasticache_user.app", {user}", "values": {values}}}]}}]}}}}}}"#
        ),
        format!(
            r#"{{"format_version": "1.0", "values": {{"root_module": {{"resources": [{{{user}", "values": {values}}}, {group}]}}}}}}"#
        ),
        format!(
            r#"{{"format_version": "1.2", "resource_changes": [{{{user}", "change": {{"actions": ["create"], "before": null, "after": {values}}}}}]}}"#
        ),
        format!(
            r#"{{"version": 4, "resources": [{{"mode": "managed", {user}", "instances": [{{"attributes": {values}}}]}}]}}"#
        ),
    ] {
        assert_eq!(import(&text).format, Some("terraform-plan"), "{text}");
        assert_eq!(
            only(&text),
            serde_json::from_str::<serde_json::Value>(
                r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@all", "AuthenticationMode": {"Type": "iam"}}"#
            )
            .unwrap(),
            "{text}"
        );
    }
}

/// CloudFormation's tags are strings: a number in YAML 1.1 becomes a string, wherever it appears.
#[test]
fn every_template_value_becomes_a_string() {
    let text = "Resources:\n  A:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: app\n      Tags:\n        - Key: cost\n          Value: 0x1F\n";
    assert_eq!(
        only(text),
        serde_json::from_str::<serde_json::Value>(
            r#"{"UserId": "app", "Tags": [{"Key": "cost", "Value": "31"}]}"#
        )
        .unwrap()
    );
    assert_eq!(marked(text, &import(text), NoteKind::Changed), ["0x1F"]);
}

/// The name of the user group's type begins with that of the user's.
#[test]
fn a_user_group_in_a_template_is_not_a_user() {
    let group = "Resources:\n  G:\n    Type: AWS::ElastiCache::UserGroup\n    Properties:\n      UserGroupId: g\n      Engine: valkey\n      UserIds: [default]\n";
    let read = import(group);
    assert_eq!((read.users.len(), read.groups.len()), (0, 1));
    let both = format!("{group}  A:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: app\n");
    assert_eq!(only(&both), serde_json::from_str::<serde_json::Value>(r#"{"UserId": "app"}"#).unwrap());
    assert_eq!(import(&both).groups.len(), 1);
}

/// Python's `**` puts the members of a dictionary among the keyword arguments.
#[test]
fn a_dictionary_of_keywords_is_read() {
    let text = "client.create_user(**{\"UserId\": \"app\", \"Engine\": \"valkey\"}, UserName='app')";
    assert_eq!(
        only(text),
        serde_json::from_str::<serde_json::Value>(
            r#"{"UserId": "app", "Engine": "valkey", "UserName": "app"}"#
        )
        .unwrap()
    );
}

/// The query protocol: list items are `.member.N`, or `.Tag.N` if the model names them so. Anything else isn't an item.
#[test]
fn query_items_use_the_names_of_the_model() {
    assert_eq!(
        only(
            "Action=CreateUser&Version=2015-02-02&UserId=a&Tags.Tag.1.Key=a&Tags.Other.2.Key=b&Tags.member.3.Key=c"
        ),
        serde_json::from_str::<serde_json::Value>(r#"{"UserId": "a", "Tags": [{"Key": "a"}, {"Key": "c"}]}"#)
            .unwrap()
    );
}

/// Options of the AWS CLI that aren't members of the request are kept.
#[test]
fn global_options_are_kept() {
    let text = "aws --region eu-west-1 elasticache create-user --user-id app --profile prod --endpoint-url http://localhost:4566 --no-verify-ssl";
    let globals = &import(text).users[0].globals;
    assert_eq!(globals.region.as_deref(), Some("eu-west-1"));
    assert_eq!(globals.profile.as_deref(), Some("prod"));
    assert_eq!(globals.endpoint_url.as_deref(), Some("http://localhost:4566"));
    assert!(globals.no_verify_ssl && !globals.no_sign_request);
}

#[test]
fn an_unexpected_command_end_is_reported_with_its_position() {
    let text = "aws elasticache create-user --user-id app | jq .";
    assert_eq!(marked(text, &import(text), NoteKind::Dropped), ["|"]);
    let text = "aws elasticache create-user --user-id app --access-string on & ~*";
    assert!(marked(text, &import(text), NoteKind::Dropped).contains(&"&"));
}

/// Aliases of aliases of aliases: a small YAML text of very many values.
#[test]
fn a_yaml_bomb_is_rejected() {
    let mut text = String::from("a0: &a0 [x, x, x, x, x, x]\n");
    for n in 1..6 {
        let items = vec![format!("*a{}", n - 1); 6].join(", ");
        text.push_str(&format!("a{n}: &a{n} [{items}]\n"));
    }
    text.push_str("UserId: app\n");
    assert!(refusal(&text).contains("alias"), "{}", refusal(&text));
}

#[test]
fn overlong_text_is_rejected_immediately() {
    assert!(refusal(&"x".repeat(LONGEST + 2)).contains("longer"));
}

/// What bash 5.2 did: `bash -c` of each line before, then `printf '[%s]' "$A"`.
#[test]
fn a_variable_is_known_once_bash_has_set_it() {
    for (before, value) in [
        ("A=app\n", Some("app")),
        ("A=app\r\n", Some("app")),
        ("A=app; ", Some("app")),
        ("A=app && ", Some("app")),
        ("A=app # a comment\n", Some("app")),
        ("B=x A=app\n", Some("app")),
        ("export A=app\n", Some("app")),
        ("declare -r B=x A=app; ", Some("app")),
        // Set in a subprocess, so not set here.
        ("A=app & ", None),
        ("A=app | cat\n", None),
        ("A=app |& cat; ", None),
        ("B=x A=app & ", None),
        ("export A=app & ", None),
        ("export A=app | cat\n", None),
        ("echo | export A=app\n", None),
        ("false || false && export A=app\n", None),
        ("A=x; unset A\n", None),
        ("A=x\nread -r A\n", None),
        ("A=x\nmapfile A < names\n", None),
        ("true || true; export A=app\n", Some("app")),
        ("(A=app); ", None),
        ("(export A=app)\n", None),
        ("echo | cat; export A=app; ", Some("app")),
    ] {
        let text = format!("{before}aws elasticache create-user --user-name \"$A\"\n");
        let read = import(&text);
        assert_eq!(read.errors, [], "{text}");
        let user = &read.users[0];
        assert_eq!(user.draft.user_name.as_deref(), value, "{text}");
        assert_eq!(user.placeholders.is_empty(), value.is_some(), "{text}");
    }
}

/// bash 5.2 and dash joined the lines before they looked where a name ends.
#[test]
fn a_variable_name_spans_a_line_continuation() {
    for (word, value) in
        [("$A\\\non", "y"), ("\"$A\\\non\"", "y"), ("\"$A\\\no\\\r\nn\"", "y"), ("\"$A\\\n-on\"", "x-on")]
    {
        let text = format!("A=x; Aon=y\naws elasticache create-user --user-id {word}\n");
        assert_eq!(only(&text), serde_json::json!({ "UserId": value }), "{text}");
    }
}

/// In bash 5.2: "syntax error near unexpected token".
#[test]
fn bash_requires_a_command_before_a_separator() {
    for start in ["&& ", "; ", "| ", "|| ", "& ", "|& "] {
        let text = format!("{start}aws elasticache create-user --user-id app");
        assert!(refusal(&text).contains("expects a command"), "{text}");
    }
}

#[test]
fn a_subshell_is_a_command() {
    for text in [
        "(cd infra); aws elasticache create-user --user-id app",
        "(cd infra) && aws elasticache create-user --user-id app",
        "(cd infra; aws elasticache create-user --user-id app) | tee log",
        "(cd infra && (true); aws elasticache create-user --user-id app) &",
    ] {
        assert_eq!(
            only(text),
            serde_json::from_str::<serde_json::Value>(r#"{"UserId": "app"}"#).unwrap(),
            "{text}"
        );
    }
    for text in ["(true); ; aws elasticache create-user", "(true)\n; aws elasticache create-user"] {
        assert!(!import(text).errors.is_empty(), "{text}");
    }
}

/// A tilde is the home folder of whoever runs the command.
#[test]
fn a_tilde_is_left_open() {
    for (word, rest) in [("~", "${HOME}"), ("~/app", "${HOME}/app")] {
        let read = import(&format!("aws elasticache create-user --user-id {word}"));
        let [open] = read.users[0].placeholders.as_slice() else { panic!("{word}") };
        assert_eq!((open.name.as_str(), open.written.as_deref()), ("HOME", Some(rest)));
    }
    for word in ["a~", "'~'", "\\~"] {
        assert!(
            import(&format!("aws elasticache create-user --user-id {word}")).users[0].placeholders.is_empty()
        );
    }
}

/// In a word that looks like an assignment, bash 5.2 expands a tilde after the equal sign and after each colon.
#[test]
fn a_tilde_after_a_colon_is_left_open() {
    for (word, value) in [
        ("K=~", None),
        ("K=a,V=b:~/x", None),
        ("K=a:~:", None),
        ("K=a\\\\:~", None),
        ("K=a:'x':~", None),
        ("K=a,V=~", Some("K=a,V=~")),
        ("K==~", Some("K==~")),
        ("K=':'~", Some("K=:~")),
        ("K=\\:~", Some("K=:~")),
        ("K,V=a:~", Some("K,V=a:~")),
        ("a:~", Some("a:~")),
        ("K=a:~b", Some("K=a:~b")),
    ] {
        let read = import(&format!("aws elasticache create-user --user-name {word}"));
        assert_eq!(read.users[0].draft.user_name.as_deref(), value, "{word}");
    }
}

/// What is copied on Windows ends its lines with two characters.
#[test]
fn windows_line_endings_are_read() {
    assert_eq!(
        only("aws elasticache create-user \\\r\n  --user-id app \\\r\n  --user-name other\r\necho done\r\n"),
        serde_json::from_str::<serde_json::Value>(r#"{"UserId": "app", "UserName": "other"}"#).unwrap()
    );
}

/// fish 3.6 printed these words.
#[test]
fn nested_braces_expand_in_fish() {
    let text = "set -l unused x\naws elasticache create-user --user-id a --passwords p{a,{b,c}}x{d,e}\n";
    assert_eq!(import(text).format, Some("fish"));
    assert_eq!(
        only(text),
        serde_json::from_str::<serde_json::Value>(
            r#"{"UserId": "a", "Passwords": ["paxd", "pbxd", "pcxd", "paxe", "pbxe", "pcxe"]}"#
        )
        .unwrap()
    );
}

/// Terraform makes a text of a number where a text belongs. What another block holds isn't ours.
#[test]
fn a_user_next_to_unreadable_text_is_read() {
    let user = "resource \"aws_elasticache_user\" \"u\" {\n  user_id = 5\n}\n";
    for before in ["", "locals {\n  a = %%%\n}\n", "output \"x\" {\n  value = [\n}\n\n"] {
        assert_eq!(
            only(&format!("{before}{user}")),
            serde_json::from_str::<serde_json::Value>(r#"{"UserId": "5"}"#).unwrap(),
            "{before}"
        );
    }
}

/// "Type conversion" in Terraform's documentation of types: numbers and true and false become texts.
#[test]
fn terraform_converts_numbers_to_strings() {
    let text = "resource \"aws_elasticache_user\" \"u\" {\n  user_id = 7\n  passwords = [1234567890123456]\n  tags = { cost = 42, old = true }\n}\n";
    assert_eq!(
        only(text),
        serde_json::from_str::<serde_json::Value>(
            r#"{"UserId": "7", "Passwords": ["1234567890123456"], "Tags": [{"Key": "cost", "Value": "42"}, {"Key": "old", "Value": "true"}]}"#
        )
        .unwrap()
    );
}

/// HashiCorp's syntax of expressions: `for`, conditions, and how deep they may nest here.
#[test]
fn terraform_expressions_are_left_open() {
    let user = |value: &str| {
        format!("resource \"aws_elasticache_user\" \"u\" {{\n  user_id = \"a\"\n  {value}\n}}\n")
    };
    for value in [
        "passwords = [for p in var.all : p.text]",
        "passwords = [for p in var.all : p.text if p.ok]",
        "tags = { for k, v in var.tags : k => v }",
        "tags = { for k, v in var.tags : k => v... }",
        "engine = var.old ? \"redis\" : \"valkey\"",
    ] {
        assert_eq!(
            only(&user(value)).get("UserId").and_then(serde_json::Value::as_str),
            Some("a"),
            "{value}"
        );
    }
    for value in ["tags = { for k, v in var.tags : k }", "tags = { for k, v in var.tags k => v }"] {
        assert!(!import(&user(value)).errors.is_empty(), "{value}");
    }
    // Neither an answer nor a crash takes long.
    for (text, times) in [("a ? ", 100_000), ("(", 100_000), ("a ? b : ", 100_000)] {
        let deep = format!("engine = {}", text.repeat(times));
        assert!(import(&user(&deep)).users.is_empty());
    }
}

/// RFC 8259, section 7.
#[test]
fn every_escape_of_json_is_read() {
    let read = import(r#"{"UserId": "\"\\\/\b\f\n\r\t\u0041\uD83E\uDD80"}"#);
    assert_eq!(read.users[0].draft.user_id.as_deref(), Some("\"\\/\u{8}\u{c}\n\r\tA\u{1F980}"));
    // It is JSON: nothing is to be said of how it is written.
    assert_eq!(read.notes, []);
}

/// What Node.js 20 has as an object, and JSON has not, is read and said.
#[test]
fn javascript_objects_are_read() {
    let text = r#"{ // first
        UserId: '\u0041\u{1F980}\x41}', /* more */ "UserName": `a`, Tags: [{Key: "k", Value: "v",},], }"#;
    let read = import(text);
    assert_eq!(read.errors, []);
    assert_eq!(
        read.users[0].draft.to_json(),
        serde_json::from_str::<serde_json::Value>(
            r#"{"UserId": "A\uD83E\uDD80A}", "UserName": "a", "Tags": [{"Key": "k", "Value": "v"}]}"#
        )
        .unwrap()
    );
    assert_ne!(read.notes, []);
}

/// Python 3.11 reads this text so.
#[test]
fn unicode_escapes_are_read_as_in_python() {
    let text = r#"client.create_user(UserId="\u0041\U0001F980\x41\101}")"#;
    assert_eq!(only(text), serde_json::json!({ "UserId": "A\u{1F980}AA}" }));
}

/// As in PyYAML: an escaped line break isn't a space, and empty lines after it stay.
#[test]
fn escaped_line_breaks_in_yaml_are_joined() {
    for (text, value) in
        [("\"on\\\n  ~b\"", "on~b"), ("\"on\\\n\n  ~b\"", "on\n~b"), ("\"on\\\n\n\n  ~b\"", "on\n\n~b")]
    {
        let text = format!("UserId: app\nAccessString: {text}\n");
        assert_eq!(import(&text).users[0].draft.access_string.as_deref(), Some(value), "{text}");
    }
}

#[test]
fn a_lookup_names_its_placeholder() {
    let text =
        "client.create_user(UserId=os.environ['APP'], UserName=config.name, Passwords=[get_secret('pw')])";
    let read = import(text);
    let names: Vec<&str> = read.users[0].placeholders.iter().map(|open| open.name.as_str()).collect();
    assert!(names[0].contains("APP") && names[1] == "config.name", "{names:?}");
    // A name that only the program knows isn't a member.
    assert!(
        import("client.create_user(**{NAME: 'app'})")
            .users
            .iter()
            .all(|user| user.draft == Default::default())
    );
}

#[test]
fn an_unsupported_yaml_tag_is_reported_with_its_position() {
    let text = "UserName: app\nUserId: !!foo x\n";
    let read = import(text);
    let span = read.errors[0].span.clone().unwrap();
    assert!(text[span.start..].starts_with("!!foo"), "{:?}", &text[span.start..]);
}

/// In `${…}`, bash treats a quote after a backslash as an ordinary character.
#[test]
fn quotes_in_expansions_can_be_escaped() {
    let text = r#"aws elasticache create-user --user-id "${A:-"a\"}b"}" --user-name app"#;
    let read = import(text);
    assert_eq!(read.errors, []);
    assert_eq!(read.users[0].draft.to_json(), serde_json::json!({ "UserName": "app" }));
    assert_eq!(&text[read.users[0].placeholders[0].span.clone()], r#"${A:-"a\"}b"}"#);
}

/// bash takes `${1}` and `${10}`, and rejects `${1a}`: "bad substitution".
#[test]
fn numbered_arguments_of_a_script_are_left_open() {
    for word in ["$1", "${1}", "${10}", "${1:-app}"] {
        let read = import(&format!("aws elasticache create-user --user-id \"{word}\""));
        assert_eq!((read.errors.len(), read.users[0].placeholders.len()), (0, 1), "{word}");
    }
    assert!(!import("aws elasticache create-user --user-id \"${1a}\"").errors.is_empty());
}

/// The CLI reports `Unknown options: false`; whoever writes this wants a password.
#[test]
fn a_false_flag_does_not_make_a_user_passwordless() {
    for value in ["false", "False", "'false'", "no"] {
        let text = format!(
            "aws elasticache modify-user --user-id a --passwords aaaaaaaaaaaaaaaaaa --no-password-required {value}"
        );
        let read = import(&text);
        assert_eq!(
            read.users[0].draft.to_json(),
            serde_json::json!({ "UserId": "a", "Passwords": ["aaaaaaaaaaaaaaaaaa"] }),
            "{value}"
        );
        assert!(read.notes.iter().any(|note| note.message.contains("--no-no-password-required")), "{value}");
    }
    let read = import("aws elasticache modify-user --user-id a --no-password-required true");
    assert_eq!(read.users[0].draft.no_password_required, Some(true));
}

/// The places that a text's reading calls not read.
fn unread(text: &str) -> Vec<String> {
    let read = import(text);
    assert!(!read.users.is_empty(), "{text}");
    let notes = read.notes.into_iter().filter(|note| note.kind == NoteKind::Unread);
    notes.map(|note| text[note.span.unwrap()].to_owned()).collect()
}

#[test]
fn an_unreadable_call_is_reported() {
    let call = "aws elasticache create-user --user-id app --user-name app --engine valkey";
    for hidden in [
        "X=$(aws elasticache create-user --user-id b --no-password-required)",
        "bash -c 'aws elasticache create-user --user-id b --no-password-required'",
        "eval \"aws elasticache create-user --user-id b --no-password-required\"",
        "cat <<END\n$(aws elasticache create-user --user-id b --no-password-required)\nEND",
        "echo \"`aws elasticache create-user --user-id b`\"",
    ] {
        for text in [format!("{call}\n{hidden}\n"), format!("{hidden}\n{call}\n")] {
            assert_eq!(unread(&text), ["elasticache create-user"], "{text}");
        }
    }
    for plain in [
        format!("# aws elasticache create-user --user-id old\n{call}\n"),
        format!("{call} # aws elasticache create-user\n"),
        format!("{call}\n{call}\n"),
        format!("{call}\naws elasticache create-user-group --user-group-id a\n"),
        "aws elasticache \\\n  create-user --user-id a\naws elasticache \"modify-user\" --user-id a\n"
            .to_owned(),
    ] {
        assert_eq!(unread(&plain), [""; 0], "{plain}");
    }
}

#[test]
fn an_unreadable_user_of_a_template_is_reported() {
    let user = "  A:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: a\n";
    let group = "  G:\n    Type: AWS::ElastiCache::UserGroup\n";
    assert_eq!(unread(&format!("Resources:\n{user}{group}  # AWS::ElastiCache::User\n")), [""; 0]);
    for hidden in [
        "  Fn::ForEach::Users:\n    - Name\n    - [b, c]\n    - ${Name}:\n        Type: AWS::ElastiCache::User\n        Properties:\n          UserId: !Ref Name\n",
        "  B:\n    Type: !Sub AWS::ElastiCache::User\n    Properties:\n      UserId: b\n",
    ] {
        assert_eq!(unread(&format!("Resources:\n{user}{hidden}")), ["AWS::ElastiCache::User"], "{hidden}");
        assert_eq!(unread(&format!("Resources:\n{hidden}{user}")), ["AWS::ElastiCache::User"], "{hidden}");
    }
}
