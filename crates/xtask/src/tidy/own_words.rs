//! The project speaks of itself alone: no path of somebody's machine, no host that packages came from.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "own-words", run };

/// Written in two parts, so that this file is not found by itself.
const FORBIDDEN: &[(&str, &str)] = &[
    ("/ro", "ot/"),
    ("/wo", "rk/"),
    ("/tmp", "/wt"),
    ("registry.npm", "js.org"),
    ("registry.yarn", "pkg.com"),
    ("py", "pi.org"),
    ("files.python", "hosted.org"),
    ("deb.deb", "ian.org"),
    ("static.cr", "ates.io"),
    ("proxy.go", "lang.org"),
];

fn run(tree: &Tree) -> Vec<String> {
    let words: Vec<String> = FORBIDDEN.iter().map(|(one, two)| format!("{one}{two}")).collect();
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|_| true) {
        broken.extend(
            words
                .iter()
                .filter(|word| line.contains(*word))
                .map(|word| format!("{path}:{number}: says {word}")),
        );
        if path.ends_with("package-lock.json")
            && line.trim_start().starts_with("\"resolved\":")
            && line.contains("http")
        {
            broken.push(format!("{path}:{number}: records an address: write the lock file with the .npmrc of the root beside it"));
        }
    }
    broken
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_path_and_an_address_are_seen() {
        let path = format!("see /wo{}rk/notes", "");
        let found = broken(
            &CHECK,
            &[
                ("README.md", &path),
                ("web/package-lock.json", "  \"resolved\": \"https://example.com/a.tgz\","),
            ],
        );
        assert_eq!(found.len(), 2, "{found:?}");
    }
}
