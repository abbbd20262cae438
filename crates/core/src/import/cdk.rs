//! The AWS CDK: `new CfnUser(this, "User", { userId: "app", … })`, `new CfnUserGroup(…)`, and the same in Python.

use super::node::{Node, NodeKind};
use super::program::{self, Names};
use super::syntax::Fragment;
use super::syntax::literal::{Dialect, Reader};
use super::{Import, Importer, Source, boto3, javascript};
use crate::Operation;

pub const IMPORTER: Importer = Importer { id: "cdk", title: "AWS CDK", recognizes, read };

const CALLS: [(&str, Operation); 2] =
    [("CfnUser(", Operation::CreateUser), ("CfnUserGroup(", Operation::CreateUserGroup)];

fn recognizes(source: &Source<'_>) -> bool {
    CALLS.iter().any(|(call, _)| source.text.contains(call)) && !source.text.trim_start().starts_with('{')
}

/// Whether constructs are made with `new`, or belong to `this`: TypeScript or JavaScript. Otherwise it's Python.
fn is_script(text: &str) -> bool {
    program::calls(text, &CALLS).into_iter().any(|(_, behind)| {
        let (before, arguments) = text.split_at(behind);
        let path = |letter: char| letter.is_alphanumeric() || matches!(letter, '_' | '$' | '.');
        let before = before.trim_end_matches('(').trim_end_matches(path);
        before.trim_end_matches([' ', '\t']).ends_with("new") || arguments.trim_start().starts_with("this")
    })
}

fn read(source: &Source<'_>, import: &mut Import) {
    let whole: Fragment<'_> = source.whole();
    let script = is_script(&whole.text);
    let dialect = if script { Dialect::JavaScript } else { Dialect::Python };
    let names = Names::read(source, dialect, &javascript::WORDS);
    let mut read_to = 0;
    for (operation, at) in program::calls(&whole.text, &CALLS) {
        if at < read_to {
            continue;
        }
        let read = if script {
            properties(source, &whole, at)
        } else {
            boto3::arguments(source, import, &whole, at)
        };
        match read {
            Ok((mut node, end)) => {
                read_to = end;
                names.fill(source, &mut node);
                program::pascal(&mut node);
                program::add(source, import, operation, &node);
            }
            Err(error) => {
                import.error(
                    Some(error.at..error.at),
                    format!("Can't read this CDK construct: {}", error.message),
                );
                if import.errors.len() >= 100 {
                    return;
                }
            }
        }
    }
}

/// The third of a construct's arguments: its properties.
fn properties(
    source: &Source<'_>,
    whole: &Fragment<'_>,
    at: usize,
) -> Result<(Node, usize), super::syntax::SyntaxError> {
    let mut reader = Reader::new(source, whole, Dialect::JavaScript, at);
    for _ in 0..2 {
        reader.value(0)?;
        reader.space()?;
        if !reader.text.eat(',') {
            return Err(reader.error("expected a scope, an ID and an object with the properties."));
        }
    }
    let node = reader.value(0)?;
    match node.what {
        NodeKind::Map(_) => Ok((node, reader.text.at)),
        _ => Err(reader.error("expected an object with the properties; variables aren't resolved here.")),
    }
}
