//! A finding: one thing to know about a request, with its place, its reason, its source and what to do.

use crate::{Fix, Path};
use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;
use serde::Serialize;

/// One problem, or piece of advice, about a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Finding {
    /// The id of the rule that found it, kebab-case and stable.
    pub rule: &'static str,
    /// Its severity.
    pub severity: Severity,
    /// The place in the request.
    pub path: Path,
    /// The part of the value at `path`, in bytes of its UTF-8 text; `None` for the whole value.
    pub span: Option<Range<usize>>,
    /// What's wrong with the value and what to write instead, in one or two sentences.
    pub message: Cow<'static, str>,
    /// Why it matters, and what to do.
    pub help: Cow<'static, str>,
    /// The source of the rule.
    pub source: Source,
    /// Fixes, best first. More than one means alternatives.
    pub fixes: Vec<Fix>,
    /// The predicted answer to the request because of this, if known.
    pub predicts: Option<Answer>,
}

/// The severity of a finding, from worst to mildest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The client or the service rejects the call.
    Error,
    /// The call is accepted, but dangerous.
    Security,
    /// The call is accepted (or may be), but may not do what you expect.
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

/// The source of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct Source {
    /// The title of the page.
    pub title: &'static str,
    /// Its URL.
    pub url: &'static str,
}

/// A reply that rejects the request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Answer {
    /// Who answers.
    pub by: Responder,
    /// The error code, such as `InvalidParameterValue`, or `ParamValidation` from the client. Empty if unknown.
    pub code: &'static str,
    /// The text after the code. Empty if the wording is unknown. A password in it is masked.
    pub message: Cow<'static, str>,
    /// The HTTP status of the reply; none if nothing is sent.
    pub http_status: Option<u16>,
    /// How certain the text is.
    pub evidence: Evidence,
}

impl Answer {
    /// The line that the AWS CLI or an SDK prints about this problem, before anything is sent.
    pub fn client(message: impl Into<Cow<'static, str>>) -> Self {
        let (code, message) = ("ParamValidation", message.into());
        Self { by: Responder::Client, code, message, http_status: None, evidence: Evidence::Seen }
    }

    /// An answer from ElastiCache. The status follows from the code.
    pub fn service(code: &'static str, message: impl Into<Cow<'static, str>>, evidence: Evidence) -> Self {
        let http_status = Some(if matches!(code, "UserNotFound" | "UserGroupNotFound") { 404 } else { 400 });
        Self { by: Responder::Service, code, message: message.into(), http_status, evidence }
    }
}

/// Who rejects a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Responder {
    /// The AWS CLI or SDK, before anything is sent.
    Client,
    /// ElastiCache.
    Service,
}

/// How certain a predicted answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Evidence {
    /// Seen in a public reply from the real service, or printed by the real client.
    Seen,
    /// Written in the documentation or the API model.
    Documented,
    /// Known from an emulator that copies the service.
    Emulator,
    /// Inferred from other facts.
    Derived,
}

impl Evidence {
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

/// How certain a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    /// Documented or observed, and nothing contradicts it.
    High,
    /// One good source.
    Medium,
    /// Sources disagree, or there's only a hint. Never an error.
    Low,
}
