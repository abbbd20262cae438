//! Counts the work of a call: bytes and calls of the allocator and, in a build for it, every step of the program. No clock:
//! the figures are the same on every machine. An answer is allocated, too, so its length counts.
//!
//! `cargo test` counts allocations at 1 and 10 KB. `cargo xtask test work` builds with `-C instrument-coverage`, whose
//! counters of executed regions are the steps, and goes up to 100 KB. What a step is made of (copying or comparing a long
//! string by one instruction of the standard library) isn't counted there, and copies into new memory are as allocations.

#![allow(unsafe_code, unreachable_pub)]

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static ALLOCATED: Cell<u64> = const { Cell::new(0) };
}

/// What a call of the allocator counts beside its bytes.
const CALL: u64 = 16;

struct Counting;

// SAFETY: everything is the system's; only a number is kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATED.with(|work| work.set(work.get() + CALL + layout.size() as u64));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How much was done so far, on this thread by the allocator and in the whole program by steps.
fn done() -> [u64; 2] {
    [ALLOCATED.with(Cell::get), steps()]
}

#[cfg(counts_steps)]
fn steps() -> u64 {
    unsafe extern "C" {
        fn __llvm_profile_begin_counters() -> *const u64;
        fn __llvm_profile_end_counters() -> *const u64;
    }
    // SAFETY: the runtime of `-C instrument-coverage` says where its array of counters begins and ends.
    let counters = unsafe {
        let (start, end) = (__llvm_profile_begin_counters(), __llvm_profile_end_counters());
        std::slice::from_raw_parts(start, end.offset_from(start) as usize)
    };
    counters.iter().fold(0, |sum: u64, count| sum.wrapping_add(*count))
}

#[cfg(not(counts_steps))]
fn steps() -> u64 {
    0
}

/// What a call cost: what it allocated, and its steps (0 in a build that counts none).
pub fn work(run: impl FnOnce()) -> [u64; 2] {
    let before = done();
    run();
    let after = done();
    [after[0] - before[0], after[1].wrapping_sub(before[1])]
}

/// Panics where a call takes more than this many steps, and this many for each byte: a fuzzer keeps what it panics on. Only in
/// a build that counts steps.
#[allow(dead_code)]
pub fn within<T>(fixed: u64, per_byte: u64, bytes: usize, run: impl FnOnce() -> T) -> T {
    let mut answer = None;
    let [_, steps] = work(|| answer = Some(run()));
    let most = fixed + per_byte * bytes as u64;
    assert!(steps <= most, "{steps} steps for {bytes} bytes; at most {most}");
    answer.unwrap_or_else(|| unreachable!("it ran"))
}

/// Lengths of input, in bytes.
#[allow(dead_code)]
pub const SIZES: &[usize] = if cfg!(counts_steps) { &[1_000, 10_000, 100_000] } else { &[1_000, 10_000] };

/// What a cost may be.
pub struct Limit {
    /// So much is nobody's concern at any size of input.
    pub fixed: [f64; 2],
    /// The most per byte of the longest input.
    pub most_per_byte: [f64; 2],
}

/// A cost may grow by half per byte from one size to the next, which is ten times as long. What is quadratic grows tenfold.
const GROWTH: f64 = 1.5;

/// What is wrong with the growth of a cost.
pub fn judge(name: &str, limit: &Limit, wrong: &mut Vec<String>, mut measure: impl FnMut(usize) -> [u64; 2]) {
    let costs: Vec<[u64; 2]> = SIZES.iter().map(|size| measure(*size)).collect();
    for (kind, what) in ["allocated", "steps"].into_iter().enumerate() {
        let per_byte = |n: usize| (costs[n][kind] as f64 + limit.fixed[kind]) / SIZES[n] as f64;
        let per_byte: Vec<f64> = (0..SIZES.len()).map(per_byte).collect();
        let growth = per_byte.windows(2).map(|pair| pair[1] / pair[0]).fold(0.0, f64::max);
        if growth > GROWTH || per_byte[SIZES.len() - 1] > limit.most_per_byte[kind] {
            wrong.push(format!("{name}: {per_byte:.0?} {what} per byte, growth {growth:.2}"));
        }
    }
}

/// A piece again and again; `#` becomes the number of the repetition.
pub fn repeat(piece: &str, size: usize) -> String {
    let mut text = String::new();
    let mut number = 0;
    while text.len() < size {
        text.push_str(&piece.replace('#', &number.to_string()));
        number += 1;
    }
    text
}

/// Were nothing counted, nothing could grow.
#[test]
fn what_allocates_nothing_is_counted_by_steps() {
    let numbers = vec![1_u32; 1000];
    let [allocated, steps] = work(|| {
        let sum: u32 = numbers.iter().filter(|number| std::hint::black_box(**number) == 1).sum();
        assert_eq!(sum, 1000);
    });
    assert_eq!(allocated, 0);
    assert!(if cfg!(counts_steps) { steps > 900 } else { steps == 0 }, "{steps}");
    let [allocated, _] = work(|| drop(std::hint::black_box(vec![1_u8; 1000])));
    assert!(allocated >= 1000, "{allocated}");
}
