//! Simplified strings mean the same, are never longer, and suggestions allow what was asked for: by evaluation.

mod support;

use access_string::{Engine, Grouping, Need, parse, read_needs, suggest};
use support::random::Random;

#[test]
fn simplified_strings_are_shorter_and_equivalent() {
    const WORDS: [&str; 46] = [
        "on",
        "off",
        "~*",
        "~app:*",
        "~a:1",
        "~a:*",
        "~b",
        "%R~r:*",
        "%W~w:*",
        "resetkeys",
        "&*",
        "&news:*",
        "&x",
        "resetchannels",
        "+@all",
        "-@all",
        "+@read",
        "-@read",
        "+@write",
        "-@write",
        "+@dangerous",
        "-@dangerous",
        "+@admin",
        "-@admin",
        "+@pubsub",
        "-@scripting",
        "+@connection",
        "+@hash",
        "-@slow",
        "+get",
        "-get",
        "+set",
        "+config",
        "-config|set",
        "+config|get",
        "+client",
        "-client|kill",
        "+info",
        "+select|0",
        "+flushall",
        "db=0,2",
        "(~s:* ~s:1 +get +set)",
        "(&c:* +@pubsub)",
        "(~q\"u +get)",
        "(\"~a b\" +get)",
        ">secret",
    ];
    let (mut shorter, mut all) = (0, 0);
    for engine in Engine::ALL {
        let mut random = Random(5 + engine as u64);
        for _ in 0..120 {
            let text = random.some(&WORDS, 9, " ");
            let access = parse(&text, engine);
            let simple = access.simplify().unwrap();
            if !access.is_accepted() {
                assert_eq!(simple, text);
                continue;
            }
            let again = parse(&simple, engine);
            assert!(again.is_accepted(), "{text} on {engine}: {simple}: {:?}", again.server_error());
            assert!(access.user.diff(&again.user).is_empty(), "{text} on {engine}: {simple}");
            assert!(again.user.diff(&access.user).is_empty(), "{text} on {engine}: {simple}");
            let stated = |text: &str| text.split_whitespace().any(|word| word == "on" || word == "off");
            assert!(stated(&simple) || !stated(&text), "{text}: {simple}");
            assert_eq!(access.user.selectors.len(), again.user.selectors.len(), "{text}: {simple}");
            let commands = |access: &access_string::AccessString| -> Vec<(bool, bool)> {
                access
                    .user
                    .commands()
                    .iter()
                    .map(|command| (command.allowed, command.only_first_args))
                    .collect()
            };
            assert_eq!(commands(&access), commands(&again), "{text} on {engine}: {simple}");
            // The state is written out, and a password becomes its hash.
            if !text.contains('>') && text.contains('o') && (text.contains("on") || text.contains("off")) {
                shorter += usize::from(simple.len() < text.len());
            }
            all += 1;
        }
    }
    assert!(all > 300 && shorter > 100, "{shorter} of {all}");
}

#[test]
fn simplifying_drops_nothing_that_matters() {
    let cases = [
        (Engine::Valkey80, "on ~* &* +@all", "on ~* &* +@all"),
        (Engine::Redis62, "on ~* resetchannels +@all", "on ~* resetchannels +@all"),
        (Engine::Valkey80, "off -@all", "off"),
        (Engine::Valkey80, "on ~a (~b) +get", "on ~a +get (~b)"),
        (
            Engine::Valkey80,
            "on +config|get +config|set +config|help +config|resetstat +config|rewrite",
            "on +config",
        ),
        (Engine::Valkey80, "on ~a* ~ab ~b +get -set", "on ~a* ~b +get"),
    ];
    for (engine, text, expected) in cases {
        assert_eq!(parse(text, engine).simplify().unwrap(), expected, "{text}");
    }
}

/// Each digit of a hash is written again.
#[test]
fn simplifying_keeps_password_hashes() {
    let hash = "0123456789abcdef".repeat(4);
    let text = format!("on #{hash} ~a +get +get");
    let simplified = parse(&text, Engine::Valkey80).simplify().unwrap();
    assert!(simplified.split(' ').any(|word| word == format!("#{hash}")), "{simplified}");
    assert!(simplified.len() < text.len(), "{simplified}");
}

#[test]
fn suggestions_allow_the_requested_commands() {
    const CALLS: [&str; 24] = [
        "GET app:user:1",
        "SET app:user:2 v",
        "MGET app:a app:b",
        "HSET session:abc f v",
        "HGETALL session:abc",
        "DEL tmp",
        "EXISTS x*y",
        "INCR stats.hits",
        "PUBLISH news:uk hello",
        "SUBSCRIBE news:uk news:fr",
        "PSUBSCRIBE news:*",
        "EVAL s 1 app:k",
        "CONFIG GET maxmemory",
        "PING",
        "CLIENT SETNAME me",
        "LPUSH q 1",
        "BRPOP q 0",
        "XREAD COUNT 1 STREAMS s1 0",
        "ZADD board:1 1 a",
        "ZRANGE board:1 0 -1",
        "SCAN 0",
        "SET \"a key\" v",
        "COPY app:a other:b",
        "MULTI",
    ];
    for engine in Engine::ALL {
        let mut random = Random(77 + engine as u64);
        for _ in 0..60 {
            let text = random.some(&CALLS, 8, "\n");
            let needs = read_needs(&text).needs;
            for grouping in [Grouping::Exact, Grouping::Categories] {
                let suggestion = suggest(&needs, engine, grouping);
                let access = parse(&suggestion.text, engine);
                assert!(access.is_accepted(), "{text}: {}: {:?}", suggestion.text, access.server_error());
                for (index, need) in needs.iter().enumerate() {
                    let Need::Call(argv) = need else { panic!("{need:?}") };
                    if !suggestion.impossible.contains(&index) {
                        let verdict = access.user.can(argv, 0);
                        assert!(
                            verdict.is_allowed(),
                            "{text} on {engine}: {}: {argv:?} {verdict:?}",
                            suggestion.text
                        );
                    }
                }
                if grouping == Grouping::Exact {
                    assert!(
                        suggestion.beyond.commands.is_empty(),
                        "{}: {:?}",
                        suggestion.text,
                        suggestion.beyond
                    );
                }
                let risky = |command: &access_string::Command| {
                    access
                        .dialect
                        .categories_of(*command)
                        .any(|category| matches!(category.name(), "admin" | "dangerous" | "scripting"))
                };
                assert!(!suggestion.beyond.commands.iter().any(risky), "{}", suggestion.text);
            }
        }
    }
}

#[test]
fn suggestions_are_minimal() {
    let text = |text: &str, grouping| suggest(&read_needs(text).needs, Engine::Valkey80, grouping).text;
    let exact = |lines: &str| text(lines, Grouping::Exact);
    assert_eq!(exact("GET app:1\nGET app:2"), "on %R~app:* -@all +get");
    assert_eq!(exact("GET a\nSET b 1"), "on %R~a %W~b -@all +get +set");
    assert_eq!(exact("GET user:7"), "on %R~user:* -@all +get");
    assert_eq!(exact("GET user:settings"), "on %R~user:settings -@all +get");
    assert_eq!(exact("PSUBSCRIBE news:*"), "on &news:* -@all +psubscribe");
    // Servers accept no pattern next to all channels, and no word with a space in it.
    assert_eq!(exact("PSUBSCRIBE * a\nPUBLISH b x"), "on &* -@all +psubscribe +publish");
    assert_eq!(exact("COMMAND\nCOMMAND LIST"), "on -@all +command");
    assert_eq!(exact("PSUBSCRIBE \"a b\"\nPING"), "on -@all +ping");
    assert_eq!(exact("AUTH x"), "on -@all");
    assert_eq!(
        suggest(
            &read_needs("HGET h f\nHSET h f v\nHDEL h f\nHGETALL h\nHLEN h\nHKEYS h\nHVALS h").needs,
            Engine::Valkey80,
            Grouping::Categories
        )
        .text,
        "on ~h -@all +@hash",
    );
}

/// As `valkey-cli ACL LOG` prints an entry (Valkey 8).
#[test]
fn acl_logs_are_parsed() {
    let log = r#"1)  1) "count"
    2) (integer) 1
    3) "reason"
    4) "command"
    5) "context"
    6) "toplevel"
    7) "object"
    8) "config|get"
    9) "username"
   10) "app"
2)  1) "count"
    2) (integer) 2
    3) "reason"
    4) "key"
    5) "context"
    6) "multi"
    7) "object"
    8) "app:1"
    9) "username"
   10) "app"
"#;
    let needs = read_needs(log).needs;
    assert_eq!(needs, [Need::Command("config|get".into()), Need::Key(b"app:1".to_vec())]);
    assert_eq!(suggest(&needs, Engine::Valkey80, Grouping::Exact).text, "on ~app:* -@all +config|get");
}
