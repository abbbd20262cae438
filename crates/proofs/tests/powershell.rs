//! PowerShell's published grammar (tree-sitter) parses the output, and a model of the documented rules, independent of the
//! emitters, decodes its words. PowerShell itself isn't run, as it isn't available everywhere.
use crate::{Proof, proof};
use elasticache_user::emit::{self, Options, Secrets, Style};
use elasticache_user::{Context, Draft, Member, Operation};
use serde_json::{Value, json};
use std::process::Command;
use testkit::cases::{self, Case};
use testkit::cli_words;
use tools::Ctx;
use tools::node;
use tools::run::{feed, say};

#[test]
fn the_grammar_accepts_and_the_model_yields_the_draft() -> Proof {
    proof(run)
}

/// All steps up to a connected application: the arguments of each AWS CLI call.
#[test]
fn every_call_of_every_step_has_its_arguments() -> Proof {
    proof(road)
}

fn road(ctx: &Ctx) -> Result<(), String> {
    node::packages(ctx, FOLDER)?;
    let draft = Draft::from_json(json!({"UserId": "App", "UserName": "App", "Engine": "valkey",
        "AccessString": "on ~app:* +get", "AuthenticationMode": {"Type": "iam"}}));
    let options = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "rg", "iamRole": "app",
        "allowFrom": "10.0.0.0/16", "connection": "ioredis", "cliVersion": "1"});
    let (options, _) = Options::from_json(&options);
    let policy = r#"{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"elasticache:Connect","Resource":["<cache_arn>","<user_arn>"],"Condition":{"IpAddress":{"aws:SourceIp":"10.0.0.0/16"}}}]}"#;
    let look = "elasticache describe-replication-groups --replication-group-id rg --query";
    let endpoint = "not_null(ReplicationGroups[0].ConfigurationEndpoint, ReplicationGroups[0].NodeGroups[0].PrimaryEndpoint)";
    let text = "--output text";
    // Words between vertical bars may contain spaces.
    let wanted = [
        format!("elasticache describe-users --user-id app --query |join(' ', Users[0].[UserName, Engine, Authentication.Type, AccessString])| {text}"),
        "elasticache create-user --user-id App --user-name App --engine valkey --access-string |on ~app:* +get| --authentication-mode Type=iam".into(),
        format!("elasticache describe-users --user-id app --query Users[0].Status {text}"),
        format!("elasticache describe-user-groups --user-group-id apps --query |contains(UserGroups[0].UserIds, 'app')| {text}"),
        format!("elasticache describe-user-groups --user-group-id apps --query UserGroups[0].Status {text}"),
        "elasticache modify-user-group --user-group-id apps --user-ids-to-add app".into(),
        "elasticache create-user-group --user-group-id apps --engine valkey --user-ids app".into(),
        format!("elasticache describe-user-groups --user-group-id apps --query UserGroups[0].Status {text}"),
        format!("{look} |join(' ', [ReplicationGroups[0].UserGroupIds][])| {text}"),
        format!("{look} ReplicationGroups[0].Status {text}"),
        "elasticache modify-replication-group --replication-group-id rg --user-group-ids-to-add apps".into(),
        format!("{look} ReplicationGroups[0].Status {text}"),
        format!("elasticache describe-users --user-id app --query Users[0].ARN {text}"),
        format!("{look} ReplicationGroups[0].ARN {text}"),
        format!("iam put-role-policy --role-name app --policy-name elasticache-connect-app --policy-document |{policy}|"),
        format!("{look} |{endpoint}.Address| {text}"),
        format!("{look} |to_string({endpoint}.Port)| {text}"),
        format!("{look} ReplicationGroups[0].ClusterEnabled {text}"),
    ];
    let wanted: Vec<Vec<String>> = wanted.iter().map(|call| split(call)).collect();
    for target in ["powershell", "windows-powershell"] {
        let chosen = emit::target(target).ok_or("unknown target")?;
        let emission = emit::emit(chosen, Operation::CreateUser, &draft, &Context::default(), &options);
        let script = emission.files[0].text();
        let input = format!("{}\n", json!(script));
        let mut command = Command::new("node");
        let answer =
            feed(command.args(["--liftoff-only", "words.mjs"]).current_dir(ctx.path(FOLDER)), &input)?;
        let answer: Value = serde_json::from_str(answer.trim()).map_err(|why| why.to_string())?;
        if answer["error"] == true || !emission.ready {
            return Err(format!("{target}: rejected by PowerShell's grammar, or not ready:\n{script}"));
        }
        let calls: Vec<Vec<String>> =
            serde_json::from_value(answer["calls"].clone()).map_err(|why| why.to_string())?;
        let mut found = Vec::new();
        for call in &calls {
            let args: Result<Vec<String>, String> = call.iter().skip(1).map(|word| given(word)).collect();
            let args = args?.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>();
            found.push(if target == "windows-powershell" {
                split_as_windows(&command_line(&args))
            } else {
                args
            });
        }
        if found != wanted {
            return Err(format!("{target} calls\n{found:#?}\ninstead of\n{wanted:#?}\n{script}"));
        }
    }
    say("the next steps: each of 18 calls gets its arguments, in both PowerShells");
    rotation(ctx)
}

/// The grammar accepts the script that changes a password later, and it has these calls in this order.
fn rotation(ctx: &Ctx) -> Result<(), String> {
    let draft = Draft::from_json(json!({"UserId": "app", "UserName": "app", "Engine": "valkey",
        "AccessString": "on ~app:* +get", "Passwords": ["a-password-of-it"]}));
    let look = ["describe-users"; 2];
    let stored = [
        // What is there already: a version that is pending, and how many passwords.
        &["describe-users", "describe-secret", "describe-users"][..],
        &["get-random-password", "put-secret-value", "describe-secret"],
        // The other branch, where one is pending already.
        &["describe-users"],
        &["describe-secret", "get-secret-value", "get-secret-value", "modify-user", "describe-users"],
        &["get-secret-value", "get-secret-value", "update-secret-version-stage"],
        &["get-secret-value", "modify-user", "describe-users"],
    ];
    let asked = [&look[..], &["modify-user", "describe-users", "modify-user", "describe-users"]];
    let (stored, asked) = (stored.concat(), asked.concat());
    for target in ["powershell", "windows-powershell"] {
        for (secrets, wanted) in [("prompt", &asked), ("environment", &asked), ("generate", &stored)] {
            let (options, _) = Options::from_json(&json!({"secrets": secrets, "rotation": true}));
            let chosen = emit::target(target).ok_or("unknown target")?;
            let emission = emit::emit(chosen, Operation::CreateUser, &draft, &Context::default(), &options);
            let script = emission.files.last().map(emit::File::text).unwrap_or_default();
            let mut command = Command::new("node");
            command.args(["--liftoff-only", "words.mjs"]).current_dir(ctx.path(FOLDER));
            let answer: Value =
                serde_json::from_str(feed(&mut command, &format!("{}\n", json!(script)))?.trim())
                    .map_err(|why| why.to_string())?;
            let calls: Vec<Vec<String>> =
                serde_json::from_value(answer["calls"].clone()).map_err(|why| format!("{why}: {answer}"))?;
            let found: Vec<&str> = calls.iter().filter_map(|call| call.get(2).map(String::as_str)).collect();
            if answer["error"] == true || found != *wanted {
                return Err(format!("{target} {secrets} calls\n{found:?}\ninstead of\n{wanted:?}\n{script}"));
            }
        }
    }
    say("the script that changes a password: its calls in order, from three sources, in both PowerShells");
    Ok(())
}

fn split(call: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (n, part) in call.split('|').enumerate() {
        match n % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

/// The value of a word, which may concatenate strings and variables; a variable is its name in angle brackets. Output to the
/// error stream isn't a word.
fn given(word: &str) -> Result<String, String> {
    if word == "2>$null" {
        return Ok(String::new());
    }
    let Some(inner) = word.strip_prefix('(').and_then(|word| word.strip_suffix(')')) else {
        return decoded(word);
    };
    let part = |part: &str| match part.strip_prefix("$the_") {
        Some(name) => Ok(format!("<{name}>")),
        None => decoded(part),
    };
    inner.split(" + ").map(part).collect()
}

const DRAFTS: usize = 300;
const FOLDER: &str = "crates/proofs/node/powershell";

fn run(ctx: &Ctx) -> Result<(), String> {
    node::packages(ctx, FOLDER)?;
    let mut all = cases::traps();
    all.extend(cases::generated(13, DRAFTS));
    for target in ["powershell", "windows-powershell"] {
        let mut scripts = String::new();
        for (n, case) in all.iter().enumerate() {
            let text = case.emit(target, &options(n))?.files[0].text();
            scripts.push_str(&format!("{}\n", json!(text)));
        }
        let answers = feed(
            Command::new("node").args(["--liftoff-only", "words.mjs"]).current_dir(ctx.path(FOLDER)),
            &scripts,
        )?;
        let answers: Vec<Value> =
            answers.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
        for (n, case) in all.iter().enumerate() {
            let answer = answers.get(n).ok_or("the grammar stopped")?;
            let text = || case.emit(target, &options(n)).map(|emission| emission.files[0].text());
            if answer["error"] == true {
                return Err(format!("{}: rejected by PowerShell's grammar:\n{}", case.name, text()?));
            }
            let words: Vec<&str> =
                answer["words"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            compare(case, target, &words)
                .map_err(|why| format!("{target}, {}: {why}\n{}", case.name, text().unwrap_or_default()))?;
        }
    }
    say(format!("{} scripts for each PowerShell", all.len()));
    Ok(())
}

fn options(n: usize) -> Options {
    let sources = [
        Secrets::Inline,
        Secrets::Prompt,
        Secrets::Inline,
        Secrets::Environment,
        Secrets::Inline,
        Secrets::SecretsManager,
    ];
    let mut options = Options {
        secrets: sources[n % 6],
        style: Style::Flags,
        one_line: n.is_multiple_of(7),
        ..Options::default()
    };
    options.extras.wait = n.is_multiple_of(5);
    options.extras.user_group = n.is_multiple_of(10).then(|| "group-1".to_owned());
    options
}

fn compare(case: &Case, target: &str, words: &[&str]) -> Result<(), String> {
    let mut args = Vec::new();
    for word in words.iter().skip(1) {
        args.push(decoded(word)?);
    }
    if target == "windows-powershell" {
        args = split_as_windows(&command_line(&args));
    }
    // The only file is the one that the script writes: the member with the passwords.
    let secret = || {
        let request = case.draft.to_json();
        let member =
            if case.draft.passwords.is_some() { Member::Passwords } else { Member::AuthenticationMode };
        request.get(member.name()).map(Value::to_string)
    };
    let arrived = cli_words::request(&args, &|path| if path == "$file" { secret() } else { None })?;
    let (arrived, wanted) = (cli_words::members(arrived), cli_words::members(case.draft.to_json()));
    if arrived == wanted {
        Ok(())
    } else {
        Err(format!("\narrived {arrived:?}\ninstead of {wanted:?}\n{args:?}"))
    }
}

/// The value of a word (the language specification, 2.3.5.2; all single quotes of Unicode are single quotes).
fn decoded(word: &str) -> Result<String, String> {
    let is_quote = |letter: char| matches!(letter, '\'' | '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}');
    if word == "\"file://$file\"" {
        return Ok("file://$file".to_owned());
    }
    let mut letters = word.chars().peekable();
    if letters.next_if(|first| is_quote(*first)).is_none() {
        let plain = word.chars().all(|letter| letter.is_ascii_alphanumeric() || "-_./:".contains(letter));
        return if plain {
            Ok(word.to_owned())
        } else {
            Err(format!("a bare word with special characters: {word}"))
        };
    }
    let mut text = String::new();
    while let Some(letter) = letters.next() {
        if is_quote(letter) && letters.next_if(|next| is_quote(*next)).is_none() {
            return match letters.next() {
                None => Ok(text),
                Some(_) => Err(format!("text after the end of a string: {word}")),
            };
        }
        text.push(letter);
    }
    Err(format!("an unclosed string: {word}"))
}

/// How Windows PowerShell 5.1 joins a program's arguments: with quotes around those that contain unquoted whitespace, without
/// escaping anything, and without empty arguments.
fn command_line(args: &[String]) -> String {
    let mut line = String::new();
    for arg in args {
        let (mut quotes, mut backslash, mut needs) = (0, false, false);
        for letter in arg.chars() {
            match letter {
                '"' if !backslash => quotes += 1,
                _ if letter.is_whitespace() && quotes % 2 == 0 => needs = true,
                _ => {}
            }
            backslash = letter == '\\';
        }
        line.push_str(&if needs { format!(" \"{arg}\"") } else { format!(" {arg}") });
    }
    line
}

/// How the C runtime of Windows splits it.
fn split_as_windows(line: &str) -> Vec<String> {
    let mut args = Vec::new();
    let letters: Vec<char> = line.chars().collect();
    let mut at = 0;
    loop {
        while letters.get(at).is_some_and(|letter| matches!(letter, ' ' | '\t')) {
            at += 1;
        }
        if at == letters.len() {
            return args;
        }
        let (mut arg, mut inside) = (String::new(), false);
        while let Some(&letter) = letters.get(at) {
            let backslashes =
                letters.get(at..).map_or(0, |rest| rest.iter().take_while(|letter| **letter == '\\').count());
            at += backslashes;
            if letters.get(at) == Some(&'"') {
                arg.extend(std::iter::repeat_n('\\', backslashes / 2));
                at += 1;
                if backslashes % 2 == 1 {
                    arg.push('"');
                } else if inside && letters.get(at) == Some(&'"') {
                    arg.push('"');
                    at += 1;
                } else {
                    inside = !inside;
                }
            } else if backslashes > 0 {
                arg.extend(std::iter::repeat_n('\\', backslashes));
            } else if matches!(letter, ' ' | '\t') && !inside {
                break;
            } else {
                arg.push(letter);
                at += 1;
            }
        }
        args.push(arg);
    }
}
