//! How members are written, with what did not fit at its place.

use super::*;
use crate::sorted::by_number;
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// Writes members, with what did not fit at its place.
pub(super) struct Writer<'a> {
    at: ByPlace<'a>,
    of: ByPlace<'a>,
    order: &'a Order,
}

impl<'a> Writer<'a> {
    pub(super) fn new(draft: &'a Draft) -> Self {
        Self {
            at: ByPlace::new(draft.mismatches.iter().collect(), |mismatch| &mismatch.path),
            of: ByPlace::new(draft.mismatches.iter().collect(), |mismatch| &mismatch.parent),
            order: &draft.order,
        }
    }

    /// An object of these known members, and of what did not fit in it.
    pub(super) fn object(&self, path: &Path, known: Vec<(&str, Any)>) -> Any {
        let mut known = known.into_iter().map(|(name, value)| (name.to_owned(), value));
        let mismatches = by_number(self.of.all(path).to_vec(), |mismatch| mismatch.position);
        let mut members: Vec<(String, Any)> = Vec::new();
        let prefix = if *path == Path::Request { String::new() } else { format!("{path}.") };
        for mismatch in mismatches {
            members.extend(known.by_ref().take(mismatch.position.saturating_sub(members.len())));
            let place = mismatch.path.to_string();
            let name = place.strip_prefix(&prefix).unwrap_or(&place);
            members.push((name.to_owned(), mismatch.value.expose().clone()));
        }
        members.extend(known);
        Any::Object(members)
    }

    /// What is at this place of a list: what did not fit, or else the item.
    fn item(&self, path: &Path, item: impl FnOnce() -> Any) -> Any {
        self.at.get(path).map_or_else(item, |mismatch| mismatch.value.expose().clone())
    }
}

/// How a member is written.
pub(super) trait MemberValue {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any;

    fn as_text(&self) -> Option<&str> {
        None
    }

    fn as_list(&self) -> Option<&[String]> {
        None
    }

    fn as_flag(&self) -> Option<bool> {
        None
    }
}

impl MemberValue for String {
    fn write(&self, _: &Writer<'_>, _: Path) -> Any {
        Any::String(self.clone())
    }

    fn as_text(&self) -> Option<&str> {
        Some(self)
    }
}

impl MemberValue for bool {
    fn write(&self, _: &Writer<'_>, _: Path) -> Any {
        Any::Bool(*self)
    }

    fn as_flag(&self) -> Option<bool> {
        Some(*self)
    }
}

impl MemberValue for Vec<String> {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any {
        let list = path.member();
        let item = |(n, text): (usize, &String)| {
            let given = || Any::String(text.clone());
            list.map_or_else(given, |list| writer.item(&Path::Item(list, n), given))
        };
        Any::Array(self.iter().enumerate().map(item).collect())
    }

    fn as_list(&self) -> Option<&[String]> {
        Some(self)
    }
}

impl MemberValue for Vec<Password> {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any {
        let item = |(n, secret): (usize, &Password)| {
            writer.item(&password(&path, n), || Any::String(secret.expose().to_owned()))
        };
        Any::Array(self.iter().enumerate().map(item).collect())
    }
}

impl MemberValue for Vec<Tag> {
    fn write(&self, writer: &Writer<'_>, _: Path) -> Any {
        let item = |(n, tag): (usize, &Tag)| {
            writer.item(&Path::Tag(n), || {
                let key = tag.key.clone().map(|key| ("Key", Any::String(key)));
                let value = tag.value.clone().map(|value| ("Value", Any::String(value)));
                let members = if writer.order.value_first.contains(&n) { [value, key] } else { [key, value] };
                writer.object(&Path::Tag(n), members.into_iter().flatten().collect())
            })
        };
        Any::Array(self.iter().enumerate().map(item).collect())
    }
}

impl MemberValue for AuthenticationMode {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any {
        let kind = self.kind.clone().map(|kind| ("Type", Any::String(kind)));
        let list = self.passwords.as_ref();
        let list = list.map(|list| ("Passwords", list.write(writer, Path::ModePasswords)));
        let members = if writer.order.passwords_first { [list, kind] } else { [kind, list] };
        writer.object(&path, members.into_iter().flatten().collect())
    }
}
