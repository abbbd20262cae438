//! The programs that building and testing need, one file each. `ensure` gives a program, and installs it first
//! where it is missing.
//!
//! A tool is added by writing its file and naming it here. It uses `install::once`, so that it is never installed
//! twice, and it ends with a sentence that says what to do where it cannot be had.
pub mod apt;
pub mod aws_cli_2;
pub mod browser;
pub mod cargo;
pub mod cargo_deny;
pub mod firefox;
pub mod go;
pub mod node;
pub mod python;
pub mod recorder;
pub mod servers;
pub mod shells;
pub mod stand_in;
pub mod trunk;
pub mod wasm;
pub mod wasm_bindgen;
pub mod wasm_functions;
pub mod wasm_opt;
pub mod wasm_split;
pub mod wine;
