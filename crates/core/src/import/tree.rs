//! The text as one value, whichever notation it is in.

use super::node::Node;
use super::{Import, NoteKind, Source};

/// The text as JSON, or as YAML where it looks like that.
pub(super) fn read<'s>(source: &'s Source<'_>) -> Option<&'s Node> {
    if let Ok(node) = source.json() {
        return Some(node);
    }
    if let Some((node, _)) = source.loose() {
        return Some(node);
    }
    if !looks_like_yaml(source.text) {
        return None;
    }
    source.yaml().as_ref().ok().and_then(|documents| documents.first())
}

/// Notes the commas that are missing, at the value before.
pub(super) fn note_missing(source: &Source<'_>, import: &mut Import) {
    const MOST: usize = 20;
    let Some((_, missing)) = source.loose() else { return };
    for at in missing.iter().take(MOST) {
        let line = source.text.get(..*at).unwrap_or_default().trim_end();
        let start = line.rfind('\n').map_or(0, |start| start + 1);
        import.note(
            NoteKind::Changed,
            start..*at,
            "A comma is missing after this, so it isn't JSON, and the AWS CLI rejects it. It was read with the comma.",
        );
    }
}

/// Adds the reason why there is none.
pub(super) fn refuse(source: &Source<'_>, import: &mut Import) {
    if let Err(error) = source.json() {
        import.error(Some(error.at..error.at), error.message.clone());
    }
}

/// Whether the first line that says something is a key with a colon, an item of a list, or a document's start.
pub(super) fn looks_like_yaml(text: &str) -> bool {
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = text
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.trim_start().is_empty() && !line.trim_start().starts_with('#'));
    let Some(first) = lines.next() else { return false };
    if first.starts_with("---") || first.starts_with("%YAML") {
        return true;
    }
    let first = first.trim_start();
    let first = first.strip_prefix("- ").unwrap_or(first).trim_start();
    let Some((key, rest)) = first.split_once(':') else { return false };
    let quoted = key.starts_with(['"', '\'']) && key.ends_with(['"', '\'']);
    let plain =
        !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte));
    (quoted || plain) && (rest.is_empty() || rest.starts_with([' ', '\t']))
}
