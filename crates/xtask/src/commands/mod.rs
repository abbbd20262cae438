//! The commands, one file each; their options are in `flags.rs`.
pub mod build;
pub mod generate;
pub mod lab;
pub mod npm;
pub mod serve;
pub mod servers;
pub mod tidy;
pub mod tool;
