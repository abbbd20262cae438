//! A request has the members of its operation and no others.

use crate::client::{Complaint, What};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "unknown-member",
    title: "There is no member of this name",
    severity: Severity::Error,
    operations: BOTH,
    certainty: Certainty::High,
    what: "A member that the operation does not have.",
    why: "The clients refuse members that the API does not know. Look for a slip of the pen, or leave it out.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(ModifyUser, r#"{"UserId": "a", "AccesString": "on"}"#, "AccesString")
            .fixed(r#"{"UserId": "a", "AccessString": "on"}"#),
        Example::bad(ModifyUser, r#"{"UserId": "a", "Bogus": 1}"#, "Bogus").fixed(r#"{"UserId": "a"}"#),
        Example::bad(
            CreateUser,
            r#"{"AuthenticationMode": {"Type": "iam", "Foo": 1}}"#,
            "AuthenticationMode.Foo",
        )
        .fixed(r#"{"AuthenticationMode": {"Type": "iam"}}"#),
        Example::good(ModifyUser, r#"{"UserId": "a", "AccessString": "on"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for unknown in spelling::unknown(subject).filter(|unknown| unknown.same.is_none() && !unknown.of_reply())
    {
        let what = What::Unknown(unknown.name.to_owned(), unknown.known);
        let complaint = Complaint { path: unknown.misfit.parent.clone(), what };
        let shown = unknown.shown();
        let path = &unknown.misfit.path;
        let near = unknown.near();
        let message = match near {
            Some(name) => format!("There is no member `{shown}`; did you mean `{name}`?"),
            None => format!("There is no member `{shown}` here."),
        };
        let finding = RULE.finding(findings, path, message).predicts(complaint.answer());
        if let Some((name, place)) = near.and_then(|name| Some((name, unknown.place(subject, name)?))) {
            let edits = vec![Edit::Move(path.clone(), place)];
            finding.fix(Choice, format!("Write `{name}`"), edits);
        }
        finding.fix(Choice, "Leave it out", vec![Edit::Remove(path.clone())]);
    }
}
