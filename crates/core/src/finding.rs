//! A finding: one thing to know about a request, with its place, its reason, its source and what to do.

use crate::{Fix, Path};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// One thing found in a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The id of the rule that found it, kebab-case and stable.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// Where in the request.
    pub path: Path,
    /// Where in the value at `path`, in bytes of its UTF-8 text; `None` when the whole value is meant.
    pub span: Option<Range<usize>>,
    /// What is so, in one sentence.
    pub message: Cow<'static, str>,
    /// Why it matters and what to do.
    pub help: Cow<'static, str>,
    /// Who says so.
    pub source: Source,
    /// Ways to fix it, the best first. More than one means alternatives.
    pub fixes: Vec<Fix>,
    /// What would be answered to the request because of this, where that is known.
    pub predicts: Option<Answer>,
}

/// How bad a finding is. The order is from worst to mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The call is refused, by the client or by the service.
    Error,
    /// The call is accepted, and dangerous.
    Security,
    /// The call is accepted (or may be), and will surprise you.
    Warning,
    /// Good to know.
    Advice,
}

impl Severity {
    /// `error`, `security`, `warning` or `advice`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Security => "security",
            Self::Warning => "warning",
            Self::Advice => "advice",
        }
    }
}

/// Where a fact stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Source {
    /// The title of the page.
    pub title: &'static str,
    /// Its address.
    pub url: &'static str,
}

/// A reply that refuses the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Who answers.
    pub by: Answerer,
    /// The error code, such as `InvalidParameterValue`, or `ParamValidation` when the client refuses. Empty where it is not known.
    pub code: &'static str,
    /// The text after the code. Empty where the wording is not known. A password in it is masked.
    pub message: Cow<'static, str>,
    /// The HTTP status of the reply; none when nothing is sent.
    pub http_status: Option<u16>,
    /// How sure the text is.
    pub sure: Sureness,
}

impl Answer {
    /// What the AWS CLI or an SDK prints before anything is sent, in the line for this one problem.
    pub fn client(message: impl Into<Cow<'static, str>>) -> Self {
        let (code, message) = ("ParamValidation", message.into());
        Self { by: Answerer::Client, code, message, http_status: None, sure: Sureness::Seen }
    }

    /// What ElastiCache answers. The status follows from the code.
    pub fn service(code: &'static str, message: impl Into<Cow<'static, str>>, sure: Sureness) -> Self {
        let http_status = Some(if matches!(code, "UserNotFound" | "UserGroupNotFound") { 404 } else { 400 });
        Self { by: Answerer::Service, code, message: message.into(), http_status, sure }
    }
}

/// Who refuses a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Answerer {
    /// The AWS CLI or SDK, before anything is sent.
    Client,
    /// ElastiCache.
    Service,
}

/// How sure a predicted answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Sureness {
    /// Seen in a public reply of the real service, or printed by the real client.
    Seen,
    /// Written in the documentation or the API model.
    Documented,
    /// Known from an emulator that copies the service.
    Emulator,
    /// Follows from the other facts.
    Derived,
}

impl Sureness {
    /// `seen`, `documented`, `emulator` or `derived`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::Documented => "documented",
            Self::Emulator => "emulator",
            Self::Derived => "derived",
        }
    }
}

/// How sure a rule is that what it says is so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Documented or seen, and nothing speaks against it.
    High,
    /// One good witness.
    Medium,
    /// Witnesses disagree, or there is only a hint. Never an error.
    Low,
}
