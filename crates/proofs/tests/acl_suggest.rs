//! The results of `simplify`, `suggest`, the stored form and safe fixes, tested on real servers.
//!
//! A simplified string is compared with its original: the server returns the same verdicts and reasons for
//! both. A suggested string is accepted, allows every requested command, and no longer does so if any of its commands is removed.
//! Pasting the server's NOPERM errors one after another leads to a string that causes no more of them.

use crate::{Proof, proof};
use access_string::{Command, Dialect, Engine, Grouping, Need, parse, read_needs, suggest};
use elasticache_user::{Applicability, Context, EngineVersion, Operation, apply, check};
use lab::live::cases::{Case, Cases, Check, Rules};
use lab::live::compare::left_out;
use lab::live::oracle::{Oracle, Said};
use lab::live::random::Random;
use lab::live::sources::{Source, seed, sources};
use std::time::Instant;
use tools::Ctx;

#[test]
fn suggestions_hold_on_the_servers() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    println!("seed {seed}; repeat with ACL_SEED={seed}");
    let times = if ctx.long { 10 } else { 1 };
    let mut failures = Vec::new();
    for source in sources(ctx)? {
        let start = Instant::now();
        match simplified(&source, seed, 1500 * times).and_then(|simplified| {
            let stored = unchanged(&source, seed ^ 2, 200 * times, "stored forms", |text, _| {
                elasticache_user::replacement(text)
            })?;
            let fixed = unchanged(&source, seed ^ 3, 200 * times, "safe fixes", safely_fixed)?;
            let suggested = suggested(&source, seed, 400 * times)?;
            Ok(format!(
                "{simplified}; {stored}; {fixed}; {suggested}, in {:.1} s",
                start.elapsed().as_secs_f64()
            ))
        }) {
            Ok(summary) => println!("{}: {summary}", source.engine),
            Err(why) => failures.push(format!("{}: {why}", source.engine)),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// The number of strings sent at once.
const BATCH: usize = 32;

/// Random strings and their rewritten forms: the server accepts both, shows the same passwords and flags, and returns the same
/// verdicts on commands in the string and on others.
fn simplified(source: &Source, seed: u64, count: usize) -> Result<String, String> {
    let engine = source.engine;
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(seed, engine);
    let mut random = Random(seed ^ 1);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let (mut done, mut shorter, mut verdicts) = (0, 0, 0);
    while done < count {
        let mut batch = Vec::new();
        while batch.len() < BATCH * 2 {
            let mut case = if random.one_in(3) {
                cases.about(commands[random.below(commands.len())])
            } else {
                cases.any()
            };
            let Rules::Text(text) = &case.rules else { continue };
            let access = parse(text, engine);
            if !access.is_accepted() || left_out(engine, &case) {
                continue;
            }
            let Ok(simple) = access.simplify() else { continue };
            if simple.len() > text.len() && text.split_whitespace().any(|word| word == "on") {
                // Only words that weren't written (the state, password hashes) make it longer.
                let grew = text.contains('>') || text.contains("nopass");
                if !grew && simple.len() > text.len() + " sanitize-payload resetchannels".len() {
                    return Err(format!("{text:?} became longer: {simple:?}"));
                }
            }
            shorter += usize::from(simple.len() < text.len());
            for _ in 0..6 {
                case.checks.extend(cases.any().checks);
            }
            // Sometimes all commands.
            if random.one_in(40) {
                for &command in &commands {
                    case.checks.extend(cases.about(command).checks.into_iter().take(1));
                }
            }
            batch.push(case.clone());
            batch.push(Case { rules: Rules::Text(simple), checks: case.checks });
        }
        let replies = oracle.ask(&batch)?;
        for (pair, replies) in batch.chunks(2).zip(replies.chunks(2)) {
            let ([before, after], [old, new]) = (pair, replies) else { return Err("half a pair".to_owned()) };
            same(before, after, old, new)?;
            verdicts += old.checks.len();
            done += 1;
        }
    }
    if shorter * 4 < done {
        return Err(format!("only {shorter} of {done} strings became shorter"));
    }
    Ok(format!("{done} simplified strings ({shorter} are shorter) get the same {verdicts} verdicts"))
}

/// The access string after its first safe fix, if there is one.
fn safely_fixed(text: &str, engine: Engine) -> Option<String> {
    let request = serde_json::json!({ "UserId": "app", "UserName": "app", "AccessString": text });
    let draft = elasticache_user::Draft::from_json(request);
    let engine_version = EngineVersion::from_name(engine.name());
    let context = Context { engine_version, ..Context::default() };
    let findings = check(Operation::CreateUser, &draft, &context).findings;
    let mut safe = findings
        .iter()
        .flat_map(|finding| &finding.fixes)
        .filter(|fix| fix.applicability == Applicability::Safe)
        .filter_map(|fix| apply(&draft, &fix.edits).access_string);
    safe.find(|fixed| fixed != text)
}

/// Rewritten random strings: the server returns the same verdicts for both.
fn unchanged(
    source: &Source,
    seed: u64,
    count: usize,
    what: &str,
    rewrite: fn(&str, Engine) -> Option<String>,
) -> Result<String, String> {
    let engine = source.engine;
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(seed, engine);
    let (mut done, mut verdicts) = (0, 0);
    while done < count {
        let mut batch = Vec::new();
        while batch.len() < BATCH * 2 {
            let mut case = cases.any();
            let Rules::Text(text) = &case.rules else { continue };
            if !parse(text, engine).is_accepted() || left_out(engine, &case) {
                continue;
            }
            let Some(rewritten) = rewrite(text, engine) else { continue };
            for _ in 0..12 {
                case.checks.extend(cases.any().checks);
            }
            batch.push(case.clone());
            batch.push(Case { rules: Rules::Text(rewritten), checks: case.checks });
        }
        let replies = oracle.ask(&batch)?;
        for (pair, replies) in batch.chunks(2).zip(replies.chunks(2)) {
            let ([before, after], [old, new]) = (pair, replies) else { return Err("half a pair".to_owned()) };
            same(before, after, old, new)?;
            verdicts += old.checks.len();
            done += 1;
        }
    }
    Ok(format!("{done} {what} get the same {verdicts} verdicts as their originals"))
}

fn same(before: &Case, after: &Case, old: &Said, new: &Said) -> Result<(), String> {
    let differs = |what: String| {
        let (Rules::Text(before), Rules::Text(after)) = (&before.rules, &after.rules) else {
            return Err(what);
        };
        Err(format!("{before:?}\n  became {after:?}\n  {what}"))
    };
    if let Some(error) = old.error.as_ref().or(new.error.as_ref()) {
        return differs(format!("and the server says {}", error.escape_ascii()));
    }
    let flags = |reply: &Said| {
        let line = String::from_utf8_lossy(&reply.line).into_owned();
        // A first argument with spaces is split here, so only flags count.
        const FLAGS: [&str; 9] = [
            "on",
            "off",
            "nopass",
            "allkeys",
            "allchannels",
            "resetchannels",
            "allcommands",
            "nocommands",
            "alldbs",
        ];
        let flag = |word: &&str| word.starts_with('#') || FLAGS.contains(word);
        let mut words: Vec<String> = line
            .split(' ')
            .filter(|word| flag(word) || word.ends_with("-payload"))
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    };
    if flags(old) != flags(new) {
        return differs(format!("the server shows {:?} before and {:?} after", flags(old), flags(new)));
    }
    for (check, (old, new)) in before.checks.iter().zip(old.checks.iter().zip(&new.checks)) {
        if old != new {
            return differs(format!(
                "{:?} in database {}: {} before and {} after",
                check.argv,
                check.database,
                old.escape_ascii(),
                new.escape_ascii()
            ));
        }
    }
    Ok(())
}

/// Random commands that must work.
fn wanted(cases: &mut Cases, random: &mut Random, commands: &[Command]) -> Vec<Vec<String>> {
    let count = 1 + random.below(8);
    let mut argvs = Vec::new();
    while argvs.len() < count {
        let case = cases.about(commands[random.below(commands.len())]);
        argvs.extend(case.checks.into_iter().take(1 + random.below(2)).map(|check| check.argv));
    }
    argvs
}

fn case(text: &str, argvs: &[Vec<String>]) -> Case {
    let check = |argv: &Vec<String>| Check { argv: argv.clone(), database: 0 };
    Case { rules: Rules::Text(text.to_owned()), checks: argvs.iter().map(check).collect() }
}

fn allowed(reply: &[u8]) -> bool {
    reply == b"OK"
}

/// No user of this server can run it.
fn impossible(reply: &[u8]) -> bool {
    [&b"ERR unknown command"[..], b"ERR Command '", b"ERR wrong number of arguments"]
        .iter()
        .any(|start| reply.starts_with(start))
}

fn suggested(source: &Source, seed: u64, count: usize) -> Result<String, String> {
    let engine = source.engine;
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(seed ^ 2, engine);
    let mut random = Random(seed ^ 3);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let (mut checked, mut taken_out, mut rounds) = (0, 0, 0);
    for _ in 0..count {
        let argvs = wanted(&mut cases, &mut random, &commands);
        let calls = argvs.iter().map(|argv| Need::Call(argv.iter().map(|arg| arg.clone().into()).collect()));
        let needs: Vec<Need> = calls.collect();
        for grouping in [Grouping::Exact, Grouping::Categories] {
            let suggestion = suggest(&needs, engine, grouping);
            let answer = ask(&mut oracle, &suggestion.text, &argvs)?;
            for (index, (argv, reply)) in argvs.iter().zip(&answer.checks).enumerate() {
                let cannot = suggestion.impossible.contains(&index);
                if cannot != impossible(reply) || !cannot && !allowed(reply) {
                    return Err(format!(
                        "{:?} was suggested for {argvs:?}, but the reply to {argv:?} is {}",
                        suggestion.text,
                        reply.escape_ascii()
                    ));
                }
                checked += 1;
            }
            if grouping == Grouping::Exact {
                taken_out += least(&mut oracle, &suggestion.text, &argvs)?;
            }
        }
        // Redis 6 doesn't say which key it rejects.
        if engine.has_selectors() {
            rounds += by_refusals(source, &mut oracle, &argvs)?;
        }
    }
    Ok(format!(
        "suggestions for {count} lists of commands allow {checked} of {checked}, none of their {taken_out} commands \
         can be left out, and {rounds} rounds of pasted refusals end with none"
    ))
}

fn ask(oracle: &mut Oracle, text: &str, argvs: &[Vec<String>]) -> Result<Said, String> {
    let answer = oracle.ask(&[case(text, argvs)])?.pop().ok_or("no answer")?;
    match &answer.error {
        Some(error) => Err(format!("{text:?} was suggested, but the server says {}", error.escape_ascii())),
        None => Ok(answer),
    }
}

/// Removes each command from a string of exact commands: something that must work is then denied. Returns the number of commands.
fn least(oracle: &mut Oracle, text: &str, argvs: &[Vec<String>]) -> Result<usize, String> {
    let words: Vec<&str> = text.split(' ').collect();
    let without = |at: usize| {
        let mut fewer = words.clone();
        fewer.remove(at);
        fewer.join(" ")
    };
    let fewer: Vec<String> = (0..words.len()).filter(|&at| words[at].starts_with('+')).map(without).collect();
    let answers = oracle.ask(&fewer.iter().map(|text| case(text, argvs)).collect::<Vec<_>>())?;
    for (fewer, answer) in fewer.iter().zip(&answers) {
        if answer.checks.iter().all(|reply| allowed(reply) || impossible(reply)) {
            return Err(format!("{text:?} was suggested for {argvs:?}, but {fewer:?} is enough"));
        }
    }
    Ok(fewer.len())
}

/// Starts with an empty string, pastes the server's error and applies the suggestion until nothing is denied. Returns the number
/// of rounds.
fn by_refusals(source: &Source, oracle: &mut Oracle, argvs: &[Vec<String>]) -> Result<usize, String> {
    const MOST: usize = 40;
    // The error doesn't say whether a channel or a pattern was denied, and a pattern must be allowed by an equal one.
    let patterns = |argv: &&Vec<String>| !argv[0].eq_ignore_ascii_case("psubscribe");
    let argvs: Vec<Vec<String>> = argvs.iter().filter(patterns).cloned().collect();
    let mut pasted = String::new();
    for round in 0..MOST {
        let text = suggest(&read_needs(&pasted).needs, source.engine, Grouping::Exact).text;
        let answer = ask(oracle, &text, &argvs)?;
        let refused: Vec<&Vec<u8>> =
            answer.checks.iter().filter(|reply| !allowed(reply) && !impossible(reply)).collect();
        if refused.is_empty() {
            return Ok(round);
        }
        for reply in refused {
            pasted.push_str(&String::from_utf8_lossy(reply));
            pasted.push('\n');
        }
    }
    Err(format!("after {MOST} rounds, some of {argvs:?} are still denied:\n{pasted}"))
}
