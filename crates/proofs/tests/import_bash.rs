//! The words that the importer reads from bash commands are those that bash gives to a program.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::bash_words;
use std::process::{Command, Stdio};
use testkit::generate::Chance;
use tools::Ctx;
use tools::run::{feed, say};

#[test]
fn words_are_those_of_bash() -> Proof {
    proof(run)
}

/// Reads texts from standard input, each ended by a zero byte, and runs each. Every run of `stub` says its words.
const DRIVER: &str = r#"
# One write for each command, so that commands of a pipe do not mix: printf writes at each line end.
stub() { local words=("${@/#/w}"); printf '%s\0' "${words[@]//$'\n'/$'\1'}" c >&3; }
PATH= HOME=/nowhere
exec 3>&1
while IFS= read -r -d '' text; do
  ( trap wait EXIT; eval "$text" ) 1>/dev/null 2>../import-bash.errors </dev/null

  case $(<../import-bash.errors) in
    *'syntax error'*|*'unexpected EOF'*|*'unexpected end of file'*|*'here-document at line'*|*'bad substitution'*) printf 's\0' ;;
    *) printf 'e\0' ;;
  esac
done
exit 0
"#;

#[derive(Debug, PartialEq)]
struct Ran {
    commands: Vec<Vec<String>>,
    refused: bool,
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let count = if ctx.long { 100_000 } else { 14_000 };
    let mut chance = Chance::new(6);
    let texts: Vec<String> = (0..count).map(|_| script(&mut chance)).collect();
    let ran = bash(ctx, &texts)?;
    let (mut same, mut refused, mut unknown, mut wrong) = (0, 0, 0, Vec::new());
    for (text, ran) in texts.iter().zip(&ran) {
        match bash_words(text) {
            // What stands in backticks is read when it runs.
            Ok(words) if ran.refused && words.iter().flatten().any(Option::is_none) => unknown += 1,
            Ok(_) if ran.refused => wrong.push(format!("{text:?}\n  bash refuses it, the importer does not")),
            Err(_) if ran.refused => refused += 1,
            Err(why) => wrong
                .push(format!("{text:?}\n  the importer refuses it: {why}\n  bash has {:?}", ran.commands)),
            Ok(commands) => {
                let stubs = commands
                    .into_iter()
                    .filter(|words| matches!(words.first(), Some(Some(first)) if first == "stub"));
                let read: Option<Vec<Vec<String>>> =
                    stubs.map(|words| words.into_iter().skip(1).collect()).collect();
                let Some(mut read) = read else {
                    unknown += 1;
                    continue;
                };
                // Commands of a pipe run at once.
                read.sort();
                let mut bash = ran.commands.clone();
                bash.sort();
                if read == bash {
                    same += 1;
                } else {
                    wrong.push(format!("{text:?}\n  bash     {bash:?}\n  importer {read:?}"));
                }
            }
        }
    }
    say(format!(
        "{same} texts gave the words that bash gave, {refused} were refused by both, {unknown} hold what only a shell knows"
    ));
    compared(wrong, same, 10_000)
}

fn bash(ctx: &Ctx, texts: &[String]) -> Result<Vec<Ran>, String> {
    let folder = ctx.path("target/import-bash");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    let mut shell = Command::new("bash");
    shell
        .args(["--norc", "--noprofile", "-c", DRIVER])
        .current_dir(&folder)
        .env_clear()
        .env("LC_ALL", "C.UTF-8");
    let input: String = texts.iter().map(|text| format!("{text}\0")).collect();
    let output = feed(shell.stderr(Stdio::null()), &input)?;
    let mut all = Vec::with_capacity(texts.len());
    let mut ran = Ran { commands: Vec::new(), refused: false };
    let mut words = Vec::new();
    for text in output.split('\0') {
        match text.as_bytes().first() {
            Some(b'w') => words.push(text.get(1..).unwrap_or_default().replace('\u{1}', "\n")),
            Some(b'c') => ran.commands.push(std::mem::take(&mut words)),
            Some(end @ (b's' | b'e')) => {
                ran.refused = *end == b's';
                all.push(std::mem::replace(&mut ran, Ran { commands: Vec::new(), refused: false }));
                words.clear();
            }
            _ => {}
        }
    }
    if all.len() == texts.len() {
        Ok(all)
    } else {
        Err(format!("bash answered {} of {} texts", all.len(), texts.len()))
    }
}

fn script(chance: &mut Chance) -> String {
    let mut text = String::new();
    for n in 0..if chance.one_in(6) { chance.between(2, 3) } else { 1 } {
        if n > 0 {
            text.push_str(chance.pick(&["\n", "; ", "\n\n", " & ", ";"]));
        }
        if chance.one_in(8) {
            text.push_str(chance.pick(&[
                "A=1 ",
                "PGPASS='x y' B=$'\\t' ",
                "A='a b'\n",
                "export B=\"q r\"\n",
                "# a comment\n",
                "  ",
                "(A=1; :); ",
                "(:) && ",
                "A=x & ",
                "A+='y z'\n",
                "A=1 B='a  b'; ",
                "A=$B B+=c\n",
                "A=(x 'y z'); ",
                "export B+=$A A=(x) C=\n",
                "A=9 B+=8 stub $A $B; ",
                "if :; then A=7; fi; ",
                "false || A=6; ",
                "export A=x | ",
            ]));
        }
        text.push_str("stub");
        for _ in 0..chance.between(1, 7) {
            text.push_str(chance.pick(&[" ", " ", " ", " ", "  ", "\t", " \\\n", " \\\n  ", " \\\n\t"]));
            word(chance, &mut text);
        }
        if chance.one_in(12) {
            text.push_str(chance.pick(&[
                " > /dev/null",
                " 2>&1",
                " >>/dev/null 2>/dev/null",
                " # comment 'x",
                " &>/dev/null",
                " | stub b",
                " </dev/null",
                " <<<'in put'",
                "\n",
            ]));
        }
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
            "--append-access-string ",
        ]));
    }
    for _ in 0..chance.between(1, 4) {
        piece(chance, text);
    }
}

const BARE: &[&str] = &[
    "on",
    "~*",
    "~app::*",
    "%R~x",
    "+@all",
    "-@all",
    "&a",
    "*",
    "?",
    "[a-z]",
    "a,b",
    "{a,b}",
    "{1..3}",
    "{x,{y,z}}",
    "{a",
    "b}",
    "{}",
    "{a}",
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
    "~",
    "~+",
    "a~b",
    "$",
    "$$x",
    "+get|set",
    "{\"a\":\"b\",\"c\":1}",
    "a=~b",
    "{a,b}{c,d}",
    "{01..3}",
    "{a..e..2}",
    "{a,\"b c\"}",
    ".",
    "-",
    "--",
    "_",
    "1",
    "\u{a0}",
];
const SINGLE: &[&str] = &[
    "a b",
    "on ~* &* +@all",
    "\\",
    "$HOME",
    "\"",
    "",
    "`id`",
    "{a,b}",
    "*",
    "line\nbreak",
    "\t",
    "!",
    "é🦀",
    "{\"UserId\": \"app\"}",
];
const DOUBLE: &[&str] = &[
    "a b",
    "on ~* &* +@all",
    "\\\\",
    "\\$HOME",
    "\\\"",
    "",
    "\\`id\\`",
    "{a,b}",
    "*",
    "line\nbreak",
    "\\a",
    "\\\n",
    "'",
    "it's",
    "é🦀",
    "$",
    "$ x",
    "!",
    "\\!",
    "%",
    "{\\\"UserId\\\": \\\"app\\\"}",
    "$A",
];
const ANSI: &[&str] = &[
    "a b",
    "\\n",
    "\\t",
    "\\\\",
    "\\'",
    "\\\"",
    "\\x41",
    "\\x4",
    "\\101",
    "\\u00e9",
    "\\U0001F980",
    "\\xc3\\xa9",
    "\\cB",
    "\\e",
    "\\q",
    "\"",
    "",
    "é",
    "\\?",
    "\\0",
    "\\1017",
    "\\x",
    "\\u",
    "\\a\\b\\f\\v\\r\\E",
];
const SHELL: &[&str] = &[
    "$A",
    "${A}",
    "$(stub2)",
    "`stub2`",
    "\"$B\"",
    "\"${A:-x}\"",
    "$((1+1))",
    "(",
    ")",
    "<(x)",
    "\\\n",
    "$'",
    "\"",
    "'",
    "`",
    "$(",
    "${",
    "$[1]",
    "$1",
    "$@",
];

fn piece(chance: &mut Chance, text: &mut String) {
    match chance.below(110) {
        0..=19 => text.push_str(chance.pick(BARE)),
        20..=32 => {
            text.push('\'');
            text.push_str(chance.pick(SINGLE));
            text.push('\'');
        }
        33..=45 => {
            text.push('"');
            for _ in 0..chance.between(1, 3) {
                text.push_str(chance.pick(DOUBLE));
            }
            text.push('"');
        }
        46..=50 => {
            text.push('\\');
            let letter = chance.pick(&[
                ' ', '\'', '"', '\\', '$', '*', '~', '&', '|', '(', ')', '{', '}', ',', 'n', 'é', '#', '!',
                '<', ';', '`', '\t',
            ]);
            text.push(letter);
        }
        51..=56 => {
            text.push_str("$'");
            for _ in 0..chance.between(1, 3) {
                text.push_str(chance.pick(ANSI));
            }
            text.push('\'');
        }
        57..=58 => text.push_str("$\"a b\""),
        59..=61 => text.push_str(chance.pick(&["1", "22", "a1"])),
        62 => text.push_str(chance.pick(SHELL)),
        _ => text.push_str(chance.pick(&["app", "x", "valkey", "+@read", "on"])),
    }
}
