//! What JavaScript calls, without JavaScript: lines `{"call", "arguments"}` in, one line of its answer each out.
//!
//! The package's tests hold what JavaScript gets against this.

use elasticache_user_wasm::{requests, texts};
use serde_json::{Value, from_value, to_value};
use std::io::{BufRead, Error, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let mut line: Value = serde_json::from_str(&line?)?;
        let arguments = line["arguments"].take();
        let answer = match line["call"].as_str().unwrap_or_default() {
            "check" => to_value(requests::check(from_value(arguments)?)),
            "emit" => to_value(texts::emit(from_value(arguments)?)),
            "importText" => to_value(texts::import(from_value(arguments)?)),
            other => return Err(Error::other(format!("no call of {other}"))),
        };
        writeln!(out, "{}", answer?)?;
    }
    Ok(())
}
