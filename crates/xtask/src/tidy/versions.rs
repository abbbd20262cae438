//! A version stands in one place: those of crates in the Cargo.toml of the root.
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
                broken.push(format!("{path}: does not say `{}`", line.replace('\n', " ")));
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
                broken.push(format!("{path}:{number}: the version belongs into the Cargo.toml of the root"));
            }
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_version_in_a_crate_is_seen() {
        let text = "[package]\nname = \"web\"\nversion.workspace = true\nlicense.workspace = true\n\n[dependencies]\nleptos.workspace = true\ngloo = \"1\"\n\n[lints]\nworkspace = true\n";
        assert_eq!(
            broken(&CHECK, &[("web/Cargo.toml", text)]),
            ["web/Cargo.toml:8: the version belongs into the Cargo.toml of the root"]
        );
    }
}
