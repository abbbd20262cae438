//! AWS CLI commands in bash, and in sh, dash, ksh and zsh, which read them alike.

use super::syntax::bash;
use super::{Import, Importer, Source, script, terraform};

pub const IMPORTER: Importer =
    Importer { id: "bash", title: "AWS CLI command (bash, zsh, sh)", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    script::calls(source.text)
        && !source.text.trim_start().starts_with(['{', '['])
        && !terraform::is_configuration(source.text)
}

fn read(source: &Source<'_>, import: &mut Import) {
    match bash::read(source) {
        Ok(commands) => script::read(source, import, &commands),
        Err(error) => {
            import.error(Some(error.at..error.at), format!("bash can't read this: {}", error.message))
        }
    }
}
