//! The engine is stored in lowercase.

use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "engine-case",
    title: "Engine contains capital letters",
    severity: Severity::Warning,
    operations: ALL,
    certainty: Certainty::High,
    what: "An `Engine` such as `REDIS` or `Valkey`.",
    why: "The API and the CLI accept any case and store lowercase; CloudFormation accepts only lowercase. Use lowercase everywhere.",
    source: source::CLOUDFORMATION,
    check,
    examples: examples(&[
        Example::bad(CreateUser, r#"{"Engine": "Valkey"}"#, "Engine")
            .span(0, 1)
            .fixed(r#"{"Engine": "valkey"}"#),
        Example::good(CreateUser, r#"{"Engine": "valkey"}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let (Some(text), Some(engine)) = (subject.text(Member::Engine), subject.engine()) else { return };
    let Some(at) = text.find(|letter: char| letter.is_ascii_uppercase()) else { return };
    RULE.finding(findings, Member::Engine, format!("ElastiCache will store this as `{engine}`."))
        .span(at..at + 1)
        .fix(Safe, "Convert it to lowercase", vec![Edit::text(Member::Engine, engine)]);
}
