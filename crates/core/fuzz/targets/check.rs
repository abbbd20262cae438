//! `check`, `predict` and every fix, on arbitrary text.
#![no_main]

#[path = "../look/check.rs"]
mod look;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| look::look(data));
