//! The importer splits bash commands into the words that bash passes to a program.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::bash_words;
use std::process::{Command, Stdio};
use testkit::generate::Chance;
use tools::Ctx;
use tools::run::{feed, say};

#[test]
fn words_split_as_in_bash() -> Proof {
    proof(run)
}

/// Commands in loops, functions and branches are read as bash runs them.
#[test]
fn loops_functions_and_lists_run_as_in_bash() -> Proof {
    proof(run_scripts)
}

/// All words of these commands can be known without running them.
const SCRIPTS: [&str; 34] = [
    "args=(a b); stub \"${args[@]}\"",
    "args=(a 'b c' \"d\"); stub \"${args[@]}\" e",
    "args=(a); args+=(b c); args+=('d e'); stub x \"${args[@]}\"",
    "args=()\nstub \"${args[@]}\" a",
    "args=(\n  --one 1   # first\n  --two '2 3'\n)\nstub \"${args[@]}\"",
    "X=v; args=(--k \"$X\"); stub \"${args[@]}\"",
    "args=(a b); stub ${args[@]}",
    "a=(1 2); b=(3); stub \"${a[@]}\" - \"${b[@]}\"",
    "for x in a b c; do stub \"$x\"; done",
    "for x in a 'b c'\ndo\n  stub \"$x\" -\ndone\nstub end",
    "for x in a b; do y=app-$x; stub $y; done",
    "for x in a b\ndo\n  for y in 1 2\n  do\n    stub $x $y\n  done\ndone",
    "for x in a b; do :; done; stub $x",
    "for x in a b; do stub $x | stub y; done",
    "f() { stub \"$1\"; }; f a; f 'b c'",
    "f() { stub \"$@\" -; }\nf a 'b c'\nf\n",
    "f() { local id=$1; stub --id \"$id\" --name \"$2\"; }; f a b",
    "f() {\n  local id=$1\n  shift_not=1\n  stub \"$id\" \"${2:-none}\"\n}\nf a\nf a b\n",
    "function f() { stub \"$1\"; }; f x",
    "g() { stub g \"$1\"; }; f() { g \"$1-x\"; }; f a; f b",
    "f() { stub \"$1\"; }; for x in a b; do f $x; done",
    "f() { stub never; }; stub a",
    "stub \"${A:-default}\" \"${B-other}\"",
    "A=set; stub \"${A:-default}\" ${A-x} \"${B:-q}\"",
    "A=; stub \"${A:-default}\" \"[${A-default}]\"",
    "stub ${A:-a} pre-${B:-b}-post",
    "E=prod; case \"$E\" in dev) X=1 ;; prod) X=2 ;; *) X=3 ;; esac; stub $X",
    "E=prod\ncase $E in\n  dev|test)\n    X=1\n    ;;\n  live|prod)\n    X=2\n    ;;\nesac\nstub $X",
    "E=other; case $E in a) X=1;; *) X=9;; esac; stub $X",
    "E=none; X=0; case $E in a) X=1;; b) X=2;; esac; stub $X",
    "E=prod-eu; case $E in prod-*) stub p ;; *-eu) stub e ;; esac",
    "case a in (a) stub 1 ;; (b) stub 2 ;; esac; stub 3",
    "f() { case \"$1\" in a) stub A ;; b) stub B ;; esac; }; f b; f a",
    "for e in dev prod; do case $e in dev) t=small ;; prod) t=large ;; esac; stub $e; done",
];

fn run_scripts(ctx: &Ctx) -> Result<(), String> {
    let texts: Vec<String> = SCRIPTS.iter().map(|text| (*text).to_owned()).collect();
    let mut wrong = Vec::new();
    for (text, ran) in texts.iter().zip(bash(ctx, &texts)?) {
        let read = bash_words(text).map(|commands| {
            // An iteration of a loop starts with a word before its first command.
            let begins = |word: &Option<String>| word.as_deref() == Some("do");
            let stubs = commands
                .into_iter()
                .map(|words| words.into_iter().skip_while(begins).collect::<Vec<_>>())
                .filter(|words| matches!(words.first(), Some(Some(first)) if first == "stub"));
            stubs.map(|words| words.into_iter().skip(1).collect()).collect::<Option<Vec<Vec<String>>>>()
        });
        let sorted = |mut commands: Vec<Vec<String>>| {
            commands.sort();
            commands
        };
        if read.clone().map(|read| read.map(sorted)) != Ok(Some(sorted(ran.commands.clone()))) {
            wrong.push(format!("{text:?}\n  bash     {:?}\n  importer {read:?}", ran.commands));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{} differ:\n{}", wrong.len(), wrong.join("\n"))) }
}

/// Reads scripts from standard input, separated by null bytes, and runs each. Every run of `stub` prints its words.
const DRIVER: &str = r#"
# One write per command, so that the output of commands in a pipe doesn't mix: printf writes at each line end.
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
            // Code in backticks is parsed when it runs.
            Ok(words) if ran.refused && words.iter().flatten().any(Option::is_none) => unknown += 1,
            Ok(_) if ran.refused => wrong.push(format!("{text:?}\n  bash rejects it, the importer doesn't")),
            Err(_) if ran.refused => refused += 1,
            Err(why) => wrong
                .push(format!("{text:?}\n  the importer rejects it: {why}\n  bash has {:?}", ran.commands)),
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
                // Commands of a pipe run concurrently.
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
        "{same} scripts have the same words as in bash, {refused} were rejected by both, {unknown} contain values that only a shell knows"
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
        Err(format!("bash answered only {} of {} scripts", all.len(), texts.len()))
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
