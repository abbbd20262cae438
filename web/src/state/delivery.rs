//! The output format.

use elasticache_user::emit::{self, TARGETS, Target};

/// The chosen target, for all drafts; the options belong to each draft.
#[derive(Clone, Debug, PartialEq)]
pub struct Delivery {
    /// The id of the target.
    pub target: String,
    /// Whether the output shows secrets.
    pub reveal: bool,
}

impl Default for Delivery {
    fn default() -> Self {
        let first = TARGETS.first().map(|target| target.id.to_owned());
        Self { target: first.unwrap_or_default(), reveal: false }
    }
}

impl Delivery {
    /// The target itself.
    pub fn target(&self) -> Option<&'static Target> {
        emit::target(&self.target).or_else(|| TARGETS.first().copied())
    }

    /// Whether the target honors this option.
    pub fn honors(&self, option: &str) -> bool {
        self.target().is_some_and(|target| target.honors.contains(&option))
    }
}
