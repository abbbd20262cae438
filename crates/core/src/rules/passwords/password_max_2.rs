//! A user has at most two passwords.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "password-max-2",
    title: "More than two passwords",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A third password, or more, in a list.",
    why: "A user has one or two passwords. The second is for rotation: one can be replaced while clients still use the other.",
    source: source::CREATE_USER,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb", "cccccccccccccccc"]}"#,
            "Passwords[2]",
        )
        .fixed(r#"{"UserId": "app", "Passwords": ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"]}"#),
        Example::good(
            ModifyUser,
            r#"{"UserId": "app", "Passwords": ["aaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbb"]}"#,
        ),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let text = "Maximum number of passwords allowed in this service is 2.";
    for (path, _) in subject.draft.all_passwords() {
        if let Path::Password(2..) | Path::ModePassword(2..) = path {
            let fix = vec![Edit::Remove(path.clone())];
            RULE.finding(findings, path, "A user has at most two passwords.")
                .answered("InvalidParameterValue", text, Evidence::Seen)
                .fix(Choice, "Remove this password", fix);
        }
    }
}
