//! Recipes: three libraries run live, as users with the recipes' access strings; all others are compared with the recordings
//! of their measurement; the general ones are proven command by command, and so is each feature that an application can use.
use crate::{Proof, proof};
use access_string::{Dialect, Verdict, parse};
use elasticache_user::EngineVersion;
use elasticache_user::recipes::{Recipe, recipe};
use lab::recipes::given::{self, Given, Kind};
use lab::recipes::recorded::{self, Recorded};
use lab::recipes::{Setup, general, measure, uses, workload};
use tools::Ctx;

#[test]
fn recipes_allow_what_libraries_send() -> Proof {
    proof(run)
}

#[test]
fn each_use_allows_its_commands_and_no_others() -> Proof {
    proof(|ctx| {
        println!("{} commands", uses::prove(ctx)?);
        Ok(())
    })
}

/// The libraries that run live: a queue in Python, one in Node with scripts, and a cache.
const LIVE: &[&str] = &["rq", "bullmq", "django-cache"];
/// The recipe that also runs without each word: there, a denied command ends a run immediately.
const THOROUGH: EngineVersion = EngineVersion::Redis70;

fn run(ctx: &Ctx) -> Result<(), String> {
    let (mut calls, mut words, mut runs) = (0, 0, 0);
    for given in given::all(ctx)? {
        let told = |why| format!("{}: {why}", given.id);
        let built = recipe(&given.id).ok_or("is not in the data").map_err(|why| told(why.to_owned()))?;
        match &given.kind {
            Kind::General(own) => {
                println!("{}: {}", given.id, general::prove(ctx, &given, own).map_err(told)?)
            }
            Kind::Library(library) => {
                let recorded = recorded::read(ctx, &given)?;
                calls += allowed(&given, built, &recorded).map_err(told)?;
                words += needed(&given, built, &recorded).map_err(told)?;
                restrictions(built).map_err(told)?;
                if LIVE.contains(&given.id.as_str()) || ctx.long {
                    let tools = workload::tools(ctx, library)?;
                    runs += live(ctx, &tools, &given, &recorded).map_err(told)?;
                }
            }
        }
    }
    println!("{calls} recorded calls are allowed, {words} words are needed, {runs} live runs");
    Ok(())
}

/// The recipe's access string, with the parameters of the measurement.
fn filled(given: &Given, built: &Recipe, setup: Setup) -> Result<String, String> {
    let value =
        |name: &str| given.parameters.iter().find(|own| own.name == name).map(|own| own.measured.as_str());
    built.access_string(setup.engine, setup.cluster, value).map_err(|unfit| unfit.message)
}

/// Whether every recorded call is allowed. A command that the engine doesn't know is denied to everyone.
fn allowed(given: &Given, built: &Recipe, recorded: &Recorded) -> Result<usize, String> {
    let mut count = 0;
    for setup in recorded.access.keys() {
        let text = filled(given, built, *setup)?;
        let user = parse(&text, setup.engine.engine()).user;
        for (argv, _, setups) in &recorded.calls {
            if !setups.contains(setup) {
                continue;
            }
            match user.can(argv, 0) {
                Verdict::Allowed { .. } => count += 1,
                Verdict::UnknownCommand => {}
                other => return Err(format!("{}: `{}`: {other:?}", setup.name(), argv.join(" "))),
            }
        }
    }
    Ok(count)
}

/// Whether every word is needed: without it, some recorded call would be denied.
fn needed(given: &Given, built: &Recipe, recorded: &Recorded) -> Result<usize, String> {
    let mut count = 0;
    for setup in recorded.access.keys() {
        let text = filled(given, built, *setup)?;
        let sent: Vec<&Vec<String>> =
            recorded.calls.iter().filter(|(_, _, on)| on.contains(setup)).map(|(argv, ..)| argv).collect();
        for word in text.split(' ').filter(|word| !measure::gives_nothing(word)) {
            let rest: Vec<&str> = text.split(' ').filter(|own| *own != word).collect();
            let user = parse(&rest.join(" "), Dialect::from(setup.engine.engine())).user;
            let missed = sent.iter().any(|argv| matches!(user.can(argv, 0), Verdict::Refused { .. }))
                // Before 7.0 an unknown subcommand is denied like a known one.
                || word.contains('|') && !setup.engine.engine().has_selectors();
            if !missed {
                return Err(format!("{}: no recorded call needs `{word}`", setup.name()));
            }
            count += 1;
        }
    }
    Ok(count)
}

/// Whether the recipe says what to do about each command that ElastiCache restricts.
fn restrictions(built: &Recipe) -> Result<(), String> {
    for engine in EngineVersion::ALL {
        for cluster in [false, true] {
            let Ok(text) = built.access_string(engine, cluster, |_| None) else { continue };
            if let Some((command, _)) = built.restricted(&text, true).find(|(_, what)| what.is_none()) {
                return Err(format!(
                    "does not say what to do about `{command}`, which ElastiCache restricts"
                ));
            }
        }
    }
    Ok(())
}

/// Runs the library as a user with the recipe's string in every setup, and in one of them without each word.
fn live(ctx: &Ctx, tools: &workload::Tools, given: &Given, recorded: &Recorded) -> Result<usize, String> {
    let mut runs = 0;
    for (setup, words) in &recorded.access {
        let thorough = ctx.long || setup.engine == THOROUGH && !setup.cluster;
        runs += measure::prove(ctx, tools, given, *setup, words, thorough)
            .map_err(|why| format!("{}: {why}", setup.name()))?;
    }
    println!("{}: {} setups live", given.id, recorded.access.len());
    Ok(runs)
}
