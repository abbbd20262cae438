//! `cargo xtask bench` and `cargo xtask recipes`: what `crates/lab` measures, with the page and the package that it needs.
use super::build::{Options, build};
use super::npm::npm;
use super::serve::{listen, serve};
use crate::flags::{Bench, Recipes};
use std::process::Command;
use tools::Ctx;
use tools::run::run;

/// `crates/lab` with these words. Figures of an unoptimised program say nothing.
pub fn lab(ctx: &Ctx, release: bool) -> Command {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(&ctx.root).args(["run", "--quiet", "--package", "lab"]);
    if release {
        cargo.arg("--release");
    }
    cargo.arg("--");
    cargo
}

/// What the bench can measure: the names in `crates/lab/src/bench/`.
pub const PARTS: &[&str] = &["acl", "growth", "package", "page", "requests", "targets"];

/// `cargo xtask bench`.
pub fn bench(ctx: &Ctx, typed: &Bench) -> Result<(), String> {
    let wanted = |part: &str| typed.parts.is_empty() || typed.parts.iter().any(|own| own == part);
    let mut bench = lab(ctx, true);
    bench.arg("bench").args(&typed.parts);
    if wanted("package") {
        bench.env("BENCH_TARBALL", npm(ctx)?);
    }
    if wanted("page") {
        build(ctx, &Options { dev: ctx.dev, base: None })?;
        bench.env("BENCH_PAGE", serve(listen(0)?, ctx.path("dist"), "/")?.url);
    }
    run(&mut bench)
}

/// `cargo xtask recipes`.
pub fn recipes(ctx: &Ctx, typed: &Recipes) -> Result<(), String> {
    run(lab(ctx, false).arg("recipes").args(&typed.recipes))
}
