//! Any text, pasted: the first byte chooses the form, or leaves it to be found. Spans lie in the text, and what was read
//! can be checked.
#![no_main]

#[path = "../../../../tests/counting/counted.rs"]
#[allow(dead_code)]
mod counted;

use elasticache_user::import::{IMPORTERS, import, import_as};
use elasticache_user::{Context, check};
use libfuzzer_sys::fuzz_target;

/// What any text may take, in steps, and what each byte may add.
const FIXED: u64 = 20_000_000;
const PER_BYTE: u64 = 50_000;

fuzz_target!(|data: &[u8]| counted::within(FIXED, PER_BYTE, data.len(), || look(data)));

fn look(data: &[u8]) {
    let Some((first, rest)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(rest);
    let read = match IMPORTERS.get(usize::from(*first)) {
        Some(importer) => import_as(&text, importer.id),
        None => import(&text),
    };
    let spans = read.notes.iter().chain(&read.errors).filter_map(|note| note.span.clone());
    let placeholders = read.users.iter().flat_map(|user| &user.placeholders).map(|user| user.span.clone());
    let users = read.users.iter().map(|user| user.span.clone());
    for span in spans.chain(placeholders).chain(users) {
        assert!(text.get(span.clone()).is_some(), "{span:?} lies in no text of {} bytes", text.len());
    }
    assert!(!read.users.is_empty() || !read.errors.is_empty(), "nothing was said");
    for user in read.users.iter().take(4) {
        check(user.operation, &user.draft, &Context::default());
    }
}
