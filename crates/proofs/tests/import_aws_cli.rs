//! The importer reads the same parameters from the words of a command as the AWS CLI.
use crate::{Proof, compared, proof};
use elasticache_user::import::probe::{aws_parameters, bash_words};
use serde_json::Value;
use std::io::Write;
use std::process::{Command, Stdio};
use testkit::generate::Chance;
use testkit::json::by_value;
use tools::Ctx;
use tools::python;
use tools::run::say;

#[test]
fn parameters_are_read_as_the_cli_reads_them() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let mut chance = Chance::new(11);
    let count = if ctx.long { 10_000 } else { 1_500 };
    let mut lines: Vec<Vec<String>> = real(ctx)?;
    let real = lines.len();
    lines.extend((0..count).map(|_| words(&mut chance)));
    let answers = aws_cli(ctx, &lines)?;
    let (mut same, mut refused, mut wrong) = (0, 0, Vec::new());
    for (line, answer) in lines.iter().zip(&answers) {
        match (aws_parameters(line).map(|parameters| by_value(&parameters)), answer.get("parameters")) {
            (Ok(read), Some(sent)) if read == *sent => same += 1,
            (Err(_), None) => refused += 1,
            (read, _) => wrong.push(format!("{line:?}\n  AWS CLI  {answer}\n  importer {read:?}")),
        }
    }
    say(format!(
        "{same} commands have the same parameters as in the AWS CLI, {refused} were rejected by both; {real} of them are real ones"
    ));
    compared(wrong, same, 500)?;
    compared(Vec::new(), real.min(refused), 100)
}

/// The corpus's commands, with values for shell variables.
fn real(ctx: &Ctx) -> Result<Vec<Vec<String>>, String> {
    let path = ctx.path("tests/corpus/import/commands.txt");
    let text = std::fs::read_to_string(&path).map_err(|why| format!("{}: {why}", path.display()))?;
    let mut all = Vec::new();
    for script in text.split("\n----\n") {
        for words in bash_words(script).map_err(|why| format!("{script}\n{why}"))? {
            let Some(words) = words
                .into_iter()
                .map(|word| word.or(Some("known to the shell".to_owned())))
                .collect::<Option<Vec<String>>>()
            else {
                continue;
            };
            if let Some(at) = words.iter().position(|word| word == "aws") {
                let rest: Vec<String> = words.into_iter().skip(at + 1).collect();
                let ours = rest.iter().any(|word| word == "create-user" || word == "modify-user");
                if ours
                    && !rest.iter().any(|word| {
                        word.contains("file://")
                            || word.contains("--cli-input-yaml")
                            || word == "--no-cli-pager"
                    })
                {
                    all.push(rest);
                }
            }
        }
    }
    Ok(all)
}

fn aws_cli(ctx: &Ctx, lines: &[Vec<String>]) -> Result<Vec<Value>, String> {
    let venv = python::ensure(ctx, "aws")?;
    // The profiles that commands name must exist.
    let config = ctx.path("target/import-aws-cli.config");
    std::fs::write(&config, "[profile prod]\n[profile dev]\n[profile x]\n").map_err(|why| why.to_string())?;
    let mut child = Command::new(venv.python())
        .arg(ctx.path("crates/proofs/python/import_aws_cli.py"))
        .env("AWS_CONFIG_FILE", config)
        .envs([("AWS_SHARED_CREDENTIALS_FILE", "/dev/null"), ("AWS_EC2_METADATA_DISABLED", "true")])
        .env_remove("AWS_PROFILE")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|why| format!("Python can't be started: {why}"))?;
    let mut stdin = child.stdin.take().ok_or("Python has no standard input")?;
    let input: String = lines.iter().map(|line| format!("{}\n", Value::from(line.clone()))).collect();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = child.wait_with_output().map_err(|why| why.to_string())?;
    let _ = writer.join();
    let text = String::from_utf8_lossy(&output.stdout);
    let answers: Result<Vec<Value>, _> = text.lines().map(serde_json::from_str).collect();
    let answers = answers.map_err(|why| why.to_string())?;
    if answers.len() == lines.len() {
        Ok(answers)
    } else {
        Err(format!("the AWS CLI answered {} of {} commands", answers.len(), lines.len()))
    }
}

const TEXTS: &[&str] = &[
    "app",
    "user-1",
    "on ~app::* +@read",
    "on ~* &* +@all",
    "-@all",
    "-@all +get",
    "",
    " ",
    "a b",
    "=x",
    "a=b",
    "[",
    "[]",
    "[\"a\"]",
    "[\"a\",\"b\"]",
    " [\"a\"]",
    "{",
    "{\"a\":1}",
    "\"a\"",
    "'a'",
    "-5",
    "-.5",
    "-x",
    "--",
    "--bogus",
    "-",
    "é",
    "🦀",
    "a,b",
    "a\\,b",
    "line\nbreak",
    "on",
    "true",
    "null",
    "[1, \"b\"]",
    "[\"a\"",
    "[\"\\u00e9\\n\\ud83e\\udd80\"]",
    "x=",
    "@a",
    "%",
    "- a",
    "--user-id app",
    "[\"a\",]",
];
const SHORTHAND: &[&str] = &[
    "Type=password,Passwords=abc",
    "Type=password,Passwords=abc,def",
    "Type=iam",
    "Type=no-password-required",
    "type=iam",
    "iam",
    "Type=password,Passwords=[a,b]",
    "Type=password,Passwords=[\"a\",'b']",
    "Type=password,Passwords=[\"a,b\"]",
    "Type=password,Passwords=\"a,b\"",
    "Type=password,Passwords=a\\,b",
    "Passwords=a,b=c",
    "Passwords=a,d=ef,Type=x",
    "Type=password,Passwords='it\\'s'",
    "Type=password,Passwords=\"a\\\"b\"",
    "Type=password,Passwords='a\\\\b'",
    "Type=password, Passwords=a",
    "Type = password , Passwords = a , b",
    "Type=password,Passwords=",
    "Type=,Passwords=a",
    "Type=a,Type=b",
    "{\"Type\":\"iam\"}",
    "{\"Type\":\"password\",\"Passwords\":[\"a\",\"b\"]}",
    " {\"Type\":\"iam\"} ",
    "{\"Type\":}",
    "[\"Type\"]",
    "",
    "Type=password,Passwords=a=b@c",
    "Type=password,Passwords=[a",
    "Type=password,Passwords=a]",
    "Type=password,Passwords={a=b}",
    "Passwords={a=[b,{c=d}]}",
    "Type=password,Passwords='a",
    "Passwords='a\\'",
    "Passwords=\"a\\",
    "Type=password,Passwords=a b",
    "Type=password,Passwords=a ,b ",
    "Type=password,Passwords=a,",
    "Type=password,,Passwords=a",
    "Type=password Passwords=a",
    "Type@=password",
    "Type=password,Passwords@=a,b",
    "Passwords=a,\"b,c\"d",
    "Passwords=a,'b'",
    "Passwords='a','b'",
    "Passwords=\"a\"b",
    "Passwords=é,🦀",
    "Passwords=a🦀",
    "Passwords=[]",
    "Passwords=[a,,b]",
    "Passwords=[ a , b ]",
    "Passwords=[[a],[b]]",
    "Type=[x]",
    "Passwords=a\tb,c",
    "Passwords=a\nb",
    "Type=password,\nPasswords=a",
    "Key=a,Value=b",
    "Passwords={",
    "Passwords=[{a=b},c]",
    "Passwords={a=b,a=c}",
    "a.b#c/d:e=f",
    "Passwords=-a,~b,!c",
    "Passwords=[a b,c d]",
    "=a",
    ",",
    "Passwords=\\,",
    "Passwords=a\\\\,b",
    "Passwords=^`|",
];
const TAGS: &[&str] = &[
    "Key=a,Value=b",
    "Key=team,Value=\"a, b\"",
    "Key=a",
    "Key=a,Value=",
    "Value=b",
    "Key=a,Value=b,c",
    "key=a,value=b",
    "Key='a b',Value=c d",
    "[{\"Key\":\"a\",\"Value\":\"b\"}]",
    "{\"Key\":\"a\",\"Value\":\"b\"}",
    "{\"Key\":\"c\"}",
    "[",
    "a",
    "Key=a,Key=b",
    "",
    "[]",
    "Key=a=b,Value=c",
    "Key=[a],Value={b=c}",
    "Key=aws:x,Value=é",
];
const JSON: &[&str] = &[
    "{}",
    "{\"UserId\":\"app\"}",
    "{\"UserId\":\"app\",\"UserName\":\"x\",\"Engine\":\"valkey\",\"AccessString\":\"on ~* +@all\",\"Passwords\":[\"abc\"]}",
    "{\"UserId\":1,\"Bogus\":null}",
    "[]",
    "\"a\"",
    "{",
    "",
    "{\"a\":1,}",
    "{'a':1}",
    "{\"UserId\":\"a\",\"UserId\":\"b\"}",
    " {\"Tags\":[{\"Key\":\"a\"}],\"NoPasswordRequired\":false} ",
    "{\"AccessString\":\"\\u006fn ~\\u002a\"}",
    "{\"a\":NaN,\"b\":-Infinity}",
    "{\"a\":01}",
    "{\"a\":1e3,\"b\":-0.5,\"c\":12345678901234567890}",
    "{\"a\":\"\t\"}",
    "{\"a\":\"\\x\"}",
    "{\"a\":true,\"b\":false}",
    "{\"a\":tru}",
    "{\"a\" 1}",
    "{\"a\":1} x",
    "\u{feff}{}",
    "{\"UserId\":\"app\"}\n",
    "{\"a\":{\"b\":[[1],{\"c\":null}]}}",
    "{\"a\":1.}",
    "{\"a\":-}",
    "/* c */{}",
    "null",
    "1",
];
const GLOBALS: &[&[&str]] = &[
    &["--region", "eu-west-1"],
    &["--region=eu-west-1"],
    &["--reg", "eu-west-1"],
    &["--profile", "dev"],
    &["--output", "json"],
    &["--output", "xml"],
    &["--query", "User.Status"],
    &["--debug"],
    &["--no-verify-ssl"],
    &["--no-paginate"],
    &["--no-pag"],
    &["--color", "off"],
    &["--cli-read-timeout", "5"],
    &["--cli-read-timeout", "x"],
    &["--endpoint-url", "http://localhost:1"],
    &["--no-sign-request"],
    &["--region"],
    &["--debug=1"],
    &["--p", "x"],
    &["--o", "text"],
];

fn words(chance: &mut Chance) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let globals = |chance: &mut Chance, words: &mut Vec<String>| {
        if chance.one_in(9) {
            words.extend(chance.pick(GLOBALS).iter().map(|word| (*word).to_owned()));
        }
    };
    let create = chance.one_in(2);
    globals(chance, &mut words);
    words.push("elasticache".to_owned());
    globals(chance, &mut words);
    words.push(if create { "create-user" } else { "modify-user" }.to_owned());
    let mut options: Vec<&str> = vec!["--user-id"];
    if create && !chance.one_in(12) {
        options.extend(["--user-name", "--engine", "--access-string"]);
    }
    let more = [
        "--user-id",
        "--user-name",
        "--engine",
        "--access-string",
        "--append-access-string",
        "--passwords",
        "--passwords",
        "--tags",
        "--tags",
        "--authentication-mode",
        "--authentication-mode",
        "--authentication-mode",
        "--no-password-required",
        "--no-no-password-required",
        "--cli-input-json",
        "--cli-input-json",
    ];
    for _ in 0..chance.between(0, 4) {
        options.push(chance.pick(&more));
    }
    for n in (1..options.len()).rev() {
        options.swap(n, chance.below(n + 1));
    }
    for option in options {
        globals(chance, &mut words);
        let name = if chance.one_in(12) {
            option.get(..chance.between(4, option.len())).unwrap_or(option)
        } else {
            option
        };
        // AWS CLI 1 has no --cli-input-yaml, so this prefix is unambiguous there, but not in version 2.
        let name = if "--cli-input-".starts_with(name) { option } else { name };
        if option.ends_with("password-required") {
            words.push(if chance.one_in(20) { format!("{name}=x") } else { name.to_owned() });
            continue;
        }
        let values: &[&str] = match option {
            "--tags" => TAGS,
            "--authentication-mode" => SHORTHAND,
            "--cli-input-json" => JSON,
            _ => TEXTS,
        };
        let plain = |chance: &mut Chance| match option {
            "--tags" | "--authentication-mode" | "--cli-input-json" => chance.pick(values),
            _ if chance.one_in(3) => chance.pick(values),
            _ => chance.pick(&["app", "valkey", "on ~app::* +@read", "user-1", "secret-password"]),
        };
        if chance.one_in(4) {
            // The meaning of `--name=--` changed between versions of Python.
            words.push(format!(
                "{name}={}",
                Some(plain(chance)).filter(|value| *value != "--").unwrap_or_default()
            ));
            continue;
        }
        words.push(name.to_owned());
        let count = match option {
            "--passwords" | "--tags" => chance.between(0, 3),
            _ => usize::from(!chance.one_in(30)),
        };
        for _ in 0..count {
            words.push(plain(chance).to_owned());
        }
        if chance.one_in(30) {
            words.push(chance.pick(TEXTS).to_owned());
        }
    }
    globals(chance, &mut words);
    words
}
