//! The invariants of ARCHITECTURE.md.
use super::Section;
use crate::tidy::check;

pub const SECTION: Section =
    Section { name: "tidy", about: "the invariants of ARCHITECTURE.md hold", run: check };
