//! What a person has typed so far: loose, shaped like the wire, maybe contradictory.

use crate::{Member, Path, Secret};
use serde_json::{Map, Value};
use std::fmt;
use zeroize::Zeroize;

/// A request in the making. It can hold members of both operations; what an operation does not know is found by the rules.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)] // the names are the API's own
pub struct Draft {
    pub user_id: Option<String>,
    pub user_name: Option<String>,
    pub engine: Option<String>,
    pub passwords: Option<Vec<Secret>>,
    pub access_string: Option<String>,
    pub append_access_string: Option<String>,
    pub no_password_required: Option<bool>,
    pub tags: Option<Vec<Tag>>,
    pub authentication_mode: Option<AuthenticationMode>,
    /// What was given and has no place in the members above: unknown members, wrong types, nulls.
    pub misfits: Vec<Misfit>,
    /// The order in which the members were given; members not named here come after, in the model's order.
    pub order: Vec<Member>,
}

/// A tag. Both are optional here, as in the model.
#[derive(Clone, Debug, Default, PartialEq)]
#[allow(missing_docs)]
pub struct Tag {
    pub key: Option<String>,
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
}

/// Misfits, to be found by a place of theirs.
pub(crate) struct ByPlace<'a> {
    sorted: Vec<&'a Misfit>,
    place: fn(&Misfit) -> &Path,
}

impl<'a> ByPlace<'a> {
    pub(crate) fn new(mut misfits: Vec<&'a Misfit>, place: fn(&Misfit) -> &Path) -> Self {
        misfits.sort_by(|a, b| place(a).cmp(place(b)));
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
pub struct Raw(Value);

impl Raw {
    /// Takes the value over.
    pub fn new(value: Value) -> Self {
        Self(value)
    }

    /// The value itself. It may be, or hold, a password.
    pub fn expose(&self) -> &Value {
        &self.0
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
        let mut open = vec![std::mem::take(&mut self.0)];
        while let Some(value) = open.pop() {
            match value {
                Value::String(mut text) => text.zeroize(),
                Value::Array(items) => open.extend(items),
                Value::Object(members) => open.extend(members.into_iter().map(|(_, value)| value)),
                _ => {}
            }
        }
    }
}

impl Draft {
    /// Reads JSON text. Text that is no JSON gives a draft with one misfit at [`Path::Request`].
    pub fn from_json_text(text: &str) -> Self {
        match serde_json::from_str(text) {
            Ok(value) => Self::from_json(value),
            Err(_) => Self::from_json(Value::String(text.to_owned())),
        }
    }

    /// Reads a value shaped like the request: the API's member names, in any order. Nothing given is lost: what has no
    /// place becomes a [`Misfit`].
    pub fn from_json(value: Value) -> Self {
        let mut draft = Self::default();
        match value {
            Value::Object(members) => {
                for (position, (name, value)) in members.into_iter().enumerate() {
                    draft.give(position, name, value);
                }
            }
            other => draft.misfit(Path::Request, Path::Request, MisfitKind::WrongType("structure"), other, 0),
        }
        draft
    }

    fn give(&mut self, position: usize, name: String, value: Value) {
        let Some(member) = Member::from_name(&name) else {
            return self.misfit(Path::Unknown(name), Path::Request, MisfitKind::Unknown, value, position);
        };
        self.order.push(member);
        let path = Path::Member(member);
        match member {
            Member::UserId => self.user_id = self.text(path, value, position),
            Member::UserName => self.user_name = self.text(path, value, position),
            Member::Engine => self.engine = self.text(path, value, position),
            Member::AccessString => self.access_string = self.text(path, value, position),
            Member::AppendAccessString => self.append_access_string = self.text(path, value, position),
            Member::NoPasswordRequired => match value {
                Value::Bool(flag) => self.no_password_required = Some(flag),
                other => self.wrong(path, "boolean", other, position),
            },
            Member::Passwords => self.passwords = self.secrets(path, Path::Password, value, position),
            Member::Tags => match value {
                Value::Array(items) => {
                    let tags = items.into_iter().enumerate().map(|(n, item)| self.tag(n, item)).collect();
                    self.tags = Some(tags);
                }
                other => self.wrong(path, "list", other, position),
            },
            Member::AuthenticationMode => match value {
                Value::Object(members) => {
                    let mode = self.mode(members);
                    self.authentication_mode = Some(mode);
                }
                other => self.wrong(path, "structure", other, position),
            },
        }
    }

    fn tag(&mut self, n: usize, item: Value) -> Tag {
        let mut tag = Tag::default();
        match item {
            Value::Object(members) => {
                for (position, (name, value)) in members.into_iter().enumerate() {
                    match name.as_str() {
                        "Key" => tag.key = self.text(Path::TagKey(n), value, position),
                        "Value" => tag.value = self.text(Path::TagValue(n), value, position),
                        _ => {
                            let path = Path::Unknown(format!("Tags[{n}].{name}"));
                            self.misfit(path, Path::Tag(n), MisfitKind::Unknown, value, position);
                        }
                    }
                }
            }
            other => self.wrong(Path::Tag(n), "structure", other, n),
        }
        tag
    }

    fn mode(&mut self, members: Map<String, Value>) -> AuthenticationMode {
        let mut mode = AuthenticationMode::default();
        for (position, (name, value)) in members.into_iter().enumerate() {
            match name.as_str() {
                "Type" => mode.kind = self.text(Path::ModeType, value, position),
                "Passwords" => {
                    mode.passwords = self.secrets(Path::ModePasswords, Path::ModePassword, value, position);
                }
                _ => {
                    let path = Path::Unknown(format!("AuthenticationMode.{name}"));
                    let parent = Path::Member(Member::AuthenticationMode);
                    self.misfit(path, parent, MisfitKind::Unknown, value, position);
                }
            }
        }
        mode
    }

    fn text(&mut self, path: Path, value: Value, position: usize) -> Option<String> {
        match value {
            Value::String(text) => Some(text),
            other => {
                self.wrong(path, "string", other, position);
                None
            }
        }
    }

    fn secrets(
        &mut self,
        path: Path,
        item_path: fn(usize) -> Path,
        value: Value,
        position: usize,
    ) -> Option<Vec<Secret>> {
        let Value::Array(items) = value else {
            self.wrong(path, "list", value, position);
            return None;
        };
        let mut secrets = Vec::with_capacity(items.len());
        for (n, item) in items.into_iter().enumerate() {
            match item {
                Value::String(text) => secrets.push(Secret::new(text)),
                other => {
                    self.wrong(item_path(n), "string", other, n);
                    secrets.push(Secret::default());
                }
            }
        }
        Some(secrets)
    }

    fn wrong(&mut self, path: Path, expected: &'static str, value: Value, position: usize) {
        let kind = if value.is_null() { MisfitKind::Null } else { MisfitKind::WrongType(expected) };
        let parent = match path {
            Path::Password(_) => Path::Member(Member::Passwords),
            Path::Tag(_) => Path::Member(Member::Tags),
            Path::TagKey(n) | Path::TagValue(n) => Path::Tag(n),
            Path::ModeType | Path::ModePasswords => Path::Member(Member::AuthenticationMode),
            Path::ModePassword(_) => Path::ModePasswords,
            _ => Path::Request,
        };
        self.misfit(path, parent, kind, value, position);
    }

    fn misfit(&mut self, path: Path, parent: Path, kind: MisfitKind, value: Value, position: usize) {
        self.misfits.push(Misfit { path, parent, kind, value: Raw::new(value), position });
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
        match member {
            Member::UserId => text_json(&self.user_id),
            Member::UserName => text_json(&self.user_name),
            Member::Engine => text_json(&self.engine),
            Member::Passwords => secrets_json(&self.passwords),
            Member::AccessString => text_json(&self.access_string),
            Member::AppendAccessString => text_json(&self.append_access_string),
            Member::NoPasswordRequired => self.no_password_required.map(Value::Bool),
            Member::Tags => self.tags.as_ref().map(|tags| {
                let tag =
                    |tag: &Tag| object([("Key", text_json(&tag.key)), ("Value", text_json(&tag.value))]);
                Value::Array(tags.iter().map(tag).collect())
            }),
            Member::AuthenticationMode => self.authentication_mode.as_ref().map(|mode| {
                object([("Type", text_json(&mode.kind)), ("Passwords", secrets_json(&mode.passwords))])
            }),
        }
    }

    /// Whether this member was given, in whatever shape.
    pub fn has(&self, member: Member) -> bool {
        match member {
            Member::UserId => self.user_id.is_some(),
            Member::UserName => self.user_name.is_some(),
            Member::Engine => self.engine.is_some(),
            Member::Passwords => self.passwords.is_some(),
            Member::AccessString => self.access_string.is_some(),
            Member::AppendAccessString => self.append_access_string.is_some(),
            Member::NoPasswordRequired => self.no_password_required.is_some(),
            Member::Tags => self.tags.is_some(),
            Member::AuthenticationMode => self.authentication_mode.is_some(),
        }
    }

    /// Whether this member was given, but in a shape that it cannot have.
    pub fn is_misfit(&self, member: Member) -> bool {
        self.misfits.iter().any(|misfit| misfit.path == Path::Member(member))
    }

    /// The text at this place, if text (not a password) stands there.
    pub fn text_at(&self, path: &Path) -> Option<&str> {
        let text = match path {
            Path::Member(Member::UserId) => &self.user_id,
            Path::Member(Member::UserName) => &self.user_name,
            Path::Member(Member::Engine) => &self.engine,
            Path::Member(Member::AccessString) => &self.access_string,
            Path::Member(Member::AppendAccessString) => &self.append_access_string,
            Path::TagKey(n) => &self.tags.as_ref()?.get(*n)?.key,
            Path::TagValue(n) => &self.tags.as_ref()?.get(*n)?.value,
            Path::ModeType => &self.authentication_mode.as_ref()?.kind,
            _ => return None,
        };
        text.as_deref()
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
    pub fn for_operation(&self, operation: crate::Operation) -> Self {
        let mut draft = self.clone();
        for member in Member::ALL {
            if !operation.members().contains(&member) {
                draft.clear(member);
            }
        }
        draft
    }

    /// Takes a member out.
    pub fn clear(&mut self, member: Member) {
        self.order.retain(|given| *given != member);
        match member {
            Member::UserId => self.user_id = None,
            Member::UserName => self.user_name = None,
            Member::Engine => self.engine = None,
            Member::Passwords => self.passwords = None,
            Member::AccessString => self.access_string = None,
            Member::AppendAccessString => self.append_access_string = None,
            Member::NoPasswordRequired => self.no_password_required = None,
            Member::Tags => self.tags = None,
            Member::AuthenticationMode => self.authentication_mode = None,
        }
    }
}

fn text_json(text: &Option<String>) -> Option<Value> {
    text.clone().map(Value::String)
}

fn secrets_json(secrets: &Option<Vec<Secret>>) -> Option<Value> {
    let items = secrets.as_ref()?.iter().map(|secret| Value::String(secret.expose().to_owned()));
    Some(Value::Array(items.collect()))
}

fn object<const N: usize>(members: [(&str, Option<Value>); N]) -> Value {
    let given = members.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?)));
    Value::Object(given.collect())
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
    fn debug_shows_no_password() {
        let draft = Draft::from_json_text(
            r#"{"Passwords":["canary-1"],"passwords":["canary-2"],"UserId":{"a":"canary-3"}}"#,
        );
        assert!(!format!("{draft:?}").contains("canary"));
    }
}
