//! Fixes: edits of a draft, as data, so that a page can show what a fix will change before it's applied.

use crate::{AuthenticationMode, Draft, Member, MemberKind, Password, Path, Raw, Tag};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// A fix for a finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Fix {
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// A title for a button: "Convert it to lowercase".
    pub title: Cow<'static, str>,
    /// Its edits, in order.
    pub edits: Vec<Edit>,
}

/// Whether a fix may be applied without asking.
///
/// That follows from the kind of fix, not from comparing both requests. Tests compare them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum Applicability {
    /// The user has the same commands, keys, channels, databases, selectors, engine and authentication before and
    /// after. Without a channel rule the cache decides about channels, so a safe fix neither adds nor drops one.
    Safe,
    /// It may change one of these, or drop something intended. A person decides; the title says what it grants.
    Choice,
}

impl Applicability {
    /// `safe` or `choice`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Choice => "choice",
        }
    }
}

/// One change of a draft.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Replaces the whole value with this one (a string, a boolean or a list of strings, as the member requires).
    Set(Path, Value),
    /// Replaces a part of the text at the path. The span is in bytes.
    Replace(Path, Range<usize>, String),
    /// Removes the member, or the item of a list.
    Remove(Path),
    /// Moves the value at the first path to the second, whatever it is, including passwords.
    Move(Path, Path),
    /// Moves a part of the text at the first path to the second, or to the end of a list there. The span is
    /// in bytes. This moves a password out of an access string without repeating it in the edit.
    Extract(Path, Range<usize>, Path),
}

impl Edit {
    /// Replaces the whole value with this text.
    pub fn text(path: impl Into<Path>, text: impl Into<String>) -> Self {
        Self::Set(path.into(), Value::String(text.into()))
    }

    /// Removes the member, or the item of a list.
    pub fn remove(path: impl Into<Path>) -> Self {
        Self::Remove(path.into())
    }

    /// Reads `{"op": "replace", "path", "span", "text"}`, or another edit as it is written; none where a part of it is missing.
    pub fn from_json(value: &Value) -> Option<Self> {
        let text = |name: &str| value.get(name)?.as_str();
        let path = |name: &str| text(name).map(Path::parse);
        let span = || {
            let at = |end: &str| usize::try_from(value.get("span")?.get(end)?.as_u64()?).ok();
            Some(at("start")?..at("end")?)
        };
        Some(match text("op")? {
            // A null that is there is a value.
            "set" => Self::Set(path("path")?, value.get("value")?.clone()),
            "replace" => Self::Replace(path("path")?, span()?, text("text")?.to_owned()),
            "remove" => Self::Remove(path("path")?),
            "move" => Self::Move(path("from")?, path("to")?),
            "extract" => Self::Extract(path("from")?, span()?, path("to")?),
            _ => return None,
        })
    }
}

/// As the package returns it: `{"op": "replace", "path", "span", "text"}`.
#[derive(Serialize)]
#[serde(tag = "op", rename_all = "lowercase")]
enum EditJson<'a> {
    Set { path: &'a Path, value: &'a Value },
    Replace { path: &'a Path, span: &'a Range<usize>, text: &'a str },
    Remove { path: &'a Path },
    Move { from: &'a Path, to: &'a Path },
    Extract { from: &'a Path, span: &'a Range<usize>, to: &'a Path },
}

impl Serialize for Edit {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(path, value) => EditJson::Set { path, value },
            Self::Replace(path, span, text) => EditJson::Replace { path, span, text },
            Self::Remove(path) => EditJson::Remove { path },
            Self::Move(from, to) => EditJson::Move { from, to },
            Self::Extract(from, span, to) => EditJson::Extract { from, span, to },
        }
        .serialize(serializer)
    }
}

/// As [`Edit::from_json`] reads it.
impl<'de> Deserialize<'de> for Edit {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Value::deserialize(deserializer)?;
        Self::from_json(&value).ok_or_else(|| D::Error::custom("not an edit"))
    }
}

/// How many edits [`apply`] makes. Each may move the rest of a list or of a string; a fix has a few.
pub const MOST_EDITS: usize = 100;

/// The draft after the edits. Edits at missing places have no effect, and neither do more than [`MOST_EDITS`].
pub fn apply(draft: &Draft, edits: &[Edit]) -> Draft {
    let mut draft = draft.clone();
    if edits.len() <= MOST_EDITS {
        edits.iter().for_each(|edit| edit.apply_to(&mut draft));
    }
    draft
}

impl Edit {
    /// Makes this one change.
    pub fn apply_to(&self, draft: &mut Draft) {
        match self {
            Self::Set(path, value) => set_at(draft, path, value.clone()),
            Self::Replace(path, span, text) => replace(draft, path, span, text),
            // It may contain a password, so it's wiped.
            Self::Remove(path) => drop(take_at(draft, path).map(Raw::new)),
            Self::Move(from, to) => {
                if let Some(value) = take_at(draft, from) {
                    set_at(draft, to, value);
                }
            }
            Self::Extract(from, span, to) => {
                if let Some(text) = cut(draft, from, span) {
                    append(draft, to, text);
                }
            }
        }
    }
}

fn set_at(draft: &mut Draft, path: &Path, value: Value) {
    draft.mismatches.retain(|mismatch| mismatch.path != *path && mismatch.parent != *path);
    if let Some(slot) = text_slot(draft, path) {
        *slot = value.as_str().map(str::to_owned);
        return;
    }
    match path {
        Path::Member(Member::NoPasswordRequired) => draft.no_password_required = value.as_bool(),
        Path::Member(Member::Passwords) => draft.passwords = secrets(value),
        Path::ModePasswords => mode(draft).passwords = secrets(value),
        Path::Member(member) if ids_of(*member) => {
            let ids = ids(value);
            if let Some(list) = draft.ids_mut(*member) {
                *list = ids;
            }
        }
        Path::Item(list, n) => {
            if let (Some(list), Value::String(text)) = (draft.ids_mut(*list), value) {
                match list.get_mut(*n) {
                    Some(slot) => *slot = text,
                    None => list.push(text),
                }
            }
        }
        Path::Password(n) => put_item(draft.passwords.get_or_insert_default(), *n, value),
        Path::ModePassword(n) => put_item(mode(draft).passwords.get_or_insert_default(), *n, value),
        Path::Member(member @ (Member::Tags | Member::AuthenticationMode)) => {
            let mut members = serde_json::Map::new();
            members.insert(member.name().to_owned(), value);
            let given = Draft::from_json(Value::Object(members));
            match member {
                Member::Tags => draft.tags = given.tags,
                _ => draft.authentication_mode = given.authentication_mode,
            }
            draft.mismatches.extend(given.mismatches);
        }
        _ => {}
    }
}

/// Removes a part of text.
fn cut(draft: &mut Draft, path: &Path, span: &Range<usize>) -> Option<String> {
    let text = text_slot(draft, path)?.as_mut()?;
    let part = text.get(span.clone())?.to_owned();
    text.replace_range(span.clone(), "");
    Some(part)
}

/// Appends text to a list, or replaces another value with it.
fn append(draft: &mut Draft, path: &Path, text: String) {
    match path {
        Path::Member(Member::Passwords) => draft.passwords.get_or_insert_default().push(Password::new(text)),
        Path::ModePasswords => mode(draft).passwords.get_or_insert_default().push(Password::new(text)),
        other => set_at(draft, other, Value::String(text)),
    }
}

fn put_item(list: &mut Vec<Password>, n: usize, value: Value) {
    if let Value::String(text) = value {
        match list.get_mut(n) {
            Some(slot) => *slot = Password::new(text),
            None => list.push(Password::new(text)),
        }
    }
}

/// Whether the member is a list of user IDs.
fn ids_of(member: Member) -> bool {
    member.kind() == MemberKind::Texts
}

fn ids(value: Value) -> Vec<String> {
    match value {
        Value::Array(items) => {
            items.into_iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
        }
        Value::String(text) => vec![text],
        _ => Vec::new(),
    }
}

fn secrets(value: Value) -> Option<Vec<Password>> {
    match value {
        Value::Array(items) => Some(
            items
                .into_iter()
                .filter_map(|item| match item {
                    Value::String(text) => Some(Password::new(text)),
                    _ => None,
                })
                .collect(),
        ),
        Value::String(text) => Some(vec![Password::new(text)]),
        _ => None,
    }
}

fn replace(draft: &mut Draft, path: &Path, span: &Range<usize>, with: &str) {
    let patched = |text: &str| {
        let (before, after) = (text.get(..span.start)?, text.get(span.end..)?);
        (span.start <= span.end).then(|| [before, with, after].concat())
    };
    let secret = match path {
        Path::Password(n) => draft.passwords.as_mut().and_then(|list| list.get_mut(*n)),
        Path::ModePassword(n) => {
            draft.authentication_mode.as_mut().and_then(|mode| mode.passwords.as_mut()?.get_mut(*n))
        }
        _ => None,
    };
    if let Some(secret) = secret {
        if let Some(text) = patched(secret.expose()) {
            *secret = Password::new(text);
        }
    } else if let Path::Item(list, n) = path {
        let text = draft.has(*list).then(|| draft.ids_mut(*list)).flatten().and_then(|ids| ids.get_mut(*n));
        if let Some(text) = text.filter(|text| text.get(span.clone()).is_some()) {
            text.replace_range(span.clone(), with);
        }
    } else if let Some(Some(text)) = text_slot(draft, path)
        && text.get(span.clone()).is_some()
    {
        text.replace_range(span.clone(), with);
    }
}

/// Removes a value from the draft, and returns it as JSON.
fn take_at(draft: &mut Draft, path: &Path) -> Option<Value> {
    if let Some(n) = draft.mismatches.iter().position(|mismatch| mismatch.path == *path) {
        let mismatch = draft.mismatches.remove(n);
        // A list item that didn't fit left an empty place in its list; remove that too.
        remove_item(draft, path);
        return Some(mismatch.value.expose().into());
    }
    let taken = match path {
        Path::Member(member) => {
            let value = draft.member_json(*member);
            draft.clear(*member);
            // Its own mismatches go with it.
            draft.mismatches.retain(|mismatch| {
                mismatch.path.member() != Some(*member) && mismatch.parent.member() != Some(*member)
            });
            value
        }
        Path::ModePasswords => {
            let list = draft.authentication_mode.as_mut()?.passwords.take()?;
            draft.mismatches.retain(|mismatch| mismatch.parent != Path::ModePasswords);
            Some(Value::Array(list.iter().map(|secret| Value::String(secret.expose().to_owned())).collect()))
        }
        Path::Password(_) | Path::ModePassword(_) | Path::Tag(_) | Path::Item(..) => remove_item(draft, path),
        _ => text_slot(draft, path).and_then(Option::take).map(Value::String),
    };
    let inside = |mismatch: &crate::Mismatch| mismatch.parent == Path::Member(Member::AuthenticationMode);
    if draft.authentication_mode.as_ref().is_some_and(|mode| *mode == AuthenticationMode::default())
        && !draft.mismatches.iter().any(inside)
    {
        draft.authentication_mode = None;
    }
    taken
}

/// Removes an item from its list; mismatches of later items move up with them.
fn remove_item(draft: &mut Draft, path: &Path) -> Option<Value> {
    let taken = out_of_list(draft, path)?;
    draft.mismatches.retain_mut(|mismatch| {
        let stays = mismatch.path != *path && mismatch.parent != *path;
        if stays {
            move_up(mismatch, path);
        }
        stays
    });
    taken
}

fn move_up(mismatch: &mut crate::Mismatch, removed: &Path) {
    let inside = match (&mismatch.parent, removed) {
        (Path::Tag(n), Path::Tag(gone)) if n > gone => Some(*n),
        _ => None,
    };
    match (&mut mismatch.path, removed) {
        (Path::Password(n), Path::Password(gone))
        | (Path::ModePassword(n), Path::ModePassword(gone))
        | (Path::Tag(n), Path::Tag(gone))
            if *n > *gone =>
        {
            *n -= 1;
            mismatch.position = mismatch.position.saturating_sub(1);
        }
        (Path::Item(list, n), Path::Item(of, gone)) if *list == *of && *n > *gone => {
            *n -= 1;
            mismatch.position = mismatch.position.saturating_sub(1);
        }
        (Path::TagKey(n) | Path::TagValue(n), Path::Tag(gone)) if *n > *gone => *n -= 1,
        (Path::Unknown(text), Path::Tag(_)) if inside.is_some() => count_down(text),
        _ => {}
    }
    if let Some(n) = inside {
        mismatch.parent = Path::Tag(n - 1);
    }
}

/// `Tags[10].x` becomes `Tags[9].x`, in place: there may be as many as the input has bytes, for each edit.
fn count_down(path: &mut String) {
    let start = "Tags[".len();
    let Some(end) = path.find(']') else { return };
    let mut digits = core::mem::take(path).into_bytes();
    for digit in digits[start..end].iter_mut().rev() {
        if *digit > b'0' {
            *digit -= 1;
            break;
        }
        *digit = b'9';
    }
    if digits[start] == b'0' && end > start + 1 {
        digits.remove(start);
    }
    *path = String::from_utf8(digits).unwrap_or_default();
}

/// The value, where it has a form that can be put elsewhere; the outer `None` when the item isn't there.
fn out_of_list(draft: &mut Draft, path: &Path) -> Option<Option<Value>> {
    fn out(list: Option<&mut Vec<Password>>, n: usize) -> Option<Option<Value>> {
        let list = list.filter(|list| n < list.len())?;
        Some(Some(Value::String(list.remove(n).expose().to_owned())))
    }
    match path {
        Path::Password(n) => out(draft.passwords.as_mut(), *n),
        Path::ModePassword(n) => out(draft.authentication_mode.as_mut()?.passwords.as_mut(), *n),
        Path::Item(list, n) if draft.has(*list) => {
            let ids = draft.ids_mut(*list).filter(|ids| *n < ids.len())?;
            Some(Some(Value::String(ids.remove(*n))))
        }
        Path::Tag(n) => {
            let tags = draft.tags.as_mut().filter(|tags| *n < tags.len())?;
            tags.remove(*n);
            Some(None)
        }
        _ => None,
    }
}

fn mode(draft: &mut Draft) -> &mut AuthenticationMode {
    draft.authentication_mode.get_or_insert_default()
}

fn text_slot<'a>(draft: &'a mut Draft, path: &Path) -> Option<&'a mut Option<String>> {
    fn tag(draft: &mut Draft, n: usize) -> Option<&mut Tag> {
        draft.tags.as_mut()?.get_mut(n)
    }
    Some(match path {
        Path::Member(member) => draft.text_slot(*member)?,
        Path::ModeType => &mut mode(draft).kind,
        Path::TagKey(n) => &mut tag(draft, *n)?.key,
        Path::TagValue(n) => &mut tag(draft, *n)?.value,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
