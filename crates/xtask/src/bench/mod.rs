//! `cargo xtask bench`: speeds and sizes beside those of peers, on the same inputs and in one run.
//!
//! A part is added by its file and its name in the list below. It gives rows; this prints them as tables and writes them
//! to `target/bench/bench.json`. Figures are for people: no test fails by them.
use crate::commands::Command;
use crate::ctx::Ctx;
use std::fs;

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
}

macro_rules! parts {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every part, in the order that they run.
        pub const PARTS: &[Part] = &[$($name::PART),*];
    };
}

parts! {
    acl,
    package,
    page,
    requests,
    targets,
}

/// `cargo xtask bench`.
pub const COMMAND: Command = Command {
    name: "bench",
    usage: "bench [part …]",
    about: "speeds and sizes, beside those of peers",
    run: command,
};

fn command(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let unknown = args.iter().find(|arg| !PARTS.iter().any(|part| part.name == arg.as_str()));
    if let Some(unknown) = unknown {
        let names: Vec<&str> = PARTS.iter().map(|part| part.name).collect();
        return Err(format!("there is no part `{unknown}`; there are {}", names.join(", ")));
    }
    let mut all = Vec::new();
    for part in PARTS.iter().filter(|part| args.is_empty() || args.iter().any(|arg| arg == part.name)) {
        println!("\n=== {}: {}", part.name, part.about);
        let rows = (part.run)(ctx)?;
        print!("{}", table(&rows));
        all.push((part.name, rows));
    }
    let folder = ctx.path("target/bench");
    fs::create_dir_all(&folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    fs::write(folder.join("bench.json"), json(&all)).map_err(|why| why.to_string())
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
                "part": part, "what": row.what, "who": row.who, "figure": row.figure, "unit": row.unit, "note": row.note,
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
            })
        })
        .collect()
}
