//! JavaScript and TypeScript with the AWS SDK: `new CreateUserCommand({ UserId: "app", … })`.

use super::node::Node;
use super::program::{self, Names};
use super::syntax::Fragment;
use super::syntax::literal::{Dialect, Reader};
use super::{Import, Importer, Source};
use crate::Operation;

pub const IMPORTER: Importer =
    Importer { id: "javascript", title: "AWS SDK for JavaScript", recognizes, read };

const CALLS: [(&str, Operation); 4] = [
    ("CreateUserCommand(", Operation::CreateUser),
    ("ModifyUserCommand(", Operation::ModifyUser),
    (".createUser({", Operation::CreateUser),
    (".modifyUser({", Operation::ModifyUser),
];

/// The words that introduce a name in JavaScript.
pub(super) const WORDS: [&str; 6] = ["export const ", "const ", "let ", "var ", "export let ", "readonly "];

fn recognizes(source: &Source<'_>) -> bool {
    CALLS.iter().any(|(call, _)| source.text.contains(call)) && !source.text.trim_start().starts_with('{')
}

fn read(source: &Source<'_>, import: &mut Import) {
    let whole: Fragment<'_> = source.whole();
    let names = Names::read(source, Dialect::JavaScript, &WORDS);
    let mut read_to = 0;
    for (operation, behind) in program::calls(&whole.text, &CALLS) {
        // The bracket of `createUser({` is a part of the value.
        let at = if whole.text.get(..behind).is_some_and(|before| before.ends_with('{')) {
            behind - 1
        } else {
            behind
        };
        if at < read_to {
            continue;
        }
        let mut reader = Reader::new(source, &whole, Dialect::JavaScript, at);
        match reader.value(0) {
            Ok(mut node) => {
                read_to = reader.text.at;
                names.fill(source, &mut node);
                user(source, import, operation, &node);
            }
            Err(error) => {
                import.error(
                    Some(error.at..error.at),
                    format!("JavaScript can't read this call: {}", error.message),
                );
                if import.errors.len() >= 100 {
                    return;
                }
            }
        }
    }
}

fn user(source: &Source<'_>, import: &mut Import, operation: Operation, node: &Node) {
    if node.is_map() {
        return program::add(source, import, operation, node);
    }
    let message =
        "This call's argument isn't defined here. Paste the object with the members of the request.";
    import.error(Some(node.span.clone()), message);
}
