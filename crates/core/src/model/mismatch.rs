//! Values that have no place in a draft's typed members.

use super::any::Any;
use crate::Path;
use alloc::vec::Vec;
use core::fmt;
use serde_json::Value;
use zeroize::Zeroize;

/// A value that has no place in the typed members.
#[derive(Clone, Debug, PartialEq)]
pub struct Mismatch {
    /// Its place, in the API's notation.
    pub path: Path,
    /// The object it's in: the request, a tag or the authentication mode (for an item of a list, the list).
    pub parent: Path,
    /// The problem.
    pub kind: MismatchKind,
    /// The value.
    pub value: Raw,
    /// How many members of the same object, or items of the same list, came before it.
    pub position: usize,
}

/// The problem with a [`Mismatch`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MismatchKind {
    /// The API has no member with this name.
    Unknown,
    /// The member exists, but is null.
    Null,
    /// The member exists, but must have this type: `string`, `list`, `boolean`, `structure`.
    WrongType(&'static str),
    /// The member is repeated later, and JSON parsers keep the last one. Its path is [`Path::Unknown`].
    Repeated,
}

/// Misfits by their places.
pub(crate) struct ByPlace<'a> {
    sorted: Vec<&'a Mismatch>,
    place: fn(&Mismatch) -> &Path,
}

impl<'a> ByPlace<'a> {
    pub(crate) fn new(mut mismatches: Vec<&'a Mismatch>, place: fn(&Mismatch) -> &Path) -> Self {
        // Those at one place are in one object, and their positions say which was given first.
        mismatches.sort_unstable_by(|a, b| (place(a), a.position).cmp(&(place(b), b.position)));
        Self { sorted: mismatches, place }
    }

    /// The mismatches at this place, in their order.
    pub(crate) fn all(&self, path: &Path) -> &[&'a Mismatch] {
        let start = self.sorted.partition_point(|mismatch| (self.place)(mismatch) < path);
        let rest = self.sorted.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|mismatch| (self.place)(mismatch) <= path)).unwrap_or_default()
    }

    pub(crate) fn get(&self, path: &Path) -> Option<&'a Mismatch> {
        self.all(path).last().copied()
    }
}

/// A JSON value where it doesn't belong. It may contain a password: `Debug` doesn't show it, and dropping wipes it.
#[derive(Clone, PartialEq)]
pub struct Raw(Any);

impl Raw {
    /// Takes ownership of the value.
    pub fn new(value: Value) -> Self {
        Self(value.into())
    }

    /// The value itself. It may be, or contain, a password.
    pub(crate) fn expose(&self) -> &Any {
        &self.0
    }
}

impl From<Any> for Raw {
    fn from(value: Any) -> Self {
        Self(value)
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw(…)")
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        // A list of levels still to visit, not recursion: depth is the input's to choose.
        let mut open = vec![core::mem::replace(&mut self.0, Any::Null)];
        while let Some(value) = open.pop() {
            match value {
                Any::String(mut text) => text.zeroize(),
                Any::Array(items) => open.extend(items),
                Any::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
                _ => {}
            }
        }
    }
}
