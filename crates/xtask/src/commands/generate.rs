//! `cargo xtask gen`: the files that are made from data.
use super::Command;
use crate::ctx::Ctx;
use crate::r#gen::acl_tables::acl_tables;
use std::fs;

/// A file that is made from data.
#[derive(Debug)]
struct Generated {
    /// Where it stands, from the root.
    path: &'static str,
    /// Its text.
    text: fn(&Ctx) -> Result<String, String>,
}

/// Every generated file: its path, and the function that gives its text.
const GENERATED: &[Generated] =
    &[Generated { path: "crates/acl/src/tables/data.rs", text: |ctx| acl_tables(&ctx.root) }];

/// `cargo xtask gen`.
pub const COMMAND: Command = Command {
    name: "gen",
    usage: "gen [--check]",
    about: "write the files that are made from data",
    run: |ctx, args| generate(ctx, args.iter().any(|arg| arg == "--check")),
};

/// Writes every generated file, or only says which of them are stale.
pub fn generate(ctx: &Ctx, check: bool) -> Result<(), String> {
    let mut stale = Vec::new();
    for file in GENERATED {
        let path = ctx.path(file.path);
        let text = (file.text)(ctx)?;
        if fs::read_to_string(&path).is_ok_and(|now| now == text) {
            continue;
        }
        if check {
            stale.push(file.path);
        } else {
            fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
            println!("written: {}", file.path);
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!("stale: {}. Write them with: cargo xtask gen", stale.join(", ")))
    }
}
