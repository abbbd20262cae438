//! Sentences with `code` in them, as rules and importers write them.

use crate::browser::nodes::{Node, node};

/// The sentence, with what stands between backticks set as code.
pub fn prose_nodes(text: &str) -> Vec<Node> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(n, part)| node(if n % 2 == 1 { "code" } else { "span" }).text(part.to_owned())).collect()
}

/// The same as plain text, for titles and for reading aloud.
pub fn plain(text: &str) -> String {
    text.replace('`', "")
}
