//! The npm package: cold start and calls per second from JavaScript, compared with version 0.1, ajv and zod on the same requests,
//! and how the cost of its calls grows.
use super::{Part, Row, previous, rows};
use std::process::Command;
use tools::Ctx;
use tools::node;
use tools::run::{feed, logged};

pub const PART: Part =
    Part { name: "package", about: "the npm package from Node: cold start, check, emit, can", run };

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let tarball = std::env::var_os("BENCH_TARBALL")
        .ok_or("the packed package is named by BENCH_TARBALL: cargo xtask bench")?;
    let folder = "crates/wasm/bench";
    node::packages(ctx, folder)?;
    let mut install = Command::new("npm");
    install.current_dir(ctx.path(folder)).args(["install", "--no-save", "--no-audit", "--ignore-scripts"]);
    logged(install.arg(tarball), &ctx.path("target/npm/install.log"))?;
    let hostile = super::requests::all(ctx)?;
    let mut bench = Command::new(node::ensure(ctx)?);
    // Another build can be named.
    if std::env::var_os("BASE").is_none() {
        bench.env("BASE", previous::package(ctx)?);
    }
    Ok(rows(&feed(bench.current_dir(ctx.path(folder)).arg("bench.mjs"), &hostile)?))
}
