//! Redirections and here-documents.

use super::{Heredoc, Read, Reader};
use crate::import::syntax::words::{Builder, Command, Taken};
use crate::import::syntax::{Fragment, wrong};

impl Reader<'_> {
    pub(super) fn redirection(&mut self, command: &mut Command, start: usize) -> Read<()> {
        let operator = ["&>>", "<<<", "<<-", "&>", "<<", ">>", "<&", ">&", "<>", ">|", "<", ">"]
            .into_iter()
            .find(|operator| self.text.rest().starts_with(operator))
            .unwrap_or(">");
        self.text.at += operator.len();
        while let (Some(' ' | '\t'), _) | (_, Some(_)) = (self.text.peek(), self.continuation()) {
            self.text.at += self.continuation().unwrap_or(1);
        }
        let from = self.text.at;
        let mut builder = Builder::default();
        let more = self.word(&mut builder)?;
        if !builder.started && more.is_empty() {
            return Err(wrong(
                from,
                format!(
                    "bash expects a file name after {operator} here. If this is part of a value, put the value in quotes."
                ),
            ));
        }
        match operator {
            "<<" | "<<-" => {
                let written = self.text.since(from);
                let quoted = written.contains(['\'', '"', '\\']);
                let command = self.commands.len();
                self.heredocs.push(Heredoc { command, end: builder.text, quoted, tabs: operator == "<<-" });
            }
            "<<<" => {
                builder.text.push('\n');
                command.input = Some(Fragment { text: builder.text.into(), steps: builder.steps });
            }
            ">" | ">|" if !self.text.byte(start).is_some_and(|first| first.is_ascii_digit()) => {
                command.output = Some(builder.text)
            }
            _ => {}
        }
        command.taken.push((Taken::Redirection, start..self.text.at));
        Ok(())
    }

    /// The texts of the here-documents of the line that just ended.
    pub(super) fn heredoc_texts(&mut self) -> Read<()> {
        for heredoc in core::mem::take(&mut self.heredocs) {
            let mut body = Builder { started: true, ..Builder::default() };
            let start = self.text.at;
            let mut closed = false;
            while !self.text.is_at_end() {
                let rest = self.text.rest();
                let (line, with_end) = match rest.find('\n') {
                    Some(end) => (rest.get(..end).unwrap_or_default(), end + 1),
                    None => (rest, rest.len()),
                };
                let tabs = if heredoc.tabs { line.len() - line.trim_start_matches('\t').len() } else { 0 };
                let bare = line.get(tabs..).unwrap_or_default();
                if bare.strip_suffix('\r').unwrap_or(bare) == heredoc.end {
                    self.text.at += with_end;
                    closed = true;
                    break;
                }
                // Where `$` counts, lines are read letter by letter; an expression may take several.
                self.text.at += tabs;
                if heredoc.quoted {
                    body.push_str(rest.get(tabs..with_end).unwrap_or_default(), self.text.at);
                    self.text.at += with_end - tabs;
                } else {
                    let end = self.text.at + with_end - tabs;
                    while self.text.at < end {
                        self.in_double_quotes(&mut body, true)?;
                    }
                }
            }
            if !closed {
                return Err(wrong(
                    start,
                    "this here-document isn't closed with its delimiter on its own line.",
                ));
            }
            if let Some(command) = self.commands.get_mut(heredoc.command) {
                command.input = Some(Fragment { text: body.text.into(), steps: body.steps });
            }
        }
        Ok(())
    }
}
