//! AWS CLI commands in cmd.

use super::syntax::cmd;
use super::{Import, Importer, Source, script};

pub const IMPORTER: Importer = Importer { id: "cmd", title: "AWS CLI command (cmd)", recognizes, read };

fn recognizes(source: &Source<'_>) -> bool {
    let text = source.text;
    let starts = |line: &str, start: &str| {
        line.trim_start().get(..start.len()).is_some_and(|line| line.eq_ignore_ascii_case(start))
    };
    let is_batch = |line: &str| ["@echo off", "rem ", "set \""].iter().any(|start| starts(line, start));
    let is_prompt = |line: &str| line.get(1..3) == Some(":\\") && line.contains('>');
    script::calls(text)
        && script::shebang(text).is_none()
        && (text.contains("^\n")
            || text.contains("^\r\n")
            || text.lines().any(|line| is_batch(line) || is_prompt(line)))
}

/// Whether the text begins as batch files do.
pub(super) fn is_batch(text: &str) -> bool {
    let first = text.trim_start().lines().next().unwrap_or_default().to_ascii_lowercase();
    ["@echo", "setlocal", "rem ", ":: "].iter().any(|start| first.starts_with(start))
}

fn read(source: &Source<'_>, import: &mut Import) {
    match cmd::read(source) {
        Ok(commands) => script::read(source, import, &commands),
        Err(error) => {
            import.error(Some(error.at..error.at), format!("cmd can't read this: {}", error.message))
        }
    }
}
