//! The result of an import.

use super::{Pairs, Span};
use crate::document::Document;
use elasticache_user::import::{Import, ImportNote as CoreNote, Imported, NoteKind};
use elasticache_user::utf16::Units;
use elasticache_user::{Draft, Operation, Path, Reference, User, UserGroup};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;
use tsify::Tsify;

/// The result of an import.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportResult {
    /// The id of the format; `null` if none was recognized.
    format: Option<&'static str>,
    /// The operation of the first user, or if there is none, of the first group.
    operation: Option<Operation>,
    /// The request of the first user, or if there is none, of the first group.
    #[tsify(type = "AnyInput | null")]
    input: Option<Document<Draft>>,
    users: Vec<ImportedUser>,
    /// The user groups.
    groups: Vec<ImportedUser>,
    /// The spans of passwords in the text, in order.
    secrets: Vec<Span>,
    /// Lines that may contain a password in an uncertain place. Don't show them.
    uncertain: Vec<Span>,
    /// Comments, in order; none in formats without comments, and none in the service's replies.
    comments: Vec<Span>,
    /// Notes on what was read, changed or dropped.
    notes: Vec<ImportNote>,
    errors: Vec<ImportNote>,
}

/// A note about a part of an imported text.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportNote {
    kind: NoteKind,
    message: Cow<'static, str>,
    span: Option<Span>,
    /// The index in `users` of the user that it's about; `null` if it isn't about a single user.
    user: Option<usize>,
}

/// The definition of one user, or of one user group, in an imported text.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct ImportedUser {
    label: String,
    operation: Operation,
    #[tsify(type = "AnyInput")]
    input: Document<Draft>,
    /// The current user, if the text was a reply from the service.
    #[tsify(type = "User | null")]
    current: Option<Document<User>>,
    /// The current group, if the text was a reply from the service.
    #[tsify(type = "UserGroup | null")]
    group: Option<Document<UserGroup>>,
    /// Values that the text leaves open: a variable, a file, a reference. A password there is empty, any other member absent.
    placeholders: Vec<Placeholder>,
    span: Span,
    /// The positions of its members in the text, by path: `UserId`, `Passwords[0]`, `Tags[2].Key`.
    #[tsify(type = "Record<string, Place>")]
    places: Pairs<String, Place>,
}

/// A value that a text leaves open.
#[derive(Debug, Serialize, Tsify)]
pub struct Placeholder {
    #[tsify(type = "string")]
    path: Path,
    /// The name of the value: `PASSWORD`, `file://pw.txt`, `var.user_id`.
    name: String,
    /// The reference itself, if output in the same language can contain it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[tsify(optional)]
    reference: Option<Reference>,
    span: Span,
}

/// The span of a value in a text: its whole literal, with quotes.
#[derive(Debug, Serialize, Tsify)]
#[tsify(missing_as_null)]
pub struct Place {
    start: usize,
    end: usize,
    /// The name of the member, if it has one.
    key: Option<Span>,
    /// The span of the value if it is written verbatim; `null` if it has escapes or consists of several parts.
    verbatim: Option<Span>,
}

/// A text with changes applied.
#[derive(Debug, Serialize, Tsify)]
pub struct RewrittenText {
    pub(crate) text: String,
    /// Whether each change was applied.
    pub(crate) applied: Vec<bool>,
}

/// An import of the core.
pub(crate) fn import(text: &str, import: Import) -> ImportResult {
    let mut units = Units::default();
    let mut spans =
        |ranges: Vec<Range<usize>>| ranges.iter().map(|range| units.span(text, range).into()).collect();
    let (secrets, uncertain, comments) =
        (spans(import.secrets), spans(import.uncertain), spans(import.comments));
    let mut note = |note: CoreNote| ImportNote {
        kind: note.kind,
        message: note.message,
        span: note.span.map(|range| units.span(text, &range).into()),
        user: note.user,
    };
    let notes = import.notes.into_iter().map(&mut note).collect();
    let errors = import.errors.into_iter().map(&mut note).collect();
    let first = import.users.first().or(import.groups.first());
    ImportResult {
        format: import.format,
        operation: first.map(|user| user.operation),
        input: first.map(|user| Document(user.draft.clone())),
        users: import.users.iter().map(|user| imported(&mut units, text, user)).collect(),
        groups: import.groups.iter().map(|group| imported(&mut units, text, group)).collect(),
        secrets,
        uncertain,
        comments,
        notes,
        errors,
    }
}

fn imported<'a>(units: &mut Units<'a>, text: &'a str, user: &Imported) -> ImportedUser {
    let mut span = |range: &Range<usize>| Span::from(units.span(text, range));
    let mut placeholders = Vec::with_capacity(user.placeholders.len());
    for one in &user.placeholders {
        placeholders.push(Placeholder {
            path: one.path.clone(),
            name: one.name.clone(),
            reference: one.reference.clone(),
            span: span(&one.span),
        });
    }
    let mut places = Vec::new();
    for (path, place) in user.places.iter() {
        let Span { start, end } = span(&place.literal);
        let key = place.key.as_ref().map(&mut span);
        let verbatim = place.verbatim.as_ref().map(&mut span);
        places.push((path.to_string(), Place { start, end, key, verbatim }));
    }
    ImportedUser {
        label: user.label.clone(),
        operation: user.operation,
        input: Document(user.draft.clone()),
        current: user.current.clone().map(Document),
        group: user.group.clone().map(Document),
        placeholders,
        span: span(&user.span),
        places: Pairs(places),
    }
}
