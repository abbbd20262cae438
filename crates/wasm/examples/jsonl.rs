//! The facade without JavaScript: lines `{"call", "arguments"}` in, one line of its answer each out.
//!
//! The package's tests hold what JavaScript gets against this.

use serde_json::Value;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let mut out = std::io::stdout().lock();
    for line in std::io::stdin().lock().lines() {
        let value: Value = serde_json::from_str(&line?).unwrap_or_default();
        let name = value.get("call").and_then(Value::as_str).unwrap_or_default();
        let arguments = value.get("arguments").map(Value::to_string).unwrap_or_default();
        writeln!(out, "{}", elasticache_user_wasm::facade::call(name, &arguments))?;
    }
    Ok(())
}
