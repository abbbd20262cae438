//! The page in a real Chromium, with the real AWS CLI behind the commands that it shows.
use super::Section;
use crate::commands::build::{Options, build};
use crate::commands::serve::{listen, serve};
use crate::ctx::Ctx;
use crate::run::run;
use crate::tools::{browser, node, python};
use std::process::Command;

pub const SECTION: Section = Section {
    name: "browser",
    about: "the page in a real Chromium, its commands run by the real AWS CLI",
    run: test,
};

// As GitHub Pages serves a project: not at the root.
const UNDER: &str = "/elasticache-user-builder/";

fn test(ctx: &Ctx) -> Result<(), String> {
    let node = node::ensure(ctx)?;
    node::packages(ctx, "web/e2e")?;
    let chromium = browser::ensure(ctx)?;
    let aws = python::ensure(ctx, "aws")?;
    let options = Options { dev: ctx.dev, base: Some(UNDER.to_owned()) };
    build(ctx, &options)?;
    let site = serve(listen(0)?, ctx.path("dist"), UNDER)?;
    let pictures = ctx.path("target/screenshots");
    std::fs::create_dir_all(&pictures).map_err(|why| why.to_string())?;
    let mut command = Command::new(node);
    command.current_dir(ctx.path("web/e2e")).args(["--test", "--test-reporter=spec"]);
    command
        .env("E2E_URL", site.url)
        .env("E2E_CHROMIUM", chromium)
        .env("E2E_AWS", aws.program("aws"))
        .env("E2E_PYTHON", aws.python())
        .env("E2E_MOTO", aws.program("moto_server"))
        .env("E2E_SCREENSHOT", ctx.path("docs/screenshot.png"))
        .env("E2E_SCREENSHOTS", pictures)
        .args(std::env::var("E2E_FILES").unwrap_or_default().split_whitespace());
    if ctx.update {
        command.env("E2E_UPDATE_SCREENSHOT", "1");
    }
    run(&mut command)
}
