//! Text inside the text: what is inside quotes, without the quotes, and where each part of it came from.

use alloc::borrow::Cow;
use alloc::vec::Vec;
use core::ops::Range;

/// Text that was unquoted, with the way back to the places it came from.
#[derive(Clone, PartialEq, Default)]
pub struct Fragment<'a> {
    pub text: Cow<'a, str>,
    /// Pairs of a position here and its place in the whole text, rising; between two of them both go in step.
    pub steps: Vec<(usize, usize)>,
}

impl<'a> Fragment<'a> {
    /// A part of the whole text literally.
    pub fn verbatim(whole: &'a str, span: Range<usize>) -> Self {
        let text = whole.get(span.clone()).unwrap_or_default();
        Self { text: Cow::Borrowed(text), steps: vec![(0, span.start)] }
    }

    /// What follows a position.
    pub fn tail(&self, from: usize) -> Fragment<'_> {
        let first = (0, self.place(from));
        let steps =
            self.steps.iter().filter(|(here, _)| *here > from).map(|(here, there)| (here - from, *there));
        Fragment {
            text: Cow::Borrowed(self.text.get(from..).unwrap_or_default()),
            steps: [first].into_iter().chain(steps).collect(),
        }
    }

    /// The same, with its own text.
    pub fn into_owned(self) -> Fragment<'static> {
        Fragment { text: Cow::Owned(self.text.into_owned()), steps: self.steps }
    }

    /// The place in the whole text.
    pub fn place(&self, at: usize) -> usize {
        let step = self.steps.partition_point(|(here, _)| *here <= at);
        match step.checked_sub(1).and_then(|step| self.steps.get(step)) {
            Some((here, there)) => there + (at - here),
            None => at,
        }
    }

    /// The span in the whole text.
    pub fn span(&self, span: Range<usize>) -> Range<usize> {
        let start = self.place(span.start);
        // The end is that of the last letter, not the place of the letter after it.
        let end = if span.end > span.start { self.place(span.end - 1) + 1 } else { start };
        start..end.max(start)
    }
}
