//! May this user run this command?

mod missing;

use crate::access::Access;
use crate::engine::{Dialect, Engine};
use crate::glob::glob;
use crate::keys::{self, Argv};
use crate::lex::Span;
use crate::tables::{Command, Special, Table};
use crate::user::{Databases, Selector, User};
use alloc::string::String;
use alloc::vec::Vec;

/// The answer of [`User::can`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "outcome", rename_all = "kebab-case"))]
pub enum Verdict {
    /// The command may run.
    Allowed {
        /// The command or subcommand that the arguments call.
        command: Command,
        /// The first selector that allows all of it: 0 is the root.
        selector: usize,
        /// The word that allows the command; none for those that every user may run, such as `AUTH`.
        rule: Option<Span>,
    },
    /// The command is denied.
    Refused {
        /// The command or subcommand that the arguments call.
        command: Command,
        /// The selector that came furthest: 0 is the root.
        selector: usize,
        /// What that selector lacks, as reported by the server.
        reason: Reason,
        /// The word that denies the command, if the reason is the command and there is such a word.
        rule: Option<Span>,
    },
    /// An unknown command or subcommand, or no arguments at all.
    UnknownCommand,
    /// The server rejects that number of arguments before it checks rights.
    WrongArity {
        /// The command or subcommand.
        command: Command,
    },
}

/// Why a command is denied. Positions count arguments; the command's name is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "kebab-case"))]
pub enum Reason {
    /// The database: the argument that names it, or 0 for the one the connection is in.
    Database {
        /// The argument.
        position: usize,
    },
    /// The command itself.
    Command,
    /// A key.
    Key {
        /// The argument.
        position: usize,
        /// The access that it needs.
        needs: Access,
    },
    /// A channel.
    Channel {
        /// The argument.
        position: usize,
    },
}

impl Reason {
    /// How far a selector came, then where: the furthest is what servers report.
    fn progress(&self) -> (u8, usize) {
        match *self {
            Self::Database { position } => (0, position),
            Self::Command => (1, 0),
            Self::Key { position, .. } => (2, position),
            Self::Channel { position } => (3, position),
        }
    }
}

impl Verdict {
    /// Whether the command may run.
    #[must_use]
    pub fn is_allowed(&self) -> bool {
        matches!(self, Self::Allowed { .. })
    }
}

impl User {
    /// Whether the user may run a command, given as its arguments, from a connection that is in a
    /// database (only Valkey 9.1 and later look at that).
    ///
    /// As in the server, it doesn't matter whether the user is `on`. What is checked only when a
    /// command runs isn't seen: `BY` and `GET` of `SORT`, which need all keys readable, and commands
    /// inside scripts. It allocates nothing.
    ///
    /// ```
    /// use access_string::{parse, Access, Engine, Reason, Verdict};
    /// let access = parse("on %R~app::* -@all +@read +set", Engine::Valkey80);
    /// let user = &access.user;
    /// assert!(user.can(&["GET", "app::1"], 0).is_allowed());
    /// let Verdict::Refused { reason, .. } = user.can(&["SET", "app::1", "v"], 0) else {
    ///     panic!("a pattern for reading does not allow writing");
    /// };
    /// assert_eq!(reason, Reason::Key { position: 1, needs: Access { read: false, write: true } });
    /// ```
    #[must_use]
    pub fn can<A: AsRef<[u8]>>(&self, argv: &[A], database: u32) -> Verdict {
        self.verdict(self.dialect.command_of(argv), Argv(&argv), database)
    }

    fn verdict(&self, command: Option<Command>, argv: Argv<'_>, database: u32) -> Verdict {
        let dialect = self.dialect;
        let table = dialect.table();
        let Some(command) = command else {
            return quit_of_redis_6(dialect.engine, &argv);
        };
        let arity = table.arity(command);
        let least = usize::from(arity.unsigned_abs());
        if argv.len() < least || arity > 0 && argv.len() > least {
            return Verdict::WrongArity { command };
        }
        let call = Call { dialect, table, command, argv, database };
        let mut furthest: Option<(usize, Reason)> = None;
        for (index, selector) in self.all_selectors().enumerate() {
            let Some(reason) = call.refusal(selector) else {
                let rule = selector.allowing_rule(&call);
                return Verdict::Allowed { command, selector: index, rule };
            };
            let further = furthest.is_none_or(|(_, old)| reason.progress() > old.progress());
            if further {
                furthest = Some((index, reason));
            }
        }
        let (index, reason) = furthest.unwrap_or((0, Reason::Command));
        let taken = (reason == Reason::Command)
            .then(|| self.all_selectors().nth(index)?.deciding_rule(dialect, command));
        Verdict::Refused { command, selector: index, reason, rule: taken.flatten().map(|(span, _)| span) }
    }

    /// The words to add so that a denied command is allowed, to the root, or to the
    /// selector that comes furthest: `+get`, `%R~app::1`, `&news`, `db=0,2`. Empty if it is allowed or no
    /// server would run it. Keys and channels are exact, with special characters of patterns escaped.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let access = parse("on ~app::* -@all +set", Engine::Valkey80);
    /// assert_eq!(access.user.missing(&["MGET", "app::1", "b*"], 0), ["+mget", r"%R~b\*"]);
    /// ```
    #[must_use]
    pub fn missing<A: AsRef<[u8]>>(&self, argv: &[A], database: u32) -> Vec<String> {
        let Verdict::Refused { command, selector, .. } = self.can(argv, database) else {
            return Vec::new();
        };
        let Some(selector) = self.all_selectors().nth(selector) else {
            return Vec::new();
        };
        let call =
            Call { dialect: self.dialect, table: self.dialect.table(), command, argv: Argv(&argv), database };
        call.missing(selector)
    }
}

/// What a call is about, beyond the command itself.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Touched {
    /// The command or subcommand.
    pub command: Command,
    /// The arguments that are keys, in the order of the server's check, and what is done to each.
    pub keys: Vec<(usize, Access)>,
    /// The arguments that are channels.
    pub channels: Vec<usize>,
    /// Whether the channels are patterns, which must equal one that is allowed.
    pub channel_patterns: bool,
    /// The databases that are named.
    pub databases: Vec<u32>,
}

impl Dialect {
    /// The keys, channels and databases of a call. `None`: an unknown command.
    ///
    /// Where a call is malformed this is what the server's permission check finds, which may be nothing.
    ///
    /// ```
    /// use access_string::{Access, Dialect, Engine};
    /// let dialect = Dialect::from(Engine::Valkey80);
    /// let touched = dialect.touched(&["COPY", "from", "to"]).unwrap();
    /// let write = Access { read: false, write: true };
    /// assert_eq!(touched.keys, [(1, Access { read: true, write: false }), (2, write)]);
    /// ```
    #[must_use]
    pub fn touched<A: AsRef<[u8]>>(self, argv: &[A]) -> Option<Touched> {
        Some(self.touched_by(self.command_of(argv)?, Argv(&argv)))
    }

    fn touched_by(self, command: Command, argv: Argv<'_>) -> Touched {
        let arguments = argv.len();
        let call = Call { dialect: self, table: self.table(), command, argv, database: 0 };
        let mut keys = Vec::new();
        call.each_key(&mut |position, needs| {
            keys.push((position, needs));
            true
        });
        let (channels, channel_patterns) = call.channels();
        let mut databases = Vec::new();
        if self.engine.has_databases() {
            call.each_database(&mut |_, number| databases.push(number));
        }
        let channels = channels.filter(|&at| at < arguments).collect();
        Touched { command, keys, channels, channel_patterns, databases }
    }
}

impl Selector {
    fn allowing_rule(&self, call: &Call<'_>) -> Option<Span> {
        if self.allows(call.command) {
            let rule = self.deciding_rule(call.dialect, call.command);
            return rule.map(|(span, _)| span);
        }
        let mut first_args = self.first_args.iter();
        first_args
            .find(|arg| arg.command == call.command && call.argv.is(1, &arg.argument))
            .map(|arg| arg.span)
    }

    fn allows_key(&self, key: &[u8], needs: Access) -> bool {
        self.keys.iter().any(|allowed| allowed.access.covers(needs) && allowed.matches(key))
    }

    fn allows_channel(&self, channel: &[u8], literal: bool) -> bool {
        self.channels.iter().any(|allowed| {
            if literal { *allowed.pattern == *channel } else { glob(&allowed.pattern, channel) }
        })
    }
}

/// Redis 6 answers QUIT before it looks for a command, and has none of that name.
fn quit_of_redis_6(engine: Engine, argv: &Argv<'_>) -> Verdict {
    match Command::find(b"quit") {
        Some(command) if !engine.has_selectors() && argv.is(0, b"quit") => {
            Verdict::Allowed { command, selector: 0, rule: None }
        }
        _ => Verdict::UnknownCommand,
    }
}

/// How many databases a server has by default; higher numbers are invalid.
pub(crate) const DATABASES: u32 = 16;

/// A command with its arguments, ready to be checked against selectors.
struct Call<'a> {
    dialect: Dialect,
    table: &'static Table,
    command: Command,
    argv: Argv<'a>,
    database: u32,
}

impl Call<'_> {
    /// The first thing the selector lacks.
    fn refusal(&self, selector: &Selector) -> Option<Reason> {
        self.refused_database(selector)
            .map(|position| Reason::Database { position })
            .or_else(|| (!self.command_allowed(selector)).then_some(Reason::Command))
            .or_else(|| self.refused_key(selector))
            .or_else(|| self.refused_channel(selector))
    }

    fn command_allowed(&self, selector: &Selector) -> bool {
        selector.allows(self.command)
            || self.table.never_refused(self.command)
            || self.argv.len() > 1
                && selector
                    .first_args
                    .iter()
                    .any(|arg| arg.command == self.command && self.argv.is(1, &arg.argument))
    }

    fn refused_key(&self, selector: &Selector) -> Option<Reason> {
        if selector.all_keys {
            return None;
        }
        let mut refused = None;
        self.each_key(&mut |position, needs| {
            let allowed = selector.allows_key(self.argv.get(position), needs);
            if !allowed {
                refused = Some(Reason::Key { position, needs });
            }
            allowed
        });
        refused
    }

    fn each_key(&self, check: &mut dyn FnMut(usize, Access) -> bool) {
        let engine = self.dialect.engine;
        keys::each_key(engine, self.table, self.command, &self.argv, check);
    }

    fn refused_channel(&self, selector: &Selector) -> Option<Reason> {
        if selector.all_channels {
            return None;
        }
        let (mut channels, literal) = self.channels();
        channels
            .find(|&position| !selector.allows_channel(self.argv.get(position), literal))
            .map(|position| Reason::Channel { position })
    }

    /// The arguments that are channels, and whether they are patterns that must be equal to one that
    /// is allowed.
    fn channels(&self) -> (core::ops::Range<usize>, bool) {
        if !self.dialect.engine.has_channels() {
            return (0..0, false);
        }
        match self.command.special() {
            Special::Publish => (1..2, false),
            Special::Subscribe => (1..self.argv.len(), false),
            Special::PSubscribe => (1..self.argv.len(), true),
            _ => (0..0, false),
        }
    }

    /// The argument that names a database the selector doesn't allow; 0 for the connection's own.
    fn refused_database(&self, selector: &Selector) -> Option<usize> {
        let Databases::Only(allowed) = &selector.databases else {
            return None;
        };
        let has = |number: u32| allowed.binary_search(&number).is_ok();
        let current = || (!has(self.database)).then_some(0);
        match self.command.special() {
            Special::AllDbs => (!(0..DATABASES).all(has)).then_some(0),
            Special::Select | Special::SwapDb => self.first_database(&|number| !has(number)),
            Special::Move | Special::Copy => self.first_database(&|number| !has(number)).or_else(current),
            _ if self.uses_database() => current(),
            _ => None,
        }
    }

    /// The first argument that names a database of this kind. Where one of them isn't a database, or an
    /// option is unknown, the server looks at none: the command will fail.
    fn first_database(&self, kind: &dyn Fn(u32) -> bool) -> Option<usize> {
        let mut found = None;
        let valid = self.each_database(&mut |position, number| {
            if found.is_none() && kind(number) {
                found = Some(position);
            }
        });
        found.filter(|_| valid)
    }

    /// Calls `see` with every argument that names a database. Whether all of them do, and all options
    /// are known.
    fn each_database(&self, see: &mut dyn FnMut(usize, u32)) -> bool {
        let mut named = |position: usize| {
            let number = keys::strict_number(self.argv.get(position));
            let number = number.and_then(|number| u32::try_from(number).ok());
            let number = number.filter(|&number| number < DATABASES);
            number.map(|number| see(position, number)).is_some()
        };
        match self.command.special() {
            Special::Select => named(1),
            Special::SwapDb => named(1) && named(2),
            Special::Move => named(2),
            Special::Copy => {
                let mut at = 3;
                while at < self.argv.len() {
                    if self.argv.is(at, b"db") && at + 1 < self.argv.len() {
                        if !named(at + 1) {
                            return false;
                        }
                        at += 2;
                    } else if self.argv.is(at, b"replace") {
                        at += 1;
                    } else {
                        return false;
                    }
                }
                true
            }
            _ => true,
        }
    }

    /// Whether the command works in the connection's database: those about keys, reading or writing.
    fn uses_database(&self) -> bool {
        uses_database(self.table, self.command)
    }
}

/// Whether the command works in the connection's database: those about keys, reading or writing.
pub(crate) fn uses_database(table: &Table, command: Command) -> bool {
    const KEYSPACE_READ_WRITE: u32 = 0b111;
    table.category_bits(command) & KEYSPACE_READ_WRITE != 0
        || table.specs(command).iter().any(|spec| !spec.not_key)
}
