//! The border between Rust and JavaScript: text in, JSON text out.
//!
//! JSON text crosses in one copy, cannot throw half-way through, and is read by the engine's own fast parser on the other
//! side; the package's JavaScript turns values into text and back. Spans that leave here count UTF-16 units, as
//! JavaScript's strings do.
#![warn(missing_docs)]

mod access;
pub mod facade;
mod lists;
mod options;
mod recipe;
mod utf16;
mod write;

use wasm_bindgen::prelude::wasm_bindgen;

/// Calls a function of the [`facade`] by its name, with its arguments as a JSON array. An unknown name gives `null`.
#[wasm_bindgen]
pub fn call(name: &str, arguments: &str) -> String {
    facade::call(name, arguments)
}
