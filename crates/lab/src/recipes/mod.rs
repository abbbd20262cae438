//! Recipes: the least access string that a library needs, found by running it on real servers.
//!
//! A recipe is a folder in `crates/lab/recipes/`: `recipe.json` says what it is, written by hand; a workload uses the
//! library as an application would; `recorded.json` is what was measured, written by `cargo xtask recipes`. What the page,
//! the package and the documents show is made from the two by `cargo xtask gen`.
//!
//! A general recipe has no workload: its access string is written by hand, with commands that it must allow and deny,
//! and a server says whether it does.

mod acl_log;
pub mod general;
pub mod given;
mod languages;
pub mod measure;
mod proxy;
pub mod recorded;
mod shape;
mod stage;
pub mod uses;
mod watch;
pub mod workload;

use given::{Given, Kind, Library};
use std::sync::Mutex;
use std::time::Instant;
use tools::Ctx;
use tools::run::say;

/// The engines of the servers that recipes are measured on, oldest first. On the last one every refusal is waited for, to
/// see whether the library can live with it.
pub const ENGINES: &[&str] = &["redis-6.2", "redis-7.0", "valkey-8.1", "valkey-9.1"];

/// The engine of a server, and whether it is a cluster.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Setup {
    /// Such as `valkey-9.1`.
    pub engine: elasticache_user::EngineVersion,
    /// Whether the server runs in cluster mode.
    pub cluster: bool,
}

impl Setup {
    /// `valkey-9.1`, `valkey-9.1 cluster`.
    pub fn name(self) -> String {
        format!("{}{}", self.engine, if self.cluster { " cluster" } else { "" })
    }

    /// The setup of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        let (engine, cluster) = name.strip_suffix(" cluster").map_or((name, false), |engine| (engine, true));
        Some(Self { engine: elasticache_user::EngineVersion::from_name(engine)?, cluster })
    }

    /// Every setup that a recipe is measured in.
    pub fn of(given: &Given) -> Vec<Self> {
        let engines = ENGINES.iter().filter_map(|name| elasticache_user::EngineVersion::from_name(name));
        engines
            .flat_map(|engine| [false, true].map(|cluster| Self { engine, cluster }))
            .filter(|setup| !setup.cluster || given.cluster(setup.engine))
            .collect()
    }
}

/// Measures these recipes, all of them for none, and writes what was recorded.
pub fn measure_all(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let all = given::all(ctx)?;
    if let Some(unknown) = args.iter().find(|arg| all.iter().all(|given| given.id != **arg)) {
        let names: Vec<&str> = all.iter().map(|given| given.id.as_str()).collect();
        return Err(format!("there is no recipe `{unknown}`; there are {}", names.join(", ")));
    }
    let wanted = all.iter().filter(|given| args.is_empty() || args.contains(&given.id));
    let mut failed = Vec::new();
    for given in wanted {
        let start = Instant::now();
        let result = match &given.kind {
            Kind::Library(library) => anew(ctx, given, library),
            Kind::General(own) => general::prove(ctx, given, own),
        };
        match result {
            Ok(said) => say(format!("{}: {said} ({:.0} s)", given.id, start.elapsed().as_secs_f64())),
            Err(why) => {
                say(format!("{} FAILED: {why}", given.id));
                failed.push(given.id.as_str());
            }
        }
    }
    if !failed.is_empty() {
        return Err(format!("not measured: {}", failed.join(", ")));
    }
    Ok(())
}

/// Measures a library in every setup and writes what came out.
fn anew(ctx: &Ctx, given: &Given, library: &Library) -> Result<String, String> {
    let tools = workload::tools(ctx, library)?;
    let measured = Mutex::new(Vec::new());
    let waiting = Mutex::new(Setup::of(given));
    // Two at a time: a workload waits more than it works.
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                while let Some(setup) = waiting.lock().ok().and_then(|mut list| list.pop()) {
                    let result = measure::measure(ctx, &tools, given, setup);
                    let _ = measured.lock().map(|mut list| list.push((setup, result)));
                }
            });
        }
    });
    let mut all = Vec::new();
    for (setup, result) in measured.into_inner().map_err(|why| why.to_string())? {
        all.push((setup, result.map_err(|why| format!("{}: {why}", setup.name()))?));
    }
    all.sort_by_key(|(setup, _)| *setup);
    let runs: usize = all.iter().map(|(_, own)| own.runs).sum();
    recorded::write(ctx, given, &tools, &all)?;
    Ok(format!("{} setups, {runs} runs", all.len()))
}
