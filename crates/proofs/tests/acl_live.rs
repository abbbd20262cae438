//! Fresh random access strings, compared with the real servers: errors, canonical form, verdicts and reasons.
//! [`lab::live::sources`] says how to repeat a run. With `--update`, replies of some servers are recorded for
//! `crates/acl/tests/recorded.rs`.

use crate::{Proof, proof};
use access_string::{Command, Dialect, Verdict};
use lab::live::cases::{Case, Cases};
use lab::live::compare::{difference, left_out, read, smallest};
use lab::live::record::record;
use lab::live::sources::{Source, seed, sources};
use std::collections::BTreeMap;
use std::time::{Duration, Instant};
use tools::Ctx;

#[test]
fn access_strings_match_the_servers() -> Proof {
    proof(run)
}

const CASES: usize = 20_000;
const LONG: usize = 1_000_000;
/// A long run stops with a server after this time, and prints how far it got.
const LONGEST: Duration = Duration::from_secs(20 * 60);
/// The number of cases for each command.
const EACH: usize = 12;
/// The number of cases sent before their replies are read.
const BATCH: usize = 64;

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    println!("seed {seed}; repeat with ACL_SEED={seed}");
    let count = if ctx.long { LONG } else { CASES };
    let mut failures = Vec::new();
    for source in sources(ctx)? {
        match engine_cases(&source, seed, count) {
            Ok(summary) => {
                println!("{}: {summary}", source.engine);
                if ctx.update {
                    record(ctx, &source)?;
                }
            }
            Err(why) => failures.push(why),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

/// The cases that crash a server.
fn stopped(source: &Source, batch: &[Case], why: &str) -> String {
    let alone = |case: &Case| {
        let (mut oracle, _server) = source.open()?;
        oracle.ask(std::slice::from_ref(case))
    };
    let engine = source.engine;
    match batch.iter().find(|case| alone(case).is_err()) {
        Some(case) => format!("{engine} crashes: {why}: {:?} {:?}", case.rules, case.checks),
        None => format!("{engine}: {why}; no single case causes it"),
    }
}

/// How often a command got each kind of verdict.
#[derive(Default)]
struct Tally {
    allowed: usize,
    refused: usize,
}

fn engine_cases(source: &Source, seed: u64, count: usize) -> Result<String, String> {
    let start = Instant::now();
    let engine = source.engine;
    let (mut oracle, _server) = source.open()?;
    let mut cases = Cases::new(seed, engine);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let mut tally: BTreeMap<Command, Tally> = BTreeMap::new();
    let mut checks = 0;
    let mut refused = 0;
    let each = commands.iter().flat_map(|&command| (0..EACH).map(move |_| Some(command)));
    let mut wanted = each.chain(std::iter::repeat_n(None, count)).peekable();
    let mut done = 0;
    while wanted.peek().is_some() && start.elapsed() < LONGEST {
        let batch: Vec<Case> = wanted
            .by_ref()
            .take(BATCH)
            .map(|command| match command {
                Some(command) => cases.about(command),
                None => cases.any(),
            })
            .filter(|case| !left_out(engine, case))
            .collect();
        let replies = oracle.ask(&batch).map_err(|why| stopped(source, &batch, &why))?;
        for (case, reply) in batch.iter().zip(&replies) {
            if difference(engine, case, reply).is_some() {
                return Err(smallest(&mut oracle, engine, case)?);
            }
            done += 1;
            if reply.error.is_some() {
                refused += 1;
                continue;
            }
            let user = read(engine, &case.rules).user;
            for check in &case.checks {
                checks += 1;
                match user.can(&check.argv, check.database) {
                    Verdict::Allowed { command, .. } => tally.entry(command).or_default().allowed += 1,
                    Verdict::Refused { command, .. } => tally.entry(command).or_default().refused += 1,
                    Verdict::UnknownCommand | Verdict::WrongArity { .. } => {}
                }
            }
        }
    }
    let never: Vec<&str> = commands
        .iter()
        .filter(|command| {
            // A container never runs by itself: even its minimum of arguments includes a subcommand.
            let callable = !Dialect::from(engine).is_container(**command);
            callable && tally.get(command).is_none_or(|tally| tally.allowed == 0)
        })
        .map(|command| command.name())
        .collect();
    if !never.is_empty() {
        return Err(format!("{engine}: no call was ever allowed for {}", never.join(", ")));
    }
    let never_refused = tally.values().filter(|tally| tally.refused == 0).count();
    let early = if wanted.peek().is_some() { " (stopped after twenty minutes)" } else { "" };
    Ok(format!(
        "{done} cases agree{early}, {refused} of them errors, with {checks} verdicts on all {} commands ({never_refused} never denied) in {:.1} s",
        commands.len(),
        start.elapsed().as_secs_f64()
    ))
}
