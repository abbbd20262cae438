//! Compiling for wasm, one file a tool. Tools that tests need as well are in `crates/tools`.
pub mod wasm;
pub mod wasm_bindgen;
pub mod wasm_functions;
pub mod wasm_opt;
pub mod wasm_split;

pub use ::tools::{apt, aws_cli_2, browser, cargo, cargo_deny, firefox, node, python, trunk};
