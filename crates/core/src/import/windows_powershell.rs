//! AWS CLI commands in Windows PowerShell 5.1, and in PowerShell up to 7.2: a quote inside a word carries a backslash.

use super::syntax::powershell as syntax;
use super::{Import, Importer, Source, powershell, script};

pub const IMPORTER: Importer = Importer {
    id: "windows-powershell",
    title: "AWS CLI command (Windows PowerShell 5.1)",
    recognizes,
    read,
};

fn recognizes(source: &Source<'_>) -> bool {
    powershell::recognizes(source) && syntax::is_for_windows(source)
}

fn read(source: &Source<'_>, import: &mut Import) {
    match syntax::read_for_windows(source) {
        Ok(commands) => script::read(source, import, &commands),
        Err(error) => {
            import.error(Some(error.at..error.at), format!("PowerShell can't read this: {}", error.message))
        }
    }
}
