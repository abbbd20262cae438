//! Words of which each sets the same thing as a whole.

use super::Effect;
use super::marks::Marks;
use crate::parse::TokenKind;

/// Something that each word sets as a whole.
pub(super) struct Switch<T> {
    value: T,
    by: Option<usize>,
}

impl<T: PartialEq> Switch<T> {
    pub(super) fn new(value: T) -> Self {
        Self { value, by: None }
    }

    pub(super) fn to(&mut self, marks: &mut Marks<'_>, at: usize, value: T) {
        if self.value == value && !self.always_new(marks, at) {
            let by = self.by.map(|by| marks.span(by));
            marks.set(at, Effect::Already { by });
            return;
        }
        if let Some(by) = self.by.replace(at) {
            let effect = Effect::Undone { by: marks.span(at) };
            marks.set(by, effect);
        }
        self.value = value;
    }

    fn always_new(&self, marks: &Marks<'_>, at: usize) -> bool {
        marks.token(at).is_some_and(|token| token.kind == TokenKind::Databases)
    }
}
