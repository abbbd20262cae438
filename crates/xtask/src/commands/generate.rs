//! `cargo xtask gen`: the files that are made from data. Who makes them: `crates/testkit/src/rule_docs.rs`, from the
//! rules, and `crates/lab`, from recordings.
use super::lab::lab;
use std::process::Command;
use tools::Ctx;
use tools::run::run;

/// What can be asked for.
const KINDS: &[&str] = &["rules", "recipes", "tables"];

/// Writes these kinds of files, all of them for none, or only says which are stale.
pub fn generate(ctx: &Ctx, kinds: &[String], check: bool) -> Result<(), String> {
    if let Some(unknown) = kinds.iter().find(|kind| !KINDS.contains(&kind.as_str())) {
        return Err(format!("unknown kind `{unknown}`: {}", KINDS.join(", ")));
    }
    let wanted = |kind: &&&str| kinds.is_empty() || kinds.iter().any(|own| own == **kind);
    let mut of_lab: Vec<&str> = KINDS.iter().filter(wanted).copied().collect();
    if of_lab.first() == Some(&"rules") {
        of_lab.remove(0);
        let mut test = Command::new("cargo");
        test.current_dir(&ctx.root).args(["test", "--quiet", "--package", "testkit", "--test", "rule_docs"]);
        if !check {
            test.env("UPDATE", "1");
        }
        run(&mut test)?;
    }
    if of_lab.is_empty() {
        return Ok(());
    }
    let mut measured = lab(ctx, false);
    measured.arg("gen").args(of_lab);
    if check {
        measured.arg("--check");
    }
    run(&mut measured)
}
