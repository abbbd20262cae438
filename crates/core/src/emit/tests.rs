//! Every target's file is listed, and ids are unique and named as their file.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/emit");
    let not_targets = ["mod", "options", "rotation", "settings", "text", "tests", "together", "value"];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_targets.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, listed);
    for (file, target) in FILES.iter().zip(TARGETS) {
        assert_eq!(target.id, file.replace('_', "-"), "a target is named as its file");
    }
}

fn emitted(target_id: &str, input: &str, options: &str) -> Emission {
    let (options, notes) = Options::from_json(&crate::json::from_str(options).unwrap());
    assert_eq!(notes, []);
    let draft = Draft::from_json_text(input);
    emit(target(target_id).unwrap(), Operation::CreateUser, &draft, &Context::default(), &options)
}

const WITH_PASSWORD: &str = r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* +@read",
    "AuthenticationMode": {"Type": "password", "Passwords": ["correct-horse-battery"]}}"#;

#[test]
fn no_password_is_shown_that_was_not_asked_for() {
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
fn what_a_target_cannot_honour_is_said() {
    for target in TARGETS {
        for setting in SETTINGS.iter().filter(|setting| !target.honours.contains(&setting.name)) {
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
        for name in target.honours {
            assert!(SETTINGS.iter().any(|setting| setting.name == *name), "{} honours {name}", target.id);
        }
    }
}

#[test]
fn an_unready_script_is_comments_alone() {
    let shells = ["bash", "fish", "powershell", "windows-powershell", "cmd", "curl"];
    for (target_id, mark) in shells.map(|id| (id, if id == "cmd" { "rem " } else { "# " })) {
        let emission = emitted(target_id, r#"{"UserName": "app", "AccessString": "two\nlines"}"#, "{}");
        assert!(!emission.ready);
        for line in emission.files[0].text().lines() {
            assert!(line.starts_with(mark), "{target_id}: {line}");
        }
    }
}

/// A link may name an endpoint: where a request would go to a stranger, a note says so.
#[test]
fn a_host_that_is_not_of_aws_is_named() {
    let severity = |address: &str| {
        let options = format!(r#"{{"endpointUrl": {}}}"#, crate::quote::json(address));
        let notes = emitted("bash", WITH_PASSWORD, &options).notes;
        let about = Some(Path::Option("endpointUrl"));
        notes.into_iter().find(|note| note.path == about).map(|note| note.severity)
    };
    for own in [
        "https://elasticache.eu-central-1.amazonaws.com",
        "https://vpce-1-2.elasticache.us-east-1.vpce.amazonaws.com:443/",
        "https://elasticache.cn-north-1.amazonaws.com.cn",
        "http://localhost:4566",
        "http://127.0.0.1:5000/x",
        "https://[::1]:5000",
        "HTTPS://localhost".to_lowercase().as_str(),
    ] {
        assert_eq!(severity(own), None, "{own}");
    }
    for strange in [
        "https://example.com",
        "https://amazonaws.com.example.com",
        "https://xamazonaws.com",
        "https://elasticache.amazonaws.com@example.com",
        "https://example.com/.amazonaws.com",
        "https://example.com?.amazonaws.com",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://localhost@example.com",
        "http://elasticache.eu-central-1.amazonaws.com",
    ] {
        assert_eq!(severity(strange), Some(Severity::Security), "{strange}");
    }
    for wrong in ["https://", "https:///x", "ftp://x", "https://:80"] {
        assert_eq!(severity(wrong), Some(Severity::Error), "{wrong}");
    }
}

#[test]
fn options_are_read_in_any_spelling_and_never_refused() {
    let json = r#"{"cliVersion": 1, "endpoint-url": "https://x", "no_verify_ssl": true, "cliReadTimeout": 0, "nonsense": 1,
        "color": null, "style": "sideways"}"#;
    let (options, notes) = Options::from_json(&crate::json::from_str(json).unwrap());
    assert_eq!(options.cli_version, CliVersion::V1);
    assert_eq!(options.globals.endpoint_url.as_deref(), Some("https://x"));
    assert!(options.globals.no_verify_ssl);
    assert_eq!(options.globals.cli_read_timeout, Some(0));
    let about: Vec<_> = notes.iter().map(|note| note.text.as_ref()).collect();
    assert_eq!(about.len(), 2, "{about:?}");
    assert!(about[0].contains("nonsense") && about[1].contains("style"));
}
