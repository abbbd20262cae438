//! What the tests draw from, here and in `xtask`: chance that can be repeated, and access strings made of it.

// Each test uses some of it.
#![allow(dead_code)]

pub mod cases;
pub mod random;
pub mod strings;
