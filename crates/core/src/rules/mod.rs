//! The rules: one file each, registered once in [`RULES`], in the order of the members they look at.
//!
//! A rule's file holds all there is to know of it: what it says and why, who says so, its check, and examples that are
//! run as tests. To add one, write the file and put its name into the list below.

mod subject;

pub use subject::Subject;

use crate::{Certainty, Finding, Fix, Operation, Path, Severity, Source};
use std::borrow::Cow;

/// Declares the modules and the list in one place, so that a rule is one file and one word.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every rule, in the order in which they are asked.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
        /// The file names of the rules, for the test that none is forgotten.
        #[cfg(test)]
        const FILES: &[&str] = &[$(stringify!($name)),*];
    };
}

rules! {
    user_id_required,
    user_id_lowercase,
    password_min_16,
}

/// A rule: its documentation, its check and its examples.
pub struct Rule {
    /// Kebab-case, stable, never used again for something else.
    pub id: &'static str,
    /// A few words, as a heading.
    pub title: &'static str,
    /// How bad a finding of it is, unless the finding says otherwise.
    pub severity: Severity,
    /// The operations it looks at.
    pub operations: &'static [Operation],
    /// How sure it is.
    pub certainty: Certainty,
    /// What it finds, in a sentence or two.
    pub what: &'static str,
    /// Why that matters and what to do.
    pub why: &'static str,
    /// Who says so.
    pub source: Source,
    /// Looks at a request and adds what it finds.
    pub check: fn(&Subject<'_>, &mut Vec<Finding>),
    /// At least one bad and one good.
    pub examples: &'static [Example],
}

/// A request that shows a rule.
pub struct Example {
    /// Which operation.
    pub operation: Operation,
    /// The request as JSON.
    pub input: &'static str,
    /// The context as JSON; `{}` for none.
    pub context: &'static str,
    /// What the rule says to it.
    pub expect: Expect,
}

/// What a rule says to an example.
pub enum Expect {
    /// Nothing.
    Good,
    /// A finding at this path, with this span (bytes), and, where the first fix is applied, this request.
    Bad {
        /// In the API's notation.
        path: &'static str,
        /// In the value at the path.
        span: Option<(usize, usize)>,
        /// The request after the first fix, as JSON; `None` when there is no fix.
        fixed: Option<&'static str>,
    },
}

/// Both operations.
pub const BOTH: &[Operation] = &Operation::ALL;
/// Only CreateUser.
pub const CREATE: &[Operation] = &[Operation::CreateUser];
/// Only ModifyUser.
pub const MODIFY: &[Operation] = &[Operation::ModifyUser];

impl Rule {
    /// A finding of this rule, with the rule's own severity, reason and source.
    pub fn finding(&self, path: impl Into<Path>, message: impl Into<Cow<'static, str>>) -> Finding {
        Finding {
            rule: self.id,
            severity: self.severity,
            path: path.into(),
            span: None,
            message: message.into(),
            help: Cow::Borrowed(self.why),
            source: self.source,
            fixes: Vec::new(),
            predicts: None,
        }
    }
}

impl Finding {
    /// Narrows it to a part of the value.
    pub fn span(mut self, span: std::ops::Range<usize>) -> Self {
        self.span = Some(span);
        self
    }

    /// Says something more fitting than the rule's own reason.
    pub fn help(mut self, help: impl Into<Cow<'static, str>>) -> Self {
        self.help = help.into();
        self
    }

    /// Adds a way to mend it.
    pub fn fix(mut self, title: impl Into<Cow<'static, str>>, edits: Vec<crate::Edit>) -> Self {
        self.fixes.push(Fix { title: title.into(), edits });
        self
    }

    /// Says what would be answered.
    pub fn predicts(mut self, answer: crate::Answer) -> Self {
        self.predicts = Some(answer);
        self
    }

    /// Makes it milder or worse than the rule usually is.
    pub fn severity(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests;
