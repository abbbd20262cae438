//! The npm package from its packed tarball, in every environment where people import it.
use super::Section;
use super::proofs::compile;
use crate::commands::npm::npm;
use crate::ctx::Ctx;
use crate::run::{logged, run};
use crate::tools::{browser, node, python};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "npm",
    about: "the npm package in Node, bundlers, browsers, Deno, Bun, workerd and TypeScript; its checker",
    run: test,
};

const FOLDER: &str = "crates/wasm/fixtures";

fn test(ctx: &Ctx) -> Result<(), String> {
    let tarball = npm(ctx)?;
    let chromium = browser::ensure(ctx)?;
    node::packages(ctx, FOLDER)?;
    let mut install = Command::new("npm");
    install.current_dir(ctx.path(FOLDER)).args(["install", "--no-save", "--no-audit", "--ignore-scripts"]);
    logged(install.arg(tarball), &ctx.path("target/npm/install.log"))?;
    let native = compile(ctx, &["--package", "elasticache-user-wasm"], "jsonl")?;
    let mut tests = Command::new(node::ensure(ctx)?);
    tests.current_dir(ctx.path(FOLDER)).args(["--test", "--test-reporter=spec", "--test-force-exit"]);
    if ctx.long {
        tests.env("LONG", "1");
    }
    tests.env("CORPUS", ctx.path("tests/corpus")).env("RECIPES", ctx.path("crates/lab/recipes"));
    let pre_commit = python::ensure(ctx, "pre-commit")?.program("pre-commit");
    run(tests.env("CHROMIUM", chromium).env("NATIVE", native).env("PRE_COMMIT", pre_commit))
}
