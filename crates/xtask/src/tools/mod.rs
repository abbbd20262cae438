//! The tools of `crates/tools`, and what cuts the wasm of the package in two.
pub mod wasm_functions;
pub mod wasm_split;

pub use ::tools::{
    apt, aws_cli_2, browser, cargo_deny, firefox, node, python, trunk, wasm, wasm_bindgen, wasm_opt,
};
