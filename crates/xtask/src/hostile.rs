//! Options as somebody means harm would set them, made from what ends, joins or starts something in a language. In all of
//! them, `canary` is the command of the attacker: it must never run.
use elasticache_user::emit::{Options, Secrets, Style, setting};
use elasticache_user::generate::Chance;

const TRAPS: &[&str] = &[
    "'",
    "\"",
    "`canary`",
    "$(canary)",
    "; canary;",
    ";canary #",
    "\ncanary\n",
    "\rcanary\r",
    "\r\ncanary\r\n",
    "\u{85}canary\u{85}",
    "\u{2028}canary\u{2029}",
    "\u{b}canary\u{c}",
    "\nEND\n)\ncanary\n(cat <<END\n",
    "\" & canary & \"",
    "\" & canary & '",
    "\"') do canary & rem ",
    "%PATH%",
    "%CANARY%",
    "^& canary ^&",
    "^",
    "!",
    "!!",
    "!canary",
    "file://",
    "fileb://",
    "http://",
    "-",
    "--",
    "\u{1b}]0;canary\u{7}",
    "\u{1b}[2J",
    "\u{202e}",
    "${canary}",
    "${canary()}",
    "%{canary}",
    "{{canary}}",
    "}}",
    "{",
    "}",
    "\\",
    "\\\\",
    "\\\"",
    "| canary |",
    "&& canary",
    "|| canary",
    "> hit",
    "< hit",
    "\t",
    " ",
    "#",
    "//",
    "*/",
    "/*",
    "é",
    "🦀",
    "\u{2018}",
    "\u{2019}",
    "\u{201c}",
    "canary",
    "https://localhost/",
    "a",
    "(canary)",
    "(canary",
    ") canary",
    "<(canary)",
    "=canary",
    "~",
    "*",
    "?",
    "[a]",
    "\"); canary(); (\"",
    "'); canary(); ('",
    "\" + canary() + \"",
    "\"\"\"",
    "\n canary()\n",
    "\0",
    "set CANARY",
    "@canary",
    "<#",
    "#>",
    "\" }; canary; { \"",
    "$canary",
    "`n canary",
    "';canary;'",
    "\";canary;\"",
    "'\ncanary\n'",
    "\"\ncanary\n\"",
    "\noutput = hit\n",
    ",",
    ":",
    "..",
    "/",
    "%s",
    "%%s",
    "&",
    "|",
];

/// The options whose values are free, with what a value is put behind so that some pass every check.
const FREE: &[&str] =
    &["profile", "query", "caBundle", "secretName", "endpointUrl", "region", "output", "color", "userGroup"];

/// A value of a few traps in a row. Two of three hold no control character, so that they come to be written.
pub fn value(chance: &mut Chance) -> String {
    let controls = chance.one_in(3);
    let count = chance.between(1, 4);
    let traps: String = (0..count).map(|_| chance.pick(TRAPS)).collect();
    let kept = |letter: &char| controls || !elasticache_user::quote::is_control(*letter);
    traps.chars().filter(kept).collect()
}

/// Options with hostile values, and how many of them.
pub fn options(chance: &mut Chance, sources: &[Secrets], endpoint: &str) -> (Options, usize) {
    let mut options =
        Options { secrets: chance.pick(sources), one_line: chance.one_in(2), ..Options::default() };
    options.style = if chance.one_in(3) { Style::InputJson } else { Style::Flags };
    options.extras.wait = chance.one_in(3);
    let mut count = 0;
    for name in FREE {
        // The first four are written whatever is in them, so they are set more often.
        let often = matches!(*name, "profile" | "query" | "caBundle" | "secretName");
        if chance.one_in(if often { 2 } else { 12 }) {
            let start = if *name == "endpointUrl" { endpoint } else { "" };
            let Some(setting) = setting(name) else { continue };
            count += usize::from((setting.set)(&mut options, &format!("{start}{}", value(chance))));
        }
    }
    (options, count)
}
