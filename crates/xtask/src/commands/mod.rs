//! The commands, one file each.
use crate::ctx::Ctx;

pub mod build;
pub mod generate;
pub mod npm;
pub mod serve;
pub mod servers;
pub mod tidy;
mod tool;

/// A command of `cargo xtask`.
#[derive(Debug)]
pub struct Command {
    /// What is typed.
    pub name: &'static str,
    /// What is typed, with its options.
    pub usage: &'static str,
    /// What it does, in one line.
    pub about: &'static str,
    /// Runs it with what was typed after its name.
    pub run: fn(&Ctx, &[String]) -> Result<(), String>,
}

/// Every command, in the order that help shows them.
pub const COMMANDS: &[Command] = &[
    serve::COMMAND,
    crate::test::COMMAND,
    build::COMMAND,
    npm::COMMAND,
    crate::bench::COMMAND,
    generate::COMMAND,
    tidy::COMMAND,
    servers::COMMAND,
    crate::recipes::COMMAND,
    tool::COMMAND,
];
