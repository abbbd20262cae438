//! Commands of cmd, the command prompt of Windows: its carets, percent signs and quotes, and then the program's own.

use super::super::source::{Grammar, Source};
use super::words::{Builder, Command, Taken};
use super::{Fragment, SyntaxError, windows};

/// Reads the lines of a batch file or a prompt.
pub fn read(source: &Source<'_>) -> Result<Vec<Command>, SyntaxError> {
    let text = source.text;
    let mut commands = Vec::new();
    let mut at = source.whole().place(0);
    while at < text.len() {
        at = line(source, at, &mut commands);
    }
    Ok(commands)
}

/// One line with those that continue it; gives where the next one starts.
fn line(source: &Source<'_>, start: usize, commands: &mut Vec<Command>) -> usize {
    let text = source.text;
    let bytes = text.as_bytes();
    let mut at = start + prompt(text.get(start..).unwrap_or_default());
    let first = text.get(at..).unwrap_or_default().trim_start_matches([' ', '\t', '@']);
    let word = first.split(|letter: char| letter.is_whitespace()).next().unwrap_or_default();
    if word.eq_ignore_ascii_case("rem") || word.starts_with("::") {
        let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1);
        source.comment(Grammar::Cmd, at..end);
        commands.push(Command {
            taken: vec![(Taken::Comment, at..end)],
            span: at..end,
            ..Command::default()
        });
        return end;
    }
    let mut quoted = false;
    let mut builder = Builder::default();
    let mut from = at;
    let mut end = |builder: &mut Builder, from: usize, to: usize, by: &'static str| {
        let built = std::mem::take(builder);
        let line = Fragment { text: built.text.into(), steps: built.steps };
        let words = windows::words(&line);
        if !words.is_empty() {
            commands.push(Command { words, span: from..to, ended_by: by, ..Command::default() });
        }
    };
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        match letter {
            '\r' if bytes.get(at + 1) == Some(&b'\n') => {}
            '\n' => {
                end(&mut builder, from, at, "\n");
                return at + 1;
            }
            '"' => {
                quoted = !quoted;
                builder.push('"', at);
            }
            '^' if !quoted => {
                at += 1;
                let skipped = usize::from(bytes.get(at) == Some(&b'\r'));
                if bytes.get(at + skipped) == Some(&b'\n') {
                    // The line goes on; what starts the next one is no sign of cmd's.
                    at += skipped + 1;
                } else if bytes.get(at) == Some(&b'%') {
                    // Percent signs are looked at before carets.
                    at = percent(source, at, &mut builder);
                } else if let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
                    builder.push(next, at);
                    at += next.len_utf8();
                }
                continue;
            }
            '%' => {
                at = percent(source, at, &mut builder);
                continue;
            }
            '&' | '|' if !quoted => {
                let by = if letter == '|' { "|" } else { ";" };
                end(&mut builder, from, at, by);
                while matches!(bytes.get(at), Some(b'&' | b'|')) {
                    at += 1;
                }
                from = at;
                continue;
            }
            '<' | '>' if !quoted => {
                // From the number before it, if there is one, to the end of the file's name.
                let number = builder.text.strip_suffix(|digit: char| digit.is_ascii_digit());
                if number.is_some_and(|before| before.ends_with([' ', '\t']))
                    && bytes.get(at - 1).is_some_and(u8::is_ascii_digit)
                {
                    builder.text.pop();
                }
                let rest = text.get(at..).unwrap_or_default();
                let signs = rest.len() - rest.trim_start_matches(['<', '>', ' ', '&']).len();
                let name = rest.get(signs..).unwrap_or_default();
                let length = name
                    .find(|letter: char| letter.is_whitespace() || matches!(letter, '&' | '|'))
                    .unwrap_or(name.len());
                builder.push(' ', at);
                at += signs.max(1) + length;
                continue;
            }
            letter => builder.push(letter, at),
        }
        at += letter.len_utf8();
    }
    end(&mut builder, from, text.len(), "");
    text.len()
}

/// `%%` is a percent sign in a batch file, `%NAME%` a variable.
fn percent(source: &Source<'_>, at: usize, builder: &mut Builder) -> usize {
    let rest = source.text.get(at + 1..).unwrap_or_default();
    if rest.starts_with('%') {
        builder.push('%', at);
        return at + 2;
    }
    let line = rest.get(..rest.find('\n').unwrap_or(rest.len()).min(128)).unwrap_or_default();
    match line.split_once('%') {
        Some((name, _))
            if !name.is_empty()
                && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_()~:-.".contains(&byte)) =>
        {
            let end = at + name.len() + 2;
            builder.open(source, name, at..end);
            end
        }
        _ => {
            builder.push('%', at);
            at + 1
        }
    }
}

/// The length of `C:\folder>` at the start of a line.
fn prompt(line: &str) -> usize {
    let bytes = line.as_bytes();
    let drive = bytes.first().is_some_and(u8::is_ascii_alphabetic) && line.get(1..3) == Some(":\\");
    let line = line.lines().next().unwrap_or_default();
    line.find('>').filter(|_| drive).map_or(0, |end| end + 1)
}
