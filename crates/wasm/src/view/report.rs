//! The result of `check`.

use super::{Prediction, Span, prediction, text_at};
use crate::document::Document;
use elasticache_user::utf16::Units;
use elasticache_user::{Answer, Applicability, Draft, Evidence, Path, Severity, Source};
use serde::Serialize;
use serde_json::Value;
use std::borrow::Cow;
use std::ops::Range;
use tsify::Tsify;

/// The result of a check.
#[derive(Debug, Serialize, Tsify)]
#[serde(rename_all = "camelCase")]
#[tsify(missing_as_null)]
pub struct Report {
    /// Whether there are no errors, so that the request can be sent.
    ready: bool,
    /// The findings, in the order of the members, worst first within a member.
    findings: Vec<Finding>,
    /// The access string as ElastiCache will store it, whatever the engine version; `null` if there is none or ElastiCache
    /// rejects it. It is uncertain when `evidence` is `"derived"`.
    access_string: Option<StoredAccessString>,
    /// What AWS will answer, as far as it's known; `null` for an unknown operation.
    prediction: Option<Prediction>,
}

/// An access string as ElastiCache stores and returns it.
#[derive(Debug, Serialize, Tsify)]
pub struct StoredAccessString {
    canonical: String,
    evidence: Evidence,
}

/// A problem with a request, or a piece of advice.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Finding {
    #[tsify(type = "RuleId")]
    rule: &'static str,
    severity: Severity,
    /// The path in the request: `UserId`, `Passwords[0]`, `Tags[2].Key`; empty for the request as a whole.
    #[tsify(type = "string")]
    path: Path,
    /// The part of the value at `path`; `null` for the whole value.
    span: Option<Span>,
    /// What's wrong with the value and what to write instead.
    message: Cow<'static, str>,
    /// Why it matters, and what to do.
    help: Cow<'static, str>,
    source: Source,
    /// Fixes, best first.
    fixes: Vec<Fix>,
    /// The predicted answer, if known.
    predicts: Option<Answer>,
}

/// A fix for a finding; {@link applyFix} applies it.
#[derive(Debug, Serialize, Tsify)]
pub struct Fix {
    /// Only a safe fix may be applied without asking.
    applicability: Applicability,
    /// A title for a button.
    title: Cow<'static, str>,
    edits: Vec<Edit>,
}

/// One change of a request. Paths are in the API's notation: `Passwords[0]`, `AuthenticationMode.Type`.
#[derive(Debug, Serialize, Tsify)]
#[serde(tag = "op", rename_all = "lowercase")]
#[allow(missing_docs)] // the names say it
pub enum Edit {
    /// Replaces the whole value with this one.
    Set {
        #[tsify(type = "string")]
        path: Path,
        #[tsify(type = "unknown")]
        value: Document<Value>,
    },
    /// Replaces a part of the value with this text.
    Replace {
        #[tsify(type = "string")]
        path: Path,
        span: Span,
        text: String,
    },
    /// Removes the member, or the item of a list.
    Remove {
        #[tsify(type = "string")]
        path: Path,
    },
    /// Moves the value at the first path to the second.
    Move {
        #[tsify(type = "string")]
        from: Path,
        #[tsify(type = "string")]
        to: Path,
    },
    /// Moves a part of the text at the first path to the second, or to the end of a list there.
    Extract {
        #[tsify(type = "string")]
        from: Path,
        span: Span,
        #[tsify(type = "string")]
        to: Path,
    },
}

/// A report of the core.
pub(crate) fn report(draft: &Draft, report: elasticache_user::Report) -> Report {
    let mut units = Units::default();
    let mut span = |path: &Path, span: Range<usize>| Span::from(units.span(text_at(draft, path), &span));
    let mut edit = |edit: elasticache_user::Edit| match edit {
        elasticache_user::Edit::Set(path, value) => Edit::Set { path, value: Document(value) },
        elasticache_user::Edit::Replace(path, range, text) => {
            Edit::Replace { span: span(&path, range), path, text }
        }
        elasticache_user::Edit::Remove(path) => Edit::Remove { path },
        elasticache_user::Edit::Move(from, to) => Edit::Move { from, to },
        elasticache_user::Edit::Extract(from, range, to) => {
            Edit::Extract { span: span(&from, range), from, to }
        }
    };
    let mut fix = |fix: elasticache_user::Fix| {
        let elasticache_user::Fix { applicability, title, edits } = fix;
        Fix { applicability, title, edits: edits.into_iter().map(&mut edit).collect() }
    };
    let mut fixes = Vec::with_capacity(report.findings.len());
    for finding in &report.findings {
        fixes.push(finding.fixes.iter().cloned().map(&mut fix).collect::<Vec<_>>());
    }
    let access_string = report
        .access_string
        .map(|stored| StoredAccessString { evidence: stored.evidence(), canonical: stored.text });
    let findings = report.findings.into_iter().zip(fixes).map(|(finding, fixes)| Finding {
        span: finding.span.map(|range| units.span(text_at(draft, &finding.path), &range).into()),
        rule: finding.rule,
        severity: finding.severity,
        message: finding.message,
        help: finding.help,
        source: finding.source,
        predicts: finding.predicts,
        path: finding.path,
        fixes,
    });
    Report {
        ready: report.ready,
        findings: findings.collect(),
        access_string,
        prediction: Some(prediction(report.prediction)),
    }
}

/// The finding for a missing or unknown operation.
pub(crate) fn unknown_operation(given: &Value) -> Report {
    let message = match given.as_str() {
        Some(name) => format!("`{}` isn't an operation.", name.chars().take(40).collect::<String>()).into(),
        None => "The operation is missing.".into(),
    };
    let finding = Finding {
        rule: "operation-known",
        severity: Severity::Error,
        path: Path::parse(""),
        span: None,
        message,
        help: "Give \"CreateUser\", \"ModifyUser\", \"CreateUserGroup\" or \"ModifyUserGroup\".".into(),
        source: Source {
            title: "Actions, Amazon ElastiCache API Reference",
            url: "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Operations.html",
        },
        fixes: Vec::new(),
        predicts: None,
    };
    Report { ready: false, findings: vec![finding], access_string: None, prediction: None }
}
