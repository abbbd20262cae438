//! Examples of rules: requests that show what a rule says, run as tests and shown in the docs.

use crate::Operation;

/// A request that shows a rule.
#[derive(Clone, Copy, Debug)]
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
#[derive(Clone, Copy, Debug)]
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

impl Example {
    /// The rule says nothing to this request.
    pub const fn good(operation: Operation, input: &'static str) -> Self {
        Self { operation, input, context: "{}", expect: Expect::Good }
    }

    /// The rule finds something at this path.
    pub const fn bad(operation: Operation, input: &'static str, path: &'static str) -> Self {
        Self { operation, input, context: "{}", expect: Expect::Bad { path, span: None, fixed: None } }
    }

    /// With this context.
    pub const fn context(mut self, context: &'static str) -> Self {
        self.context = context;
        self
    }

    /// With this span, in bytes.
    pub const fn span(mut self, start: usize, end: usize) -> Self {
        if let Expect::Bad { path, fixed, .. } = self.expect {
            self.expect = Expect::Bad { path, span: Some((start, end)), fixed };
        }
        self
    }

    /// And the first fix makes this request of it.
    pub const fn fixed(mut self, request: &'static str) -> Self {
        if let Expect::Bad { path, span, .. } = self.expect {
            self.expect = Expect::Bad { path, span, fixed: Some(request) };
        }
        self
    }
}
