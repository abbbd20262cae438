//! `cargo xtask tool`: a tool of the cache, installed if it is missing, for use by hand.
use super::Command;
use crate::ctx::Ctx;
use crate::tools::{python, servers};

/// `cargo xtask tool`.
pub const COMMAND: Command = Command {
    name: "tool",
    usage: "tool <engine | python:NAME>",
    about: "install a tool of the tests, and say where it is",
    run,
};

fn run(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    for name in args {
        let path = match name.split_once(':') {
            Some(("python", name)) => python::ensure(ctx, name)?.bin,
            _ => servers::ensure(ctx, name)?.path,
        };
        println!("{}", path.display());
    }
    Ok(())
}
