//! What a text leaves open is not checked.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "value-left-open",
    title: "A value comes from elsewhere and isn't checked",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A member whose value is a variable, a reference, a template mark or a value made when the request is sent.",
    why: "Nothing is said about a value that isn't here. To check it too, write it in, or check the request that is sent in the end.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "app", "Passwords": [""]}"#, "UserId")
            .context(r#"{"open": ["UserId", "Passwords[0]"]}"#),
        Example::bad(ModifyUser, r#"{"UserId": "{{user}}"}"#, "UserId").context(r#"{"open": ["UserId"]}"#),
        Example::good(CreateUser, r#"{"UserId": "app"}"#),
    ]),
};

/// More names say no more.
const MOST: usize = 4;

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let open: Vec<&Path> =
        subject.open().paths().iter().copied().filter(|path| subject.is_open(path)).collect();
    let Some(first) = open.first() else { return };
    let mut names: Vec<String> = open.iter().take(MOST).map(|path| format!("`{path}`")).collect();
    if open.len() > MOST {
        names.push(format!("{} more", open.len() - MOST));
    }
    let last = names.pop().unwrap_or_default();
    let message = match names.is_empty() {
        true => format!("The value of {last} comes from elsewhere, so it isn't checked."),
        false => format!(
            "The values of {} and {last} come from elsewhere, so they aren't checked.",
            names.join(", ")
        ),
    };
    RULE.finding(findings, *first, message);
}
