//! Every path that a document names as code exists. (Links are lychee's: `cargo xtask test links`.)
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "paths", run };

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|path| path.ends_with(".md")) {
        let missing = |path: &str| {
            let inside = format!("{path}/");
            !tree.paths().any(|file| file == path || file.starts_with(&inside))
        };
        // A document names paths from the root, from its own folder, or from its crate.
        let above = |path: &str| {
            let ends = path.match_indices('/').map(|(at, _)| at);
            ends.filter_map(|at| path.get(..at)).map(str::to_owned).collect::<Vec<_>>()
        };
        let named = named(line).filter(|name| {
            missing(name) && above(path).iter().all(|folder| missing(&format!("{folder}/{name}")))
        });
        broken.extend(named.map(|target| format!("{path}:{number}: {target} doesn't exist")));
    }
    broken
}

/// The paths in backticks, without patterns.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split('`').skip(1).step_by(2).map(|code| code.trim_end_matches('/'));
    code.filter(|code| {
        ["crates/", "web/", "docs/", "tests/"].iter().any(|room| code.starts_with(room))
            && !code.contains(['<', '*', ' ', '{'])
    })
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_broken_path_is_reported() {
        let files = [
            ("README.md", "`docs/a.md` `crates/<any>` docs/none.md"),
            ("docs/a.md", "`docs/`\n`docs/b.md`"),
            ("crates/acl/README.md", "`tests/a.rs` `tests/b.rs`"),
            ("crates/acl/tests/a.rs", ""),
        ];
        assert_eq!(
            broken(&CHECK, &files),
            ["docs/a.md:2: docs/b.md doesn't exist", "crates/acl/README.md:1: tests/b.rs doesn't exist"]
        );
    }
}
