//! A safe fix doesn't change rights, engine or authentication: both requests are compared.

use access_string::{AccessString, Dialect, Difference, Part, Token, TokenKind, parse};
use elasticache_user::authentication::decide;
use elasticache_user::recipes::recipes;
use elasticache_user::rules::RULES;
use elasticache_user::{
    Applicability, Context, Draft, EngineVersion, Finding, Fix, Operation, Password, Report, Severity, apply,
    check,
};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use testkit::generate::mutants::case;
use testkit::generate::{Chance, access_string};

const ENGINES: [EngineVersion; 5] = [
    EngineVersion::Redis62,
    EngineVersion::Redis71,
    EngineVersion::Valkey72,
    EngineVersion::Valkey81,
    EngineVersion::Valkey91,
];

/// Possible rights of an unknown user before an append.
const PRESENT: [&str; 4] =
    ["off", "on ~* +@all", "on %R~app:* &app:* -@all +@read -keys", "on ~a resetchannels +get (~b +set)"];

/// How often each rule offered a safe fix and a choice.
#[derive(Default)]
struct Results(BTreeMap<(&'static str, &'static str), usize>, BTreeMap<String, Vec<String>>);

impl Results {
    /// Fails if a fix didn't work.
    fn all_fix(&self) {
        let summary = |(kind, all): (&String, &Vec<String>)| {
            let some: Vec<&str> = all.iter().take(3).map(String::as_str).collect();
            format!("{kind} ({} times)\n  {}", all.len(), some.join("\n  "))
        };
        let problems: Vec<String> = self.1.iter().map(summary).collect();
        assert!(problems.is_empty(), "{}", problems.join("\n"));
    }

    fn look(&mut self, operation: Operation, draft: &Draft, context: &Context) {
        for finding in &check(operation, draft, context).findings {
            for fix in &finding.fixes {
                *self.0.entry((finding.rule, fix.applicability.name())).or_insert(0) += 1;
                let case = || {
                    format!(
                        "{} of {} in {} {} {context:?}",
                        fix.title,
                        finding.rule,
                        operation.name(),
                        draft.to_json()
                    )
                };
                if fix.applicability == Applicability::Safe {
                    leaves_all_as_it_is(operation, draft, context, fix, &case);
                }
                names_the_danger(draft, context, fix, &case);
                let problems = fixes_what_was_found(operation, draft, context, finding, fix, &case);
                for problem in problems {
                    let kind = problem.split(": ").next().unwrap_or_default();
                    self.1.entry(format!("{}: {kind}", finding.rule)).or_default().push(problem);
                }
            }
        }
    }
}

/// Their fixes make a value count that wasn't read before, so its problems are found only then.
const REVEALING: [&str; 6] = [
    "as-no-password-rules",
    "as-selector-syntax",
    "group-members-are-ids",
    "member-spelling",
    "unknown-member",
    "wrong-type",
];

/// Rules about words report at most this many findings; when one is fixed, the next one appears.
const MOST_TOLD: usize = 8;

/// A fix removes its finding and causes no new error.
fn fixes_what_was_found(
    operation: Operation,
    draft: &Draft,
    context: &Context,
    found: &Finding,
    fix: &Fix,
    case: &dyn Fn() -> String,
) -> Vec<String> {
    let (before, after) =
        (check(operation, draft, context), check(operation, &apply(draft, &fix.edits), context));
    let same = |report: &Report, is: &dyn Fn(&Finding) -> bool| {
        report.findings.iter().filter(|finding| finding.rule == found.rule && is(finding)).count()
    };
    // Once a useless word is removed, another may become useless.
    let fewer = |is: &dyn Fn(&Finding) -> bool| same(&after, is) < same(&before, is);
    let mut problems = Vec::new();
    let removes = found.rule == "as-order" && fix.title.starts_with("Remove");
    let of_several = found.rule == "as-useless-word" || removes || same(&before, &|_| true) >= MOST_TOLD;
    if !of_several && !fewer(&|_| true) && !fewer(&|finding| finding.message == found.message) {
        problems.push(format!("it remains: {}", case()));
    }
    let errors = |report: &Report| {
        let mut errors: BTreeMap<&str, usize> = BTreeMap::new();
        for finding in report.findings.iter().filter(|finding| finding.severity == Severity::Error) {
            *errors.entry(finding.rule).or_default() += 1;
        }
        errors
    };
    let known = errors(&before);
    for (rule, count) in errors(&after) {
        if count > known.get(rule).copied().unwrap_or_default() && !REVEALING.contains(&found.rule) {
            problems.push(format!("it causes {rule}: {}", case()));
        }
    }
    problems
}

/// The versions that the user may be for.
fn versions(draft: &Draft, context: &Context) -> Vec<EngineVersion> {
    match context.engine_version {
        Some(version) => vec![version],
        None => {
            let engine = draft.engine.as_deref().unwrap_or_default().to_ascii_lowercase();
            let fits = |version: &EngineVersion| match engine.as_str() {
                "redis" | "valkey" => version.name().starts_with(engine.as_str()),
                _ => true,
            };
            EngineVersion::ALL.into_iter().filter(fits).collect()
        }
    }
}

/// With both values of `acl-pubsub-default`.
fn dialects(version: EngineVersion) -> [Dialect; 2] {
    [true, false].map(|all_channels| Dialect { all_channels, ..version.dialect() })
}

/// The user's access strings afterwards: one for each that it may have now.
fn outcomes(draft: &Draft, context: &Context) -> Vec<String> {
    let current = context.current.as_ref().and_then(|user| user.access_string.clone());
    let present = match current {
        Some(text) => vec![text],
        None => PRESENT.map(str::to_owned).to_vec(),
    };
    let after = |present: String| {
        let start = draft.access_string.clone().unwrap_or(present);
        [start.as_str(), draft.append_access_string.as_deref().unwrap_or_default()].join(" ")
    };
    present.into_iter().map(after).collect()
}

/// Whether the servers accept it, and ElastiCache's own rules about passwords and `reset` do.
fn takes(access: &AccessString) -> bool {
    let refused =
        |token: &Token| matches!(token.kind, TokenKind::NoPass | TokenKind::AddPassword | TokenKind::Reset);
    access.is_accepted() && !access.tokens.iter().any(refused)
}

fn leaves_all_as_it_is(
    operation: Operation,
    draft: &Draft,
    context: &Context,
    fix: &Fix,
    case: &dyn Fn() -> String,
) {
    let fixed = apply(draft, &fix.edits);
    let engine = |draft: &Draft| draft.engine.clone().map(|engine| engine.to_ascii_lowercase());
    let now = context.current.as_ref().and_then(|user| user.engine.clone());
    assert_eq!(engine(&fixed).or_else(|| now.clone()), engine(draft).or(now), "engine: {}", case());
    assert_eq!(decide(operation, &fixed), decide(operation, draft), "authentication: {}", case());
    let passwords = |draft: &Draft| {
        let mut all: Vec<String> =
            draft.all_passwords().map(|(_, password): (_, &Password)| password.expose().to_owned()).collect();
        all.sort();
        all.dedup();
        all
    };
    assert_eq!(passwords(&fixed), passwords(draft), "passwords: {}", case());
    for version in versions(draft, context) {
        for dialect in dialects(version) {
            for (before, after) in outcomes(draft, context).iter().zip(outcomes(&fixed, context)) {
                let (before, after) = (parse(before, dialect), parse(&after, dialect));
                let difference = before.user.diff(&after.user);
                if takes(&before) {
                    assert!(difference.is_empty(), "{} {difference:?}: {}", version.name(), case());
                    assert!(takes(&after), "{} rejects: {}", version.name(), case());
                } else {
                    // If one version or default rejects what others accept, there are no rights to compare.
                    let known = rejected_by_all(draft, context);
                    assert!(
                        !known || grants_nothing(&difference),
                        "{} {difference:?}: {}",
                        version.name(),
                        case()
                    );
                }
            }
        }
    }
}

fn rejected_by_all(draft: &Draft, context: &Context) -> bool {
    let takes = |version: &EngineVersion| {
        dialects(*version)
            .iter()
            .any(|dialect| outcomes(draft, context).iter().any(|text| takes(&parse(text, *dialect))))
    };
    !versions(draft, context).iter().any(takes)
}

fn grants_nothing(difference: &Difference) -> bool {
    difference.enabled != Some(true)
        && difference.nopass != Some(true)
        && difference.gained == Part::default()
}

/// No fix allows a command of `@dangerous` or `@admin` without a hint in its title.
fn names_the_danger(draft: &Draft, context: &Context, fix: &Fix, case: &dyn Fn() -> String) {
    let fixed = apply(draft, &fix.edits);
    let version = versions(draft, context).last().copied().unwrap_or(EngineVersion::Valkey91);
    for (before, after) in outcomes(draft, context).iter().zip(outcomes(&fixed, context)) {
        let (before, after) = (parse(before, version.dialect()), parse(&after, version.dialect()));
        // The title says that the user keeps its current rights.
        if !takes(&before) || fixed.access_string.is_some() != draft.access_string.is_some() {
            continue;
        }
        let gained = before.user.diff(&after.user).gained.commands;
        let title = fix.title.to_ascii_uppercase();
        for command in gained {
            let mut categories = version.dialect().categories_of(command);
            let risky = categories.any(|category| matches!(category.name(), "dangerous" | "admin"));
            let name = command.name().to_ascii_uppercase();
            let named = title.contains(&name) || title.contains(&name.replace('|', " "));
            assert!(!risky || named || title.contains("MORE"), "{name} isn't mentioned: {}", case());
        }
    }
}

fn context(version: EngineVersion) -> Context {
    Context { engine_version: Some(version), ..Context::default() }
}

#[test]
fn safe_fixes_of_examples_recipes_and_the_corpus_change_nothing() {
    let mut results = Results::default();
    for rule in RULES {
        for example in rule.examples {
            let context = Context::from_json(&serde_json::from_str(example.context).unwrap());
            results.look(example.operation, &Draft::from_json_text(example.input), &context);
        }
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/corpus/requests");
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "jsonl") {
            continue;
        }
        for line in std::fs::read_to_string(path).unwrap().lines() {
            let line: Value = serde_json::from_str(line).unwrap();
            let operation = line["operation"].as_str().and_then(Operation::from_name).unwrap();
            let context = line.get("context").map(Context::from_json).unwrap_or_default();
            results.look(operation, &Draft::from_json(line["input"].clone()), &context);
        }
    }
    for recipe in recipes() {
        for version in EngineVersion::ALL {
            for cluster in [false, true] {
                let Ok(access) = recipe.access_string(version, cluster, |_| Some("shop")) else { continue };
                let draft = recipe.draft(&access);
                results.look(recipe.operation, &draft, &context(version));
                results.look(recipe.operation, &draft, &Context::default());
            }
        }
    }
    let safe: Vec<_> = results.0.keys().filter(|(_, kind)| *kind == "safe").collect();
    assert!(safe.len() > 12, "{:?}", results.0);
    results.all_fix();
}

#[test]
fn safe_fixes_of_random_requests_change_nothing() {
    let mut chance = Chance::new(20_261_130);
    let mut results = Results::default();
    for _ in 0..600 {
        let case = case(&mut chance);
        results.look(
            case.operation,
            &Draft::from_json(case.input.clone()),
            &Context::from_json(&case.context),
        );
    }
    assert!(results.0.len() > 20, "{:?}", results.0);
    results.all_fix();
}

/// Valid and invalid words that several rules about access strings apply to.
const WORDS: &[&str] = &[
    "on",
    "off",
    "~*",
    "~a",
    "~a:*",
    "~a:1",
    "%R~a:*",
    "%RW~*",
    "%R",
    "allkeys",
    "resetkeys",
    "&*",
    "&a",
    "&a:*",
    "allchannels",
    "resetchannels",
    "+@all",
    "-@all",
    "allcommands",
    "nocommands",
    "+@read",
    "-@read",
    "+@write",
    "-@dangerous",
    "+@dangerous",
    "-@admin",
    "+@connection",
    "-@connection",
    "+@pubsub",
    "+get",
    "-get",
    "+set",
    "+flushall",
    "-flushall",
    "+keys",
    "-keys",
    "+select",
    "+ping",
    "+client",
    "+client|setinfo",
    "-client|kill",
    "+client|setname",
    "+config|get",
    "+publish",
    "+info",
    "(~b +set)",
    "(%R~c +@read -@write)",
    "(+get",
    "clearselectors",
    "reset",
    "nopass",
    ">secret",
    "get",
    "+gte",
    "+@raed",
    "*",
    "on,",
    "db=1",
    "+json.get",
    "+stralgo",
    "-stralgo",
    "+cluster|slots",
    "+@scripting",
    "+eval",
];

fn words(chance: &mut Chance) -> String {
    let mut words = vec![if chance.one_in(8) { "off" } else { "on" }];
    words.extend((0..chance.between(1, 7)).map(|_| chance.pick(WORDS)));
    words.join(if chance.one_in(12) { "  " } else { " " })
}

#[test]
fn safe_fixes_of_random_access_strings_change_nothing() {
    let count = std::env::var("SAFE_FIXES").ok().and_then(|text| text.parse().ok()).unwrap_or(250);
    let mut results = Results::default();
    for version in ENGINES {
        let mut chance = Chance::new(version as u64 + 7);
        for n in 0..count {
            let text = if n % 4 == 0 { access_string(&mut chance) } else { words(&mut chance) };
            let engine = if version.name().starts_with("redis") { "redis" } else { "valkey" };
            let create = Draft::from_json(json!({
                "UserId": "app", "UserName": "app", "Engine": engine, "NoPasswordRequired": true, "AccessString": text
            }));
            let append = Draft::from_json(json!({"UserId": "app", "AppendAccessString": text}));
            let context = if n % 3 == 0 { Context::default() } else { context(version) };
            match n % 5 {
                0 => results.look(Operation::ModifyUser, &append, &context),
                _ => results.look(Operation::CreateUser, &create, &context),
            }
        }
    }
    for rule in ["as-useless-word", "as-one-line", "as-canonical-form"] {
        assert!(results.0.contains_key(&(rule, "safe")), "{rule}: {:?}", results.0);
    }
    results.all_fix();
}
