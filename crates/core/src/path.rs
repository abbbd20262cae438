//! A place in a request: `Passwords[0]`, `AuthenticationMode.Type`, `Tags[2].Key`.

use crate::Member;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use core::fmt;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A place in a request, in its context or in the options of an emission. Its `Display` is the API's notation.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Path {
    /// The request as a whole; displayed as an empty string.
    Request,
    /// A member at the top level.
    Member(Member),
    /// An item of a list of user IDs, counted from 0: `UserIds[n]`, `UserIdsToAdd[n]`, `UserIdsToRemove[n]`.
    Item(Member, usize),
    /// `Passwords[n]`, counted from 0.
    Password(usize),
    /// `Tags[n]`.
    Tag(usize),
    /// `Tags[n].Key`.
    TagKey(usize),
    /// `Tags[n].Value`.
    TagValue(usize),
    /// `AuthenticationMode.Type`.
    ModeType,
    /// `AuthenticationMode.Passwords`.
    ModePasswords,
    /// `AuthenticationMode.Passwords[n]`.
    ModePassword(usize),
    /// A member that the API doesn't know, as written: `Bogus`, `AuthenticationMode.type`.
    Unknown(String),
    /// A member of the context, such as `engineVersion`; displayed as `context.engineVersion`.
    Context(&'static str),
    /// An option of the emission, such as `region`; displayed as `options.region`.
    Option(&'static str),
}

impl Path {
    /// The member of the request that this place is in, if it is in one.
    pub fn member(&self) -> Option<Member> {
        match self {
            Self::Member(member) | Self::Item(member, _) => Some(*member),
            Self::Password(_) => Some(Member::Passwords),
            Self::Tag(_) | Self::TagKey(_) | Self::TagValue(_) => Some(Member::Tags),
            Self::ModeType | Self::ModePasswords | Self::ModePassword(_) => Some(Member::AuthenticationMode),
            Self::Request | Self::Unknown(_) | Self::Context(_) | Self::Option(_) => None,
        }
    }

    /// The list, tag or structure that this place is in, if any.
    pub fn parent(&self) -> Option<Self> {
        Some(match self {
            Self::Password(_) => Self::Member(Member::Passwords),
            Self::Item(list, _) => Self::Member(*list),
            Self::Tag(_) => Self::Member(Member::Tags),
            Self::TagKey(n) | Self::TagValue(n) => Self::Tag(*n),
            Self::ModeType | Self::ModePasswords => Self::Member(Member::AuthenticationMode),
            Self::ModePassword(_) => Self::ModePasswords,
            Self::Request | Self::Member(_) | Self::Unknown(_) | Self::Context(_) | Self::Option(_) => {
                return None;
            }
        })
    }

    /// Whether there is, or may be, a password here.
    pub fn is_secret(&self) -> bool {
        matches!(
            self,
            Self::Password(_) | Self::ModePassword(_) | Self::ModePasswords | Self::Member(Member::Passwords)
        )
    }

    /// Reads the notation that `Display` writes. Anything else becomes [`Path::Unknown`].
    pub fn parse(text: &str) -> Self {
        fn index<'a>(text: &'a str, open: &str) -> Option<(usize, &'a str)> {
            let (digits, rest) = text.strip_prefix(open)?.split_once(']')?;
            Some((digits.parse().ok()?, rest))
        }
        if text.is_empty() {
            return Self::Request;
        }
        if let Some(member) = Member::from_name(text) {
            return Self::Member(member);
        }
        for (list, open) in [
            (Member::UserIds, "UserIds["),
            (Member::UserIdsToAdd, "UserIdsToAdd["),
            (Member::UserIdsToRemove, "UserIdsToRemove["),
        ] {
            if let Some((n, "")) = index(text, open) {
                return Self::Item(list, n);
            }
        }
        if let Some((n, "")) = index(text, "Passwords[") {
            return Self::Password(n);
        }
        if let Some((n, "")) = index(text, "AuthenticationMode.Passwords[") {
            return Self::ModePassword(n);
        }
        if let Some((n, rest)) = index(text, "Tags[") {
            match rest {
                "" => return Self::Tag(n),
                ".Key" => return Self::TagKey(n),
                ".Value" => return Self::TagValue(n),
                _ => {}
            }
        }
        match text {
            "AuthenticationMode.Type" => Self::ModeType,
            "AuthenticationMode.Passwords" => Self::ModePasswords,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

impl From<Member> for Path {
    fn from(member: Member) -> Self {
        Self::Member(member)
    }
}

impl From<&Member> for Path {
    fn from(member: &Member) -> Self {
        Self::Member(*member)
    }
}

impl From<&Path> for Path {
    fn from(path: &Path) -> Self {
        path.clone()
    }
}

/// As its `Display`.
impl Serialize for Path {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// From the notation that `Display` writes; see [`Path::parse`].
impl<'de> Deserialize<'de> for Path {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Cow::<str>::deserialize(deserializer).map(|text| Self::parse(&text))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Request => Ok(()),
            Self::Member(member) => f.write_str(member.name()),
            Self::Item(list, n) => write!(f, "{}[{n}]", list.name()),
            Self::Password(n) => write!(f, "Passwords[{n}]"),
            Self::Tag(n) => write!(f, "Tags[{n}]"),
            Self::TagKey(n) => write!(f, "Tags[{n}].Key"),
            Self::TagValue(n) => write!(f, "Tags[{n}].Value"),
            Self::ModeType => f.write_str("AuthenticationMode.Type"),
            Self::ModePasswords => f.write_str("AuthenticationMode.Passwords"),
            Self::ModePassword(n) => write!(f, "AuthenticationMode.Passwords[{n}]"),
            Self::Unknown(text) => f.write_str(text),
            Self::Context(name) => write!(f, "context.{name}"),
            Self::Option(name) => write!(f, "options.{name}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let mut all: Vec<Path> = Member::ALL.into_iter().map(Path::Member).collect();
        all.extend([Path::Request, Path::Password(1), Path::Tag(0), Path::TagKey(12), Path::TagValue(3)]);
        let lists = [Member::UserIds, Member::UserIdsToAdd, Member::UserIdsToRemove];
        all.extend(lists.map(|list| Path::Item(list, 7)));
        all.extend([Path::ModeType, Path::ModePasswords, Path::ModePassword(0)]);
        all.extend([Path::Unknown("AuthenticationMode.type".into()), Path::Unknown("Tags[1].Kay".into())]);
        for path in all {
            assert_eq!(Path::parse(&path.to_string()), path);
        }
    }
}
