//! What a person has typed so far: loose, shaped like the wire, maybe contradictory.

use super::any::Any;
use super::member::members;
use super::{ByPlace, Misfit, MisfitKind, Raw};
use crate::sorted::by_number;
use crate::{Member, Operation, Path, Secret};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;
use std::collections::{BTreeSet, HashSet};

macro_rules! define_draft {
    ($($member:ident, $field:ident: $kind:ty, $option:literal, $terraform:expr, $cloudformation:expr, $places:expr;)*) => {
        /// A request in the making. It can hold members of all operations; what an operation does not know is found by the rules.
        ///
        /// It reads any JSON value and writes back all of it, in the order given: unknown members, nulls, values of the wrong
        /// type, members given twice, numbers as they were written (serde_json gives an exponent its sign).
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
            pub misfits: Vec<Misfit>,
            /// The order in which the members were given; members not named here come after, in the model's order.
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
                let mut reader = Reader { misfits: &mut self.misfits, order: &mut self.order };
                match member {
                    $(Member::$member => {
                        self.$field = <$kind as ReadMember>::read(&mut reader, Path::Member(member), given, position);
                    })*
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
    pub passwords: Option<Vec<Secret>>,
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
    /// Reads JSON text. Text that is no JSON gives a draft with one misfit at [`Path::Request`].
    pub fn from_json_text(text: &str) -> Self {
        serde_json::from_str(text).unwrap_or_else(|_| Self::from_any(Any::String(text.to_owned())))
    }

    /// Reads a value shaped like the request: the API's member names, in any order. Nothing given is lost: what has no
    /// place becomes a [`Misfit`].
    pub fn from_json(value: Value) -> Self {
        Self::from_any(value.into())
    }

    fn from_any(given: Any) -> Self {
        let mut draft = Self::default();
        let mut reader = Reader { misfits: &mut draft.misfits, order: &mut draft.order };
        let members = match given {
            Any::Object(members) => members,
            other => {
                reader.misfit(Path::Request, Path::Request, MisfitKind::WrongType("structure"), other, 0);
                return draft;
            }
        };
        for (position, (name, value, repeated)) in with_repeated(members).enumerate() {
            let mut reader = Reader { misfits: &mut draft.misfits, order: &mut draft.order };
            match Member::from_name(&name) {
                Some(_) if repeated => {
                    reader.misfit(Path::Unknown(name), Path::Request, MisfitKind::Repeated, value, position);
                }
                Some(member) => {
                    draft.order.members.push(member);
                    draft.read(member, value, position);
                }
                None => {
                    reader.misfit(Path::Unknown(name), Path::Request, MisfitKind::Unknown, value, position)
                }
            }
        }
        draft
    }

    /// All that was given, in the order given.
    fn to_any(&self) -> Any {
        if let Some(misfit) = self.misfits.iter().find(|misfit| misfit.path == Path::Request) {
            return misfit.value.expose().clone();
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

    /// A member as it stands in [`Self::to_json`].
    pub(crate) fn member_json(&self, member: Member) -> Option<Value> {
        let nothing = Self::default();
        let written = self.value(member)?.write(&Writer::new(&nothing), Path::Member(member));
        Some(Value::from(Raw::from(written).expose()))
    }

    /// Whether this member was given, in a shape that fits.
    pub fn has(&self, member: Member) -> bool {
        self.value(member).is_some()
    }

    /// Whether this member was given, but in a shape that it cannot have.
    pub fn is_misfit(&self, member: Member) -> bool {
        self.misfits.iter().any(|misfit| misfit.path == Path::Member(member))
    }

    /// The text at this place, if text (not a password) stands there.
    pub fn text_at(&self, path: &Path) -> Option<&str> {
        let text = match path {
            Path::Member(member) => return self.value(*member)?.as_text(),
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
        match member {
            Member::UserIds => self.user_ids.as_deref(),
            Member::UserIdsToAdd => self.user_ids_to_add.as_deref(),
            Member::UserIdsToRemove => self.user_ids_to_remove.as_deref(),
            _ => None,
        }
    }

    /// The same, to be changed; an empty list where there is none yet.
    pub(crate) fn ids_mut(&mut self, member: Member) -> Option<&mut Vec<String>> {
        match member {
            Member::UserIds => Some(self.user_ids.get_or_insert_default()),
            Member::UserIdsToAdd => Some(self.user_ids_to_add.get_or_insert_default()),
            Member::UserIdsToRemove => Some(self.user_ids_to_remove.get_or_insert_default()),
            _ => None,
        }
    }

    /// Whether something that is not empty stands at this place.
    pub(crate) fn holds(&self, path: &Path) -> bool {
        let inside = || self.authentication_mode.as_ref()?.passwords.as_ref();
        let secret = match path {
            Path::Password(n) => self.passwords.as_ref().and_then(|list| list.get(*n)),
            Path::ModePassword(n) => inside().and_then(|list| list.get(*n)),
            _ => None,
        };
        self.text_at(path).is_some_and(|text| !text.is_empty())
            || secret.is_some_and(|own| !own.expose().is_empty())
    }

    /// The passwords with their places: those at the top level first, then those of the authentication mode.
    pub fn all_passwords(&self) -> impl Iterator<Item = (Path, &Secret)> {
        (0..).map_while(|n| self.password(n))
    }

    /// A password by its number among all.
    fn password(&self, n: usize) -> Option<(Path, &Secret)> {
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
        first
            .misfits
            .retain(|misfit| !matches!(misfit.path, Path::Password(n) | Path::ModePassword(n) if n >= most));
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

/// Each member with whether one of the same name follows.
fn with_repeated(members: Vec<(String, Any)>) -> impl Iterator<Item = (String, Any, bool)> {
    let mut later = HashSet::new();
    let mut repeated: Vec<bool> =
        members.iter().rev().map(|(name, _)| !later.insert(name.as_str())).collect();
    repeated.reverse();
    members.into_iter().zip(repeated).map(|((name, value), repeated)| (name, value, repeated))
}

/// Reads what was given, and keeps what does not fit.
struct Reader<'a> {
    misfits: &'a mut Vec<Misfit>,
    order: &'a mut Order,
}

impl Reader<'_> {
    fn misfit(&mut self, path: Path, parent: Path, kind: MisfitKind, value: Any, position: usize) {
        self.misfits.push(Misfit { path, parent, kind, value: value.into(), position });
    }

    fn wrong(&mut self, path: Path, expected: &'static str, value: Any, position: usize) {
        let kind = if value == Any::Null { MisfitKind::Null } else { MisfitKind::WrongType(expected) };
        let parent = path.parent().unwrap_or(Path::Request);
        self.misfit(path, parent, kind, value, position);
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
                    let kind = if repeated { MisfitKind::Repeated } else { MisfitKind::Unknown };
                    let path = Path::Unknown(format!("Tags[{n}].{name}"));
                    self.misfit(path, Path::Tag(n), kind, value, position);
                }
            }
        }
        tag
    }
}

/// How a member is read from what was given for it; what does not fit goes to the reader.
trait ReadMember: Sized {
    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self>;
}

impl ReadMember for String {
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

impl ReadMember for Vec<Secret> {
    fn read(reader: &mut Reader<'_>, path: Path, given: Any, position: usize) -> Option<Self> {
        let Any::Array(items) = given else {
            reader.wrong(path, "list", given, position);
            return None;
        };
        let mut secrets = Vec::with_capacity(items.len());
        for (n, item) in items.into_iter().enumerate() {
            secrets.push(match item {
                Any::String(text) => Secret::new(text),
                other => {
                    reader.wrong(password(&path, n), "string", other, n);
                    Secret::default()
                }
            });
        }
        Some(secrets)
    }
}

impl ReadMember for Vec<Tag> {
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
                    let kind = if repeated { MisfitKind::Repeated } else { MisfitKind::Unknown };
                    let path = Path::Unknown(format!("AuthenticationMode.{name}"));
                    reader.misfit(path, Member::AuthenticationMode.into(), kind, value, position);
                }
            }
        }
        Some(mode)
    }
}

/// The place of a password in the list at this place.
fn password(list: &Path, n: usize) -> Path {
    if *list == Path::ModePasswords { Path::ModePassword(n) } else { Path::Password(n) }
}

/// Writes members, with what did not fit at its place.
struct Writer<'a> {
    at: ByPlace<'a>,
    of: ByPlace<'a>,
    order: &'a Order,
}

impl<'a> Writer<'a> {
    fn new(draft: &'a Draft) -> Self {
        Self {
            at: ByPlace::new(draft.misfits.iter().collect(), |misfit| &misfit.path),
            of: ByPlace::new(draft.misfits.iter().collect(), |misfit| &misfit.parent),
            order: &draft.order,
        }
    }

    /// An object of these known members, and of what did not fit in it.
    fn object(&self, path: &Path, known: Vec<(&str, Any)>) -> Any {
        let mut known = known.into_iter().map(|(name, value)| (name.to_owned(), value));
        let misfits = by_number(self.of.all(path).to_vec(), |misfit| misfit.position);
        let mut members: Vec<(String, Any)> = Vec::new();
        let prefix = if *path == Path::Request { String::new() } else { format!("{path}.") };
        for misfit in misfits {
            members.extend(known.by_ref().take(misfit.position.saturating_sub(members.len())));
            let place = misfit.path.to_string();
            let name = place.strip_prefix(&prefix).unwrap_or(&place);
            members.push((name.to_owned(), misfit.value.expose().clone()));
        }
        members.extend(known);
        Any::Object(members)
    }

    /// What stands at this place of a list: what did not fit, or else the item.
    fn item(&self, path: &Path, item: impl FnOnce() -> Any) -> Any {
        self.at.get(path).map_or_else(item, |misfit| misfit.value.expose().clone())
    }
}

/// How a member is written.
trait MemberValue {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any;

    fn as_text(&self) -> Option<&str> {
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
}

impl MemberValue for Vec<Secret> {
    fn write(&self, writer: &Writer<'_>, path: Path) -> Any {
        let item = |(n, secret): (usize, &Secret)| {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_comes_back_and_what_does_not_is_kept() {
        let text = r#"{"UserId":"u","Passwords":["aaaa"],"Tags":[{"Key":"a"},{"Key":"b","Value":""}],"AuthenticationMode":{"Type":"iam"}}"#;
        let draft = Draft::from_json_text(text);
        assert_eq!(draft.to_json().to_string(), text);
        assert!(draft.misfits.is_empty());

        let draft = Draft::from_json_text(r#"{"user-id":"u","UserName":null,"Passwords":"abc","Tags":[3]}"#);
        let paths: Vec<String> = draft.misfits.iter().map(|misfit| misfit.path.to_string()).collect();
        assert_eq!(paths, ["user-id", "UserName", "Passwords", "Tags[0]"]);
    }

    #[test]
    fn all_that_was_given_is_written_back() {
        for text in [
            "null",
            "[1,2]",
            r#""text""#,
            "{}",
            r#"{"Tags":[{"Value":"b","Key":"a"},{"Key":1,"Extra":[],"Value":null},7,{}],"UserId":null}"#,
            r#"{"UserId":"a","x":1,"UserId":"b","UserId":3,"x":{"y":1,"y":2}}"#,
            r#"{"Passwords":["a",1,null,"b"],"Passwords":"c","NoPasswordRequired":"true"}"#,
            r#"{"AuthenticationMode":{"Passwords":["a",2],"Other":{},"Type":"iam","Type":"password"},"Engine":1.50}"#,
            r#"{"AuthenticationMode":{"Passwords":["a"],"Type":"password"},"Tags":{}}"#,
            r#"{"UserIds":["a",1,null,"b"],"UserIdsToAdd":"c","UserIdsToRemove":[],"UserGroupId":{}}"#,
            r#"{"Tags":[{"Key":"a","Key":"b"}],"AccessString":true,"":0,".":1,"Tags[0]":2,"Request":3}"#,
        ] {
            let draft: Draft = serde_json::from_str(text).unwrap();
            assert_eq!(serde_json::to_string(&draft).unwrap(), text);
            let again: Draft = serde_json::from_value(serde_json::from_str(text).unwrap()).unwrap();
            assert_eq!(again.user_id, draft.user_id);
        }
    }

    #[test]
    fn of_members_given_twice_the_last_counts() {
        let draft =
            Draft::from_json_text(r#"{"UserId":"a","UserId":"b","Passwords":["canary"],"Passwords":["c"]}"#);
        assert_eq!(draft.user_id.as_deref(), Some("b"));
        assert_eq!(draft.passwords, Some(vec!["c".into()]));
        assert!(draft.misfits.iter().all(|misfit| misfit.kind == MisfitKind::Repeated));
        assert_eq!(draft.misfits.len(), 2);
    }

    #[test]
    fn debug_shows_no_password() {
        let draft = Draft::from_json_text(
            r#"{"Passwords":["canary-1"],"passwords":["canary-2"],"UserId":{"a":"canary-3"}}"#,
        );
        assert!(!format!("{draft:?}").contains("canary"));
    }
}
