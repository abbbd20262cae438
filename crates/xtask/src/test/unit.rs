//! The tests of every crate, natively, with the examples of their documentation.
use super::Section;
use crate::run::{on_path, run};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "unit",
    about: "the tests of every crate, and the examples in their documentation",
    run: unit,
};

fn unit(ctx: &crate::ctx::Ctx) -> Result<(), String> {
    let cargo = || {
        let mut command = Command::new("cargo");
        command.current_dir(&ctx.root);
        command
    };
    if on_path(&["cargo-nextest"]).is_none() {
        return run(cargo().args(["test", "--workspace"]));
    }
    run(cargo().args(["nextest", "run", "--workspace", "--no-tests=pass"]))?;
    run(cargo().args(["test", "--workspace", "--doc"]))
}
