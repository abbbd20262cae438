//! The importers: one file each, registered once in [`IMPORTERS`].
//!
//! Takes any text, and returns its format, the users it defines, what was changed or dropped and why, or an error with its place.
//! To add one, write the file and put its name into the list below.
//!
//! Values that the text leaves open (`"$PASSWORD"`, `file://…`, `!Ref`, `var.name`) are never guessed: a password
//! becomes an empty [`Password`](crate::Password), any other member is omitted, and both are listed in
//! [`Imported::placeholders`]. A password that is in the text goes into the draft's password members only; no note,
//! error, label or placeholder repeats it.

mod access_string;
mod acl;
mod argv;
mod aws;
mod bash;
mod boto3;
mod cdk;
mod cloudformation;
mod cloudtrail;
mod cmd;
mod cmdlets;
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

use crate::{Draft, OpenPlace, Operation, Path, Reference, User, UserGroup, emit::Globals};
use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;
use serde::Serialize;

/// Every importer, in the order in which they are asked.
pub static IMPORTERS: &[&Importer] = &[
    &refusal::IMPORTER,
    &cloudtrail::IMPORTER,
    &cloudformation::IMPORTER,
    &terraform_plan::IMPORTER,
    &reply::IMPORTER,
    &cmdlets::IMPORTER,
    &argv::IMPORTER,
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

/// An input format.
pub struct Importer {
    /// Kebab-case and stable, such as `bash` or `cloudformation`.
    pub id: &'static str,
    /// In words: "AWS CLI command (bash)".
    pub title: &'static str,
    /// Whether the text has this format; the first importer that says so reads it.
    pub recognizes: fn(&Source<'_>) -> bool,
    /// Reads it.
    pub read: fn(&Source<'_>, &mut Import),
}

/// What was read from the text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The id of the importer; `None` when no form was recognized.
    pub format: Option<&'static str>,
    /// The users found, in the order of the text.
    pub users: Vec<Imported>,
    /// The user groups found, in the order of the text.
    pub groups: Vec<Imported>,
    /// Notes on what was read, changed or dropped.
    pub notes: Vec<ImportNote>,
    /// What couldn't be read. If there are errors and no users, leave the current draft untouched.
    pub errors: Vec<ImportNote>,
    /// Where passwords are in the text, in bytes: in order, none of them overlapping.
    pub secrets: Vec<Range<usize>>,
    /// Comments, in bytes and in order; none in forms that have no comments, or that the service wrote.
    pub comments: Vec<Range<usize>>,
    /// Lines that may contain a password in an uncertain place. Don't show them at all.
    pub uncertain: Vec<Range<usize>>,
}

/// The definition of one user, or of one user group.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Imported {
    /// Its label in a list: the ID if known, else its name in the text.
    pub label: String,
    /// Create or modify.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
    /// The current user, if the text was a reply from the service.
    pub current: Option<User>,
    /// The current group, if the text was a reply from the service.
    pub group: Option<UserGroup>,
    /// The global options of the command.
    pub globals: Globals,
    /// Values that the text leaves open, for the user to enter. Their paths go into [`Context::open`](crate::Context::open).
    pub placeholders: Vec<Placeholder>,
    /// Its place in the text, in bytes.
    pub span: Range<usize>,
    /// Where its members are.
    pub places: SourceMap,
}

impl Imported {
    /// The places that the text leaves open, for [`Context::open`](crate::Context::open).
    pub fn open(&self) -> Vec<OpenPlace> {
        let place =
            |open: &Placeholder| OpenPlace { path: open.path.clone(), reference: open.reference.clone() };
        self.placeholders.iter().map(place).collect()
    }
}

/// A place of the draft whose value isn't in the text: a variable, a file, a reference, a template placeholder, or a password
/// that the service doesn't return. A password here is empty in the draft, any other member absent; a template placeholder is
/// there as it was written.
#[derive(Clone, Debug, PartialEq)]
pub struct Placeholder {
    /// The place in the draft.
    pub path: Path,
    /// What represents the value in the text: `PASSWORD`, `file://pw.txt`, `var.user_id`.
    pub name: String,
    /// The value as far as it's known, with unknown parts as `${name}`. Never set for a password.
    pub written: Option<String>,
    /// What the text refers to, where an output in the same language can refer to it, too.
    pub reference: Option<Reference>,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
}

/// A note about a place in the text. Never contains a password.
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
    /// It was read in a way worth mentioning.
    Understood,
    /// It's in the draft, but not as written in the text.
    Changed,
    /// It isn't in the request. Values that don't fit a member are among the draft's mismatches.
    Dropped,
    /// Its value isn't in the text; see [`Imported::placeholders`].
    Unknown,
    /// It seems to define a user, and wasn't read.
    Unread,
    /// It defines something other than a user; the message says what.
    Other,
    /// It couldn't be read, or the tool that the text is for would reject it.
    Error,
}

impl NoteKind {
    /// The name in lowercase, such as `dropped`.
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
    read(text, |source| IMPORTERS.iter().copied().find(|importer| (importer.recognizes)(source)))
}

/// Reads the text in a known format, such as `powershell`. An unknown format is an error.
pub fn import_as(text: &str, format: &str) -> Import {
    read(text, |_| IMPORTERS.iter().copied().find(|importer| importer.id == format))
}

fn read(text: &str, which: impl FnOnce(&Source<'_>) -> Option<&'static Importer>) -> Import {
    let mut import = Import::default();
    if text.trim().is_empty() {
        import.error(
            None,
            "The text is empty. Paste an aws elasticache command, JSON, YAML, Terraform, an ACL line or an access string.",
        );
        return import;
    }
    if text.len() > LONGEST {
        import.error(
            None,
            "This text is longer than the limit of 8 MiB. Paste the part that defines the user.",
        );
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
                    "No user found. Expected a create-user or modify-user call, or a user's definition.",
                );
                not_a_user::say(&mut import, source.whole().span(0..source.whole().text.len()), named);
            }
        }
        None => {
            let named = not_a_user::text(&source).unwrap_or(
                "Couldn't recognize this text. Paste an aws elasticache command, JSON, YAML, Terraform, an ACL line or an access string.",
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

/// Searching the text leaves parts of it on the stack, from where they could end up in the next allocation.
#[inline(never)]
fn overwrite_stack() {
    core::hint::black_box([0_u8; 16384]);
}

/// How many notes, and errors, a result lists: the text may cause one for each of its words.
const MOST_NOTES: usize = 100;

/// Keeps the first notes, and adds how many more there were.
fn list_the_first(notes: &mut Vec<ImportNote>) {
    let Some(kind) = notes.get(MOST_NOTES).map(|note| note.kind) else { return };
    let message = format!("{} more not listed.", notes.len() - MOST_NOTES);
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

    /// Assigns each note to a user: the one whose definition it's in.
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
