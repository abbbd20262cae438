//! What links and the browser's storage may set. Both are untrusted, so both pass through here when written and when read:
//! no password leaves, and nothing silently decides where a request goes or as whom.

use super::Form;
use elasticache_user::emit::{Options, SETTINGS, Setting};
use elasticache_user::expect::has_password;
use elasticache_user::import::{ImportNote, NoteKind};
use elasticache_user::{AuthenticationMode, Draft, Password, Tag};
use std::borrow::Cow;

/// How many tags are read. ElastiCache accepts 50, and a fix needs to see those that are too many.
const MOST_TAGS: usize = 200;
/// How many members of a group are read. ElastiCache accepts 100.
const MOST_MEMBERS: usize = 500;
/// The longest access string that is read, in bytes.
const LONGEST_ACCESS_STRING: usize = 65_536;
/// The longest other value that is read, in bytes.
const LONGEST_VALUE: usize = 2_048;

/// Notes on what was dropped from a draft or changed in it.
pub type Notes = Vec<ImportNote>;

/// A note on something dropped.
pub fn dropped(message: impl Into<Cow<'static, str>>) -> ImportNote {
    ImportNote { kind: NoteKind::Dropped, message: message.into(), span: None, user: None }
}

/// Removes everything that may contain a password.
pub fn without_secrets(draft: &mut Draft) -> Notes {
    let mut notes = Vec::new();
    let mut mode = draft.authentication_mode.take();
    let mode_passwords = mode.as_mut().and_then(|mode| mode.passwords.take());
    let given = draft.passwords.take().into_iter().chain(mode_passwords).flatten();
    if given.into_iter().any(|secret: Password| !secret.expose().is_empty()) {
        notes.push(dropped("A password was left out: links and saved drafts never carry one."));
    }
    draft.authentication_mode = mode.filter(|mode| *mode != AuthenticationMode::default());
    if !std::mem::take(&mut draft.mismatches).is_empty() {
        notes.push(dropped("Members that ElastiCache doesn't know were left out."));
    }
    let mut rule = false;
    for text in [&mut draft.access_string, &mut draft.append_access_string].into_iter().flatten() {
        if let Some(clean) = without_password_rules(text) {
            *text = clean;
            rule = true;
        }
    }
    if rule {
        notes.push(dropped("A password rule in the access string was left out."));
    }
    notes
}

/// How many lines of tests, and of sample keys, are saved and read.
const MOST_LINES: usize = 200;

/// Test commands, one per line, without those that contain a password.
pub fn tests(text: &str) -> String {
    let clean: Vec<&str> = text.lines().filter(|line| !has_password(line.trim())).collect();
    lines(&clean.join("\n"))
}

/// The lines of a text, limited in number and length.
pub fn lines(text: &str) -> String {
    let lines = text.lines().filter(|line| line.len() <= LONGEST_VALUE).take(MOST_LINES);
    lines.collect::<Vec<_>>().join("\n")
}

/// Drops values that are too long or too many for a request, and line breaks in one-line fields.
pub fn within_limits(draft: &mut Draft) -> Notes {
    let mut notes = Vec::new();
    for (name, list) in id_lists(draft) {
        let Some(ids) = list else { continue };
        let count = ids.len();
        ids.truncate(MOST_MEMBERS);
        if ids.len() < count {
            notes.push(dropped(format!("{name}: only the first {MOST_MEMBERS} of {count} IDs were read.")));
        }
        let count = ids.len();
        ids.retain(|id| id.len() <= LONGEST_VALUE);
        if ids.len() < count {
            notes.push(dropped(format!("{name}: IDs longer than {LONGEST_VALUE} bytes were left out.")));
        }
    }
    let kind = draft.authentication_mode.as_mut().map(|mode| &mut mode.kind);
    let mut values = [
        ("User ID", Some(&mut draft.user_id), LONGEST_VALUE),
        ("User name", Some(&mut draft.user_name), LONGEST_VALUE),
        ("User group", Some(&mut draft.user_group_id), LONGEST_VALUE),
        ("Engine", Some(&mut draft.engine), LONGEST_VALUE),
        ("Type of authentication", kind, LONGEST_VALUE),
        ("Access string", Some(&mut draft.access_string), LONGEST_ACCESS_STRING),
        ("Append to access string", Some(&mut draft.append_access_string), LONGEST_ACCESS_STRING),
    ];
    for (name, slot, longest) in &mut values {
        let Some(slot) = slot else { continue };
        if slot.as_ref().is_some_and(|text| text.len() > *longest) {
            **slot = None;
            let text = format!("{name} was left out: it is longer than {longest} bytes.");
            notes.push(dropped(text));
        }
    }
    if let Some(tags) = &mut draft.tags {
        let count = tags.len();
        if count > MOST_TAGS {
            tags.truncate(MOST_TAGS);
            notes.push(dropped(format!("Only the first {MOST_TAGS} of {count} tags were read.")));
        }
        let is_long = |text: &Option<String>| text.as_ref().is_some_and(|text| text.len() > LONGEST_VALUE);
        let before = tags.len();
        tags.retain(|tag: &Tag| !is_long(&tag.key) && !is_long(&tag.value));
        if tags.len() < before {
            notes.push(dropped(format!("Tags longer than {LONGEST_VALUE} bytes were left out.")));
        }
    }
    notes.extend(on_one_line(draft));
    notes
}

/// The lists of user IDs with the labels of their fields.
fn id_lists(draft: &mut Draft) -> [(&'static str, &mut Option<Vec<String>>); 3] {
    [
        ("Members", &mut draft.user_ids),
        ("Users to add", &mut draft.user_ids_to_add),
        ("Users to remove", &mut draft.user_ids_to_remove),
    ]
}

/// Removes line breaks from the values of one-line fields, which can't show them: what is copied is what is shown.
pub fn on_one_line(draft: &mut Draft) -> Option<ImportNote> {
    let tags = draft.tags.iter_mut().flatten().flat_map(|tag| [&mut tag.key, &mut tag.value]);
    let members = [&mut draft.user_id, &mut draft.user_name, &mut draft.user_group_id, &mut draft.engine];
    let mut any = false;
    for text in members.into_iter().chain(tags).flatten() {
        if text.contains(['\r', '\n']) {
            text.retain(|letter| !matches!(letter, '\r' | '\n'));
            any = true;
        }
    }
    // A text area has one kind of line break.
    for text in [&mut draft.access_string, &mut draft.append_access_string].into_iter().flatten() {
        if text.contains('\r') {
            *text = text.replace("\r\n", "\n").replace('\r', "\n");
            any = true;
        }
    }
    any.then(|| ImportNote {
        kind: NoteKind::Changed,
        message: "Line breaks that the fields can't show were removed.".into(),
        span: None,
        user: None,
    })
}

/// The string without rules that add or remove a password; `None` if it has none. A password ends at the next space,
/// whatever else it contains.
fn without_password_rules(text: &str) -> Option<String> {
    const ENDS: [char; 3] = [' ', '\n', '\r'];
    let mut clean = String::new();
    let mut any = false;
    for piece in text.split_inclusive(ENDS) {
        let word = piece.trim_end_matches(ENDS);
        let Some(start) = rule_start(word) else {
            clean.push_str(piece);
            continue;
        };
        any = true;
        let (before, rule) = word.split_at(start);
        let closing = rule.len() - rule.trim_end_matches(')').len();
        clean.push_str(before);
        clean.push_str(&")".repeat(closing));
        if !before.is_empty() || closing > 0 {
            clean.push(' ');
        }
    }
    any.then(|| clean.trim_end().to_owned())
}

/// The offset of a password rule in a word, after the parentheses of a selector.
fn rule_start(word: &str) -> Option<usize> {
    let spaces = word.char_indices().filter(|(_, letter)| letter.is_whitespace());
    let starts = std::iter::once(0).chain(spaces.map(|(at, space)| at + space.len_utf8()));
    starts.map(|at| (at, word.get(at..).unwrap_or_default())).find_map(|(at, rest)| {
        let inner = rest.trim_start_matches('(');
        let is_rule = inner.trim_start_matches(['(', '"', '\'']).starts_with(['>', '<', '#', '!']);
        is_rule.then_some(at + rest.len() - inner.len())
    })
}

/// The options that a link or the storage may set directly, which only affect how the command is written. All others wait
/// in [`Form::held`] for approval; the name of a secret is dropped.
pub fn split(options: &Options) -> (Options, Options, Notes) {
    let (mut set, mut held, mut notes) = (Options::default(), Options::default(), Vec::new());
    for setting in SETTINGS {
        let Some(value) = (setting.get)(options) else { continue };
        if setting.name == "secretName" {
            notes
                .push(dropped("The name of a secret was left out: links and saved drafts never choose one."));
        } else if value.len() > LONGEST_VALUE || value.contains(char::is_control) {
            notes.push(dropped(format!("{} was left out: no client accepts its value.", setting.name)));
        } else {
            let into = if is_harmless(setting, &value) { &mut set } else { &mut held };
            (setting.set)(into, &value);
        }
    }
    (set, held, notes)
}

fn is_harmless(setting: &Setting, value: &str) -> bool {
    match setting.name {
        "cliVersion" | "style" | "oneLine" | "checkOnly" | "wait" => true,
        "secrets" => value != "inline",
        _ => false,
    }
}

/// Both merged; the first wins.
pub fn merged(first: &Options, second: &Options) -> Options {
    let mut all = second.clone();
    for setting in SETTINGS {
        if let Some(value) = (setting.get)(first) {
            (setting.set)(&mut all, &value);
        }
    }
    all
}

impl Form {
    /// The names and values of the options that wait for approval.
    pub fn held_options(&self) -> Vec<(&'static str, String)> {
        let held = |setting: &'static Setting| {
            Some((setting.option.unwrap_or(setting.name), (setting.get)(&self.held)?))
        };
        SETTINGS.iter().filter_map(held).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_that_may_contain_a_password_is_removed() {
        for (given, left) in [
            (r#"{"UserId":"a","Passwords":["canary"]}"#, r#"{"UserId":"a"}"#),
            (
                r#"{"AuthenticationMode":{"Type":"password","Passwords":["canary"]}}"#,
                r#"{"AuthenticationMode":{"Type":"password"}}"#,
            ),
            (r#"{"AuthenticationMode":{"Passwords":["canary"]}}"#, "{}"),
            (r#"{"Password":"canary","Passwords":"canary","Bogus":{"a":["canary"]}}"#, "{}"),
            (r#"{"AccessString":"on >canary ~* +@all"}"#, r#"{"AccessString":"on ~* +@all"}"#),
            (
                r##"{"AppendAccessString":"<canary (#canary +get) (+get >canary\u00a0canary) \"!canary\" ~a>b"}"##,
                r#"{"AppendAccessString":"( +get) (+get ) ~a>b"}"#,
            ),
        ] {
            let mut draft = Draft::from_json_text(given);
            assert_eq!(without_secrets(&mut draft).is_empty(), given == left);
            assert_eq!(draft.to_json().to_string(), left);
            assert!(without_secrets(&mut draft).is_empty());
        }
    }

    #[test]
    fn tests_are_saved_without_passwords() {
        let text = "GET a\nAUTH canary\n  HELLO 3 AUTH a canary\nSET a b";
        assert_eq!(tests(text), "GET a\nSET a b");
        assert_eq!(lines(&"x\n".repeat(1_000)).lines().count(), MOST_LINES);
        assert_eq!(lines(&"x".repeat(LONGEST_VALUE + 1)), "");
    }

    #[test]
    fn oversized_values_are_dropped_with_notes() {
        let tags = vec![r#"{"Key":"a"}"#; 20_000].join(",");
        let long = "x".repeat(70_000);
        let text = format!(r#"{{"UserId":"a\rb","AccessString":"{long}","Tags":[{tags}]}}"#);
        let mut draft = Draft::from_json_text(&text);
        let notes = within_limits(&mut draft);
        assert_eq!(notes.len(), 3, "{notes:?}");
        assert_eq!(draft.user_id.as_deref(), Some("ab"));
        assert_eq!(draft.access_string, None);
        assert_eq!(draft.tags.map(|tags| tags.len()), Some(MOST_TAGS));
    }

    #[test]
    fn only_writing_options_are_set_directly() {
        let mut all = Options::default();
        for setting in SETTINGS {
            let value = match setting.name {
                "secrets" => "inline",
                "cliVersion" => "1",
                "style" => "input-json",
                name if name.starts_with("cli") => "7",
                _ => "true",
            };
            assert!((setting.set)(&mut all, value), "{}", setting.name);
        }
        let (set, held, notes) = split(&all);
        let names = |options: &Options| -> Vec<&str> {
            SETTINGS.iter().filter(|one| (one.get)(options).is_some()).map(|one| one.name).collect()
        };
        assert_eq!(names(&set), ["cliVersion", "style", "oneLine", "checkOnly", "wait"]);
        assert_eq!(names(&set).len() + names(&held).len() + 1, SETTINGS.len());
        assert_eq!(notes.len(), 1);
        let again = Options { secret_name: all.secret_name.clone(), ..merged(&set, &held) };
        assert_eq!(again, all);
    }
}
