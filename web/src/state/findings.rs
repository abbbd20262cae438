//! The findings to show, and what is said of them aloud.

use super::{Attention, Checked};
use crate::prose::plain;
use elasticache_user::{Finding, Severity};
use leptos::prelude::*;

/// The findings, but for those that the person is only just typing into being.
pub fn shown(checked: Memo<Checked>, attention: Attention) -> Memo<Vec<Finding>> {
    Memo::new(move |before: Option<&Vec<Finding>>| {
        let typing = attention.typing.get();
        let stood = |finding: &Finding| {
            before.is_some_and(|list| {
                list.iter().any(|old| old.rule == finding.rule && old.path == finding.path)
            })
        };
        checked.with(|checked| {
            let waits = |finding: &Finding| {
                typing.as_ref().is_some_and(|place| place.member() == finding.path.member())
                    && !stood(finding)
            };
            checked.report.findings.iter().filter(|finding| !waits(finding)).cloned().collect()
        })
    })
}

/// The messages of the errors that were not there before, for a screen reader. Each is said once.
pub fn announced(findings: Memo<Vec<Finding>>) -> Memo<String> {
    let errors = Memo::new(move |before: Option<&(Vec<String>, String)>| {
        let now: Vec<String> = findings.with(|list| {
            let errors = list.iter().filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| plain(&finding.message)).collect()
        });
        // What is wrong with an untouched form is no news.
        let new: Vec<&str> = match before {
            None => Vec::new(),
            Some((old, _)) => now.iter().filter(|text| !old.contains(text)).map(String::as_str).collect(),
        };
        let text = new.join(" ");
        (now, text)
    });
    Memo::new(move |_| errors.with(|(_, text)| text.clone()))
}
