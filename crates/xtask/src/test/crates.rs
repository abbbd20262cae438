//! The crates as published on crates.io: packed, unpacked, compiled, and tested there.
use super::Section;
use crate::ctx::Ctx;
use crate::run::run;
use std::process::Command;

pub const SECTION: Section = Section {
    name: "crates",
    about: "the crates pass their tests as published, with and without features",
    run: test,
};

/// The packages without unpublished dependencies.
const PACKAGES: [&str; 1] = ["access-string"];

fn test(ctx: &Ctx) -> Result<(), String> {
    for package in PACKAGES {
        let packed = ctx.path("target/package");
        let cargo = || Command::new("cargo");
        // Not verified: its tests below compile it.
        let pack = ["package", "--allow-dirty", "--no-verify", "--package", package];
        run(cargo().current_dir(&ctx.root).args(pack))?;
        let version = env!("CARGO_PKG_VERSION");
        let folder = packed.join(format!("{package}-{version}"));
        let target = packed.join("tests");
        run(cargo().current_dir(&folder).arg("test").arg("--target-dir").arg(&target))?;
        let check = ["check", "--no-default-features", "--target-dir"];
        run(cargo().current_dir(&folder).args(check).arg(&target))?;
    }
    Ok(())
}
