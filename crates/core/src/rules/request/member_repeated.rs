//! Of a repeated member, the last value counts.

use crate::rules::*;
use crate::{Mismatch, MismatchKind};

pub static RULE: Rule = Rule {
    id: "member-repeated",
    title: "Duplicate member",
    severity: Severity::Warning,
    operations: BOTH,
    certainty: Certainty::High,
    what: "Two members with the same name in one object.",
    why: "JSON parsers, including the AWS CLI's, silently keep the last one. Remove the others.",
    source: source::CLI_SKELETON,
    check,
    examples: examples(&[
        Example::bad(
            ModifyUser,
            r#"{"UserId": "app", "AccessString": "on ~* +@all", "AccessString": "on +get"}"#,
            "AccessString",
        ),
        Example::bad(CreateUser, r#"{"Tags": [{"Key": "a", "Key": "b"}]}"#, "Tags[0].Key"),
        Example::good(ModifyUser, r#"{"UserId": "app", "AccessString": "on +get"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let repeated = |mismatch: &&Mismatch| mismatch.kind == MismatchKind::Repeated;
    let mut counts: Vec<(Path, usize)> = Vec::new();
    for mismatch in subject.mismatches().filter(repeated) {
        // Its path is that of a value that doesn't count.
        let place = Path::parse(&mismatch.path.to_string());
        match counts.last_mut().filter(|(last, _)| *last == place) {
            Some((_, more)) => *more += 1,
            None => counts.push((place, 1)),
        }
    }
    for (place, earlier) in counts {
        let times = if earlier == 1 { "twice".to_owned() } else { format!("{} times", earlier + 1) };
        let message = format!("`{place}` appears {times}; only the last one counts.");
        RULE.finding(findings, place, message);
    }
}
