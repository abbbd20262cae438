//! The page in Chromium at a quarter of the machine's speed: how soon it can be used, and how long a key takes until it is
//! painted, beside a bare text area and, with `--other`, another version of the page in the same run.
use super::{Part, Row, rows};
use std::process::Command;
use tools::Ctx;
use tools::run::read;
use tools::{browser, node};

pub const PART: Part = Part {
    name: "page",
    about: "the page in Chromium, 4 times slowed: start, and keys until they are painted",
    run,
};

fn run(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, "web/e2e")?;
    let chromium = browser::ensure(ctx)?;
    let page =
        std::env::var_os("BENCH_PAGE").ok_or("the served page is named by BENCH_PAGE: cargo xtask bench")?;
    let mut command = Command::new(node);
    command
        .current_dir(ctx.path("web/e2e"))
        .arg("bench.mjs")
        .env("E2E_URL", page)
        .env("E2E_CHROMIUM", chromium);
    Ok(rows(&read(&mut command)?))
}
