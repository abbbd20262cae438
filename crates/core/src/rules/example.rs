//! Examples of rules: requests that show what a rule reports, run as tests and shown in the docs.

use crate::Operation;

/// A request that demonstrates a rule.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The operation.
    pub operation: Operation,
    /// The request as JSON.
    pub input: &'static str,
    /// The context as JSON; `{}` if there is none.
    pub context: &'static str,
    /// What the rule reports for it.
    pub expect: Expect,
}

/// What a rule reports for an example.
#[derive(Clone, Copy, Debug)]
pub enum Expect {
    /// Nothing.
    Good,
    /// A finding at this path, with this span in bytes and this request once the first fix is applied.
    Bad {
        /// The path, in the API's notation.
        path: &'static str,
        /// The span in the value at the path.
        span: Option<(usize, usize)>,
        /// The request after the first fix, as JSON; `None` when there is no fix.
        fixed: Option<&'static str>,
    },
}

impl Example {
    /// An example for which the rule reports nothing.
    pub const fn good(operation: Operation, input: &'static str) -> Self {
        Self { operation, input, context: "{}", expect: Expect::Good }
    }

    /// An example with a finding at this path.
    pub const fn bad(operation: Operation, input: &'static str, path: &'static str) -> Self {
        Self { operation, input, context: "{}", expect: Expect::Bad { path, span: None, fixed: None } }
    }

    /// Adds a context.
    pub const fn context(mut self, context: &'static str) -> Self {
        self.context = context;
        self
    }

    /// Adds the expected span, in bytes.
    pub const fn span(mut self, start: usize, end: usize) -> Self {
        if let Expect::Bad { path, fixed, .. } = self.expect {
            self.expect = Expect::Bad { path, span: Some((start, end)), fixed };
        }
        self
    }

    /// Adds the request that the first fix results in.
    pub const fn fixed(mut self, request: &'static str) -> Self {
        if let Expect::Bad { path, span, .. } = self.expect {
            self.expect = Expect::Bad { path, span, fixed: Some(request) };
        }
        self
    }
}
