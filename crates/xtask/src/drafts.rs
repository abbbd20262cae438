//! Drafts that the targets are tried with, and what each of them is on the wire.
use elasticache_user::emit::{Extras, Globals, Options, Secrets};
use elasticache_user::{Context, Draft, Operation, check};
use serde_json::{Value, json};

/// A draft, and how it is wanted.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the request does.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
}

/// Drafts that no rule finds an error in, with everything that quoting gets wrong.
pub fn ready() -> Vec<Case> {
    let mut cases: Vec<Case> =
        wicked().into_iter().enumerate().flat_map(|(n, text)| both(n, &text)).collect();
    cases.retain(|case| check(case.operation, &case.draft, &Context::default()).ready);
    cases
}

/// A set of options for each place that passwords come from, and one with all that a program can honour.
pub fn options() -> Vec<Options> {
    let sources =
        [Secrets::Inline, Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File];
    let mut all: Vec<Options> =
        sources.into_iter().map(|secrets| Options { secrets, ..Options::default() }).collect();
    all.push(Options {
        globals: Globals {
            region: Some("eu-central-1".to_owned()),
            cli_read_timeout: Some(0),
            cli_connect_timeout: Some(7),
            ..Globals::default()
        },
        extras: Extras { wait: true, user_group: Some("group-1".to_owned()), ..Extras::default() },
        ..Options::default()
    });
    all
}

fn wicked() -> Vec<String> {
    let mut texts: Vec<String> = [
        "plain",
        "it's Bob's",
        "say \"hi\"",
        "back\\slash\\",
        "$HOME ${x} $(id) `id` %{y} {z}",
        "100%s %d {0}",
        "#! ;& |",
        "<b> </script>",
        "-dash --dash",
        "[a,b] {c}",
        "a=b,c=d",
        "file://x http://y",
        "é ß 漢字 🦀",
        "tab\there",
        "line\nbreak\r\n",
        " lead and trail ",
        "\u{202e}rtl\u{feff}\u{2028}\u{ad}",
        "nul\0bell\u{7}\u{7f}\u{85}",
        "on",
        "no",
        "1.0",
        "null",
        "~",
        "'''\"\"\"",
        "\\u0041\\x41\\n",
        "$${a} %%{b} $$${c}",
        "r#\"raw\"#",
        "`${js}`",
    ]
    .map(str::to_owned)
    .to_vec();
    texts.push((' '..='~').collect());
    texts
}

fn both(n: usize, text: &str) -> [Case; 3] {
    // What a password may hold.
    let word: String =
        text.chars().filter(|letter| letter.is_ascii_graphic() && !",\"/@".contains(*letter)).collect();
    let mut first = format!("{word}{word}aaaaaaaaaaaaaaaa");
    first.truncate(128);
    let tag = json!([{"Key": format!("k{text}"), "Value": text}, {"Key": "only key"}, {"Key": "empty", "Value": ""}]);
    let create = json!({"UserId": format!("user-{n}"), "UserName": format!("name{word}"), "Engine": "valkey",
        "AccessString": format!("on ~{}* resetchannels -@all +@read", text.trim().replace(' ', "")), "Tags": tag,
        "AuthenticationMode": {"Type": "password", "Passwords": [first, "second-password-of-two"]}});
    let top = json!({"UserId": format!("top-{n}"), "UserName": format!("top-{n}"), "Engine": "redis",
        "Passwords": [first], "AccessString": "on ~* +@all", "NoPasswordRequired": false});
    let modify = json!({"UserId": format!("user-{n}"), "AppendAccessString": format!("~{word}:* %R~x"),
        "AuthenticationMode": {"Type": "password", "Passwords": [first]}});
    let case = |operation, value: Value| Case { operation, draft: Draft::from_json(value) };
    [
        case(Operation::CreateUser, create),
        case(Operation::CreateUser, top),
        case(Operation::ModifyUser, modify),
    ]
}

/// The names and values of the form body, in the order of the model (the query protocol of API version 2015-02-02).
pub fn wire(case: &Case) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("Action".to_owned(), case.operation.name().to_owned()),
        ("Version".to_owned(), "2015-02-02".to_owned()),
    ];
    for (name, value) in case.draft.to_json().as_object().into_iter().flatten() {
        flatten(&mut pairs, name, value);
    }
    // The draft gives the order of the bigger model; ModifyUser has its engine last.
    let place = |name: &str| {
        let member = name.split('.').next().unwrap_or_default();
        case.operation.members().iter().position(|known| known.name() == member)
    };
    pairs.get_mut(2..).unwrap_or_default().sort_by_key(|(name, _)| place(name));
    pairs
}

fn flatten(pairs: &mut Vec<(String, String)>, name: &str, value: &Value) {
    match value {
        Value::Array(items) if items.is_empty() => pairs.push((name.to_owned(), String::new())),
        Value::Array(items) => {
            let item_name = if name == "Tags" { "Tag" } else { "member" };
            for (n, item) in items.iter().enumerate() {
                flatten(pairs, &format!("{name}.{item_name}.{}", n + 1), item);
            }
        }
        Value::Object(members) => {
            for (inner, value) in members {
                flatten(pairs, &format!("{name}.{inner}"), value);
            }
        }
        Value::String(text) => pairs.push((name.to_owned(), text.clone())),
        other => pairs.push((name.to_owned(), other.to_string())),
    }
}
