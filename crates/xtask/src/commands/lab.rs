//! `cargo xtask bench` and `cargo xtask recipes`: run `crates/lab`, with the page and the package that it needs.
use super::build::{Options, build};
use super::npm::npm;
use super::serve::{listen, serve};
use crate::ctx::Ctx;
use crate::flags::{Bench, Recipes};
use crate::shell::{cmd, run, shell};

/// The parts of the bench: the names in `crates/lab/src/bench/`.
pub const PARTS: &[&str] = &["acl", "growth", "package", "page", "requests", "targets"];

/// `cargo xtask bench`.
pub fn bench(ctx: &Ctx, typed: &Bench) -> Result<(), String> {
    if let Some(unknown) = typed.parts.iter().find(|part| !PARTS.contains(&part.as_str())) {
        return Err(format!("unknown part `{unknown}`: {}", PARTS.join(", ")));
    }
    let wanted = |part: &str| typed.parts.is_empty() || typed.parts.iter().any(|typed| typed == part);
    let (shell, parts) = (shell(ctx)?, &typed.parts);
    if wanted("package") {
        shell.set_var("BENCH_TARBALL", npm(ctx)?);
    }
    if wanted("page") {
        build(ctx, &Options { dev: ctx.dev, base: None })?;
        shell.set_var("BENCH_PAGE", serve(listen(0)?, ctx.path("dist"), "/")?.url);
        if let Some(other) = &typed.other {
            shell.set_var("BENCH_PAGE_OTHER", serve(listen(0)?, other.clone(), "/")?.url);
        }
    }
    // Unoptimized figures are meaningless.
    run(cmd!(shell, "cargo run --quiet --release --package lab -- bench {parts...}"))
}

/// `cargo xtask recipes`.
pub fn recipes(ctx: &Ctx, typed: &Recipes) -> Result<(), String> {
    let (shell, recipes) = (shell(ctx)?, &typed.recipes);
    run(cmd!(shell, "cargo run --quiet --package lab -- recipes {recipes...}"))?;
    // The pages are made from the new data as compiled.
    run(cmd!(shell, "cargo run --quiet --package lab -- gen recipes"))
}
