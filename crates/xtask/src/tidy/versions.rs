//! Every version is in one place, the root `Cargo.toml`. Where the project's own version has to be repeated (published
//! crates, the changelog), it's the same.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "versions", run };

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    let members = |path: &str| {
        path.ends_with("/Cargo.toml") && (path.starts_with("crates/") || path.starts_with("web/"))
    };
    for (path, text) in tree.with(members).filter(|(_, text)| !text.contains("\n[workspace]")) {
        for line in ["version.workspace = true", "license.workspace = true", "[lints]\nworkspace = true"] {
            if !text.contains(line) {
                broken.push(format!("{path}: lacks `{}`", line.replace('\n', " ")));
            }
        }
        let mut inside = false;
        for (line, number) in text.lines().zip(1..) {
            if line.starts_with('[') {
                inside = line.contains("dependencies");
            } else if inside
                && line.contains('=')
                && !line.contains("workspace = true")
                && !line.starts_with('#')
            {
                broken.push(format!("{path}:{number}: the version belongs in the root Cargo.toml"));
            }
        }
    }
    broken.extend(repeated(tree).unwrap_or_default());
    broken
}

/// Where the project's version is repeated and differs.
fn repeated(tree: &Tree) -> Option<Vec<String>> {
    let root = tree.text("Cargo.toml")?;
    let version = root.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))?;
    let mut broken = Vec::new();
    for (line, number) in root.lines().zip(1..) {
        let Some((_, path)) = line.split_once("path = \"") else { continue };
        let manifest = tree.text(&format!("{}/Cargo.toml", path.split('"').next().unwrap_or_default()));
        let is_published = !manifest.is_some_and(|text| text.contains("publish = false"));
        if is_published && !line.contains(&format!("version = \"{version}\"")) {
            broken.push(format!("Cargo.toml:{number}: isn't version {version}"));
        }
    }
    let changes = tree.text("CHANGELOG.md")?;
    let newest = changes.lines().find_map(|line| line.strip_prefix("## ")).unwrap_or_default();
    if newest.split([' ', ',']).next() != Some(version) {
        broken.push(format!("CHANGELOG.md: begins with `{newest}`, but the version is {version}"));
    }
    Some(broken)
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_different_project_version_is_reported() {
        let root = "[workspace.package]\nversion = \"1.2.0\"\n[workspace.dependencies]\na = { path = \"crates/a\", version = \"1.1.0\" }\n";
        assert_eq!(
            broken(&CHECK, &[("Cargo.toml", root), ("CHANGELOG.md", "# Changelog\n\n## 1.1.0, 1 May\n")]),
            [
                "Cargo.toml:4: isn't version 1.2.0",
                "CHANGELOG.md: begins with `1.1.0, 1 May`, but the version is 1.2.0"
            ]
        );
    }

    #[test]
    fn a_crate_version_is_reported() {
        let text = "[package]\nname = \"web\"\nversion.workspace = true\nlicense.workspace = true\n\n[dependencies]\nleptos.workspace = true\ngloo = \"1\"\n\n[lints]\nworkspace = true\n";
        assert_eq!(
            broken(&CHECK, &[("web/Cargo.toml", text)]),
            ["web/Cargo.toml:8: the version belongs in the root Cargo.toml"]
        );
    }
}
