//! Common mistakes, one table per kind: how the text is read, and what is reported.

use elasticache_user::import::{Imported, import};
use elasticache_user::{Context, Finding, Prediction, Severity, apply, check, predict};
use serde_json::{Value, json};

fn only(text: &str) -> Imported {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    let [user] = &read.users[..] else { panic!("{text}\n{read:?}") };
    user.clone()
}

fn context(user: &Imported, engine: Option<&str>) -> Context {
    let engine_version = engine.map(|engine| engine.parse().unwrap());
    Context { open: user.open(), current: user.current.clone(), engine_version, ..Context::default() }
}

fn findings(text: &str, engine: Option<&str>) -> Vec<Finding> {
    let user = only(text);
    check(user.operation, &user.draft, &context(&user, engine)).findings
}

fn create(access: &str) -> String {
    format!(
        "aws elasticache create-user --user-id a --user-name a --engine redis --passwords 0123456789abcdefXY --access-string '{access}'"
    )
}

/// The access strings that the fixes of a rule give, and how severe its findings are.
fn of_rule(access: &str, engine: Option<&str>, rule: &str) -> (Option<Severity>, Vec<String>) {
    let text = create(access);
    let draft = only(&text).draft;
    let found = findings(&text, engine);
    let mine: Vec<&Finding> = found.iter().filter(|finding| finding.rule == rule).collect();
    let fixed =
        mine.iter().flat_map(|finding| &finding.fixes).map(|fix| apply(&draft, &fix.edits).access_string);
    (mine.iter().map(|finding| finding.severity).min(), fixed.flatten().collect())
}

/// `aws elasticache create-user help`: `--no-password-required | --no-no-password-required`, without values.
#[test]
fn a_flag_is_never_inverted() {
    for (words, expected) in [
        ("--no-password-required false", None),
        ("--no-password-required False --engine redis", None),
        ("--no-password-required 0", None),
        ("--no-password-required no", None),
        ("--no-password-required \"$OPEN\"", None),
        ("--no-password-required", Some(true)),
        ("--no-password-required true", Some(true)),
        ("--no-no-password-required", Some(false)),
        ("--no-password-required --no-no-password-required", Some(false)),
    ] {
        let text = format!("aws elasticache modify-user --user-id a {words}");
        assert_eq!(only(&text).draft.no_password_required, expected, "{text}");
        if words.contains(' ') && expected != Some(false) {
            assert!(!import(&text).notes.is_empty(), "{text}");
        }
    }
}

/// Whatever depends on the stored user is in the possible other answers, and in a finding.
#[test]
fn a_change_lists_what_it_depends_on() {
    const NAME: &str = "User Id and User name must be same for authentication type: iam";
    const NO_PASSWORD: &str = "No-password-required is not allowed for a user with engine Valkey";
    for (words, answer, rule) in [
        ("--engine valkey", Some(NO_PASSWORD), "engine-valkey-needs-auth"),
        ("--no-password-required", Some(NO_PASSWORD), "engine-valkey-needs-auth"),
        ("--authentication-mode Type=no-password-required", Some(NO_PASSWORD), "engine-valkey-needs-auth"),
        ("--authentication-mode Type=iam", Some(NAME), "iam-name-equals-id"),
        ("--engine valkey --authentication-mode Type=iam", Some(NAME), "iam-name-equals-id"),
        ("--append-access-string 'on ~* +@all'", None, "as-full-access"),
        ("--append-access-string '+@all on allkeys &*'", None, "as-full-access"),
        ("--append-access-string 'on allkeys allcommands'", None, "as-full-access"),
    ] {
        let text = format!("aws elasticache modify-user --user-id a {words}");
        let user = only(&text);
        let Prediction::Accepted(reply) = predict(user.operation, &user.draft, &Context::default()) else {
            panic!("{text}")
        };
        let may: Vec<&str> = reply.unless.iter().map(|answer| answer.message.as_ref()).collect();
        assert!(answer.is_none_or(|answer| may.contains(&answer)), "{text}\n{may:?}");
        assert!(findings(&text, None).iter().any(|finding| finding.rule == rule), "{text}");
    }
    // What the request itself decides depends on nothing.
    let text = "aws elasticache modify-user --user-id a --engine valkey --passwords 0123456789abcdefXY";
    let user = only(text);
    let Prediction::Accepted(reply) = predict(user.operation, &user.draft, &Context::default()) else {
        panic!()
    };
    assert!(!reply.unless.iter().any(|answer| answer.message == NO_PASSWORD));
}

/// A live account rejected one with InvalidParameterValue, as Redis 6 servers do.
#[test]
fn a_subcommand_next_to_its_container_is_uncertain() {
    for (access, without) in [
        ("on ~a -@all +@connection +client|setname", "on ~a -@all +@connection"),
        ("on ~a -@all +client +client|setname +get", "on ~a -@all +client +get"),
        ("on ~a -@all +get +client +client|id", "on ~a -@all +get +client"),
        ("on ~a -@all +object +object|freq", "on ~a -@all +object"),
        ("on ~a -@all +@read +object|encoding", "on ~a -@all +@read"),
        ("on ~a +@all +client|setname", "on ~a +@all"),
    ] {
        let (severity, fixed) = of_rule(access, None, "as-useless-word");
        assert!(severity.is_some_and(|severity| severity <= Severity::Warning), "{access}: {severity:?}");
        assert!(fixed.iter().any(|fixed| fixed == without), "{access}: {fixed:?}");
        let user = only(&create(access));
        let Prediction::Accepted(reply) = predict(user.operation, &user.draft, &Context::default()) else {
            panic!("{access}")
        };
        assert!(reply.unless.iter().any(|answer| answer.code == "InvalidParameterValue"), "{access}");
    }
}

/// redis-cli and shells take quotes off, files and lists don't.
#[test]
fn misplaced_passwords_are_reported() {
    for (text, password, access) in [
        ("ACL SETUSER a on >'first one' ~* +info", "first one", "on ~* +info"),
        ("ACL SETUSER a on \">first \\\"one\\\"\" ~*", "first \"one\"", "on ~*"),
        ("127.0.0.1:6379> acl setuser a >secret on allkeys", "secret", "on allkeys"),
        ("redis-cli ACL SETUSER a on '>se cret' '~app:*'", "se cret", "on ~app:*"),
        ("redis-cli -h cache -p 6379 ACL SETUSER a on \\>secret ~app:\\* +get", "secret", "on ~app:* +get"),
        ("valkey-cli acl setuser a on \">se'cret\" '~a' && echo ok", "se'cret", "on ~a"),
        ("user a on >'secret' ~* +@all", "'secret'", "on ~* +@all"),
        ("redis-cli ACL SETUSER a on \">$PW\" ~*", "${PW}", "on ~*"),
    ] {
        let user = only(text);
        assert_eq!(user.draft.all_passwords().next().unwrap().1.expose(), password, "{text}");
        assert_eq!(user.draft.access_string.as_deref(), Some(access), "{text}");
    }
    // In a request one fix moves them, and then they are judged.
    for (access, passwords, rest) in [
        (
            "on >initialPassword123 >newPassword456 ~a:* +@read",
            vec!["initialPassword123", "newPassword456"],
            "on ~a:* +@read",
        ),
        ("on >short ~a:*", vec!["short"], "on ~a:*"),
        (
            ">0123456789abcdefXY on ~a:* >0123456789abcdefXZ",
            vec!["0123456789abcdefXY", "0123456789abcdefXZ"],
            "on ~a:*",
        ),
        ("on ~a:* +get >0123456789abcdefXY", vec!["0123456789abcdefXY"], "on ~a:* +get"),
        // Another fix takes out what isn't a password.
        ("on nopass >0123456789abcdefXY ~a:*", vec!["0123456789abcdefXY"], "on nopass ~a:*"),
    ] {
        let text = format!("aws elasticache modify-user --user-id a --access-string '{access}'");
        let user = only(&text);
        let found = findings(&text, None);
        let moved = found
            .iter()
            .flat_map(|finding| &finding.fixes)
            .map(|fix| apply(&user.draft, &fix.edits))
            .find(|draft| draft.all_passwords().count() == passwords.len());
        let moved = moved.unwrap_or_else(|| panic!("{text}\n{found:#?}"));
        let got: Vec<&str> = moved.all_passwords().map(|(_, secret)| secret.expose()).collect();
        assert_eq!((got, moved.access_string.as_deref()), (passwords, Some(rest)), "{text}");
        let short = moved.all_passwords().any(|(_, secret)| secret.expose().len() < 16);
        let report = check(user.operation, &moved, &Context::default());
        assert_eq!(report.findings.iter().any(|finding| finding.rule == "password-min-16"), short, "{text}");
    }
}

/// A pattern without an end is that of the empty name.
#[test]
fn empty_patterns_are_reported() {
    for (access, fixed) in [
        ("on %RW +@all", "on %RW~* +@all"),
        ("on %R %W~a:* +get", "on %R~* %W~a:* +get"),
        ("on %R~ +get", "on %R~* +get"),
        ("on ~ +@all", "on ~* +@all"),
        ("on ~a & +@all", "on ~a &* +@all"),
        ("on ~a (%W +set)", "on ~a (%W~* +set)"),
    ] {
        let (severity, fixes) = of_rule(access, None, "as-empty-pattern");
        assert_eq!(severity, Some(Severity::Warning), "{access}");
        assert!(fixes.iter().any(|fix| fix == fixed), "{access}: {fixes:?}");
    }
    for access in ["on ~* +@all", "on %R~a +get", "on ~a &b +@all"] {
        assert_eq!(of_rule(access, None, "as-empty-pattern").0, None, "{access}");
    }
}

#[test]
fn common_mistakes_have_a_fix() {
    for (access, fixed) in [
        ("on -actor:* +@all", "on ~actor:* +@all"),
        ("on +user:* +@read", "on ~user:* +@read"),
        ("on session:* +@read", "on ~session:* +@read"),
        ("on ~a:* \\\n +@read", "on ~a:* +@read"),
        ("on ~a:* +@read \\", "on ~a:* +@read"),
        ("on ~a:* @read", "on ~a:* +@read"),
        ("on ~a:* get", "on ~a:* +get"),
        ("on ~* all", "on ~* +@all"),
        ("on allkey +@read", "on allkeys +@read"),
        ("on ~a:* +@read, +@write", "on ~a:* +@read +@write"),
    ] {
        let text = create(access);
        let draft = only(&text).draft;
        let errors = findings(&text, None).into_iter().filter(|finding| finding.severity == Severity::Error);
        let fixes: Vec<String> = errors
            .flat_map(|finding| finding.fixes)
            .filter_map(|fix| apply(&draft, &fix.edits).access_string)
            .collect();
        assert!(fixes.iter().any(|fix| fix == fixed), "{access:?}: {fixes:?}");
        // Pasted alone it is an access string, too.
        let alone = import(access);
        assert_eq!((alone.format, alone.users.len()), (Some("access-string"), 1), "{access:?}");
    }
}

/// An access string follows a name, in quotes, or alone. Sentences are none.
#[test]
fn access_strings_are_recognized() {
    for text in [
        "on ~* +@all",
        "ACL: on ~* +@all",
        "access_string = \"on ~* +@all\"",
        "--access-string 'on ~* +@all'",
        "The user's rules: on ~* +@all",
        "'on ~* +@all'",
        "\"on ~* +@all\",",
        "acl: \"on ~* +@all\"",
        "`on ~* +@all`",
        "on\n~*\n+@all\n",
    ] {
        let read = import(text);
        assert_eq!(read.format, Some("access-string"), "{text:?}");
        assert_eq!(read.users[0].draft.access_string.as_deref(), Some("on ~* +@all"), "{text:?}");
    }
    for text in [
        "hello - this is +1 all",
        "on the way",
        "turn it on: now",
        "https://example.com/a:*",
        "a + b - c",
        "- item\n- other",
        "x = -y + z",
        "+1 from me",
        "the user is on holiday: ~2 weeks",
    ] {
        assert!(import(text).users.is_empty(), "{text:?}\n{:?}", import(text));
    }
}

/// The `COMMAND` of servers of each version. A user is bound to no version.
#[test]
fn version_specific_commands_are_not_errors() {
    for (access, engine) in [
        ("on ~* -@all +@write -stralgo", "redis-7.0"),
        ("on ~* -@all +stralgo", "valkey-8.0"),
        ("on ~* -@all +client|setinfo", "redis-7.0"),
        ("on ~* -@all +hexpire", "redis-7.1"),
        ("on ~* -@all +getex", "redis-6.0"),
        ("on ~* -@all +function|load", "redis-6.2"),
        ("on ~* clearselectors +get", "redis-6.2"),
        ("on %R~a +get", "redis-6.2"),
    ] {
        assert_eq!(
            of_rule(access, Some(engine), "as-version-feature").0,
            Some(Severity::Warning),
            "{access} {engine}"
        );
        let errors: Vec<_> = findings(&create(access), Some(engine))
            .into_iter()
            .filter(|found| found.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{access} {engine}\n{errors:#?}");
    }
    assert_eq!(of_rule("on ~* +nosuch", Some("redis-7.0"), "as-command-known").0, Some(Severity::Error));
}

/// `describe-users`, as the AWS CLI, Python and JavaScript print it, and as people cut it.
#[test]
fn replies_stay_replies() {
    let user = |kind: &str| {
        json!({"UserId": "u1", "UserName": "u1", "Status": "active", "Engine": "redis", "AccessString": "~o:*", "UserGroupIds": [],
        "Authentication": {"Type": kind}, "ARN": "arn:aws:elasticache:us-east-1:111122223333:user:u1"})
    };
    let strict = user("no-password").to_string();
    for text in [
        strict.replace("[],", "[]\n"),
        strict.replace('}', ",}").replacen("},}", "}}", 0),
        strict.replace('"', "'"),
        format!(
            "{{'Users': [{}], 'ResponseMetadata': {{'RequestId': 'x', 'RetryAttempts': 0}}}}",
            strict.replace('"', "'")
        ),
        format!("$ aws elasticache describe-users\n{{\"Users\": [{strict}]}}\n"),
        format!("This is what we have:\n\n{strict}\n"),
        strict.replace("\"UserId\"", "UserId").replace("\"UserName\"", "UserName").replace("\"ARN\"", "ARN"),
    ] {
        let read = import(&text);
        assert_eq!((read.format, read.errors.len()), (Some("reply"), 0), "{text}\n{read:?}");
        let current = read.users[0].current.as_ref().unwrap();
        assert_eq!(current.status.as_deref(), Some("active"), "{text}");
        assert_eq!(current.authentication.as_ref().unwrap().kind.as_deref(), Some("no-password"), "{text}");
    }
    // In the spelling of a user guide it isn't a password either.
    let text = user("no_password").to_string();
    let valkey = only(&text);
    let draft = elasticache_user::Draft::from_json(json!({"UserId": "u1", "Engine": "valkey"}));
    let report = check(valkey.operation, &draft, &context(&valkey, None));
    assert!(
        report.findings.iter().any(|finding| finding.rule == "engine-valkey-needs-auth"),
        "{:?}",
        report.findings
    );
    // What is printed for people is named.
    for text in [
        "USERS\ton ~* +@all\tarn:aws:elasticache:us-east-1:1:user:default\tredis\n",
        "-----\n|  DescribeUsers  |\n+----+\n||  Users  ||\n",
    ] {
        let read = import(text);
        assert!(
            read.users.is_empty() && read.errors[0].message.contains("prints for people"),
            "{text}\n{read:?}"
        );
    }
}

/// `aws elasticache create-user --generate-cli-skeleton` of both versions, in JSON and YAML.
#[test]
fn an_unfilled_skeleton_is_reported() {
    let json = json!({"UserId": "", "UserName": "", "Engine": "", "Passwords": [""], "AccessString": "", "NoPasswordRequired": true,
        "Tags": [{"Key": "", "Value": ""}], "AuthenticationMode": {"Type": "no-password-required", "Passwords": [""]}});
    let yaml = "UserId: ''  # [REQUIRED] The ID of the user.\nPasswords: # Passwords used for this user.\n- ''\nNoPasswordRequired: true\nAuthenticationMode:\n  Type: password\n  Passwords:\n  - ''\n";
    let change = json!({"UserId": "", "AccessString": "", "AppendAccessString": "", "Passwords": [""], "NoPasswordRequired": true,
        "AuthenticationMode": {"Type": "iam", "Passwords": [""]}, "Engine": ""});
    let texts =
        [json.to_string(), serde_json::to_string_pretty(&json).unwrap(), yaml.to_owned(), change.to_string()];
    for text in texts {
        let found = findings(&text, None);
        assert!(found.iter().any(|finding| finding.rule == "cli-skeleton-not-ready"), "{text}");
        // Of the empty texts only those are named that must be filled in.
        let errors = found.iter().filter(|finding| finding.severity == Severity::Error).count();
        assert!(errors <= 4, "{text}\n{found:#?}");
    }
}

/// Members in the wrong spelling or of the wrong type are kept, so that the rules speak.
#[test]
fn unrecognized_values_are_reported() {
    let command = "aws elasticache create-user --user-id a";
    for (text, rule) in [
        (format!("{command} --tags env=prod"), "unknown-member"),
        (format!("{command} --tags Key=env,Value=x,y"), "wrong-type"),
        (format!("{command} --authentication-mode type=iam"), "member-spelling"),
        (format!("{command} --authentication-mode Type=password,Passwords=aaa,bbb=ccc"), "unknown-member"),
        (format!("{command} --cli-input-json '{{\"accessString\": \"on\", \"UserName\": 5}}'"), "member-spelling"),
        (format!("{command} --cli-input-json '{{\"UserName\": 5}}'"), "wrong-type"),
        ("UserId: a\nAuthenticationMode: iam\n".to_owned(), "wrong-type"),
        ("{\"UserId\": \"a\", \"Passwords\": \"0123456789abcdefXY\"}".to_owned(), "wrong-type"),
        ("{\"UserId\": \"a\", \"user_name\": \"a\"}".to_owned(), "member-spelling"),
        ("resource \"aws_elasticache_user\" \"u\" {\n  user_id = \"u\"\n  accessString = \"on\"\n}\n".to_owned(), "member-spelling"),
        ("Resources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties:\n      UserId: u\n      AuthenticationMode: {type: iam}\n".to_owned(), "member-spelling"),
    ] {
        assert!(findings(&text, None).iter().any(|finding| finding.rule == rule), "{text}\n{:#?}", findings(&text, None));
        assert!(!import(&text).notes.is_empty(), "{text}");
    }
}

/// A comma that is missing, a bracket that isn't there.
#[test]
fn code_fragments_are_fixed() {
    for (text, meant) in [
        (
            "client.create_user(UserId=\"a\"\n  Engine=\"redis\",\n)",
            json!({"UserId": "a", "Engine": "redis"}),
        ),
        (
            "client.create_user(\n  UserId='a',\n  Passwords=['p', 'q']\n  Engine='redis'\n)",
            json!({"UserId": "a", "Passwords": ["p", "q"], "Engine": "redis"}),
        ),
        ("UserId=\"a\"\nEngine=\"redis\"", json!({"UserId": "a", "Engine": "redis"})),
        ("\"UserId\": \"a\",\n\"Engine\": \"redis\"\n", json!({"UserId": "a", "Engine": "redis"})),
        (
            "  \"UserId\": \"a\", \"AuthenticationMode\": {\"Type\": \"iam\"},\n",
            json!({"UserId": "a", "AuthenticationMode": {"Type": "iam"}}),
        ),
        ("{UserId: a, Engine: redis}", json!({"UserId": "a", "Engine": "redis"})),
        ("{'UserId': 'a', 'Engine': 'redis'}", json!({"UserId": "a", "Engine": "redis"})),
        ("{\"UserId\": \"a\", \"Engine\": \"redis\",}", json!({"UserId": "a", "Engine": "redis"})),
    ] {
        let draft: Value = serde_json::to_value(&only(text).draft).unwrap();
        assert_eq!(draft, meant, "{text}");
        assert!(!import(text).notes.is_empty(), "{text}");
    }
}
