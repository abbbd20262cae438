//! The npm package: cold start and calls per second from JavaScript, beside ajv and zod on the same requests, and how the cost
//! of its calls grows.
use super::{Part, Row, rows};
use crate::commands::npm::npm;
use crate::ctx::Ctx;
use crate::run::{feed, logged};
use crate::tools::node;
use std::process::Command;

pub const PART: Part =
    Part { name: "package", about: "the npm package from Node: cold start, check, emit, can", run };

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let tarball = npm(ctx)?;
    let folder = "crates/wasm/bench";
    node::packages(ctx, folder)?;
    let mut install = Command::new("npm");
    install.current_dir(ctx.path(folder)).args(["install", "--no-save", "--no-audit", "--ignore-scripts"]);
    logged(install.arg(tarball), &ctx.path("target/npm/install.log"))?;
    let hostile = super::requests::all(ctx)?;
    let mut bench = Command::new(node::ensure(ctx)?);
    Ok(rows(&feed(bench.current_dir(ctx.path(folder)).arg("bench.mjs"), &hostile)?))
}
