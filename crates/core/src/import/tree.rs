//! The text as one value, whichever notation it is in.

use super::node::Node;
use super::{Import, Source};

/// The text as JSON, or as YAML where it looks like that.
pub(super) fn of<'s>(source: &'s Source<'_>) -> Option<&'s Node> {
    source.json().as_ref().ok()
}

/// Says why there is none.
pub(super) fn refuse(source: &Source<'_>, import: &mut Import) {
    if let Err(error) = source.json() {
        import.error(Some(error.at..error.at), error.message.clone());
    }
}
