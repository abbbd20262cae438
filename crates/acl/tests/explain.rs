//! Explanations are read as a person reads them, and each claim is compared with the evaluator. The fifty strings are
//! of the kinds that are in public configurations of ElastiCache, Redis and Valkey; what each explanation has to say
//! was written down by reading the string, not its explanation.

mod support;

use access_string::{AccessString, Effect, Engine, Modules, User, parse};
use support::random::Random;
use support::strings::access_string;

/// A string, what its explanation must contain, and what it must not contain.
type Case = (&'static str, &'static [&'static str], &'static [&'static str]);

const CASES: &[Case] = &[
    ("on ~* +@all", &["Can log in", "every command", "any key", "no channel"], &["may not"]),
    ("on ~* &* +@all", &["every command", "any key", "any channel"], &["may not", "no channel"]),
    ("on allkeys allcommands", &["every command", "any key"], &["may not"]),
    (
        "on ~* &* +@all -@dangerous",
        &["read and write any key", "may not run dangerous commands or administer"],
        &[],
    ),
    ("on ~* +@all -@dangerous +info +keys", &["INFO and KEYS", "may not administer"], &["FLUSHALL"]),
    (
        "on ~app::* -@all +@read",
        &["may read keys that start with \"app::\"", "may not write, publish"],
        &["any key"],
    ),
    (
        "on ~app::* &app::* -@all +@read +@write +@connection",
        &["read and write keys that start with \"app::\""],
        &["any key"],
    ),
    ("off -@all", &["Can't log in", "any command"], &["Can log in"]),
    ("off ~* -@all", &["Can't log in", "any command"], &[]),
    ("off ~keys* -@all +get", &["Can't log in", "only GET", "start with keys"], &[]),
    ("on", &["Can log in", "any command"], &[]),
    ("on ~* -@all +get", &["only GET", "any key"], &[]),
    (
        "on ~app:* -@all +get +set +del +expire",
        &["only", "GET", "SET", "DEL", "EXPIRE", "start with \"app:\""],
        &[],
    ),
    (
        "on ~objects:* ~items:* ~public:* -@all +get",
        &["\"objects:\", \"items:\" or \"public:\""],
        &["any key"],
    ),
    (
        "on ~cached:* &notify:* +@all -@admin -@dangerous",
        &["\"cached:\"", "publish to and subscribe to channels that start with \"notify:\""],
        &["any"],
    ),
    (
        "on ~* &* -@all +@pubsub",
        &["publish to and subscribe to any channel", "may not read, write"],
        &["any key"],
    ),
    (
        "on ~* -@all +@read +@hash +@bitmap +@geo -setbit -hset -hsetnx -hmset -hincrby -hincrbyfloat -hdel -bitop -geoadd -georadius -georadiusbymember",
        &["read any key", "BITFIELD"],
        &["HSET"],
    ),
    ("on resetchannels -@all +@connection +ping +info", &["INFO", "may not read, write"], &["any key"]),
    (
        "on ~sidekiq:* ~queue:* +@all -@admin -@dangerous +info",
        &["\"sidekiq:\" or \"queue:\"", "INFO", "run scripts"],
        &["any key"],
    ),
    (
        "on ~bull:* &bull:* +@all -@dangerous +info +client|setname +config|get",
        &["INFO", "CONFIG GET"],
        &["any key"],
    ),
    (
        "on ~celery* ~_kombu* ~unacked* &* +@all -@dangerous",
        &["celery, _kombu or unacked", "any channel"],
        &["any key"],
    ),
    (
        "on %R~ref:* %W~out:* -@all +@read +@write",
        &["read keys that start with \"ref:\"", "write, but not read, keys that start with \"out:\""],
        &["read and write"],
    ),
    ("on %R~* -@all +@read", &["may read any key", "may not write"], &[]),
    (
        "on ~app:* -@all +@read (~stats:* +incr +incrby)",
        &["read keys that start with \"app:\"", "INCR and INCRBY on keys that start with \"stats:\""],
        &["may not write"],
    ),
    (
        "on ~* -@all +@all -config +config|get",
        &["read and write any key", "but CONFIG RESETSTAT, CONFIG REWRITE and CONFIG SET"],
        &[],
    ),
    ("on ~* +@all -flushall -flushdb", &["but FLUSHALL and FLUSHDB"], &["may not"]),
    ("on +@all", &["every command", "no key"], &["any key"]),
    ("on ~* +get -@all", &["any command"], &["GET"]),
    ("+@read ~app:*", &["Can't log in", "may read keys that start with \"app:\""], &["Can log in"]),
    (
        "on ~* &* +@all -acl -config -shutdown -debug",
        &["read and write any key", "FLUSHALL, FLUSHDB, KEYS and", "more dangerous commands"],
        &["every dangerous", "every administrator"],
    ),
    (
        "on allkeys +@write +@read +@stream +@pubsub -@dangerous",
        &["read and write any key", "no channel", "may not run dangerous commands or administer"],
        &[],
    ),
    (
        "on ~tmp:* +@read +@write -@slow",
        &["start with \"tmp:\"", "GET, HGET"],
        &["any key", "read and write keys"],
    ),
    ("on ~* -@all +select|0 +get", &["GET on any key", "SELECT 0"], &["only GET"]),
    (
        "on ~session:* +@string +@keyspace +@connection -@dangerous",
        &["strings in keys that start with \"session:\""],
        &["any key"],
    ),
    (
        "on ~user:123 ~user:124 +@hash +expire",
        &["hashes", "EXPIRE", "the keys user:123 or user:124"],
        &["any key", "start with"],
    ),
    (
        "on &chat:* +subscribe +psubscribe +unsubscribe +punsubscribe +publish",
        &["only", "channels that start with \"chat:\""],
        &["any channel"],
    ),
    (
        "on ~* -@all +client +cluster +command +@connection +@read",
        &["may read any key", "may not write"],
        &[],
    ),
    (
        "on ~* +@all -@scripting -@admin",
        &["read and write any key", "may not run scripts or administer"],
        &[],
    ),
    (
        "on ~{app}:* &{app}:* +@all -@dangerous -@admin +cluster|slots +cluster|shards +cluster|nodes +info",
        &["{app}:", "INFO"],
        &["any key"],
    ),
    ("on ~* -@all +@transaction +@fast", &["GET, HGET", "transactions", "may not"], &["read any key"]),
    (
        "on ~*:public ~app:?:x -@all +get +mget",
        &["only GET and MGET", "match *:public or \"app:?:x\""],
        &["any key"],
    ),
    ("on ~* -@all +eval +evalsha +@read", &["EVAL and EVALSHA", "may not write"], &["may not run scripts"]),
    ("on ~* -@all +monitor", &["only MONITOR"], &[]),
    ("on ~app:* +@read (~a\"b +get)", &["quotes don't balance", "may not write"], &["GET"]),
    ("on ~foo +@all resetkeys", &["no key"], &["foo", "any key"]),
    ("on ~* -@all +@admin", &["every administrator command", "may not read"], &["may not administer"]),
    ("on ~* +@all -@write", &["read any key", "may not write"], &["write any key"]),
    ("on nopass ~* +@all", &["with any password"], &[]),
    (
        "on ~cache:* -@all +@read +@write +@stream -keys -flushall +@connection &cache:*",
        &["read and write keys that start with \"cache:\"", "may not publish or subscribe"],
        &["KEYS", "FLUSHALL,"],
    ),
    (
        "on ~app:* -@all +config|get +slowlog +info +client|list",
        &["only", "CONFIG GET", "CLIENT LIST"],
        &["CONFIG SET"],
    ),
    ("on ~app:* +@all -@all +get", &["only GET on keys that start with \"app:\""], &["every"]),
    (
        "on ~metrics:* -@all +@sortedset +@hash +ttl +expire +exists +del +scan",
        &["hashes and sorted sets", "start with \"metrics:\""],
        &["any key"],
    ),
];

#[test]
fn fifty_explanations_read_as_expected() {
    assert!(CASES.len() >= 50);
    for (text, says, never) in CASES {
        let sentence = parse(text, Engine::Valkey80).explain().sentence;
        for part in *says {
            assert!(sentence.contains(part), "{text}\n{sentence}\ndoes not say {part:?}");
        }
        for part in *never {
            assert!(!sentence.contains(part), "{text}\n{sentence}\nsays {part:?}");
        }
        well_written(&sentence);
        assert!(sentence.len() < 500, "{text}: too long to be read aloud\n{sentence}");
    }
}

fn well_written(sentence: &str) {
    assert!(sentence.ends_with('.') && sentence.starts_with(char::is_uppercase), "{sentence}");
    for slip in ["  ", ";.", "; ;", ", ,", " ,", "..", " 1 commands", " 1 more commands"] {
        assert!(!sentence.contains(slip), "{slip:?} in {sentence}");
    }
}

#[test]
fn no_explanation_contradicts_the_evaluator() {
    let mut claims = 0;
    for engine in Engine::ALL {
        for (text, ..) in CASES {
            claims += hold_against_can(&parse(text, engine));
        }
        let mut random = Random(engine as u64 + 1);
        for _ in 0..150 {
            let text = access_string(&mut random);
            claims += hold_against_can(&parse(&text, engine.with(Modules::Aggregate)));
        }
    }
    assert!(claims > 5_000, "only {claims} claims were read");
}

/// Reads the sentence, clause by clause; how many claims were compared with the evaluator.
fn hold_against_can(access: &AccessString) -> usize {
    let explanation = access.explain();
    let sentence = &explanation.sentence;
    well_written(sentence);
    let user = &access.user;
    let logs_in = sentence.to_lowercase().contains("can log in");
    assert_eq!(logs_in, user.enabled, "{}\n{sentence}", access.text);
    // Commands that everyone can run, such as AUTH, aren't mentioned.
    let nobody = parse("", access.dialect).user.commands();
    let allowed =
        user.commands().into_iter().zip(nobody).filter(|(entry, nobody)| entry.allowed && !nobody.allowed);
    let allowed: Vec<_> = allowed.map(|(entry, _)| entry).collect();
    let mut claims = 1;
    // The same code explains selectors in separate sentences.
    let root = sentence.split(". In addition,").next().unwrap_or_default();
    let about = || format!("{} on {}\n{sentence}", access.text, access.dialect.engine);
    for clause in
        sentence.trim_end_matches('.').split(['\u{3b}']).flat_map(|part| part.split(". Overall, it "))
    {
        let clause = clause.trim();
        if let Some(verbs) = clause.strip_prefix("may not ") {
            for verb in verbs.split(", ").flat_map(|verb| verb.split(" or ")) {
                let members = allowed.iter().filter(|entry| is_about(user, verb, entry.command.name()));
                let lied: Vec<_> = members.collect();
                assert!(lied.is_empty(), "{}\n{verb}: {lied:?}", about());
                claims += 1;
            }
        }
    }
    let single = user.selectors.is_empty();
    for clause in root.trim_end_matches('.').split("; ").filter(|_| single) {
        if let Some(names) = clause.strip_prefix("may run only ") {
            let names = names.split(" on ").next().unwrap_or_default();
            let mut listed: Vec<String> =
                names.split(", ").flat_map(|name| name.split(" and ")).map(command).collect();
            let mut real: Vec<String> = allowed.iter().map(|entry| entry.command.name().to_owned()).collect();
            listed.sort();
            real.sort();
            assert_eq!(listed, real, "{}", about());
            claims += 1;
        }
        for kind in ["may run the dangerous command", "may run the administrator command"] {
            if let Some(names) = clause.strip_prefix(kind) {
                for name in
                    names.trim_start_matches("s ").trim().split(", ").flat_map(|name| name.split(" and "))
                {
                    if !name.ends_with("more") {
                        let name = command(name);
                        assert!(
                            allowed.iter().any(|entry| entry.command.name() == name),
                            "{name}: {}",
                            about()
                        );
                        claims += 1;
                    }
                }
            }
        }
        if clause.starts_with("may run every command") {
            assert!(user.commands().iter().all(|command| command.allowed), "{}", about());
            claims += 1;
        }
        claims += about_keys(user, clause, &about) + about_channels(user, clause, &about);
        if clause == "can't run any command" {
            assert!(allowed.is_empty(), "{}\n{allowed:?}", about());
            claims += 1;
        }
    }
    claims
}

/// Sentences are about what may be run in fact: "every" is every one, and a number counts all.
#[test]
fn dangerous_commands_are_counted_as_the_evaluator_does() {
    let (mut every, mut counted) = (0, 0);
    for engine in Engine::ALL {
        let mut random = Random(engine as u64 + 77);
        let mut texts: Vec<String> = CASES.iter().map(|(text, ..)| (*text).to_owned()).collect();
        texts.extend((0..250).map(|_| access_string(&mut random)));
        texts.extend(
            [
                "on ~* -@all +@dangerous",
                "on ~app:* -@all +@read +@write",
                "on ~* +@all -ping",
                "on ~* +@all -keys",
            ]
            .map(str::to_owned),
        );
        for text in texts {
            let access = parse(&text, engine.with(Modules::Aggregate));
            if !access.user.selectors.is_empty() {
                continue;
            }
            let sentence = access.explain().sentence;
            let of = |category: &str| -> Vec<bool> {
                let commands = access.user.commands().into_iter();
                let members = commands.filter(|entry| {
                    access.dialect.categories_of(entry.command).any(|known| known.name() == category)
                        && !access.dialect.commands().any(|sub| {
                            sub.name()
                                .strip_prefix(entry.command.name())
                                .is_some_and(|rest| rest.starts_with('|'))
                        })
                });
                members.map(|entry| entry.allowed && !entry.only_first_args).collect()
            };
            if sentence.contains("every dangerous command") {
                every += 1;
                assert!(of("dangerous").into_iter().all(|allowed| allowed), "{engine} {text}\n{sentence}");
            }
            let clause = sentence.split("; ").find(|clause| clause.contains(" more dangerous command"));
            if let Some(clause) = clause {
                counted += 1;
                let (named, rest) = clause.split_once(" and ").unwrap();
                let more: usize = rest.split(' ').next().unwrap().parse().unwrap();
                let allowed = of("dangerous").into_iter().filter(|allowed| *allowed).count();
                assert_eq!(named.split(", ").count() + more, allowed, "{engine} {text}\n{sentence}");
            }
        }
    }
    assert!(every > 30 && counted > 100, "{every} {counted}");
}

#[test]
fn the_most_dangerous_commands_come_first() {
    let sentence = |text: &str| parse(text, Engine::Valkey91.with(Modules::Aggregate)).explain().sentence;
    let text = sentence("on ~app:* -@all +@read +@write");
    assert!(text.contains("may run FLUSHALL, FLUSHDB, KEYS and 8 more dangerous commands"), "{text}");
    assert!(text.contains("may list search indexes (FT._LIST)"), "{text}");
    let text = sentence("on ~app:* -@all +@read");
    assert!(!text.contains("administrator"), "{text}");
    assert!(sentence("on ~* +@all -ping").contains("every dangerous command"));
    assert!(sentence("on ~* +@all -flushall").contains("all dangerous commands but FLUSHALL"));
}

#[test]
fn an_unknown_channel_default_leaves_channels_open() {
    let text_of = |text: &str, engine: Engine| {
        parse(text, engine).explain_without_default("channels: unknown").sentence
    };
    for engine in [Engine::Redis62, Engine::Redis70, Engine::Valkey91] {
        for text in
            ["on ~* +@all", "on ~* -@all +publish", "on ~* -@all +@pubsub +get", "on ~* &a +@all (+@pubsub)"]
        {
            if text.contains('(') && !engine.has_selectors()
                || text.contains('&') && engine == Engine::Redis62
            {
                continue;
            }
            assert!(text_of(text, engine).contains("channels: unknown"), "{engine} {text}");
            assert!(!text_of(text, engine).contains("no channel"), "{engine} {text}");
            assert!(!text_of(text, engine).contains("any channel"), "{engine} {text}");
        }
        for text in
            ["on ~* &* +@all", "on ~* resetchannels +@all", "on ~* +get", "on ~* resetchannels &a +publish"]
        {
            assert!(!text_of(text, engine).contains("channels: unknown"), "{engine} {text}");
        }
        let words = parse("on resetchannels +@all", engine).explain_without_default("").words;
        assert!(!words[1].effect.is_useless(), "{engine}");
    }
}

fn about_keys(user: &User, clause: &str, about: &dyn Fn() -> String) -> usize {
    const READS: [&[&str]; 3] = [&["GET"], &["HGETALL"], &["STRLEN"]];
    const WRITES: [&[&str]; 3] = [&["INCR"], &["LPOP"], &["DEL"]];
    const BLIND: [&[&str]; 2] = [&["UNLINK"], &["DEL"]];
    let verbs: &[(&str, &[&[&[&str]]])] = &[
        ("may read and write ", &[&READS, &WRITES]),
        ("may read ", &[&READS]),
        ("may write, but not read, ", &[&BLIND]),
        ("may write ", &[&BLIND]),
    ];
    for (begin, calls) in verbs {
        let Some(keys) = clause.strip_prefix(begin) else { continue };
        if clause.contains('(') || clause.contains(" no ") || clause.contains(" in ") || keys.contains("but ")
        {
            return 0;
        }
        // "may read keys that start with a and write keys that start with b" is about two.
        let Some(keys) = witnesses(keys) else { return 0 };
        for call in calls.iter().copied().flatten() {
            for key in &keys {
                let mut argv = call.to_vec();
                argv.push(key);
                assert!(user.can(&argv, first_database(user)).is_allowed(), "{argv:?}: {}", about());
            }
            let mut argv = call.to_vec();
            argv.push("\u{1}another");
            let any = keys.iter().any(|key| key == "any");
            // Only access to values is explained: a key whose existence is checked needs any pattern.
            if !any && call[0] != "STRLEN" && calls.len() == 2 {
                assert!(!user.can(&argv, first_database(user)).is_allowed(), "{argv:?}: {}", about());
            }
        }
        return 1;
    }
    0
}

fn about_channels(user: &User, clause: &str, about: &dyn Fn() -> String) -> usize {
    let publish = |channel: &str| user.can(&["PUBLISH", channel, "m"], 0).is_allowed();
    let subscribe = |channel: &str| user.can(&["SUBSCRIBE", channel], 0).is_allowed();
    if clause.starts_with("has no channels") {
        assert!(!publish("x") && !subscribe("x"), "{}", about());
        return 1;
    }
    let Some(channels) = clause.strip_prefix("may publish to and subscribe to ") else { return 0 };
    let Some(channels) = witnesses(channels) else { return 0 };
    for channel in &channels {
        assert!(publish(channel) && subscribe(channel), "{channel}: {}", about());
    }
    1
}

/// Names that the description is about; none where it has patterns.
fn witnesses(description: &str) -> Option<Vec<String>> {
    if description.starts_with("any ") {
        return Some(vec!["any".to_owned(), "\u{e9}x y".to_owned()]);
    }
    if description.contains(" and write ") {
        return None;
    }
    let mut names = Vec::new();
    for part in description.split(", or ") {
        let (list, end) = if let Some((_, list)) = part.split_once("s that start with ") {
            (list, "x")
        } else if let Some(list) = part.strip_prefix("the keys ").or(part.strip_prefix("the channels ")) {
            (list, "")
        } else if let Some(list) = part.strip_prefix("the key ").or(part.strip_prefix("the channel ")) {
            (list, "")
        } else {
            return None;
        };
        let mut items = list.split(", ").flat_map(|item| item.split(" or "));
        let plain = |item: &str| {
            let name = item.strip_prefix('"').and_then(|item| item.strip_suffix('"')).unwrap_or(item);
            (!name.contains(['"', ' '])).then(|| format!("{name}{end}"))
        };
        let items: Option<Vec<String>> = items.by_ref().map(plain).collect();
        names.extend(items?);
    }
    Some(names)
}

fn first_database(user: &User) -> u32 {
    match &user.root.databases {
        access_string::Databases::All => 0,
        access_string::Databases::Only(numbers) => numbers.first().copied().unwrap_or(0),
    }
}

fn command(name: &str) -> String {
    name.to_ascii_lowercase().replace(' ', "|")
}

fn is_about(user: &User, verb: &str, command: &str) -> bool {
    let is_publish = matches!(command, "publish" | "spublish");
    let category = match verb {
        "read" | "write" => verb,
        "publish" => return is_publish,
        "subscribe" if is_publish => return false,
        "subscribe" => "pubsub",
        "run scripts" => "scripting",
        "run dangerous commands" => "dangerous",
        "administer the server" => "admin",
        other => panic!("what is {other:?}?"),
    };
    let command = user.dialect.command(command).unwrap();
    user.dialect.categories_of(command).any(|known| known.name() == category)
}

#[test]
fn a_password_is_not_repeated() {
    let access = parse("on >hunter2 <hunter3 ~* +@all", Engine::Valkey80);
    let explanation = access.explain();
    let all: String = explanation.words.iter().map(|word| word.text.clone()).collect();
    assert!(
        !all.contains("hunter") && !explanation.sentence.contains("hunter"),
        "{all} {}",
        explanation.sentence
    );
    assert_eq!(explanation.words[2].effect, Effect::Refused);
}

/// A verdict names the word that decided; of several first arguments, the one that matched.
#[test]
fn the_allowing_rule_is_named() {
    let text = "on ~* -@all +select|0 +select|1 +get";
    let access = parse(text, Engine::Redis70);
    for (argv, word) in [
        (&["select", "0"][..], Some("+select|0")),
        (&["select", "1"], Some("+select|1")),
        (&["get", "a"], Some("+get")),
        (&["select", "2"], None),
    ] {
        let access_string::Verdict::Allowed { rule, .. } = access.user.can(argv, 0) else {
            assert_eq!(word, None, "{argv:?}");
            continue;
        };
        assert_eq!(rule.and_then(|span| text.get(span.start..span.end)), word, "{argv:?}");
    }
}

// It is of @admin and @read, and only lists names of search indexes.
#[test]
fn listing_search_indexes_is_not_administration() {
    let text = "on %R~app:* -@all +@read +@connection -@dangerous";
    let sentence = parse(text, Engine::Valkey91.with(Modules::Aggregate)).explain().sentence;
    assert!(sentence.contains("may list search indexes (FT._LIST)"), "{sentence}");
    assert!(!sentence.contains("administrator command"), "{sentence}");
}
