//! The sentence for one word.

use crate::access::Access;
use crate::effect::{Effect, plain_pattern};
use crate::error::Error;
use crate::parse::{AccessString, Token, TokenKind};
use crate::prose::{count, examples, list, name, names, patterns};
use crate::tables::{Category, Command};

pub(super) fn text(
    access: &AccessString,
    at: usize,
    token: &Token,
    effect: Effect,
    error: Option<&Error>,
) -> String {
    let mut out = String::with_capacity(80);
    if effect == Effect::Refused {
        refused(&mut out, access, error);
        return out;
    }
    says(&mut out, access, at, token);
    after(&mut out, access, token, effect);
    out
}

/// What the word says by itself.
fn says(out: &mut String, access: &AccessString, at: usize, token: &Token) {
    let word = token.span.of(&access.text);
    let says = match token.kind {
        TokenKind::Open => {
            "Begins a selector, a set of rights of its own: a command must be allowed wholly by one set."
        }
        TokenKind::Close => "Ends the selector.",
        TokenKind::On => "May log in.",
        TokenKind::Off => "May not log in.",
        TokenKind::NoPass => "May log in with any password, or none.",
        TokenKind::ResetPass => "Forgets all passwords.",
        TokenKind::AddPassword => "Adds a password.",
        TokenKind::RemovePassword => "Takes a password away.",
        TokenKind::AddHash => "Adds a password, given as its SHA-256.",
        TokenKind::RemoveHash => "Takes a password away, given as its SHA-256.",
        TokenKind::SanitizePayload => "Has data that comes with RESTORE checked in full.",
        TokenKind::SkipSanitizePayload => "Has data that comes with RESTORE not checked in full.",
        TokenKind::ClearSelectors => "Drops the selectors before it.",
        TokenKind::Reset => "Begins anew, as a user that is off and may do nothing.",
        TokenKind::AllKeys => "Allows any key.",
        TokenKind::ResetKeys => "Forgets the keys before it.",
        TokenKind::AllChannels => "Allows any Pub/Sub channel.",
        TokenKind::ResetChannels => "Forgets the Pub/Sub channels before it.",
        TokenKind::AllDatabases => "Allows every database.",
        TokenKind::ResetDatabases => "Allows no database.",
        TokenKind::AllCommands => "Allows every command, also those of later versions.",
        TokenKind::NoCommands => "Allows no command, but what words behind it allow.",
        TokenKind::Keys(own) => return keys(out, access, at, own),
        TokenKind::Channels => return channels(out, access, at),
        TokenKind::Databases => return databases(out, word),
        TokenKind::Category { allow, category } => return of_category(out, access, allow, category),
        TokenKind::Command { allow, command } => return of_command(out, access, allow, command),
        TokenKind::FirstArg { command } => {
            out.push_str("Allows ");
            out.push_str(&name(command));
            out.push_str(" when its first argument is ");
            out.push_str(word.split_once('|').map_or("", |(_, argument)| argument));
            "."
        }
        TokenKind::Empty => "An empty word.",
        TokenKind::Ignored => "",
        TokenKind::Invalid | TokenKind::Space => "",
    };
    out.push_str(says);
}

fn keys(out: &mut String, access: &AccessString, at: usize, own: Access) {
    out.push_str("Allows ");
    match plain_pattern(access, at) {
        Some(pattern) => patterns(out, "key", false, std::iter::once(pattern)),
        None => out.push_str("the keys of this pattern"),
    }
    out.push_str(match (own.read, own.write) {
        (true, false) => ", for reading only.",
        (false, true) => ", for writing only.",
        _ => ", for reading and writing.",
    });
}

fn channels(out: &mut String, access: &AccessString, at: usize) {
    out.push_str("Allows ");
    match plain_pattern(access, at) {
        Some(pattern) => patterns(out, "Pub/Sub channel", false, std::iter::once(pattern)),
        None => out.push_str("the Pub/Sub channels of this pattern"),
    }
    out.push('.');
}

fn databases(out: &mut String, word: &str) {
    let numbers: Vec<String> =
        word.split_once('=').map_or("", |(_, numbers)| numbers).split(',').map(str::to_owned).collect();
    out.push_str(if numbers.len() == 1 { "Allows only database " } else { "Allows only databases " });
    list(out, &numbers, 8, " and ");
    out.push('.');
}

fn of_category(out: &mut String, access: &AccessString, allow: bool, category: Category) {
    let table = access.dialect.table();
    let touched = table.touched(category).without(&table.containers);
    let commands: Vec<Command> = touched.iter().collect();
    out.push_str(if allow { "Allows the " } else { "Takes away the " });
    count(out, commands.len(), "command");
    out.push(' ');
    out.push_str(about(category));
    out.push_str(", such as ");
    list(out, &names(&examples(&commands, 3)), 3, " and ");
    out.push('.');
}

fn of_command(out: &mut String, access: &AccessString, allow: bool, command: Command) {
    let dialect = access.dialect;
    out.push_str(if allow { "Allows " } else { "Takes away " });
    out.push_str(&name(command));
    if dialect.is_container(command) {
        out.push_str(" with all its subcommands.");
        return;
    }
    let mut categories = dialect.categories_of(command);
    let risky = categories.find(|own| matches!(own.name(), "admin" | "dangerous"));
    if let Some(category) = risky.filter(|_| allow) {
        out.push_str(", which counts as ");
        out.push_str(match category.name() {
            "admin" => "administration (@admin).",
            _ => "dangerous (@dangerous).",
        });
        return;
    }
    out.push('.');
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
        "fast" => "that are quick however much data there is (@fast)",
        "slow" => "that are not @fast (@slow)",
        "blocking" => "that may wait for data (@blocking)",
        "dangerous" => "that can do harm or tell much (@dangerous)",
        "connection" => "for the connection itself (@connection)",
        "transaction" => "for transactions (@transaction)",
        "scripting" => "for scripts and functions (@scripting)",
        "json" => "for JSON documents (@json)",
        "bloom" => "for Bloom filters (@bloom)",
        "search" => "for search indexes (@search)",
        _ => "of this category",
    }
}

/// What becomes of it.
fn after(out: &mut String, access: &AccessString, token: &Token, effect: Effect) {
    let mut with = |begin: &str, by: crate::Span, end: &str| {
        out.push_str(begin);
        out.push_str(by.of(&access.text));
        out.push_str(end);
    };
    match effect {
        Effect::Works | Effect::Refused => {}
        Effect::Partly { undone } => {
            let takes = !matches!(
                token.kind,
                TokenKind::NoCommands
                    | TokenKind::Category { allow: false, .. }
                    | TokenKind::Command { allow: false, .. }
            );
            if token.kind == TokenKind::NoCommands {
                return;
            }
            out.push_str(" Words behind it ");
            out.push_str(if takes { "take " } else { "give " });
            out.push_str(&undone.to_string());
            out.push_str(if takes { " of them away." } else { " of them back." });
        }
        Effect::Already { by: Some(by) } => with(" Changes nothing, because of ", by, " before it."),
        Effect::Already { by: None } => out.push_str(match token.kind {
            TokenKind::NoCommands => " A new user has none anyway; this makes it plain.",
            TokenKind::Off => " A new user is off anyway; this makes it plain.",
            TokenKind::ResetKeys | TokenKind::ResetChannels | TokenKind::ClearSelectors => {
                " Changes nothing, as there are none."
            }
            TokenKind::Category { allow: false, .. } | TokenKind::Command { allow: false, .. } => {
                " Changes nothing, as it is not allowed before."
            }
            _ => " Changes nothing, as it is so already.",
        }),
        Effect::Repeated { by } => with(" Not needed, because of ", by, " behind it."),
        Effect::Undone { by } => with(" Has no effect, because of ", by, " behind it."),
        Effect::Ignored => out.push_str(match token.kind {
            TokenKind::Ignored
                if access.text.get(token.span.end..).is_some_and(|rest| rest.starts_with('(')) =>
            {
                "Redis 7.0 drops this when another parenthesis opens."
            }
            TokenKind::Ignored => "The quotes do not balance, so the selector allows nothing.",
            TokenKind::Empty => " Means nothing.",
            _ => " This version takes the word and looks at it no more.",
        }),
    }
}

fn refused(out: &mut String, access: &AccessString, error: Option<&Error>) {
    let Some(error) = error else {
        out.push_str("The server refuses this word.");
        return;
    };
    out.push_str(error.kind.meaning());
    // Each is looked for among all commands; who has many wrong words reads the first ones.
    const SUGGESTED: usize = 16;
    if access.errors.iter().take(SUGGESTED).all(|own| own != error) {
        return;
    }
    let suggestions = access.suggestions(error);
    if !suggestions.is_empty() {
        out.push_str(" Perhaps ");
        list(out, &suggestions, 3, " or ");
        out.push_str(" is meant.");
    }
}
