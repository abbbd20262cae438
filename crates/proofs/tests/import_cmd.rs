//! The importer splits batch files into the words that Wine's cmd passes to a Windows program. Real Windows isn't available here.
use crate::stub::records;
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::cmd_words;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;
use testkit::generate::Chance;
use tools::Ctx;
use tools::run::{read, say};
use tools::wine::{self, Wine};

#[test]
fn words_split_as_in_cmd() -> Proof {
    proof(run)
}

/// Lines in one batch file: cmd reads it from the start for each line.
const EACH: usize = 100;

fn run(ctx: &Ctx) -> Result<(), String> {
    let wine = wine::ensure(ctx)?;
    let root = ctx.path("target/import-cmd");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|why| why.to_string())?;
    }
    fs::create_dir_all(&root).map_err(|why| why.to_string())?;
    let mut compiler = Command::new(&wine.compiler);
    compiler.args(["-O1", "-municode", "-o"]).arg(root.join("aws.exe")).arg(ctx.path("tests/aws-stub/aws.c"));
    read(compiler.arg("-lshell32"))?;
    let count = if ctx.long { 2400 } else { 300 };
    let mut chance = Chance::new(26);
    let lines: Vec<String> = (0..count).map(|n| line(&mut chance, n)).collect();
    let all: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut ran = run_lines(&wine, &root, &all)?;
    // Under load, Wine sometimes fails to start a program. Lines that didn't arrive run again.
    for _ in 0..5 {
        let lost: Vec<&str> = (0..)
            .zip(&all)
            .filter(|(n, _)| !ran.contains_key(&format!("n{n}")))
            .map(|(_, line)| *line)
            .collect();
        if lost.is_empty() {
            break;
        }
        say(format!("{} lines didn't arrive, and run again", lost.len()));
        ran.extend(run_lines(&wine, &root, &lost)?);
    }
    compare(&lines, &ran)
}

/// The arguments that each line passed to its program, by the line's name.
fn run_lines(wine: &Wine, root: &Path, lines: &[&str]) -> Result<BTreeMap<String, Vec<String>>, String> {
    let mut main = String::from("@echo off\r\n");
    for (n, lines) in lines.chunks(EACH).enumerate() {
        let text: String = lines.iter().map(|line| format!("{}\r\n", line.replace('\n', "\r\n"))).collect();
        fs::write(root.join(format!("t{n}.cmd")), text).map_err(|why| why.to_string())?;
        main.push_str(&format!("call t{n}.cmd 2>nul\r\n"));
    }
    // A failed line is noticed by its missing output.
    main.push_str("exit /b 0\r\n");
    fs::write(root.join("main.cmd"), main).map_err(|why| why.to_string())?;
    let mut command: Command = wine.command();
    command.env("KNOWN", "known");
    read(command.current_dir(root).args(["cmd", "/c", "main.cmd"]))?;
    let records = records(&root.join("log"))?;
    Ok(records
        .into_iter()
        .filter_map(|record| Some((record.args.first()?.clone(), record.args.get(1..)?.to_vec())))
        .collect())
}

fn compare(lines: &[String], ran: &BTreeMap<String, Vec<String>>) -> Result<(), String> {
    let (mut same, mut unknown, mut wrong) = (0, 0, Vec::new());
    for (n, line) in lines.iter().enumerate() {
        let commands = cmd_words(line)?;
        let words =
            commands.into_iter().find(|words| matches!(words.first(), Some(Some(first)) if first == "aws"));
        let arrived = ran.get(&format!("n{n}"));
        let read: Option<Vec<String>> = words.unwrap_or_default().into_iter().skip(2).collect();
        match (read, arrived) {
            (None, _) => unknown += 1,
            (Some(read), Some(arrived)) if read == *arrived => same += 1,
            (read, _) => wrong.push(format!("{line:?}\n  cmd      {arrived:?}\n  importer {read:?}")),
        }
    }
    say(format!("{same} lines have the same words as in cmd, {unknown} contain values that only cmd knows"));
    compared(wrong, same, lines.len() * 5 / 6)
}

fn line(chance: &mut Chance, n: usize) -> String {
    let mut line = Line { text: format!("aws n{n}"), ..Line::default() };
    for _ in 0..chance.between(1, 6) {
        let gaps: &[&str] =
            if line.quoted { &[" ", "\t"] } else { &[" ", " ", " ", "  ", "\t", " ^\n", " ^\n  "] };
        line.text.push_str(chance.pick(gaps));
        if chance.one_in(3) {
            line.push(chance.pick(&[
                "--user-id ",
                "--access-string=",
                "--passwords ",
                "--tags Key=a,Value=",
            ]));
        }
        for _ in 0..chance.between(1, 3) {
            piece(chance, &mut line);
        }
    }
    if !line.quoted && chance.one_in(12) {
        line.text.push_str(chance.pick(&[" >nul", " 2>nul", " 2>&1 >nul", " & rem x", " && rem x"]));
    }
    line.text
}

/// A line in which cmd's special characters are literal: to cmd, every second quote closes, whatever precedes it.
#[derive(Default)]
struct Line {
    text: String,
    quoted: bool,
}

impl Line {
    fn push(&mut self, text: &str) {
        let mut escaped = false;
        for letter in text.chars() {
            if !self.quoted && !escaped && "&|<>".contains(letter) {
                self.text.push('^');
            }
            self.text.push(letter);
            self.quoted ^= letter == '"' && !escaped;
            escaped = letter == '^' && !self.quoted && !escaped;
        }
        // A caret escapes the next character, so it must not be at the end of the line.
        if escaped {
            self.text.push('^');
        }
    }
}

// Real cmd and Wine's may differ where cmd and the program disagree about quotes, as after a single \\\".
const BARE: &[&str] = &[
    "on",
    "~*",
    "~app::*",
    "%%R~x",
    "+@all",
    "-@all",
    "a,b",
    "a;b",
    "a=b",
    "{\\\"a\\\":1}",
    "\\",
    "\\\\",
    "'a b'",
    "'",
    "#x",
    "!",
    "^&a",
    "^^",
    "^|",
    "^<",
    "^>",
    "^(",
    "^)",
    "^x",
    "$x",
    "`id`",
    "?",
    "[a]",
    "100%%",
    "%%",
    "~",
    "/x",
    ":",
    "(a)",
    "+get^|set",
];
const QUOTED: &[&str] = &[
    "a b",
    "on ~* &* +@all",
    "",
    "&",
    "|",
    "<",
    ">",
    "^",
    "(x)",
    "it's",
    "%%",
    "\\x",
    "{\\\"UserId\\\": \\\"app\\\"}",
    "\t",
    "a,b=c;d",
    "!",
    "~*",
];

fn piece(chance: &mut Chance, line: &mut Line) {
    match chance.below(100) {
        0..=29 => {
            // After quotes, Wine keeps carets that escape nothing, which real cmd drops according to its documentation.
            let piece = chance.pick(BARE);
            let idle = matches!(piece, "^(" | "^)" | "^^" | "^x");
            line.push(if idle && line.text.contains('"') { "x" } else { piece });
        }
        30..=64 => {
            // Programs disagree about two adjacent quotes. To cmd, a backslash before one isn't special.
            if line.text.ends_with(['"', '\\']) {
                line.push("x");
            }
            line.push("\"");
            for _ in 0..chance.between(1, 3) {
                line.push(chance.pick(QUOTED));
            }
            line.push("\"");
        }
        65 => line.push(chance.pick(&["%KNOWN%", "\"%KNOWN%\"", "%NOTSET%"])),
        _ => line.push(chance.pick(&["app", "x", "valkey", "+@read", "on", "1"])),
    }
}
