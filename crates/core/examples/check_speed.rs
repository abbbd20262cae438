//! How long `check` takes in native code: a typical request, and a hostile one at 1×, 10× and 100× of its length.
//! Prints one JSON object a line. Run by `cargo xtask bench requests`; with `requests` as argument it prints the requests.

use elasticache_user::{Context, Draft, Operation, check};
use serde_json::{Value, json};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn typical() -> Value {
    json!({
        "UserId": "orders-reader", "UserName": "orders-reader", "Engine": "valkey",
        "AccessString": "on ~orders:* -@all +@read",
        "AuthenticationMode": {"Type": "password", "Passwords": ["mYnuUzrpAxXw2rdzxQ7tLs94"]},
    })
}

/// The typical request, with a valid access string of this many words.
fn words(n: usize) -> Value {
    let mut request = typical();
    let commands =
        ["+get", "+set", "+hget", "+hset", "+lpush", "+brpop", "+expire", "+ttl", "+zadd", "+zrange"];
    let words = (0..n - 3).map(|n| match n % 2 {
        0 => format!("~orders:{n}:*"),
        _ => commands[n / 2 % commands.len()].to_owned(),
    });
    let head = ["on", "resetchannels", "-@all"].map(str::to_owned).into_iter();
    request["AccessString"] = json!(head.chain(words).collect::<Vec<_>>().join(" "));
    request
}

/// 50 tags and an access string of 4,000 characters, times `n`; nothing in it is right.
fn hostile(n: usize) -> Value {
    let tags: Vec<Value> =
        (0..50 * n).map(|n| json!({"Key": format!("aws:key {n},"), "Value": "ü".repeat(60)})).collect();
    let passwords: Vec<Value> = (0..10 * n).map(|n| json!(format!("p,{n}\""))).collect();
    json!({
        "UserId": "My--User ", "UserName": " a b ", "Engine": "Redis OSS", "Passwords": passwords,
        "AccessString": "+get ~a* ".repeat(4000 / 9 * n), "Tags": tags, "NoPasswordRequired": true,
        "AuthenticationMode": {"Type": "none", "Passwords": ["x"]}, "Bogus": 1, "user-name": "a",
    })
}

/// Nanoseconds a call: the fastest and the median of 61 batches. On a shared machine the fastest is what the code takes.
fn time(mut call: impl FnMut()) -> [f64; 2] {
    let start = Instant::now();
    let mut calls = 0_u32;
    while start.elapsed() < Duration::from_millis(100) || calls == 0 {
        call();
        calls += 1;
    }
    let batch = (calls / 10).max(1);
    let mut times: Vec<f64> = (0..61)
        .map(|_| {
            let start = Instant::now();
            (0..batch).for_each(|_| call());
            start.elapsed().as_nanos() as f64 / f64::from(batch)
        })
        .collect();
    times.sort_by(f64::total_cmp);
    [times[0], times[30]]
}

fn measure(what: &str, request: &Value) {
    let draft = Draft::from_json(request.clone());
    let context = Context::default();
    let report = check(Operation::CreateUser, &draft, &context);
    let [fastest, median] = time(|| {
        black_box(check(Operation::CreateUser, black_box(&draft), &context));
    });
    let length = request.to_string().len();
    let findings = report.findings.len();
    let note = format!("{length} bytes of JSON, {findings} findings; median {:.2}", median / 1e3);
    println!(
        "{}",
        json!({"what": what, "who": "ours, native", "figure": fastest / 1e3, "unit": "µs", "note": note})
    );
}

fn main() {
    let requests = [
        ("check, typical request", typical()),
        ("check, 12 words", words(12)),
        ("check, 120 words", words(120)),
        ("check, 1,200 words", words(1200)),
        ("check, hostile request ×1", hostile(1)),
        ("check, hostile request ×10", hostile(10)),
        ("check, hostile request ×100", hostile(100)),
    ];
    if std::env::args().nth(1).as_deref() == Some("requests") {
        for (what, request) in requests {
            println!("{}", json!({"what": what, "request": request}));
        }
        return;
    }
    // With a part of a name as argument, only those.
    let only = std::env::args().nth(1).unwrap_or_default();
    for (what, request) in requests.into_iter().filter(|(what, _)| what.contains(&only)) {
        measure(what, &request);
    }
}
