//! Differences between users, compared with the evaluator.

mod support;

use access_string::{Command, Difference, Engine, Part, Risk, User, parse};
use support::random::Random;

fn diff(before: &str, after: &str) -> Difference {
    parse(before, Engine::Valkey91).user.diff(&parse(after, Engine::Valkey91).user)
}

#[test]
fn equivalent_strings_have_no_difference() {
    let pairs = [
        ("on ~* +@all", "allkeys allcommands on"),
        ("on ~a +get -@all", "on ~a -@all"),
        ("on ~a ~b +get", "on ~b ~a +GET -set"),
        ("on ~a* +get", "on ~a* ~ab* ~abc +get"),
        ("on %R~a %W~a +get", "on ~a +get"),
        ("on ~a +@all -@dangerous +info", "on ~a +@all -@dangerous -keys +info"),
        ("on ~a +get (~b +set)", "on ~a +get (%RW~b +set)"),
        ("on db=2,1 +get", "on db=1,2,2 +get"),
        ("on +select|0", "on +SELECT|0 +auth"),
        ("on >pw", "on >other <other >pw"),
        ("(~a +get) (~b +set)", "(~b +set) (~a +get)"),
    ];
    for (a, b) in pairs {
        assert!(diff(a, b).is_empty(), "{a} | {b}: {:?}", diff(a, b));
        assert!(diff(b, a).is_empty(), "{b} | {a}: {:?}", diff(b, a));
    }
}

#[test]
fn differences_are_reported() {
    let gained = |before, after| diff(before, after).gained;
    assert_eq!(diff("on", "off").enabled, Some(false));
    assert_eq!(gained("%R~a", "~a").keys, ["%W~a"]);
    assert_eq!(gained("~a*", "~* ").keys, ["~*"]);
    assert_eq!(gained("~a:*", "~a:1 ~b").keys, ["~b"]);
    assert_eq!(gained("&a*", "&ab").channels, ["&ab"], "PSUBSCRIBE ab was refused before");
    assert_eq!(gained("~a +get", "~a +get (~b)").keys, ["~b"], "keys without commands still count");
    assert_eq!(gained("db=1", "db=1,3").databases, ["db=3"]);
    assert_eq!(gained("db=1", "").databases, ["alldbs"]);
    assert_eq!(gained("+get", "+get +select|1").first_args, ["+select|1"]);
    assert!(gained("-@all +get", "+@all").future_commands);
    assert!(!diff("on >a", "on >b").is_empty());
    let moved = diff("~a +get (~b +set)", "~a +set (~b +get)");
    assert!(moved.gained.commands.is_empty() && moved.gained.keys.is_empty());
    assert_eq!(moved.gained.selectors, [0, 1], "rights that change places are not the same");
    // What is allowed by its first argument is within what is allowed as a whole.
    assert_eq!(diff("(~a +select|0)", "(~a +select)").lost, Part::default());
    assert_eq!(diff("(~a +select|0)", "(~a +select|1)").lost.selectors, [1]);
    // Both sides by two patterns don't allow what one pattern with both does.
    assert!(!diff("%R~a* %W~ab* +set", "%R~a* ~ab* +set").is_empty());
}

#[test]
fn risks_are_named() {
    let risks = diff("on ~app:* -@all +@read -@dangerous", "on nopass ~* &* +@all").risks;
    let names: Vec<&str> = risks
        .iter()
        .map(|risk| match risk {
            Risk::AnyPassword => "any password",
            Risk::AllKeys => "all keys",
            Risk::AllChannels => "all channels",
            Risk::FutureCommands => "future",
            Risk::Admin(_) => "admin",
            Risk::Dangerous(_) => "dangerous",
            Risk::Scripting(_) => "scripting",
            _ => "other",
        })
        .collect();
    assert_eq!(
        names,
        ["any password", "all keys", "all channels", "future", "admin", "dangerous", "scripting"]
    );
    assert!(diff("on ~* &* +@all", "on ~app:* -@all +@read").risks.is_empty(), "a loss is no risk");
}

/// Users reported as equal are equal to the evaluator, and of gained rights the evaluator denied something before.
#[test]
fn the_diff_agrees_with_the_evaluator() {
    const WORDS: [&str; 30] = [
        "~*",
        "~a*",
        "~ab",
        "~b",
        "%R~a*",
        "%W~ab",
        "&*",
        "&a",
        "&a*",
        "+@all",
        "-@all",
        "+@read",
        "-@read",
        "+@write",
        "+get",
        "-get",
        "+set",
        "-set",
        "+publish",
        "+psubscribe",
        "+select|0",
        "+select|1",
        "+select",
        "-@connection",
        "(+select|1)",
        "db=0",
        "db=0,1",
        "resetkeys",
        "(~ab +get)",
        "(&a* +@pubsub)",
    ];
    const CALLS: [&[&str]; 12] = [
        &["GET", "ab"],
        &["GET", "ac"],
        &["GET", "b"],
        &["SET", "ab", "v"],
        &["SET", "b", "v"],
        &["SET", "ab", "v", "GET"],
        &["PUBLISH", "a", "m"],
        &["PUBLISH", "ab", "m"],
        &["PSUBSCRIBE", "a*"],
        &["PSUBSCRIBE", "a"],
        &["SELECT", "0"],
        &["SELECT", "1"],
    ];
    let mut random = Random(7);
    let mut equal = 0;
    for _ in 0..3000 {
        let mut text = || random.some(&WORDS, 4, " ");
        let (before, after) = (text(), text());
        let (old, new) = (parse(&before, Engine::Valkey91), parse(&after, Engine::Valkey91));
        assert!(old.user.diff(&old.user.clone()).is_empty(), "{before}");
        let difference = old.user.diff(&new.user);
        assert_eq!(difference.gained.commands, gained(&old.user, &new.user), "{before} | {after}");
        assert_eq!(difference.lost.commands, gained(&new.user, &old.user), "{before} | {after}");
        for number in ["0", "1"] {
            let listed = difference.gained.first_args.contains(&format!("+select|{number}"));
            let (then, now) = (selects(&old.user, number), selects(&new.user, number));
            assert_eq!(listed, now == Some(false) && then.is_none(), "{before} | {after}: {number}");
        }
        let nothing_gained = difference.gained == Part::default();
        equal += usize::from(nothing_gained);
        for call in CALLS {
            for database in [0, 1] {
                let (old, new) =
                    (old.user.can(call, database).is_allowed(), new.user.can(call, database).is_allowed());
                assert!(!(nothing_gained && new && !old), "{before} | {after}: {call:?} is gained");
            }
        }
    }
    assert!(equal > 100, "{equal}");
}

/// The commands that only the second user may run, whatever their first argument, as the evaluator lists them.
fn gained(before: &User, after: &User) -> Vec<Command> {
    let before = before.commands();
    let now = after.commands().into_iter().filter(|command| command.allowed && !command.only_first_args);
    let then = |command| {
        before.iter().any(|entry| entry.command == command && entry.allowed && !entry.only_first_args)
    };
    now.map(|entry| entry.command).filter(|command| !then(*command)).collect()
}

/// Whether the user may run SELECT with this number, and if so, whether with any.
fn selects(user: &User, number: &str) -> Option<bool> {
    let select = user.dialect.command("select").unwrap();
    let one = |arg: &access_string::FirstArg| arg.command == select && *arg.argument == *number.as_bytes();
    let all = user.all_selectors().any(|selector| selector.allows(select));
    (all || user.all_selectors().any(|selector| selector.first_args.iter().any(one))).then_some(all)
}

/// Between versions a command may be there on one side only.
#[test]
fn versions_are_compared() {
    for before in Engine::ALL {
        for after in Engine::ALL {
            for text in ["on ~* +@all", "on ~* -@all +@connection +get", "on ~* +@all -@connection"] {
                let (old, new) = (parse(text, before).user, parse(text, after).user);
                assert_eq!(old.diff(&new).gained.commands, gained(&old, &new), "{before} {after} {text}");
            }
        }
    }
}
