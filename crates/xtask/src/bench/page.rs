//! The page in Chromium at a quarter of the machine's speed: how soon it can be used, and how long a key takes until it is
//! painted, beside a bare text area in the same run.
use super::{Part, Row, rows};
use crate::commands::build::{Options, build};
use crate::commands::serve::{listen, serve};
use crate::ctx::Ctx;
use crate::run::read;
use crate::tools::{browser, node};
use std::process::Command;

pub const PART: Part = Part {
    name: "page",
    about: "the page in Chromium, 4 times slowed: start, and keys until they are painted",
    run,
};

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, "web/e2e")?;
    let chromium = browser::ensure(ctx)?;
    build(ctx, &Options { dev: ctx.dev, base: None })?;
    let site = serve(listen(0)?, ctx.path("dist"), "/")?;
    let mut command = Command::new(node);
    command
        .current_dir(ctx.path("web/e2e"))
        .arg("bench.mjs")
        .env("E2E_URL", site.url)
        .env("E2E_CHROMIUM", chromium);
    Ok(rows(&read(&mut command)?))
}
