//! Module commands, compared with real servers that have loaded a stand-in for ElastiCache's modules:
//! the recorded cases, fresh random ones, and calls of every module command.
//!
//! Only with Valkey 8.1 and 9.1: the available build of Valkey 9.0 can't load modules, and before Valkey 8.0 modules couldn't
//! create categories.

use crate::{Proof, proof};
use access_string::{Command, Verdict};
use elasticache_user::EngineVersion;
use lab::live::cases::{Case, Cases};
use lab::live::compare::{difference, left_out, read, smallest};
use lab::live::oracle::Oracle;
use lab::live::random::Random;
use lab::live::sources::seed;
use lab::live::stand_in;
use std::collections::BTreeSet;
use std::time::Instant;
use tools::{Ctx, servers};

#[test]
fn module_commands_match_the_servers() -> Proof {
    proof(run)
}

const VERSIONS: [EngineVersion; 3] =
    [EngineVersion::Valkey81, EngineVersion::Valkey82, EngineVersion::Valkey91];
const CASES: usize = 20_000;
const LONG: usize = 400_000;
/// The number of cases for each module command.
const EACH: usize = 40;
/// The number of cases sent before their replies are read.
const BATCH: usize = 64;

fn run(ctx: &Ctx) -> Result<(), String> {
    let seed = seed()?;
    println!("seed {seed}; repeat with ACL_SEED={seed}");
    let module = stand_in::ensure(ctx)?;
    let module = module.to_str().ok_or("the path isn't UTF-8")?;
    for version in VERSIONS {
        let program = servers::ensure(ctx, version.engine().name())?;
        let number = version.name().trim_start_matches("valkey-");
        let server = program.start_with(&["--loadmodule", module, number])?;
        let mut oracle = Oracle::open(server.port, version.engine())?;
        let summary = compare(&mut oracle, version, seed, if ctx.long { LONG } else { CASES })?;
        println!("{version} on {} {}: {summary}", version.engine(), program.version);
    }
    Ok(())
}

fn compare(oracle: &mut Oracle, version: EngineVersion, seed: u64, count: usize) -> Result<String, String> {
    let start = Instant::now();
    let dialect = version.dialect();
    let commands: Vec<Command> = dialect.commands().filter(|command| command.is_of_module()).collect();
    let (mut cases, mut random) = (Cases::new(seed, dialect), Random(seed));
    let each = commands.iter().flat_map(|command| std::iter::repeat_n(Some(*command), EACH));
    let mut any = (0..count).map(|_| random.one_in(2).then(|| commands[random.below(commands.len())]));
    let mut wanted = each.chain(&mut any).peekable();
    let (mut done, mut verdicts) = (0, 0);
    let (mut allowed, mut refused) = (BTreeSet::new(), BTreeSet::new());
    while wanted.peek().is_some() {
        let batch: Vec<Case> = wanted
            .by_ref()
            .take(BATCH)
            .map(|command| match command {
                Some(command) => cases.about(command),
                None => cases.any(),
            })
            .filter(|case| !left_out(dialect, case))
            .collect();
        for (case, reply) in batch.iter().zip(oracle.ask(&batch)?) {
            if difference(dialect, case, &reply).is_some() {
                return smallest(oracle, dialect, case).and_then(Err);
            }
            done += 1;
            let user = read(dialect, &case.rules).user;
            for check in case.checks.iter().filter(|_| reply.error.is_none()) {
                verdicts += 1;
                match user.can(&check.argv, check.database) {
                    Verdict::Allowed { command, .. } => drop(allowed.insert(command)),
                    Verdict::Refused { command, .. } => drop(refused.insert(command)),
                    Verdict::UnknownCommand | Verdict::WrongArity { .. } => {}
                }
            }
        }
    }
    let callable = commands.iter().filter(|command| !dialect.is_container(**command));
    let unseen: Vec<&str> = callable
        .filter(|command| !allowed.contains(command) || !refused.contains(command))
        .map(|command| command.name())
        .collect();
    if !unseen.is_empty() {
        return Err(format!("{version}: never both allowed and denied: {}", unseen.join(", ")));
    }
    Ok(format!(
        "{done} cases agree, with {verdicts} verdicts on {} module commands and all others in {:.1} s",
        commands.len(),
        start.elapsed().as_secs_f64()
    ))
}
