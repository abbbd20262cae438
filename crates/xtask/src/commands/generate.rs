//! `cargo xtask gen`: the files that are made from data.
use super::Command;
use crate::ctx::Ctx;
use crate::r#gen::acl_tables::acl_tables;
use crate::r#gen::{recipes, rule_docs};
use std::collections::BTreeSet;
use std::fs;

/// Files that are made from data, with their paths from the root.
type Files = Vec<(String, String)>;

/// Makes some of them.
type Maker = fn(&Ctx) -> Result<Files, String>;

/// Every maker of generated files.
const GENERATED: &[Maker] = &[
    |ctx| Ok(vec![("crates/acl/src/tables/data.rs".to_owned(), acl_tables(&ctx.root)?)]),
    |_| Ok(vec![("docs/rules.json".to_owned(), rule_docs::json_text())]),
    |_| Ok(rule_docs::pages()),
    |ctx| Ok(vec![("crates/core/src/recipes/data.rs".to_owned(), recipes::data(ctx)?)]),
    recipes::pages,
];

/// Folders that hold nothing but generated files: what else stands in them is a leftover.
const FOLDERS: &[&str] = &["docs/rules", "docs/recipes"];

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
    let mut written = BTreeSet::new();
    for files in GENERATED {
        for (name, text) in files(ctx)? {
            let path = ctx.path(&name);
            let same = fs::read_to_string(&path).is_ok_and(|now| now == text);
            if !same && check {
                stale.push(name.clone());
            } else if !same {
                fs::create_dir_all(path.parent().unwrap_or(&ctx.root))
                    .map_err(|why| format!("{name}: {why}"))?;
                fs::write(&path, text).map_err(|why| format!("{}: {why}", path.display()))?;
                println!("written: {name}");
            }
            written.insert(name);
        }
    }
    for folder in FOLDERS {
        for entry in fs::read_dir(ctx.path(folder)).into_iter().flatten().flatten() {
            let name = format!("{folder}/{}", entry.file_name().to_string_lossy());
            if !written.contains(&name) && check {
                stale.push(name);
            } else if !written.contains(&name) {
                fs::remove_file(entry.path()).map_err(|why| format!("{name}: {why}"))?;
                println!("removed: {name}");
            }
        }
    }
    if stale.is_empty() {
        Ok(())
    } else {
        Err(format!("stale: {}. Write them with: cargo xtask gen", stale.join(", ")))
    }
}
