//! What was given and has no place in the typed members of a draft.

use super::any::Any;
use crate::Path;
use serde_json::Value;
use std::fmt;
use zeroize::Zeroize;

/// Something given that has no place in the typed members.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// Where it was given, in the API's notation.
    pub path: Path,
    /// The object it was given in: the request, a tag or the authentication mode (for an item of a list, the list).
    pub parent: Path,
    /// What is wrong with it.
    pub kind: MisfitKind,
    /// What was given.
    pub value: Raw,
    /// How many members of the same object, or items of the same list, stood before it.
    pub position: usize,
}

/// What is wrong with a [`Misfit`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MisfitKind {
    /// The API has no member of this name.
    Unknown,
    /// The member exists and was given as null.
    Null,
    /// The member exists and takes the type named here: `string`, `list`, `boolean`, `structure`.
    WrongType(&'static str),
    /// The member was given again later, and readers of JSON keep the last one. Its path is [`Path::Unknown`].
    Repeated,
}

/// Misfits, to be found by a place of theirs.
pub(crate) struct ByPlace<'a> {
    sorted: Vec<&'a Misfit>,
    place: fn(&Misfit) -> &Path,
}

impl<'a> ByPlace<'a> {
    pub(crate) fn new(mut misfits: Vec<&'a Misfit>, place: fn(&Misfit) -> &Path) -> Self {
        // Those at one place stand in one object, and their positions say which was given first.
        misfits.sort_unstable_by(|a, b| (place(a), a.position).cmp(&(place(b), b.position)));
        Self { sorted: misfits, place }
    }

    /// Those at this place, in the order given.
    pub(crate) fn all(&self, path: &Path) -> &[&'a Misfit] {
        let start = self.sorted.partition_point(|misfit| (self.place)(misfit) < path);
        let rest = self.sorted.get(start..).unwrap_or_default();
        rest.get(..rest.partition_point(|misfit| (self.place)(misfit) <= path)).unwrap_or_default()
    }

    pub(crate) fn get(&self, path: &Path) -> Option<&'a Misfit> {
        self.all(path).last().copied()
    }
}

/// A JSON value that was given where it does not belong. It may hold a password: `Debug` does not show it, and dropping wipes it.
#[derive(Clone, PartialEq)]
pub struct Raw(Any);

impl Raw {
    /// Takes the value over.
    pub fn new(value: Value) -> Self {
        Self(value.into())
    }

    /// The value itself. It may be, or hold, a password.
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
        let mut open = vec![std::mem::replace(&mut self.0, Any::Null)];
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
