//! The inner readers, for the tests that hold them against the real tools. Not part of the interface.

use super::node::{Node, NodeKind};
use super::syntax::words::{Command, Word};
use super::syntax::yaml::{self, Schema};
use super::syntax::{Fragment, SyntaxError, bash, cmd, fish, hcl};
use super::{Import, Source, aws};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde_json::Value;

/// A shell's words of each command; `None` where a word holds something unknown.
pub type Words = Vec<Vec<Option<String>>>;

/// The words of bash commands.
pub fn bash_words(text: &str) -> Result<Words, String> {
    let source = Source::new(text);
    words(&source, bash::read(&source))
}

/// The words of fish commands; `None` also where file names may take the place of a word.
pub fn fish_words(text: &str) -> Result<Words, String> {
    let source = Source::new(text);
    let read = fish::read(&source);
    let globs: Vec<Vec<bool>> =
        read.iter().flatten().map(|command| command.words.iter().map(|word| word.globs).collect()).collect();
    let mut all = words(&source, read)?;
    let each = all.iter_mut().flatten().zip(globs.into_iter().flatten());
    each.filter(|(_, globs)| *globs).for_each(|(word, _)| *word = None);
    Ok(all)
}

/// The words of commands of cmd.
pub fn cmd_words(text: &str) -> Result<Words, String> {
    let source = Source::new(text);
    words(&source, cmd::read(&source))
}

fn words(source: &Source<'_>, read: Result<Vec<Command>, SyntaxError>) -> Result<Words, String> {
    let commands = read.map_err(|error| format!("{} at {}", error.message, error.at))?;
    let text = |word: &Word| (!source.is_open(word.text())).then(|| word.text().to_owned());
    Ok(commands.iter().map(|command| command.words.iter().map(text).collect()).collect())
}

/// The parameters that the AWS CLI would send for the words after `aws`, or why it would not.
pub fn aws_parameters(words: &[String]) -> Result<Value, String> {
    let source = Source::new("");
    let mut import = Import::default();
    let words: Vec<Word> = words
        .iter()
        .map(|word| Word {
            value: Fragment { text: word.clone().into(), steps: vec![(0, 0)] },
            ..Word::default()
        })
        .collect();
    let call = aws::read(&source, &mut import, &words, &[]);
    let messages = || {
        import
            .notes
            .iter()
            .chain(&import.errors)
            .map(|note| note.message.as_ref())
            .collect::<Vec<_>>()
            .join("\n")
    };
    match call {
        Some(call) if !call.refused && import.errors.is_empty() => Ok(call.parameters.to_json(&source)),
        _ => Err(messages()),
    }
}

/// Text as JSON (strict), as Python's `json` reads it.
pub fn json_value(text: &str) -> Result<Value, String> {
    let source = Source::new(text);
    let read = source.json().as_ref().map(|node| node.to_json(&source));
    read.map_err(|error| format!("{} at {}", error.message, error.at))
}

/// The only document of the text as YAML 1.1.
pub fn yaml_value(text: &str) -> Result<Value, String> {
    yaml_in(text, Schema::Old)
}

/// The only document of the text as YAML 1.2.
pub fn newer_yaml_value(text: &str) -> Result<Value, String> {
    yaml_in(text, Schema::Core)
}

fn yaml_in(text: &str, schema: Schema) -> Result<Value, String> {
    let source = Source::new(text);
    let read = yaml::read(&source, &source.whole(), schema);
    let documents = read.map_err(|error| format!("{} at {}", error.message, error.at))?;
    match documents.as_slice() {
        [] => Ok(Value::Null),
        [node] => Ok(node.to_json(&source)),
        _ => Err("more than one document".to_owned()),
    }
}

/// Marks an expression in the result of [`hcl_resources`].
pub const OPEN: char = '\u{f8ff}';

/// The resources of a Terraform configuration: type, name, and arguments.
pub fn hcl_resources(text: &str) -> Result<Vec<(String, String, Value)>, String> {
    let source = Source::new(text);
    let read = hcl::read(&source, |kind| kind == "resource", None);
    let blocks = read.map_err(|error| format!("{} at {}", error.message, error.at))?;
    let resource = |block: hcl::Block| {
        let mut labels = block.labels.into_iter();
        let mut label = || labels.next().unwrap_or_default();
        (label(), label(), closed(&source, &block.body))
    };
    Ok(blocks.into_iter().filter(|block| block.kind == "resource").map(resource).collect())
}

/// As JSON, with one letter instead of each unknown part.
fn closed(source: &Source<'_>, node: &Node) -> Value {
    let text = |text: &str| {
        let parts = text.split(|letter| source.is_mark(letter)).step_by(2);
        parts.collect::<Vec<_>>().join(&OPEN.to_string())
    };
    match &node.what {
        NodeKind::Text(written) => Value::String(text(written)),
        NodeKind::List(items) => Value::Array(items.iter().map(|item| closed(source, item)).collect()),
        NodeKind::Map(entries) => Value::Object(
            entries.iter().map(|entry| (text(&entry.key), closed(source, &entry.value))).collect(),
        ),
        _ => node.to_json(source),
    }
}
