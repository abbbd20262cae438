//! A request in a target's format.

use elasticache_user::Severity;
use elasticache_user::emit::{self, Note, Piece};
use elasticache_user::road::Step;
use serde::Serialize;
use tsify::Tsify;

/// The output of a target.
#[derive(Debug, Serialize, Tsify)]
pub struct Emission {
    /// Whether it can be run as is.
    ready: bool,
    /// The files; the first is the one to run.
    files: Vec<EmittedFile>,
    /// What this format can't express, or what to know before running it.
    notes: Vec<Note>,
    /// The steps of the first file, if it does more than send the request.
    steps: Vec<Step>,
}

/// A file to copy or download.
#[derive(Debug, Serialize, Tsify)]
pub struct EmittedFile {
    /// The name to save it under, such as `create-user.sh`.
    name: String,
    text: String,
    /// The same text in pieces, in order.
    pieces: Vec<Piece>,
}

/// An emission of the core.
pub(crate) fn emission(emission: emit::Emission) -> Emission {
    let file = |file: emit::File| EmittedFile { text: file.text(), name: file.name, pieces: file.pieces };
    let files = emission.files.into_iter().map(file).collect();
    Emission { ready: emission.ready, files, notes: emission.notes, steps: emission.steps }
}

/// An emission that failed.
pub(crate) fn no_emission(why: &'static str) -> Emission {
    let note = Note { severity: Severity::Error, ..Note::advice(why) };
    Emission { ready: false, files: Vec::new(), notes: vec![note], steps: Vec::new() }
}
