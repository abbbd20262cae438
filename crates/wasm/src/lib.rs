//! The border between Rust and JavaScript: text in, JSON text out.
//!
//! JSON text crosses in one copy, cannot throw half-way through, and is read by the engine's own fast parser on the other
//! side; the package's JavaScript turns values into text and back. Spans that leave here count UTF-16 units, as
//! JavaScript's strings do.
//!
//! The wasm, which is cut in two when it is packed, exports four functions, which `package/src/start.js` calls in this order:
//! `room(bytes)` gives the place for a text; `call(bytes)` reads the text there, a function's name, a line feed and its
//! arguments, and gives the place of the answer; `length()` says how many bytes that has; `clear()` ends the call.
#![warn(missing_docs)]

mod access;
#[cfg(target_arch = "wasm32")]
mod arena;
#[cfg(target_arch = "wasm32")]
mod exports;
pub mod facade;
mod lists;
mod options;
mod recipe;
mod scripts;
mod utf16;
mod view;
