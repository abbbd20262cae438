//! Hostile input: reading it ends, never panics, and never nests without limit.

use super::*;
use alloc::string::String;
use alloc::vec::Vec;

/// Many of each, alone and inside the forms that would read them.
#[test]
fn a_million_brackets_terminate() {
    let many = crate::generate::many(1_000_000, 20_000);
    let command = "aws elasticache create-user --user-id ";
    let before = [
        "",
        command,
        "aws elasticache create-user --cli-input-json '",
        "aws elasticache create-user --tags Key=",
        "{\"UserId\": ",
        "[",
        "UserId: ",
        "Action=CreateUser&UserId=",
        "client.create_user(UserId=",
        "resource \"aws_elasticache_user\" \"a\" {\n user_id = ",
        "Resources:\n  A:\n    Type: AWS::ElastiCache::User\n    Properties: ",
        "$x = 1\naws elasticache create-user --user-id ",
        "@echo off\naws elasticache create-user --user-id ",
        "set -l x\naws elasticache create-user --user-id ",
        "user a on ",
        "{\"requestParameters\": ",
    ];
    let pieces = [
        "[",
        "{",
        "(",
        "\"",
        "'",
        "\\",
        "`",
        "$",
        "$(",
        "${",
        "\n",
        " ",
        "-",
        "- ",
        "--a ",
        "~",
        "%",
        "^",
        "&",
        "|",
        ",",
        "=",
        ":",
        ": ",
        "#",
        "<<",
        "<<a\n",
        "a b ",
        "{a,b}",
        "\"\"",
        "''",
        "\\\"",
        "[{",
        "{\"a\":",
        "a: ",
        "a:\n",
        "&a ",
        "*a ",
        "!Ref ",
        "\u{e000}",
        "é",
        "${a}",
        "@'\n",
        "f\"{",
        "/*",
        "aws elasticache create-user\n",
        "create_user(",
        "Action=CreateUser",
        "user a on\n",
        "a=1\n",
        "a+=1\n",
        " #",
        "?",
        "|\n ",
        "\t",
    ];
    for start in before {
        for piece in pieces {
            let text = format!("{start}{}", piece.repeat(many / 64 / piece.len()));
            let read = import(&text);
            assert!(read.errors.len() + read.users.len() + read.notes.len() > 0);
        }
    }
    // And the whole million for what nests.
    for piece in ["[", "{", "(", "\"", "\\", "$(", "{\"a\":", "- "] {
        for start in [command, "", "UserId: "] {
            import(&format!("{start}{}", piece.repeat(many)));
        }
    }
    // What must not be looked at again for each of its kind on the line, or copied for each that follows.
    for (start, piece) in
        [("set -l x\naws elasticache create-user --user-id {", " #"), (command, "\nA+=b"), (command, " A+=b")]
    {
        import(&format!("{start}{}", piece.repeat(many / piece.len())));
    }
}

#[test]
fn every_importer_survives_any_text() {
    let mut chance = crate::generate::Chance::new(7);
    let texts: Vec<String> = (0..300).map(|_| crate::generate::text(&mut chance, true)).collect();
    for text in &texts {
        import(text);
        for importer in IMPORTERS {
            import_as(text, importer.id);
            for start in
                ["aws elasticache create-user --user-id ", "create_user(UserId=", "UserId: ", "user a on "]
            {
                import_as(&format!("{start}{text}"), importer.id);
            }
        }
    }
}

#[test]
fn notes_about_long_text_are_capped_and_counted() {
    let words = "a ".repeat(5_000);
    let import = import(&format!("aws elasticache create-user --user-id app {words}\n"));
    assert_eq!(import.notes.len(), MOST_NOTES + 1);
    let last = import.notes.last().unwrap();
    assert!(last.message.contains("4899 more") || last.message.contains("4900 more"), "{}", last.message);
}
