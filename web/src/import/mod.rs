//! Import: paste or drop anything to fill the form.

mod dialog;
mod last;
mod listen;

pub use dialog::ImportDialog;
pub use last::{HeldOptions, LastImportNotes};
pub use listen::{LONGEST as LONGEST_TEXT, TOO_LONG, listen};
