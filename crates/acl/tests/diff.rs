//! Differences between users, held against the evaluator.

use access_string::{Difference, Engine, Risk, parse};

fn diff(before: &str, after: &str) -> Difference {
    parse(before, Engine::Valkey91).user.diff(&parse(after, Engine::Valkey91).user)
}

#[test]
fn equal_in_meaning_is_equal() {
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
fn what_differs_is_told() {
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
    // Both sides by two patterns do not allow what one pattern with both does.
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

/// What is called equal is equal to the evaluator, and of what is gained the evaluator refused something.
#[test]
fn the_evaluator_agrees() {
    const WORDS: [&str; 26] = [
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
    let mut seed = 7u64;
    let mut chance = |end: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % end
    };
    let mut equal = 0;
    for _ in 0..3000 {
        let mut text = || (0..=chance(4)).map(|_| WORDS[chance(WORDS.len())]).collect::<Vec<_>>().join(" ");
        let (before, after) = (text(), text());
        let (old, new) = (parse(&before, Engine::Valkey91), parse(&after, Engine::Valkey91));
        assert!(old.user.diff(&old.user.clone()).is_empty(), "{before}");
        let difference = old.user.diff(&new.user);
        let nothing_gained = difference.gained == access_string::Part::default();
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
