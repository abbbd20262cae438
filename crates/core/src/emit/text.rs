//! The text of an emission, in labeled pieces.

use crate::Path;
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};
use zeroize::Zeroize;

/// A file to copy or download.
#[derive(Clone, Debug, PartialEq)]
pub struct File {
    /// The name to save it under, such as `create-user.sh`.
    pub name: String,
    /// Its text: all pieces, in order.
    pub pieces: Vec<Piece>,
}

impl File {
    /// The whole text, including secrets if they were requested. The lines of a batch file end in CRLF, as Windows requires.
    pub fn text(&self) -> String {
        let text: String = self.pieces.iter().map(|piece| piece.text.as_ref()).collect();
        // cmd overlooks labels in files whose lines end in a line feed only.
        if self.name.ends_with(".cmd") { text.replace('\n', "\r\n") } else { text }
    }
}

/// `{"name", "text", "pieces"}`: the whole text and its pieces, for callers that only copy it.
impl Serialize for File {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut file = serializer.serialize_struct("File", 3)?;
        file.serialize_field("name", &self.name)?;
        file.serialize_field("text", &self.text())?;
        file.serialize_field("pieces", &self.pieces)?;
        file.end()
    }
}

/// A part of the text with one kind. Passwords are wiped on drop.
#[derive(Clone, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct Piece {
    /// Its kind.
    pub kind: PieceKind,
    /// Its text.
    pub text: Cow<'static, str>,
    /// The place in the draft that it came from.
    #[cfg_attr(feature = "tsify", tsify(type = "string | null"))]
    pub path: Option<Path>,
}

impl Drop for Piece {
    fn drop(&mut self) {
        if self.kind == PieceKind::Secret
            && let Cow::Owned(text) = &mut self.text
        {
            text.zeroize();
        }
    }
}

impl core::fmt::Debug for Piece {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let text = if self.kind == PieceKind::Secret { "…" } else { &*self.text };
        write!(f, "{:?}({text:?})", self.kind)
    }
}

/// The kind of a [`Piece`], for coloring and hiding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[serde(rename_all = "lowercase")]
pub enum PieceKind {
    /// Whitespace, punctuation, line continuations.
    Plain,
    /// A program, function or resource name.
    Command,
    /// The name of an option, member or argument.
    Option,
    /// A value.
    String,
    /// A keyword, number or variable of the language.
    Keyword,
    /// A comment.
    Comment,
    /// A placeholder for something that's missing.
    Placeholder,
    /// A password.
    Secret,
    /// Whole lines of boilerplate, such as those that ask for a password: a page may fold them.
    Helper,
}

impl PieceKind {
    /// The name in lowercase, such as `command`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Command => "command",
            Self::Option => "option",
            Self::String => "string",
            Self::Keyword => "keyword",
            Self::Comment => "comment",
            Self::Placeholder => "placeholder",
            Self::Secret => "secret",
            Self::Helper => "helper",
        }
    }
}

/// Collects pieces.
#[derive(Clone, Default)]
pub struct Text(Vec<Piece>);

impl Text {
    /// Adds a piece that doesn't come from the draft.
    pub fn put(&mut self, kind: PieceKind, text: impl Into<Cow<'static, str>>) -> &mut Self {
        self.0.push(Piece { kind, text: text.into(), path: None });
        self
    }

    /// Adds a piece that comes from this place in the draft.
    pub fn put_at(
        &mut self,
        kind: PieceKind,
        path: impl Into<Path>,
        text: impl Into<Cow<'static, str>>,
    ) -> &mut Self {
        self.0.push(Piece { kind, text: text.into(), path: Some(path.into()) });
        self
    }

    /// The pieces of an already written file.
    pub fn from_pieces(pieces: Vec<Piece>) -> Self {
        Self(pieces)
    }

    /// How many bytes were added so far.
    pub fn len(&self) -> usize {
        self.0.iter().map(|piece| piece.text.len()).sum()
    }

    /// Whether nothing was added so far.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Appends another text.
    pub fn append(&mut self, other: Self) -> &mut Self {
        self.0.extend(other.0);
        self
    }

    /// The same with this mark before every line, so that none of it runs. Programs differ in what ends a line (a
    /// carriage return does for PowerShell, U+2028 for JavaScript): all but the line feed are written as numbers.
    pub fn commented(self, mark: &'static str) -> Self {
        let mut out = Self::default();
        let mut at_start = true;
        for piece in &self.0 {
            for line in piece.text.split_inclusive('\n') {
                if at_start {
                    out.put(PieceKind::Comment, mark);
                }
                at_start = line.ends_with('\n');
                out.0.push(Piece { kind: piece.kind, text: visible(line).into(), path: piece.path.clone() });
            }
        }
        out
    }

    /// The file with all that was added.
    pub fn file(self, name: impl Into<String>) -> File {
        File { name: base_name(&name.into()), pieces: self.0 }
    }
}

/// The text with invisible characters, except line feeds, as numeric escapes such as `\u{1b}`.
fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if crate::quote::is_control(letter) && letter != '\n' {
            out.push_str(&format!("\\u{{{:x}}}", u32::from(letter)));
        } else {
            out.push(letter);
        }
    }
    out
}

/// A file name without folders, of characters that every system accepts.
fn base_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let fits = |letter: char| letter.is_alphanumeric() || "._- ".contains(letter);
    let name: String = last.chars().map(|letter| if fits(letter) { letter } else { '_' }).collect();
    let name = name.trim_start_matches(['.', '-', ' ']).trim_end_matches(['.', ' ']);
    if name.is_empty() { "file".to_owned() } else { name.chars().take(200).collect() }
}
