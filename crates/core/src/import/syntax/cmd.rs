//! Commands of cmd, the command prompt of Windows: its carets, percent signs and quotes, and then the program's own.

use super::super::source::{Grammar, Source};
use super::words::{Builder, Command, Taken};
use super::{Cursor, Fragment, SyntaxError, windows};
use alloc::vec::Vec;

/// Reads the lines of a batch file or a prompt.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let mut text = Cursor::new(source.text, source.whole().place(0));
    let mut commands = Vec::new();
    while !text.is_at_end() {
        line(source, &mut text, &mut commands);
    }
    Ok(commands)
}

/// One line with those that continue it.
fn line(source: &Source<'_>, text: &mut Cursor<'_>, commands: &mut Vec<Command>) {
    text.at += prompt(text.rest());
    let first = text.rest().trim_start_matches([' ', '\t', '@']);
    let word = first.split(|letter: char| letter.is_whitespace()).next().unwrap_or_default();
    if word.eq_ignore_ascii_case("rem") || word.starts_with("::") {
        let start = text.at;
        text.skip_to('\n');
        text.eat('\n');
        let span = start..text.at;
        source.comment(Grammar::Cmd, span.clone());
        commands.push(Command { taken: vec![(Taken::Comment, span.clone())], span, ..Command::default() });
        return;
    }
    let mut quoted = false;
    let mut builder = Builder::default();
    let mut from = text.at;
    let mut end = |builder: &mut Builder, from: usize, to: usize, by: &'static str| {
        let built = core::mem::take(builder);
        let line = Fragment { text: built.text.into(), steps: built.steps };
        let words = windows::words(&line);
        if !words.is_empty() {
            commands.push(Command { words, span: from..to, ended_by: by, ..Command::default() });
        }
    };
    while let Some(letter) = text.letter() {
        match letter {
            '\r' if text.ahead(1) == Some('\n') => {}
            '\n' => {
                end(&mut builder, from, text.at, "\n");
                text.at += 1;
                return;
            }
            '"' => {
                quoted = !quoted;
                builder.push('"', text.at);
            }
            '^' if !quoted => {
                text.at += 1;
                let skipped = usize::from(text.peek() == Some('\r'));
                if text.ahead(skipped) == Some('\n') {
                    // The line continues; cmd doesn't interpret the first character of the next one.
                    text.at += skipped + 1;
                } else if text.peek() == Some('%') {
                    // Percent signs are expanded before carets.
                    percent(source, text, &mut builder);
                } else if let Some(next) = text.letter() {
                    builder.push(next, text.at);
                    text.at += next.len_utf8();
                }
                continue;
            }
            '%' => {
                percent(source, text, &mut builder);
                continue;
            }
            '&' | '|' if !quoted => {
                let by = if letter == '|' { "|" } else { ";" };
                end(&mut builder, from, text.at, by);
                text.skip(|letter| "&|".contains(letter));
                from = text.at;
                continue;
            }
            '<' | '>' if !quoted => {
                // From the number before it, if there is one, to the end of the file's name.
                let number = builder.text.strip_suffix(|digit: char| digit.is_ascii_digit());
                if number.is_some_and(|before| before.ends_with([' ', '\t']))
                    && text.byte(text.at - 1).is_some_and(|before| before.is_ascii_digit())
                {
                    builder.text.pop();
                }
                builder.push(' ', text.at);
                text.at += 1;
                text.skip(|letter| "<> &".contains(letter));
                text.skip(|letter| !letter.is_whitespace() && !"&|".contains(letter));
                continue;
            }
            letter => builder.push(letter, text.at),
        }
        text.at += letter.len_utf8();
    }
    end(&mut builder, from, text.at, "");
}

/// `%%` is a percent sign in a batch file, `%NAME%` a variable.
fn percent(source: &Source<'_>, text: &mut Cursor<'_>, builder: &mut Builder) {
    let start = text.at;
    text.at += 1;
    if text.eat('%') {
        return builder.push('%', start);
    }
    let rest = text.rest();
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()).min(128)).unwrap_or_default();
    match line.split_once('%') {
        Some((name, _))
            if !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_()~:-.".contains(&byte)) =>
        {
            text.at += name.len() + 1;
            builder.open(source, name, start..text.at);
        }
        _ => builder.push('%', start),
    }
}

/// The length of `C:\folder>` at the start of a line.
fn prompt(line: &str) -> usize {
    let bytes = line.as_bytes();
    let drive = bytes.first().is_some_and(u8::is_ascii_alphabetic) && line.get(1..3) == Some(":\\");
    let line = line.lines().next().unwrap_or_default();
    line.find('>').filter(|_| drive).map_or(0, |end| end + 1)
}
