//! `cargo xtask bench`: speeds and sizes compared with peers, on the same inputs and in one run.
//!
//! A part is added by its file and its name in the list below. It returns rows; this module prints them as one table and writes them
//! to `target/bench/bench.json`, and as a picture to `target/bench/bench.svg`. Figures are for people: no test fails by them.
use std::fs;
use std::time::{Duration, Instant};
use tools::Ctx;
use tools::run::say;

mod acl;
mod growth;
mod package;
mod page;
mod plot;
mod previous;
mod requests;
mod targets;

/// A part of the bench.
#[derive(Debug)]
pub struct Part {
    /// What is typed to run it alone.
    pub name: &'static str,
    /// What it measures, in one line.
    pub about: &'static str,
    /// Measures.
    pub run: fn(&Ctx) -> Result<Vec<Row>, String>,
}

/// One figure.
#[derive(Debug, Clone)]
pub struct Row {
    /// What was done: "check, typical request".
    pub what: String,
    /// Who did it: "ours, native", "botocore".
    pub who: String,
    /// How much.
    pub figure: f64,
    /// Of what: "µs", "per second", "bytes".
    pub unit: &'static str,
    /// Anything that a reader must know: the spread, the size of the input.
    pub note: String,
    /// For a row of a series that shows how cost grows: at how many times the input.
    pub times: Option<usize>,
}

/// Every part, in the order that they run.
const PARTS: &[Part] = &[acl::PART, growth::PART, package::PART, page::PART, requests::PART, targets::PART];

/// Runs these parts, all of them for none, and prints a table.
pub fn bench(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let unknown = args.iter().find(|arg| !PARTS.iter().any(|part| part.name == arg.as_str()));
    if let Some(unknown) = unknown {
        let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        return Err(format!("unknown part `{unknown}`; choose from {}", names.join(", ")));
    }
    let mut all = Vec::new();
    for part in PARTS.iter().filter(|part| args.is_empty() || args.iter().any(|arg| arg == part.name)) {
        say(format!("{}: {}", part.name, part.about));
        all.push((part.name, (part.run)(ctx)?));
    }
    let rows = beside(all.iter().flat_map(|(_, rows)| rows.clone()).collect());
    print!("\n{}", table(&rows));
    let folder = ctx.path("target/bench");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    fs::write(folder.join("bench.json"), json(&all)).map_err(|why| why.to_string())?;
    fs::write(folder.join("bench.svg"), plot::svg(&rows)).map_err(|why| why.to_string())?;
    say("written to target/bench/bench.json and target/bench/bench.svg");
    Ok(())
}

/// The rows grouped by what was done, across all parts.
fn beside(rows: Vec<Row>) -> Vec<Row> {
    let mut groups: Vec<Vec<Row>> = Vec::new();
    for row in rows {
        let same = |group: &&mut Vec<Row>| {
            group.iter().any(|own| own.what == row.what && own.unit == row.unit) && row.times.is_none()
        };
        match groups.iter_mut().find(same) {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups.into_iter().flatten().collect()
}

/// How often a second, by the best of many short runs: what else the machine does then weighs least.
///
/// A call that is longer than a slice of time has no run to itself on a busy machine. What it used of the processor counts then.
fn rate(mut run: impl FnMut()) -> f64 {
    let start = Instant::now();
    run();
    let once = start.elapsed().as_nanos().max(1);
    if once > 1_000_000
        && let Some(before) = processor_time()
    {
        let (start, mut calls) = (Instant::now(), 0_u32);
        while calls < 3 || start.elapsed() < Duration::from_millis(400) {
            run();
            calls += 1;
        }
        let used =
            processor_time().and_then(|after| after.checked_sub(before)).filter(|used| !used.is_zero());
        if let Some(used) = used {
            return f64::from(calls) / used.as_secs_f64();
        }
    }
    let batch = u32::try_from(200_000 / once).unwrap_or(1).clamp(1, 2000);
    let mut best = f64::MAX;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(400) {
        let start = Instant::now();
        for _ in 0..batch {
            run();
        }
        best = best.min(start.elapsed().as_secs_f64() / f64::from(batch));
    }
    1.0 / best
}

/// The CPU time of this thread, if the system reports it (Linux, to a few milliseconds).
fn processor_time() -> Option<Duration> {
    let text = fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    text.split_whitespace().next()?.parse().ok().map(Duration::from_nanos)
}

fn table(rows: &[Row]) -> String {
    let what = rows.iter().map(|row| row.what.chars().count()).max().unwrap_or(0);
    let who = rows.iter().map(|row| row.who.chars().count()).max().unwrap_or(0);
    let line = |row: &Row| {
        let figure =
            if row.figure >= 100.0 { format!("{:.0}", row.figure) } else { format!("{:.2}", row.figure) };
        format!("{:<what$}  {:<who$}  {figure:>12} {:<11} {}\n", row.what, row.who, row.unit, row.note)
    };
    rows.iter().map(line).collect()
}

fn json(all: &[(&str, Vec<Row>)]) -> String {
    let rows: Vec<serde_json::Value> = all
        .iter()
        .flat_map(|(part, rows)| rows.iter().map(move |row| (part, row)))
        .map(|(part, row)| {
            serde_json::json!({
                "part": part, "what": row.what, "who": row.who, "figure": row.figure, "unit": row.unit, "note": row.note, "times": row.times,
            })
        })
        .collect();
    serde_json::Value::Array(rows).to_string()
}

/// Rows that a program printed, one JSON object `{"what","who","figure","unit","note"}` a line; other lines are shown.
pub fn rows(printed: &str) -> Vec<Row> {
    let unit = |unit: &str| {
        ["ns", "µs", "ms", "s", "per second", "bytes", "MiB"].into_iter().find(|known| *known == unit)
    };
    printed
        .lines()
        .filter_map(|line| {
            let value: serde_json::Value = serde_json::from_str(line).ok()?;
            let text = |name: &str| {
                value.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned()
            };
            Some(Row {
                what: text("what"),
                who: text("who"),
                figure: value.get("figure")?.as_f64()?,
                unit: unit(&text("unit"))?,
                note: text("note"),
                times: value.get("times").and_then(serde_json::Value::as_u64).map(|times| times as usize),
            })
        })
        .collect()
}
