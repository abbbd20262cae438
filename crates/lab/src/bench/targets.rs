//! `emit` in native code: one draft in the form of every target, beside version 0.1.
use super::{Part, Row, previous, rows};
use std::process::Command;
use tools::Ctx;
use tools::run::read;

pub const PART: Part = Part { name: "targets", about: "all targets together, for one draft", run };

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let mut command = Command::new("cargo");
    command.current_dir(&ctx.root).args(["run", "--quiet", "--release", "-p", "elasticache-user"]);
    let mut rows = rows(&read(command.args(["--example", "emit_speed"]))?);
    rows.extend(previous::native(ctx, "emit_speed")?);
    Ok(rows)
}
