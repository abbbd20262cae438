//! What each public function costs per byte of its input, by counted work.

#[path = "../../../tests/counting/counted.rs"]
mod counted;

use access_string::{
    AccessString, Change, Column, Engine, Grouping, Row, parse, parse_args, read_needs, suggest,
};
use counted::{Limit, SIZES, judge, repeat, work};

const LIMIT: Limit = Limit { fixed: [100_000.0, 100_000.0], most_per_byte: [5_000.0, 5_000.0] };

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
    ("rights_key", |_, access| drop(access.user.rights_key())),
    ("key_rights", |_, access| drop(access.user.key_rights(b"a1"))),
    ("split_args", |_, access| drop(access_string::split_args(&access.text))),
    ("explain", |_, access| drop(access.explain())),
    ("lint", |_, access| drop(access.lint())),
    ("simplify", |_, access| drop(access.simplify())),
    ("matrix and verdict", |_, access| drop(access.verdict(&access.matrix()))),
    ("set_cell of patterns", |_, access| {
        drop((set(access, Row::Keys, Column::Read), set(access, Row::Channels, Column::Write)));
    }),
    ("set_cell of commands", |_, access| {
        drop((set(access, Row::Hash, Column::Read), set(access, Row::Dangerous, Column::Write)));
    }),
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

/// A cell given and taken.
fn set(access: &AccessString, row: Row, column: Column) -> [Option<Change>; 2] {
    [true, false].map(|allow| access.set_cell(row, column, allow))
}

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

#[test]
fn work_is_linear_in_the_input() {
    let mut wrong = Vec::new();
    for (piece, engine) in SHAPES.iter().zip(ENGINES.into_iter().cycle()) {
        let input = |size| {
            let text = format!("on {}", repeat(piece, size));
            let access = parse(&text, engine);
            (size, text, access)
        };
        let inputs: Vec<(usize, String, AccessString)> = SIZES.iter().map(|size| input(*size)).collect();
        for (name, function) in FUNCTIONS {
            judge(&format!("{name}, {piece:?}, {engine}"), &LIMIT, &mut wrong, |size| {
                let (_, text, access) = inputs.iter().find(|input| input.0 == size).unwrap();
                work(|| function(text, access))
            });
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
}
