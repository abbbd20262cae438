//! `check`, `predict` and every fix, on arbitrary text.
#![no_main]

#[path = "../../../../tests/counting/counted.rs"]
#[allow(dead_code)]
mod counted;
#[path = "../look/check.rs"]
mod look;

use libfuzzer_sys::fuzz_target;

/// What any request may take, in steps, and what each byte may add. Up to 16 fixes are tried, each a check of its own.
const FIXED: u64 = 50_000_000;
const PER_BYTE: u64 = 200_000;

fuzz_target!(|data: &[u8]| counted::within(FIXED, PER_BYTE, data.len(), || look::look(data)));
