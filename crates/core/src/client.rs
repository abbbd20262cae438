//! What the AWS CLI and the SDK for Python reject before anything is sent, in their words and their order.
//!
//! They check required members, unknown members, types and minimum lengths, but not patterns, lists of allowed
//! values, maximum lengths or combinations. The words are those of botocore's `validate.py`, which both share.

use crate::model::Any;
use crate::model::ByPlace;
use crate::python::{display, type_name};
use crate::{
    Answer, AuthenticationMode, Draft, Member, MemberKind, Mismatch, MismatchKind, Operation, Path, Raw,
};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// One problem that the client reports.
#[derive(Clone, Debug, PartialEq)]
pub struct ClientProblem {
    /// Its place.
    pub path: Path,
    /// The problem.
    pub what: ClientProblemKind,
}

/// The problems that the client reports.
#[derive(Clone, Debug, PartialEq)]
pub enum ClientProblemKind {
    /// A required member is missing.
    Missing(Member),
    /// The object has no member with this name; the names that it has.
    Unknown(String, &'static [&'static str]),
    /// The value has the wrong type for this place.
    Type(Raw),
    /// A string or list of length 0 where the minimum is 1.
    Empty,
}

impl ClientProblem {
    /// The line in the client's report. A value that may be a password is masked.
    pub fn line(&self) -> String {
        self.format(true)
    }

    /// The line exactly as the client prints it. It may contain a password.
    pub fn exact_line(&self) -> String {
        self.format(false)
    }

    /// As an answer.
    pub fn answer(&self) -> Answer {
        Answer::client(self.line())
    }

    fn format(&self, mask: bool) -> String {
        let at = match self.path.to_string() {
            empty if empty.is_empty() => "input".to_owned(),
            path => path,
        };
        match &self.what {
            ClientProblemKind::Missing(member) => {
                format!("Missing required parameter in input: \"{}\"", member.name())
            }
            ClientProblemKind::Unknown(name, known) => {
                format!("Unknown parameter in {at}: \"{name}\", must be one of: {}", known.join(", "))
            }
            ClientProblemKind::Type(value) => {
                let value = value.expose();
                let shown = if mask && may_hold_password(&self.path, value) {
                    "***".to_owned()
                } else {
                    display(value)
                };
                format!(
                    "Invalid type for parameter {at}, value: {shown}, type: {}, valid types: {}",
                    type_name(value),
                    python_types(takes(&self.path))
                )
            }
            ClientProblemKind::Empty => {
                format!("Invalid length for parameter {at}, value: 0, valid min length: 1")
            }
        }
    }
}

/// Where a list was expected, null, numbers and booleans aren't passwords worth hiding; a string or a structure may be one.
fn may_hold_password(path: &Path, value: &Any) -> bool {
    let place = path.is_secret()
        || matches!(
            path,
            Path::Request | Path::Member(Member::AuthenticationMode | Member::NoPasswordRequired)
        );
    match value {
        Any::Null | Any::Bool(_) => false,
        Any::Number(_) => path.is_secret(),
        Any::String(text) => {
            let plain = ["password", "no-password-required", "no-password", "iam", "true", "false"];
            place && !plain.contains(&text.as_str())
        }
        Any::Array(_) | Any::Object(_) => true,
    }
}

/// The type that a place requires: `string`, `list`, `boolean` or `structure`.
pub fn takes(path: &Path) -> &'static str {
    match path {
        Path::Member(member) => match member.kind() {
            MemberKind::Passwords | MemberKind::Tags | MemberKind::Texts => "list",
            MemberKind::Flag => "boolean",
            MemberKind::AuthenticationMode => "structure",
            MemberKind::Text => "string",
        },
        Path::ModePasswords => "list",
        Path::Request | Path::Tag(_) => "structure",
        _ => "string",
    }
}

fn python_types(expected: &str) -> &'static str {
    match expected {
        "list" => "<class 'list'>, <class 'tuple'>",
        "boolean" => "<class 'bool'>",
        "structure" => "<class 'dict'>",
        _ => "<class 'str'>",
    }
}

/// Everything that the client reports about this request, in its order: missing members, unknown members, then values in
/// their order in the request. Empty if it would be sent.
pub fn problems(operation: Operation, draft: &Draft) -> Vec<ClientProblem> {
    let walk = Walk::new(draft);
    let mut found = Vec::new();
    if walk.value(&Path::Request, &mut found) {
        return found;
    }
    for member in operation.required() {
        if !draft.has(*member) && walk.at.get(&Path::Member(*member)).is_none() {
            found.push(ClientProblem { path: (*member).into(), what: ClientProblemKind::Missing(*member) });
        }
    }
    let known = operation.names();
    let given = walk.given(operation, draft);
    for name in &given {
        if let Given::Unknown(name) = name {
            found.push(ClientProblem {
                path: Path::Request,
                what: ClientProblemKind::Unknown((*name).to_owned(), known),
            });
        }
    }
    for member in given {
        if let Given::Known(member) = member {
            walk.member(member, draft, &mut found);
        }
    }
    found
}

/// The names of a tag's members.
pub const TAG_NAMES: &[&str] = &["Key", "Value"];
/// The names of the authentication mode's members.
pub const MODE_NAMES: &[&str] = &["Type", "Passwords"];

enum Given<'a> {
    Known(Member),
    Unknown(&'a str),
}

/// The mismatches by place and by the object that they're in.
struct Walk<'a> {
    at: ByPlace<'a>,
    children: ByPlace<'a>,
}

impl<'a> Walk<'a> {
    fn new(draft: &'a Draft) -> Self {
        let known = draft
            .mismatches
            .iter()
            .filter(|mismatch| !matches!(mismatch.kind, MismatchKind::Unknown | MismatchKind::Repeated));
        Self {
            at: ByPlace::new(known.collect(), |mismatch| &mismatch.path),
            children: ByPlace::new(draft.mismatches.iter().collect(), |mismatch| &mismatch.parent),
        }
    }

    fn children(&self, parent: &Path) -> &[&'a Mismatch] {
        self.children.all(parent)
    }

    /// The request's members in their order; those without a position come last, in the model's order.
    fn given(&self, operation: Operation, draft: &'a Draft) -> Vec<Given<'a>> {
        let here = |member: &Member| draft.has(*member) || self.at.get(&Path::Member(*member)).is_some();
        let mut seen = [false; Member::ALL.len()];
        let rest = operation.members().iter().chain(&Member::ALL);
        let members = draft.order.members.iter().chain(rest).filter(|member| {
            let again = core::mem::replace(&mut seen[**member as usize], true);
            !again && here(member)
        });
        let mut members = members.map(|member| match member.place(operation).is_some() {
            true => Given::Known(*member),
            false => Given::Unknown(member.name()),
        });
        let mut given = Vec::with_capacity(Member::ALL.len());
        for mismatch in self.children(&Path::Request) {
            if let (MismatchKind::Unknown, Path::Unknown(name)) = (mismatch.kind, &mismatch.path) {
                let before = mismatch.position.saturating_sub(given.len());
                given.extend(members.by_ref().take(before));
                given.push(Given::Unknown(name));
            }
        }
        given.extend(members);
        given
    }

    /// Reports a value of the wrong type; returns whether it did.
    fn value(&self, path: &Path, found: &mut Vec<ClientProblem>) -> bool {
        let Some(mismatch) = self.at.get(path) else { return false };
        found.push(ClientProblem {
            path: path.clone(),
            what: ClientProblemKind::Type(mismatch.value.clone()),
        });
        true
    }

    fn unknown(&self, parent: &Path, known: &'static [&'static str], found: &mut Vec<ClientProblem>) {
        for mismatch in self.children(parent) {
            if let (MismatchKind::Unknown, Path::Unknown(full)) = (mismatch.kind, &mismatch.path) {
                let name = full.strip_prefix(&parent.to_string()).and_then(|rest| rest.strip_prefix('.'));
                let name = name.unwrap_or(full).to_owned();
                found.push(ClientProblem {
                    path: parent.clone(),
                    what: ClientProblemKind::Unknown(name, known),
                });
            }
        }
    }

    fn member(&self, member: Member, draft: &Draft, found: &mut Vec<ClientProblem>) {
        let path = Path::Member(member);
        match member.kind() {
            MemberKind::Text => {
                // The model gives these two a length of at least 1.
                let nonempty = matches!(member, Member::UserId | Member::UserName);
                if !self.value(&path, found) && nonempty && draft.text(member) == Some("") {
                    found.push(ClientProblem { path, what: ClientProblemKind::Empty });
                }
            }
            MemberKind::Texts => {
                self.ids(member, draft.ids(member).unwrap_or_default(), found);
            }
            MemberKind::Flag => {
                self.value(&path, found);
            }
            MemberKind::Passwords => {
                self.passwords(&path, draft.passwords.as_ref().is_some_and(Vec::is_empty), found);
            }
            MemberKind::Tags => {
                if !self.value(&path, found) {
                    let tags = draft.tags.as_ref().map_or(0, Vec::len);
                    (0..tags).for_each(|n| self.tag(n, found));
                }
            }
            MemberKind::AuthenticationMode => {
                if !self.value(&path, found)
                    && let Some(mode) = &draft.authentication_mode
                {
                    self.mode(mode, found);
                }
            }
        }
    }

    fn passwords(&self, path: &Path, empty: bool, found: &mut Vec<ClientProblem>) {
        if self.value(path, found) {
            return;
        }
        if empty {
            found.push(ClientProblem { path: path.clone(), what: ClientProblemKind::Empty });
        }
        for mismatch in self.children(path) {
            self.value(&mismatch.path, found);
        }
    }

    fn ids(&self, member: Member, ids: &[String], found: &mut Vec<ClientProblem>) {
        let path = Path::Member(member);
        if self.value(&path, found) {
            return;
        }
        if ids.is_empty() {
            found.push(ClientProblem { path, what: ClientProblemKind::Empty });
        }
        // A mismatch left an empty string in its place.
        for (n, _) in ids.iter().enumerate().filter(|(_, id)| id.is_empty()) {
            let path = Path::Item(member, n);
            if !self.value(&path, found) {
                found.push(ClientProblem { path, what: ClientProblemKind::Empty });
            }
        }
    }

    fn tag(&self, n: usize, found: &mut Vec<ClientProblem>) {
        let tag = Path::Tag(n);
        if !self.value(&tag, found) {
            self.unknown(&tag, TAG_NAMES, found);
            for mismatch in self.children(&tag) {
                self.value(&mismatch.path, found);
            }
        }
    }

    fn mode(&self, mode: &AuthenticationMode, found: &mut Vec<ClientProblem>) {
        let parent = Path::Member(Member::AuthenticationMode);
        self.unknown(&parent, MODE_NAMES, found);
        let empty = mode.passwords.as_ref().is_some_and(Vec::is_empty);
        // Which of the two was first is only known from what did not fit: the first place that no mismatch takes is
        // that of the list.
        let list_place = match self.at.get(&Path::ModePasswords) {
            Some(mismatch) => mismatch.position,
            None => {
                let here = self.children(&parent);
                (0..=here.len())
                    .find(|n| here.iter().all(|mismatch| mismatch.position != *n))
                    .unwrap_or_default()
            }
        };
        let type_place = self.at.get(&Path::ModeType).map_or(usize::MAX, |mismatch| mismatch.position);
        if type_place < list_place {
            self.value(&Path::ModeType, found);
        }
        self.passwords(&Path::ModePasswords, empty, found);
        if type_place >= list_place {
            self.value(&Path::ModeType, found);
        }
    }
}
