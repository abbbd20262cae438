//! The importer splits fish commands into the words that fish passes to a program.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::fish_words;
use std::process::{Command, Stdio};
use testkit::generate::Chance;
use tools::Ctx;
use tools::apt;
use tools::run::{feed, say};

#[test]
fn words_split_as_in_fish() -> Proof {
    proof(run)
}

/// Reads scripts from standard input, separated by null bytes, and runs each in a function, so that its `break` doesn't end our
/// loop. Every run of `stub` prints its words. After a line break in a word, the rest could name a program or a fish function:
/// there are none here, and a builtin's output is separate.
const DRIVER: &str = r"
set PATH
set fish_function_path
function stub; printf '\0'; count $argv >/dev/null; and printf 'w%s\0' $argv; printf 'c\0'; end
function stub2; end
function each; eval $text </dev/null; end
while read -z text
  each
  wait
  printf '\0e%s\0' $text
end
true
";

fn run(ctx: &Ctx) -> Result<(), String> {
    apt::ensure(ctx, &["fish"], "fish")?;
    let count = if ctx.long { 100_000 } else { 15_000 };
    let mut chance = Chance::new(16);
    let texts: Vec<String> = (0..count).map(|_| script(&mut chance)).collect();
    // fish 3.6 treats a # after an escaped character in the middle of a word as a comment.
    let texts: Vec<String> = texts
        .into_iter()
        .filter(|text| {
            !text.match_indices('#').any(|(at, _)| {
                text.get(..at).is_some_and(|before| {
                    before.trim_end_matches(|letter| letter != '\\').len() + 4 >= at && before.contains('\\')
                })
            })
        })
        .collect();
    let ran = fish(ctx, &texts)?;
    let (mut same, mut refused, mut later, mut unknown, mut wrong) = (0, 0, 0, 0, Vec::new());
    for (text, ran) in texts.iter().zip(ran) {
        match fish_words(text) {
            Err(_) if ran.is_empty() => refused += 1,
            // fish reports these only at that command, and then passes it nothing or continues with the next one.
            Err(why) if LATER.iter().any(|known| why.contains(known)) => later += 1,
            Err(why) => wrong.push(format!("{text:?}\n  the importer rejects it: {why}\n  fish has {ran:?}")),
            // A `~` that results from braces is literal.
            Ok(_) if text.contains("~{,a}") || text.contains("~{a,}") => unknown += 1,
            Ok(commands) if commands.iter().flatten().any(Option::is_none) => unknown += 1,
            Ok(commands) => {
                let stubs = commands
                    .into_iter()
                    .filter(|words| matches!(words.first(), Some(Some(first)) if first == "stub"));
                let read: Option<Vec<Vec<String>>> =
                    stubs.map(|words| words.into_iter().skip(1).collect()).collect();
                match read {
                    None => unknown += 1,
                    // Its output went to a file, or its input file was missing.
                    Some(read) if ran.len() < read.len() && text.contains(['<', '>']) => unknown += 1,
                    Some(read) if read == ran => same += 1,
                    Some(read) => wrong.push(format!("{text:?}\n  fish     {ran:?}\n  importer {read:?}")),
                }
            }
        }
    }
    say(format!(
        "{same} scripts have the same words as in fish, {refused} were rejected by both, {later} by fish only at that command, {unknown} contain values that only a shell knows"
    ));
    compared(wrong, same, count * 2 / 3)
}

/// Errors that the importer reports before anything runs, and a comment inside a bracket, after which fish continues on the
/// next line.
const LATER: &[&str] = &[
    "expects the name of a variable",
    "a Unicode character",
    "a letter must follow",
    "a comment begins here, inside a bracket",
];

/// The words of each command of each script; none for a script that fish rejects.
fn fish(ctx: &Ctx, texts: &[String]) -> Result<Vec<Vec<Vec<String>>>, String> {
    let folder = ctx.path("target/import-fish");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let mut shell = Command::new("fish");
    shell
        .args(["--no-config", "-c", DRIVER])
        .current_dir(&folder)
        .env("LC_ALL", "C.UTF-8")
        .env("HOME", &folder);
    let input: String = texts.iter().map(|text| format!("{text}\0")).collect();
    let output = feed(shell.stderr(Stdio::null()), &input)?;
    let (mut all, mut commands, mut words) = (Vec::with_capacity(texts.len()), Vec::new(), Vec::new());
    for text in output.split('\0') {
        match text.as_bytes().first() {
            Some(b'w') => words.push(text.get(1..).unwrap_or_default().to_owned()),
            Some(b'c') => commands.push(std::mem::take(&mut words)),
            Some(b'e') => {
                if text.get(1..) != texts.get(all.len()).map(String::as_str) {
                    return Err(format!("fish answered {text:?} for {:?}", texts.get(all.len())));
                }
                all.push(std::mem::take(&mut commands));
            }
            _ => {}
        }
    }
    if all.len() == texts.len() {
        Ok(all)
    } else {
        let next = texts.get(all.len());
        Err(format!("fish answered only {} of {} scripts, and not {next:?}", all.len(), texts.len()))
    }
}

fn script(chance: &mut Chance) -> String {
    let mut text = String::new();
    for n in 0..if chance.one_in(6) { chance.between(2, 3) } else { 1 } {
        if n > 0 {
            text.push_str(chance.pick(&["\n", "; ", "\n\n", ";", " ;\n  "]));
        }
        if chance.one_in(10) {
            text.push_str(chance.pick(&[
                "A=1 ",
                "PGPASS='x y' B=\\t ",
                "set -l A 'a b'\n",
                "# a comment 'x\n",
                "  ",
            ]));
        }
        text.push_str("stub");
        for _ in 0..chance.between(1, 7) {
            text.push_str(chance.pick(&[" ", " ", " ", " ", "  ", "\t", " \\\n", " \\\n  "]));
            word(chance, &mut text);
        }
        if chance.one_in(12) {
            text.push_str(chance.pick(&[
                " 2>&1",
                " 2>/dev/null",
                " # comment 'x",
                " </dev/null",
                "\n",
                " 2>>/dev/null",
            ]));
        }
    }
    if chance.one_in(12) {
        let places: Vec<usize> = text.char_indices().map(|(at, _)| at).filter(|at| *at >= 5).collect();
        let at = chance.pick(&places);
        text.insert_str(at, chance.pick(&["'", "\"", "\\", "{", "}", ",", "(", ")", "$", "\n", "#", "~"]));
    }
    text
}

fn word(chance: &mut Chance, text: &mut String) {
    if chance.one_in(3) {
        text.push_str(chance.pick(&[
            "--user-id ",
            "--access-string=",
            "--passwords ",
            "--tags Key=a,Value=",
        ]));
    }
    for _ in 0..chance.between(1, 4) {
        piece(chance, text);
    }
}

// An unquoted * or ? is left out: if no file matches, fish doesn't run the command at all, and the importer reports it.
const BARE: &[&str] = &[
    "on",
    "~app::",
    "%R~x",
    "+@all",
    "-@all",
    "a,b",
    "{a,b}",
    "{}",
    "{a}",
    "{a,}",
    "{,a}",
    "{a, b}",
    "{a, # c\n b}",
    "=",
    ":",
    "@",
    "!",
    "%",
    "^",
    "#x",
    "x#y",
    "é",
    "🦀",
    "a~b",
    "[a-z]",
    "a[1]",
    "a[b c]",
    "[",
    "]",
    "+get",
    "{\"a\":\"b\",\"c\":1}",
    "a=~b",
    "{a,b}{c,d}",
    "{a,\"b c\"}",
    "{a,'b,c'}",
    ".",
    "-",
    "--",
    "1",
    "`id`",
    "`",
    "\u{a0}",
    "{1..3}",
];
const SINGLE: &[&str] = &[
    "a b",
    "on ~* &* +@all",
    "\\\\",
    "\\'",
    "\\n",
    "$HOME",
    "\"",
    "",
    "{a,b}",
    "*",
    "line\nbreak",
    "\t",
    "é🦀",
    "{\"UserId\": \"app\"}",
    "\\",
    "(x)",
    "\\\n",
];
const DOUBLE: &[&str] = &[
    "a b",
    "on ~* &* +@all",
    "\\\\",
    "\\$HOME",
    "\\\"",
    "",
    "{a,b}",
    "*",
    "line\nbreak",
    "\\n",
    "\\\n",
    "'",
    "it's",
    "é🦀",
    "\\x41",
    "(x)",
    "\\'",
    "`id`",
    "{\\\"UserId\\\": \\\"app\\\"}",
];
const ESCAPES: &[&str] = &[
    "\\n",
    "\\t",
    "\\r",
    "\\a",
    "\\b",
    "\\e",
    "\\f",
    "\\v",
    "\\ ",
    "\\$",
    "\\\\",
    "\\*",
    "\\?",
    "\\~",
    "\\#",
    "\\(",
    "\\)",
    "\\{",
    "\\}",
    "\\,",
    "\\<",
    "\\>",
    "\\^",
    "\\&",
    "\\;",
    "\\\"",
    "\\'",
    "\\x41",
    "\\x4",
    "\\101",
    "\\7",
    "\\u00e9",
    "\\ue9",
    "\\U0001F980",
    "\\cB",
    "\\cz",
    "\\q",
    "\\é",
    "\\%",
    "\\[",
    "\\X41",
    "\\xc3\\xa9",
];
const SHELL: &[&str] = &[
    "$A",
    "(stub2)",
    "(stub2 # it's\n)",
    "\"$B\"",
    "$A[1]",
    "\"(stub2)\"",
    "$(stub2)",
    "\"$(stub2)\"",
    "~",
    "$$A",
    "(",
    ")",
    "$",
    "\"",
    "'",
    "{",
    "}",
    "\\",
];

fn piece(chance: &mut Chance, text: &mut String) {
    match chance.below(110) {
        0..=19 => text.push_str(chance.pick(BARE)),
        20..=37 => {
            text.push('\'');
            for _ in 0..chance.between(1, 2) {
                text.push_str(chance.pick(SINGLE));
            }
            text.push('\'');
        }
        38..=55 => {
            text.push('"');
            for _ in 0..chance.between(1, 3) {
                text.push_str(chance.pick(DOUBLE));
            }
            text.push('"');
        }
        56..=66 => text.push_str(chance.pick(ESCAPES)),
        67 => text.push_str(chance.pick(SHELL)),
        _ => text.push_str(chance.pick(&["app", "x", "valkey", "+@read", "on", "1"])),
    }
}
