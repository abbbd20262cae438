//! How a tool is installed: one file per tool, each installed once into its own cache folder.
pub mod apt;
pub mod aws_cli_2;
pub mod browser;
pub mod cargo;
pub mod cargo_deny;
pub mod ctx;
pub mod firefox;
pub mod go;
pub mod install;
pub mod node;
pub mod php;
pub mod python;
pub mod ruby;
pub mod run;
pub mod servers;
pub mod shells;
pub mod trunk;
pub mod wasm;
pub mod wasm_bindgen;
pub mod wasm_opt;
pub mod wine;

pub use ctx::Ctx;
