//! The sentence for the whole.

use crate::access::Access;
use crate::engine::Dialect;
use crate::parse::{AccessString, TokenKind};
use crate::prose::{self, list, name, names, patterns};
use crate::rights::{Extent, Matter, Rights};
use crate::tables::{Category, Command, CommandSet, Special};
use crate::user::{Databases, Selector, User};

/// So many selectors are told one by one.
const SELECTORS: usize = 4;
/// Longer selectors are told by their number.
const LONG: usize = 60;
/// So many of one matter.
const NAMED: usize = 5;
/// So many commands are told one by one, if they are all there are.
const FEW: usize = 8;

/// `undecided` is the clause about channels where no rule names one and what a new user may use isn't known.
pub(super) fn sentence(access: &AccessString, undecided: Option<&str>) -> String {
    let user = &access.user;
    let all_rights = user.rights();
    let mut out = String::with_capacity(160);
    if let Some(error) = access.errors.first() {
        let word = error.span.of(&access.text);
        out.push_str("A server refuses this string because of ");
        // What stands behind these signs is a password.
        out.push_str(if word.starts_with(['>', '<', '#', '!']) { "its password" } else { word });
        if access.errors.len() > 1 {
            out.push_str(" and ");
            prose::count(&mut out, access.errors.len() - 1, "other word");
        }
        out.push_str(". Without what is wrong: ");
    }
    let begin = out.len();
    out.push_str(match (user.enabled, user.nopass) {
        (true, true) => "can log in with any password",
        (true, false) => "can log in",
        (false, _) => "cannot log in, as it is off",
    });
    if begin == 0 {
        out.get_mut(..1).map(str::make_ascii_uppercase).unwrap_or_default();
    }
    let selectors: Vec<&Selector> = user.all_selectors().collect();
    let alone = selectors.len() == 1;
    let mut told = selectors.iter().zip(&all_rights);
    if let Some((root, rights)) = told.next() {
        let clauses = clauses(user, root, rights, alone, undecided.filter(|_| !names_channels(access, root)));
        let nothing = clauses.is_empty();
        for clause in clauses {
            out.push_str("; ");
            out.push_str(&clause);
        }
        if nothing && alone {
            out.push_str("; may run no command");
        }
    }
    let few = alone && all_rights.first().is_some_and(|rights| rights.only_few(FEW).is_some());
    if alone && !few {
        denied(&mut out, "; may not ", user, true);
    }
    for (selector, rights) in told.take(SELECTORS) {
        out.push_str(". Besides, by ");
        match selector.span.of(&access.text) {
            text if text.len() <= LONG => out.push_str(text),
            _ => {
                out.push_str("selector ");
                out.push_str(&rights.selector.to_string());
            }
        }
        out.push_str(", it ");
        let undecided = undecided.filter(|_| !names_channels(access, selector));
        let clauses = clauses(user, selector, rights, false, undecided);
        if selector.unbalanced_quotes {
            out.push_str("may do nothing more, as the quotes do not balance");
        } else if clauses.is_empty() {
            out.push_str("may do nothing more");
        }
        for (n, clause) in clauses.iter().enumerate() {
            out.push_str(if n == 0 { "" } else { "; " });
            out.push_str(clause);
        }
    }
    if selectors.len() > SELECTORS + 1 {
        out.push_str(". There are ");
        prose::count(&mut out, selectors.len() - SELECTORS - 1, "more selector");
    }
    if !alone {
        denied(&mut out, ". In all, it may not ", user, false);
    }
    out.push('.');
    out
}

/// The categories of which nothing is allowed.
fn denied(out: &mut String, begin: &str, user: &User, alone: bool) {
    let table = user.dialect.table();
    let mut allowed = CommandSet::EMPTY;
    for selector in user.all_selectors() {
        allowed.set_all(&selector.allowed, true);
        selector.first_args.iter().for_each(|own| allowed.set(own.command, true));
    }
    allowed = allowed.without(&table.containers);
    if alone && allowed.iter().all(|command| table.never_refused(command)) {
        return;
    }
    let publish = |command: &Command| command.special() == Special::Publish;
    let publishes = allowed.iter().any(|command| publish(&command));
    let categories = [
        ("read", "read"),
        ("write", "write"),
        ("", "publish"),
        ("pubsub", "subscribe"),
        ("scripting", "run scripts"),
        ("dangerous", "run dangerous commands"),
        ("admin", "administer the server"),
    ];
    let denied = categories.into_iter().filter(|(category, _)| {
        let Some(category) = table.category(category.as_bytes()) else {
            return !publishes;
        };
        let members = table.members(category).and(&allowed);
        // Publishing is told apart from the rest of its category.
        if category.name() == "pubsub" {
            members.iter().all(|command| publish(&command))
        } else {
            members.is_empty()
        }
    });
    let denied: Vec<String> = denied.map(|(_, verb)| verb.to_owned()).collect();
    if !denied.is_empty() {
        out.push_str(begin);
        list(out, &denied, 9, " or ");
    }
}

/// Whether a rule of the selector is about channels.
fn names_channels(access: &AccessString, selector: &Selector) -> bool {
    let is_root = selector.span == access.user.root.span;
    let own = access.tokens.iter().filter(|token| {
        token.in_selector != is_root
            && selector.span.start <= token.span.start
            && token.span.end <= selector.span.end
    });
    let mut kinds = own.map(|token| token.kind);
    kinds.any(|kind| matches!(kind, TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels))
}

/// What a selector allows, in clauses that begin with "may".
fn clauses(
    user: &User,
    selector: &Selector,
    rights: &Rights,
    alone: bool,
    undecided: Option<&str>,
) -> Vec<String> {
    let undecided = undecided.filter(|_| user.dialect.engine.has_channels());
    let teller = Teller { dialect: user.dialect, selector, rights, undecided, clauses: Vec::new() };
    teller.tell(alone)
}

struct Teller<'a> {
    dialect: Dialect,
    selector: &'a Selector,
    rights: &'a Rights,
    /// What to say of channels where nothing decides about them.
    undecided: Option<&'a str>,
    clauses: Vec<String>,
}

impl Teller<'_> {
    fn tell(mut self, alone: bool) -> Vec<String> {
        if self.rights.is_all() {
            let future = if self.selector.future_commands { " (also those of later versions)" } else { "" };
            self.say("may run every command", future);
            self.all_keys_told();
            self.channels_told(true);
        } else if let Some(commands) = self.rights.only_few(FEW) {
            self.few(&commands, alone);
        } else {
            self.data();
            self.pubsub();
            self.others();
            self.danger();
            if self.clauses.is_empty() {
                self.the_rest();
            }
        }
        self.first_args();
        if !self.clauses.is_empty() {
            self.databases();
        }
        self.clauses
    }

    fn say(&mut self, begin: &str, end: &str) {
        let mut clause = String::from(begin);
        clause.push_str(end);
        self.clauses.push(clause);
    }

    /// The keys with an access, as `any key` or `keys that start with "app:"`.
    fn keys(&self, access: Access) -> String {
        let mut out = String::new();
        let own = self.selector.keys.iter().filter(|key| key.access.covers(access));
        patterns(&mut out, "key", self.selector.all_keys, own.map(|key| &*key.pattern));
        out
    }

    fn channels(&self) -> String {
        let mut out = String::new();
        let all = self.selector.all_channels || !self.dialect.engine.has_channels();
        patterns(&mut out, "channel", all, self.selector.channels.iter().map(|own| &*own.pattern));
        out
    }

    /// Whether all key patterns are for reading and writing.
    fn both_sides(&self) -> bool {
        self.selector.keys.iter().all(|key| key.access == Access::BOTH)
    }

    /// Adds the keys to the last clause, or says more about them.
    fn all_keys_told(&mut self) {
        if self.selector.has_no_keys() {
            return self.say("may use no key", ", so commands on keys are refused");
        }
        if self.both_sides() {
            let keys = self.keys(Access::NONE);
            if let Some(last) = self.clauses.last_mut() {
                last.push_str(" on ");
                last.push_str(&keys);
            }
            return;
        }
        self.sides();
    }

    fn sides(&mut self) {
        let mut clause = String::new();
        let sides =
            [(Access { read: true, write: false }, "read "), (Access { read: false, write: true }, "write ")];
        for (access, verb) in sides {
            let keys = self.keys(access);
            if !keys.is_empty() {
                clause.push_str(if clause.is_empty() { "may " } else { " and " });
                clause.push_str(verb);
                clause.push_str(&keys);
            }
        }
        if self.selector.readable().next().is_none() {
            clause.push_str(", but read no value");
        } else if self.selector.writable().next().is_none() {
            clause.push_str(", but write none");
        }
        self.clauses.push(clause);
    }

    /// That channels are missing where a command needs one; `named` where nothing else tells of them.
    fn channels_told(&mut self, named: bool) {
        if !self.dialect.engine.has_channels() {
            return;
        }
        if let Some(undecided) = self.undecided {
            return self.say(undecided, "");
        }
        if self.selector.has_no_channels() {
            return self.say("may use no channel", ", so publishing and subscribing are refused");
        }
        if named {
            let channels = self.channels();
            self.say("may publish to and subscribe to ", &channels);
        }
    }

    fn few(&mut self, commands: &[Command], alone: bool) {
        if commands.is_empty() {
            return;
        }
        let mut clause = String::from(if alone && self.selector.first_args.is_empty() {
            "may run only "
        } else {
            "may run "
        });
        list(&mut clause, &names(commands), FEW, " and ");
        self.clauses.push(clause);
        let table = self.dialect.table();
        match commands.iter().filter(|command| table.takes_keys(**command)).count() {
            0 => {}
            some if some < commands.len() && self.both_sides() && !self.selector.has_no_keys() => {
                let keys = self.keys(Access::NONE);
                self.say("may use ", &keys);
            }
            _ => self.all_keys_told(),
        }
        let pubsub = [Matter::Publish, Matter::Subscribe];
        if pubsub.iter().any(|matter| *self.rights.extent(*matter) != Extent::None) {
            if self.undecided.is_some() || self.selector.has_no_channels() {
                self.channels_told(false);
            } else {
                let channels = self.channels();
                self.say("may use ", &channels);
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
                (_, Extent::None) => "that read",
                (Extent::None, _) => "that write",
                _ => "that read and write",
            };
            self.say("may run commands ", verb);
            if let Some(last) = self.clauses.last_mut() {
                last.push_str(", but use no key");
            }
            return;
        }
        let whole = |extent: &Extent| matches!(extent, Extent::All | Extent::AllBut(_));
        if whole(read) && whole(write) && self.both_sides() {
            let keys = self.keys(Access::NONE);
            let mut except = Vec::new();
            for extent in [read, write] {
                if let Extent::AllBut(commands) = extent {
                    except.extend(names(commands));
                }
            }
            self.say("may read and write ", &keys);
            self.except(&except);
            return;
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
        self.side("read", read, Access { read: true, write: false });
        self.side("write", write, Access { read: false, write: true });
    }

    fn side(&mut self, verb: &str, extent: &Extent, access: Access) {
        if *extent == Extent::None {
            return;
        }
        let keys = self.keys(access);
        if keys.is_empty() {
            let mut clause = String::from("may ");
            clause.push_str(verb);
            clause.push_str(" no key, though commands that ");
            clause.push_str(verb);
            self.say(&clause, " are allowed");
            return;
        }
        match extent {
            Extent::None => {}
            Extent::All | Extent::AllBut(_) => {
                let mut clause = String::from("may ");
                clause.push_str(verb);
                let blind = access.write
                    && !self.selector.all_keys
                    && self.selector.writable().all(|key| !key.access.read);
                clause.push_str(if blind { ", but not read, " } else { " " });
                self.say(&clause, &keys);
                if let Extent::AllBut(commands) = extent {
                    self.except(&names(commands));
                }
            }
            Extent::Some { types, commands } => self.some(verb, types, commands, &keys),
        }
    }

    fn except(&mut self, commands: &[String]) {
        if let Some(last) = self.clauses.last_mut().filter(|_| !commands.is_empty()) {
            last.push_str(" (but not by ");
            list(last, commands, 6, " and ");
            last.push(')');
        }
    }

    fn some(&mut self, verb: &str, types: &[Category], commands: &[Command], keys: &str) {
        if !types.is_empty() {
            let mut clause = String::from("may ");
            clause.push_str(verb);
            clause.push(' ');
            let types: Vec<String> = types.iter().map(|own| plural(*own).to_owned()).collect();
            list(&mut clause, &types, 12, " and ");
            clause.push_str(" in ");
            self.say(&clause, keys);
        }
        if !commands.is_empty() {
            let mut clause = String::from(if types.is_empty() { "may run " } else { "may also run " });
            self.commands(&mut clause, commands);
            if commands.len() > NAMED {
                clause.push_str(" commands that ");
                clause.push_str(verb);
                clause.push(',');
            }
            clause.push_str(" on ");
            self.say(&clause, keys);
        }
    }

    /// Some commands by name, well-known ones first where they are many.
    fn commands(&self, out: &mut String, commands: &[Command]) {
        if commands.len() <= NAMED {
            return list(out, &names(commands), NAMED, " and ");
        }
        let chosen = prose::examples(commands, 3);
        for command in &chosen {
            out.push_str(&name(*command));
            out.push_str(", ");
        }
        out.truncate(out.len() - 2);
        out.push_str(" and ");
        out.push_str(&(commands.len() - chosen.len()).to_string());
        out.push_str(" more");
    }

    fn pubsub(&mut self) {
        let extents = [Matter::Publish, Matter::Subscribe].map(|matter| self.rights.extent(matter));
        if extents.iter().all(|extent| **extent == Extent::None) {
            return;
        }
        let none = self.dialect.engine.has_channels() && self.selector.has_no_channels();
        if none || self.undecided.is_some() {
            return self.channels_told(false);
        }
        let channels = self.channels();
        let verb = match extents {
            [Extent::All, Extent::All | Extent::AllBut(_)] => "publish to and subscribe to ",
            [Extent::All, Extent::None] => "publish to ",
            [Extent::None, Extent::All | Extent::AllBut(_)] => "subscribe to ",
            _ => "",
        };
        let mut clause = String::from("may ");
        clause.push_str(verb);
        if verb.is_empty() {
            clause.push_str("run ");
            let mut commands = Vec::new();
            for (extent, all) in extents.into_iter().zip(["PUBLISH", "SUBSCRIBE"]) {
                match extent {
                    Extent::Some { commands: own, .. } => commands.extend(names(own)),
                    Extent::None => {}
                    _ => commands.push(all.to_owned()),
                }
            }
            list(&mut clause, &commands, 5, " and ");
            clause.push_str(" on ");
        }
        self.say(&clause, &channels);
    }

    fn others(&mut self) {
        let matters = [
            (Matter::Script, "run scripts"),
            (Matter::Transact, "use transactions"),
            (Matter::Connect, "manage its connection"),
        ];
        let mut whole = Vec::new();
        let mut single = Vec::new();
        for (matter, verb) in matters.into_iter().chain([(Matter::Other, "")]) {
            match self.rights.extent(matter) {
                Extent::All if verb.is_empty() => {}
                Extent::All => whole.push(verb.to_owned()),
                // What is missing here surprises nobody.
                Extent::AllBut(commands) => {
                    let mut text = String::from(verb);
                    if !verb.is_empty() {
                        text.push_str(" (but not ");
                        list(&mut text, &names(commands), 3, " and ");
                        text.push(')');
                        whole.push(text);
                    }
                }
                Extent::Some { commands, .. } => single.extend_from_slice(commands),
                Extent::None => {}
            }
        }
        if !whole.is_empty() {
            let mut clause = String::from("may ");
            list(&mut clause, &whole, 4, " and ");
            self.clauses.push(clause);
        }
        if !single.is_empty() {
            let mut clause = String::from("may also run ");
            self.commands(&mut clause, &single);
            self.clauses.push(clause);
        }
    }

    /// What belongs to no matter and usually goes without saying.
    fn the_rest(&mut self) {
        let table = self.dialect.table();
        let allowed = self.selector.allowed.without(&table.containers);
        let commands = allowed.iter();
        let commands: Vec<Command> = commands.filter(|command| !table.never_refused(*command)).collect();
        if !commands.is_empty() {
            let mut clause = String::from("may run ");
            self.commands(&mut clause, &commands);
            self.clauses.push(clause);
        }
    }

    fn danger(&mut self) {
        if *self.rights.extent(Matter::Danger) != Extent::None {
            self.dangerous();
        }
        let mut clause = String::from("may run ");
        match self.rights.extent(Matter::Administer) {
            Extent::None => return,
            Extent::All => clause.push_str("every administrator command, such as CONFIG SET"),
            Extent::AllBut(commands) => {
                clause.push_str("all administrator commands but ");
                list(&mut clause, &names(commands), 3, " and ");
            }
            Extent::Some { commands, .. } => {
                // It only lists names, for everyone who reads search data: no reason to speak of administration.
                let listing = |command: &&Command| command.name() == "ft._list";
                if commands.iter().any(|command| listing(&command)) {
                    self.say("may list search indexes (FT._LIST)", "");
                }
                let own: Vec<Command> =
                    commands.iter().filter(|command| !listing(command)).copied().collect();
                if own.is_empty() {
                    return;
                }
                let word = if own.len() == 1 { "command " } else { "commands " };
                clause.push_str("the administrator ");
                clause.push_str(word);
                self.commands(&mut clause, &own);
            }
        }
        self.clauses.push(clause);
    }

    /// The dangerous commands, those for administrators counted too: a number is of all of them.
    fn dangerous(&mut self) {
        let table = self.dialect.table();
        let Some(category) = table.category(b"dangerous") else { return };
        let members = table.members(category).without(&table.containers);
        let listed = |bits: CommandSet| bits.iter().collect::<Vec<Command>>();
        let allowed = listed(members.and(&self.selector.allowed));
        let missing = listed(members.without(&self.selector.allowed));
        let mut clause = String::from("may run ");
        if missing.is_empty() {
            clause.push_str("every dangerous command, such as FLUSHALL and KEYS");
            return self.clauses.push(clause);
        }
        if missing.len() <= 3 && allowed.len() > NAMED {
            clause.push_str("all dangerous commands but ");
            list(&mut clause, &names(&missing), 3, " and ");
            return self.clauses.push(clause);
        }
        // Where a few are named without a number, the clause about administrators names the others.
        let admin = table.category(b"admin");
        let admin = |command: &Command| admin.is_some_and(|admin| table.members(admin).contains(*command));
        let own: Vec<Command> = allowed.iter().copied().filter(|command| !admin(command)).collect();
        if own.len() <= NAMED {
            clause.push_str(if own.len() == 1 {
                "the dangerous command "
            } else {
                "the dangerous commands "
            });
            list(&mut clause, &names(&own), NAMED, " and ");
            return self.clauses.push(clause);
        }
        let worst = prose::worst(&own, 3);
        for command in &worst {
            clause.push_str(&name(*command));
            clause.push_str(", ");
        }
        clause.truncate(clause.len() - 2);
        clause.push_str(" and ");
        prose::count(&mut clause, allowed.len() - worst.len(), "more dangerous command");
        self.clauses.push(clause);
    }

    fn first_args(&mut self) {
        let mut items = Vec::new();
        for own in &self.selector.first_args {
            if !self.selector.allows(own.command) {
                let mut item = name(own.command);
                item.push(' ');
                item.push_str(&String::from_utf8_lossy(&own.argument));
                items.push(item);
            }
        }
        if !items.is_empty() {
            let mut clause = String::from("may call ");
            list(&mut clause, &items, 5, " and ");
            self.say(&clause, ", with no other first argument");
            let table = self.dialect.table();
            let first_args = &self.selector.first_args;
            if !self.selector.all_keys && first_args.iter().any(|own| table.takes_keys(own.command)) {
                let keys = self.keys(Access::NONE);
                self.say("there, may use ", if keys.is_empty() { "no key" } else { &keys });
            }
        }
    }

    fn databases(&mut self) {
        let Databases::Only(numbers) = &self.selector.databases else {
            return;
        };
        if self.selector.has_no_databases() {
            return self.say("may use no database", ", so commands on data are refused");
        }
        let mut clause =
            String::from(if numbers.len() == 1 { "all only in database " } else { "all only in databases " });
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        list(&mut clause, &numbers, 8, " and ");
        self.clauses.push(clause);
    }
}

/// What a type of data is called when there are many.
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
