//! The tools of `crates/tools`.

pub use ::tools::{
    apt, aws_cli_2, browser, cargo_deny, firefox, node, python, trunk, wasm, wasm_bindgen, wasm_opt,
};
