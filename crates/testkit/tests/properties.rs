//! Properties of every request: the client's answer is predicted completely and once, fixes fix, and no password leaks.

use elasticache_user::{Context, Draft, Finding, Operation, Responder, Severity, apply, check, client};
use std::collections::BTreeMap;
use testkit::generate::Chance;
use testkit::generate::mutants::{CANARY, Case, case, valid};

fn cases(count: usize) -> impl Iterator<Item = Case> {
    let mut chance = Chance::new(20_261_122);
    (0..count).map(move |_| case(&mut chance))
}

fn label(case: &Case) -> String {
    format!("{} {} {}", case.operation.name(), case.input, case.context)
}

/// The findings of a request that the client rejects contain exactly the lines that the client prints. `CASES` sets how many
/// requests are tried.
#[test]
fn the_rules_agree_with_the_client() {
    let count = std::env::var("CASES").ok().and_then(|text| text.parse().ok()).unwrap_or(1_500);
    for case in cases(count) {
        let draft = Draft::from_json(case.input.clone());
        let report = check(case.operation, &draft, &Context::from_json(&case.context));
        let mut ours: Vec<String> = report
            .findings
            .iter()
            .filter_map(|finding| finding.predicts.as_ref())
            .filter(|answer| answer.by == Responder::Client)
            .map(|answer| answer.message.clone().into_owned())
            .collect();
        let problems = client::problems(case.operation, &draft);
        let mut lines: Vec<String> = problems.iter().map(client::ClientProblem::line).collect();
        // For a skeleton, only what it needs is reported, and some requests look like one.
        if report.findings.iter().any(|finding| finding.rule == "cli-skeleton-not-ready") {
            lines.retain(|line| ours.contains(line));
        }
        ours.sort();
        lines.sort();
        assert_eq!(ours, lines, "{}", label(&case));
    }
}

fn counts(operation: Operation, draft: &Draft, context: &Context) -> BTreeMap<(&'static str, bool), usize> {
    let mut counts = BTreeMap::new();
    for finding in check(operation, draft, context).findings {
        *counts.entry((finding.rule, finding.severity == Severity::Error)).or_insert(0) += 1;
    }
    counts
}

/// A fix removes its finding and causes no new error.
#[test]
fn fixes_remove_their_finding() {
    let mut tried = BTreeMap::new();
    for case in cases(600) {
        let draft = Draft::from_json(case.input.clone());
        let context = Context::from_json(&case.context);
        let before = counts(case.operation, &draft, &context);
        for finding in check(case.operation, &draft, &context).findings {
            for fix in &finding.fixes {
                let fixed = apply(&draft, &fix.edits);
                let after = counts(case.operation, &fixed, &context);
                let of = |counts: &BTreeMap<_, usize>, rule: &str| {
                    counts.iter().filter(|((id, _), _)| *id == rule).map(|(_, n)| n).sum::<usize>()
                };
                let context = || format!("{:?} of {} in {}", fix.title, finding.rule, label(&case));
                assert!(of(&after, finding.rule) < of(&before, finding.rule), "left: {}", context());
                for ((rule, error), n) in &after {
                    let had = before.get(&(*rule, *error)).copied().unwrap_or_default();
                    // The fix makes values readable, whose errors were hidden before.
                    let reveals = ["member-spelling", "unknown-member", "wrong-type"].contains(&finding.rule);
                    assert!(!error || reveals || *n <= had, "{rule} appeared after {}", context());
                }
                *tried.entry(finding.rule).or_insert(0) += 1;
            }
        }
    }
    assert!(tried.len() > 30, "only fixes of these rules were tried: {tried:?}");
}

/// No output contains a password.
#[test]
fn no_message_contains_a_password() {
    let text = |finding: &Finding| {
        let predicted = finding.predicts.as_ref().map(|answer| answer.message.clone()).unwrap_or_default();
        format!("{finding:?} {} {} {predicted}", finding.message, finding.help)
    };
    for case in cases(1_500) {
        let draft = Draft::from_json(case.input.clone());
        assert!(!format!("{draft:?}").contains(CANARY), "{}", label(&case));
        for finding in check(case.operation, &draft, &Context::from_json(&case.context)).findings {
            assert!(!text(&finding).contains(CANARY), "{} says {}", label(&case), text(&finding));
        }
    }
}

/// Valid requests are found valid.
#[test]
fn valid_requests_are_ready() {
    let mut chance = Chance::new(7);
    for n in 0..1_500 {
        let operation = Operation::ALL[n % 2];
        let input = valid(&mut chance, operation);
        let report = check(operation, &Draft::from_json(input.clone()), &Context::default());
        assert!(report.ready, "{} {input}: {:?}", operation.name(), report.findings);
    }
}
