//! Every Rust file is listed in its parent: an unlisted rule, target or section would never run.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "listed", run };

fn run(tree: &Tree) -> Vec<String> {
    let sources = tree.paths().filter(|path| path.ends_with(".rs") && path.contains("/src/"));
    sources
        .filter(|path| !is_named(tree, path))
        .map(|path| format!("{path}: isn't listed in its parent"))
        .collect()
}

fn is_named(tree: &Tree, path: &str) -> bool {
    let Some((folder, file)) = path.rsplit_once('/') else { return true };
    if folder.ends_with("/src") && matches!(file, "main.rs" | "lib.rs") || folder.ends_with("/src/bin") {
        return true;
    }
    // `a/b/mod.rs` is the module `b` of `a`, like `a/b.rs`.
    let (folder, name) = if file == "mod.rs" {
        folder.rsplit_once('/').unwrap_or(("", folder))
    } else {
        (folder, file.trim_end_matches(".rs"))
    };
    let above = if folder.ends_with("/src") {
        vec![format!("{folder}/lib.rs"), format!("{folder}/main.rs")]
    } else {
        vec![format!("{folder}/mod.rs"), format!("{folder}.rs")]
    };
    above.iter().filter_map(|file| tree.text(file)).any(|text| names(text, name))
}

/// Whether a module is declared: by `mod name`, or as a line of a list.
fn names(text: &str, name: &str) -> bool {
    text.lines().map(str::trim).filter(|line| !line.starts_with("//")).any(|line| {
        line.split(|letter: char| !letter.is_alphanumeric() && letter != '_').any(|word| word == name)
    })
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn an_unlisted_file_is_reported() {
        let files = [
            ("crates/core/src/lib.rs", "mod rules;\n"),
            ("crates/core/src/rules/mod.rs", "rules! {\n    one,\n}\n// two\n"),
            ("crates/core/src/rules/one.rs", ""),
            ("crates/core/src/rules/two.rs", ""),
        ];
        assert_eq!(broken(&CHECK, &files), ["crates/core/src/rules/two.rs: isn't listed in its parent"]);
    }
}
