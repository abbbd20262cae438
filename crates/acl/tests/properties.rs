//! What holds for every access string, checked on random ones, good and malformed.

mod support;

use access_string::{
    Access, AccessString, Engine, Modules, Reason, TokenKind, User, Verdict, parse, parse_args,
};
use support::cases::{Case, Cases, Check, Rules};

const CASES: usize = 500;

fn each(seed: u64, mut holds: impl FnMut(Engine, &Case)) {
    for engine in Engine::ALL {
        let mut cases = Cases::new(seed, engine.with(Modules::Aggregate));
        for _ in 0..CASES {
            holds(engine, &cases.any());
        }
    }
}

fn read(engine: Engine, rules: &Rules) -> AccessString {
    match rules {
        Rules::Text(text) => parse(text, engine.with(Modules::Aggregate)),
        Rules::Args(args) => parse_args(args, engine.with(Modules::Aggregate)),
    }
}

#[test]
fn tokens_cover_the_whole_string() {
    each(1, |engine, case| {
        let access = read(engine, &case.rules);
        let mut end = 0;
        for token in &access.tokens {
            assert_eq!(token.span.start, end, "{engine} {:?}", access.text);
            assert!(token.span.end > end, "{engine} {:?}", access.text);
            assert!(
                !token.span.slice(&access.text).is_empty(),
                "not at characters: {engine} {:?}",
                access.text
            );
            end = token.span.end;
        }
        assert_eq!(end, access.text.len(), "{engine} {:?}", access.text);
    });
}

#[test]
fn every_error_has_its_token() {
    each(2, |engine, case| {
        let access = read(engine, &case.rules);
        let invalid = access.tokens.iter().filter(|token| token.kind == TokenKind::Invalid);
        for token in invalid {
            assert!(access.errors.iter().any(|error| error.span == token.span), "{engine} {:?}", access.text);
        }
        for pair in access.errors.windows(2) {
            assert!(pair[0].span <= pair[1].span, "in the order of the text: {engine} {:?}", access.text);
        }
        for error in &access.errors {
            assert!(error.span.end <= access.text.len());
            assert!(access.server_text(error).starts_with("ERR "));
            for word in access.suggestions(error) {
                assert!(!word.is_empty(), "{engine} {:?}", access.text);
            }
        }
    });
}

/// Bytes that only `\x` in quotes can make don't survive as text.
fn is_text(user: &User) -> bool {
    String::from_utf8(user.canonical_bytes(true)).is_ok()
}

/// The servers print the pattern of `%RW~*` as `~*`, which read again is the flag for all keys.
fn looks_like_all_keys(user: &User) -> bool {
    user.all_selectors()
        .any(|selector| selector.keys.iter().any(|key| *key.pattern == *b"*" && key.access == Access::BOTH))
}

/// A pattern that only exact arguments or quotes can make, or a first argument with quotes, doesn't survive a second
/// reading as words.
fn reads_back(user: &User) -> bool {
    let odd =
        |bytes: &[u8]| bytes.iter().any(|byte| byte.is_ascii_whitespace() || b"\x0b\"'()\\".contains(byte));
    is_text(user)
        && !user.all_selectors().any(|selector| {
            selector.first_args.iter().any(|arg| odd(&arg.argument))
                || selector.rules.iter().any(|rule| match &rule.target {
                    access_string::RuleTarget::FirstArg(_, argument) => odd(argument),
                    _ => false,
                })
        })
        && !user.selectors.iter().any(|selector| {
            let quote = |bytes: &[u8]| bytes.iter().any(|byte| matches!(byte, b'"' | b'\''));
            let keys = selector.keys.iter().any(|key| quote(&key.pattern) || key.pattern.ends_with(b")"));
            keys || selector
                .channels
                .iter()
                .any(|channel| quote(&channel.pattern) || channel.pattern.ends_with(b")"))
        })
}

#[test]
fn the_canonical_form_is_idempotent_and_equivalent() {
    let mut compared = 0;
    each(3, |engine, case| {
        let user = read(engine, &case.rules).user;
        if !reads_back(&user) || looks_like_all_keys(&user) {
            return;
        }
        let canonical = user.canonical_with_passwords();
        let again = parse(&canonical, engine.with(Modules::Aggregate));
        assert_eq!(again.server_error(), None, "{engine} {canonical:?} from {:?}", case.rules);
        assert_eq!(again.user.canonical_with_passwords(), canonical, "{engine} from {:?}", case.rules);
        for check in &case.checks {
            compared += 1;
            let (before, after) = (verdict(&user, check), verdict(&again.user, check));
            assert_eq!(before, after, "{engine} {canonical:?} from {:?}: {check:?}", case.rules);
        }
        let effective = |user: &User| -> Vec<_> {
            let commands = user.commands().into_iter();
            commands.map(|entry| (entry.command, entry.allowed, entry.only_first_args)).collect()
        };
        assert_eq!(effective(&user), effective(&again.user), "{engine} {canonical:?} from {:?}", case.rules);
    });
    assert!(compared > 7_000, "only {compared} verdicts were compared");
}

/// A verdict without what differs between two ways to write the same user.
fn verdict(user: &User, check: &Check) -> String {
    user.can(&check.argv, check.database).dryrun_reply(user.dialect, "u", &check.argv)
}

#[test]
fn adding_the_missing_words_allows_the_command() {
    let mut fixed = 0;
    each(4, |engine, case| {
        let access = read(engine, &case.rules);
        let user = &access.user;
        // Appended words reach the root only; a selector that came furthest needs its own.
        if !user.selectors.is_empty() || !access.is_accepted() || matches!(case.rules, Rules::Args(_)) {
            return;
        }
        for check in &case.checks {
            let words = user.missing(&check.argv, check.database);
            let plain = words.iter().all(|word| !word.contains(char::is_whitespace));
            if user.can(&check.argv, check.database).is_allowed() {
                assert!(words.is_empty());
            } else if plain && !words.is_empty() {
                let text = format!("{} {}", access.text, words.join(" "));
                let more = parse(&text, engine.with(Modules::Aggregate));
                let verdict = more.user.can(&check.argv, check.database);
                assert!(verdict.is_allowed(), "{engine} {text:?} {check:?} {verdict:?}");
                fixed += 1;
            }
        }
    });
    assert!(fixed > 700, "only {fixed} calls were refused and fixed");
}

#[test]
fn the_deciding_word_decides() {
    each(5, |engine, case| {
        let access = read(engine, &case.rules);
        for entry in access.user.commands() {
            let Some(rule) = entry.rule else { continue };
            let token = access.tokens.iter().find(|token| token.span == rule);
            let kind = token.map(|token| token.kind);
            let allows = match kind {
                Some(TokenKind::AllCommands | TokenKind::FirstArg { .. }) => true,
                Some(TokenKind::NoCommands) => false,
                Some(TokenKind::Category { allow, .. } | TokenKind::Command { allow, .. }) => allow,
                other => panic!("{engine} {:?}: {other:?} decides about {}", access.text, entry.command),
            };
            assert_eq!(allows, entry.allowed, "{engine} {:?}: {}", access.text, entry.command);
        }
    });
}

/// `AUTH` runs for every user, so a word that denies it never decides.
#[test]
fn auth_is_always_allowed() {
    for engine in Engine::ALL {
        for text in ["+@all -auth", "+@all -@connection", "-@all"] {
            let user = parse(text, engine.with(Modules::Aggregate)).user;
            let auth = user.commands().into_iter().find(|entry| entry.command.name() == "auth").unwrap();
            assert!(auth.allowed && auth.rule.is_none(), "{engine} {text}: {auth:?}");
        }
    }
}

/// Which selector and which word decide is the same in the list of commands and in the verdict about a call.
#[test]
fn the_list_of_commands_agrees_with_verdicts() {
    let mut agreed = [0; 2];
    for engine in Engine::ALL {
        let mut cases = Cases::new(6, engine.with(Modules::Aggregate));
        let commands: Vec<_> = engine.with(Modules::Aggregate).commands().collect();
        for command in commands {
            let case = cases.about(command);
            let user = read(engine, &case.rules).user;
            let effective = user.commands();
            for check in &case.checks {
                let verdict = user.can(&check.argv, check.database);
                let (Verdict::Allowed { command, .. } | Verdict::Refused { command, .. }) = verdict else {
                    continue;
                };
                let Some(entry) = effective.iter().find(|entry| entry.command == command) else { continue };
                let what = format!("{engine} {:?} {check:?} {entry:?} {verdict:?}", case.rules);
                match verdict {
                    Verdict::Allowed { selector, rule, .. } => {
                        assert!(entry.allowed, "{what}");
                        // The first selector that allows the command may lack the key.
                        if selector == entry.selector && !entry.only_first_args {
                            assert_eq!(entry.rule, rule, "{what}");
                            agreed[0] += 1;
                        }
                    }
                    Verdict::Refused { selector: 0, reason: Reason::Command, rule, .. } if !entry.allowed => {
                        assert_eq!(entry.rule, rule, "{what}");
                        agreed[1] += 1;
                    }
                    _ => {}
                }
            }
        }
    }
    assert!(agreed.iter().all(|count| *count > 1_000), "{agreed:?}");
}
