//! Values that a file leaves open aren't checked.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "value-left-open",
    title: "Value comes from elsewhere and isn't checked",
    severity: Severity::Advice,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A member whose value is a variable, a reference, a template placeholder or a value that is generated when the request is sent.",
    why: "A value that isn't here can't be checked. To check it, write it in, or check the final request.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"UserName": "app", "Passwords": [""]}"#, "UserId")
            .context(r#"{"open": ["UserId", "Passwords[0]"]}"#),
        Example::bad(ModifyUser, r#"{"UserId": "{{user}}"}"#, "UserId").context(r#"{"open": ["UserId"]}"#),
        Example::good(CreateUser, r#"{"UserId": "app"}"#),
    ]),
};

/// Longer lists don't help.
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
