//! The page in a real Chromium and a real Firefox, and the commands that it shows in the real AWS CLI.
use super::Section;
use crate::commands::build::{Options, build};
use crate::commands::serve::{listen, serve};
use crate::ctx::Ctx;
use crate::run::run;
use crate::tools::{apt, aws_cli_2, browser, firefox, node, python};
use std::process::Command;

pub const SITE: Section =
    Section { name: "site", about: "the page compiles, and is within its budget", run: site };

pub const CHROMIUM: Section = Section {
    name: "chromium",
    about: "the page in Chromium, its commands run by the real tools",
    run: |ctx| test(ctx, "chromium"),
};

pub const FIREFOX: Section = Section {
    name: "firefox",
    about: "the page in Firefox, its commands run by the real tools",
    run: |ctx| test(ctx, "firefox"),
};

/// The libraries that emitted code uses.
const PEERS: &str = "crates/proofs/node/peers";

// GitHub Pages serves a project under a path like this.
const UNDER: &str = "/elasticache-user-builder/";

fn site(ctx: &Ctx) -> Result<(), String> {
    build(ctx, &Options { dev: ctx.dev, base: Some(UNDER.to_owned()) })
}

fn test(ctx: &Ctx, project: &str) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, "web/e2e")?;
    let (chromium, firefox) = (browser::ensure(ctx)?, firefox::ensure(ctx)?);
    let (aws, cfn_lint) = (python::ensure(ctx, "aws")?, python::ensure(ctx, "cfn-lint")?);
    let aws_2 = aws_cli_2::ensure(ctx)?;
    node::packages(ctx, PEERS)?;
    apt::ensure(ctx, &["curl", "fish"], "curl and fish")?;
    let site = serve(listen(0)?, ctx.path("dist"), UNDER)?;
    let pictures = ctx.path("target/screenshots");
    std::fs::create_dir_all(&pictures).map_err(|why| why.to_string())?;
    let mut command = Command::new(&node);
    command
        .arg(ctx.path("web/e2e/run.mjs"))
        .arg(format!("--project={project}"))
        .args(std::env::var("E2E_ARGS").unwrap_or_default().split_whitespace())
        .env("E2E_URL", site.url)
        .env("E2E_RESULTS", ctx.path("target/traces").join(project))
        .env("E2E_CHROMIUM", chromium)
        .env("E2E_FIREFOX", firefox)
        .env("E2E_AWS", aws.program("aws"))
        .env("E2E_AWS_2", aws_2)
        .env("E2E_CFN_LINT", cfn_lint.program("cfn-lint"))
        .env("E2E_PEERS", ctx.path(PEERS))
        .env("E2E_PYTHON", aws.python())
        .env("E2E_MOTO", aws.program("moto_server"))
        .env("E2E_SCREENSHOT", ctx.path("docs/screenshot.png"))
        .env("E2E_SCREENSHOTS", pictures);
    if ctx.update {
        command.env("E2E_UPDATE_SCREENSHOT", "1");
    }
    run(&mut command)
}
