//! Random drafts for tests: the same seed generates the same drafts on every machine.
//!
//! Values contain whatever breaks quoting: every printable character, quotes, backslashes, shell expansions, leading
//! hyphens, line breaks, Unicode, and sometimes they're very long.

pub mod groups;
pub mod mutants;

use elasticache_user::{AuthenticationMode, Draft, Operation, Password, Tag};
use serde_json::{Value, json};

/// The number of cases: `all` with `FULL=1`, which `cargo xtask test` sets, otherwise `few`.
pub fn many(full: usize, quick: usize) -> usize {
    if std::env::var_os("FULL").is_some() { full } else { quick }
}

/// A small random number generator (SplitMix64). Not for secrets.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn number(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below `end`; 0 when `end` is 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.number() % (end.max(1) as u64)).unwrap_or(0)
    }

    /// A number from `low` to `high`.
    pub fn between(&mut self, low: usize, high: usize) -> usize {
        low + self.below(high.saturating_sub(low) + 1)
    }

    /// True in one of `n` cases.
    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    /// True in `n` of a hundred cases.
    pub fn percent(&mut self, n: usize) -> bool {
        self.below(100) < n
    }

    /// One of these.
    ///
    /// # Panics
    /// When there is none.
    pub fn pick<T: Copy>(&mut self, items: &[T]) -> T {
        items[self.below(items.len())]
    }
}

// Special to some shell, parser or file format. One piece each, so that they occur in every order.
const TRAPS: &[&str] = &[
    "'",
    "''",
    "\"",
    "\"\"",
    "\\",
    "\\\\",
    "\\\"",
    "$",
    "$HOME",
    "${HOME}",
    "$(id)",
    "`id`",
    "$'a'",
    "!",
    "!!",
    "!$",
    "%",
    "%PATH%",
    "%%",
    "%0",
    "^",
    "^^",
    "&",
    "&&",
    "|",
    "||",
    ";",
    "<",
    ">",
    ">>",
    "<<END",
    "(",
    ")",
    "{",
    "}",
    "{a,b}",
    "[",
    "]",
    "[a-z]",
    "*",
    "?",
    "~",
    "~/",
    "#",
    " #",
    "=",
    "==",
    ",",
    ", ",
    ": ",
    ":",
    "- ",
    "-",
    "--",
    "@",
    "@(a)",
    "+",
    "/",
    "//",
    " ",
    "  ",
    "\u{2018}",
    "\u{2019}",
    "\u{201c}",
    "\u{201d}",
    "é",
    "ß",
    "日本",
    "🦀",
    "\u{a0}",
    "\u{feff}",
    "\u{2028}",
    "e\u{301}",
    "${!a}",
    "%{if}",
    "$${a}",
    "{{a}}",
    "#{a}",
    "\\n",
    "\\u0041",
    "\\x41",
    "\"\"\"",
    "'''",
    "r#\"",
    "\"#",
    "</script>",
    "<!--",
    "]]>",
    "&amp;",
    "yes",
    "null",
    "on",
    "0x10",
    "1e3",
];

const STARTS: &[&str] = &[
    "-",
    "--",
    "-@all",
    "[",
    "[\"a\"]",
    "{",
    "{\"a\":1}",
    "\"",
    "'",
    "file://",
    "fileb://",
    "http://",
    "https://",
    "=",
    "@",
    "!",
    "~",
    "#",
    "&",
    "%",
    "*",
    "|",
    "?",
    ":",
    " ",
    "\\",
    "$",
    "@file",
    "- ",
    "? ",
    "/",
    "<",
    "\u{2018}",
];

const BREAKS: &[&str] =
    &["\n", "\r\n", "\t", "\n\n", "\r", "\u{b}", "\u{1b}[0m", "\u{7f}", "\u{85}", "\nEND\n", "\n'@\n"];

/// Text of any kind, never empty and never with a null character. `breaks` lets line breaks and other control
/// characters in.
pub fn text(chance: &mut Chance, breaks: bool) -> String {
    let mut text = String::new();
    if chance.one_in(5) {
        text.push_str(chance.pick(STARTS));
    }
    let pieces = if chance.one_in(400) { 800 } else { chance.between(1, 12) };
    for _ in 0..pieces {
        match chance.below(8) {
            0..=2 => text.push_str(chance.pick(TRAPS)),
            3..=5 => (0..chance.between(1, 4)).for_each(|_| text.push(printable(chance))),
            6 if breaks => text.push_str(chance.pick(BREAKS)),
            _ => text.push_str(chance.pick(&["app", "a", "Z9", "x-1", "user_", "read"])),
        }
    }
    text
}

fn printable(chance: &mut Chance) -> char {
    char::from_u32(chance.between(0x20, 0x7e) as u32).unwrap_or(' ')
}

/// A password of 16 to 128 printable characters. `allowed` leaves out what ElastiCache rejects (`,` `"` `/` `@` and the
/// space); otherwise any text will come, sometimes with a trap at its start.
pub fn password(chance: &mut Chance, allowed: bool) -> Password {
    if !allowed && chance.one_in(3) {
        return Password::new(text(chance, false));
    }
    let length = if chance.one_in(20) { 128 } else { chance.between(16, 40) };
    let mut word = String::new();
    while word.len() < length {
        let letter = printable(chance);
        if !allowed || !matches!(letter, ',' | '"' | '/' | '@' | ' ') {
            word.push(letter);
        }
    }
    Password::new(word)
}

/// An access string that servers from 7.0 on accept, in any of its forms, with one or two spaces between its words.
pub fn access_string(chance: &mut Chance) -> String {
    let mut words = vec![chance.pick(&["on", "on", "on", "off"]).to_owned()];
    for _ in 0..if chance.one_in(300) { 400 } else { chance.between(0, 8) } {
        let word = access_word(chance, true);
        if chance.one_in(6) { words.insert(0, word) } else { words.push(word) }
    }
    let words = without_late_patterns(words);
    words.join(if chance.one_in(10) { "  " } else { " " })
}

fn access_word(chance: &mut Chance, selectors: bool) -> String {
    let category =
        chance.pick(&["all", "read", "write", "admin", "dangerous", "fast", "hash", "string", "connection"]);
    let command =
        chance.pick(&["get", "set", "ping", "info", "config|get", "client|setname", "acl|whoami", "hset"]);
    let sign = chance.pick(&["+", "-"]);
    match chance.below(if selectors { 9 } else { 8 }) {
        0 | 1 => format!("{sign}@{category}"),
        2 | 3 => format!("{sign}{command}"),
        4 => format!("~{}", pattern(chance)),
        5 => format!("{}~{}", chance.pick(&["%R", "%W", "%RW"]), pattern(chance)),
        6 => format!("&{}", pattern(chance)),
        7 => chance
            .pick(&["allkeys", "resetkeys", "allchannels", "resetchannels", "allcommands", "nocommands"])
            .to_owned(),
        _ => {
            let inside: Vec<String> = (0..chance.between(1, 3)).map(|_| access_word(chance, false)).collect();
            format!("({})", without_late_patterns(inside).join(" "))
        }
    }
}

/// Servers reject a key or channel pattern after one that allows all.
fn without_late_patterns(words: Vec<String>) -> Vec<String> {
    let (mut all_keys, mut all_channels) = (false, false);
    let mut fits = |word: &String| {
        let (keys, channels) = (word.starts_with(['~', '%']), word.starts_with('&'));
        if (keys && all_keys) || (channels && all_channels) {
            return false;
        }
        match word.as_str() {
            "allkeys" | "~*" | "%RW~*" => all_keys = true,
            "resetkeys" => all_keys = false,
            "allchannels" | "&*" => all_channels = true,
            "resetchannels" => all_channels = false,
            _ => {}
        }
        true
    };
    words.into_iter().filter(|word| fits(word)).collect()
}

fn pattern(chance: &mut Chance) -> String {
    let plain = chance.pick(&["*", "app::*", "user:?:*", "[a-z]*", "{slot}:*", "a\\*b", "cache:"]);
    if !chance.one_in(4) {
        return plain.to_owned();
    }
    // Any printable character can be in a key pattern, but no parenthesis when it is inside a selector.
    let mut pattern = plain.to_owned();
    for _ in 0..chance.between(1, 6) {
        let letter = printable(chance);
        if !matches!(letter, ' ' | '(' | ')') {
            pattern.push(letter);
        }
    }
    pattern
}

/// A request that every client sends: nothing is missing and all types are right, while the values are as bad as they
/// come. The service would reject many of them.
pub fn draft(chance: &mut Chance, operation: Operation) -> Draft {
    if operation.is_of_group() {
        return groups::draft(chance, operation);
    }
    let mut draft = Draft { user_id: Some(text(chance, false)), ..Draft::default() };
    if operation == Operation::CreateUser {
        draft.user_name = Some(text(chance, false));
        draft.tags = chance.one_in(2).then(|| tags(chance));
    } else {
        draft.append_access_string = chance.one_in(2).then(|| some_access_string(chance));
    }
    let create = operation == Operation::CreateUser;
    draft.engine = (create || chance.one_in(3)).then(|| chance.pick(&["valkey", "redis"]).to_owned());
    draft.access_string = (create || chance.one_in(2)).then(|| some_access_string(chance));
    authentication(chance, &mut draft, false);
    draft
}

/// A request that the service accepts by the documented rules.
pub fn valid_draft(chance: &mut Chance, operation: Operation) -> Draft {
    if operation.is_of_group() {
        return groups::valid_draft(chance, operation);
    }
    let create = operation == Operation::CreateUser;
    let mut id = chance.pick(&["app", "reader", "a", "cache-user", "u1"]).to_owned();
    if chance.one_in(3) {
        id.push_str(&format!("-{}", chance.below(1000)));
    }
    let mut draft = Draft { user_id: Some(id.clone()), ..Draft::default() };
    authentication(chance, &mut draft, true);
    let mode = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.as_deref());
    let none = draft.no_password_required == Some(true) || mode == Some("no-password-required");
    if create {
        let other = chance.pick(&["App", "svc/reader", "a_b.c", "O'Neil", "50%", "$x"]).to_owned();
        let same = mode == Some("iam") || chance.one_in(2);
        draft.user_name = Some(if same { id } else { other });
        draft.tags = chance.one_in(2).then(|| valid_tags(chance));
    }
    if create || chance.one_in(4) {
        draft.engine = Some(if none { "redis" } else { chance.pick(&["valkey", "redis"]) }.to_owned());
    }
    if create || chance.one_in(2) {
        draft.access_string = Some(access_string(chance));
    } else {
        draft.append_access_string = Some(access_word(chance, true));
    }
    draft
}

fn some_access_string(chance: &mut Chance) -> String {
    if chance.one_in(4) { text(chance, false) } else { access_string(chance) }
}

fn authentication(chance: &mut Chance, draft: &mut Draft, allowed: bool) {
    let list = |chance: &mut Chance| {
        let count = chance.between(1, 2);
        Some((0..count).map(|_| password(chance, allowed)).collect::<Vec<_>>())
    };
    let mode = |kind: &str, passwords| Some(AuthenticationMode { kind: Some(kind.to_owned()), passwords });
    match chance.below(7) {
        0 | 1 => draft.passwords = list(chance),
        2 | 3 => draft.authentication_mode = mode("password", list(chance)),
        4 => draft.no_password_required = Some(true),
        5 => draft.authentication_mode = mode("no-password-required", None),
        _ => draft.authentication_mode = mode("iam", None),
    }
    if draft.passwords.is_some() && chance.one_in(3) {
        draft.no_password_required = Some(false);
    }
}

fn tags(chance: &mut Chance) -> Vec<Tag> {
    let count = if chance.one_in(60) { 50 } else { chance.between(1, 3) };
    let text = |chance: &mut Chance| if chance.one_in(12) { String::new() } else { text(chance, true) };
    let tag = |chance: &mut Chance| Tag {
        key: Some(text(chance)),
        value: if chance.one_in(5) { None } else { Some(text(chance)) },
    };
    (0..count).map(|_| tag(chance)).collect()
}

fn valid_tags(chance: &mut Chance) -> Vec<Tag> {
    let words = ["team", "cost center", "env:prod", "a=b", "x@y", "path/to", "é", "+1", "under_score"];
    (0..chance.between(1, 3))
        .map(|n| Tag {
            key: Some(format!("{}{n}", chance.pick(&words))),
            value: Some(chance.pick(&words).to_owned()),
        })
        .collect()
}

/// Anything that could be given as a request: members missing, unknown, contradictory, of the wrong type, empty or null.
pub fn wild(chance: &mut Chance, operation: Operation) -> Value {
    let mut value = draft(chance, operation).to_json();
    let Some(members) = value.as_object_mut() else { return value };
    for _ in 0..chance.between(0, 4) {
        let names = [
            "UserId",
            "UserName",
            "Engine",
            "Passwords",
            "AccessString",
            "AppendAccessString",
            "NoPasswordRequired",
            "Tags",
            "AuthenticationMode",
            "user-id",
            "Bogus",
            "UserIds",
        ];
        let name = chance.pick(&names);
        let odd = match chance.below(12) {
            0 => {
                members.shift_remove(name);
                continue;
            }
            1 => Value::Null,
            2 => json!(""),
            3 => json!([]),
            4 => json!({}),
            5 => json!(chance.below(100)),
            6 => json!(chance.one_in(2)),
            7 => json!([password(chance, false).expose(), password(chance, true).expose(), "third"]),
            8 => {
                json!({"Type": text(chance, true), "Passwords": [password(chance, false).expose()], "type": "iam"})
            }
            9 => json!([null, {"Key": null, "Value": 3, "Kay": "x"}]),
            10 => json!(text(chance, true) + "\0"),
            _ => json!(text(chance, true)),
        };
        members.insert(name.to_owned(), odd);
    }
    value
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generation_is_seeded_and_covers_printable_characters() {
        let drafts = |seed| {
            let mut chance = Chance::new(seed);
            (0..2000).map(|n| draft(&mut chance, Operation::ALL[n % 2])).collect::<Vec<_>>()
        };
        let all = drafts(1);
        assert!(all == drafts(1) && all != drafts(2));
        let ids: String = all.iter().filter_map(|draft| draft.user_id.as_deref()).collect();
        let passwords: String = all
            .iter()
            .flat_map(|draft| draft.all_passwords().map(|(_, secret)| secret.expose().to_owned()))
            .collect();
        for letter in ' '..='~' {
            assert!(ids.contains(letter) && passwords.contains(letter), "{letter}");
        }
        assert!(all.iter().any(|draft| draft.user_id.as_ref().is_some_and(|id| id.len() > 1000)));
        assert!(
            all.iter()
                .flat_map(|draft| draft.tags.iter().flatten())
                .any(|tag| { tag.value.as_ref().is_some_and(|value| value.contains('\n')) })
        );
        assert!(all.iter().all(|draft| !draft.to_json().to_string().contains("\\u0000")));
    }

    #[test]
    fn anything_can_be_read() {
        let mut chance = Chance::new(3);
        for n in 0..2000 {
            let _ = Draft::from_json(wild(&mut chance, Operation::ALL[n % 2]));
        }
    }
}
