//! What a rule looks at: the request, its context, and facts that several rules need, worked out once.

use crate::{Context, Draft, Operation};

/// The subject of a check.
pub struct Subject<'a> {
    /// What the request does.
    pub operation: Operation,
    /// The request.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
}

impl<'a> Subject<'a> {
    /// Works out the shared facts.
    pub fn new(operation: Operation, draft: &'a Draft, context: &'a Context) -> Self {
        Self { operation, draft, context }
    }
}
