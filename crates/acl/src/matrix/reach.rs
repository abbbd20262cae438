//! Whether a command that is allowed finds a key, a channel and a database that are allowed, too.

use crate::access::Access;
use crate::effective::Effective;
use crate::evaluate::{DATABASES, uses_database};
use crate::tables::{Begin, Command, Special, Table};
use crate::user::{Databases, Selector, User};
use alloc::vec::Vec;

/// Whether a user gets a command to work, given the right arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Reach {
    /// It works.
    Allowed,
    /// It works with some first arguments only.
    FirstArguments,
    /// It is allowed, and no key may be used as it needs.
    NoKey,
    /// It is allowed, and no channel is.
    NoChannel,
    /// It is allowed, and no database that it needs is.
    NoDatabase,
    /// It's denied.
    Refused,
}

/// The rights of each selector of a user other than commands.
pub(super) struct Scopes<'a>(Vec<Scope<'a>>);

struct Scope<'a> {
    selector: &'a Selector,
    /// Whether some key may be used at all, read, written, and both.
    keys: [bool; 4],
}

impl<'a> Scopes<'a> {
    pub(super) fn new(user: &'a User) -> Self {
        let scope = |selector: &'a Selector| {
            let covers =
                |needs: Access| selector.all_keys || selector.keys.iter().any(|key| key.access.covers(needs));
            let keys = [Access::NONE, Access::READ, Access::WRITE, Access::BOTH].map(covers);
            Scope { selector, keys }
        };
        Self(user.all_selectors().map(scope).collect())
    }

    /// How far a command gets in the selector where it gets furthest.
    pub(super) fn reach(&self, table: &Table, effective: Effective) -> Reach {
        if !effective.allowed {
            return Reach::Refused;
        }
        let reach = |scope: &Scope<'_>| {
            let is_allowed = scope.selector.allows(effective.command);
            let is_first_arg =
                || scope.selector.first_args.iter().any(|first| first.command == effective.command);
            Some(match () {
                () if !(is_allowed || effective.only_first_args && is_first_arg()) => return None,
                () if !scope.has_database(table, effective.command) => Reach::NoDatabase,
                () if !scope.has_keys(table, effective.command) => Reach::NoKey,
                () if !scope.has_channel(table, effective.command) => Reach::NoChannel,
                () if is_allowed => Reach::Allowed,
                () => Reach::FirstArguments,
            })
        };
        let rank = |reach: &Reach| match reach {
            Reach::Allowed => 2,
            Reach::FirstArguments => 1,
            _ => 0,
        };
        self.0.iter().filter_map(reach).max_by_key(rank).unwrap_or(Reach::Refused)
    }
}

impl Scope<'_> {
    /// Whether there is a key for each that the command must name. Scripts need not name any.
    fn has_keys(&self, table: &Table, command: Command) -> bool {
        const SCRIPTS: [&str; 6] = ["eval", "evalsha", "eval_ro", "evalsha_ro", "fcall", "fcall_ro"];
        if self.selector.all_keys || SCRIPTS.contains(&command.name()) {
            return true;
        }
        let has = |needs: Access| self.keys[usize::from(needs.read) + 2 * usize::from(needs.write)];
        // Only a special routine knows the keys of some commands.
        let special = command.special();
        let finds_keys = matches!(
            special,
            Special::NumKeys(_)
                | Special::Store
                | Special::StrAlgo
                | Special::XRead
                | Special::Memory
                | Special::Sort
                | Special::SortRo
                | Special::Migrate
                | Special::GeoRadius
        );
        if finds_keys && table.specs(command).is_empty() {
            return has(Access::NONE);
        }
        let specs = || table.specs(command).iter().filter(|spec| !spec.not_key);
        // A key after a word is an option where another key must be named.
        let is_option = |begin: Begin| matches!(begin, Begin::Keyword(..) | Begin::Unknown);
        let is_named = specs().any(|spec| !is_option(spec.begin));
        specs().filter(|spec| !(is_named && is_option(spec.begin))).all(|spec| {
            // `SET` reads what was there only with `GET`.
            has(if spec.variable && special == Special::Set { Access::WRITE } else { spec.access })
        })
    }

    fn has_channel(&self, table: &Table, command: Command) -> bool {
        let selector = self.selector;
        selector.all_channels || !selector.channels.is_empty() || !table.takes_channels.contains(command)
    }

    fn has_database(&self, table: &Table, command: Command) -> bool {
        let Databases::Only(numbers) = &self.selector.databases else { return true };
        let has = |number: u32| numbers.binary_search(&number).is_ok();
        match command.special() {
            Special::AllDbs => (0..DATABASES).all(has),
            Special::Select | Special::SwapDb => (0..DATABASES).any(has),
            _ => (0..DATABASES).any(has) || !uses_database(table, command),
        }
    }
}
