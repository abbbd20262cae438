//! Nothing says of itself that it is not done, no test is skipped, and no program stops for a person.
use super::{Check, Tree};

pub const CHECK: Check = Check { name: "unfinished", run };

/// Written in two parts, so that this file is not found by itself.
const FORBIDDEN: &[(&str, &str)] = &[
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

fn run(tree: &Tree) -> Vec<String> {
    let words: Vec<String> = FORBIDDEN.iter().map(|(one, two)| format!("{one}{two}")).collect();
    let lines = tree.lines(|path| CODE.iter().any(|end| path.ends_with(end)));
    lines
        .filter_map(|(path, number, line)| {
            let word = words.iter().find(|word| line.contains(*word))?;
            Some(format!("{path}:{number}: says {word}"))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::CHECK;

    #[test]
    fn a_skipped_test_is_seen() {
        let text = format!("#[ign{}]\nfn test() {{}}\n", "ore");
        assert_eq!(broken(&CHECK, &[("web/src/main.rs", &text)]).len(), 1);
    }
}
