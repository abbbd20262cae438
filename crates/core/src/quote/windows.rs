//! Arguments of Windows programs: one text for all of them, taken apart by the program itself (CommandLineToArgvW and the
//! C runtime), and the two shells that write it.

use super::{CannotCarry, Quoted};
use alloc::borrow::ToOwned;
use alloc::string::String;

const NULL: CannotCarry = CannotCarry("a null character, which no command line can contain");

/// The argument as a program's command line holds it: `"` is `\"`, and backslashes before a quote are doubled.
fn argument(text: &str) -> String {
    if !text.is_empty() && !text.contains(|letter: char| letter.is_whitespace() || letter == '"') {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    let mut backslashes = 0;
    for letter in text.chars() {
        if letter == '\\' {
            backslashes += 1;
        } else {
            if letter == '"' {
                out.push_str(&"\\".repeat(backslashes + 1));
            }
            backslashes = 0;
        }
        out.push(letter);
    }
    out.push_str(&"\\".repeat(backslashes));
    out.push('"');
    out
}

/// A word of PowerShell 7.3 or later, which passes it to programs unchanged.
pub fn powershell(text: &str) -> Quoted {
    if text.contains('\0') {
        return Err(NULL);
    }
    let bare = |letter: char| letter.is_ascii_alphanumeric() || "_./:-".contains(letter);
    let letter_first = text.starts_with(|first: char| first.is_ascii_alphabetic());
    if letter_first && text.chars().all(bare) {
        return Ok(text.to_owned());
    }
    let mut out = String::from("'");
    for letter in text.chars() {
        // To PowerShell, the typographic single quotes are single quotes too.
        if matches!(letter, '\'' | '\u{2018}'..='\u{201b}') {
            out.push(letter);
        }
        out.push(letter);
    }
    out.push('\'');
    Ok(out)
}

/// A word of Windows PowerShell 5.1, which puts arguments into the command line without escaping anything in them. What
/// is quoted already it leaves alone.
pub fn windows_powershell(text: &str) -> Quoted {
    powershell(&argument(text))
}

/// A word of a batch file of cmd. Inside double quotes cmd leaves all but `%` alone; a quote in the text ends that, so
/// the text after it is escaped with `^`, until the next quote.
pub fn cmd(text: &str) -> Quoted {
    if text.contains('\0') {
        return Err(NULL);
    }
    if text.contains(['\n', '\r']) {
        return Err(CannotCarry("a line break, which ends a command in cmd"));
    }
    let argument = argument(text);
    let special = |letter: char| "&|<>^()!,;=%*?@`'~[]{}".contains(letter);
    let quoted = if argument.starts_with('"') || !argument.contains(special) {
        argument
    } else {
        // Backslashes at the end would escape the quote.
        let backslashes = argument.len() - argument.trim_end_matches('\\').len();
        format!("\"{argument}{}\"", "\\".repeat(backslashes))
    };
    // cmd counts quotes in pairs. Where one is left over, the first is escaped, or the rest of the line would be inside.
    let mut left_over = quoted.matches('"').count() % 2 == 1;
    let mut inside = false;
    let mut out = String::with_capacity(quoted.len());
    for letter in quoted.chars() {
        match letter {
            '"' if left_over => {
                left_over = false;
                out.push('^');
            }
            '"' => inside = !inside,
            '%' => out.push('%'),
            // Parentheses mean something to a block only, and no word is written into one.
            '&' | '|' | '<' | '>' | '^' if !inside => out.push('^'),
            _ => {}
        }
        out.push(letter);
    }
    Ok(out)
}
