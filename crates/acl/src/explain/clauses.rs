//! A selector's rights, as clauses such as "may read any key".

mod commands;

use super::sentence::FEW;
use crate::access::Access;
use crate::engine::Dialect;
use crate::prose::{Name, list, names, patterns};
use crate::rights::{Extent, Matter, Rights};
use crate::tables::{Category, Command};
use crate::user::{Databases, Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use commands::some_commands;

/// How many names a clause lists before it counts the rest.
const NAMED: usize = 5;

/// What a selector allows; `undecided` is the clause about channels if no rule decides about them.
pub(super) fn clauses(
    user: &User,
    selector: &Selector,
    rights: &Rights,
    alone: bool,
    undecided: Option<&str>,
) -> Vec<String> {
    let undecided = undecided.filter(|_| user.dialect.engine.has_channels());
    let mut clauses = Clauses { dialect: user.dialect, selector, rights, undecided, list: Vec::new() };
    if rights.is_all() {
        let future = if selector.future_commands { " (including those of later versions)" } else { "" };
        clauses.say(format!("may run every command{future}"));
        clauses.all_keys();
        clauses.all_channels(true);
    } else if let Some(commands) = rights.only_few(FEW) {
        clauses.few(&commands, alone);
    } else {
        clauses.data();
        clauses.pubsub();
        clauses.others();
        clauses.danger();
        if clauses.list.is_empty() {
            clauses.the_rest();
        }
    }
    clauses.first_args();
    if !clauses.list.is_empty() {
        clauses.databases();
    }
    clauses.list
}

struct Clauses<'a> {
    dialect: Dialect,
    selector: &'a Selector,
    rights: &'a Rights,
    undecided: Option<&'a str>,
    list: Vec<String>,
}

impl Clauses<'_> {
    fn say(&mut self, clause: impl Into<String>) {
        self.list.push(clause.into());
    }

    /// Adds to the last clause.
    fn add(&mut self, text: &str) {
        if let Some(last) = self.list.last_mut() {
            last.push_str(text);
        }
    }

    /// The keys with an access, as `any key` or `keys that start with "app:"`.
    fn keys(&self, access: Access) -> String {
        let keys = self.selector.keys.iter().filter(|key| key.access.covers(access));
        patterns("key", self.selector.all_keys, keys.map(|key| &*key.pattern))
    }

    fn channels(&self) -> String {
        let all = self.selector.all_channels || !self.dialect.engine.has_channels();
        patterns("channel", all, self.selector.channels.iter().map(|channel| &*channel.pattern))
    }

    /// Whether all key patterns are for reading and writing.
    fn both_sides(&self) -> bool {
        self.selector.keys.iter().all(|key| key.access == Access::BOTH)
    }

    /// Adds the keys to the last clause, or says more about them.
    fn all_keys(&mut self) {
        if self.selector.has_no_keys() {
            self.say("has no keys, so key commands are rejected");
        } else if self.both_sides() {
            let keys = self.keys(Access::NONE);
            self.add(&format!(" on {keys}"));
        } else {
            self.sides();
        }
    }

    fn sides(&mut self) {
        let sides = [(Access::READ, "read"), (Access::WRITE, "write")];
        let sides = sides.map(|(access, verb)| (verb, self.keys(access)));
        let sides = sides.iter().filter(|(_, keys)| !keys.is_empty());
        let sides: Vec<String> = sides.map(|(verb, keys)| format!("{verb} {keys}")).collect();
        let begin = if sides.is_empty() { "" } else { "may " };
        let end = if self.selector.readable().next().is_none() {
            ", but not read any value"
        } else if self.selector.writable().next().is_none() {
            ", but not write any"
        } else {
            ""
        };
        self.say(format!("{begin}{}{end}", sides.join(" and ")));
    }

    /// Adds that channels are missing if a command needs one, or which ones there are if `named`.
    fn all_channels(&mut self, named: bool) {
        if !self.dialect.engine.has_channels() {
            return;
        }
        if let Some(undecided) = self.undecided {
            return self.say(undecided);
        }
        if self.selector.has_no_channels() {
            return self.say("has no channels, so publishing and subscribing are rejected");
        }
        if named {
            self.say(format!("may publish to and subscribe to {}", self.channels()));
        }
    }

    fn few(&mut self, commands: &[Command], alone: bool) {
        if commands.is_empty() {
            return;
        }
        let only = if alone && self.selector.first_args.is_empty() { "only " } else { "" };
        self.say(format!("may run {only}{}", list(&names(commands), FEW, " and ")));
        let table = self.dialect.table();
        match commands.iter().filter(|command| table.takes_keys(**command)).count() {
            0 => {}
            some if some < commands.len() && self.both_sides() && !self.selector.has_no_keys() => {
                self.say(format!("may use {}", self.keys(Access::NONE)));
            }
            _ => self.all_keys(),
        }
        let pubsub = [Matter::Publish, Matter::Subscribe];
        if pubsub.iter().any(|matter| *self.rights.extent(*matter) != Extent::None) {
            if self.undecided.is_some() || self.selector.has_no_channels() {
                self.all_channels(false);
            } else {
                self.say(format!("may use {}", self.channels()));
            }
        }
    }

    /// Reading and writing.
    fn data(&mut self) {
        let (read, write) = (self.rights.extent(Matter::Read), self.rights.extent(Matter::Write));
        if *read == Extent::None && *write == Extent::None {
            return;
        }
        if self.selector.has_no_keys() {
            let verb = match (read, write) {
                (_, Extent::None) => "read",
                (Extent::None, _) => "write",
                _ => "read and write",
            };
            return self.say(format!("may run commands that {verb}, but has no keys"));
        }
        let whole = |extent: &Extent| matches!(extent, Extent::All | Extent::AllBut(_));
        if whole(read) && whole(write) && self.both_sides() {
            let mut except = Vec::new();
            for extent in [read, write] {
                if let Extent::AllBut(commands) = extent {
                    except.extend(names(commands));
                }
            }
            return self.say(format!(
                "may read and write {}{}",
                self.keys(Access::NONE),
                but_not_by(&except)
            ));
        }
        if let (
            Extent::Some { types, commands },
            Extent::Some { types: write_types, commands: write_commands },
        ) = (read, write)
            && types == write_types
            && self.both_sides()
        {
            let commands: Vec<Command> = commands.iter().chain(write_commands).copied().collect();
            let keys = self.keys(Access::NONE);
            return self.some("read and write", types, &commands, &keys);
        }
        self.side("read", read, Access::READ);
        self.side("write", write, Access::WRITE);
    }

    fn side(&mut self, verb: &str, extent: &Extent, access: Access) {
        if *extent == Extent::None {
            return;
        }
        let keys = self.keys(access);
        if keys.is_empty() {
            return self.say(format!("has no keys to {verb}, though commands that {verb} are allowed"));
        }
        let except = match extent {
            Extent::Some { types, commands } => return self.some(verb, types, commands, &keys),
            Extent::AllBut(commands) => names(commands),
            Extent::None | Extent::All => Vec::new(),
        };
        let blind =
            access.write && !self.selector.all_keys && self.selector.writable().all(|key| !key.access.read);
        let blind = if blind { ", but not read," } else { "" };
        self.say(format!("may {verb}{blind} {keys}{}", but_not_by(&except)));
    }

    fn some(&mut self, verb: &str, types: &[Category], commands: &[Command], keys: &str) {
        if !types.is_empty() {
            let types: Vec<&str> = types.iter().map(|kind| plural(*kind)).collect();
            self.say(format!("may {verb} {} in {keys}", list(&types, 12, " and ")));
        }
        if !commands.is_empty() {
            let also = if types.is_empty() { "" } else { "also " };
            let kind = match commands.len() > NAMED {
                true => format!(" commands that {verb},"),
                false => String::new(),
            };
            self.say(format!("may {also}run {}{kind} on {keys}", some_commands(commands)));
        }
    }

    fn pubsub(&mut self) {
        let extents = [Matter::Publish, Matter::Subscribe].map(|matter| self.rights.extent(matter));
        if extents.iter().all(|extent| **extent == Extent::None) {
            return;
        }
        let none = self.dialect.engine.has_channels() && self.selector.has_no_channels();
        if none || self.undecided.is_some() {
            return self.all_channels(false);
        }
        let verb = match extents {
            [Extent::All, Extent::All | Extent::AllBut(_)] => "publish to and subscribe to".to_owned(),
            [Extent::All, Extent::None] => "publish to".to_owned(),
            [Extent::None, Extent::All | Extent::AllBut(_)] => "subscribe to".to_owned(),
            _ => {
                let mut commands = Vec::new();
                for (extent, all) in extents.into_iter().zip(["PUBLISH", "SUBSCRIBE"]) {
                    match extent {
                        Extent::Some { commands: named, .. } => {
                            commands.extend(named.iter().map(|command| Name(*command).to_string()));
                        }
                        Extent::None => {}
                        _ => commands.push(all.to_owned()),
                    }
                }
                format!("run {} on", list(&commands, 5, " and "))
            }
        };
        self.say(format!("may {verb} {}", self.channels()));
    }

    fn databases(&mut self) {
        let Databases::Only(numbers) = &self.selector.databases else {
            return;
        };
        if self.selector.has_no_databases() {
            return self.say("has no database, so data commands are rejected");
        }
        let databases = if numbers.len() == 1 { "database" } else { "databases" };
        self.say(format!("all only in {databases} {}", list(numbers, 8, " and ")));
    }
}

/// The exceptions in parentheses, such as ` (but not by GET and SET)`; empty if there are none.
fn but_not_by(commands: &[Name]) -> String {
    match commands {
        [] => String::new(),
        commands => format!(" (but not by {})", list(commands, 6, " and ")),
    }
}

/// The plural of a data type.
fn plural(category: Category) -> &'static str {
    match category.name() {
        "string" => "strings",
        "hash" => "hashes",
        "list" => "lists",
        "set" => "sets",
        "sortedset" => "sorted sets",
        "stream" => "streams",
        "bitmap" => "bitmaps",
        "hyperloglog" => "HyperLogLogs",
        "geo" => "geo indexes",
        "json" => "JSON documents",
        "bloom" => "Bloom filters",
        "search" => "search indexes",
        other => other,
    }
}
