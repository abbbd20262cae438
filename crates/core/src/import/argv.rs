//! AWS CLI commands as lists of words, as Ansible (`argv`), container definitions and the like have them: no shell reads them.

use super::node::{Node, NodeKind};
use super::syntax::Fragment;
use super::syntax::words::{Command, Word};
use super::{Import, Importer, NoteKind, Source, script};
use alloc::string::ToString;
use alloc::vec::Vec;

pub const IMPORTER: Importer =
    Importer { id: "argv", title: "AWS CLI command as a list of words", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    let begins = ["- aws", "- \"aws\"", "- 'aws'", "[aws", "[\"aws\"", "['aws'", "\"aws\","];
    begins.iter().any(|begin| text.contains(begin)) && script::calls(text) && !commands(source).is_empty()
}

fn read(source: &Source<'_>, import: &mut Import) {
    let commands = commands(source);
    script::read(source, import, &commands);
    let whole = source.whole();
    let span = whole.place(0)..source.text.len();
    if !import.users.is_empty() || !import.groups.is_empty() {
        let message =
            "The lists of words that call the AWS CLI were read, and what is around them was left out.";
        import.note(NoteKind::Changed, span, message);
    }
}

/// The lists that call the AWS CLI for ElastiCache.
fn commands(source: &Source<'_>) -> Vec<Command> {
    let mut commands = Vec::new();
    for document in source.yaml().iter().flatten() {
        find(document, &mut commands);
    }
    commands
}

fn find(node: &Node, commands: &mut Vec<Command>) {
    let words: Option<Vec<Word>> = node.items().iter().map(word).collect();
    let calls = |words: &Vec<Word>| {
        words.first().is_some_and(|first| script::is_aws(first.text()))
            && words.iter().any(|word| word.text() == "elasticache")
    };
    if let Some(words) = words.filter(calls) {
        commands.push(Command { words, span: node.span.clone(), ..Command::default() });
        return;
    }
    node.items().iter().for_each(|item| find(item, commands));
    node.entries().iter().for_each(|entry| find(&entry.value, commands));
}

/// A word, whatever YAML makes of it without quotes.
fn word(node: &Node) -> Option<Word> {
    let text = match &node.what {
        NodeKind::Text(text) | NodeKind::Number(text) => text.clone(),
        NodeKind::Bool(flag) => flag.to_string(),
        _ => return None,
    };
    let value = Fragment { text: text.into(), steps: vec![(0, node.span.start)] };
    Some(Word { value, span: node.span.clone(), globs: false })
}
