//! `check`: a draft in, its findings out.

use crate::rules::Subject;
use crate::{Context, Draft, Finding, Member, Operation, Path, Severity};

/// What was found in a request.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// In the order of the members in the model, worst first within a member; what belongs to none comes last.
    pub findings: Vec<Finding>,
    /// No error stands: the request may be sent.
    pub ready: bool,
}

impl Report {
    /// How many findings are of this severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

/// Checks a request by every rule.
pub fn check(operation: Operation, draft: &Draft, context: &Context) -> Report {
    let subject = Subject::new(operation, draft, context);
    let mut findings = subject.findings();
    let place = |finding: &Finding| {
        let member = finding.path.member().or_else(|| match &finding.path {
            Path::Unknown(name) if name.starts_with("Tags[") => Some(Member::Tags),
            Path::Unknown(name) if name.starts_with("AuthenticationMode.") => {
                Some(Member::AuthenticationMode)
            }
            _ => None,
        });
        operation.members().iter().position(|known| Some(*known) == member).unwrap_or(usize::MAX)
    };
    findings.sort_by_key(|finding| (place(finding), finding.severity));
    let ready = findings.iter().all(|finding| finding.severity != Severity::Error);
    Report { findings, ready }
}
