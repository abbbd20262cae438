//! What a fix brings, for its title.

use super::access::Access;
use super::{Edit, Subject};
use crate::apply;
use access_string::{Command, Dialect, Difference, parse};

/// More names say no more.
const MOST: usize = 2;

/// The commands that the edits allow besides those known: `CLIENT KILL, CLIENT LIST and 29 more`, the dangerous ones
/// first.
pub fn commands(
    subject: &Subject<'_>,
    access: &Access<'_>,
    edits: &[Edit],
    is_known: impl Fn(&Command) -> bool,
) -> Option<String> {
    listed(access.string.dialect, difference(subject, access, edits)?.gained.commands, is_known)
}

/// The commands that the edits deny besides those known.
pub fn denied(
    subject: &Subject<'_>,
    access: &Access<'_>,
    edits: &[Edit],
    is_known: impl Fn(&Command) -> bool,
) -> Option<String> {
    listed(access.string.dialect, difference(subject, access, edits)?.lost.commands, is_known)
}

fn difference(subject: &Subject<'_>, access: &Access<'_>, edits: &[Edit]) -> Option<Difference> {
    // It costs as much as a fix that is tried, and is only for those.
    if !subject.may_try() {
        return None;
    }
    let fixed = apply(subject.draft, edits);
    let text = fixed.text_at(&access.member.into())?;
    let present = access.string.text.len().checked_sub(access.text.len())?;
    let whole = [access.string.text.get(..present)?, text].concat();
    Some(access.string.user.diff(&parse(&whole, access.string.dialect).user))
}

fn listed(
    dialect: Dialect,
    mut commands: Vec<Command>,
    is_known: impl Fn(&Command) -> bool,
) -> Option<String> {
    commands.retain(|command| !is_known(command) && !dialect.is_container(*command));
    let is_risky = |command: &Command| {
        dialect.categories_of(*command).any(|own| matches!(own.name(), "dangerous" | "admin"))
    };
    let worst =
        commands.iter().filter(|own| is_risky(own)).chain(commands.iter().filter(|own| !is_risky(own)));
    let most = if commands.len() == MOST + 1 { MOST + 1 } else { MOST };
    let mut names: Vec<String> = worst.take(most).map(|own| shown(own.name())).collect();
    if commands.len() > names.len() {
        names.push(format!("{} more", commands.len() - names.len()));
    }
    (!names.is_empty()).then(|| joined(names))
}

/// `FLUSHALL, FLUSHDB and SWAPDB`.
pub fn list(commands: &[Command]) -> String {
    joined(commands.iter().map(|own| shown(own.name())).collect())
}

fn joined(mut names: Vec<String>) -> String {
    let last = names.pop().unwrap_or_default();
    if names.is_empty() { last } else { [names.join(", ").as_str(), " and ", &last].concat() }
}

/// A command as people write it: `CLIENT KILL`.
pub fn shown(name: &str) -> String {
    name.to_ascii_uppercase().replace('|', " ")
}
