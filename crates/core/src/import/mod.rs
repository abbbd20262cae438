//! The importers: one file each, registered once in [`IMPORTERS`].
//!
//! Any text in; what it is, the users it defines, what was changed or dropped and why, or an error with its place.
//! To add one, write the file and put its name into the list below.

use crate::{Draft, Operation, User};
use std::borrow::Cow;
use std::ops::Range;

/// Declares the modules and the list in one place, so that an importer is one file and one word.
macro_rules! importers {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every importer, in the order in which they are asked.
        pub static IMPORTERS: &[&Importer] = &[$(&$name::IMPORTER),*];
    };
}

importers! {}

/// A form of text that can be read.
pub struct Importer {
    /// Kebab-case and stable, such as `aws-cli` or `cloudformation`.
    pub id: &'static str,
    /// In words: "AWS CLI command".
    pub title: &'static str,
    /// Whether the text is of this form; the first importer that says so reads it.
    pub recognises: fn(&str) -> bool,
    /// Reads it.
    pub read: fn(&str, &mut Import),
}

/// What was understood of a text.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Import {
    /// The id of the importer; `None` when no form was recognised.
    pub format: Option<&'static str>,
    /// The users found, in the order of the text.
    pub users: Vec<Imported>,
    /// What was understood, changed or dropped.
    pub notes: Vec<ImportNote>,
    /// What could not be read. When there are errors and no users, a present draft stays untouched.
    pub errors: Vec<ImportNote>,
}

/// One user's definition.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// What to call it in a list.
    pub label: String,
    /// Create or modify.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
    /// The user as it is, where the text was a reply of the service.
    pub current: Option<User>,
    /// Where in the text it stands, in bytes.
    pub span: Range<usize>,
}

/// Something to say about a place of the text. Never holds a password.
#[derive(Clone, Debug, PartialEq)]
pub struct ImportNote {
    /// In a sentence.
    pub message: Cow<'static, str>,
    /// Where, in bytes of the text.
    pub span: Option<Range<usize>>,
}

/// Reads any text.
pub fn import(text: &str) -> Import {
    let mut import = Import::default();
    match IMPORTERS.iter().find(|importer| (importer.recognises)(text)) {
        Some(importer) => {
            import.format = Some(importer.id);
            (importer.read)(text, &mut import);
        }
        None => import.errors.push(ImportNote {
            message: Cow::Borrowed(
                "This is none of the forms that can be read. Paste an aws elasticache command, JSON, YAML, Terraform, an ACL line or an access string.",
            ),
            span: None,
        }),
    }
    import
}
