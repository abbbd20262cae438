//! Access strings: reading, printing and checking in this process, compared with a real server over loopback with many commands
//! in flight. How cost grows is the part `growth`.
use super::{Part, Row, rate};
use access_string::{Engine, parse};
use lab::live::resp::Connection;
use std::hint::black_box;
use std::time::{Duration, Instant};
use tools::Ctx;
use tools::servers;

pub const PART: Part = Part {
    name: "acl",
    about: "access strings, compared with a real server over loopback: read and print, check",
    run: bench,
};

const SHORT: &str = "on ~app::* -@all +@read";
const LONG: &str = "on ~app::* ~cache:* %R~shared:* &news:* -@all +@read +@write -@dangerous +info +client|id +config|get -keys";
const IN_FLIGHT: usize = 64;

fn bench(ctx: &Ctx) -> Result<Vec<Row>, String> {
    let mut rows = Vec::new();
    for name in ["valkey-8.1", "valkey-9.1"] {
        let engine = name.parse::<Engine>().map_err(|why| why.to_string())?;
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
    Ok(rows)
}

fn pair(rows: &mut Vec<Row>, what: &str, server: &str, ours: f64, theirs: f64) {
    let row = |who: &str, figure: f64, note: String| Row {
        what: format!("{what}, {server}"),
        who: who.to_owned(),
        figure,
        unit: "per second",
        note,
        times: None,
    };
    rows.push(row("the server", theirs, format!("{IN_FLIGHT} in flight")));
    rows.push(row("ours", ours, format!("{:.0} times the server", ours / theirs)));
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
