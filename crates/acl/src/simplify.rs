//! The shortest string with the same meaning.

use crate::effect::Effect;
use crate::engine::Dialect;
use crate::parse::{AccessString, parse};
use crate::pattern::{head_and_star, literal_head};
use crate::tables::{Category, Command, CommandSet, Table};
use crate::user::{Databases, Selector, User};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How many selectors [`AccessString::simplify`] handles. Real users have a handful.
pub const MOST_SELECTORS: usize = 16;

/// A string has more than [`MOST_SELECTORS`] selectors, and wasn't simplified.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct TooManySelectors {
    /// How many it has.
    pub count: usize,
}

impl core::fmt::Display for TooManySelectors {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(
            f,
            "Not simplified: it has {} selectors, and at most {MOST_SELECTORS} are compared.",
            self.count
        )
    }
}

impl core::error::Error for TooManySelectors {}

impl AccessString {
    /// The shortest string found with the same meaning for this version: without redundant words, and
    /// with categories instead of commands where that's shorter. `on`, `off`, keys, channels, databases and
    /// selectors are never omitted. A string that a server would reject is returned unchanged.
    ///
    /// # Errors
    ///
    /// A string with more than [`MOST_SELECTORS`] selectors: each of them is compared with others, and searched for
    /// categories.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let simple = |text| parse(text, Engine::Valkey80).simplify().unwrap();
    /// assert_eq!(simple("on ~app:* ~app:1 -@all +get +@read -@read +get"), "on ~app:* +get");
    /// assert_eq!(simple("allkeys +@all -@admin -@dangerous on"), "on ~* +@all -@dangerous");
    /// ```
    pub fn simplify(&self) -> Result<String, TooManySelectors> {
        if !self.is_accepted() {
            return Ok(self.text.clone());
        }
        let count = self.user.selectors.len();
        if count > MOST_SELECTORS {
            return Err(TooManySelectors { count });
        }
        let same = |text: &String| {
            let access = parse(text, self.dialect);
            access.is_accepted()
                && self.user.diff(&access.user).is_empty()
                && same_flags(&self.user, &access.user)
        };
        let rewritten = write(&self.user, |selector| words_for(selector, self.dialect));
        let effects = self.effects();
        let trimmed = write(&self.user, |selector| self.useful_words(selector, &effects));
        let mut texts =
            [rewritten, trimmed, self.text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")];
        // The shortest first, by the three steps that sort three.
        for (first, second) in [(0, 1), (1, 2), (0, 1)] {
            if texts[first].len() > texts[second].len() {
                texts.swap(first, second);
            }
        }
        Ok(texts.into_iter().find(same).unwrap_or_else(|| self.text.clone()))
    }

    /// The command words of a selector that matter, as they were written.
    fn useful_words(&self, selector: &Selector, effects: &[Effect]) -> Vec<String> {
        let mut words = Vec::new();
        let within = |at: usize| selector.span.start <= at && at < selector.span.end;
        let inside = selector.span.end - selector.span.start < self.text.len();
        for (token, effect) in self.tokens.iter().zip(effects) {
            let word = token.span.slice(&self.text);
            let command = word.starts_with(['+', '-']) || word.eq_ignore_ascii_case("allcommands");
            if command && token.in_selector == inside && within(token.span.start) && !effect.is_useless() {
                words.push(if word.eq_ignore_ascii_case("allcommands") {
                    "+@all".to_owned()
                } else {
                    word.to_owned()
                });
            }
        }
        words
    }
}

fn same_flags(a: &User, b: &User) -> bool {
    a.sanitize_payload == b.sanitize_payload || !a.dialect.engine.shows_payload_flag()
}

fn write(user: &User, commands: impl Fn(&Selector) -> Vec<String>) -> String {
    let mut words: Vec<String> = vec![if user.enabled { "on" } else { "off" }.to_owned()];
    if user.nopass {
        words.push("nopass".to_owned());
    }
    if user.dialect.engine.shows_payload_flag() && !user.sanitize_payload {
        words.push("skip-sanitize-payload".to_owned());
    }
    for hash in &user.passwords {
        let mut word = String::from("#");
        for byte in hash.0 {
            for digit in [byte >> 4, byte & 15] {
                word.push(char::from_digit(u32::from(digit), 16).unwrap_or('0'));
            }
        }
        words.push(word);
    }
    words.extend(rights(&user.root, user.dialect));
    words.extend(commands(&user.root));
    for selector in &user.selectors {
        let inside: Vec<String> =
            rights(selector, user.dialect).into_iter().map(quoted).chain(commands(selector)).collect();
        words.push(format!("({})", inside.join(" ")));
    }
    words.join(" ")
}

/// Keys, channels and databases.
fn rights(selector: &Selector, dialect: Dialect) -> Vec<String> {
    let mut words = Vec::new();
    let word = |sign: &str, pattern: &[u8]| format!("{sign}{}", String::from_utf8_lossy(pattern));
    if selector.all_keys {
        words.push("~*".to_owned());
    }
    // A few wide patterns are looked at; each costs a walk over the others.
    const WIDE: usize = 32;
    let wide: Vec<_> =
        selector.keys.iter().filter(|key| head_and_star(&key.pattern).is_some()).take(WIDE).collect();
    for key in &selector.keys {
        let covered = wide.iter().any(|other| {
            let head = head_and_star(&other.pattern).unwrap_or_default();
            other.pattern != key.pattern
                && other.access.covers(key.access)
                && !key.pattern.is_empty()
                && literal_head(&key.pattern).starts_with(head)
        });
        if !covered {
            words.push(word(key.access.prefix(), &key.pattern));
        }
    }
    if dialect.engine.has_channels() {
        let begins_with_all = dialect.all_channels;
        if selector.all_channels {
            words.push("&*".to_owned());
        } else if begins_with_all {
            words.push("resetchannels".to_owned());
        }
        words.extend(selector.channels.iter().map(|channel| word("&", &channel.pattern)));
    }
    match &selector.databases {
        Databases::All => {}
        Databases::Only(numbers) if numbers.is_empty() => words.push("resetdbs".to_owned()),
        Databases::Only(numbers) => {
            let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
            words.push(format!("db={}", numbers.join(",")));
        }
    }
    words
}

/// A word as it must be written inside parentheses.
pub(crate) fn quoted(word: String) -> String {
    let plain = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b')') || byte >= 0x80;
    if word.bytes().all(plain) {
        return word;
    }
    let mut out = String::from("\"");
    for c in word.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// Command words for what a selector allows: everything or nothing, categories that save letters, single commands.
fn words_for(selector: &Selector, dialect: Dialect) -> Vec<String> {
    let table = dialect.table();
    let adds = !selector.future_commands;
    let sign = if adds { '+' } else { '-' };
    let mut words = Vec::new();
    let mut granted = if adds { CommandSet::EMPTY } else { table.present };
    if !adds {
        words.push("+@all".to_owned());
    }
    // Commands that everyone may run, and containers without their subcommands, need no word.
    let matters = |command: &Command| !table.is_container(*command) && !table.never_refused(*command);
    let mut used = Vec::new();
    loop {
        let wrong_now = singles_length(table, &granted, &selector.allowed, &matters);
        let mut best: Option<(Category, usize)> = None;
        for category in Category::all().filter(|category| !used.contains(category)) {
            let mut trial = granted;
            trial.set_all(table.touched(category), adds);
            let cost =
                singles_length(table, &trial, &selector.allowed, &matters) + (category.name().len() + 3);
            if cost < wrong_now && best.is_none_or(|(_, least)| cost < least) {
                best = Some((category, cost));
            }
        }
        let Some((category, _)) = best else { break };
        used.push(category);
        granted.set_all(table.touched(category), adds);
        words.push(format!("{sign}{category}"));
    }
    singles(table, &granted, &selector.allowed, &matters, |allow, command| {
        words.push(format!("{}{command}", if allow { '+' } else { '-' }));
    });
    for arg in selector.first_args.iter().filter(|arg| !selector.allows(arg.command)) {
        words.push(format!("+{}|{}", arg.command, String::from_utf8_lossy(&arg.argument)));
    }
    words
}

pub(crate) fn singles_length(
    table: &Table,
    granted: &CommandSet,
    target: &CommandSet,
    matters: &impl Fn(&Command) -> bool,
) -> usize {
    let mut length = 0;
    singles(table, granted, target, matters, |_, command| length += command.name().len() + 2);
    length
}

/// The single commands that correct the categories to what is allowed.
pub(crate) fn singles(
    table: &Table,
    granted: &CommandSet,
    target: &CommandSet,
    matters: &impl Fn(&Command) -> bool,
    mut add: impl FnMut(bool, Command),
) {
    for command in table.present.iter().take_while(|command| !command.is_subcommand()) {
        if !table.is_container(command) {
            if matters(&command) && target.contains(command) != granted.contains(command) {
                add(target.contains(command), command);
            }
            continue;
        }
        let subs: Vec<Command> = table.subcommands(command).filter(|sub| matters(sub)).collect();
        let wrong = |sub: &&Command| target.contains(**sub) != granted.contains(**sub);
        let count = subs.iter().filter(wrong).count();
        let allowed = subs.iter().filter(|sub| target.contains(**sub)).count();
        if count == 0 {
            continue;
        }
        // The whole container, then its exceptions; or only what is wrong.
        let most = allowed * 2 > subs.len();
        let exceptions = subs.iter().filter(|sub| target.contains(**sub) != most).count();
        if exceptions + 1 < count || exceptions == 0 {
            add(most, command);
            subs.iter().filter(|sub| target.contains(**sub) != most).for_each(|sub| add(!most, *sub));
        } else {
            subs.iter().filter(wrong).for_each(|sub| add(target.contains(*sub), *sub));
        }
    }
}
