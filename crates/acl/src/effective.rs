//! The effective set of commands: which a user may run, and which word decided.

use crate::lex::Span;
use crate::tables::{Command, CommandSet};
use crate::user::{RuleTarget, Selector, User};
use alloc::vec::Vec;

/// What a user may do with one command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Effective {
    /// The command or subcommand.
    pub command: Command,
    /// Whether some selector allows it, given the right keys, channels and database.
    pub allowed: bool,
    /// Whether it is allowed only with some first arguments.
    pub only_first_args: bool,
    /// The selector that decided: the first that allows it, or the root, which is 0.
    pub selector: usize,
    /// The word that decided. None where no word mentions the command, and where a word takes away what no server rejects.
    pub rule: Option<Span>,
}

impl User {
    /// Every command of the dialect with what the user may do, by number. Containers are left out: no
    /// call runs `CONFIG` alone, only its subcommands.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let access = parse("on ~* -@all +@read -keys", Engine::Valkey80);
    /// let commands = access.user.commands();
    /// let keys = commands.iter().find(|entry| entry.command.name() == "keys").unwrap();
    /// assert!(!keys.allowed);
    /// assert_eq!(keys.rule.unwrap().slice(&access.text), "-keys");
    /// ```
    #[must_use]
    pub fn commands(&self) -> Vec<Effective> {
        let table = self.dialect.table();
        let mut found: Vec<Effective> = self
            .dialect
            .commands()
            .filter(|&command| !table.is_container(command))
            .map(|command| Effective {
                command,
                allowed: table.never_refused(command),
                only_first_args: false,
                selector: 0,
                rule: None,
            })
            .collect();
        for (index, selector) in self.all_selectors().enumerate() {
            let rules = selector.deciding_rules(self);
            for entry in &mut found {
                let rule = rules.get(entry.command.index()).copied().flatten();
                // A word that denies a command which everyone may run decides nothing.
                if index == 0 && (!entry.allowed || selector.allows(entry.command)) {
                    entry.rule = rule;
                }
                if entry.allowed && !entry.only_first_args {
                    continue;
                }
                if selector.allows(entry.command) {
                    (entry.allowed, entry.only_first_args) = (true, false);
                    (entry.selector, entry.rule) = (index, rule);
                }
            }
            for first_arg in &selector.first_args {
                let at = found.binary_search_by_key(&first_arg.command, |entry| entry.command);
                let Some(entry) = at.ok().and_then(|at| found.get_mut(at)) else {
                    continue;
                };
                if !entry.allowed {
                    (entry.allowed, entry.only_first_args) = (true, true);
                    (entry.selector, entry.rule) = (index, Some(first_arg.span));
                }
            }
        }
        found
    }

    /// Those of these commands that the user can't run, each with the word outside selectors that denies it.
    pub(crate) fn denied(&self, commands: &CommandSet) -> Vec<(Span, Command)> {
        let table = self.dialect.table();
        let rules = self.root.deciding_rules(self);
        let runs = |command: Command| {
            table.never_refused(command)
                || self.all_selectors().any(|selector| {
                    selector.allows(command)
                        || selector.first_args.iter().any(|first_arg| first_arg.command == command)
                })
        };
        let denied = commands.iter().filter(|command| !runs(*command));
        denied.filter_map(|command| Some((rules.get(command.index()).copied()??, command))).collect()
    }
}

impl Selector {
    /// The deciding word of every command, by number.
    fn deciding_rules(&self, user: &User) -> Vec<Option<Span>> {
        let table = user.dialect.table();
        let mut rules = vec![None; crate::tables::COUNT];
        let mut decided = CommandSet::EMPTY;
        let mut decide = |command: Command, span: Span| {
            if !decided.contains(command) {
                decided.set(command, true);
                if let Some(rule) = rules.get_mut(command.index()) {
                    *rule = Some(span);
                }
            }
        };
        for rule in self.rules.iter().rev() {
            match rule.target {
                RuleTarget::Category(category) => {
                    let touched = table.touched(category);
                    touched.iter().for_each(|command| decide(command, rule.span));
                }
                RuleTarget::Command(command) => {
                    decide(command, rule.span);
                    let subs = table.subcommands(command);
                    subs.for_each(|sub| decide(sub, rule.span));
                }
                RuleTarget::FirstArg(..) => {}
            }
        }
        if let Some(span) = self.all_commands_rule {
            table.present.iter().for_each(|command| decide(command, span));
        }
        rules
    }
}
