//! Any text as an access string, any words as a command: nothing panics, tokens tile the text, and the canonical form
//! stays what it is.
//!
//! `cargo +nightly fuzz run access_string` in this folder's parent. The input is an engine, the command's words, and
//! after a line break the access string.
#![no_main]

#[path = "../../../../tests/counting/counted.rs"]
#[allow(dead_code)]
mod counted;

use access_string::{Engine, Modules, parse, parse_args};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| counted::within(FIXED, PER_BYTE, data.len(), || look(data)));

/// What any input may take, in steps, and what each byte may add.
const FIXED: u64 = 5_000_000;
const PER_BYTE: u64 = 20_000;

fn look(data: &[u8]) {
    let Some((&first, rest)) = data.split_first() else { return };
    let engine = Engine::ALL[usize::from(first) % Engine::ALL.len()];
    let dialect = if first & 0x80 == 0 { engine.into() } else { engine.with(Modules::Aggregate) };
    let text = String::from_utf8_lossy(rest);
    let (command, text) = text.split_once('\n').unwrap_or(("get app::1", &text));
    let argv: Vec<&str> = command.split(' ').collect();

    for access in [parse(text, dialect), parse_args(&argv, dialect)] {
        let mut end = 0;
        for token in &access.tokens {
            assert_eq!(token.span.start, end);
            end = token.span.end;
        }
        assert_eq!(end, access.text.len());
        for error in access.errors.iter().take(3) {
            let _ = (access.server_text(error), access.suggestions(error));
        }
        let user = &access.user;
        let verdict = user.can(&argv, u32::from(first));
        let _ = (verdict.dryrun_reply(dialect, "u", &argv), verdict.noperm_reply(dialect, "u", &argv));
        assert_eq!(
            user.missing(&argv, 0).is_empty(),
            !matches!(user.can(&argv, 0), access_string::Verdict::Refused { .. })
        );
        let _ = (user.commands(), user.stops_server(), dialect.touched(&argv));
        let _ = user.canonical_with_passwords();
    }
    // Read again, the canonical form of words without quotes is itself.
    let user = parse(text, dialect).user;
    let canonical = user.canonical();
    if !text.contains(['"', '\'', '(', '>', '#']) && !canonical.contains("~*") {
        assert_eq!(parse(&canonical, dialect).user.canonical(), canonical);
    }
}
