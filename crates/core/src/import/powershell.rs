//! AWS CLI commands in PowerShell.

use super::syntax::powershell;
use super::{Import, Importer, Source, cmd, script};

pub const IMPORTER: Importer =
    Importer { id: "powershell", title: "AWS CLI command (PowerShell 7.3 and later)", recognizes, read };

pub(super) fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    let signs = [
        "`\n",
        "`\r\n",
        "$env:",
        "Read-Host",
        "ConvertTo-Json",
        "@'\n",
        "@\"\n",
        "Write-Host",
        "Get-Content",
    ];
    let is_prompt = |line: &str| line.starts_with("PS ") && line.contains("> ");
    // `$name = …`, which no other shell has.
    let sets = |line: &str| {
        line.trim_start()
            .strip_prefix('$')
            .and_then(|line| line.split_once(" = "))
            .is_some_and(|(name, _)| !name.contains(char::is_whitespace))
    };
    script::calls(text)
        && !cmd::is_batch(text)
        && !script::is_for_another(text, "pwsh")
        && (text.lines().any(|line| is_prompt(line) || sets(line))
            || signs.iter().any(|sign| text.contains(sign)))
}

fn read(source: &Source<'_>, import: &mut Import) {
    match powershell::read(source) {
        Ok(commands) => script::read(source, import, &commands),
        Err(error) => {
            import.error(Some(error.at..error.at), format!("PowerShell can't read this: {}", error.message))
        }
    }
}
