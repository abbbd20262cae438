//! The crates as published on crates.io: packed and compiled as `cargo publish` does it, unpacked, and tested there.
use super::Section;
use crate::ctx::Ctx;
use crate::shell::{Shell, cmd, run, shell};
use tools::cargo::cargo_home;

pub const SECTION: Section = Section {
    name: "crates",
    about: "the crates pass their tests as published, with and without features",
    run: test,
};

const PACKAGES: [&str; 2] = ["access-string", "elasticache-user"];

fn test(ctx: &Ctx) -> Result<(), String> {
    let shell = shell(ctx)?;
    let packed = ctx.path("target/package");
    let target = packed.join("tests");
    let version = env!("CARGO_PKG_VERSION");
    let [language, core] = PACKAGES;
    let unpacked = format!("{language}-{version}");
    forget_unpacked(&shell, &unpacked)?;
    // The second crate is compiled against the packed first one.
    run(cmd!(shell, "cargo publish --dry-run --allow-dirty --package {language} --package {core}"))?;
    // It isn't on crates.io yet, or another version is.
    let patch = format!("patch.crates-io.{language}.path='{}'", packed.join(unpacked).display());
    for package in PACKAGES {
        let patch: &[&str] = if package == core { &["--config", &patch] } else { &[] };
        let _folder = shell.push_dir(packed.join(format!("{package}-{version}")));
        run(cmd!(shell, "cargo {patch...} test --target-dir {target}"))?;
        run(cmd!(shell, "cargo {patch...} check --no-default-features --target-dir {target}"))?;
    }
    Ok(())
}

/// Cargo compiles the second crate from a registry in `target/package`, and unpacks that registry's crates into its home. It doesn't
/// replace a version from an earlier run there, although it has been packed again. So that one is removed.
fn forget_unpacked(shell: &Shell, name: &str) -> Result<(), String> {
    for folder in shell.read_dir(cargo_home().join("registry/src")).unwrap_or_default() {
        shell.remove_path(folder.join(name)).map_err(|why| why.to_string())?;
    }
    Ok(())
}
