//! How long all targets together take for one draft, as rows for `cargo xtask bench`.
use elasticache_user::emit::{Options, TARGETS, emit_checked};
use elasticache_user::{Context, Draft, Operation, check};
use std::hint::black_box;
use std::time::{Duration, Instant};

const DRAFT: &str = r#"{"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* -@all +@read",
    "Tags": [{"Key": "team", "Value": "search"}],
    "AuthenticationMode": {"Type": "password", "Passwords": ["correct-horse-battery", "staple-correct-horse"]}}"#;

fn main() {
    let (draft, context, options) = (Draft::from_json_text(DRAFT), Context::default(), Options::default());
    let report = check(Operation::CreateUser, &draft, &context);
    let mut best = f64::MAX;
    let start = Instant::now();
    while start.elapsed() < Duration::from_secs(2) {
        let start = Instant::now();
        for target in TARGETS {
            black_box(emit_checked(target, Operation::CreateUser, &draft, &context, &options, &report));
        }
        best = best.min(start.elapsed().as_secs_f64());
    }
    let note = format!("{} targets, ready: {}; the aim is 100 µs", TARGETS.len(), report.ready);
    let row = serde_json::json!({"what": "emit, all targets, one draft", "who": "ours, native", "figure": best * 1e6, "unit": "µs", "note": note});
    println!("{row}");
}
