//! What JavaScript calls: the only functions that the wasm shows.
#![allow(unsafe_code)]

use crate::{arena, facade};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// The bytes of the last answer.
static LENGTH: AtomicUsize = AtomicUsize::new(0);

/// The place for a text of so many bytes.
#[unsafe(no_mangle)]
extern "C" fn room(bytes: usize) -> *mut u8 {
    vec![0; bytes].leak().as_mut_ptr()
}

/// Reads a function's name, a line feed and its arguments, and gives the place of the answer.
///
/// # Safety
/// The text begins in a place that [`room`] gave since the last [`clear`], and is no longer than was asked for.
#[unsafe(no_mangle)]
unsafe extern "C" fn call(text: *const u8, bytes: usize) -> *const u8 {
    // SAFETY: as above.
    let text = unsafe { std::slice::from_raw_parts(text, bytes) };
    let text = std::str::from_utf8(text).unwrap_or_default();
    let (name, arguments) = text.split_once('\n').unwrap_or_default();
    let answer = facade::call(name, arguments).leak();
    LENGTH.store(answer.len(), Relaxed);
    answer.as_ptr()
}

/// The bytes of the last answer.
#[unsafe(no_mangle)]
extern "C" fn length() -> usize {
    LENGTH.load(Relaxed)
}

/// Ends the call: text and answer are wiped, and all the memory that it took.
///
/// # Safety
/// What [`room`] and [`call`] gave is not used any more.
#[unsafe(no_mangle)]
unsafe extern "C" fn clear() {
    // SAFETY: as above, and nothing of a call lives on behind it.
    unsafe { arena::clear() };
}
