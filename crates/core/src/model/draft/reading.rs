//! How members are read; what doesn't fit is kept where it was.

use super::*;
use crate::MemberKind;
use alloc::string::String;
use alloc::vec::Vec;

/// Each member with whether one of the same name follows.
pub(super) fn with_repeated(members: Vec<(String, Any)>) -> impl Iterator<Item = (String, Any, bool)> {
    let mut later = HashSet::new();
    let mut repeated: Vec<bool> =
        members.iter().rev().map(|(name, _)| !later.insert(name.as_str())).collect();
    drop(later);
    repeated.reverse();
    members.into_iter().zip(repeated).map(|((name, value), repeated)| (name, value, repeated))
}

/// Reads what was given, and keeps what doesn't fit.
pub(in crate::model) struct Reader<'a> {
    pub(super) mismatches: &'a mut Vec<Mismatch>,
    pub(super) order: &'a mut Order,
}

impl Reader<'_> {
    pub(super) fn mismatch(
        &mut self,
        path: Path,
        parent: Path,
        kind: MismatchKind,
        value: Any,
        position: usize,
    ) {
        self.mismatches.push(Mismatch { path, parent, kind, value: value.into(), position });
    }

    fn wrong(&mut self, path: Path, expected: &'static str, value: Any, position: usize) {
        let kind = if value == Any::Null { MismatchKind::Null } else { MismatchKind::WrongType(expected) };
        let parent = path.parent().unwrap_or(Path::Request);
        self.mismatch(path, parent, kind, value, position);
    }

    fn tag(&mut self, n: usize, item: Any) -> Tag {
        let mut tag = Tag::default();
        let members = match item {
            Any::Object(members) => members,
            other => {
                self.wrong(Path::Tag(n), "structure", other, n);
                return tag;
            }
        };
        for (position, (name, value, repeated)) in with_repeated(members).enumerate() {
            match name.as_str() {
                "Key" if !repeated => {
                    tag.key = String::read(self, Path::TagKey(n), value, position);
                    if tag.value.is_some() {
                        self.order.value_first.insert(n);
                    }
                }
                "Value" if !repeated => tag.value = String::read(self, Path::TagValue(n), value, position),
                known => {
                    let repeated = matches!(known, "Key" | "Value");
                    let kind = if repeated { MismatchKind::Repeated } else { MismatchKind::Unknown };
                    let path = Path::Unknown(format!("Tags[{n}].{name}"));
                    self.mismatch(path, Path::Tag(n), kind, value, position);
                }
            }
        }
        tag
    }
}

/// How a member is read from what was given for it; what doesn't fit goes to the reader.
pub(in crate::model) trait ReadMember: Sized {
    const KIND: MemberKind;

    fn text_slot(_: &mut Option<Self>) -> Option<&mut Option<String>> {
        None
    }

    fn list_slot(_: &mut Option<Self>) -> Option<&mut Option<Vec<String>>> {
        None
    }

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self>;
}

impl ReadMember for String {
    const KIND: MemberKind = MemberKind::Text;

    fn text_slot(slot: &mut Option<Self>) -> Option<&mut Option<String>> {
        Some(slot)
    }

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        match given {
            Any::String(text) => Some(text),
            other => {
                reader.wrong(path, "string", other, position);
                None
            }
        }
    }
}

impl ReadMember for bool {
    const KIND: MemberKind = MemberKind::Flag;

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        match given {
            Any::Bool(value) => Some(value),
            other => {
                reader.wrong(path, "boolean", other, position);
                None
            }
        }
    }
}

impl ReadMember for Vec<String> {
    const KIND: MemberKind = MemberKind::Texts;

    fn list_slot(slot: &mut Option<Self>) -> Option<&mut Option<Vec<String>>> {
        Some(slot)
    }

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        let list = path.member()?;
        let Any::Array(items) = given else {
            reader.wrong(path, "list", given, position);
            return None;
        };
        let item = |(n, item)| String::read(reader, Path::Item(list, n), item, n).unwrap_or_default();
        Some(items.into_iter().enumerate().map(item).collect())
    }
}

impl ReadMember for Vec<Password> {
    const KIND: MemberKind = MemberKind::Passwords;

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        let Any::Array(items) = given else {
            reader.wrong(path, "list", given, position);
            return None;
        };
        let mut secrets = Vec::with_capacity(items.len());
        for (n, item) in items.into_iter().enumerate() {
            secrets.push(match item {
                Any::String(text) => Password::new(text),
                other => {
                    reader.wrong(password(&path, n), "string", other, n);
                    Password::default()
                }
            });
        }
        Some(secrets)
    }
}

impl ReadMember for Vec<Tag> {
    const KIND: MemberKind = MemberKind::Tags;

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        match given {
            Any::Array(items) => {
                Some(items.into_iter().enumerate().map(|(n, item)| reader.tag(n, item)).collect())
            }
            other => {
                reader.wrong(path, "list", other, position);
                None
            }
        }
    }
}

impl ReadMember for AuthenticationMode {
    const KIND: MemberKind = MemberKind::AuthenticationMode;

    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        let Any::Object(members) = given else {
            reader.wrong(path, "structure", given, position);
            return None;
        };
        let mut mode = Self::default();
        for (position, (name, value, repeated)) in with_repeated(members).enumerate() {
            match name.as_str() {
                "Type" if !repeated => {
                    reader.order.passwords_first = mode.passwords.is_some();
                    mode.kind = String::read(reader, Path::ModeType, value, position);
                }
                "Passwords" if !repeated => {
                    mode.passwords = Vec::read(reader, Path::ModePasswords, value, position);
                }
                known => {
                    let repeated = matches!(known, "Type" | "Passwords");
                    let kind = if repeated { MismatchKind::Repeated } else { MismatchKind::Unknown };
                    let path = Path::Unknown(format!("AuthenticationMode.{name}"));
                    reader.mismatch(path, Member::AuthenticationMode.into(), kind, value, position);
                }
            }
        }
        Some(mode)
    }
}

/// The place of a password in the list at this place.
pub(super) fn password(list: &Path, n: usize) -> Path {
    if *list == Path::ModePasswords { Path::ModePassword(n) } else { Path::Password(n) }
}
