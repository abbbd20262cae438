//! Commands as they would be typed, in the root of the repository. Each is shown before it runs.
use crate::ctx::Ctx;
pub use xshell::{Cmd, Shell, cmd};

/// A shell in the root of the repository.
pub fn shell(ctx: &Ctx) -> Result<Shell, String> {
    let shell = Shell::new().map_err(|why| why.to_string())?;
    shell.change_dir(&ctx.root);
    Ok(shell)
}

/// Runs a command with its output shown.
pub fn run(command: Cmd<'_>) -> Result<(), String> {
    command.run().map_err(|why| why.to_string())
}
