//! Sentences with `code` in them, as rules and importers write them.

use crate::browser::nodes::{Node, node};
use leptos::prelude::*;

/// The sentence, with what stands between backticks set as code.
pub fn prose(text: &str) -> impl IntoView + use<> {
    let parts: Vec<(bool, String)> =
        text.split('`').enumerate().map(|(n, part)| (n % 2 == 1, part.to_owned())).collect();
    let part = |(is_code, text): (bool, String)| {
        if is_code { view! { <code>{text}</code> }.into_any() } else { text.into_any() }
    };
    parts.into_iter().filter(|(_, text)| !text.is_empty()).map(part).collect_view()
}

/// The same as [`Node`]s.
pub fn prose_nodes(text: &str) -> Vec<Node> {
    let parts = text.split('`').enumerate().filter(|(_, part)| !part.is_empty());
    parts.map(|(n, part)| node(if n % 2 == 1 { "code" } else { "span" }).text(part.to_owned())).collect()
}

/// The same as plain text, for titles and for reading aloud.
pub fn plain(text: &str) -> String {
    text.replace('`', "")
}
