//! The canonical form: a user as the server's `ACL LIST` prints it.

use crate::engine::Dialect;
use crate::tables::{CATEGORY_COUNT, Category, Command, CommandSet, Table};
use crate::user::{Databases, FirstArg, RuleTarget, Selector, User};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use hashbrown::HashSet;

impl User {
    /// The user as `ACL LIST` prints it, without `user <name>` and without password hashes.
    ///
    /// From Valkey 7.2 on this keeps the command words. Redis derives new words from the commands that
    /// are allowed, and prints single commands in an order that changes with every start of the
    /// server: here they are sorted. Bytes that aren't UTF-8, which only quotes in selectors can make,
    /// are replaced.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let text = "+@all -@dangerous -@admin +info allkeys on";
    /// let canonical = |engine| parse(text, engine).user.canonical();
    /// assert_eq!(
    ///     canonical(Engine::Valkey91),
    ///     "on ~* resetchannels +@all -@dangerous -@admin +info",
    /// );
    /// assert_eq!(
    ///     canonical(Engine::Redis70),
    ///     "on sanitize-payload ~* resetchannels +@all -@admin -flushall -flushdb -keys -migrate \
    ///      -restore -restore-asking -sort -sort_ro -swapdb",
    /// );
    /// ```
    #[must_use]
    pub fn canonical(&self) -> String {
        text(self.canonical_bytes(false))
    }

    /// The same with the hashes of passwords, `#…`, as the server has it.
    #[must_use]
    pub fn canonical_with_passwords(&self) -> String {
        text(self.canonical_bytes(true))
    }

    /// The canonical form as bytes, for patterns that aren't UTF-8.
    #[must_use]
    pub fn canonical_bytes(&self, with_passwords: bool) -> Vec<u8> {
        let mut out = Vec::with_capacity(96);
        out.extend_from_slice(if self.enabled { b"on" } else { b"off" });
        if self.nopass {
            out.extend_from_slice(b" nopass");
        }
        if self.dialect.engine.shows_payload_flag() {
            out.extend_from_slice(if self.sanitize_payload {
                b" sanitize-payload"
            } else {
                b" skip-sanitize-payload"
            });
        }
        if with_passwords {
            for hash in &self.passwords {
                out.extend_from_slice(b" #");
                for byte in hash.0 {
                    let digit = |value: u8| b"0123456789abcdef"[usize::from(value & 15)];
                    out.extend_from_slice(&[digit(byte >> 4), digit(byte)]);
                }
            }
        }
        out.push(b' ');
        self.root.write(&mut out, self.dialect);
        for selector in &self.selectors {
            out.extend_from_slice(b" (");
            selector.write(&mut out, self.dialect);
            out.push(b')');
        }
        out
    }
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned())
}

impl Selector {
    fn write(&self, out: &mut Vec<u8>, dialect: Dialect) {
        self.write_keys(out);
        if dialect.engine.has_channels() {
            self.write_channels(out);
        }
        if dialect.engine.has_databases() {
            self.write_databases(out);
        }
        out.extend_from_slice(if self.future_commands { b"+@all" } else { b"-@all" });
        if dialect.engine.keeps_words() {
            self.write_remaining_words(out);
        } else {
            CommandWriter::new(self, dialect).write(out);
        }
    }

    fn write_keys(&self, out: &mut Vec<u8>) {
        if self.all_keys {
            out.extend_from_slice(b"~* ");
        }
        for key in &self.keys {
            out.extend_from_slice(key.access.prefix().as_bytes());
            out.extend_from_slice(&key.pattern);
            out.push(b' ');
        }
    }

    fn write_channels(&self, out: &mut Vec<u8>) {
        if self.all_channels {
            out.extend_from_slice(b"&* ");
            return;
        }
        out.extend_from_slice(b"resetchannels ");
        for channel in &self.channels {
            out.push(b'&');
            out.extend_from_slice(&channel.pattern);
            out.push(b' ');
        }
    }

    fn write_databases(&self, out: &mut Vec<u8>) {
        let Databases::Only(numbers) = &self.databases else {
            return;
        };
        if numbers.is_empty() {
            out.extend_from_slice(b"resetdbs ");
            return;
        }
        for (index, number) in numbers.iter().enumerate() {
            out.extend_from_slice(if index == 0 { b"db=" } else { b"," });
            out.extend_from_slice(number.to_string().as_bytes());
        }
        out.push(b' ');
    }

    /// The command words, each with a space before it, without those that a later word replaced: one
    /// with the same text after its sign, or a whole command for its subcommands and first arguments.
    fn write_remaining_words(&self, out: &mut Vec<u8>) {
        let mut categories = [false; CATEGORY_COUNT];
        let mut commands = CommandSet::EMPTY;
        let mut containers = CommandSet::EMPTY;
        let mut first_args = HashSet::new();
        let mut filtered = Vec::with_capacity(self.rules.len());
        for rule in self.rules.iter().rev() {
            let new = match &rule.target {
                RuleTarget::Category(category) => {
                    !core::mem::replace(&mut categories[category.index()], true)
                }
                RuleTarget::Command(command) => {
                    let new = !commands.contains(*command) && !containers.contains(*command);
                    commands.set(*command, true);
                    command.subcommands().for_each(|sub| containers.set(sub, true));
                    new
                }
                RuleTarget::FirstArg(command, argument) => {
                    !commands.contains(*command) && first_args.insert(FirstArg::key(*command, argument))
                }
            };
            if new {
                filtered.push(rule);
            }
        }
        for rule in filtered.into_iter().rev() {
            out.extend_from_slice(if rule.allow { b" +" } else { b" -" });
            match &rule.target {
                RuleTarget::Category(category) => {
                    out.push(b'@');
                    out.extend_from_slice(category.name().as_bytes());
                }
                RuleTarget::Command(command) => out.extend_from_slice(command.name().as_bytes()),
                RuleTarget::FirstArg(command, argument) => {
                    out.extend_from_slice(command.name().as_bytes());
                    out.push(b'|');
                    out.extend(argument.iter().map(u8::to_ascii_lowercase));
                }
            }
        }
    }
}

/// Finds words for a set of commands as Redis does: categories with more right than wrong commands,
/// then single commands.
struct CommandWriter<'a> {
    selector: &'a Selector,
    table: &'static Table,
    /// `+` if words add to nothing, `-` if they remove from everything.
    adds: bool,
}

impl<'a> CommandWriter<'a> {
    fn new(selector: &'a Selector, dialect: Dialect) -> Self {
        Self { selector, table: dialect.table(), adds: !selector.future_commands }
    }

    fn write(&self, out: &mut Vec<u8>) {
        let mut granted = if self.adds { CommandSet::EMPTY } else { self.table.present };
        let mut rest = self.selector.allowed;
        let mut used = Vec::new();
        while let Some(category) = self.best(&rest, &used) {
            used.push(category);
            let touched = self.table.touched(category);
            granted.set_all(touched, self.adds);
            rest.set_all(touched, !self.adds);
            out.extend_from_slice(if self.adds { b" +@" } else { b" -@" });
            out.extend_from_slice(category.name().as_bytes());
        }
        self.write_singles(out, granted);
    }

    /// The category with the fewest commands that would be wrong, of these the one with the most that
    /// are still to cover; none if wrong ones outweigh.
    fn best(&self, rest: &CommandSet, used: &[Category]) -> Option<Category> {
        let mut best: Option<(Category, u32, u32)> = None;
        for category in Category::all().filter(|category| !used.contains(category)) {
            let on = self.table.members(category).count_in(rest);
            let off = self.table.size(category) - on;
            let (same, wrong) = if self.adds { (on, off) } else { (off, on) };
            let better = best.is_none_or(|(_, best_same, best_wrong)| {
                wrong < best_wrong || wrong == best_wrong && same > best_same
            });
            if same > wrong && better {
                best = Some((category, same, wrong));
            }
        }
        best.map(|(category, ..)| category)
    }

    /// The commands that categories got wrong and first arguments, by name.
    fn write_singles(&self, out: &mut Vec<u8>, mut granted: CommandSet) {
        let mut first_args: Vec<_> = self.selector.first_args.iter().collect();
        first_args.sort_unstable_by(|a, b| (a.command, &a.argument).cmp(&(b.command, &b.argument)));
        let mut first_args = first_args.into_iter().peekable();
        for command in self.table.present.iter() {
            if command.is_subcommand() {
                break;
            }
            self.write_single(out, command, &mut granted);
            for sub in self.table.subcommands(command) {
                self.write_single(out, sub, &mut granted);
            }
            while let Some(arg) = first_args.next_if(|arg| arg.command == command) {
                if !self.selector.allows(command) {
                    out.extend_from_slice(b" +");
                    out.extend_from_slice(command.name().as_bytes());
                    out.push(b'|');
                    out.extend_from_slice(&arg.argument);
                }
            }
        }
    }

    fn write_single(&self, out: &mut Vec<u8>, command: Command, granted: &mut CommandSet) {
        let allow = self.selector.allows(command);
        if allow == granted.contains(command) {
            return;
        }
        out.extend_from_slice(if allow { b" +" } else { b" -" });
        out.extend_from_slice(command.name().as_bytes());
        granted.set(command, allow);
        for sub in self.table.subcommands(command) {
            granted.set(sub, allow);
        }
    }
}
