//! Every rule's examples hold; every file is listed; every id is unique and matches its file name.

use super::*;
use crate::{Context, Draft, apply, check};
use std::collections::BTreeSet;

/// The files of rules, each in a folder by subject.
fn files() -> impl Iterator<Item = std::path::PathBuf> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/rules");
    let inside = |folder| std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    inside(folder.into())
        .filter(|path: &std::path::PathBuf| path.is_dir())
        .flat_map(inside)
        .filter(|path| path.file_name().is_some_and(|name| name != "mod.rs"))
}

#[test]
fn every_file_is_listed() {
    let names: BTreeSet<String> =
        files().map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned()).collect();
    let listed: BTreeSet<String> = RULES.iter().map(|rule| rule.id.replace('-', "_")).collect();
    let unlisted: Vec<&String> = names.difference(&listed).collect();
    let nameless: Vec<&String> = listed.difference(&names).collect();
    assert!(
        unlisted.is_empty() && nameless.is_empty(),
        "files that aren't in RULES: {unlisted:?}; rules whose id isn't the name of their file: {nameless:?}"
    );
    assert_eq!(RULES.len(), listed.len(), "a rule is listed twice");
}

#[test]
fn rule_files_are_short() {
    let mut lengths: Vec<usize> =
        files().map(|path| std::fs::read_to_string(path).unwrap().lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths.iter().all(|length| *length <= 300), "{lengths:?}");
    assert!(lengths[lengths.len() / 2] <= 80, "{lengths:?}");
}

/// A rule that predicts a rejection names who rejects it and, as far as known, the text.
#[test]
fn errors_predict_a_rejection() {
    for rule in RULES {
        for example in rule.examples {
            let draft = Draft::from_json_text(example.input);
            let context = Context::from_json(&serde_json::from_str(example.context).unwrap());
            for finding in check(example.operation, &draft, &context).findings {
                let predicted = finding.severity != Severity::Error || finding.predicts.is_some();
                assert!(predicted, "{}: {}", finding.rule, example.input);
            }
        }
    }
}

#[test]
fn every_rule_is_complete() {
    for rule in RULES {
        let bad = rule.examples.iter().filter(|example| matches!(example.expect, Expect::Bad { .. })).count();
        assert!(bad > 0 && bad < rule.examples.len(), "{}: at least one bad and one good example", rule.id);
        assert!(rule.source.url.starts_with("https://"), "{}", rule.id);
        assert!(
            !(rule.severity == Severity::Error && rule.certainty == Certainty::Low),
            "{}: a guess isn't an error",
            rule.id
        );
        for text in [rule.title, rule.what, rule.why] {
            assert!(!text.is_empty() && text.trim() == text, "{}", rule.id);
        }
    }
}

#[test]
fn examples_match_their_rules() {
    for rule in RULES {
        for example in rule.examples {
            let draft = Draft::from_json_text(example.input);
            let context = Context::from_json(&serde_json::from_str(example.context).unwrap());
            let report = check(example.operation, &draft, &context);
            let found: Vec<&Finding> =
                report.findings.iter().filter(|finding| finding.rule == rule.id).collect();
            let label = format!("{} on {} {}", rule.id, example.operation.name(), example.input);
            match &example.expect {
                Expect::Good => assert!(found.is_empty(), "{label}: {found:?}"),
                Expect::Bad { path, span, fixed } => {
                    let [finding, ..] = found[..] else { panic!("{label}: not found") };
                    assert_eq!(finding.path.to_string(), *path, "{label}");
                    assert_eq!(finding.span.clone().map(|span| (span.start, span.end)), *span, "{label}");
                    let after = finding.fixes.first().map(|fix| apply(&draft, &fix.edits));
                    let json = after.as_ref().map(|draft| draft.to_json());
                    let expected = fixed.map(|text| serde_json::from_str(text).unwrap());
                    assert_eq!(json, expected, "{label}");
                    for fix in &finding.fixes {
                        assert_mends(rule, example, &draft, &context, fix);
                    }
                }
            }
        }
    }
}

/// A fix removes its finding and causes no new error.
fn assert_mends(rule: &Rule, example: &Example, draft: &Draft, context: &Context, fix: &Fix) {
    let count = |draft: &Draft| {
        let report = check(example.operation, draft, context);
        let of_rule = report.findings.iter().filter(|finding| finding.rule == rule.id).count();
        (of_rule, report.count(Severity::Error))
    };
    let (before, errors_before) = count(draft);
    let (after, errors_after) = count(&apply(draft, &fix.edits));
    assert!(after < before, "{}: {:?} leaves its finding in {}", rule.id, fix.title, example.input);
    assert!(errors_after <= errors_before, "{}: {:?} adds an error in {}", rule.id, fix.title, example.input);
}

/// Messages name the kind of character: control characters in ASCII, or anything outside ASCII.
#[test]
fn unusual_password_characters_are_named() {
    for (letter, kind) in
        [("\\u0007", "control"), ("\u{e4}", "outside ASCII"), ("\\n", "line break"), (" ", "space")]
    {
        let draft = Draft::from_json_text(&format!(
            r#"{{"UserId": "a", "Passwords": ["0123456789{letter}abcdef"]}}"#
        ));
        let report = check(ModifyUser, &draft, &Context::default());
        let found = report.findings.iter().find(|finding| finding.rule == "password-printable").unwrap();
        assert!(found.message.contains(kind), "{letter}: {}", found.message);
    }
}

/// A recipe whose user can empty the cache says why.
#[test]
fn recipes_that_can_empty_the_cache_say_why() {
    for recipe in crate::recipes::recipes() {
        for version in crate::EngineVersion::ALL {
            let Ok(access) = recipe.access_string(version, false, |_| Some("shop")) else { continue };
            let context = Context { engine_version: Some(version), ..Context::default() };
            let report = check(recipe.operation, &recipe.draft(&access), &context);
            let severe = |rule: &str| {
                report
                    .findings
                    .iter()
                    .any(|finding| finding.rule == rule && finding.severity == Severity::Security)
            };
            let is_mentioned = recipe.notes.iter().chain([&recipe.about]).any(|text| {
                ["FLUSH", "flush", "everything", "every command"].iter().any(|word| text.contains(word))
            });
            let label = format!("{} on {}: {access}", recipe.id, version.name());
            assert!(is_mentioned || !severe("as-empties-cache") && !severe("as-full-access"), "{label}");
        }
    }
}

/// What an access string becomes by each fix of a rule.
fn fixed(rule: &str, access: &str) -> Vec<String> {
    let draft = Draft::from_json(serde_json::json!({"UserId": "app", "AccessString": access}));
    let findings = check(ModifyUser, &draft, &Context::default()).findings;
    let fixes = findings.iter().filter(|finding| finding.rule == rule).flat_map(|finding| &finding.fixes);
    fixes
        .map(|fix| apply(&draft, &fix.edits).text_at(&Member::AccessString.into()).unwrap().to_owned())
        .collect()
}

/// Servers reject a pattern after all keys or channels, so no fix may produce one.
#[test]
fn no_fix_leaves_a_pattern_after_all() {
    let none: &[&str] = &[];
    assert_eq!(fixed("as-no-reset", "on allchannels +get reset"), ["on allchannels +get"]);
    assert_eq!(fixed("as-no-reset", "on allchannels +get reset &news"), none);
    assert_eq!(fixed("as-no-reset", "on allkeys +get reset ~app:*"), none);
    assert_eq!(fixed("as-unknown-word", "on ~app:* alkeys +get"), ["on ~app:* allkeys +get"]);
    assert_eq!(fixed("as-unknown-word", "on alkeys ~app:* +get"), none);
    assert_eq!(fixed("as-unknown-word", "on app:* allkeys +get"), ["on ~app:* allkeys +get"]);
    assert_eq!(fixed("as-unknown-word", "on allkeys app:* +get"), none);
}

/// A fix that writes words again must not repeat a password from the access string.
#[test]
fn no_fix_repeats_a_password() {
    let none: &[&str] = &[];
    assert_eq!(fixed("as-unknown-word", "on \\\n ~* +get"), ["on ~* +get"]);
    assert_eq!(fixed("as-unknown-word", "on \\\n >a-long-password ~* +get"), none);
    assert_eq!(fixed("as-unknown-word", "\\\n"), none);
}

/// What an append undoes may have been denied or allowed before: then it's unknown whether the word has an effect.
#[test]
fn a_word_is_undone_only_if_earlier_rights_are_known() {
    let finds = |draft: &str| {
        let findings = check(ModifyUser, &Draft::from_json_text(draft), &Context::default()).findings;
        findings.iter().any(|finding| finding.rule == "as-order")
    };
    assert!(finds(r#"{"UserId": "app", "AccessString": "on ~* -@all +get -get"}"#));
    assert!(!finds(r#"{"UserId": "app", "AppendAccessString": "+get -get"}"#));
    assert!(finds(r#"{"UserId": "app", "AppendAccessString": "+get -@all"}"#));
}

/// The messages of a rule about a request.
fn messages(rule: &str, operation: Operation, draft: &str, context: &str) -> Vec<String> {
    let context = Context::from_json(&serde_json::from_str(context).unwrap());
    let findings = check(operation, &Draft::from_json_text(draft), &context).findings;
    findings
        .into_iter()
        .filter(|finding| finding.rule == rule)
        .map(|finding| finding.message.to_string())
        .collect()
}

#[test]
fn a_change_of_authentication_names_both_modes() {
    let password = r#"{"current": {"Authentication": {"Type": "password"}}}"#;
    let none = r#"{"current": {"Authentication": {"Type": "no-password"}}}"#;
    assert_eq!(
        messages(
            "auth-switch",
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            password
        ),
        ["This user now logs in with a password; after this change, with IAM."]
    );
    assert_eq!(
        messages(
            "auth-switch",
            ModifyUser,
            r#"{"UserId": "a", "AuthenticationMode": {"Type": "iam"}}"#,
            none
        ),
        ["This user now logs in with the name alone; after this change, with IAM."]
    );
}

/// Redis OSS 6 knows `-command`, and denying a subcommand only from 7.0 on.
#[test]
fn only_denied_subcommands_need_a_newer_version() {
    let older = r#"{"engineVersion": "redis-6.2"}"#;
    let found = |word: &str| {
        messages(
            "as-version-feature",
            ModifyUser,
            &format!(r#"{{"AccessString": "on ~a +@all {word}"}}"#),
            older,
        )
    };
    assert!(found("-get").is_empty());
    assert_eq!(found("-config|set"), ["`-config|set` needs Redis OSS 7.0; Redis OSS 6.2 rejects it."]);
}

#[test]
fn up_to_three_removed_users_are_named() {
    let found = |ids: &str| {
        let draft = format!(r#"{{"UserGroupId": "g", "UserIdsToRemove": {ids}}}"#);
        messages("group-remove-cuts", ModifyUserGroup, &draft, "{}")
    };
    assert_eq!(found(r#"["a", "b", "c"]"#), ["Open connections of a, b, c will be closed."]);
    assert_eq!(found(r#"["a", "b", "c", "d"]"#), ["Open connections of the removed users will be closed."]);
}

/// A shorter password may be a part of the access string by coincidence.
#[test]
fn a_password_in_the_access_string_is_found_from_eight_characters_on() {
    let count = |password: &str| {
        let draft = format!(r#"{{"AccessString": "on >{password} ~* +get", "Passwords": ["{password}"]}}"#);
        messages("password-no-in-access-string", ModifyUser, &draft, "{}").len()
    };
    assert_eq!((count("q7x1m9z"), count("q7x1m9zk")), (0, 1));
}
