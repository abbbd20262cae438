//! Every importer's file is listed, and the forms are found by content.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import");
    let not_importers = [
        "mod",
        "draft",
        "emitted",
        "limits",
        "not_a_user",
        "node",
        "properties",
        "probe",
        "program",
        "recovery",
        "rewrite",
        "rules",
        "groups",
        "script",
        "secrets",
        "source",
        "source_map",
        "spans",
        "tests",
        "tree",
    ];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_importers.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = IMPORTERS.iter().map(|importer| importer.id.replace('-', "_")).collect();
    let unlisted: Vec<&String> = files.difference(&listed).collect();
    let nameless: Vec<&String> = listed.difference(&files).collect();
    assert!(
        unlisted.is_empty() && nameless.is_empty(),
        "files that aren't in IMPORTERS: {unlisted:?}; importers whose id isn't the name of their file: {nameless:?}"
    );
}

/// The first user as JSON, for tests that say all of it.
fn only(text: &str) -> String {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    assert_eq!(read.users.len(), 1, "{text}");
    read.users[0].draft.to_json().to_string()
}

fn notes(text: &str, kind: NoteKind) -> Vec<&str> {
    let read = import(text);
    let notes = read.notes.iter().chain(&read.errors).filter(|note| note.kind == kind);
    notes.map(|note| note.span.clone().map_or("", |span| &text[span])).collect()
}

#[test]
fn a_command_is_read_as_the_cli_reads_it() {
    assert_eq!(
        only(
            "$ sudo aws --region eu-west-1 elasticache modify-user \\\n> --user-id a --auth Type=password,Passwords=abc,def --append=-@all | jq ."
        ),
        r#"{"UserId":"a","AppendAccessString":"-@all","AuthenticationMode":{"Type":"password","Passwords":["abc","def"]}}"#
    );
    assert_eq!(
        only(
            "ID=app\naws elasticache create-user --user-id z --cli-input-json \"{\\\"UserId\\\":\\\"$ID\\\",\\\"UserName\\\":\\\"$ID-x\\\"}\""
        ),
        r#"{"UserId":"z","UserName":"app-x"}"#
    );
    assert_eq!(
        only("aws elasticache create-user --cli-input-json \"$(cat <<'EOF'\n{\"UserId\":\n\"a\"}\nEOF\n)\""),
        r#"{"UserId":"a"}"#
    );
}

/// Of an option that is given twice, the CLI looks at the last value alone.
#[test]
fn the_last_value_of_an_option_wins() {
    let text = "aws elasticache modify-user --user-id a --endpoint-url x --endpoint-url http://localhost:1 \\\n--cli-read-timeout x --append-access-string +get --cli-read-timeout 5";
    assert_eq!(only(text), r#"{"UserId":"a","AppendAccessString":"+get"}"#);
    assert_eq!(notes(text, NoteKind::Dropped), ["--endpoint-url x", "--cli-read-timeout x"]);
}

/// As bash 5.2 has it: `+=` appends, an assignment before a command is for that command alone, and none is split.
#[test]
fn bash_variables_are_assigned_as_in_bash() {
    for (text, words) in [
        ("A='on ~*'; A+=' +@all'; stub \"$A\"", &[Some("on ~* +@all")] as &[_]),
        ("A=1; export A+=2; stub $A", &[Some("12")]),
        ("A=a B='x y'; stub $A \"$B\"", &[Some("a"), Some("x y")]),
        ("A='x y'; B=$A; export C=$B; stub \"$C\"", &[Some("x y")]),
        ("A=1; A=2 other; stub $A", &[Some("1")]),
        ("A=1; A=2 | other; stub $A", &[Some("1")]),
        ("A=1 B=$(other); stub $A", &[Some("1")]),
        ("stub ${A~b}", &[None]),
        // Not known to the reader.
        ("A=1; A=(x y); stub $A", &[None]),
        ("A=1; declare -a A=(x y) B=(); stub $A", &[None]),
        ("A=1; if other; then A=2; fi; stub $A", &[None]),
        ("A=1; other || A=2; stub $A", &[None]),
    ] {
        let read = probe::bash_words(text).unwrap();
        let read: Vec<Option<&str>> = read.last().unwrap().iter().skip(1).map(Option::as_deref).collect();
        assert_eq!(read, words, "{text}");
    }
    assert!(probe::bash_words("stub a=b( ) c").is_err());
}

/// `/*/` opens a comment and doesn't close it: HashiCorp's HCL library and Node read on to the next `*/`.
#[test]
fn slash_star_slash_does_not_close_a_comment() {
    let text = "resource \"aws_elasticache_user\" \"a\" {\n  user_id = \"a\" /*/ b */\n}\n";
    assert_eq!(only(text), r#"{"UserId":"a"}"#);
    let text = "{ UserId: \"a\" /*/ b */, Engine: \"redis\" }";
    assert_eq!(only(text), r#"{"UserId":"a","Engine":"redis"}"#);
}

/// As PyYAML and ruamel.yaml have it: a value has one anchor.
#[test]
fn yaml_values_are_read_as_the_tools_do() {
    let value = |text: &str| probe::yaml_value(text).map(|value| format!("{value}"));
    assert!(value("a: &b &c\n  d: e\n").is_err());
    assert!(value("a: [&b &c d]\n").is_err());
    for (text, read) in [
        ("%YAML 1.1\r---\ra: b\r", r#"{"a":"b"}"#),
        // Keys: after `?`, with an anchor, by an alias, on two lines in brackets.
        ("? a\n: b\n? c\n", r#"{"a":"b","c":null}"#),
        ("&x a: 1\nb: *x\nc:\n  *x : 2\n", r#"{"a":1,"b":"a","c":{"a":2}}"#),
        ("&x on: *x\n", r#"{"on":true}"#),
        ("{? a : b, \"c\":d, e, 'f\n g': h}", r#"{"a":"b","c":"d","e":null,"f g":"h"}"#),
        ("[a: b, ? c : d, {e: f}]", r#"[{"a":"b"},{"c":"d"},{"e":"f"}]"#),
        // Lines that are indented less than their key, in brackets and in quotes.
        ("a: [\n  b\n]\nc: {\nd: 'e\n\nf'\n}\n", r#"{"a":["b"],"c":{"d":"e\nf"}}"#),
        ("a: [\n]\nb: |\n  c: [\n  ]\nd: [\n]\n", r#"{"a":[],"b":"c: [\n]\n","d":[]}"#),
        // The end of the text isn't a line end.
        ("a: |\n  b", r#"{"a":"b"}"#),
        ("a: &x {b: 1}\nc:\n  <<: *x\n  d: 2\n", r#"{"a":{"b":1},"c":{"b":1,"d":2}}"#),
        ("a: !Sub |\n  b\n", r#"{"a":{"Fn::Sub":"b\n"}}"#),
        ("a: !!str 12", r#"{"a":"12"}"#),
    ] {
        let members: serde_json::Value = serde_json::from_str(read).unwrap();
        assert_eq!(value(text).as_deref(), Ok(members.to_string().as_str()), "{text}");
    }
}

/// A shell's variable inside YAML is named, and an escape that happens to be the mark for one is a character.
#[test]
fn variables_inside_yaml_are_named() {
    let command = |yaml: &str| format!("aws elasticache create-user --cli-input-yaml \"{yaml}\"");
    let read = import(&command("UserId: $ID\nUserName: 'a ${NAME} b'\nEngine: redis\n"));
    let user = &read.users[0];
    assert_eq!((read.errors.as_slice(), user.draft.engine.as_deref()), (&[] as &[_], Some("redis")));
    let open: Vec<_> =
        user.placeholders.iter().map(|open| (open.path.to_string(), open.written.as_deref())).collect();
    assert_eq!(open, [("UserId".to_owned(), Some("${ID}")), ("UserName".to_owned(), Some("a ${NAME} b"))]);
    let read = import("UserId: \"\\uE000\"\nUserName: app\n");
    assert_eq!(read.users[0].placeholders[0].name, "a private-use character");
}

/// What isn't read is refused at its place.
#[test]
fn unsupported_yaml_is_reported_with_its_position() {
    for (text, place) in [
        ("a: b\n? [c]\n: d\n", "[c]"),
        ("a: b\n{c: d}: e\n", "{c: d}"),
        ("a: &x [b]\n*x : c\n", "*x :"),
        ("a: *b\n", "*b"),
        ("a: &b x\n---\nc: *b\n", "*b\n"),
        ("a: &b [*b]\n", "*b]"),
        ("a: é\nb: é\na: c\n", "a: c"),
        ("a: é\nb: 'é\n", "'é"),
        ("a: é\nb: [é\n", ""),
        (": b\n", ":"),
        ("a: !!int 3\n", "!!int"),
        ("a: é\n\tb: c\n", "é\n\tb"),
    ] {
        let read = import_as(text, "yaml");
        let at = read.errors[0].span.clone().unwrap().start;
        assert!(
            text[at..].starts_with(place) && (!place.is_empty() || at == text.len()),
            "{text:?} {at} {:?}",
            read.errors
        );
    }
    let deep = |n: usize| format!("UserId: {}{}", "[".repeat(n), "]".repeat(n));
    assert!(import(&deep(90)).errors.is_empty());
    for n in [110, 300, 100_000] {
        assert!(import(&deep(n)).errors[0].message.contains("deeper"), "{n}");
    }
}

/// A literal is exactly what is written: not its tag or anchor, and not the comment after it.
#[test]
fn literals_of_yaml_are_exact() {
    let text = "# é\nUserId: &a \"é\\n\" # c\nUserName: 'it''s'   # c\nEngine: &b # c\n  redis # c\nAccessString: >- # c\n  on ~é\n  +@all\n\nPasswords:\n- first#1\n-   \"se\\\"c\" # c\nTags: [{Key: é, Value: \"v\"}, # c\n {Key: k}]\n";
    let read = import(text);
    assert_eq!(read.errors, []);
    let user = &read.users[0];
    let literal = |path: &str| &text[user.places.get(&Path::parse(path)).unwrap().literal.clone()];
    for (path, written) in [
        ("UserId", "\"é\\n\""),
        ("UserName", "'it''s'"),
        ("Engine", "redis"),
        ("AccessString", ">- # c\n  on ~é\n  +@all\n"),
        ("Passwords", "- first#1\n-   \"se\\\"c\""),
        ("Passwords[0]", "first#1"),
        ("Passwords[1]", "\"se\\\"c\""),
        ("Tags", "[{Key: é, Value: \"v\"}, # c\n {Key: k}]"),
        ("Tags[0].Value", "\"v\""),
        ("Tags[1]", "{Key: k}"),
    ] {
        assert_eq!(literal(path), written, "{path}");
    }
    assert_eq!(read.comments.len(), 8);
    assert!(read.comments.iter().all(|span| text[span.clone()].starts_with("# ")));
}

/// As fish has it: no variable is set where the name has an escape, and a word is gone where a variable in it is empty,
/// be it after a zero. A comment inside braces is a part of the word, one inside brackets of a command is none.
#[test]
fn fish_words_split_as_in_fish() {
    let word = |text: &str| Some(text.to_owned());
    for (text, words) in [
        ("B\\=x stub a", vec![word("B=x"), word("stub"), word("a")]),
        ("B=x stub a", vec![word("stub"), word("a")]),
        ("stub a\\U0$x b", vec![word("stub"), None, word("b")]),
        ("stub a\\U0x b", vec![word("stub"), word("a"), word("b")]),
        ("stub {a # c\n,b}", vec![word("stub"), word("a # c\n"), word("b")]),
        ("stub { a,\tb}", vec![word("stub"), word("a"), word("\tb")]),
        ("stub (true # it's)\n) b", vec![word("stub"), None, word("b")]),
    ] {
        assert_eq!(probe::fish_words(text), Ok(vec![words]), "{text}");
    }
}

#[test]
fn values_only_a_shell_knows_are_left_open() {
    let text = "aws elasticache create-user --user-id \"$ID\" --user-name app --passwords \"$PW\" \"$(cat pw)\" --access-string \"on ~${PREFIX}:* +@read\"";
    let read = import(text);
    let user = &read.users[0];
    assert_eq!(user.draft.to_json().to_string(), r#"{"UserName":"app","Passwords":["",""]}"#);
    let open: Vec<(String, &str, Option<&str>)> = user
        .placeholders
        .iter()
        .map(|open| (open.path.to_string(), open.name.as_str(), open.written.as_deref()))
        .collect();
    assert_eq!(
        open,
        [
            ("UserId".to_owned(), "ID", Some("${ID}")),
            ("Passwords[0]".to_owned(), "PW", None),
            ("Passwords[1]".to_owned(), "a command", None),
            ("AccessString".to_owned(), "PREFIX", Some("on ~${PREFIX}:* +@read")),
        ]
    );
    assert_eq!(notes(text, NoteKind::Unknown), ["$ID", "$PW", "$(cat pw)", "${PREFIX}"]);
}

#[test]
fn an_unquoted_access_string_is_read_and_noted() {
    let text = "aws elasticache create-user --user-id a --access-string on ~* +@all --engine valkey";
    assert_eq!(only(text), r#"{"UserId":"a","Engine":"valkey","AccessString":"on ~* +@all"}"#);
    assert_eq!(notes(text, NoteKind::Changed), ["on ~* +@all"]);
}

#[test]
fn the_not_ready_marker_is_not_a_member() {
    assert_eq!(only(r#"{"Not ready": "1 problem", "UserId": "a"}"#), r#"{"UserId":"a"}"#);
    assert_eq!(only("\"Not ready\": \"1 problem\"\nUserId: \"a\"\n"), r#"{"UserId":"a"}"#);
}

#[test]
fn errors_have_a_span_and_no_password() {
    for text in [
        "aws elasticache create-user --passwords 'canary",
        "aws elasticache create-user --passwords '[\"canary\"'",
        "aws elasticache create-user --user-id a --passwords b -canary canary --canary",
        "aws elasticache create-user --authentication-mode canary=canary,canary=",
        "aws elasticache create-user --cli-input-json '{\"Passwords\": [\"canary\", canary]}'",
        "aws elasticache create-user --passwords \"${canary:-canary}\" \"$(echo canary)\" --output canary",
        "{\"Passwords\": [canary]}",
    ] {
        let read = import(text);
        let printed = format!("{read:?}").replace("name: \"canary\"", "").replace("from `canary`", "");
        assert!(!printed.contains("canary"), "{printed}");
    }
}

#[test]
fn replies_become_the_current_user() {
    let text = r#"{"Users": [{"UserId": "a", "UserName": "A", "Status": "active", "Engine": "valkey", "AccessString": "on ~* +@all",
        "Authentication": {"Type": "no-password"}, "ARN": "arn:aws:elasticache:eu-west-1:1:user:a"},
        {"UserId": "b", "UserName": "B", "Engine": "redis", "AccessString": "off", "Authentication": {"Type": "password", "PasswordCount": 2}}]}"#;
    let read = import(text);
    assert_eq!(read.format, Some("reply"));
    assert_eq!(read.users.len(), 2);
    let first = &read.users[0];
    assert_eq!(first.operation, Operation::ModifyUser);
    assert_eq!(first.draft.to_json().to_string(), r#"{"UserId":"a","AccessString":"on ~* +@all"}"#);
    assert_eq!(first.current.as_ref().unwrap().status.as_deref(), Some("active"));
    assert_eq!(
        first.template().unwrap().draft.to_json().to_string(),
        r#"{"UserId":"a","UserName":"A","Engine":"valkey","AccessString":"on ~* +@all","AuthenticationMode":{"Type":"no-password-required"}}"#
    );
    let second = read.users[1].template().unwrap();
    assert_eq!(
        second.draft.to_json().to_string(),
        r#"{"UserId":"b","UserName":"B","Engine":"redis","AccessString":"off","AuthenticationMode":{"Type":"password","Passwords":["",""]}}"#
    );
    assert_eq!(second.placeholders.len(), 2);
}

#[test]
fn cloudtrail_members_get_the_spelling_of_requests() {
    let text = r#"{"Records": [{"eventSource": "iam.amazonaws.com", "eventName": "CreateUser", "requestParameters": {"userName": "x"}},
        {"eventSource": "elasticache.amazonaws.com", "eventName": "CreateUser", "requestParameters": {"userId": "a", "userName": "b",
        "engine": "valkey", "accessString": "on ~* +@all", "authenticationMode": {"type": "password", "passwords": ["****"]},
        "tags": [{"key": "k", "value": "v"}]}}]}"#;
    assert_eq!(import(text).format, Some("cloudtrail"));
    assert_eq!(
        only(text),
        r#"{"UserId":"a","UserName":"b","Engine":"valkey","AccessString":"on ~* +@all","Tags":[{"Key":"k","Value":"v"}],"AuthenticationMode":{"Type":"password","Passwords":[""]}}"#
    );
}

#[test]
fn query_bodies_are_read() {
    // The bodies are those that botocore sent.
    for (text, draft) in [
        (
            "Action=CreateUser&Version=2015-02-02&UserId=u1&UserName=u1&Engine=redis&Passwords.member.1=mYnuUzrpAxXw2rdzx&AccessString=on+~%2A+%2B%40all",
            r#"{"UserId":"u1","UserName":"u1","Engine":"redis","Passwords":["mYnuUzrpAxXw2rdzx"],"AccessString":"on ~* +@all"}"#,
        ),
        (
            "Action=CreateUser&Version=2015-02-02&UserId=u1&Tags.Tag.1.Key=a&Tags.Tag.1.Value=b&Tags.Tag.2.Key=c&Passwords=",
            r#"{"UserId":"u1","Passwords":[],"Tags":[{"Key":"a","Value":"b"},{"Key":"c"}]}"#,
        ),
        (
            "POST / HTTP/1.1\nHost: elasticache.eu-west-1.amazonaws.com\n\nAction=ModifyUser&Version=2015-02-02&UserId=u1&NoPasswordRequired=false&AuthenticationMode.Type=password&AuthenticationMode.Passwords.member.1=aaaaaaaaaaaaaaaa",
            r#"{"UserId":"u1","NoPasswordRequired":false,"AuthenticationMode":{"Type":"password","Passwords":["aaaaaaaaaaaaaaaa"]}}"#,
        ),
    ] {
        assert_eq!(only(text), draft);
    }
}

#[test]
fn unquoted_yaml_scalars_that_change_are_noted() {
    let template = "Resources:\n  A:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: 0x1F\n      UserName: 1.10\n      AccessString: on\n      Engine: 2001-12-14\n";
    let read = import(template);
    let draft = &read.users[0].draft;
    let members = [&draft.user_id, &draft.user_name, &draft.access_string, &draft.engine];
    assert_eq!(
        members.map(|member| member.as_deref()),
        [Some("31"), Some("1.1"), Some("true"), Some("2001-12-14")]
    );
    assert_eq!(read.notes.len(), 4, "{:?}", read.notes);
    let read = import("UserId: app\nUserName: 2001-12-14\nEngine: '2001-12-14'\n");
    assert_eq!(read.users[0].draft.user_name.as_deref(), Some("2001-12-14"));
    assert_eq!(read.notes.len(), 1, "{:?}", read.notes);
    // The AWS CLI rejects this, and so does CloudFormation.
    let twice = import("UserId: app\nUserName: app\nUserId: other\n");
    assert!(twice.users.is_empty() && twice.errors[0].message.contains("twice"));
}

/// Whitespace before a line end goes, unless it is written as an escape; as ruamel.yaml and cfn-lint read it.
#[test]
fn an_escaped_space_survives_at_the_end_of_a_yaml_line() {
    for (text, meant) in
        [("\"on  \n  ~a\"", "on ~a"), ("\"on\\ \n  ~a\"", "on  ~a"), ("\"on\\t \n  ~a\"", "on\t ~a")]
    {
        let read = import(&format!("UserId: app\nAccessString: {text}\n"));
        assert_eq!(read.users[0].draft.access_string.as_deref(), Some(meant), "{text:?}");
    }
}

#[test]
fn acl_imports_drop_rules_that_elasticache_rejects() {
    for text in [
        "user app on #9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ~app:* &* +@read",
        "1) \"user app on #9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08 ~app:* &* +@read\"",
        "127.0.0.1:6379> ACL SETUSER app on >canary ~app:* &* +@read",
    ] {
        let read = import(text);
        let user = &read.users[0];
        assert_eq!(read.format, Some("acl"), "{text}");
        assert_eq!(user.draft.user_name.as_deref(), Some("app"));
        assert_eq!(user.draft.access_string.as_deref(), Some("on ~app:* &* +@read"));
        let password = user.draft.all_passwords().next().unwrap().1.expose().to_owned();
        assert_eq!(password, if text.contains("canary") { "canary" } else { "" });
        assert!(!format!("{read:?}").contains("canary"));
    }
    assert_eq!(import("on ~* &* +@all").format, Some("access-string"));
    assert_eq!(
        only("'on %R~a:* (~b:* +get) -@all +@read'\n"),
        r#"{"AccessString":"on %R~a:* (~b:* +get) -@all +@read"}"#
    );
    for text in ["hello world", "on the way", "user of the month", "-x --y", "12"] {
        assert_eq!(import(text).format, None, "{text}");
    }
}

#[test]
fn the_corpus_is_read_as_expected() {
    let Some(folder) = crate::repository::corpus("import") else { return };
    let mut names: Vec<std::path::PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
    names.sort();
    let mut count = 0;
    for expected in names.iter().filter(|path| path.to_string_lossy().ends_with(".expected.json")) {
        let stem = expected.file_name().unwrap().to_str().unwrap().strip_suffix(".expected.json").unwrap();
        let of = |path: &&std::path::PathBuf| {
            path.file_stem().is_some_and(|file| file == stem) && path.extension().is_some()
        };
        let text = std::fs::read_to_string(names.iter().find(of).unwrap()).unwrap();
        let expected: serde_json::Value =
            serde_json::from_str(&std::fs::read_to_string(expected).unwrap()).unwrap();
        let read = import(&text);
        let users: Vec<serde_json::Value> = read
            .users
            .iter()
            .map(|user| {
                let open: Vec<String> = user.placeholders.iter().map(|open| open.path.to_string()).collect();
                serde_json::json!({"operation": user.operation.name(), "input": user.draft.to_json(), "placeholders": open})
            })
            .collect();
        assert_eq!(serde_json::json!({"format": read.format, "users": users}), expected, "{stem}");
        assert_eq!(read.errors, [], "{stem}");
        count += 1;
    }
    assert!(count >= 12);
}

#[test]
fn the_note_about_an_open_place_says_what_is_open() {
    for (text, message) in [
        (
            r#"{"Resources": {"U": {"Type": "AWS::ElastiCache::User", "Properties": {"UserId": "a", "Foo": {"Ref": "X"}}}}}"#,
            "Foo comes from `X`, whose value isn't known here. Enter it.",
        ),
        (
            "aws elasticache create-user --user-id a --passwords $P",
            "The password comes from `P`, whose value isn't known here. Enter it.",
        ),
        (
            "aws elasticache create-user --user-id a --passwords $(pass x)",
            "The password comes from a command. Enter it.",
        ),
        ("user a on >{{pw}} ~* +@all", "The password contains a template placeholder. Fill it in."),
    ] {
        let notes = import(text).notes;
        assert!(notes.iter().any(|note| note.message == message), "{text}: {notes:?}");
    }
}
