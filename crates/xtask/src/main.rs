//! `cargo xtask <command>`: the one way to run anything in this repository.
fn main() {}
