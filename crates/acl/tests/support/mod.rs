//! Seeded randomness and random access strings, for the tests here and in other crates.

// Each test uses some of it.
#![allow(dead_code)]

pub mod cases;
pub mod random;
pub mod strings;
