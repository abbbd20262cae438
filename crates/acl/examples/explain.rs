//! Says what access strings mean, one a line on standard input: `explain valkey-8.1 < strings.txt`.

use access_string::{Engine, parse};
use std::io::BufRead;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let engine: Engine = std::env::args().nth(1).as_deref().unwrap_or("valkey-9.1").parse()?;
    for line in std::io::stdin().lock().lines() {
        let access = parse(&line?, engine);
        println!("{}", access.explain().sentence);
        for error in &access.errors {
            println!("  {}", access.server_text(error));
        }
    }
    Ok(())
}
