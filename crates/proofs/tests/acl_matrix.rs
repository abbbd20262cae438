//! The table of permissions, compared with real servers: for random strings, every cell agrees with the server about its commands,
//! and changing a cell has the promised effects.
//!
//! Each command is tried with keys and channels that the patterns of each selector match, so that only the rights in question can
//! deny it.

use crate::{Proof, proof};
use access_string::{
    Access, AccessString, Cell, CellCommand, Column, Command, Databases, Dialect, Reach, Row, Selector,
    Share, TokenKind, glob, parse,
};
use lab::live::cases::{Case, Cases, Check, Rules};
use lab::live::compare::left_out;
use lab::live::oracle::{Oracle, Said};
use lab::live::random::Random;
use lab::live::sources::{Source, seed, sources};
use std::collections::{BTreeMap, BTreeSet};
use std::time::Instant;
use testkit::generate::many;
use tools::Ctx;

#[test]
fn every_cell_matches_the_servers() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    println!("seed {seed}; repeat with ACL_SEED={seed}");
    let count = many(500, 40) * if ctx.long { 4 } else { 1 };
    let mut failures = Vec::new();
    for source in sources(ctx)? {
        let start = Instant::now();
        match strings(&source, seed, count) {
            Ok(summary) => {
                println!("{}: {summary}, in {:.1} s", source.engine, start.elapsed().as_secs_f64())
            }
            Err(why) => failures.push(format!("{}: {why}", source.engine)),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn strings(source: &Source, seed: u64, count: usize) -> Result<String, String> {
    let dialect = Dialect::from(source.engine);
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(seed, source.engine);
    let mut random = Random(seed ^ 9);
    let commands: Vec<Command> = dialect.commands().collect();
    let (mut done, mut cells, mut clicks, mut odd) = (0, 0, 0, 0);
    while done < count {
        let case =
            if random.one_in(2) { cases.any() } else { cases.about(commands[random.below(commands.len())]) };
        let Rules::Text(text) = &case.rules else { continue };
        let access = parse(text, dialect);
        if !access.is_accepted() || left_out(source.engine, &case) {
            continue;
        }
        let Some(before) = ServerView::ask(&mut oracle, &access)? else {
            odd += 1;
            continue;
        };
        cells += before.agree(&access)?;
        for _ in 0..2 {
            let cell = &before.cells[random.below(before.cells.len())];
            clicks += usize::from(click(&mut oracle, &access, &before, cell)?);
        }
        done += 1;
    }
    if odd > count || clicks * 2 < count {
        return Err(format!(
            "{odd} strings have patterns without a matching key, {clicks} cells were changed"
        ));
    }
    Ok(format!("{done} strings: {cells} cells agree with the server; {clicks} cells changed as promised"))
}

/// Grants or revokes a cell, and compares the result with the server. Returns whether there was something to change.
fn click(
    oracle: &mut Oracle,
    access: &AccessString,
    before: &ServerView,
    cell: &Cell,
) -> Result<bool, String> {
    let allow = cell.share != Share::Full;
    let Some(change) = access.set_cell(cell.row, cell.column, allow) else { return Ok(false) };
    let after = parse(&change.text, access.dialect);
    let what = format!("{:?}, {:?} {:?} to {allow}: {:?}", access.text, cell.row, cell.column, change.text);
    // No matching key may be found for a key pattern that replaces others.
    let Some(asked) = ServerView::ask(oracle, &after)? else { return Ok(false) };
    asked.agree(&after).map_err(|why| format!("{what}: {why}"))?;
    let find = |other: &&Cell| (other.row, other.column) == (cell.row, cell.column);
    let now = asked.cells.iter().find(find).ok_or("the cell is gone")?;
    let holds = match cell.row {
        Row::Keys | Row::Channels => now.share == if allow { Share::Full } else { Share::None },
        _ => {
            // If the database is denied, the server hasn't checked the command.
            let is_checked = |entry: &&CellCommand| {
                entry.reach != Reach::NoDatabase && !asked.unasked.contains(&entry.effective.command)
            };
            let mut checked = now.commands.iter().filter(is_checked);
            checked.all(|entry| asked.refused.contains(&entry.effective.command) != allow)
        }
    };
    if !holds {
        return Err(format!("{what}: the cell isn't as promised"));
    }
    // Nothing changes except what was reported.
    let of_cell: BTreeSet<Command> = cell.commands.iter().map(|entry| entry.effective.command).collect();
    for command in before.all() {
        let (old, new) = (!before.refused.contains(&command), !asked.refused.contains(&command));
        let expected = match (old, new) {
            _ if of_cell.contains(&command) => true,
            _ if before.has_no_database(command) || asked.has_no_database(command) => true,
            (false, true) => change.also_gained.commands.contains(&command),
            (true, false) => change.also_lost.commands.contains(&command),
            _ => true,
        };
        if !expected {
            return Err(format!("{what}: {command} changes, too"));
        }
    }
    Ok(true)
}

/// The server's verdict on every command, and ours on every cell.
struct ServerView {
    cells: Vec<Cell>,
    works: BTreeSet<Command>,
    /// The commands that are denied regardless of their arguments.
    refused: BTreeSet<Command>,
    /// The commands whose database alone was denied.
    unasked: BTreeSet<Command>,
    replies: BTreeMap<Command, Vec<(Vec<String>, String)>>,
    /// Whether the server allows some keys that may be read and written, and some unusual ones.
    keys: [Vec<(String, bool)>; 2],
}

impl ServerView {
    /// None if a pattern is too unusual to find a key that it matches.
    fn ask(oracle: &mut Oracle, access: &AccessString) -> Result<Option<Self>, String> {
        let user = &access.user;
        let known = user.all_selectors().all(|selector| {
            let keys = selector.keys.iter().all(|pattern| name_for(&pattern.pattern).is_some());
            keys && selector.channels.iter().all(|pattern| name_for(&pattern.pattern).is_some())
        });
        if !known || user.all_selectors().any(|selector| selector.unbalanced_quotes) {
            return Ok(None);
        }
        let cells = access.matrix();
        let mut of = Vec::new();
        let mut checks = Vec::new();
        for entry in cells.iter().filter(|cell| cell.row != Row::Data).flat_map(|cell| &cell.commands) {
            for selector in user.all_selectors() {
                of.push(entry.effective.command);
                checks.push(check(access.dialect, selector, entry.effective.command, entry.reach));
            }
        }
        let answer = ask(oracle, &access.text, checks.clone())?;
        let (mut works, mut refused, mut unasked) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
        let mut replies: BTreeMap<Command, Vec<(Vec<String>, String)>> = BTreeMap::new();
        for ((command, check), reply) in of.iter().zip(&checks).zip(&answer.checks) {
            let reply = String::from_utf8_lossy(reply).into_owned();
            replies.entry(*command).or_default().push((check.argv.clone(), reply));
        }
        for (command, replies) in &replies {
            let is_of_command = |reply: &str| {
                reply.contains("permissions to run the") || reply.contains("no permissions to run")
            };
            if let Some((argv, reply)) = replies.iter().find(|(_, reply)| reply.starts_with("ERR")) {
                return Err(format!("{argv:?} isn't a valid call: {reply}"));
            }
            if replies.iter().any(|(_, reply)| reply == "OK") {
                works.insert(*command);
            }
            // If the database is denied, the server hasn't checked the command.
            let mut others = replies.iter().filter(|(_, reply)| !reply.contains("access database"));
            if others.clone().next().is_none() {
                unasked.insert(*command);
            } else if others.all(|(_, reply)| is_of_command(reply)) {
                refused.insert(*command);
            }
        }
        let keys = keys(oracle, access)?;
        Ok(Some(Self { cells, works, refused, unasked, replies, keys }))
    }

    /// Whether the verdict on a command is about its database.
    fn has_no_database(&self, command: Command) -> bool {
        let mut all = self.cells.iter().flat_map(|cell| &cell.commands);
        self.unasked.contains(&command)
            || all.any(|entry| entry.effective.command == command && entry.reach == Reach::NoDatabase)
    }

    fn all(&self) -> Vec<Command> {
        self.replies.keys().copied().collect()
    }

    /// Checks that every cell agrees with the server, and returns the number of cells.
    fn agree(&self, access: &AccessString) -> Result<usize, String> {
        for cell in &self.cells {
            let what = || format!("{:?}: {:?} {:?}", access.text, cell.row, cell.column);
            for entry in &cell.commands {
                let works = self.works.contains(&entry.effective.command);
                let agrees = match entry.reach {
                    Reach::Allowed => works,
                    Reach::FirstArguments => {
                        self.refused.contains(&entry.effective.command)
                            || self.unasked.contains(&entry.effective.command)
                    }
                    _ => !works,
                };
                if !agrees {
                    let reply = &self.replies[&entry.effective.command];
                    return Err(format!(
                        "{}: {} {:?}: {reply:?}",
                        what(),
                        entry.effective.command,
                        entry.reach
                    ));
                }
            }
            let full = cell.commands.iter().all(|entry| self.works.contains(&entry.effective.command));
            let none = cell.commands.iter().all(|entry| {
                !self.works.contains(&entry.effective.command) && entry.reach != Reach::FirstArguments
            });
            let share = match cell.row {
                Row::Channels => continue,
                Row::Keys => {
                    let keys = &self.keys[usize::from(cell.column == Column::Write)];
                    let odd = &keys[keys.len() - ODD.len()..];
                    match cell.share {
                        Share::Full if odd.iter().all(|(_, allowed)| *allowed) => Share::Full,
                        Share::Part if keys.iter().any(|(_, allowed)| *allowed) => Share::Part,
                        _ if keys.iter().all(|(_, allowed)| !allowed) => Share::None,
                        _ => return Err(format!("{} is {:?}: {keys:?}", what(), cell.share)),
                    }
                }
                _ if full => Share::Full,
                _ if none => Share::None,
                _ => Share::Part,
            };
            if share != cell.share {
                return Err(format!("{} is {:?}, but {share:?} for the server", what(), cell.share));
            }
        }
        Ok(self.cells.len())
    }
}

/// Keys that hardly any pattern is meant for. The empty key is left out: servers don't match it with `%R~*`, only with `~*`.
const ODD: [&str; 3] = ["zq7", "\u{df}[odd]", "*"];

/// Whether keys can be read and written if every command is allowed.
fn keys(oracle: &mut Oracle, access: &AccessString) -> Result<[Vec<(String, bool)>; 2], String> {
    let dbs = if access.dialect.engine.has_databases() { " alldbs" } else { "" };
    let mut text = String::new();
    for token in &access.tokens {
        if token.kind == TokenKind::Close {
            text.push_str(&format!(" +get +append{dbs}"));
        }
        text.push_str(token.span.slice(&access.text));
    }
    text.push_str(&format!(" +get +append{dbs}"));
    let patterns = access.user.all_selectors().flat_map(|selector| &selector.keys);
    let mut names: Vec<String> = patterns.filter_map(|key| name_for(&key.pattern)).collect();
    names.extend(ODD.map(str::to_owned));
    let read = names.iter().map(|key| vec!["get".to_owned(), key.clone()]);
    let write = names.iter().map(|key| vec!["append".to_owned(), key.clone(), "v".to_owned()]);
    let checks = read.chain(write).map(|argv| Check { argv, database: 0 }).collect();
    let answer = ask(oracle, &text, checks)?;
    let (read, write) = answer.checks.split_at(names.len());
    let with =
        |replies: &[Vec<u8>]| names.iter().cloned().zip(replies.iter().map(|reply| reply == b"OK")).collect();
    Ok([with(read), with(write)])
}

fn ask(oracle: &mut Oracle, text: &str, checks: Vec<Check>) -> Result<Said, String> {
    let case = Case { rules: Rules::Text(text.to_owned()), checks };
    let answer = oracle.ask(&[case])?.pop().ok_or("no answer")?;
    match &answer.error {
        Some(error) => Err(format!("{text:?}: the server says {}", error.escape_ascii())),
        None => Ok(answer),
    }
}

/// A call that only the rights of a selector can deny.
fn check(dialect: Dialect, selector: &Selector, command: Command, reach: Reach) -> Check {
    let database = match &selector.databases {
        Databases::All => 0,
        Databases::Only(numbers) => numbers.iter().copied().find(|number| *number < 16).unwrap_or(0),
    };
    let mut argv = call(dialect, command, database);
    let touched = dialect.touched(&argv);
    for (at, needs) in touched.iter().flat_map(|needs| &needs.keys) {
        argv[*at] = key(selector, *needs);
    }
    if let Some(touched) = &touched {
        for at in &touched.channels {
            let channel = selector.channels.first();
            argv[*at] = match channel {
                Some(channel) if touched.channel_patterns => {
                    String::from_utf8_lossy(&channel.pattern).into_owned()
                }
                channel => {
                    channel.and_then(|channel| name_for(&channel.pattern)).unwrap_or_else(|| "c".to_owned())
                }
            };
        }
    }
    // If possible, a first argument that no word names.
    if reach == Reach::FirstArguments && argv.len() > 1 && !command.is_subcommand() {
        argv[1].push_str("~other");
    }
    Check { argv, database }
}

fn key(selector: &Selector, needs: Access) -> String {
    let key = selector.keys.iter().find(|key| key.access.covers(needs));
    key.and_then(|key| name_for(&key.pattern)).unwrap_or_else(|| "k".to_owned())
}

/// Something that the pattern matches.
fn name_for(pattern: &[u8]) -> Option<String> {
    let pattern = std::str::from_utf8(pattern).ok()?;
    let plain: String = pattern.chars().filter(|c| *c != '*').collect();
    let mut name = String::new();
    let mut chars = plain.chars();
    while let Some(c) = chars.next() {
        match c {
            '?' => name.push('a'),
            '\\' => name.extend(chars.next()),
            '[' => {
                let inside: String = chars.by_ref().take_while(|c| *c != ']').collect();
                name.push(if inside.starts_with('^') { 'z' } else { inside.chars().next()? });
            }
            c => name.push(c),
        }
    }
    let candidates = [name, plain, "a".to_owned(), String::new()];
    candidates.into_iter().find(|name| glob(pattern.as_bytes(), name.as_bytes()))
}

/// A call with the right number of arguments, which names a key wherever it can.
fn call(dialect: Dialect, command: Command, database: u32) -> Vec<String> {
    let database = database.to_string();
    let mut argv: Vec<String> = command.name().split('|').map(str::to_owned).collect();
    if !command.is_subcommand() && command.name().contains('|') {
        argv = vec![command.name().to_owned()];
    }
    let db = database.as_str();
    let shape: &[&str] = match command.name() {
        "eval" | "evalsha" | "eval_ro" | "evalsha_ro" | "fcall" | "fcall_ro" => &["s", "0"],
        "zunion" | "zinter" | "zdiff" | "zintercard" | "sintercard" => &["1", "k"],
        "lmpop" | "zmpop" => &["1", "k", "LEFT"],
        "blmpop" | "bzmpop" => &["0", "1", "k", "LEFT"],
        "zunionstore" | "zinterstore" | "zdiffstore" => &["k", "1", "k"],
        "msetex" => &["1", "k", "v"],
        "migrate" => &["h", "1", "k", "0", "1"],
        "xread" => &["STREAMS", "k", "0"],
        "xreadgroup" => &["GROUP", "g", "c", "STREAMS", "k", ">"],
        "set" => &["k", "v"],
        "pfmerge" => &["k", "k"],
        "object" => &["ENCODING", "k"],
        "xinfo" => &["STREAM", "k"],
        "xgroup" => &["CREATE", "k", "g", "$"],
        "bitfield" => &["k", "SET", "u8", "0", "1"],
        "memory" | "memory|usage" => &["USAGE", "k"],
        "stralgo" => &["LCS", "KEYS", "k", "k"],
        "select" => &[db],
        "swapdb" => &[db, db],
        "move" => &["k", db],
        "copy" => &["k", "k"],
        _ => &[],
    };
    let skip = usize::from(command.name() == "memory|usage");
    argv.extend(shape.iter().skip(skip).map(|word| (*word).to_owned()));
    let least = usize::from(dialect.arity(command).unsigned_abs());
    while argv.len() < least {
        argv.push("1".to_owned());
    }
    argv
}
