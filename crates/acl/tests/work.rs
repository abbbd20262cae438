//! What each public function costs per byte of its input, by counted work: bytes and calls of the allocator. No clock: the
//! figures are the same on every machine. An answer is allocated, too, so its length counts.

#![allow(unsafe_code)]

use access_string::{AccessString, Engine, Grouping, parse, parse_args, read_needs, suggest};
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

thread_local! {
    static WORK: Cell<u64> = const { Cell::new(0) };
}

/// What a call of the allocator counts beside its bytes.
const CALL: u64 = 16;

struct Counting;

// SAFETY: everything is the system's; only a number is kept beside it.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        WORK.with(|work| work.set(work.get() + CALL + layout.size() as u64));
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn work(run: impl FnOnce()) -> u64 {
    let before = WORK.with(Cell::get);
    run();
    WORK.with(Cell::get) - before
}

/// A function, with all that it answers written out as a caller would.
type Function = (&'static str, fn(&str, &AccessString));

const FUNCTIONS: &[Function] = &[
    ("parse", |text, access| drop(parse(text, access.dialect))),
    ("parse_args", |text, access| drop(parse_args(&text.split(' ').collect::<Vec<_>>(), access.dialect))),
    ("server_error", |_, access| drop(access.server_error())),
    ("server_text of each error", |_, access| {
        access.errors.iter().for_each(|error| drop(access.server_text(error)));
    }),
    ("suggestions for the first 100 errors", |_, access| {
        access.errors.iter().take(100).for_each(|error| drop(access.suggestions(error)));
    }),
    ("canonical", |_, access| drop(access.user.canonical())),
    ("effects", |_, access| drop(access.effects())),
    ("explain", |_, access| drop(access.explain())),
    ("lint", |_, access| drop(access.lint())),
    ("simplify", |_, access| drop(access.simplify())),
    ("commands", |_, access| drop(access.user.commands())),
    ("missing", |_, access| drop(access.user.missing(&["MGET", "a", "b"], 0))),
    ("missing, many arguments", |text, access| {
        let argv: Vec<&str> = text.split(' ').collect();
        drop(parse("on ~a* +@all", access.dialect).user.missing(&argv, 0));
    }),
    ("diff", |_, access| {
        let all = parse("on ~* +@all", access.dialect).user;
        drop((access.user.diff(&access.user), all.diff(&access.user), access.user.diff(&all)));
    }),
    ("read_needs and suggest", |text, access| {
        drop(suggest(&read_needs(text).needs, access.dialect, Grouping::Exact));
    }),
    ("read_needs and suggest, a command in front", |text, access| {
        let lines: Vec<String> = text.split(' ').map(|word| format!("GET {word}")).collect();
        drop(suggest(&read_needs(&lines.join("\n")).needs, access.dialect, Grouping::Categories));
    }),
];

/// Each shape is tried with one of them, by turns.
const ENGINES: [Engine; 3] = [Engine::Valkey91, Engine::Redis62, Engine::Redis70];

/// A piece that is repeated; `#` becomes the number of the repetition.
const SHAPES: &[&str] = &[
    "( ",
    "(~a ",
    "() ",
    "(+get ~a#) ",
    "(~a#) ",
    "(x) ",
    "(\"",
    "\"",
    "'",
    "a ",
    "x#",
    "x",
    "~",
    "* ",
    "~a ",
    "~a# ",
    "~a#* ",
    "~*a*b#* ",
    "%R~a# ",
    "%W~a ",
    "%RW~a#* ",
    "~* ",
    "allkeys ~a ",
    "resetkeys ~a# ",
    "&a ",
    "&a# ",
    "&* ",
    "resetchannels &a# ",
    "+get ",
    "-get ",
    "+get -get ",
    "+@read ",
    "-@read +@read ",
    "+@all -@all ",
    "+config|get ",
    "+get|a ",
    "+get|a# ",
    "+get|a# -get ",
    "+select|# ",
    "+nosuch# ",
    "+@nosuch ",
    "+gat ",
    ">p# ",
    "<p# ",
    ">p <p ",
    "#0 ",
    "on off ",
    "nopass resetpass ",
    "reset ~a ",
    "clearselectors (~a) ",
    "db=# ",
    "db=0,1 alldbs ",
    "#,",
    "db=0,",
    "\n",
    "\t ~a",
    "é ",
    "\u{0} ",
    ",+get",
    "+@read,+@write ",
    "SET k# v\n",
    "MGET a# b# c#\n",
    "PUBLISH c# m\n",
    "PSUBSCRIBE p#*\n",
    "a:#:b ",
    "a:b:c:d:e:f:g:# ",
    "x#?y ",
    "a\u{a0}# ",
];

fn shape(piece: &str, size: usize) -> String {
    let mut text = String::from("on ");
    let mut number = 0;
    while text.len() < size {
        text.push_str(&piece.replace('#', &number.to_string()));
        number += 1;
    }
    text
}

#[test]
fn work_grows_no_faster_than_the_input() {
    let mut wrong = Vec::new();
    for (piece, engine) in SHAPES.iter().zip(ENGINES.into_iter().cycle()) {
        let inputs = [1_000, 10_000, 100_000].map(|size| {
            let text = shape(piece, size);
            let access = parse(&text, engine);
            (text, access)
        });
        for (name, function) in FUNCTIONS {
            let costs = inputs.each_ref().map(|(text, access)| {
                let work = work(|| function(text, access));
                (work as f64 + FIXED) / text.len() as f64
            });
            let growth = costs.windows(2).map(|pair| pair[1] / pair[0]).fold(0.0, f64::max);
            if growth > 1.5 || costs[2] > MOST_PER_BYTE {
                wrong.push(format!("{name}, {piece:?}, {engine}: {costs:.0?} per byte, growth {growth:.2}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}

/// So much work is nobody's concern at any size of input.
const FIXED: f64 = 100_000.0;

/// The most work per byte of 100 KB.
const MOST_PER_BYTE: f64 = 5_000.0;
