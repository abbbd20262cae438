//! Every importer's file is listed, and the forms are found by content.

use super::*;
use std::collections::BTreeSet;

#[test]
fn every_file_is_listed() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/import");
    let not_importers = ["mod", "draft", "node", "probe", "script", "source", "tests"];
    let files: BTreeSet<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .filter(|name| !not_importers.contains(&name.as_str()))
        .collect();
    let listed: BTreeSet<String> = FILES.iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(files, listed);
    for (file, importer) in FILES.iter().zip(IMPORTERS) {
        assert_eq!(importer.id, file.replace('_', "-"), "an importer is named as its file");
    }
}

/// The first user as JSON, for tests that say all of it.
fn only(text: &str) -> String {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    assert_eq!(read.users.len(), 1, "{text}");
    read.users[0].draft.to_json().to_string()
}

fn said(text: &str, kind: NoteKind) -> Vec<&str> {
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

#[test]
fn what_a_shell_alone_knows_is_named_and_not_guessed() {
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
    assert_eq!(said(text, NoteKind::Unknown), ["$ID", "$PW", "$(cat pw)", "${PREFIX}"]);
}

#[test]
fn an_access_string_without_quotes_is_read_and_said() {
    let text = "aws elasticache create-user --user-id a --access-string on ~* +@all --engine valkey";
    assert_eq!(only(text), r#"{"UserId":"a","Engine":"valkey","AccessString":"on ~* +@all"}"#);
    assert_eq!(said(text, NoteKind::Changed), ["on ~* +@all"]);
}

#[test]
fn errors_have_a_place_and_hold_no_password() {
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
        let said = format!("{read:?}").replace("name: \"canary\"", "").replace("from `canary`", "");
        assert!(!said.contains("canary"), "{said}");
    }
}
