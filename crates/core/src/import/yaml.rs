//! A request as YAML: the payload of `--cli-input-yaml`, a YAML skeleton that was filled in.

use super::node::{Node, NodeKind};
use super::syntax::yaml::is_odd;
use super::{Import, Importer, NoteKind, Source, json, tree};

pub const IMPORTER: Importer = Importer { id: "yaml", title: "YAML request", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    tree::looks_like_yaml(source.text)
}

fn read(source: &Source<'_>, import: &mut Import) {
    match source.yaml() {
        Ok(documents) => {
            for document in documents {
                note_odd(source, import, document);
                json::requests(source, import, document);
            }
        }
        Err(error) => {
            import.error(Some(error.at..error.at), format!("Can't read this YAML: {}", error.message))
        }
    }
}

/// Notes words that aren't strings in YAML and have no equivalent in JSON either.
fn note_odd(source: &Source<'_>, import: &mut Import, node: &Node) {
    match &node.what {
        NodeKind::Text(text) if is_odd(text) && source.text.get(node.span.clone()) == Some(text) => import.note(
            NoteKind::Changed,
            node.span.clone(),
            "Without quotes, YAML treats this as a date or a number, and the AWS CLI rejects it. It was read as a string: put it in quotes.",
        ),
        NodeKind::List(items) => items.iter().for_each(|item| note_odd(source, import, item)),
        NodeKind::Map(entries) => entries.iter().for_each(|entry| note_odd(source, import, &entry.value)),
        _ => {}
    }
}
