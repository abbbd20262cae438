use super::*;
use crate::emit::{self, Options};
use crate::generate::{self, Chance};
use crate::{Context, Draft, Operation};

fn form(text: &str) -> Option<(String, bool)> {
    stored_form(text).map(|stored| (stored.text, stored.certain))
}

#[test]
fn observed_and_documented_forms_are_certain() {
    for (sent, stored) in [
        ("off +get ~keys*", "off ~keys* -@all +get"),
        ("~objects:* ~items:* ~public:*", "off ~objects:* ~items:* ~public:* -@all"),
        ("on ~app:* +@read", "on ~app:* -@all +@read"),
        ("on allkeys allcommands", "on ~* +@all"),
        ("on ~* +@all", "on ~* +@all"),
        ("on ~* &* +@all", "on ~* &* +@all"),
        ("on allkeys allchannels allcommands", "on ~* &* +@all"),
    ] {
        assert_eq!(form(sent), Some((stored.to_owned(), true)), "{sent}");
    }
}

#[test]
fn forms_without_evidence_are_uncertain_and_keep_channel_rules() {
    for (sent, stored) in [
        ("on ~* resetchannels +@all", "on ~* resetchannels +@all"),
        ("+@all resetchannels ~* on", "on ~* resetchannels +@all"),
        ("on ~* resetchannels &a +@all", "on ~* resetchannels &a +@all"),
        ("on ~a &b +get", "on ~a &b -@all +get"),
        ("on ~* &* resetchannels +get", "on ~* &* resetchannels -@all +get"),
        ("on ~a (~b +get)", "on ~a resetchannels -@all (~b resetchannels -@all +get)"),
        ("on (&c ~b +get)", "on resetchannels -@all (~b resetchannels &c -@all +get)"),
        ("on (&* +get)", "on resetchannels -@all (&* -@all +get)"),
        ("on %R~a +get", "on %R~a -@all +get"),
        ("on ~a db=1 +get", "on ~a db=1 -@all +get"),
        ("on ~a +GET", "on ~a -@all +get"),
        ("on ~a +get +get", "on ~a -@all +get +get"),
        ("on ~a +@read +get", "on ~a -@all +@read +get"),
        ("on ~a +@connection +client|setinfo", "on ~a -@all +@connection +client|setinfo"),
        ("on ~a  +get", "on ~a -@all +get"),
        ("on skip-sanitize-payload ~a +get", "on skip-sanitize-payload ~a -@all +get"),
        ("on ~a +config|get", "on ~a -@all +config|get"),
        ("on off ~a +get", "off ~a -@all +get"),
        ("on %RW~* +get", "on ~* -@all +get"),
    ] {
        assert_eq!(form(sent), Some((stored.to_owned(), false)), "{sent}");
    }
}

#[test]
fn a_rejected_string_has_no_stored_form() {
    for sent in [
        "",
        "  ",
        "on nopass ~* +@all",
        "on >secret ~*",
        "on #00 ~*",
        "reset",
        "on get",
        "on ~a (~b",
        "resetpass on",
    ] {
        assert_eq!(form(sent), None, "{sent:?}");
    }
}

/// Whatever one version knows, one of the readers knows.
#[test]
fn the_readers_know_every_word() {
    for engine in EngineVersion::ALL {
        for command in engine.dialect().commands() {
            let text = format!("on ~* -@all +{}", command.name());
            assert!(stored_form(&text).is_some(), "{engine} {text}");
        }
    }
}

const ENGINES: [EngineVersion; 5] = [
    EngineVersion::Redis62,
    EngineVersion::Redis71,
    EngineVersion::Valkey72,
    EngineVersion::Valkey81,
    EngineVersion::Valkey91,
];

/// By the comparison of `access_string`, on five versions, with either value of `acl-pubsub-default`.
fn assert_same_rights(before: &str, after: &str) {
    for engine in ENGINES {
        for all_channels in [false, true] {
            let read = |text: &str| parse(text, Dialect { all_channels, ..engine.dialect() });
            let (before, after) = (read(before), read(after));
            assert_eq!(before.is_accepted(), after.is_accepted(), "{engine} {before:?} {after:?}");
            if before.is_accepted() {
                let difference = before.user.diff(&after.user);
                assert!(difference.is_empty(), "{engine} {:?} {:?}: {difference:?}", before.text, after.text);
            }
        }
    }
}

/// The access strings of the corpus and of all recipes, and 20,000 random ones.
fn texts() -> Vec<String> {
    let files = ["valid-access-strings.jsonl", "invalid-access-strings.jsonl"].into_iter();
    let corpus: Vec<String> = crate::repository::corpus("requests")
        .into_iter()
        .flat_map(|folder| files.clone().map(move |file| std::fs::read_to_string(folder.join(file)).unwrap()))
        .collect();
    let requests = corpus
        .iter()
        .flat_map(|file| file.lines())
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap());
    let mut texts: Vec<String> = requests
        .filter_map(|case| Some(case.get("input")?.get("AccessString")?.as_str()?.to_owned()))
        .collect();
    for recipe in crate::recipes::recipes() {
        for engine in EngineVersion::ALL {
            for cluster in [false, true] {
                texts.extend(recipe.access_string(engine, cluster, |_| None));
            }
        }
    }
    let mut chance = Chance::new(8);
    texts.extend((0..generate::many(20_000, 2_000)).map(|_| generate::access_string(&mut chance)));
    texts
}

#[test]
fn certain_forms_keep_their_rights_and_are_idempotent() {
    let (mut certain, mut replaced) = (0, 0);
    for text in texts() {
        let Some(stored) = stored_form(&text) else { continue };
        if stored.certain {
            certain += 1;
            assert_same_rights(&text, &stored.text);
            assert_eq!(stored_form(&stored.text), Some(stored.clone()), "{text:?}");
            // Nothing certain is held back by the comparison.
            assert_eq!(replacement(&text).unwrap_or_else(|| text.trim().to_owned()), stored.text);
        }
        if let Some(replacement) = replacement(&text) {
            replaced += 1;
            assert_eq!(replacement, stored.text);
            assert_eq!(channel_words(&text), channel_words(&replacement), "{text:?}");
        }
    }
    let enough = generate::many(10, 1);
    assert!(certain > 80 * enough && replaced > 50 * enough, "{certain} certain, {replaced} replaced");
}

fn channel_words(text: &str) -> usize {
    let channel = |word: &&str| word.starts_with('&') || matches!(*word, "allchannels" | "resetchannels");
    text.split(' ').filter(channel).count()
}

#[test]
fn infrastructure_as_code_keeps_the_rights_as_typed() {
    let mut written = 0;
    for text in texts().into_iter().step_by(20) {
        let draft = Draft {
            user_id: Some("app".to_owned()),
            user_name: Some("app".to_owned()),
            engine: Some("valkey".to_owned()),
            access_string: Some(text.clone()),
            passwords: Some(vec!["correct-horse-battery-staple".into()]),
            ..Draft::default()
        };
        for id in ["terraform", "cloudformation-json", "cloudformation-yaml", "cdk"] {
            let target = emit::target(id).unwrap();
            let emission =
                emit::emit(target, Operation::CreateUser, &draft, &Context::default(), &Options::default());
            let file = emission.files[0].text();
            if id == "cdk" {
                let expected = replacement(&text).unwrap_or_else(|| text.clone());
                assert!(file.contains(&crate::quote::javascript(&expected)), "{file}");
                continue;
            }
            if !emission.ready {
                continue;
            }
            let import = crate::import::import(&file);
            let after = import.users[0].draft.access_string.clone().unwrap();
            written += 1;
            if after != text {
                assert_same_rights(&text, &after);
                assert_eq!(Some(after), replacement(&text), "{id}");
            }
        }
    }
    assert!(written > generate::many(1_000, 200), "{written} written");
}
