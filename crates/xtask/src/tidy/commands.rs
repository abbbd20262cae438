//! Every `cargo xtask …` in a file is valid: the command, its options, its sections and parts.
use super::{Check, Tree};
use crate::commands::lab::PARTS;
use crate::flags::{Bench, Test, Xtask, XtaskCmd};
use crate::test::SECTIONS;
use std::ffi::OsString;

pub const CHECK: Check = Check { name: "commands", run };

/// In two parts, so that this file's tests aren't found.
const TYPED: &str = concat!("cargo ", "xtask ");

const FILES: &[&str] = &[".md", ".rs", ".mjs", ".js", ".yml", ".toml", ".html", "run"];

fn run(tree: &Tree) -> Vec<String> {
    let mut broken = Vec::new();
    for (path, number, line) in tree.lines(|path| FILES.iter().any(|end| path.ends_with(end))) {
        for typed in line.split(TYPED).skip(1) {
            broken
                .extend(wrong(typed).map(|word| format!("{path}:{number}: unknown command `{TYPED}{word}`")));
        }
    }
    broken
}

/// The invalid part of the words after `cargo xtask`, if any; placeholders are valid.
fn wrong(typed: &str) -> Option<String> {
    // Up to where the code ends, or the explanation begins.
    let end = typed.find(['`', '"', '\'', '#', '(', ')', '\\', ',', ';', ':']).unwrap_or(typed.len());
    let mut words = typed.get(..end).unwrap_or_default().split_whitespace();
    let name = words.next().unwrap_or_default().trim_end_matches('.');
    if name.is_empty() || name == "help" || is_placeholder(name) {
        return None;
    }
    // A placeholder may be any word.
    let other = |word: &&str| !is_placeholder(word);
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

/// The words as the program parses them. An option's value may have been a placeholder, which is left out.
fn parsed(mut words: Vec<OsString>) -> xflags::Result<Xtask> {
    Xtask::from_vec(words.clone()).or_else(|_| {
        words.push("1".into());
        Xtask::from_vec(words)
    })
}

fn is_placeholder(word: &str) -> bool {
    word.starts_with(['<', '{', '…', '[', '|', '&', '$'])
}

#[cfg(test)]
mod tests {
    use super::super::broken;
    use super::{CHECK, TYPED};

    #[test]
    fn invalid_commands_are_found() {
        let text = "`§test --long unit`, `§help`, §<command>\n$ §serve --dev   # quick\n`§tests`\n`§test nothing`\n`§build --fast`\n`§bench acl`: `§bench fish`\n";
        let found = broken(&CHECK, &[("README.md", &text.replace('§', TYPED))]);
        let found: Vec<String> = found.iter().map(|what| what.replace(TYPED, "§")).collect();
        assert_eq!(
            found,
            [
                "README.md:3: unknown command `§tests`",
                "README.md:4: unknown command `§test nothing`",
                "README.md:5: unknown command `§build --fast`",
                "README.md:6: unknown command `§bench fish`",
            ]
        );
    }
}
