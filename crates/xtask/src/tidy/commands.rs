//! Every `cargo xtask …` that a file tells someone to type is one: the command, its options, its sections and parts.
use super::{Check, Tree};
use crate::commands::lab::PARTS;
use crate::flags::{Bench, Test, Xtask, XtaskCmd};
use crate::test::SECTIONS;
use std::ffi::OsString;

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

/// What is wrong with the words after `cargo xtask`; words that stand for others are right.
fn wrong(typed: &str) -> Option<String> {
    // Up to where the code ends, or the explanation begins.
    let end = typed.find(['`', '"', '\'', '#', '(', ')', '\\', ',', ';', ':']).unwrap_or(typed.len());
    let mut words = typed.get(..end).unwrap_or_default().split_whitespace();
    let name = words.next().unwrap_or_default().trim_end_matches('.');
    if name.is_empty() || name == "help" || stands_for_another(name) {
        return None;
    }
    // What stands for something else is any word.
    let other = |word: &&str| !stands_for_another(word);
    let words: Vec<&str> = std::iter::once(name).chain(words.filter(other)).collect();
    let typed = words.iter().map(|word| OsString::from(word.trim_end_matches([']', '.']))).collect();
    match parsed(typed).map(|typed| typed.subcommand) {
        Ok(XtaskCmd::Test(Test { sections, .. })) => {
            let unknown = |word: &&String| !SECTIONS.iter().any(|section| section.name == **word);
            sections.iter().find(unknown).map(|word| format!("{name} {word}"))
        }
        Ok(XtaskCmd::Bench(Bench { parts, other: _ })) => {
            let unknown = |word: &&String| !PARTS.contains(&word.as_str());
            parts.iter().find(unknown).map(|word| format!("{name} {word}"))
        }
        Ok(_) => None,
        Err(_) => Some(words.join(" ")),
    }
}

/// The words as the program reads them. The value of an option may have stood for another one, and be left out.
fn parsed(mut words: Vec<OsString>) -> xflags::Result<Xtask> {
    Xtask::from_vec(words.clone()).or_else(|_| {
        words.push("1".into());
        Xtask::from_vec(words)
    })
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
