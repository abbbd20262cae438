//! A member must have the type that the API defines.

use crate::MismatchKind;
use crate::authentication::Mode;
use crate::client::{ClientProblem, ClientProblemKind, takes};
use crate::model::Any;
use crate::rules::*;
use serde_json::Value;

pub static RULE: Rule = Rule {
    id: "wrong-type",
    title: "Value has the wrong type",
    severity: Severity::Error,
    operations: ALL,
    certainty: Certainty::High,
    what: "A number instead of a string, a string instead of a list, and so on.",
    why: "Clients check the type of every value. Write strings in quotes, lists in brackets, and `true` and `false` without quotes.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "Passwords": "0123456789abcdef"}"#, "Passwords")
            .fixed(r#"{"UserId": "a", "Passwords": ["0123456789abcdef"]}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": "true"}"#, "NoPasswordRequired")
            .fixed(r#"{"UserId": "a", "NoPasswordRequired": true}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AuthenticationMode": "iam"}"#, "AuthenticationMode")
            .fixed(r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#),
        Example::bad(CreateUser, r#"{"Tags": {"team": "a"}}"#, "Tags")
            .fixed(r#"{"Tags": [{"Key": "team", "Value": "a"}]}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccessString": true}"#, "AccessString")
            .fixed(r#"{"UserId": "a", "AccessString": "on"}"#),
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "cost", "Value": 42}]}"#, "Tags[0].Value")
            .fixed(r#"{"Tags": [{"Key": "cost", "Value": "42"}]}"#),
        Example::bad(CreateUserGroup, r#"{"UserIds": "app"}"#, "UserIds").fixed(r#"{"UserIds": ["app"]}"#),
        Example::bad(ModifyUser, r#"["UserId"]"#, ""),
        Example::good(ModifyUser, r#"{"UserId": "a", "NoPasswordRequired": false}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for mismatch in subject.mismatches() {
        if let MismatchKind::WrongType(_) = mismatch.kind {
            let problem = ClientProblem {
                path: mismatch.path.clone(),
                what: ClientProblemKind::Type(mismatch.value.clone()),
            };
            let value = mismatch.value.expose();
            let finding = RULE
                .finding(findings, &mismatch.path, message(&mismatch.path, value))
                .predicts(problem.answer());
            if let Some((title, edit)) = edit(&mismatch.path, value) {
                let tag = mismatch.path.member() == Some(Member::Tags);
                finding.fix(if tag { Safe } else { Choice }, title, vec![edit]);
            }
        }
    }
}

fn message(path: &Path, value: &Any) -> Cow<'static, str> {
    let given = match value {
        Any::Null => "null",
        Any::Bool(_) => "true or false",
        Any::Number(_) => "a number",
        Any::String(_) => "a string",
        Any::Array(_) => "a list",
        Any::Object(_) => "an object",
    };
    if matches!(path, Path::Member(Member::AccessString | Member::AppendAccessString))
        && matches!(value, Any::Bool(_))
    {
        return "This is a boolean, not a string: YAML reads an unquoted `on` or `off` that way. Put it in quotes."
            .into();
    }
    let takes = match takes(path) {
        "list" => "a list",
        "boolean" => "true or false",
        "structure" => "an object",
        _ => "a string",
    };
    match path {
        Path::Request => format!("A request must be a JSON object; this is {given}.").into(),
        _ => format!("This must be {takes}, not {given}.").into(),
    }
}

/// The fix. A password is moved onto its own place, which makes a list of it, so that no edit contains it.
fn edit(path: &Path, value: &Any) -> Option<(&'static str, Edit)> {
    match (path, value) {
        (
            Path::Member(
                Member::Passwords | Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove,
            )
            | Path::ModePasswords,
            Any::String(_),
        ) => Some(("Wrap it in a list", Edit::Move(path.clone(), path.clone()))),
        _ => meant(path, value).map(|(title, value)| (title, Edit::Set(path.clone(), value))),
    }
}

/// The intended value, where it's obvious.
fn meant(path: &Path, value: &Any) -> Option<(&'static str, Value)> {
    let text = |text: &str| Value::String(text.to_owned());
    Some(match (path, value) {
        (Path::Member(Member::NoPasswordRequired), Any::String(word)) => match word.trim() {
            "true" | "True" => ("Remove the quotes", Value::Bool(true)),
            "false" | "False" => ("Remove the quotes", Value::Bool(false)),
            _ => return None,
        },
        (Path::Member(Member::AuthenticationMode), Any::String(kind)) => {
            let kind = Mode::from_name(kind.trim())?;
            (
                "Use it as the type",
                Value::Object([("Type".to_owned(), text(kind.name()))].into_iter().collect()),
            )
        }
        (Path::Member(Member::AccessString | Member::AppendAccessString), Any::Bool(flag)) => {
            ("Put it in quotes", text(if *flag { "on" } else { "off" }))
        }
        (Path::Member(Member::Tags), Any::Object(tags))
            if tags.iter().all(|(_, value)| matches!(value, Any::String(_))) =>
        {
            let single = tags.iter().any(|(key, _)| key == "Key");
            let tag = |(key, value): &(String, Any)| {
                let members = [("Key".to_owned(), text(key)), ("Value".to_owned(), value.into())];
                Value::Object(members.into_iter().collect())
            };
            let list = if single { vec![value.into()] } else { tags.iter().map(tag).collect() };
            ("Convert it to a list of tags", Value::Array(list))
        }
        (Path::TagKey(_) | Path::TagValue(_), Any::Number(number)) => {
            ("Put it in quotes", text(number.as_str()))
        }
        (Path::TagKey(_) | Path::TagValue(_), Any::Bool(flag)) => {
            ("Put it in quotes", text(&flag.to_string()))
        }
        _ => return None,
    })
}
