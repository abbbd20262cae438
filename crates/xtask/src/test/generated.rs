//! Generated files are what the generator writes today.
use super::Section;
use crate::commands::generate::generate;

pub const SECTION: Section =
    Section { name: "generated", about: "generated files are up to date", run: |ctx| generate(ctx, true) };
