//! `check`: takes a draft, returns its findings.

use crate::model::Open;
use crate::rules::Subject;
use crate::sorted::by_number;
use crate::{Context, Draft, Finding, Member, Operation, Path, Prediction, Severity, StoredForm, predict};
use alloc::vec::Vec;
use serde::Serialize;

/// How many findings of one rule a report lists. If a rule finds more, the last one says how many were omitted.
pub const MOST_FINDINGS: usize = 100;

/// The result of a check.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Report {
    /// Whether there are no errors, so that the request can be sent.
    pub ready: bool,
    /// The findings, in the order of the model's members, worst first within a member; those of no member come last.
    pub findings: Vec<Finding>,
    /// The access string as ElastiCache stores it; `None` if it's rejected or missing.
    pub access_string: Option<StoredForm>,
    /// The predicted outcome of the request.
    pub prediction: Prediction,
}

impl Report {
    /// How many findings have this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Checks a request with every rule.
pub fn check(operation: Operation, draft: &Draft, context: &Context) -> Report {
    let open = Open::new(&context.open);
    let draft = &*open.filled(draft);
    report(&Subject::new(operation, draft, context))
}

/// The report on the subject of a check.
pub(crate) fn report(subject: &Subject<'_>) -> Report {
    let Subject { operation, draft, context, .. } = *subject;
    let mut findings = subject.findings();
    let place = |finding: &Finding| {
        let member = finding.path.member().or_else(|| match &finding.path {
            Path::Unknown(name) if name.starts_with("Tags[") => Some(Member::Tags),
            Path::Unknown(name) if name.starts_with("AuthenticationMode.") => {
                Some(Member::AuthenticationMode)
            }
            _ => None,
        });
        operation
            .members()
            .iter()
            .position(|known| Some(*known) == member)
            .unwrap_or(operation.members().len())
    };
    // The severities are fewer than eight.
    let key = |finding: &Finding| place(finding) * 8 + finding.severity as usize;
    findings = by_number(findings, key);
    let ready = findings.iter().all(|finding| finding.severity != Severity::Error);
    // A rejected string isn't stored.
    let rejected = |finding: &Finding| {
        finding.severity == Severity::Error && finding.path == Path::Member(Member::AccessString)
    };
    let is_stored = ready || !findings.iter().any(rejected);
    let access_string = subject.stored().filter(|_| is_stored).cloned();
    let findings = counted(findings);
    let prediction = predict::prediction(operation, draft, context, &findings, access_string.as_ref());
    Report { ready, findings, access_string, prediction }
}

/// The first findings of each rule; those beyond [`MOST_FINDINGS`] become one that counts them.
fn counted(findings: Vec<Finding>) -> Vec<Finding> {
    if findings.len() <= MOST_FINDINGS {
        return findings;
    }
    // How many were found of each rule, and the place of the one that counts.
    let mut rules: Vec<(&str, usize, usize)> = Vec::new();
    let mut merged: Vec<Finding> = Vec::new();
    for finding in findings {
        let known = rules.iter().position(|(rule, ..)| *rule == finding.rule).unwrap_or(rules.len());
        if known == rules.len() {
            rules.push((finding.rule, 0, 0));
        }
        let Some((_, count, last)) = rules.get_mut(known) else { continue };
        *count += 1;
        if *count <= MOST_FINDINGS + 1 {
            *last = merged.len();
            merged.push(finding);
        } else if let Some(counting) = merged.get_mut(*last) {
            counting.severity = counting.severity.min(finding.severity);
        }
    }
    for (_, count, last) in rules.into_iter().filter(|(_, count, _)| *count > MOST_FINDINGS + 1) {
        if let Some(counting) = merged.get_mut(last) {
            let more = count - MOST_FINDINGS;
            counting.message = format!("{more} more findings of this rule aren't listed.").into();
            counting.span = None;
            counting.fixes.clear();
            counting.predicts = None;
        }
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn findings_over_the_limit_are_counted() {
        let report = |words: usize| {
            let text = "nonsense ".repeat(words);
            let draft = Draft { access_string: Some(text), ..Draft::default() };
            let report = check(Operation::CreateUser, &draft, &Context::default());
            assert!(!report.ready);
            let all: Vec<Finding> =
                report.findings.into_iter().filter(|finding| finding.rule == "as-unknown-word").collect();
            (all.len(), all.last().map(|finding| finding.message.to_string()))
        };
        let counts = |message: Option<String>| message.is_some_and(|text| text.contains("aren't listed"));
        let (all, last) = report(MOST_FINDINGS + 1);
        assert_eq!((all, counts(last)), (MOST_FINDINGS + 1, false), "one left out would need a line, too");
        let (all, last) = report(1000);
        assert_eq!(
            (all, last.as_deref()),
            (MOST_FINDINGS + 1, Some("900 more findings of this rule aren't listed."))
        );
    }
}
