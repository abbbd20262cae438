//! Places in the text, in order.

use alloc::vec::Vec;
use core::ops::Range;

/// The places by where they begin, the shorter first.
pub(super) fn sorted(mut spans: Vec<Range<usize>>) -> Vec<Range<usize>> {
    spans.sort_unstable_by_key(|span| (span.start, span.end));
    spans
}
