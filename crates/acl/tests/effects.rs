//! What each word does in the end, compared with what becomes of the user without it.

mod support;

use access_string::{AccessString, Command, Effect, Engine, Selector, Span, Token, TokenKind, User, parse};
use support::random::Random;
use support::strings::access_string;

fn each(mut holds: impl FnMut(&AccessString)) {
    for engine in Engine::ALL {
        let mut random = Random(99 + engine as u64);
        for _ in 0..400 {
            let access = parse(&access_string(&mut random), engine);
            if access.is_accepted() {
                holds(&access);
            }
        }
    }
}

fn engine(access: &AccessString) -> Engine {
    access.dialect.engine
}

/// Every word with its effect; no whitespace, no parentheses.
fn words(access: &AccessString) -> Vec<(Token, &str, Effect)> {
    let all = access.tokens.iter().zip(access.effects());
    let all = all.map(|(token, effect)| (*token, token.span.slice(&access.text), effect));
    all.filter(|(token, ..)| !matches!(token.kind, TokenKind::Space | TokenKind::Open | TokenKind::Close))
        .collect()
}

/// Words reported as useless can be left out, one by one and together; others can't.
#[test]
fn removing_a_useless_word_changes_nothing() {
    let mut useless = 0;
    let (mut needed, mut missed) = (0, 0);
    each(|access| {
        let all = words(access);
        let without = |left_out: &dyn Fn(Token, Effect) -> bool| {
            let mut text = access.text.clone();
            for &(token, ..) in all.iter().rev().filter(|(token, _, effect)| left_out(*token, *effect)) {
                text.replace_range(token.span.start..token.span.end, "");
            }
            let without = parse(&text, engine(access));
            without.is_accepted() && same_user(&access.user, &without.user)
        };
        for &(token, word, effect) in &all {
            let what = format!("{} on {}: {word} is {effect:?}", access.text, engine(access));
            if effect.is_useless() {
                assert!(without(&|other, _| other == token), "{what}");
                useless += 1;
            } else if !may_come_back(token.kind) {
                // With it goes what is so already because of it, or of it and others.
                let mut gone = vec![token.span];
                for (later, _, effect) in &all {
                    if matches!(effect, Effect::Already { by } if by.is_none_or(|by| gone.contains(&by))) {
                        gone.push(later.span);
                    }
                }
                // One of several equivalent words must stay: it matters once the others are removed.
                let gone = |token: Token| gone.contains(&token.span);
                let could = without(&|token, _| gone(token))
                    && without(&|token, effect| gone(token) || effect.is_useless());
                // What is taken away twice and given back isn't followed to its end: `+get -@fast +set -@all +@fast`.
                assert!(!could || word.starts_with('-'), "{what}");
                missed += usize::from(could);
                needed += 1;
            }
        }
        assert!(without(&|_, effect| effect.is_useless()), "{}", access.text);
    });
    assert!(useless > 500 && needed > 500 && missed * 1000 < needed, "{useless} {needed} {missed}");
}

/// What a reset takes away may come back later, and the numbers of databases aren't compared.
fn may_come_back(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::ResetKeys | TokenKind::ResetChannels | TokenKind::Databases)
}

/// A selector whose parentheses work is one of the user's, and the others are none.
#[test]
fn dropped_selectors_are_reported() {
    let mut dropped = 0;
    each(|access| {
        let open: Vec<Effect> = access
            .tokens
            .iter()
            .zip(access.effects())
            .filter(|(token, _)| token.kind == TokenKind::Open)
            .map(|(_, effect)| effect)
            .collect();
        let living = open.iter().filter(|effect| **effect == Effect::Works).count();
        assert_eq!(living, access.user.selectors.len(), "{}", access.text);
        dropped += open.len() - living;
    });
    assert!(dropped > 10, "{dropped}");
}

/// Evaluated word by word: whatever a word changes, but is different in the end, is reported as undone.
#[test]
fn undone_commands_are_counted() {
    let mut counted = 0;
    each(|access| {
        for (token, word, effect) in words(access) {
            let allow = match token.kind {
                TokenKind::AllCommands => true,
                TokenKind::NoCommands => false,
                TokenKind::Category { allow, .. } | TokenKind::Command { allow, .. } => allow,
                _ => continue,
            };
            if token.in_selector {
                continue;
            }
            let before = parse(&access.text[..token.span.start], engine(access)).user;
            let after = parse(&access.text[..token.span.end], engine(access)).user;
            let undone = commands(access).filter(|&command| {
                before.root.allows(command) != allow
                    && after.root.allows(command) == allow
                    && access.user.root.allows(command) != allow
            });
            let undone = undone.count();
            match effect {
                Effect::Partly { undone: listed } => {
                    assert_eq!(listed, undone, "{}: {word}", access.text);
                    counted += 1;
                }
                Effect::Works => assert_eq!(undone, 0, "{}: {word}", access.text),
                _ => {}
            }
        }
    });
    assert!(counted > 100, "{counted}");
}

/// The word that is named has done it, or does it again, or undoes it: with it alone it is so, too.
#[test]
fn the_named_word_has_the_effect() {
    let mut named = [0; 3];
    each(|access| {
        let all = words(access);
        for &(token, word, effect) in &all {
            let what = format!("{} on {}: {word} is {effect:?}", access.text, engine(access));
            let other = |span: Span| {
                let found = all.iter().find(|(other, ..)| other.span == span);
                *found.unwrap_or_else(|| panic!("no word is named: {what}"))
            };
            // Where a word takes away, there must be something.
            let start = "+@all +select|0 +select|1 resetchannels";
            let start = if engine(access).has_channels() { start } else { "+@all +select|0 +select|1" };
            let start = if word.starts_with('-') { start } else { "" };
            let user = |words: &[&str]| parse(&format!("{start} {}", words.join(" ")), engine(access)).user;
            match effect {
                Effect::Already { by: Some(by) } => {
                    let (earlier, by, _) = other(by);
                    assert!(earlier.span.end <= token.span.start, "{what}");
                    assert!(same_user(&user(&[by]), &user(&[by, word])), "{what}");
                    named[0] += 1;
                }
                Effect::Repeated { by } | Effect::Undone { by } => {
                    let (later, by, _) = other(by);
                    assert!(later.span.start >= token.span.end, "{what}");
                    if other(later.span).0.kind == TokenKind::ClearSelectors {
                        assert!(token.in_selector || token.kind == TokenKind::ClearSelectors, "{what}");
                        continue;
                    }
                    let undone = matches!(effect, Effect::Undone { .. });
                    let (one, both) = (user(&[by]), user(&[word, by]));
                    match token.kind {
                        TokenKind::Command { command, allow } => {
                            if !access.dialect.is_container(command) {
                                assert_eq!(one.root.allows(command), both.root.allows(command), "{what}");
                                assert_eq!(both.root.allows(command), allow != undone, "{what}");
                            }
                        }
                        // A command may have undone it, or a word about all of them.
                        TokenKind::Category { .. } | TokenKind::AllCommands | TokenKind::NoCommands => {}
                        TokenKind::FirstArg { command } => {
                            assert_eq!(both.root.allows(command), !undone, "{what}");
                            assert_eq!(both.root.first_args.len(), one.root.first_args.len(), "{what}");
                        }
                        TokenKind::Databases => {}
                        _ => assert!(same_user(&one, &both), "{what}"),
                    }
                    named[if undone { 2 } else { 1 }] += 1;
                }
                _ => {}
            }
        }
    });
    assert!(named.iter().all(|count| *count > 100), "{named:?}");
}

/// A first argument is dropped when its whole command is set, and rights to future commands count too.
#[test]
fn cases_that_random_strings_rarely_hit() {
    let effects = |text: &str, engine: Engine| -> Vec<(String, Effect)> {
        let access = parse(text, engine);
        assert!(access.is_accepted(), "{text}");
        words(&access).into_iter().map(|(_, word, effect)| (word.to_owned(), effect)).collect()
    };
    for (text, at) in [("+select|0 -select +select|0", 2), ("+select|0 +set|x -select +set|x +select|0", 4)] {
        let all = effects(text, Engine::Redis70);
        assert!(matches!(all[0].1, Effect::Undone { .. }), "{all:?}");
        assert_eq!(all[at].1, Effect::Works, "{all:?}");
    }
    // `clearselectors` is needed once, by the word that takes the last selector away.
    let all = effects("(~a) clearselectors clearselectors (~b) clearselectors", Engine::Valkey80);
    let [.., (_, first), (_, again), _, (_, last)] = all.as_slice() else { panic!("{all:?}") };
    assert!(matches!(first, Effect::Repeated { .. }), "{all:?}");
    assert!(matches!(again, Effect::Already { by: Some(_) }), "{all:?}");
    assert_eq!(*last, Effect::Works);
    let all = effects("(~a) clearselectors reset clearselectors", Engine::Valkey80);
    let [.., (_, first), (_, reset), (_, last)] = all.as_slice() else { panic!("{all:?}") };
    assert!(matches!(first, Effect::Undone { .. }), "{all:?}");
    assert_eq!([*reset, *last], [Effect::Works, Effect::Already { by: None }], "{all:?}");
    // Redis 6.0 would reject `+config|get` without the first `-config`.
    let all = effects("+config -config +config|get -config", Engine::Redis60);
    assert_eq!(all[1].1, Effect::Works, "{all:?}");
    // One word for both sides of a pattern, before or after, makes each of the two for one side useless.
    for (text, useless) in [("%W~b %R~b ~b", [true, true, false]), ("~b %R~b %W~b", [false, true, true])] {
        let all = effects(text, Engine::Valkey80);
        assert_eq!(all.iter().map(|(_, effect)| effect.is_useless()).collect::<Vec<_>>(), useless, "{all:?}");
    }
    // Before 7.0 a first argument may hold a bar.
    let all = effects("+set|a|x +set|b|x +set|a|x", Engine::Redis62);
    assert_eq!([all[0].1, all[1].1], [Effect::Works, Effect::Works], "{all:?}");
    assert!(matches!(all[2].1, Effect::Already { by: Some(_) }), "{all:?}");
    // Every command there is is in some category; those of later versions are given by +@all only.
    let dialect = parse("", Engine::Valkey80).dialect;
    let categories: Vec<String> = dialect.categories().map(|category| format!("+{category}")).collect();
    let all = effects(&format!("{} +@all -@all +@all", categories.join(" ")), Engine::Valkey80);
    let [.., (_, first), _, (_, last)] = all.as_slice() else { panic!("{all:?}") };
    assert!(matches!(first, Effect::Repeated { .. }), "{first:?}");
    assert_eq!(*last, Effect::Works);
}

fn commands(access: &AccessString) -> impl Iterator<Item = Command> {
    let dialect = access.dialect;
    dialect.commands().filter(move |command| !dialect.is_container(*command))
}

/// Equal except for the positions of the words.
fn same_user(a: &User, b: &User) -> bool {
    a.enabled == b.enabled
        && a.selectors.len() == b.selectors.len()
        && a.all_selectors().zip(b.all_selectors()).all(|(selector, other)| same_rights(a, selector, other))
}

fn same_rights(user: &User, a: &Selector, b: &Selector) -> bool {
    let commands = |selector: &Selector| -> Vec<(bool, Vec<Box<[u8]>>)> {
        let all = user.dialect.commands().filter(|command| !user.dialect.is_container(*command));
        let first_args = |command: Command| {
            let mut found: Vec<_> = selector.first_args.iter().filter(|arg| arg.command == command).collect();
            found.sort_by(|a, b| a.argument.cmp(&b.argument));
            found.into_iter().map(|arg| arg.argument.clone()).collect()
        };
        all.map(|command| {
            let allowed = selector.allows(command);
            (allowed, if allowed { Vec::new() } else { first_args(command) })
        })
        .collect()
    };
    let keys = |selector: &Selector| -> Vec<(Box<[u8]>, access_string::Access)> {
        let mut keys: Vec<_> = selector.keys.iter().map(|key| (key.pattern.clone(), key.access)).collect();
        // What a wider pattern covers doesn't count.
        let all = keys.clone();
        keys.retain(|(pattern, access)| {
            !all.iter().any(|(other, wider)| wider.covers(*access) && within(other, pattern))
        });
        keys.sort_by(|a, b| a.0.cmp(&b.0));
        keys
    };
    let channels = |selector: &Selector| -> Vec<Box<[u8]>> {
        let mut channels: Vec<_> = selector.channels.iter().map(|channel| channel.pattern.clone()).collect();
        channels.sort();
        channels
    };
    a.future_commands == b.future_commands
        && a.all_keys == b.all_keys
        && a.all_channels == b.all_channels
        && channels(a) == channels(b)
        && a.databases == b.databases
        && keys(a) == keys(b)
        && commands(a) == commands(b)
}

/// Whether a pattern that is a prefix and a star is wider than another one.
fn within(wide: &[u8], pattern: &[u8]) -> bool {
    let Some((b'*', head)) = wide.split_last() else { return false };
    wide != pattern && !head.contains(&b'*') && !pattern.is_empty() && pattern.starts_with(head)
}
