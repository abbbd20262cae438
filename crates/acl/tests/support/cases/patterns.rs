//! Patterns of keys and channels, and keys that often match them.

use super::super::random::Random;

/// The patterns of a case.
#[derive(Default)]
pub struct Patterns {
    pub keys: Vec<String>,
    pub channels: Vec<String>,
}

impl Patterns {
    /// A key.
    pub fn key(&self, random: &mut Random) -> String {
        key(&self.keys, random)
    }

    /// A channel; often a pattern itself, for those commands that want it equal.
    pub fn channel(&self, random: &mut Random) -> String {
        match random.pick(&self.channels).cloned() {
            Some(pattern) if random.one_in(3) => pattern,
            _ => key(&self.channels, random),
        }
    }
}

/// A pattern, some of them odd.
pub fn pattern(random: &mut Random) -> String {
    const PLAIN: [&str; 12] =
        ["app", "a", "b", "ab", "app::", "cache:", ":", "1", "x", ".", "user", "\u{e9}"];
    const WILD: [&str; 26] = [
        "*", "*", "*", "*", "?", "**", "[ab]", "[^a]", "[a-c]", "[z-a]", "[a-]", "[-a]", "[]", "[]a]", "[^]",
        "[^]a]", "[\\]a]", "[a\\-c]", "[a", "[a-", "[", "\\*", "\\a", "\\", "[x-y", "\\[",
    ];
    if random.one_in(6) {
        return random.letters("ab-]^[\\*?!", 8);
    }
    let mut pattern = random.text(&PLAIN).to_owned();
    for _ in 0..random.below(4) {
        let piece = if random.one_in(2) { random.text(&WILD) } else { random.text(&PLAIN) };
        pattern.push_str(piece);
    }
    match random.below(10) {
        0 => pattern.clear(),
        1..=3 => pattern.push('*'),
        _ => {}
    }
    pattern
}

fn key(patterns: &[String], random: &mut Random) -> String {
    match random.pick(patterns).cloned() {
        Some(pattern) if !random.one_in(4) => matching(&pattern, random),
        _ => any_key(random),
    }
}

/// A key that the pattern probably matches.
fn matching(pattern: &str, random: &mut Random) -> String {
    let mut key = String::new();
    let mut chars = pattern.chars();
    while let Some(c) = chars.next() {
        match c {
            '*' => key.push_str(random.text(&["", "a", "1:2", "*"])),
            '?' => key.push_str(random.text(&["a", "z", "?", ""])),
            '[' => {
                let inside: String = chars.by_ref().take_while(|&c| c != ']').collect();
                let one = random.below(inside.chars().count() + 1);
                key.push(inside.chars().nth(one).unwrap_or('b'));
            }
            '\\' => key.push(chars.next().unwrap_or('\\')),
            c => key.push(c),
        }
    }
    key
}

/// A key that no pattern was looked at for.
fn any_key(random: &mut Random) -> String {
    const KEYS: [&str; 14] =
        ["", "a", "b", "ab", "app", "app::1", "app::", "cache:x", "user1", "x", "*", "[", "a-c", "\u{e9}1"];
    if random.one_in(4) {
        return random.letters("ab-]^[\\", 4);
    }
    random.text(&KEYS).to_owned()
}
