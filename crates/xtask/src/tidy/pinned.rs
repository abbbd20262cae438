//! What comes from elsewhere is pinned: actions by their full hash, packages of Node by their content, packages of
//! Python by one version, and Rust where it is not a person's own. Workflows run no Node package by its name.
use super::{Check, Tree};
use serde_json::Value;

pub const CHECK: Check = Check { name: "pinned", run };

fn run(tree: &Tree) -> Vec<String> {
    let actions = tree.lines(|path| path.starts_with(".github/")).filter_map(|(path, number, line)| {
        let (_, action) = line.split_once("uses:")?;
        (!action_is_pinned(action.trim()))
            .then(|| format!("{path}:{number}: not `name@<40 digits> # version`"))
    });
    let by_name = tree.lines(|path| path.starts_with(".github/")).filter(|(.., line)| runs_by_name(line));
    let by_name =
        by_name.map(|(path, number, _)| format!("{path}:{number}: runs a package by its name alone"));
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
    // The next compiler makes a wasm of another size, and the budgets are narrow.
    let rust = tree.with(|path| path.starts_with(".github/workflows/")).filter_map(|(path, text)| {
        let compiles = ["run: cargo", ".ci/run"].iter().any(|command| text.contains(command));
        let pinned = [".github/rust-version", "./.github/actions/rust"];
        (compiles && !pinned.iter().any(|name| text.contains(name)))
            .then(|| format!("{path}: does not take the Rust of .github/rust-version"))
    });
    actions.chain(by_name).chain(rust).chain(python).chain(node).chain(content).collect()
}

/// The packages that a lock file takes with any content. What comes inside of another package has the content of that.
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

/// Whether a line of a workflow downloads a package by its name and runs it. `npm ci` has a lock file, and `npm pack` runs
/// nothing.
fn runs_by_name(line: &str) -> bool {
    let words: Vec<&str> = line.split(|c: char| c.is_whitespace() || "\"'`;|&()".contains(c)).collect();
    let npm = |pair: &[&str]| {
        matches!(
            pair,
            [
                "npm" | "pnpm" | "yarn" | "bun",
                "exec" | "x" | "dlx" | "install" | "i" | "add" | "create" | "init"
            ]
        )
    };
    let code = line.split('#').next().unwrap_or_default();
    code.trim() != ""
        && (words.iter().any(|word| matches!(*word, "npx" | "bunx" | "pnpx")) || words.windows(2).any(npm))
}

fn action_is_pinned(action: &str) -> bool {
    let Some((name, rest)) = action.split_once('@') else { return action.starts_with("./") };
    let (hash, version) = rest.split_once(" # ").unwrap_or((rest, ""));
    !name.is_empty()
        && hash.len() == 40
        && hash.bytes().all(|digit| digit.is_ascii_hexdigit())
        && version.starts_with('v')
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn what_is_loose_is_seen() {
        let hash = "0123456789abcdef0123456789abcdef01234567";
        let workflow = format!("- uses: a/b@v1\n- uses: a/b@{hash}\n- uses: a/b@{hash} # v1.0.0\n");
        let found = broken(
            &CHECK,
            &[
                (".github/workflows/ci.yml", &workflow),
                (".github/workflows/pages.yml", "- run: cargo xtask build\n"),
                (
                    ".github/workflows/release.yml",
                    "- run: npx --yes npm@11 publish\n# npx is loose\n- run: npm pack npm@11.0.0\n- run: (npm install -g x)\n- run: npm ci\n",
                ),
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
                ".github/workflows/ci.yml:1",
                ".github/workflows/ci.yml:2",
                ".github/workflows/release.yml:1",
                ".github/workflows/release.yml:4",
                ".github/workflows/pages.yml",
                "crates/tools/python/aws.txt:3",
                "web/e2e/package.json",
                "web/e2e/package-lock.json",
            ]
        );
    }
}
