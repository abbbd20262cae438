//! Words that no file may contain: paths of someone's machine, package mirrors, markers of unfinished work, skipped tests,
//! and breakpoints.
use super::{Check, Tree};

pub const OWN_WORDS: Check = Check { name: "own-words", run: own_words };
pub const UNFINISHED: Check = Check { name: "unfinished", run: unfinished };

/// Written in two parts, so that this file isn't found by itself.
type Words = &'static [(&'static str, &'static str)];

const OF_OTHERS: Words = &[
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

const OF_WORK: Words = &[
    ("TO", "DO"),
    ("FIX", "ME"),
    ("XX", "X:"),
    ("db", "g!("),
    ("#[ign", "ore"),
    ("test.sk", "ip("),
    ("test.on", "ly("),
    ("describe.on", "ly("),
    ("debug", "ger;"),
];

const CODE: &[&str] = &[".rs", ".mjs", ".js", ".ts", ".css", ".html", ".py", ".toml", ".yml", ".md"];

fn own_words(tree: &Tree) -> Vec<String> {
    let mut broken = found(tree, OF_OTHERS, |_| true);
    let locks = tree.lines(|path| path.ends_with("package-lock.json"));
    let with_address =
        locks.filter(|(.., line)| line.trim_start().starts_with("\"resolved\":") && line.contains("http"));
    broken.extend(with_address.map(|(path, number, _)| {
        format!("{path}:{number}: contains a URL; write the lock file with the root's .npmrc next to it")
    }));
    broken
}

fn unfinished(tree: &Tree) -> Vec<String> {
    found(tree, OF_WORK, |path| CODE.iter().any(|end| path.ends_with(end)))
}

/// Where one of these files contains one of the words.
fn found(tree: &Tree, words: Words, files: impl Fn(&str) -> bool) -> Vec<String> {
    let words: Vec<String> = words.iter().map(|(one, two)| format!("{one}{two}")).collect();
    let report = |(path, number, line): (&str, usize, &str)| {
        let word = words.iter().find(|word| line.contains(*word))?;
        Some(format!("{path}:{number}: contains {word}"))
    };
    tree.lines(files).filter_map(report).collect()
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::{OWN_WORDS, UNFINISHED};

    #[test]
    fn paths_addresses_and_skipped_tests_are_reported() {
        let path = format!("see /wo{}rk/notes", "");
        let lock = "  \"resolved\": \"https://example.com/a.tgz\",";
        let found = broken(&OWN_WORDS, &[("README.md", &path), ("web/package-lock.json", lock)]);
        assert_eq!(found.len(), 2, "{found:?}");
        let text = format!("#[ign{}]\nfn test() {{}}\n", "ore");
        assert_eq!(broken(&UNFINISHED, &[("web/src/main.rs", &text)]).len(), 1);
    }
}
