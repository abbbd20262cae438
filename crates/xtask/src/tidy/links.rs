//! Every relative link in a document leads to a file or a folder.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "links", run };

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|path| path.ends_with(".md")) {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        for target in targets(line) {
            let whole = join(folder, target);
            let inside = format!("{whole}/");
            if !tree.paths().any(|file| file == whole || file.starts_with(&inside)) {
                broken.push(format!("{path}:{number}: {target} is not there"));
            }
        }
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
            ("docs/a.md", "[up](../README.md)\n[gone](./b.md)"),
        ];
        assert_eq!(broken(&CHECK, &files), ["docs/a.md:2: ./b.md is not there"]);
    }
}
