//! AWS CLI commands in fish.

use super::syntax::{bash, fish};
use super::{Import, Importer, Source, script};

pub const IMPORTER: Importer = Importer { id: "fish", title: "AWS CLI command (fish)", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    if !script::calls(text) || script::is_for_another(text, "fish") {
        return false;
    }
    if script::shebang(text).is_some() {
        return true;
    }
    let words = ["set -l ", "set -x ", "set -gx ", "string replace", "begin\n", "\nend\n", "set --"];
    // What bash can't read and fish can: a quote that a backslash escapes inside single quotes.
    words.iter().any(|word| text.contains(word))
        || text.contains("\\'") && bash::read(source).is_err() && fish::read(source).is_ok()
}

fn read(source: &Source<'_>, import: &mut Import) {
    match fish::read(source) {
        Ok(commands) => script::read(source, import, &commands),
        Err(error) => {
            import.error(Some(error.at..error.at), format!("fish can't read this: {}", error.message))
        }
    }
}
