//! Clauses about commands that are neither for data nor for Pub/Sub.

use super::{Clauses, NAMED};
use crate::access::Access;
use crate::prose::{Name, count, examples, list, names, worst};
use crate::rights::{Extent, Matter};
use crate::tables::{Command, CommandSet};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Clauses<'_> {
    pub(super) fn others(&mut self) {
        let matters = [
            (Matter::Script, "run scripts"),
            (Matter::Transact, "use transactions"),
            (Matter::Connect, "manage its connection"),
        ];
        let mut whole = Vec::new();
        let mut single = Vec::new();
        for (matter, verb) in matters.into_iter().chain([(Matter::Other, "")]) {
            match self.rights.extent(matter) {
                // What is missing or not missing here surprises nobody.
                Extent::All | Extent::AllBut(_) if verb.is_empty() => {}
                Extent::All => whole.push(verb.to_owned()),
                Extent::AllBut(commands) => {
                    whole.push(format!("{verb} (but not {})", list(&names(commands), 3, " and ")));
                }
                Extent::Some { commands, .. } => single.extend_from_slice(commands),
                Extent::None => {}
            }
        }
        if !whole.is_empty() {
            self.say(format!("may {}", list(&whole, 4, " and ")));
        }
        if !single.is_empty() {
            self.say(format!("may also run {}", some_commands(&single)));
        }
    }

    /// What belongs to no matter and usually goes without saying.
    pub(super) fn the_rest(&mut self) {
        let table = self.dialect.table();
        let allowed = self.selector.allowed.without(&table.containers).without(&table.never_refused);
        if !allowed.is_empty() {
            self.say(format!("may run {}", some_commands(&allowed.iter().collect::<Vec<_>>())));
        }
    }

    pub(super) fn danger(&mut self) {
        if *self.rights.extent(Matter::Danger) != Extent::None {
            self.dangerous();
        }
        match self.rights.extent(Matter::Administer) {
            Extent::None => {}
            Extent::All => self.say("may run every administrator command, such as CONFIG SET"),
            Extent::AllBut(commands) => {
                let but = names(commands);
                let but = list(&but, 3, " and ");
                self.say(format!("may run all administrator commands but {but}"));
            }
            Extent::Some { commands, .. } => {
                // It only lists names, and everyone who reads search data may run it: no reason to mention administration.
                let (listing, others): (Vec<Command>, Vec<Command>) =
                    commands.iter().partition(|command| command.name() == "ft._list");
                if !listing.is_empty() {
                    self.say("may list search indexes (FT._LIST)");
                }
                if !others.is_empty() {
                    let word = if others.len() == 1 { "command" } else { "commands" };
                    self.say(format!("may run the administrator {word} {}", some_commands(&others)));
                }
            }
        }
    }

    /// The dangerous commands, those for administrators counted too: a number is of all of them.
    fn dangerous(&mut self) {
        let table = self.dialect.table();
        let Some(category) = table.category(b"dangerous") else { return };
        let members = table.members(category).without(&table.containers);
        let listed = |commands: CommandSet| commands.iter().collect::<Vec<Command>>();
        let allowed = listed(members.and(&self.selector.allowed));
        let missing = listed(members.without(&self.selector.allowed));
        if missing.is_empty() {
            return self.say("may run every dangerous command, such as FLUSHALL and KEYS");
        }
        if missing.len() <= 3 && allowed.len() > NAMED {
            let but = names(&missing);
            let but = list(&but, 3, " and ");
            return self.say(format!("may run all dangerous commands but {but}"));
        }
        // Where a few are named without a number, the clause about administrators names the others.
        let admin = table.category(b"admin");
        let admin = |command: Command| admin.is_some_and(|admin| table.members(admin).contains(command));
        let dangerous: Vec<Command> = allowed.iter().copied().filter(|command| !admin(*command)).collect();
        if dangerous.len() <= NAMED {
            let word = if dangerous.len() == 1 { "command" } else { "commands" };
            let dangerous = names(&dangerous);
            let dangerous = list(&dangerous, NAMED, " and ");
            return self.say(format!("may run the dangerous {word} {dangerous}"));
        }
        let worst = worst(&dangerous, 3);
        let more = count(allowed.len() - worst.len(), "more dangerous command");
        self.say(format!("may run {} and {more}", list(&names(&worst), 3, ", ")));
    }

    pub(super) fn first_args(&mut self) {
        let alone = self.selector.first_args.iter().filter(|arg| !self.selector.allows(arg.command));
        let items: Vec<String> = alone
            .map(|arg| format!("{} {}", Name(arg.command), String::from_utf8_lossy(&arg.argument)))
            .collect();
        if items.is_empty() {
            return;
        }
        self.say(format!("may call {}, with no other first argument", list(&items, 5, " and ")));
        let table = self.dialect.table();
        let first_args = &self.selector.first_args;
        if !self.selector.all_keys && first_args.iter().any(|arg| table.takes_keys(arg.command)) {
            let keys = self.keys(Access::NONE);
            let keys = if keys.is_empty() { "no key" } else { &keys };
            self.say(format!("there, may use {keys}"));
        }
    }
}

/// Some commands by name, well-known ones first where they are many.
pub(super) fn some_commands(commands: &[Command]) -> String {
    if commands.len() <= NAMED {
        return list(&names(commands), NAMED, " and ").to_string();
    }
    let chosen = examples(commands, 3);
    format!("{} and {} more", list(&names(&chosen), 3, ", "), commands.len() - chosen.len())
}
