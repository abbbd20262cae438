//! The memory of one call: taken from the front, never given back piece by piece, and wiped as a whole when the answer
//! has been read.
//!
//! A check takes a few kilobytes, so there is nothing to win by freeing. That nothing is freed is known to the compiler,
//! and everything that only frees falls away, which makes the wasm smaller and each call faster. And no password is left in
//! memory after its call. For this to be right, nothing that outlives a call may own memory: the check `pure` of
//! `cargo xtask tidy` sees to it.
#![allow(unsafe_code)]

use core::arch::wasm32::{memory_grow, memory_size};
use std::alloc::{GlobalAlloc, Layout};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};

/// What a page of wasm memory has, in bytes.
const PAGE: usize = 65_536;

/// Memory is asked for in so many pages at least: asking takes longer than using.
const STEP: usize = 16;

unsafe extern "C" {
    /// Where the linker's data ends; its address is what counts.
    static __heap_base: u8;
}

struct Arena {
    /// The first byte that is free; 0 before the first call. All behind it is zero.
    next: AtomicUsize,
}

#[global_allocator]
static ARENA: Arena = Arena { next: AtomicUsize::new(0) };

/// Wipes and takes back all that was handed out.
///
/// # Safety
/// Nothing that was handed out may be used again.
pub unsafe fn clear() {
    let start = start();
    let end = ARENA.next.swap(start, Relaxed).max(start);
    // SAFETY: the bytes from start to end are the arena's, and the caller uses them no more.
    unsafe { std::ptr::write_bytes(start as *mut u8, 0, end - start) };
}

fn start() -> usize {
    (&raw const __heap_base).addr().next_multiple_of(16)
}

// SAFETY: pieces do not overlap, as each begins where the one before it ended, and none is handed out again before
// `clear`. There is one thread.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        take(layout)
    }

    #[inline]
    unsafe fn dealloc(&self, _: *mut u8, _: Layout) {}

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        take(layout)
    }

    unsafe fn realloc(&self, old: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size <= layout.size() {
            return old;
        }
        // The last piece grows where it is.
        if old.addr() + layout.size() == self.next.load(Relaxed) {
            let Ok(more) = Layout::from_size_align(size - layout.size(), 1) else {
                return std::ptr::null_mut();
            };
            return if take(more).is_null() { std::ptr::null_mut() } else { old };
        }
        let Ok(whole) = Layout::from_size_align(size, layout.align()) else { return std::ptr::null_mut() };
        let new = take(whole);
        if !new.is_null() {
            // SAFETY: both are at least as long as the old one, and do not overlap.
            unsafe { std::ptr::copy_nonoverlapping(old, new, layout.size()) };
        }
        new
    }
}

/// The next piece of memory, all zero; null where there is no more.
#[inline(never)]
fn take(layout: Layout) -> *mut u8 {
    let from = match ARENA.next.load(Relaxed) {
        0 => start(),
        next => next,
    };
    let at = from.next_multiple_of(layout.align());
    let Some(end) = at.checked_add(layout.size()) else { return std::ptr::null_mut() };
    let pages = end.div_ceil(PAGE);
    let have = memory_size(0);
    if pages > have && memory_grow(0, (pages - have).max(STEP)) == usize::MAX {
        return std::ptr::null_mut();
    }
    ARENA.next.store(end, Relaxed);
    at as *mut u8
}
