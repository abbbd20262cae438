//! For version 0.1: how long it takes for all that a report of today holds, which are three calls there: `check`, the
//! prediction and the stored form. Written into its folder by `cargo xtask bench requests`.

use elasticache_user::json::json;
use elasticache_user::predict::{predict_checked, stored};
use elasticache_user::{Context, Draft, EngineVersion, Operation, check};
use std::hint::black_box;
use std::time::{Duration, Instant};

fn main() {
    let text = "on ~orders:* -@all +@read";
    let draft = Draft::from_json(json!({
        "UserId": "orders-reader", "UserName": "orders-reader", "Engine": "valkey", "AccessString": text,
        "AuthenticationMode": {"Type": "password", "Passwords": ["mYnuUzrpAxXw2rdzxQ7tLs94"]},
    }));
    let (operation, context) = (Operation::CreateUser, Context::default());
    let mut calls = || {
        let draft = black_box(&draft);
        let report = check(operation, draft, &context);
        black_box(predict_checked(operation, draft, &context, &report));
        black_box(stored(black_box(text), EngineVersion::Valkey91));
        black_box(report);
    };
    let start = Instant::now();
    let mut batch = 0_u32;
    while start.elapsed() < Duration::from_millis(10) {
        calls();
        batch += 1;
    }
    let times = (0..61).map(|_| {
        let start = Instant::now();
        (0..batch).for_each(|_| calls());
        start.elapsed().as_nanos() as f64 / 1e3 / f64::from(batch)
    });
    let figure = times.min_by(f64::total_cmp).unwrap();
    let note = "check, predict_checked and stored";
    println!(
        "{}",
        json!({"what": "check, typical request", "who": "ours, three calls", "figure": figure, "unit": "µs", "note": note})
    );
}
