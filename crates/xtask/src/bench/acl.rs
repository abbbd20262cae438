//! Access strings: reading, printing and checking in this process, beside a real server over loopback with many commands
//! in flight.
use super::{Part, Row};
use crate::ctx::Ctx;
use crate::live::resp::Connection;
use crate::tools::servers;
use access_string::{Engine, parse};
use std::hint::black_box;
use std::time::{Duration, Instant};

pub const PART: Part = Part {
    name: "acl",
    about: "access strings beside a real server over loopback: read and print, check; how cost grows",
    run: bench,
};

const SHORT: &str = "on ~app::* -@all +@read";
const LONG: &str = "on ~app::* ~cache:* %R~shared:* &news:* -@all +@read +@write -@dangerous +info +client|id +config|get -keys";
const IN_FLIGHT: usize = 64;

fn bench(ctx: &Ctx) -> Result<Vec<Row>, String> {
    if cfg!(debug_assertions) {
        return in_release(ctx);
    }
    let mut rows = Vec::new();
    for name in ["valkey-8.1", "valkey-9.1"] {
        let engine = Engine::from_name(name).ok_or("an unknown engine")?;
        let program = servers::ensure(ctx, name)?;
        let server = program.start()?;
        let mut connection = Connection::open(server.port)?;
        for (what, text) in [("short", SHORT), ("12 words", LONG)] {
            let words: Vec<&str> =
                ["ACL", "SETUSER", "bench", "reset"].into_iter().chain(text.split(' ')).collect();
            let theirs = asked(&mut connection, &words)?;
            let ours = rate(|| {
                black_box(parse(black_box(text), engine).user.canonical());
            });
            pair(&mut rows, &format!("read and print, {what}"), name, ours, theirs);
        }
        let user = parse(LONG, engine).user;
        let many: Vec<String> = (0..10).map(|number| format!("cache:{number}")).collect();
        let many: Vec<&str> = ["MGET"].into_iter().chain(many.iter().map(String::as_str)).collect();
        let calls: [(&str, &[&str]); 3] = [
            ("check, GET with 1 key", &["GET", "app::1"]),
            ("check, MGET with 10 keys", &many),
            ("check, refused", &["SET", "other", "v"]),
        ];
        for (what, argv) in calls {
            let words: Vec<&str> =
                ["ACL", "DRYRUN", "bench"].into_iter().chain(argv.iter().copied()).collect();
            let theirs = asked(&mut connection, &words)?;
            let ours = rate(|| {
                black_box(user.can(black_box(argv), 0));
            });
            pair(&mut rows, what, name, ours, theirs);
        }
    }
    growth(&mut rows);
    Ok(rows)
}

/// Figures of an unoptimised program say nothing: the same again, optimised.
fn in_release(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let mut cargo = std::process::Command::new("cargo");
    cargo.current_dir(&ctx.root).args([
        "run",
        "--release",
        "--quiet",
        "--package",
        "xtask",
        "--",
        "bench",
        "acl",
    ]);
    // Its table is printed here, with those of the other parts.
    crate::run::read(&mut cargo)?;
    let path = ctx.path("target/bench/bench.json");
    let text = std::fs::read_to_string(&path).map_err(|why| why.to_string())?;
    let value: serde_json::Value = serde_json::from_str(&text).map_err(|why| why.to_string())?;
    let lines: Vec<String> = value.as_array().into_iter().flatten().map(ToString::to_string).collect();
    Ok(super::rows(&lines.join("\n")))
}

fn pair(rows: &mut Vec<Row>, what: &str, server: &str, ours: f64, theirs: f64) {
    let row = |who: &str, figure: f64, note: String| Row {
        what: format!("{what}, {server}"),
        who: who.to_owned(),
        figure,
        unit: "per second",
        note,
    };
    rows.push(row("the server", theirs, format!("{IN_FLIGHT} in flight")));
    rows.push(row("ours", ours, format!("{:.0} times the server", ours / theirs)));
}

/// How often a second, by the best of many short runs: what else the machine does then weighs least.
fn rate(mut run: impl FnMut()) -> f64 {
    let start = Instant::now();
    run();
    let once = start.elapsed().as_nanos().max(1);
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

/// How often a second the server answers, by the best of many short runs.
fn asked(connection: &mut Connection, words: &[&str]) -> Result<f64, String> {
    let mut best = f64::MAX;
    let start = Instant::now();
    while start.elapsed() < Duration::from_millis(1000) {
        let start = Instant::now();
        for _ in 0..10 {
            for _ in 0..IN_FLIGHT {
                connection.queue(words);
            }
            connection.replies()?;
        }
        best = best.min(start.elapsed().as_secs_f64() / (10 * IN_FLIGHT) as f64);
    }
    Ok(1.0 / best)
}

/// What 1, 10 and 100 times the words, patterns and keys cost, for each of them.
fn growth(rows: &mut Vec<Row>) {
    let engine = Engine::Valkey80;
    let words = |count: usize| -> String {
        let one = ["+get", "-@write", "+config|get", "+select|9", "+@read"];
        let words = (0..count).map(|at| match at % 6 {
            5 => format!("~key:{at}:*"),
            other => one.get(other).copied().unwrap_or("+get").to_owned(),
        });
        words.collect::<Vec<_>>().join(" ")
    };
    for count in [12, 120, 1200, 12_000] {
        let text = words(count);
        let each =
            1e9 / rate(|| drop(black_box(parse(black_box(&text), engine).user.canonical()))) / count as f64;
        rows.push(Row {
            what: format!("read and print, {count} words, each"),
            who: "ours".to_owned(),
            figure: each,
            unit: "ns",
            note: String::new(),
        });
    }
    let user = parse("~app:* ~cache:* +@all", engine).user;
    for count in [10, 100, 1000, 10_000] {
        let keys: Vec<String> = (0..count).map(|at| format!("cache:{at}")).collect();
        let argv: Vec<&str> = ["MGET"].into_iter().chain(keys.iter().map(String::as_str)).collect();
        let each =
            1e9 / rate(|| {
                black_box(user.can(black_box(&argv), 0));
            }) / count as f64;
        rows.push(Row {
            what: format!("check, {count} keys, each"),
            who: "ours".to_owned(),
            figure: each,
            unit: "ns",
            note: String::new(),
        });
    }
}
