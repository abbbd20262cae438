//! A verdict about a prepared user allocates nothing.

#![allow(unsafe_code)]

use access_string::{Engine, parse};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

struct Counting;

// SAFETY: every call goes to the system's allocator; this one only counts.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.with(|count| count.set(count.get() + 1));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count(run: impl FnOnce()) -> usize {
    let before = COUNT.with(Cell::get);
    run();
    COUNT.with(Cell::get) - before
}

#[test]
fn can_allocates_nothing() {
    let calls: [&[&str]; 14] = [
        &["GET", "app::1"],
        &["get", "other"],
        &["SET", "app::1", "v", "GET"],
        &["CONFIG", "GET", "x"],
        &["CONFIG"],
        &["NOPE"],
        &[],
        &["MGET", "app::1", "app::2", "app::3", "x"],
        &["EVAL", "s", "2", "app::1", "app::2"],
        &["SORT", "app::1", "BY", "x", "STORE", "app::2"],
        &["XREAD", "STREAMS", "app::1", "0"],
        &["PUBLISH", "news:uk", "m"],
        &["COPY", "app::1", "app::2", "DB", "3"],
        &["SELECT", "2"],
    ];
    for engine in Engine::ALL {
        let selectors =
            if engine.has_selectors() { " %R~read:* (~b* +@write) +select|0" } else { " +select|0" };
        let channels = if engine.has_channels() { " resetchannels &news:*" } else { "" };
        let databases = if engine.has_databases() { " db=0,2" } else { "" };
        let text = format!("on ~app::*{channels}{databases} -@all +@read +set +eval{selectors}");
        let access = parse(&text, engine);
        assert_eq!(access.server_error(), None);
        let user = access.user;
        assert!(count(|| drop(std::hint::black_box(Box::new(1)))) > 0, "the counter counts");
        for argv in calls {
            let allocations = count(|| {
                std::hint::black_box(user.can(argv, 1));
            });
            assert_eq!(allocations, 0, "{engine} {argv:?}");
        }
    }
}
