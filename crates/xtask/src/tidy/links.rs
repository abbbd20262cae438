//! Every relative link in a document, and every path that it names as code, leads to a file or a folder.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "links", run };

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|path| path.ends_with(".md")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let missing = |path: &str| {
            let inside = format!("{path}/");
            !tree.paths().any(|file| file == path || file.starts_with(&inside))
        };
        let linked = targets(line).filter(|target| missing(&join(folder, target)));
        // A document names paths from the root, from its own folder, or from its crate.
        let above = |path: &str| {
            let ends = path.match_indices('/').map(|(at, _)| at);
            ends.filter_map(|at| path.get(..at)).map(str::to_owned).collect::<Vec<_>>()
        };
        let named = named(line)
            .filter(|name| missing(name) && above(path).iter().all(|folder| missing(&join(folder, name))));
        broken.extend(linked.chain(named).map(|target| format!("{path}:{number}: {target} is not there")));
    }
    broken
}

/// The relative addresses in `[…](address)`, without their fragments.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](").skip(1).filter_map(|rest| rest.split_once(')').map(|(target, _)| target)).filter_map(
        |target| {
            let target = target.split('#').next().unwrap_or_default().trim_end_matches('/');
            (!target.is_empty() && !target.contains(':') && !target.contains(' ')).then_some(target)
        },
    )
}

/// The paths from the root that are between backticks, but for patterns.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let code = line.split('`').skip(1).step_by(2).map(|code| code.trim_end_matches('/'));
    code.filter(|code| {
        ["crates/", "web/", "docs/", "tests/"].iter().any(|room| code.starts_with(room))
            && !code.contains(['<', '*', ' ', '{'])
    })
}

fn join(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in target.split('/') {
        match part {
            "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_link_to_nothing_is_seen() {
        let files = [
            ("README.md", "[a](docs/a.md#x) [b](https://example.com/b) [c](#c) [d](docs/)"),
            ("docs/a.md", "[up](../README.md) `docs/a.md` `docs/`\n[gone](./b.md)\n`docs/b.md`"),
        ];
        assert_eq!(
            broken(&CHECK, &files),
            ["docs/a.md:2: ./b.md is not there", "docs/a.md:3: docs/b.md is not there"]
        );
    }
}
