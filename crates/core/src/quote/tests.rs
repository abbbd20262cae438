//! What is quoted is read again by the readers of `import`, which the tests hold against the real tools: the same text comes
//! out, and a word that needs no quotes has none.

use super::*;
use crate::generate::{Chance, text as any_text};
use crate::import::probe;
use serde_json::Value;

/// Random strings, and those that caused bugs.
fn texts() -> Vec<String> {
    let hurt = [
        "",
        "'",
        "\"",
        "\\",
        "\\\\",
        "\\'",
        "\\\"",
        "a\\",
        "a b\\",
        "a\"",
        "a\"b\"c",
        "'a'",
        "a'",
        "=a",
        "a=b",
        "-",
        "--a",
        "~",
        "~a",
        "#a",
        "$a",
        "${a}",
        "$${a}",
        "%%{a}",
        "%{a}",
        "%a%",
        "%%",
        "a%",
        "!a",
        "^a",
        "a^",
        "a&b",
        "a|b",
        "a\"&b",
        "a\"&\"b",
        "\"&",
        "&\"",
        "a b&c",
        "(a)",
        "a;b",
        "a,b",
        "@a",
        "{a,b}",
        "*",
        "?",
        "[a]",
        "a\tb",
        "a\nb",
        "a\r\nb",
        "\u{7f}",
        "\u{80}",
        "\u{ff}",
        "\u{100}",
        "\u{ffff}",
        "\u{10000}",
        "\u{10ffff}",
        "\u{200b}",
        "\u{202e}",
        "\u{2028}",
        "e\u{301}",
        "\u{2018}a\u{201b}",
        "é",
        "a\u{a0}b",
        "\u{feff}",
        "\\\"\\\\\"",
        "a\\\\\"b",
        "\\\\ \\",
        "^\"",
        "a\"%b%\"",
    ];
    let mut chance = Chance::new(11);
    let more = (0..600).map(|n| any_text(&mut chance, n % 2 == 0));
    hurt.iter().map(|text| (*text).to_owned()).chain(more).collect()
}

type Read = fn(&str) -> Result<probe::Words, String>;

/// The only word after `x`, read by a shell's reader.
fn word(read: Read, line: &str) -> Option<String> {
    let commands = read(line).unwrap_or_else(|why| panic!("{line:?}: {why}"));
    let [words] = commands.as_slice() else { panic!("{line:?} is {commands:?}") };
    let [_, word] = words.as_slice() else { panic!("{line:?} is {words:?}") };
    word.clone()
}

#[test]
fn shell_quoting_round_trips() {
    for text in texts() {
        let shells: [(&str, Quoted, Read); 3] = [
            ("posix", posix(&text), probe::bash_words),
            ("fish", fish(&text), probe::fish_words),
            ("cmd", cmd(&text), probe::cmd_words),
        ];
        for (shell, quoted, read) in shells {
            match quoted {
                Ok(quoted) => {
                    let line = format!("x {quoted}\n");
                    assert_eq!(word(read, &line).as_deref(), Some(&*text), "{shell}: {line:?}");
                }
                Err(_) => {
                    assert!(text.contains('\0') || shell == "cmd" && text.contains(['\n', '\r']), "{text:?}")
                }
            }
        }
    }
}

/// In a script each of these is as people write it.
#[test]
fn plain_words_have_no_quotes() {
    let plain = ["a", "app-1", "a_b", "a.b", "a/b", "a:b"];
    for text in plain {
        for quoted in [posix(text), fish(text), powershell(text), windows_powershell(text), cmd(text)] {
            assert_eq!(quoted.as_deref(), Ok(text));
        }
        assert_eq!(redis(text), text);
    }
    for text in ["--user-id", "a@b", "a,b", "a+b"] {
        assert_eq!((posix(text), fish(text)), (Ok(text.to_owned()), Ok(text.to_owned())));
    }
    assert_eq!(posix("a=b%c"), Ok("a=b%c".to_owned()));
    // zsh would look for the program `a`, fish may take `%` and `=` for its own.
    assert_eq!(posix("=a"), Ok("'=a'".to_owned()));
    assert_eq!(redis("~a\\*|[b]"), "~a\\*|[b]");
    assert_eq!(redis("é"), "é");
}

#[test]
fn string_literals_round_trip() {
    for text in texts() {
        assert_eq!(probe::json_value(&json(&text)), Ok(Value::String(text.clone())), "{text:?}");
        for read in [probe::yaml_value, probe::newer_yaml_value] {
            assert_eq!(read(&yaml(&text)), Ok(Value::String(text.clone())), "{}", yaml(&text));
        }
        if !hcl_composes(&text) {
            let block = format!("resource \"a\" \"b\" {{\n  v = {}\n}}\n", hcl(&text));
            let read = probe::hcl_resources(&block).unwrap_or_else(|why| panic!("{block}: {why}"));
            let value = read.first().and_then(|(.., body)| body.get("v")).and_then(Value::as_str);
            assert_eq!(value, Some(&*text), "{block}");
        }
    }
}

/// Percent-encoding as RFC 3986 and the form encoding of HTML have it.
#[test]
fn form_encoding_round_trips() {
    for text in texts() {
        let quoted = url(&text);
        assert!(
            quoted.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+%_.-~".contains(&byte)),
            "{quoted}"
        );
        let mut bytes = Vec::new();
        let mut rest = quoted.bytes();
        while let Some(byte) = rest.next() {
            bytes.push(match byte {
                b'+' => b' ',
                b'%' => {
                    let digits = [rest.next().unwrap(), rest.next().unwrap()];
                    u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap()
                }
                byte => byte,
            });
        }
        assert_eq!(bytes, text.as_bytes(), "{quoted}");
    }
}
