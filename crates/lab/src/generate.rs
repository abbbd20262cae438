//! Files generated from recordings: the tables of commands, and the recipes with their pages.
use lab::acl_tables::acl_tables;
use lab::recipe_docs;
use std::collections::BTreeSet;
use std::fs;
use tools::Ctx;

/// The folder of the pages; any other file in it is a leftover.
const PAGES: &str = "docs/recipes";

/// Writes these kinds of files, or only reports stale ones.
pub fn generate(ctx: &Ctx, kinds: &[String], check: bool) -> Result<(), String> {
    let wanted = |kind: &str| kinds.is_empty() || kinds.iter().any(|own| own == kind);
    let mut files = Vec::new();
    if wanted("tables") {
        files.push(("crates/acl/src/tables/data.rs".to_owned(), acl_tables(&ctx.root)?));
    }
    let (mut leftover, mut later) = (Vec::new(), Vec::new());
    if wanted("recipes") {
        files.push(("crates/core/src/recipes/data.rs".to_owned(), recipe_docs::data(ctx)?));
        let pages = recipe_docs::pages(ctx)?;
        let names: BTreeSet<&str> = pages.iter().map(|(name, _)| name.as_str()).collect();
        for entry in fs::read_dir(ctx.path(PAGES)).into_iter().flatten().flatten() {
            let name = format!("{PAGES}/{}", entry.file_name().to_string_lossy());
            if !names.contains(name.as_str()) {
                leftover.push(name);
            }
        }
        let page = |id: &String| format!("{PAGES}/{id}.md");
        let all = recipe_docs::sources(ctx)?.into_iter().map(|(given, _)| page(&given.id));
        later = all.filter(|name| !names.contains(name.as_str())).collect();
        files.extend(pages);
    }
    files.retain(|(name, text)| fs::read_to_string(ctx.path(name)).ok().as_ref() != Some(text));
    if check {
        let stale: Vec<&str> =
            files.iter().map(|(name, _)| name).chain(&leftover).map(String::as_str).collect();
        return if stale.is_empty() {
            Ok(())
        } else {
            Err(format!("stale: {}. Write them with: cargo xtask gen", stale.join(", ")))
        };
    }
    for (name, text) in files {
        fs::write(ctx.path(&name), text).map_err(|why| format!("{name}: {why}"))?;
        println!("written: {name}");
    }
    for name in leftover {
        fs::remove_file(ctx.path(&name)).map_err(|why| format!("{name}: {why}"))?;
        println!("removed: {name}");
    }
    if !later.is_empty() {
        println!(
            "not yet written: {}. It shows the new data as compiled: cargo xtask gen recipes",
            later.join(", ")
        );
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::generate;

    #[test]
    fn generated_files_are_up_to_date() {
        assert_eq!(generate(&tools::Ctx::new().unwrap(), &[], true), Ok(()));
    }
}
