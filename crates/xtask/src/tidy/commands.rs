//! Every `cargo xtask …` that a file tells somebody to type is one: the command, its options, its sections and parts.
use super::{Check, Tree};
use crate::bench::PARTS;
use crate::commands::COMMANDS;
use crate::test::SECTIONS;

pub const CHECK: Check = Check { name: "commands", run };

/// In two parts, so that the tests below are no such words.
const TYPED: &str = concat!("cargo ", "xtask ");

const FILES: &[&str] = &[".md", ".rs", ".mjs", ".js", ".yml", ".toml", ".html", "run"];

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|path| FILES.iter().any(|end| path.ends_with(end))) {
        for typed in line.split(TYPED).skip(1) {
            broken.extend(wrong(typed).map(|word| format!("{path}:{number}: there is no `{TYPED}{word}`")));
        }
    }
    broken
}

/// What is wrong with the words behind `cargo xtask`; words that stand for others are right.
fn wrong(typed: &str) -> Option<String> {
    // Up to where the code ends, or the explanation begins.
    let end = typed.find(['`', '"', '\'', '#', '(', ')', '\\', ',', ';', ':']).unwrap_or(typed.len());
    let mut words = typed.get(..end).unwrap_or_default().split_whitespace();
    let name = words.next().unwrap_or_default().trim_end_matches('.');
    if name.is_empty() || name == "help" || stands_for_another(name) {
        return None;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        return Some(name.to_owned());
    };
    for word in words {
        let option = word.starts_with("--");
        let known = match name {
            _ if stands_for_another(word) => true,
            _ if option => command.usage.contains(&format!("[{word}")),
            "test" => SECTIONS.iter().any(|section| section.name == word),
            "bench" => PARTS.iter().any(|part| part.name == word),
            _ => true,
        };
        if !known {
            return Some(format!("{name} {word}"));
        }
    }
    None
}

fn stands_for_another(word: &str) -> bool {
    word.starts_with(['<', '{', '…', '[', '|', '&', '$'])
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::{CHECK, TYPED};

    #[test]
    fn what_cannot_be_typed_is_seen() {
        let text = "`§test --long unit`, `§help`, §<command>\n$ §serve --dev   # quick\n`§tests`\n`§test nothing`\n`§build --fast`\n`§bench acl`: `§bench fish`\n";
        let found = broken(&CHECK, &[("README.md", &text.replace('§', TYPED))]);
        let found: Vec<String> = found.iter().map(|what| what.replace(TYPED, "§")).collect();
        assert_eq!(
            found,
            [
                "README.md:3: there is no `§tests`",
                "README.md:4: there is no `§test nothing`",
                "README.md:5: there is no `§build --fast`",
                "README.md:6: there is no `§bench fish`",
            ]
        );
    }
}
