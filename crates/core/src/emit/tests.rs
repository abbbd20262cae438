//! Every target's file is listed, and ids are unique and named as their file.

use super::*;
use std::collections::BTreeSet;

mod hostile_tests;

#[test]
fn passwords_are_generated_and_stored_on_request() {
    let draft = WITH_PASSWORD;
    let bash = emitted("bash", draft, r#"{"secrets": "generate", "secretName": "prod/app"}"#);
    assert!(bash.ready, "{:?}", bash.notes);
    let script = text(&bash);
    let made = script.find("get-random-password --password-length 64 --exclude-punctuation").unwrap();
    let stored = script
        .find("create-secret --name prod/app --secret-string file:///dev/stdin\n$password_1\nEND\n")
        .unwrap();
    assert!(made < stored && stored < script.find("create-user ").unwrap(), "{script}");
    let template = emitted("cloudformation-json", draft, r#"{"secrets": "generate"}"#);
    let value: serde_json::Value = serde_json::from_str(&text(&template)).unwrap();
    let secret = &value["Resources"]["Password1Secret"]["Properties"]["GenerateSecretString"];
    assert_eq!(secret["PasswordLength"], 64);
    let terraform = text(&emitted("terraform", draft, r#"{"secrets": "generate"}"#));
    let read =
        "passwords_wo         = ephemeral.aws_secretsmanager_secret_version.password_1.secret_string\n";
    assert!(
        terraform.contains(read)
            && terraform.contains("secret_string_wo         = ephemeral.random_password.password_1.result\n")
    );
    // Other targets read an existing secret, and say so.
    let boto3 = emitted("boto3", draft, r#"{"secrets": "generate"}"#);
    assert!(boto3.ready && text(&boto3).contains("get_secret_value"));
    assert!(boto3.notes.iter().any(|note| note.text.contains("make it first")));
    assert!(!emitted("bash", draft, r#"{"secrets": "generate", "secretName": "arn:aws:a"}"#).ready);
}

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/emit");
    let not_targets =
        ["mod", "options", "references", "rotation", "settings", "text", "tests", "together", "value"];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_targets.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = TARGETS.iter().map(|target| target.id.replace('-', "_")).collect();
    let unlisted: Vec<&String> = files.difference(&listed).collect();
    let nameless: Vec<&String> = listed.difference(&files).collect();
    assert!(
        unlisted.is_empty() && nameless.is_empty(),
        "files that aren't in TARGETS: {unlisted:?}; targets whose id isn't the name of their file: {nameless:?}"
    );
}

fn emitted(target_id: &str, input: &str, options: &str) -> Emission {
    let (options, notes) = Options::from_json(&serde_json::from_str(options).unwrap());
    assert_eq!(notes, []);
    let draft = Draft::from_json_text(input);
    emit(target(target_id).unwrap(), Operation::CreateUser, &draft, &Context::default(), &options)
}

const WITH_PASSWORD: &str = r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* +@read",
    "AuthenticationMode": {"Type": "password", "Passwords": ["correct-horse-battery"]}}"#;

#[test]
fn no_password_is_shown_unless_requested() {
    for target in TARGETS.iter().filter(|target| target.group == Group::Shell || target.id == "curl") {
        for secrets in ["prompt", "environment", "secrets-manager"] {
            for style in ["flags", "input-json"] {
                let options = format!(r#"{{"secrets": "{secrets}", "style": "{style}"}}"#);
                let emission = emitted(target.id, WITH_PASSWORD, &options);
                let all: String = emission.files.iter().map(File::text).collect();
                assert!(!all.contains("correct-horse"), "{} {options}\n{all}", target.id);
            }
        }
        let emission = emitted(target.id, WITH_PASSWORD, r#"{"secrets": "inline"}"#);
        let pieces: Vec<_> = emission.files.iter().flat_map(|file| &file.pieces).collect();
        assert!(pieces.iter().any(|piece| piece.text.contains("correct-horse")), "{}", target.id);
        for piece in pieces.iter().filter(|piece| piece.text.contains("correct-horse")) {
            assert_eq!(piece.kind, PieceKind::Secret, "{} {piece:?}", target.id);
        }
        assert!(emission.notes.iter().any(|note| note.severity == Severity::Security), "{}", target.id);
    }
}

#[test]
fn options_a_target_ignores_are_noted() {
    for target in TARGETS {
        for setting in SETTINGS.iter().filter(|setting| !target.honors.contains(&setting.name)) {
            let mut options = Options::default();
            let other = match setting.kind {
                SettingKind::Flag => "true",
                SettingKind::Seconds => "7",
                SettingKind::Text => "text",
                SettingKind::Choice(words) | SettingKind::Maybe(words) => words[1],
            };
            assert!((setting.set)(&mut options, other), "{}", setting.name);
            let draft = Draft::from_json_text(WITH_PASSWORD);
            let emission = emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
            let path = Some(Path::Option(setting.name));
            assert!(emission.notes.iter().any(|note| note.path == path), "{} {}", target.id, setting.name);
        }
        for name in target.honors {
            assert!(SETTINGS.iter().any(|setting| setting.name == *name), "{} honors {name}", target.id);
        }
    }
}

#[test]
fn an_unready_script_is_only_comments() {
    let shells = ["bash", "fish", "powershell", "windows-powershell", "cmd", "curl"];
    for (target_id, mark) in shells.map(|id| (id, if id == "cmd" { "rem " } else { "# " })) {
        let emission = emitted(target_id, r#"{"UserName": "app", "AccessString": "two\nlines"}"#, "{}");
        assert!(!emission.ready);
        for line in emission.files[0].text().lines() {
            assert!(line.starts_with(mark), "{target_id}: {line}");
        }
    }
}

/// A link may contain an endpoint: if requests would go to a stranger, a note says so.
#[test]
fn a_host_outside_aws_is_noted() {
    let severity = |address: &str| {
        let options = format!(r#"{{"endpointUrl": {}}}"#, crate::quote::json(address));
        let notes = emitted("bash", WITH_PASSWORD, &options).notes;
        let about = Some(Path::Option("endpointUrl"));
        notes.into_iter().find(|note| note.path == about).map(|note| note.severity)
    };
    for address in [
        "https://elasticache.eu-central-1.amazonaws.com",
        "https://vpce-1-2.elasticache.us-east-1.vpce.amazonaws.com:443/",
        "https://elasticache.cn-north-1.amazonaws.com.cn",
        "https://elasticache-fips.us-gov-west-1.amazonaws.com/",
        "https://elasticache.us-east-1.api.aws",
        "http://localhost:4566",
        "http://127.0.0.1:5000/x",
        "https://[::1]:5000",
        "HTTPS://localhost".to_lowercase().as_str(),
    ] {
        assert_eq!(severity(address), None, "{address}");
    }
    for strange in [
        "https://example.com",
        "https://amazonaws.com.example.com",
        "https://xamazonaws.com",
        // Anyone can rent these.
        "https://abcd1234.execute-api.us-east-1.amazonaws.com/",
        "https://x.us-east-1.elb.amazonaws.com",
        "https://s3.amazonaws.com/x",
        "https://elasticache.s3.amazonaws.com",
        "https://elasticache.s3-us-west-2.amazonaws.com",
        "https://elasticache.us-east-1.elb.amazonaws.com",
        "https://vpce-1-2.vpce-svc-3.us-east-1.vpce.amazonaws.com",
        "https://example.com/.amazonaws.com",
        "https://example.com?.amazonaws.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://elasticache.eu-central-1.amazonaws.com",
    ] {
        assert_eq!(severity(strange), Some(Severity::Security), "{strange}");
    }
    for wrong in [
        "https://",
        "https:///x",
        "ftp://x",
        "https://:80",
        "https://elasticache.amazonaws.com@example.com",
        "http://localhost@example.com",
        "https://example.com%2f.amazonaws.com",
        "https://exa\tmple.com",
        "https://example.com\\.amazonaws.com",
        "https://example.com/{a,b}[1-9]",
        "https://example.com:80:90/",
        "https://example com/",
    ] {
        assert_eq!(severity(wrong), Some(Severity::Error), "{wrong}");
    }
}

#[test]
fn options_are_read_in_any_spelling_and_never_rejected() {
    let json = r#"{"cliVersion": 1, "endpoint-url": "https://x", "no_verify_ssl": true, "cliReadTimeout": 0, "nonsense": 1,
        "color": null, "style": "sideways"}"#;
    let (options, notes) = Options::from_json(&serde_json::from_str(json).unwrap());
    assert_eq!(options.cli_version, CliVersion::V1);
    assert_eq!(options.globals.endpoint_url.as_deref(), Some("https://x"));
    assert!(options.globals.no_verify_ssl);
    assert_eq!(options.globals.cli_read_timeout, Some(0));
    let about: Vec<_> = notes.iter().map(|note| note.text.as_ref()).collect();
    assert_eq!(about.len(), 2, "{about:?}");
    assert!(about[0].contains("nonsense") && about[1].contains("style"));
}

fn text(emission: &Emission) -> String {
    emission.files.iter().map(File::text).collect()
}

/// What an option of the AWS CLI is given follows its name, and one that isn't given doesn't appear.
#[test]
fn cli_options_are_passed_through() {
    let bash = target("bash").unwrap();
    for setting in SETTINGS.iter().filter(|setting| bash.honors.contains(&setting.name)) {
        let Some(option) = setting.option else { continue };
        let value = match setting.kind {
            SettingKind::Flag => "true",
            SettingKind::Seconds => "7",
            SettingKind::Text => "text",
            SettingKind::Choice(words) | SettingKind::Maybe(words) => words[words.len() - 1],
        };
        let typed = |options: &Options| {
            let draft = Draft::from_json_text(WITH_PASSWORD);
            let script = text(&emit(bash, Operation::CreateUser, &draft, &Context::default(), options));
            let words: Vec<String> = script.split_whitespace().map(str::to_owned).collect();
            words.iter().position(|word| word == option).map(|at| words[at + 1].clone())
        };
        let mut options = Options::default();
        assert_eq!(typed(&options), None, "{option}");
        assert!((setting.set)(&mut options, value), "{option}");
        let word = typed(&options).unwrap_or_else(|| panic!("{option} is not there"));
        let flag = matches!(setting.kind, SettingKind::Flag);
        assert!(flag || word.trim_matches('\'') == value, "{option} {word}");
    }
}

/// With `--cli-input-json` the command names the file that comes with it, and the file has what the flags had.
#[test]
fn a_command_with_an_input_file_names_it() {
    for target in TARGETS.iter().filter(|target| target.group == Group::Shell) {
        let emission = emitted(target.id, WITH_PASSWORD, r#"{"style": "input-json", "secrets": "file"}"#);
        let [script, input] = emission.files.as_slice() else { panic!("{}", text(&emission)) };
        let script = script.text();
        assert!(
            script.contains("--cli-input-json") && script.contains(&format!("file://{}", input.name)),
            "{script}"
        );
        assert!(!script.contains("--user-id") && input.text().contains("\"UserId\": \"app\""), "{script}");
    }
}

/// As AWS's own examples write it.
#[test]
fn plain_values_are_in_shorthand() {
    let input = r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@all", "AuthenticationMode": {"Type": "iam"},
        "Tags": [{"Key": "team", "Value": "a b"}]}"#;
    let script = text(&emitted("bash", input, "{}"));
    assert!(script.contains("--authentication-mode Type=iam"), "{script}");
    assert!(script.contains("--tags 'Key=team,Value=a b'"), "{script}");
    // What the CLI would take for JSON is JSON.
    let input = r#"{"UserId": "app", "Passwords": [" [abcdefghijklmnop"]}"#;
    let script = text(&emitted("bash", input, r#"{"secrets": "inline"}"#));
    assert!(script.contains(r#"--passwords '[" [abcdefghijklmnop"]'"#), "{script}");
}

/// The older password goes out of the request, and the files of the first step stay as they are.
#[test]
fn the_second_step_of_a_rotation_has_its_own_files() {
    let draft = Draft::from_json_text(
        r#"{"UserId": "app", "Engine": "valkey", "AuthenticationMode": {"Type": "password", "Passwords": ["the-old-password-1", "the-new-password-2"]}}"#,
    );
    for target in TARGETS.iter().filter(|target| target.group == Group::Shell) {
        for (style, secrets) in [("flags", "inline"), ("input-json", "file"), ("input-json", "inline")] {
            let options = format!(r#"{{"style": "{style}", "secrets": "{secrets}"}}"#);
            let (options, _) = Options::from_json(&serde_json::from_str(&options).unwrap());
            let context = Context::default();
            let first = emit(target, Operation::ModifyUser, &draft, &context, &options);
            let second = second_step(target, Operation::ModifyUser, &draft, &context, &options).unwrap();
            let names: Vec<&str> = first.files.iter().map(|file| file.name.as_str()).collect();
            for file in &second.files {
                assert!(!names.contains(&file.name.as_str()), "{} {}", target.id, file.name);
                let step = file.name.contains("-step-2.");
                assert_eq!(step, !file.name.starts_with("new-"), "{} {}", target.id, file.name);
            }
            let (first, second) = (text(&first), text(&second));
            assert!(first.contains("the-old-password-1") || secrets == "file", "{first}");
            assert!(!second.contains("the-old-password-1"), "{second}");
        }
    }
}

#[test]
fn an_invalid_environment_variable_name_is_noted() {
    let about = |name: &str, secrets: &str| {
        let options = format!(r#"{{"secrets": "{secrets}", "secretName": "{name}"}}"#);
        let path = Some(Path::Option("secretName"));
        emitted("bash", WITH_PASSWORD, &options)
            .notes
            .iter()
            .filter(|note| note.path == path && note.severity == Severity::Warning)
            .count()
    };
    assert_eq!([about("APP_PW", "environment"), about("_1", "environment")], [0, 0]);
    assert_eq!([about("1_APP", "environment"), about("app/pw", "environment")], [1, 1]);
    // A secret of Secrets Manager may be called so.
    assert_eq!(about("app/pw", "secrets-manager"), 0);
}

/// The YAML contains missing required members, with a comment that says so.
#[test]
fn yaml_comments_name_required_members() {
    for operation in [Operation::CreateUser, Operation::ModifyUser] {
        let draft = Draft::default();
        let yaml = emit(target("yaml").unwrap(), operation, &draft, &Context::default(), &Options::default());
        let yaml = text(&yaml);
        let listed: Vec<&str> = yaml
            .lines()
            .filter(|line| line.contains(" # required: "))
            .filter_map(|line| line.split(':').next())
            .collect();
        let required: Vec<&str> = operation.required().iter().map(|member| member.name()).collect();
        assert_eq!(listed, required, "{yaml}");
    }
}

/// A skeleton is JSON, with every member of the operation in the order of the service's model.
#[test]
fn a_json_skeleton_names_every_member() {
    let emission = emitted("json-skeleton", "{}", "{}");
    for file in &emission.files {
        serde_json::from_str::<serde_json::Value>(&file.text()).unwrap_or_else(|_| panic!("{}", file.text()));
    }
    let request: serde_json::Value = serde_json::from_str(&emission.files[0].text()).unwrap();
    for member in Operation::CreateUser.members() {
        assert!(request.get(member.name()).is_some(), "{}", member.name());
    }
}

/// The notes about where passwords end up are true of the output.
#[test]
fn notes_say_where_passwords_end_up() {
    let notes = |target: &str, secrets: &str| {
        let options = format!(r#"{{"secrets": "{secrets}"}}"#);
        let emission = emitted(target, WITH_PASSWORD, &options);
        let notes: Vec<&str> = emission.notes.iter().map(|note| note.text.as_ref()).collect();
        (text(&emission), notes.join("\n"))
    };
    for secrets in ["prompt", "environment", "inline", "secrets-manager"] {
        let (text, notes) = notes("terraform", secrets);
        // A write-only attribute, which Terraform doesn't store, is a separate argument.
        assert_eq!(text.contains("passwords_wo"), notes.contains("write-only"), "{secrets}\n{text}\n{notes}");
        assert_eq!(!text.contains("passwords_wo"), notes.contains("in its state"), "{secrets}\n{notes}");
    }
    for secrets in ["prompt", "environment", "inline"] {
        let (text, notes) = notes("acl-setuser", secrets);
        assert_eq!(text.contains(" #"), notes.contains("SHA-256"), "{secrets}\n{text}\n{notes}");
        assert_eq!(text.contains(">correct-horse"), secrets == "inline", "{secrets}\n{text}");
    }
}

/// What only some versions of the CLI print is said of the others: `aws help` of 1.42 and 2.31 lists them.
#[test]
fn an_unknown_cli_output_format_is_noted() {
    let severity = |output: &str, version: u8| {
        let options = format!(r#"{{"output": "{output}", "cliVersion": {version}}}"#);
        let path = Some(Path::Option("output"));
        let notes = emitted("bash", WITH_PASSWORD, &options).notes;
        notes.into_iter().find(|note| note.path == path).map(|note| note.severity)
    };
    for output in ["json", "text", "table"] {
        assert_eq!([severity(output, 1), severity(output, 2)], [None, None], "{output}");
    }
    for output in ["yaml", "yaml-stream"] {
        assert_eq!([severity(output, 1), severity(output, 2)], [Some(Severity::Error), None], "{output}");
    }
    assert_eq!([severity("off", 1), severity("off", 2)], [Some(Severity::Error), Some(Severity::Warning)]);
    assert_eq!([severity("xml", 1), severity("xml", 2)], [Some(Severity::Error); 2]);
}

/// The lines of a script that asks cmd's user by PowerShell: the type is written as it is, without what could end a string.
#[test]
fn an_authentication_type_cannot_end_a_string_in_a_batch_file() {
    let script = text(&emitted("cmd", WITH_PASSWORD, "{}"));
    assert!(script.contains("Type = 'password'"), "{script}");
    let hostile = r#"{"UserId": "app", "AuthenticationMode": {"Type": "x'; calc", "Passwords": ["correct-horse-battery"]}}"#;
    let script = text(&emitted("cmd", hostile, "{}"));
    assert!(!script.contains("x'; calc'"), "{script}");
}

/// The output is only a command, unless more is requested.
#[test]
fn a_script_does_not_wait_unless_asked() {
    for target in TARGETS.iter().filter(|target| target.group == Group::Shell) {
        let plain = r#"{"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~* +@all", "NoPasswordRequired": true}"#;
        let script = text(&emitted(target.id, plain, "{}"));
        for word in ["while", "until", "for ", "goto", "describe-users", "sleep"] {
            assert!(!script.to_lowercase().contains(word), "{} {word}\n{script}", target.id);
        }
        let waits = text(&emitted(target.id, plain, r#"{"wait": true}"#));
        assert!(waits.contains("describe-users"), "{waits}");
    }
}
