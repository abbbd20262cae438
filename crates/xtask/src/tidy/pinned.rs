//! Dependencies are pinned: Node packages by content, Python packages by version, and Rust in workflows. (The section
//! `workflows` checks that actions are pinned by their full hash, and that no workflow runs a Node package by its name.)
use super::{Check, Tree};
use serde_json::Value;

pub const CHECK: Check = Check { name: "pinned", run };

fn run(tree: &Tree) -> Vec<String> {
    let python = tree.lines(|path| path.starts_with("crates/tools/python/") && path.ends_with(".txt"));
    let python = python.filter_map(|(path, number, line)| {
        let hash = line.trim_start().starts_with("--hash=sha256:");
        let loose = !line.is_empty() && !line.starts_with('#') && !line.contains("==") && !hash;
        loose.then(|| format!("{path}:{number}: not `name==version`"))
    });
    let node = tree.with(|path| path.ends_with("package.json")).filter_map(|(path, text)| {
        let lock = format!("{}-lock.json", path.trim_end_matches(".json"));
        let needs = text.contains("ependencies\"");
        if needs && tree.text(&lock).is_none() {
            return Some(format!("{path}: has no package-lock.json"));
        }
        (needs && ["\"^", "\"~", "\"*\"", "\"latest\""].iter().any(|loose| text.contains(loose)))
            .then(|| format!("{path}: names more than one version"))
    });
    let locks = tree.with(|path| path.ends_with("package-lock.json"));
    let content = locks.flat_map(|(path, text)| {
        without_integrity(text).into_iter().map(move |name| format!("{path}: {name} has no integrity"))
    });
    // Another compiler produces a wasm of another size, and the budgets are narrow.
    let rust = tree.with(|path| path.starts_with(".github/workflows/")).filter_map(|(path, text)| {
        let compiles = ["run: cargo", ".ci/run"].iter().any(|command| text.contains(command));
        let pinned = [".github/rust-version", "./.github/actions/rust"];
        (compiles && !pinned.iter().any(|name| text.contains(name)))
            .then(|| format!("{path}: doesn't use the Rust version in .github/rust-version"))
    });
    rust.chain(python).chain(node).chain(content).collect()
}

/// The packages in a lock file without an integrity hash. A bundled package is covered by the hash of its bundle.
fn without_integrity(lock: &str) -> Vec<String> {
    let lock: Value = serde_json::from_str(lock).unwrap_or_default();
    let packages = lock.get("packages").and_then(Value::as_object);
    packages
        .into_iter()
        .flatten()
        .filter(|(name, package)| {
            let inside = package.get("inBundle") == Some(&Value::Bool(true));
            !name.is_empty() && !inside && package.get("integrity").is_none()
        })
        .map(|(name, _)| name.clone())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn unpinned_versions_are_reported() {
        let found = broken(
            &CHECK,
            &[
                (".github/workflows/pages.yml", "- run: cargo xtask build\n"),
                ("crates/tools/python/aws.txt", "# why\nmoto[server]==5.2.5\nboto3\n"),
                ("web/e2e/package.json", "{ \"dependencies\": { \"playwright-core\": \"^1.0.0\" } }"),
                (
                    "web/e2e/package-lock.json",
                    r#"{"packages":{"":{},"a":{"integrity":"sha512-"},"a/b":{"inBundle":true},"c":{"version":"1.0.0"}}}"#,
                ),
            ],
        );
        let places: Vec<&str> = found.iter().filter_map(|what| what.split(": ").next()).collect();
        assert_eq!(
            places,
            [
                ".github/workflows/pages.yml",
                "crates/tools/python/aws.txt:3",
                "web/e2e/package.json",
                "web/e2e/package-lock.json",
            ]
        );
    }
}
