//! What a person has typed so far: loose, shaped like the wire, maybe contradictory.

use super::any::Any;
use super::member::members;
use super::{ByPlace, Mismatch, MismatchKind, Raw};
use crate::{Member, Operation, Password, Path};
use alloc::borrow::ToOwned;
use alloc::collections::BTreeSet;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashSet;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

mod reading;
mod writing;

pub(super) use reading::ReadMember;
use reading::{Reader, password, with_repeated};
use writing::{MemberValue, Writer};

macro_rules! define_draft {
    ($($member:ident, $field:ident: $kind:ty, $option:literal, $terraform:expr, $cloudformation:expr, $places:expr;)*) => {
        /// A request in the making. It can hold members of all operations; what an operation doesn't know is found by the rules.
        ///
        /// It reads any JSON value and writes back all of it, in the order given: unknown members, nulls, values of the wrong
        /// type, members given twice, numbers as written (serde_json adds a sign to an exponent).
        ///
        /// ```
        /// use elasticache_user::Draft;
        ///
        /// let text = r#"{"UserName":null,"Bogus":1.50,"UserId":"app","Tags":[{"Value":"b","Key":"a"},3]}"#;
        /// let draft: Draft = serde_json::from_str(text)?;
        /// assert_eq!(draft.user_id.as_deref(), Some("app"));
        /// assert_eq!(serde_json::to_string(&draft)?, text);
        /// # Ok::<(), serde_json::Error>(())
        /// ```
        #[derive(Clone, Debug, Default, PartialEq)]
        #[allow(missing_docs)] // the names are the API's own
        pub struct Draft {
            $(pub $field: Option<$kind>,)*
            /// What was given and has no place in the members above: unknown members, wrong types, nulls.
            pub mismatches: Vec<Mismatch>,
            /// The order in which the members were given; other members follow, in the model's order.
            pub order: Order,
        }

        impl Draft {
            /// The value of a member, where it was given and fits.
            fn value(&self, member: Member) -> Option<&dyn MemberValue> {
                match member {
                    $(Member::$member => self.$field.as_ref().map(|value| value as &dyn MemberValue),)*
                }
            }

            /// Reads a member from what was given for it.
            fn read(&mut self, member: Member, given: Any, position: usize) {
                let mut reader = Reader { mismatches: &mut self.mismatches, order: &mut self.order };
                match member {
                    $(Member::$member => {
                        self.$field = <$kind as ReadMember>::read(&mut reader, Path::Member(member), given, position);
                    })*
                }
            }

            /// Where the text of a member is kept; none for a member that isn't text.
            pub(crate) fn text_slot(&mut self, member: Member) -> Option<&mut Option<String>> {
                match member {
                    $(Member::$member => <$kind as ReadMember>::text_slot(&mut self.$field),)*
                }
            }

            /// Where the list of a member is kept; none for a member that isn't a list of strings.
            fn list_slot(&mut self, member: Member) -> Option<&mut Option<Vec<String>>> {
                match member {
                    $(Member::$member => <$kind as ReadMember>::list_slot(&mut self.$field),)*
                }
            }

            /// Takes a member out.
            pub fn clear(&mut self, member: Member) {
                self.order.members.retain(|given| *given != member);
                match member {
                    $(Member::$member => self.$field = None,)*
                }
            }
        }
    };
}

members!(define_draft);

/// In which order the members of a draft were given.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Order {
    /// Those of the request.
    pub(crate) members: Vec<Member>,
    /// The tags that had `Value` before `Key`.
    pub(crate) value_first: BTreeSet<usize>,
    /// Whether `AuthenticationMode` had `Passwords` before `Type`.
    pub(crate) passwords_first: bool,
}

/// A tag. Both are optional here, as in the model.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
#[allow(missing_docs)]
pub struct Tag {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// The structure `AuthenticationMode`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct AuthenticationMode {
    /// `Type`: `password`, `no-password-required` or `iam`, or whatever was typed.
    pub kind: Option<String>,
    /// `Passwords`.
    pub passwords: Option<Vec<Password>>,
}

impl<'de> Deserialize<'de> for Draft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Any::deserialize(deserializer).map(Self::from_any)
    }
}

impl Serialize for Draft {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        // It holds the passwords, and is wiped.
        Raw::from(self.to_any()).expose().serialize(serializer)
    }
}

impl Draft {
    /// Reads JSON text. If it isn't JSON, the draft has one mismatch at [`Path::Request`].
    pub fn from_json_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::from_any(Any::String(text.to_owned())))
    }

    /// Reads a value shaped like the request: the API's member names, in any order. Nothing given is lost: what has no
    /// place becomes a [`Mismatch`].
    pub fn from_json(value: Value) -> Self {
        Self::from_any(value.into())
    }

    fn from_any(given: Any) -> Self {
        let mut draft = Self::default();
        let mut reader = Reader { mismatches: &mut draft.mismatches, order: &mut draft.order };
        let members = match given {
            Any::Object(members) => members,
            other => {
                reader.mismatch(Path::Request, Path::Request, MismatchKind::WrongType("structure"), other, 0);
                return draft;
            }
        };
        for (position, (name, value, repeated)) in with_repeated(members).enumerate() {
            let mut reader = Reader { mismatches: &mut draft.mismatches, order: &mut draft.order };
            match Member::from_name(&name) {
                Some(_) if repeated => {
                    reader.mismatch(
                        Path::Unknown(name),
                        Path::Request,
                        MismatchKind::Repeated,
                        value,
                        position,
                    );
                }
                Some(member) => {
                    draft.order.members.push(member);
                    draft.read(member, value, position);
                }
                None => reader.mismatch(
                    Path::Unknown(name),
                    Path::Request,
                    MismatchKind::Unknown,
                    value,
                    position,
                ),
            }
        }
        draft
    }

    /// All that was given, in the order given.
    fn to_any(&self) -> Any {
        if let Some(mismatch) = self.mismatches.iter().find(|mismatch| mismatch.path == Path::Request) {
            return mismatch.value.expose().clone();
        }
        let writer = Writer::new(self);
        let mut members: Vec<Member> = Vec::new();
        for member in self.order.members.iter().chain(&Member::ALL) {
            if !members.contains(member) {
                members.push(*member);
            }
        }
        let known = members.into_iter();
        let known = known.filter_map(|member| {
            Some((member.name(), self.value(member)?.write(&writer, Path::Member(member))))
        });
        writer.object(&Path::Request, known.collect())
    }

    /// The request as JSON, passwords included, members in the order of the model. Misfits are left out.
    pub fn to_json(&self) -> Value {
        let given = Member::ALL
            .iter()
            .filter_map(|member| self.member_json(*member).map(|value| (member.name().to_owned(), value)));
        Value::Object(given.collect())
    }

    /// A member literally in [`Self::to_json`].
    pub(crate) fn member_json(&self, member: Member) -> Option<Value> {
        let nothing = Self::default();
        let written = self.value(member)?.write(&Writer::new(&nothing), Path::Member(member));
        Some(Value::from(Raw::from(written).expose()))
    }

    /// Whether this member was given, in a shape that fits.
    pub fn has(&self, member: Member) -> bool {
        self.value(member).is_some()
    }

    /// Whether this member was given, but in a shape that it can't have.
    pub fn is_mismatch(&self, member: Member) -> bool {
        self.mismatches.iter().any(|mismatch| mismatch.path == Path::Member(member))
    }

    /// The text of a member that is text.
    pub fn text(&self, member: Member) -> Option<&str> {
        self.value(member)?.as_text()
    }

    /// The value of a member that is a boolean.
    pub fn flag(&self, member: Member) -> Option<bool> {
        self.value(member)?.as_flag()
    }

    /// The text at this place, if text (not a password) is there.
    pub fn text_at(&self, path: &Path) -> Option<&str> {
        let text = match path {
            Path::Member(member) => return self.text(*member),
            Path::Item(list, n) => return self.ids(*list)?.get(*n).map(String::as_str),
            Path::TagKey(n) => &self.tags.as_ref()?.get(*n)?.key,
            Path::TagValue(n) => &self.tags.as_ref()?.get(*n)?.value,
            Path::ModeType => &self.authentication_mode.as_ref()?.kind,
            _ => return None,
        };
        text.as_deref()
    }

    /// The user IDs of a member that is a list of them.
    pub fn ids(&self, member: Member) -> Option<&[String]> {
        self.value(member)?.as_list()
    }

    /// The same, to be changed; an empty list where there is none yet.
    pub(crate) fn ids_mut(&mut self, member: Member) -> Option<&mut Vec<String>> {
        self.list_slot(member).map(Option::get_or_insert_default)
    }

    /// Whether something that isn't empty is at this place.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        let inside = || self.authentication_mode.as_ref()?.passwords.as_ref();
        let secret = match path {
            Path::Password(n) => self.passwords.as_ref().and_then(|list| list.get(*n)),
            Path::ModePassword(n) => inside().and_then(|list| list.get(*n)),
            _ => None,
        };
        self.text_at(path).is_some_and(|text| !text.is_empty())
            || secret.is_some_and(|value| !value.expose().is_empty())
    }

    /// The passwords with their places: those at the top level first, then those of the authentication mode.
    pub fn all_passwords(&self) -> impl Iterator<Item = (Path, &Password)> {
        (0..).map_while(|n| self.password(n))
    }

    /// A password by its number among all.
    fn password(&self, n: usize) -> Option<(Path, &Password)> {
        let top = self.passwords.as_deref().unwrap_or_default();
        if let Some(secret) = top.get(n) {
            return Some((Path::Password(n), secret));
        }
        let n = n - top.len();
        let secret = self.authentication_mode.as_ref()?.passwords.as_ref()?.get(n)?;
        Some((Path::ModePassword(n), secret))
    }

    /// A copy with the first passwords of each list, where one of them has more, and how many more there are.
    pub(crate) fn first_passwords(&self, most: usize) -> (Option<Self>, usize) {
        let inside = self.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref());
        let lists = [self.passwords.as_ref(), inside];
        let more = lists.into_iter().flatten().map(|list| list.len().saturating_sub(most)).sum();
        if more == 0 {
            return (None, 0);
        }
        let mut first = self.clone();
        let inside = first.authentication_mode.as_mut().and_then(|mode| mode.passwords.as_mut());
        for list in [first.passwords.as_mut(), inside].into_iter().flatten() {
            list.truncate(most);
        }
        first.mismatches.retain(
            |mismatch| !matches!(mismatch.path, Path::Password(n) | Path::ModePassword(n) if n >= most),
        );
        (Some(first), more)
    }

    /// Only what the operation knows, for a form that keeps members of both.
    pub fn for_operation(&self, operation: Operation) -> Self {
        let mut draft = self.clone();
        for member in Member::ALL {
            if !operation.members().contains(&member) {
                draft.clear(member);
            }
        }
        draft
    }
}

#[cfg(test)]
mod tests;
