//! The sentence for one word.

use crate::access::Access;
use crate::effect::{Effect, plain_pattern};
use crate::error::Error;
use crate::parse::{AccessString, Token, TokenKind};
use crate::prose::{Name, count, examples, list, names, patterns};
use crate::tables::{Category, Command};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::{self, Write as _};

pub(super) fn text(
    access: &AccessString,
    at: usize,
    token: &Token,
    effect: Effect,
    error: Option<&Error>,
) -> String {
    let mut out = String::with_capacity(80);
    // Writing to a string can't fail.
    let _ = match effect {
        Effect::Refused => refused(&mut out, access, error),
        effect => says(&mut out, access, at, token).and_then(|()| after(&mut out, access, token, effect)),
    };
    out
}

/// What the word means on its own.
fn says(out: &mut String, access: &AccessString, at: usize, token: &Token) -> fmt::Result {
    let word = token.span.slice(&access.text);
    let says = match token.kind {
        TokenKind::Open => {
            "Begins a selector, a separate set of rights: one set must allow a command completely."
        }
        TokenKind::Close => "Ends the selector.",
        TokenKind::On => "Can log in.",
        TokenKind::Off => "Can't log in.",
        TokenKind::NoPass => "Can log in with any password, or none.",
        TokenKind::ResetPass => "Removes all passwords.",
        TokenKind::AddPassword => "Adds a password.",
        TokenKind::RemovePassword => "Removes a password.",
        TokenKind::AddHash => "Adds a password, by its SHA-256 hash.",
        TokenKind::RemoveHash => "Removes a password, by its SHA-256 hash.",
        TokenKind::SanitizePayload => "Fully validates data from RESTORE.",
        TokenKind::SkipSanitizePayload => "Doesn't fully validate data from RESTORE.",
        TokenKind::ClearSelectors => "Removes the selectors before it.",
        TokenKind::Reset => "Resets the user: off, and without any rights.",
        TokenKind::AllKeys => "Allows any key.",
        TokenKind::ResetKeys => "Removes the keys before it.",
        TokenKind::AllChannels => "Allows any Pub/Sub channel.",
        TokenKind::ResetChannels => "Removes the Pub/Sub channels before it.",
        TokenKind::AllDatabases => "Allows every database.",
        TokenKind::ResetDatabases => "Allows no database.",
        TokenKind::AllCommands => "Allows every command, including those of later versions.",
        TokenKind::NoCommands => "Denies every command, except those that later words allow.",
        TokenKind::Keys(granted) => return keys(out, access, at, granted),
        TokenKind::Channels => return channels(out, access, at),
        TokenKind::Databases => return databases(out, word),
        TokenKind::Category { allow, category } => return of_category(out, access, allow, category),
        TokenKind::Command { allow, command } => return of_command(out, access, allow, command),
        TokenKind::FirstArg { command } => {
            let argument = word.split_once('|').map_or("", |(_, argument)| argument);
            return write!(out, "Allows {} when its first argument is {argument}.", Name(command));
        }
        TokenKind::Empty => "An empty word.",
        TokenKind::Ignored => "",
        TokenKind::Invalid | TokenKind::Space => "",
    };
    out.write_str(says)
}

fn keys(out: &mut String, access: &AccessString, at: usize, granted: Access) -> fmt::Result {
    let keys = match plain_pattern(access, at) {
        Some(pattern) => patterns("key", false, core::iter::once(pattern)),
        None => "the keys that match this pattern".to_owned(),
    };
    let purpose = match (granted.read, granted.write) {
        (true, false) => "reading only",
        (false, true) => "writing only",
        _ => "reading and writing",
    };
    write!(out, "Allows {keys}, for {purpose}.")
}

fn channels(out: &mut String, access: &AccessString, at: usize) -> fmt::Result {
    let channels = match plain_pattern(access, at) {
        Some(pattern) => patterns("Pub/Sub channel", false, core::iter::once(pattern)),
        None => "the Pub/Sub channels that match this pattern".to_owned(),
    };
    write!(out, "Allows {channels}.")
}

fn databases(out: &mut String, word: &str) -> fmt::Result {
    let numbers: Vec<&str> = word.split_once('=').map_or("", |(_, numbers)| numbers).split(',').collect();
    let databases = if numbers.len() == 1 { "database" } else { "databases" };
    write!(out, "Allows only {databases} {}.", list(&numbers, 8, " and "))
}

fn of_category(out: &mut String, access: &AccessString, allow: bool, category: Category) -> fmt::Result {
    let table = access.dialect.table();
    let touched = table.touched(category).without(&table.containers);
    let commands: Vec<Command> = touched.iter().collect();
    let verb = if allow { "Allows" } else { "Denies" };
    let examples = names(&examples(&commands, 3));
    let examples = list(&examples, 3, " and ");
    write!(out, "{verb} the {} {}, such as {examples}.", count(commands.len(), "command"), about(category))
}

fn of_command(out: &mut String, access: &AccessString, allow: bool, command: Command) -> fmt::Result {
    let dialect = access.dialect;
    let verb = if allow { "Allows" } else { "Denies" };
    let mut categories = dialect.categories_of(command);
    let risky =
        categories.find(|category| matches!(category.name(), "admin" | "dangerous")).filter(|_| allow);
    let rest = match risky.map(Category::name) {
        _ if dialect.is_container(command) => " with all its subcommands",
        Some("admin") => ", which counts as administration (@admin)",
        Some(_) => ", which counts as dangerous (@dangerous)",
        None => "",
    };
    write!(out, "{verb} {}{rest}.", Name(command))
}

/// What the commands of a category have in common.
fn about(category: Category) -> &'static str {
    match category.name() {
        "keyspace" => "about keys of any type (@keyspace)",
        "read" => "that read data (@read)",
        "write" => "that write data (@write)",
        "set" => "for sets (@set)",
        "sortedset" => "for sorted sets (@sortedset)",
        "list" => "for lists (@list)",
        "hash" => "for hashes (@hash)",
        "string" => "for strings (@string)",
        "bitmap" => "for bitmaps (@bitmap)",
        "hyperloglog" => "for HyperLogLogs (@hyperloglog)",
        "geo" => "for geo indexes (@geo)",
        "stream" => "for streams (@stream)",
        "pubsub" => "for Pub/Sub (@pubsub)",
        "admin" => "for administrators (@admin)",
        "fast" => "that are fast regardless of data size (@fast)",
        "slow" => "that aren't @fast (@slow)",
        "blocking" => "that may wait for data (@blocking)",
        "dangerous" => "that can do harm or reveal a lot (@dangerous)",
        "connection" => "for the connection itself (@connection)",
        "transaction" => "for transactions (@transaction)",
        "scripting" => "for scripts and functions (@scripting)",
        "json" => "for JSON documents (@json)",
        "bloom" => "for Bloom filters (@bloom)",
        "search" => "for search indexes (@search)",
        _ => "of this category",
    }
}

/// Its effect in the end.
fn after(out: &mut String, access: &AccessString, token: &Token, effect: Effect) -> fmt::Result {
    let word = |by: crate::Span| by.slice(&access.text);
    match effect {
        Effect::Works | Effect::Refused => Ok(()),
        Effect::Partly { undone } => match token.kind {
            TokenKind::NoCommands => Ok(()),
            TokenKind::Category { allow: false, .. } | TokenKind::Command { allow: false, .. } => {
                write!(out, " Later words allow {undone} of them again.")
            }
            _ => write!(out, " Later words deny {undone} of them."),
        },
        Effect::Already { by: Some(by) } => {
            write!(out, " Redundant, because of {} before it.", word(by))
        }
        Effect::Already { by: None } => out.write_str(match token.kind {
            TokenKind::NoCommands => " A new user has none anyway; this makes it explicit.",
            TokenKind::Off => " A new user is off anyway; this makes it explicit.",
            TokenKind::ResetKeys | TokenKind::ResetChannels | TokenKind::ClearSelectors => {
                " Redundant, as there are none."
            }
            TokenKind::Category { allow: false, .. } | TokenKind::Command { allow: false, .. } => {
                " Redundant, as it isn't allowed before."
            }
            _ => " Redundant, as that's already so.",
        }),
        Effect::Repeated { by } => write!(out, " Redundant, because of {} after it.", word(by)),
        Effect::Undone { by } => write!(out, " Has no effect, because of {} after it.", word(by)),
        Effect::Ignored => out.write_str(match token.kind {
            TokenKind::Ignored
                if access.text.get(token.span.end..).is_some_and(|rest| rest.starts_with('(')) =>
            {
                "Redis 7.0 drops this when another parenthesis opens."
            }
            TokenKind::Ignored => "The quotes don't balance, so the selector allows nothing.",
            TokenKind::Empty => " Has no effect.",
            _ => " This version accepts the word but ignores it.",
        }),
    }
}

fn refused(out: &mut String, access: &AccessString, error: Option<&Error>) -> fmt::Result {
    // Each is searched for among all commands; with many wrong words, the first ones are enough.
    const SUGGESTED: usize = 16;
    let Some(error) = error else { return out.write_str("The server rejects this word.") };
    let meaning = error.kind.meaning();
    let suggestions = match access.errors.iter().take(SUGGESTED).any(|listed| listed == error) {
        true => access.suggestions(error),
        false => Vec::new(),
    };
    if suggestions.is_empty() {
        return out.write_str(meaning);
    }
    write!(out, "{meaning} Did you mean {}?", list(&suggestions, 3, " or "))
}
