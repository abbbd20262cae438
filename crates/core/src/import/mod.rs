//! The importers: one file each, registered once in [`IMPORTERS`].
//!
//! Any text in; what it is, the users it defines, what was changed or dropped and why, or an error with its place.
//! To add one, write the file and put its name into the list below.
//!
//! What a text leaves open (`"$PASSWORD"`, `file://…`, `!Ref`, `var.name`) is never filled in by guess: a password
//! becomes an empty [`Secret`](crate::Secret), any other member is left out, and both are named in
//! [`Imported::placeholders`]. A password that stands in the text goes into the draft's password members only; no note,
//! error, label or placeholder repeats it.

mod access_string;
mod acl;
mod aws;
mod bash;
mod boto3;
mod cdk;
mod cloudformation;
mod cloudtrail;
mod cmd;
mod draft;
mod fish;
mod go;
mod groups;
mod javascript;
mod json;
mod node;
mod not_a_user;
mod powershell;
#[doc(hidden)]
pub mod probe;
mod program;
mod query;
mod recovery;
mod refusal;
mod reply;
mod rewrite;
mod rules;
mod rust;
mod script;
mod secrets;
mod source;
mod source_map;
mod spans;
mod syntax;
mod terraform;
mod terraform_plan;
mod tree;
mod windows_powershell;
mod yaml;

pub use rewrite::{Change, Rewritten, rewrite};
pub use source::Source;
pub use source_map::{Notation, Place, SourceMap};

use crate::{Draft, Operation, Path, User, UserGroup, emit::Globals};
use serde::Serialize;
use std::borrow::Cow;
use std::ops::Range;

/// Every importer, in the order in which they are asked.
pub static IMPORTERS: &[&Importer] = &[
    &refusal::IMPORTER,
    &cloudtrail::IMPORTER,
    &cloudformation::IMPORTER,
    &terraform_plan::IMPORTER,
    &reply::IMPORTER,
    &windows_powershell::IMPORTER,
    &powershell::IMPORTER,
    &cmd::IMPORTER,
    &fish::IMPORTER,
    &bash::IMPORTER,
    &json::IMPORTER,
    &terraform::IMPORTER,
    &cdk::IMPORTER,
    &javascript::IMPORTER,
    &go::IMPORTER,
    &rust::IMPORTER,
    &boto3::IMPORTER,
    &query::IMPORTER,
    &acl::IMPORTER,
    &access_string::IMPORTER,
    &yaml::IMPORTER,
];

/// A form of text that can be read.
pub struct Importer {
    /// Kebab-case and stable, such as `bash` or `cloudformation`.
    pub id: &'static str,
    /// In words: "AWS CLI command (bash)".
    pub title: &'static str,
    /// Whether the text is of this form; the first importer that says so reads it.
    pub recognises: fn(&Source<'_>) -> bool,
    /// Reads it.
    pub read: fn(&Source<'_>, &mut Import),
}

/// What was understood of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The id of the importer; `None` when no form was recognised.
    pub format: Option<&'static str>,
    /// The users found, in the order of the text.
    pub users: Vec<Imported>,
    /// The user groups found, in the order of the text.
    pub groups: Vec<Imported>,
    /// What was understood, changed or dropped.
    pub notes: Vec<ImportNote>,
    /// What could not be read. When there are errors and no users, a present draft stays untouched.
    pub errors: Vec<ImportNote>,
    /// Where passwords are in the text, in bytes: in order, none of them overlapping.
    pub secrets: Vec<Range<usize>>,
    /// Comments, in bytes and in order; none in forms that have no comments, or that the service wrote.
    pub comments: Vec<Range<usize>>,
    /// Lines that may hold a password whose place is not certain. They should not be shown at all.
    pub uncertain: Vec<Range<usize>>,
}

/// The definition of one user, or of one user group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// What to call it in a list: the ID where it is known, else what the text calls it.
    pub label: String,
    /// Create or modify.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
    /// The user as it is, where the text was a reply of the service.
    pub current: Option<User>,
    /// The group as it is, where the text was a reply of the service.
    pub group: Option<UserGroup>,
    /// The global options that the command was given.
    pub globals: Globals,
    /// What the text leaves open, to be typed by hand. Their paths are what [`Context::open`](crate::Context::open) takes.
    pub placeholders: Vec<Placeholder>,
    /// Where in the text it stands, in bytes.
    pub span: Range<usize>,
    /// Where its members are.
    pub places: SourceMap,
}

impl Imported {
    /// The places that the text leaves open, for [`Context::open`](crate::Context::open).
    pub fn open(&self) -> Vec<Path> {
        self.placeholders.iter().map(|open| open.path.clone()).collect()
    }
}

/// A place of the draft whose value the text does not hold: a variable, a file, a reference, a template mark, or a password
/// that the service does not give back. A password here is empty in the draft, any other member absent; a template mark is
/// there as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// The place in the draft.
    pub path: Path,
    /// What stands for the value, as people call it: `PASSWORD`, `file://pw.txt`, `var.user_id`.
    pub name: String,
    /// The value as far as it is known, with what is not known as `${name}`. Never given for a password.
    pub written: Option<String>,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
}

/// Something to say about a place of the text. Never holds a password.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ImportNote {
    /// What happened to it.
    pub kind: NoteKind,
    /// In a sentence.
    pub message: Cow<'static, str>,
    /// Where, in bytes of the text.
    pub span: Option<Range<usize>>,
    /// The user that it is about, by its number in [`Import::users`]; `None` where it is about none of them.
    pub user: Option<usize>,
}

/// What happened to a part of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum NoteKind {
    /// It was read in a way that is worth saying.
    Understood,
    /// It is in the draft, but not as it stood in the text.
    Changed,
    /// It is not in the request. What doesn't fit a member stays among the draft's misfits.
    Dropped,
    /// Its value is not in the text; see [`Imported::placeholders`].
    Unknown,
    /// It seems to define a user, and was not read.
    Unread,
    /// It defines something else than a user, such as a user group; the message says what.
    Other,
    /// It could not be read, or the tool that the text is for would refuse it.
    Error,
}

impl NoteKind {
    /// In lower case, such as `dropped`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Understood => "understood",
            Self::Changed => "changed",
            Self::Dropped => "dropped",
            Self::Unknown => "unknown",
            Self::Unread => "unread",
            Self::Other => "other",
            Self::Error => "error",
        }
    }
}

/// The longest text that is read, in bytes.
pub const LONGEST: usize = 8 << 20;

/// Reads any text, whatever it is.
///
/// ```
/// use elasticache_user::import::import;
///
/// let read = import(r#"{"UserId": "app", "AccessString": "on ~app::* +@read"}"#);
/// assert_eq!(read.format, Some("json"));
/// assert_eq!(read.users[0].draft.user_id.as_deref(), Some("app"));
/// ```
pub fn import(text: &str) -> Import {
    read(text, |source| IMPORTERS.iter().copied().find(|importer| (importer.recognises)(source)))
}

/// Reads a text that is known to be of this form, such as `powershell`. An unknown form gives an error.
pub fn import_as(text: &str, format: &str) -> Import {
    read(text, |_| IMPORTERS.iter().copied().find(|importer| importer.id == format))
}

fn read(text: &str, which: impl FnOnce(&Source<'_>) -> Option<&'static Importer>) -> Import {
    let mut import = Import::default();
    if text.trim().is_empty() {
        import.error(
            None,
            "There is no text. Paste an aws elasticache command, JSON, YAML, Terraform, an ACL line or an access string.",
        );
        return import;
    }
    if text.len() > LONGEST {
        import.error(None, "This text is longer than 8 MiB, which is more than is read. Paste the part that defines the user.");
        import.uncertain.push(0..text.len());
        return import;
    }
    let recovered = recovery::recover(text, &mut import);
    let flaws = import.notes.len();
    let source = Source::new(recovered.as_ref().map_or(text, |recovered| &recovered.text));
    let which = which(&source);
    overwrite_stack();
    match which {
        Some(importer) => {
            import.format = Some(importer.id);
            (importer.read)(&source, &mut import);
            import.comments = source.comments(importer.id);
            if import.users.is_empty() && import.groups.is_empty() && import.errors.is_empty() {
                let named = not_a_user::text(&source).unwrap_or(
                    "No user is defined in this text. Expected a create-user or modify-user call, or a user's definition.",
                );
                not_a_user::say(&mut import, source.whole().span(0..source.whole().text.len()), named);
            }
        }
        None => {
            let named = not_a_user::text(&source).unwrap_or(
                "This is none of the forms that can be read. Paste an aws elasticache command, JSON, YAML, Terraform, an ACL line or an access string.",
            );
            not_a_user::say(&mut import, 0..source.text.len(), named);
        }
    }
    not_a_user::is_elsewhere(&source, &mut import);
    if let Some(recovered) = &recovered {
        import.place_back(recovered, text, flaws);
    }
    import.assign_notes();
    secrets::find(text, &mut import);
    list_the_first(&mut import.notes);
    list_the_first(&mut import.errors);
    import
}

/// A search in the text leaves parts of it on the stack, from where they would come to stand in what is put together next.
#[inline(never)]
fn overwrite_stack() {
    std::hint::black_box([0_u8; 16384]);
}

/// The notes that an answer lists, and the errors: a text may give rise to one for each of its words.
const MOST_NOTES: usize = 100;

/// Leaves the first notes, and says how many more there were.
fn list_the_first(notes: &mut Vec<ImportNote>) {
    let Some(kind) = notes.get(MOST_NOTES).map(|note| note.kind) else { return };
    let message = format!("{} more of these are not listed.", notes.len() - MOST_NOTES);
    notes.truncate(MOST_NOTES);
    notes.push(ImportNote { kind, message: message.into(), span: None, user: None });
}

impl Import {
    fn note(&mut self, kind: NoteKind, span: Range<usize>, message: impl Into<Cow<'static, str>>) {
        self.notes.push(ImportNote { kind, message: message.into(), span: Some(span), user: None });
    }

    fn error(&mut self, span: Option<Range<usize>>, message: impl Into<Cow<'static, str>>) {
        self.errors.push(ImportNote { kind: NoteKind::Error, message: message.into(), span, user: None });
    }

    /// Says of each note which user it is about: the one whose definition it is in.
    fn assign_notes(&mut self) {
        let mut spans: Vec<(Range<usize>, usize)> =
            self.users.iter().enumerate().map(|(n, user)| (user.span.clone(), n)).collect();
        spans.sort_by_key(|(span, _)| span.start);
        for note in self.notes.iter_mut().chain(&mut self.errors) {
            let Some(span) = note.span.as_ref().filter(|_| note.user.is_none()) else { continue };
            let next = spans.partition_point(|(user, _)| user.start <= span.start);
            let inside = next.checked_sub(1).and_then(|n| spans.get(n));
            note.user = inside.filter(|(user, _)| span.end <= user.end).map(|(_, n)| *n);
        }
    }
}

#[cfg(test)]
mod emitted;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod tests;
