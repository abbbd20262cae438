//! Importing: paste or drop anything, and the form is filled with what it says.

mod dialog;
mod last;
mod listen;

pub use dialog::ImportDialog;
pub use last::{HeldOptions, LastImportNotes};
pub use listen::{LONGEST as LONGEST_TEXT, TOO_LONG, listen};
