//! Every Rust file is formatted, also those that a list names inside a macro and `cargo fmt` does not see.
use super::Section;
use crate::commands::tidy::format;

pub const SECTION: Section =
    Section { name: "fmt", about: "every Rust file is formatted", run: |ctx| format(ctx, true) };
