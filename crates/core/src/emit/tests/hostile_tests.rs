//! Options and drafts of someone who means harm: a link, a file, a paste.

use super::*;
use crate::generate::many;

/// What ends a line, moves a cursor or turns the direction of writing for some reader.
const CONTROLS: &str = "\0\u{7}\u{8}\t\n\u{b}\u{c}\r\u{1b}\u{7f}\u{85}\u{9b}\u{9d}\u{200e}\u{2028}\u{2029}\u{202e}\u{2066}\u{feff}\u{e0001}";

fn with(target: &Target, name: &str, value: &str) -> Emission {
    let mut options = Options::default();
    options.extras.wait = true;
    if name == "secretName" {
        options.secrets = Secrets::SecretsManager;
    }
    // A setting with choices accepts only those.
    let _ = (setting(name).unwrap().set)(&mut options, value);
    let draft = Draft::from_json_text(WITH_PASSWORD);
    emit(target, Operation::CreateUser, &draft, &Context::default(), &options)
}

#[test]
fn no_option_contains_a_control_character() {
    for target in TARGETS {
        for setting in SETTINGS
            .iter()
            .filter(|setting| matches!(setting.kind, SettingKind::Text | SettingKind::Maybe(_)))
        {
            for letter in CONTROLS.chars().step_by(many(1, 16)) {
                let value = format!("https://localhost/a{letter}b");
                for value in [&value, &value[18..]] {
                    let emission = with(target, setting.name, value);
                    let path = Some(Path::Option(setting.name));
                    let error = |note: &Note| note.severity == Severity::Error && note.path == path;
                    assert!(!emission.ready, "{} {} {value:?}", target.id, setting.name);
                    assert!(emission.notes.iter().any(error), "{} {} {value:?}", target.id, setting.name);
                }
            }
        }
    }
}

/// An address of another line ended the document that curl reads, and what followed it was run.
#[test]
fn a_line_break_in_an_address_cannot_end_curls_here_document() {
    let curl = target("curl").unwrap();
    for line_break in ["\n", "\r\n", "\r"] {
        let harm = ["https://elasticache.us-east-1.amazonaws.com/", "END", ")", "canary", "(cat <<END"]
            .join(line_break);
        for name in ["endpointUrl", "caBundle"] {
            let emission = with(curl, name, &harm);
            assert!(!emission.ready, "{name}");
            for line in emission.files[0].text().split(['\n', '\r']).filter(|line| !line.is_empty()) {
                assert!(line.starts_with("# "), "{name}: {line}");
            }
        }
    }
}

/// `for /f … in ('…')` takes a command apart twice: a quote in an option ended what protects the rest.
#[test]
fn batch_files_run_no_command_inside_for() {
    let cmd = target("cmd").unwrap();
    for (name, value) in
        [("secretName", "prod/db"), ("profile", "a\" & canary & \""), ("query", "x\"') do canary & rem")]
    {
        let script = text(&with(cmd, name, value));
        assert!(!script.contains("in ('"), "{script}");
    }
    // What only starts as JSON does stays as it is.
    let script = text(&with(cmd, "query", "{a: b && c}"));
    assert!(script.contains(r#"--query "{a: b && c}""#), "{script}");
    for name in ["a\" & canary & '", "a%PATH%", "a^&b", "a b"] {
        assert!(!with(cmd, "secretName", name).ready, "{name}");
    }
}

#[test]
fn unready_output_is_inert_at_every_line_break() {
    let shells = ["bash", "fish", "powershell", "windows-powershell", "cmd", "curl"];
    for target_id in shells {
        let mark = if target_id == "cmd" { "rem " } else { "# " };
        for letter in CONTROLS.chars().step_by(many(1, 8)) {
            let harm = format!("app{letter}canary #{letter}");
            for member in ["UserId", "UserName", "Engine", "AccessString"] {
                let draft = serde_json::json!({"UserName": "app", member: harm.as_str()});
                check_inert(target_id, mark, &draft.to_string(), "{}");
            }
            for option in ["region", "output", "endpointUrl", "color", "profile", "query", "caBundle"] {
                let options = serde_json::json!({option: harm.as_str()}).to_string();
                check_inert(target_id, mark, WITH_PASSWORD, &options);
            }
        }
    }
}

fn check_inert(target_id: &str, mark: &str, draft: &str, options: &str) {
    let emission = emitted(target_id, draft, options);
    if emission.ready {
        // Not an option of this target.
        return assert!(!text(&emission).contains("canary"));
    }
    // The lines of a batch file end in CRLF.
    let script = emission.files[0].text().replace("\r\n", "\n");
    let hidden = |letter: char| letter != '\n' && crate::quote::is_control(letter);
    assert!(!script.contains(hidden), "{target_id} {draft} {options}\n{script:?}");
    for line in script.lines() {
        assert!(line.starts_with(mark), "{target_id}: {line}");
    }
}

#[test]
fn using_credentials_as_a_password_is_noted() {
    let severity = |secrets: &str, name: &str| {
        let options = serde_json::json!({"secrets": secrets, "secretName": name}).to_string();
        let notes = emitted("bash", WITH_PASSWORD, &options).notes;
        let path = Some(Path::Option("secretName"));
        notes.into_iter().find(|note| note.path == path).map(|note| note.severity)
    };
    for name in ["AWS_SECRET_ACCESS_KEY", "aws_session_token"] {
        assert_eq!(severity("environment", name), Some(Severity::Security), "{name}");
    }
    assert_eq!(severity("environment", "APP_PASSWORD"), None);
    for name in [
        "~/.ssh/id_ed25519",
        "/etc/shadow",
        "../app.json",
        ".aws/credentials",
        "C:\\app.json",
        ".env.json",
        "id_rsa",
    ] {
        assert_eq!(severity("file", name), Some(Severity::Security), "{name}");
    }
    for name in ["passwords.json", "./secrets/app.json", "password.txt"] {
        assert_eq!(severity("file", name), None, "{name}");
    }
}

/// The AWS CLI replaces such a value by the content of a file or URL.
#[test]
fn an_option_that_looks_like_a_url_is_rejected() {
    for target_id in ["bash", "fish", "powershell", "windows-powershell", "cmd"] {
        for name in ["secretName", "query", "caBundle", "profile", "userGroup"] {
            for value in ["file:///etc/passwd", "fileb://x", "http://127.0.0.1/", "https://127.0.0.1/"] {
                assert!(!with(target(target_id).unwrap(), name, value).ready, "{target_id} {name} {value}");
            }
        }
    }
}

#[test]
fn file_names_stay_in_their_folder() {
    let names = [
        "../../.bashrc",
        "/etc/passwd.json",
        "..\\..\\x.json",
        "C:x.json",
        "..",
        ".",
        "~/.ssh/a.json",
        "-rf",
        "a\nb.json",
    ];
    for target in TARGETS {
        for name in names {
            for style in ["flags", "input-json"] {
                let options =
                    serde_json::json!({"secrets": "file", "secretName": name, "style": style}).to_string();
                for file in emitted(target.id, WITH_PASSWORD, &options).files {
                    let safe = |letter: char| letter.is_ascii_alphanumeric() || "._- ".contains(letter);
                    assert!(file.name.chars().all(safe), "{} {:?}", target.id, file.name);
                    assert!(!file.name.starts_with(['.', '-']) && !file.name.is_empty(), "{:?}", file.name);
                }
            }
        }
    }
}

#[test]
fn no_ready_shell_script_contains_invisible_characters() {
    for target in TARGETS.iter().filter(|target| matches!(target.group, Group::Shell | Group::Wire)) {
        for letter in CONTROLS.chars() {
            let draft = serde_json::json!({"UserId": "app", "UserName": format!("a{letter}b"), "Engine": "redis",
                "AccessString": format!("on ~{letter} +get"), "NoPasswordRequired": true,
                "Tags": [{"Key": format!("k{letter}"), "Value": format!("v{letter}")}]});
            let draft = Draft::from_json_text(&draft.to_string());
            let report = Report { ready: true, ..Report::default() };
            let (context, options) = (Context::default(), Options::default());
            let emission = emit_checked(target, Operation::CreateUser, &draft, &context, &options, &report);
            let hidden = |letter: char| letter != '\n' && crate::quote::is_control(letter);
            // The lines of a batch file end in CRLF.
            let script = text(&emission).replace("\r\n", "\n");
            assert!(!script.contains(hidden), "{} {letter:?}\n{script:?}", target.id);
        }
    }
}

/// Anyone who sees the hash of a password can try out guesses.
#[test]
fn the_hash_of_a_password_is_treated_as_a_secret() {
    let emission = emitted("acl-setuser", WITH_PASSWORD, "{}");
    assert!(emission.notes.iter().any(|note| note.severity == Severity::Security), "{:?}", emission.notes);
    let hashes =
        emission.files[0].pieces.iter().filter(|piece| piece.text.starts_with('#') && piece.text.len() == 65);
    assert!(hashes.inspect(|piece| assert_eq!(piece.kind, PieceKind::Secret)).count() == 1);
}

/// The first line inside the parentheses: `set -x` would print each password.
#[test]
fn a_script_with_a_secret_turns_tracing_off_first() {
    for (id, first) in [
        ("bash", "(\n{ set +x; } 2>/dev/null\n"),
        ("curl", "(\n{ set +x; } 2>/dev/null\n"),
        ("fish", "begin\nset -l fish_trace\n"),
    ] {
        for secrets in ["prompt", "environment", "secrets-manager"] {
            let options = format!(r#"{{"secrets": "{secrets}"}}"#);
            let script = text(&emitted(id, WITH_PASSWORD, &options));
            assert!(script.starts_with(first), "{id} {secrets}\n{script}");
        }
    }
}

/// What a script asks for says which password it is, and asks for the new one twice.
#[test]
fn a_rotation_prompts_for_the_current_and_the_new_password() {
    let draft = Draft::from_json_text(
        r#"{"UserId": "app", "AuthenticationMode": {"Type": "password", "Passwords": ["the-old-password-1", "the-new-password-2"]}}"#,
    );
    let (context, options) = (Context::default(), Options::default());
    for id in ["bash", "fish", "powershell", "windows-powershell", "cmd", "curl", "boto3", "javascript"] {
        let target = target(id).unwrap();
        let first = text(&emit(target, Operation::ModifyUser, &draft, &context, &options));
        let places: Vec<_> = ["Current password", "New password"].map(|asked| first.find(asked)).into();
        assert!(places[0].is_some() && places[0] < places[1], "{first}");
        let second = second_step(target, Operation::ModifyUser, &draft, &context, &options).unwrap();
        let second = text(&second);
        for (step, question) in [(&first, "New password"), (&second, "New password (the only one kept)")] {
            assert!(step.contains(question), "{step}");
            let again = step.contains(&format!("{question} again"));
            let twice = again && step.contains("The two passwords differ.");
            assert_eq!(twice, !matches!(id, "boto3" | "javascript"), "{step}");
        }
        let created = emitted(id, WITH_PASSWORD, "{}");
        assert!(!text(&created).contains("New password"), "{id}");
    }
}

/// `aws.cmd`, which pip installs for AWS CLI 1, hands its arguments to a second reading by cmd.
#[test]
fn no_option_is_code_when_a_batch_file_forwards_it() {
    for value in ["a\" & canary & \"", "a|canary", "%PATH%", "a^b"] {
        let ready = |cli: &str| {
            let options = serde_json::json!({ "cliVersion": cli, "profile": value }).to_string();
            emitted("cmd", WITH_PASSWORD, &options).ready
        };
        assert!(!ready("1"), "{value}");
        assert!(ready("2"), "{value}");
    }
}
