//! Every file is in a room of ARCHITECTURE.md: the top of the repository stays short.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "rooms", run };

const FOLDERS: &[&str] = &[
    ".cargo",
    ".ci",
    ".github",
    "crates/acl",
    "crates/core",
    "crates/lab",
    "crates/proofs",
    "crates/sbom",
    "crates/testkit",
    "crates/tools",
    "crates/wasm",
    "crates/xtask",
    "docs",
    "tests",
    "web",
];

const FILES: &[&str] = &[
    ".gitattributes",
    ".gitignore",
    ".npmrc",
    ".pre-commit-hooks.yaml",
    "ARCHITECTURE.md",
    "CHANGELOG.md",
    "CODE_OF_CONDUCT.md",
    "CONTRIBUTING.md",
    "Cargo.lock",
    "Cargo.toml",
    "LICENSE",
    "LICENSE-APACHE",
    "LICENSE-MIT",
    "README.md",
    "SECURITY.md",
    "Trunk.toml",
    "action.yml",
    "clippy.toml",
    "index.html",
    "rustfmt.toml",
];

fn run(tree: &Tree) -> Vec<String> {
    let known = |path: &str| {
        FILES.contains(&path)
            || FOLDERS
                .iter()
                .any(|folder| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
    };
    tree.paths().filter(|path| !known(path)).map(|path| format!("{path}: isn't in a room")).collect()
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_misplaced_file_is_reported() {
        let files = [("crates/aclx/src/lib.rs", ""), ("notes.txt", ""), ("web/src/main.rs", "")];
        assert_eq!(
            broken(&CHECK, &files),
            ["crates/aclx/src/lib.rs: isn't in a room", "notes.txt: isn't in a room"]
        );
    }
}
