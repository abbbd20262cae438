//! What a user may do: the state that words change one by one.

use crate::access::Access;
use crate::engine::Dialect;
use crate::glob::{glob_prepared, plain};
use crate::lex::Span;
use crate::tables::{Category, Command, CommandSet, Table};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::fmt;
use sha2::{Digest, Sha256};

/// The user that an access string results in. Created by [`parse`](crate::parse()).
#[derive(Clone, Debug, PartialEq)]
pub struct User {
    /// The dialect that the string was read for.
    pub dialect: Dialect,
    /// Whether the user may log in: `on`.
    pub enabled: bool,
    /// Whether any password works: `nopass`.
    pub nopass: bool,
    /// Whether payloads of `RESTORE` are fully checked. No engine since Valkey 9.1 uses
    /// it.
    pub sanitize_payload: bool,
    /// SHA-256 of each password, in the order they were added.
    pub passwords: Vec<PasswordHash>,
    /// The rights given outside parentheses.
    pub root: Selector,
    /// The rights given in parentheses. A command is allowed if the root or any one of these allows
    /// all of it; rights of two never add up.
    pub selectors: Vec<Selector>,
}

/// SHA-256 of a password. `Debug` doesn't show it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct PasswordHash(pub [u8; 32]);

impl PasswordHash {
    /// The hash of a password.
    #[must_use]
    pub fn new(password: &[u8]) -> Self {
        Self(Sha256::digest(password).into())
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(..)")
    }
}

/// One set of rights: the root of a user, or a selector in parentheses.
#[derive(Clone, Debug, PartialEq)]
pub struct Selector {
    /// Its place, with its parentheses; the whole string for the root.
    pub span: Span,
    /// Whether its quotes don't balance. Servers accept that, and create a selector without rights.
    pub unbalanced_quotes: bool,
    /// All keys: `~*` or `allkeys`.
    pub all_keys: bool,
    /// Key patterns, in order of first mention. Empty if all keys are allowed.
    pub keys: Vec<KeyPattern>,
    /// All channels: `&*` or `allchannels`.
    pub all_channels: bool,
    /// Channel patterns, in order of first mention. Empty if all channels are allowed.
    pub channels: Vec<ChannelPattern>,
    /// The databases that may be used.
    pub databases: Databases,
    /// Whether commands that come with later versions are allowed: the last word about all commands
    /// was `+@all`.
    pub future_commands: bool,
    /// The last word about all commands, `+@all` or `-@all`; none before the first.
    pub all_commands_rule: Option<Span>,
    /// The command words since the last word about all commands, in order.
    pub rules: Vec<CommandRule>,
    /// First arguments that count although their command may not be allowed, `+select|0`: those that
    /// no later word about the command removed.
    pub first_args: Vec<FirstArg>,
    pub(crate) allowed: CommandSet,
}

/// A pattern of keys, and what may be done to them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyPattern {
    /// The glob, as bytes.
    pub pattern: Box<[u8]>,
    /// What may be done to keys that match.
    pub access: Access,
    /// The word that mentioned it first.
    pub span: Span,
    // This many bytes at the beginning of the pattern are literal.
    plain: usize,
}

impl KeyPattern {
    pub(crate) fn new(pattern: &[u8], access: Access, span: Span) -> Self {
        Self { pattern: pattern.into(), access, span, plain: plain(pattern) }
    }

    /// Whether a key matches.
    pub(crate) fn matches(&self, key: &[u8]) -> bool {
        glob_prepared(&self.pattern, self.plain, key)
    }
}

/// A pattern of channels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChannelPattern {
    /// The glob, as bytes.
    pub pattern: Box<[u8]>,
    /// The word that mentioned it first.
    pub span: Span,
}

/// The databases that may be used. Before Valkey 9.1 always all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Databases {
    /// All of them.
    All,
    /// These, sorted, each once.
    Only(Vec<u32>),
}

/// A word about commands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CommandRule {
    /// Whether it allows or denies.
    pub allow: bool,
    /// The commands that it's about.
    pub target: RuleTarget,
    /// The word.
    pub span: Span,
}

/// What a command word is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RuleTarget {
    /// The commands of a category.
    Category(Category),
    /// A command, with its subcommands, or one subcommand.
    Command(Command),
    /// A command with this first argument.
    FirstArg(Command, Box<[u8]>),
}

/// A first argument that is allowed although its command isn't.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FirstArg {
    /// The command.
    pub command: Command,
    /// The argument as it was written; compared without case.
    pub argument: Box<[u8]>,
    /// The word.
    pub span: Span,
}

impl FirstArg {
    /// The same for what is the same but for case.
    pub(crate) fn key(command: Command, argument: &[u8]) -> (Command, Vec<u8>) {
        (command, argument.to_ascii_lowercase())
    }
}

impl User {
    pub(crate) fn new(dialect: Dialect, span: Span) -> Self {
        Self {
            dialect,
            enabled: false,
            nopass: false,
            sanitize_payload: true,
            passwords: Vec::new(),
            root: Selector::new(dialect, span),
            selectors: Vec::new(),
        }
    }

    /// The root, then the selectors: in this order they are tried, and numbered from 0.
    pub fn all_selectors(&self) -> impl Iterator<Item = &Selector> {
        core::iter::once(&self.root).chain(&self.selectors)
    }
}

impl Selector {
    pub(crate) fn new(dialect: Dialect, span: Span) -> Self {
        Self {
            span,
            unbalanced_quotes: false,
            all_keys: false,
            keys: Vec::new(),
            all_channels: dialect.all_channels && dialect.engine.has_channels(),
            channels: Vec::new(),
            databases: Databases::All,
            future_commands: false,
            all_commands_rule: None,
            rules: Vec::new(),
            first_args: Vec::new(),
            allowed: CommandSet::EMPTY,
        }
    }

    /// Whether the command is allowed regardless of its arguments. For a container such as `config` only
    /// its own entry counts, not those of its subcommands.
    #[must_use]
    pub fn allows(&self, command: Command) -> bool {
        self.allowed.contains(command)
    }

    /// The last word that decided whether a command is allowed: the word itself, and whether it
    /// allows. `None`: no word mentions it, so it isn't allowed.
    #[must_use]
    pub fn deciding_rule(&self, dialect: Dialect, command: Command) -> Option<(Span, bool)> {
        let table = dialect.table();
        let found = self.rules.iter().rev().find(|rule| rule.touches_in(table, command));
        found
            .map(|rule| (rule.span, rule.allow))
            .or(self.all_commands_rule.map(|span| (span, self.future_commands)))
    }
}

impl CommandRule {
    /// Whether the rule decides about a command regardless of its arguments.
    #[must_use]
    pub fn touches(&self, dialect: Dialect, command: Command) -> bool {
        self.touches_in(dialect.table(), command)
    }

    fn touches_in(&self, table: &Table, command: Command) -> bool {
        match self.target {
            RuleTarget::Category(category) => table.touched(category).contains(command),
            RuleTarget::Command(named) if named == command => true,
            RuleTarget::Command(named) => command.container() == Some(named),
            RuleTarget::FirstArg(..) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::PasswordHash;
    use alloc::string::String;

    // An example of FIPS 180-4.
    #[test]
    fn passwords_are_stored_as_sha_256() {
        let hash: String = PasswordHash::new(b"abc").0.iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(hash, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
