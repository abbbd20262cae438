//! What each word changes in the user, or why a server rejects it.

use super::filling::Filling;
use super::{Outcome, Reader, TokenKind};
use crate::access::Access;
use crate::engine::Engine;
use crate::error::ErrorKind;
use crate::lex::{self, Span};
use crate::tables::{Command, CommandSet, Table};
use crate::user::{CommandRule, Databases, PasswordHash, RuleTarget, Selector, User};
use alloc::vec::Vec;

/// A word outside parentheses.
pub(super) fn user_word(
    user: &mut User,
    root: &mut Filling,
    word: &[u8],
    span: Span,
    reader: &Reader<'_>,
) -> Outcome {
    let dialect = reader.dialect;
    let engine = dialect.engine;
    let (Some(first), rest) = (word.first(), word.get(1..).unwrap_or_default()) else {
        return Ok(TokenKind::Empty);
    };
    match first {
        b'>' => {
            user.nopass = false;
            root.passwords.add(PasswordHash::new(rest).0);
            return Ok(TokenKind::AddPassword);
        }
        b'#' => {
            let hash = hash(rest).ok_or(ErrorKind::BadHash)?;
            user.nopass = false;
            root.passwords.add(hash);
            return Ok(TokenKind::AddHash);
        }
        b'<' => {
            root.passwords.remove(PasswordHash::new(rest).0)?;
            return Ok(TokenKind::RemovePassword);
        }
        b'!' => {
            root.passwords.remove(hash(rest).ok_or(ErrorKind::BadHash)?)?;
            return Ok(TokenKind::RemoveHash);
        }
        b'+' | b'-' | b'~' | b'&' | b'%' => return selector_word(root, word, span, reader),
        _ => {}
    }
    let is = |keyword: &str| c_string(word).eq_ignore_ascii_case(keyword.as_bytes());
    Ok(if is("on") {
        user.enabled = true;
        TokenKind::On
    } else if is("off") {
        user.enabled = false;
        TokenKind::Off
    } else if is("nopass") {
        user.nopass = true;
        root.passwords.clear();
        TokenKind::NoPass
    } else if is("resetpass") {
        user.nopass = false;
        root.passwords.clear();
        TokenKind::ResetPass
    } else if engine >= Engine::Redis62 && is("sanitize-payload") {
        user.sanitize_payload = true;
        TokenKind::SanitizePayload
    } else if engine >= Engine::Redis62 && is("skip-sanitize-payload") {
        user.sanitize_payload = false;
        TokenKind::SkipSanitizePayload
    } else if engine.has_selectors() && is("clearselectors") {
        user.selectors.clear();
        TokenKind::ClearSelectors
    } else if is("reset") {
        let whole = root.selector.span;
        *user = User::new(dialect, whole);
        *root = Filling::new(dialect, whole);
        TokenKind::Reset
    } else {
        return selector_word(root, word, span, reader);
    })
}

/// 64 digits of hexadecimal in lowercase.
fn hash(digits: &[u8]) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        for &digit in pair {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | value;
        }
    }
    Some(hash)
}

/// A word that is understood inside and outside parentheses.
pub(super) fn selector_word(filling: &mut Filling, word: &[u8], span: Span, reader: &Reader<'_>) -> Outcome {
    let engine = reader.dialect.engine;
    match word.first() {
        Some(b'~' | b'%') => return key_word(filling, word, span, engine),
        Some(b'&') if engine.has_channels() => return channel_word(filling, word, span),
        Some(b'+' | b'-') => return command_word(&mut filling.selector, word, span, reader),
        _ => {}
    }
    let is = |keyword: &str| c_string(word).eq_ignore_ascii_case(keyword.as_bytes());
    let starts = |prefix: &[u8]| {
        let start = word.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    Ok(if is("allkeys") {
        filling.clear_keys(true);
        TokenKind::AllKeys
    } else if is("resetkeys") {
        filling.clear_keys(false);
        TokenKind::ResetKeys
    } else if engine.has_channels() && is("allchannels") {
        filling.clear_channels(true);
        TokenKind::AllChannels
    } else if engine.has_channels() && is("resetchannels") {
        filling.clear_channels(false);
        TokenKind::ResetChannels
    } else if is("allcommands") {
        all_commands(&mut filling.selector, true, span, reader.table)
    } else if is("nocommands") {
        all_commands(&mut filling.selector, false, span, reader.table)
    } else if engine.has_databases() && is("alldbs") {
        filling.selector.databases = Databases::All;
        TokenKind::AllDatabases
    } else if engine.has_databases() && is("resetdbs") {
        filling.selector.databases = Databases::Only(Vec::new());
        TokenKind::ResetDatabases
    } else if engine.has_databases() && starts(b"db=") {
        let numbers = databases(c_string(word).get(3..).unwrap_or_default())?;
        filling.selector.databases = Databases::Only(numbers);
        TokenKind::Databases
    } else {
        return Err(ErrorKind::Syntax);
    })
}

fn key_word(filling: &mut Filling, word: &[u8], span: Span, engine: Engine) -> Outcome {
    if c_string(word) == b"~*" {
        filling.clear_keys(true);
        return Ok(TokenKind::AllKeys);
    }
    let sided = word.first() == Some(&b'%');
    if sided && !engine.has_selectors() {
        return Err(ErrorKind::Syntax);
    }
    if filling.selector.all_keys {
        return Err(ErrorKind::KeysAfterAll);
    }
    let mut access = Access::NONE;
    let mut at = 1;
    if sided {
        while let Some(letter) = word.get(at) {
            at += 1;
            match letter {
                b'r' | b'R' if !access.read => access.read = true,
                b'w' | b'W' if !access.write => access.write = true,
                b'~' => break,
                _ => return Err(ErrorKind::Syntax),
            }
        }
        if access == Access::NONE {
            return Err(ErrorKind::Syntax);
        }
    } else {
        access = Access::BOTH;
    }
    let pattern = plain(word.get(at..).unwrap_or_default())?;
    filling.add_keys(pattern, access, span);
    Ok(TokenKind::Keys(access))
}

fn channel_word(filling: &mut Filling, word: &[u8], span: Span) -> Outcome {
    if c_string(word) == b"&*" {
        filling.clear_channels(true);
        return Ok(TokenKind::AllChannels);
    }
    if filling.selector.all_channels {
        return Err(ErrorKind::ChannelsAfterAll);
    }
    let pattern = plain(word.get(1..).unwrap_or_default())?;
    filling.add_channels(pattern, span);
    Ok(TokenKind::Channels)
}

/// A pattern without whitespace or NUL.
fn plain(pattern: &[u8]) -> Result<&[u8], ErrorKind> {
    let odd = |&byte: &u8| byte == 0 || lex::is_space(byte);
    if pattern.iter().any(odd) {
        return Err(ErrorKind::Syntax);
    }
    Ok(pattern)
}

/// The numbers after `db=`, sorted, each once; read as C reads numbers.
fn databases(list: &[u8]) -> Result<Vec<u32>, ErrorKind> {
    let mut numbers = Vec::new();
    for item in list.split(|&byte| byte == b',') {
        let blanks = item.iter().take_while(|&&byte| lex::is_space(byte)).count();
        let item = item.get(blanks..).unwrap_or_default();
        let (negative, digits) = match item {
            [b'+', digits @ ..] => (false, digits),
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Err(ErrorKind::Syntax);
        }
        let number = digits
            .iter()
            .fold(0u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        let number = i32::try_from(number).ok().and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if !negative || number == 0 => numbers.push(number),
            _ => return Err(ErrorKind::DatabaseOutOfRange),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn all_commands(selector: &mut Selector, allow: bool, span: Span, table: &Table) -> TokenKind {
    selector.future_commands = allow;
    selector.allowed = if allow { table.present } else { CommandSet::EMPTY };
    selector.rules.clear();
    selector.all_commands_rule = Some(span);
    if allow { TokenKind::AllCommands } else { TokenKind::NoCommands }
}

fn command_word(selector: &mut Selector, word: &[u8], span: Span, reader: &Reader<'_>) -> Outcome {
    let table = reader.table;
    let engine = reader.dialect.engine;
    let word = c_string(word);
    let allow = word.first() == Some(&b'+');
    let name = word.get(1..).unwrap_or_default();

    if let Some(category) = name.strip_prefix(b"@") {
        if category.eq_ignore_ascii_case(b"all") {
            return Ok(all_commands(selector, allow, span, table));
        }
        let category = table.category(category).ok_or(ErrorKind::UnknownCommand)?;
        selector.allowed.set_all(table.touched(category), allow);
        selector.rules.push(CommandRule { allow, target: RuleTarget::Category(category), span });
        return Ok(TokenKind::Category { allow, category });
    }

    let bar = |&byte: &u8| byte == b'|';
    let split = match engine.has_selectors() {
        _ if !allow => None,
        true => name.iter().rposition(bar),
        false => name.iter().position(bar),
    };
    let Some(split) = split else {
        let command = if engine.has_selectors() { table.find_full(name) } else { table.find(name) };
        let command = command.ok_or(ErrorKind::UnknownCommand)?;
        whole_command(selector, allow, command, span, table);
        return Ok(TokenKind::Command { allow, command });
    };
    let (base, argument) = (name.get(..split).unwrap_or_default(), name.get(split + 1..).unwrap_or_default());
    let command = if engine.has_selectors() { table.find_full(base) } else { table.find(base) };
    let command = command.ok_or(ErrorKind::UnknownCommand)?;
    if command.is_subcommand() {
        return Err(ErrorKind::FirstArgOfSubcommand);
    }
    if argument.is_empty() {
        return Err(ErrorKind::Syntax);
    }
    if table.is_container(command) {
        let sub = table.find_sub(command, argument);
        let command = sub.ok_or(ErrorKind::UnknownCommand)?;
        whole_command(selector, allow, command, span, table);
        return Ok(TokenKind::Command { allow, command });
    }
    if selector.allows(command) {
        match engine {
            Engine::Redis60 => return Err(ErrorKind::CommandFullyAdded),
            Engine::Redis62 => return Ok(TokenKind::FirstArg { command }),
            _ => {}
        }
    }
    selector.rules.push(CommandRule { allow, target: RuleTarget::FirstArg(command, argument.into()), span });
    Ok(TokenKind::FirstArg { command })
}

fn whole_command(selector: &mut Selector, allow: bool, command: Command, span: Span, table: &Table) {
    selector.allowed.set(command, allow);
    for sub in table.subcommands(command) {
        selector.allowed.set(sub, allow);
    }
    selector.rules.push(CommandRule { allow, target: RuleTarget::Command(command), span });
}

/// What C sees of a word: it ends at the first NUL.
pub(super) fn c_string(word: &[u8]) -> &[u8] {
    let end = word.iter().position(|&byte| byte == 0);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}
