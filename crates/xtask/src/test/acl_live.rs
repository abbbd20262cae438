//! Fresh random access strings, held against the real servers: errors, canonical form, verdicts and reasons.
//!
//! `ACL_SEED` repeats a run; each prints its own.

use super::Section;
use crate::ctx::Ctx;
use crate::live::cases::{Case, Cases};
use crate::live::compare::{difference, read, smallest};
use crate::live::oracle::Oracle;
use crate::tools::servers::{self, Program, SERVERS};
use access_string::{Command, CommandRule, Dialect, Engine, RuleTarget, Verdict};
use std::collections::BTreeMap;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

pub const SECTION: Section = Section {
    name: "acl-live",
    about: "access strings agree with real servers: 20,000 fresh cases each, and every command",
    run,
};

const CASES: usize = 20_000;
const LONG: usize = 1_000_000;
/// How many cases there are about each single command.
const EACH: usize = 12;
/// How many cases are sent before their replies are read.
const BATCH: usize = 64;

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    println!("seed {seed}; the same again with ACL_SEED={seed}");
    let mut failures = Vec::new();
    for spec in SERVERS {
        let engine = Engine::from_name(spec.engine).ok_or("a server of no engine we know")?;
        let program = servers::ensure(ctx, spec.engine)?;
        let count = if ctx.long { LONG } else { CASES };
        match engine_cases(&program, engine, seed, count) {
            Ok(said) => println!("{engine} ({}): {said}", spec.version),
            Err(why) => failures.push(why),
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.join("\n")) }
}

fn seed() -> Result<u64, String> {
    if let Ok(seed) = std::env::var("ACL_SEED") {
        return seed.parse().map_err(|_| format!("ACL_SEED is not a number: {seed}"));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|why| why.to_string())?;
    Ok(u64::from(now.subsec_nanos()) ^ now.as_secs() << 20)
}

/// Cases that a server does not survive, or whose answer cannot be read: before 7.2 single commands come in any order,
/// and a first argument with a space in it cannot be told from two of them.
fn left_out(engine: Engine, case: &Case) -> bool {
    let has_space = |rule: &CommandRule| match &rule.target {
        RuleTarget::FirstArg(_, argument) => argument.contains(&b' '),
        _ => false,
    };
    let user = read(engine, &case.rules).user;
    let unreadable = || user.all_selectors().any(|selector| selector.rules.iter().any(has_space));
    user.stops_server().is_some() || !engine.keeps_words() && unreadable()
}

/// Which of these cases a server does not survive.
fn stopped(program: &Program, engine: Engine, batch: &[Case], why: &str) -> String {
    let alone = |case: &Case| {
        let server = program.start()?;
        Oracle::open(server.port, engine)?.ask(std::slice::from_ref(case))
    };
    match batch.iter().find(|case| alone(case).is_err()) {
        Some(case) => format!("{engine} stops: {why}: {:?} {:?}", case.rules, case.checks),
        None => format!("{engine}: {why}; no single case does it"),
    }
}

/// How often each kind of verdict was given about a command.
#[derive(Default)]
struct Tally {
    allowed: usize,
    refused: usize,
}

fn engine_cases(program: &Program, engine: Engine, seed: u64, count: usize) -> Result<String, String> {
    let start = Instant::now();
    let server = program.start()?;
    let mut oracle = Oracle::open(server.port, engine)?;
    let mut cases = Cases::new(seed, engine);
    let commands: Vec<Command> = Dialect::from(engine).commands().collect();
    let mut tally: BTreeMap<Command, Tally> = BTreeMap::new();
    let mut checks = 0;
    let mut refused = 0;
    let each = commands.iter().flat_map(|&command| (0..EACH).map(move |_| Some(command)));
    let mut wanted = each.chain(std::iter::repeat_n(None, count)).peekable();
    let mut done = 0;
    while wanted.peek().is_some() {
        let batch: Vec<Case> = wanted
            .by_ref()
            .take(BATCH)
            .map(|command| match command {
                Some(command) => cases.about(command),
                None => cases.any(),
            })
            .filter(|case| !left_out(engine, case))
            .collect();
        let said = oracle.ask(&batch).map_err(|why| stopped(program, engine, &batch, &why))?;
        for (case, said) in batch.iter().zip(&said) {
            if difference(engine, case, said).is_some() {
                return Err(smallest(&mut oracle, engine, case)?);
            }
            done += 1;
            if said.error.is_some() {
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
            // A container alone is never run: its smallest number of arguments names a subcommand.
            let callable = !Dialect::from(engine).is_container(**command);
            callable && tally.get(command).is_none_or(|tally| tally.allowed == 0)
        })
        .map(|command| command.name())
        .collect();
    if !never.is_empty() {
        return Err(format!("{engine}: no call was ever allowed of {}", never.join(", ")));
    }
    let never_refused = tally.values().filter(|tally| tally.refused == 0).count();
    Ok(format!(
        "{done} cases agree, {refused} of them refused, with {checks} verdicts about all {} commands ({never_refused} never refused) in {:.1} s",
        commands.len(),
        start.elapsed().as_secs_f64()
    ))
}
