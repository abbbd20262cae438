//! `acl ← core ← {wasm, web, testkit ← lab ← proofs}`, and `tools ← {lab, proofs, sbom ← xtask}`: no dependency points
//! the other way, and `acl` depends on no other room.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "arrows", run };

/// Each room with a crate, and the rooms that it may use.
const ARROWS: &[(&str, &[&str])] = &[
    ("crates/acl", &[]),
    ("crates/core", &["access-string"]),
    ("crates/wasm", &["access-string", "elasticache-user"]),
    ("crates/testkit", &["access-string", "elasticache-user"]),
    ("crates/tools", &[]),
    ("crates/lab", &["access-string", "elasticache-user", "testkit", "tools"]),
    ("crates/sbom", &["tools"]),
    ("crates/xtask", &["sbom", "tools"]),
    ("web", &["access-string", "elasticache-user"]),
];

/// The dependencies of the access-string language: maps, lazy values, password hashes, similar names, and serde.
const LANGUAGE: &[&str] = &["hashbrown", "once_cell", "serde", "sha2", "strsim"];

/// Packages for JavaScript or the DOM, which core must not use.
const BROWSER: &[&str] =
    &["wasm-bindgen", "js-sys", "web-sys", "leptos", "reactive_stores", "serde-wasm-bindgen"];

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    let members: Vec<(&str, String)> = ARROWS
        .iter()
        .filter_map(|(room, _)| Some((*room, package(tree.text(&format!("{room}/Cargo.toml"))?)?.to_owned())))
        .collect();
    for (room, allowed) in ARROWS {
        let path = format!("{room}/Cargo.toml");
        let Some(text) = tree.text(&path) else { continue };
        for dependency in dependencies(text) {
            let is_ours = members.iter().any(|(_, package)| package == dependency);
            if is_ours && !allowed.contains(&dependency) {
                broken.push(format!("{path}: must not use {dependency}"));
            }
            if *room == "crates/acl" && !is_ours && !LANGUAGE.contains(&dependency) {
                broken.push(format!("{path}: must have few dependencies, and uses {dependency}"));
            }
            // TypeScript declarations of its types are optional.
            let optional = text.contains(&format!("{dependency} = {{ workspace = true, optional = true }}"));
            if *room == "crates/core" && BROWSER.contains(&dependency) && !optional {
                broken
                    .push(format!("{path}: must not depend on JavaScript or the DOM, and uses {dependency}"));
            }
        }
    }
    broken
}

fn package(manifest: &str) -> Option<&str> {
    manifest.lines().find_map(|line| line.strip_prefix("name = \"")?.strip_suffix('"'))
}

/// The dependencies of a manifest, without those for tests.
fn dependencies(manifest: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut inside = false;
    for line in manifest.lines() {
        if let Some(header) = line.strip_prefix('[') {
            let header = header.trim_end_matches(']');
            inside = header == "dependencies" || header.ends_with(".dependencies");
            names.extend(header.strip_prefix("dependencies."));
        } else if inside && !line.starts_with([' ', '#', '}', ']']) {
            names.extend(line.split([' ', '.', '=']).next().filter(|name| !name.is_empty()));
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    const ACL: (&str, &str) = ("crates/acl/Cargo.toml", "[package]\nname = \"access-string\"\n");

    #[test]
    fn a_backward_dependency_is_reported() {
        let core = (
            "crates/core/Cargo.toml",
            "[package]\nname = \"elasticache-user\"\n\n[dependencies]\nweb.workspace = true\n",
        );
        let web = (
            "web/Cargo.toml",
            "[package]\nname = \"web\"\n[dependencies]\nelasticache-user.workspace = true\n",
        );
        assert_eq!(broken(&CHECK, &[ACL, core, web]), ["crates/core/Cargo.toml: must not use web"]);
    }

    #[test]
    fn only_non_test_dependencies_of_the_language_are_reported() {
        let acl = "[package]\nname = \"access-string\"\n[dev-dependencies]\nserde_json.workspace = true\n[dependencies.regex]\nversion = \"1\"\n";
        let found = broken(&CHECK, &[("crates/acl/Cargo.toml", acl)]);
        assert_eq!(found, ["crates/acl/Cargo.toml: must have few dependencies, and uses regex"]);
    }
}
