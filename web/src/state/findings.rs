//! The findings to show, and those to announce.

use super::{Attention, Checked};
use crate::prose::plain;
use elasticache_user::{Finding, Severity};
use leptos::prelude::*;
use std::sync::Arc;

/// How many of one severity are shown: a pasted megabyte may have as many as it has words.
const MOST: usize = 200;

/// The findings, except new ones in the field being typed in.
pub fn shown(checked: Memo<Arc<Checked>>, attention: Attention) -> Memo<Vec<Finding>> {
    Memo::new(move |before: Option<&Vec<Finding>>| {
        let typing = attention.typing.get();
        let was_shown = |finding: &Finding| {
            before.is_some_and(|list| {
                list.iter().any(|old| old.rule == finding.rule && old.path == finding.path)
            })
        };
        checked.with(|checked| {
            let waits = |finding: &Finding| {
                typing.as_ref().is_some_and(|place| place.member() == finding.path.member())
                    && !was_shown(finding)
            };
            let mut shown = [0_usize; 4];
            let mut has_room = |finding: &Finding| {
                let count = &mut shown[finding.severity as usize];
                *count += 1;
                *count <= MOST
            };
            let findings = checked.report.findings.iter();
            findings.filter(|finding| has_room(finding) && !waits(finding)).cloned().collect()
        })
    })
}

/// The messages of errors that weren't there before, for screen readers. Each is announced once.
pub fn new_errors(findings: Memo<Vec<Finding>>) -> Memo<String> {
    let errors = Memo::new(move |before: Option<&(Vec<String>, String)>| {
        let now: Vec<String> = findings.with(|list| {
            let errors = list.iter().filter(|finding| finding.severity == Severity::Error);
            errors.map(|finding| plain(&finding.message)).collect()
        });
        // The errors of an untouched form aren't announced.
        let new: Vec<&str> = match before {
            None => Vec::new(),
            Some((old, _)) => now.iter().filter(|text| !old.contains(text)).map(String::as_str).collect(),
        };
        let text = new.join(" ");
        (now, text)
    });
    Memo::new(move |_| errors.with(|(_, text)| text.clone()))
}
