//! `acl`, `core` and the package's `wasm` are pure functions of their input: no clock, no I/O, nothing that changes behind
//! one's back. Nothing outlives a call either: the package's memory is wiped after each.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "pure", run };

const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "std::io",
    "std::thread",
    "Instant::now",
    "SystemTime",
    "static mut",
    "thread_local!",
    "OnceLock",
    "Mutex",
    "RwLock",
    "println!",
    "eprintln!",
];

/// What a file may do all the same.
const ALLOWED: &[(&str, &str)] = &[
    // What is kept is `Copy`, and owns no memory.
    ("crates/acl/src/tables/dialect.rs", "OnceLock"),
];

/// The published wasm is compiled without the words of `Debug`.
fn debugs(line: &str) -> bool {
    line.contains(":?}") && !line.contains("write!(f,") && !line.contains("${")
}

fn run(tree: &Tree) -> Vec<String> {
    let shipped = |path: &str| {
        ["acl", "core", "wasm"].iter().any(|room| path.starts_with(&format!("crates/{room}/src/")))
            // What is compiled for tests alone.
            && !["tests.rs", "properties.rs", "emitted.rs"].iter().any(|name| path.ends_with(name))
    };
    let mut broken = Vec::new();
    for (path, text) in tree.with(shipped) {
        // Tests may read the files that they are about; they stand at the end.
        let text = text.split("\nmod tests {").next().unwrap_or_default();
        let words = text.lines().zip(1..).filter(|(line, _)| debugs(line));
        broken.extend(words.map(|(_, number)| format!("{path}:{number}: says something by Debug")));
        let code = code(text);
        for (line, number) in code.lines().zip(1..) {
            broken.extend(
                IMPURE
                    .iter()
                    .filter(|word| line.contains(*word))
                    .filter(|word| !ALLOWED.contains(&(path, *word)))
                    .map(|word| format!("{path}:{number}: uses {word}")),
            );
        }
    }
    broken
}

/// The text without comments and without what stands in quotes: code that is emitted is not code that runs here.
fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(letter) = rest.chars().next() {
        let skipped = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if letter == '"' {
            quoted(rest)
        } else if let Some(hashes) = raw_hashes(rest) {
            let end = format!("\"{}", "#".repeat(hashes));
            let start = hashes + 2;
            rest.get(start..)
                .and_then(|inner| inner.find(&end))
                .map_or(rest.len(), |at| start + at + end.len())
        } else if rest.starts_with("'\"'") {
            3
        } else {
            0
        };
        let taken = if skipped == 0 { letter.len_utf8() } else { skipped };
        let (now, after) = rest.split_at(taken);
        if skipped == 0 {
            code.push(letter);
        } else {
            code.extend(now.chars().filter(|letter| *letter == '\n'));
        }
        rest = after;
    }
    code
}

/// How long a string is that begins here, with its quotes.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.char_indices().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// How many `#` a raw string has that begins here.
fn raw_hashes(text: &str) -> Option<usize> {
    let after = text.strip_prefix('r')?;
    let hashes = after.len() - after.trim_start_matches('#').len();
    after.get(hashes..)?.starts_with('"').then_some(hashes)
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn clocks_and_what_lasts_are_seen_outside_of_tests() {
        let text = "//! Not println! here.\nlet a = (\"println!\\\"\", r#\"std::fs \"#, '\"');\nlet now = Instant::now();\n#[cfg(test)]\nmod tests {\n    std::fs::read(x);\n}\n";
        assert_eq!(
            broken(&CHECK, &[("crates/core/src/lib.rs", text)]),
            ["crates/core/src/lib.rs:3: uses Instant::now"]
        );
        let kept = "static KEPT: OnceLock<Vec<u8>> = OnceLock::new();\n";
        let files = [("crates/acl/src/tables/dialect.rs", kept), ("crates/wasm/src/lists.rs", kept)];
        assert_eq!(broken(&CHECK, &files), ["crates/wasm/src/lists.rs:1: uses OnceLock"]);
    }
}
