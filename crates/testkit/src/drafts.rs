//! Drafts for testing the targets, and the form of each on the wire.
use crate::generate::{Chance, draft, valid_draft, wild};
use elasticache_user::emit::{Extras, Globals, Options, Secrets};
use elasticache_user::{Context, Draft, Operation, User, UserGroup, check};
use serde_json::{Value, json};

/// A draft and its output options.
#[derive(Debug, Clone)]
pub struct Case {
    /// What the request does.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
    /// Its context: for ModifyUser, the current user; for ModifyUserGroup, the current group.
    pub context: Context,
    /// What to write.
    pub options: Options,
}

/// Drafts that the service accepts, for all operations, with each source of passwords in turn.
pub fn valid(count: usize) -> Vec<Case> {
    let mut chance = Chance::new(1);
    let options = options();
    (0..count)
        .map(|n| {
            let operation = match n % 12 {
                4 | 7 => Operation::CreateUserGroup,
                10 => Operation::ModifyUserGroup,
                n if n % 3 == 2 => Operation::ModifyUser,
                _ => Operation::CreateUser,
            };
            let mut draft = valid_draft(&mut chance, operation);
            // Secrets are found by the user's ID: each draft has its own. For IAM the name is the same.
            if !operation.is_of_group() {
                let id = format!("{}-n{n}", draft.user_id.as_deref().unwrap_or("u"));
                if draft.user_name == draft.user_id {
                    draft.user_name = Some(id.clone());
                }
                draft.user_id = Some(id);
            }
            case(operation, draft, options[chance.below(options.len())].clone())
        })
        .collect()
}

/// Everything that could break quoting, in every member, with passwords in plain text.
pub fn wicked(count: usize) -> Vec<Case> {
    let mut chance = Chance::new(2);
    let options = Options { secrets: Secrets::Inline, ..Options::default() };
    let controls = ["nul\0bell\u{7}\u{7f}\u{85}", "\u{202e}rtl\u{ad}", "tab\there\r\n"].into_iter().map(|text| {
        let tags = json!([{"Key": text, "Value": format!("{text}{text}")}, {"Key": "only key"}]);
        let draft = json!({"UserId": text, "UserName": text, "Engine": "redis", "AccessString": text, "Tags": tags,
            "Passwords": [text], "NoPasswordRequired": false});
        case(Operation::CreateUser, Draft::from_json(draft.clone()), options.clone())
    });
    let mut cases: Vec<Case> = controls.collect();
    cases.extend((cases.len()..count).map(|n| {
        let operation = if n % 5 == 4 { Operation::GROUPS[n % 2] } else { Operation::USERS[n % 2] };
        case(operation, draft(&mut chance, operation), options.clone())
    }));
    cases
}

fn case(operation: Operation, draft: Draft, options: Options) -> Case {
    let current = json!({"UserId": draft.user_id, "UserName": "Now", "Status": "active", "Engine": "redis",
        "AccessString": "on ~now:* -@all +@read", "Authentication": {"Type": "password", "PasswordCount": 2}});
    let current = (operation == Operation::ModifyUser).then(|| User::from_json(&current));
    let group = json!({"UserGroupId": draft.user_group_id, "Status": "active", "Engine": "redis",
        "UserIds": ["default", "now"]});
    let group = (operation == Operation::ModifyUserGroup).then(|| UserGroup::from_json(&group));
    Case { operation, draft, context: Context { current, group, ..Context::default() }, options }
}

/// Whether CloudFormation accepts it: a group without members is rejected.
pub fn has_members(case: &Case) -> bool {
    case.operation != Operation::CreateUserGroup || case.draft.user_ids.is_some()
}

/// A set of options for each source of passwords, and one with every option that a program can honor.
fn options() -> Vec<Options> {
    let sources =
        [Secrets::Inline, Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File];
    let mut all: Vec<Options> =
        sources.into_iter().map(|secrets| Options { secrets, ..Options::default() }).collect();
    all.push(Options {
        secrets: Secrets::Environment,
        globals: Globals {
            region: Some("eu-central-1".to_owned()),
            cli_read_timeout: Some(0),
            cli_connect_timeout: Some(7),
            ..Globals::default()
        },
        extras: Extras { wait: true, user_group: Some("group-1".to_owned()), ..Extras::default() },
        ..Options::default()
    });
    let other = |globals, secrets| Options { secrets, globals, ..Options::default() };
    let text = |text: &str| Some(text.to_owned());
    all.push(other(Globals { profile: text("nightly"), ..Globals::default() }, Secrets::SecretsManager));
    let there = text(HERE);
    let unsafe_there = Globals {
        endpoint_url: there.clone(),
        no_verify_ssl: true,
        no_sign_request: true,
        ..Globals::default()
    };
    all.push(other(unsafe_there, Secrets::File));
    let trusting =
        Globals { endpoint_url: there, ca_bundle: text("it's \"our\" ca.pem"), ..Globals::default() };
    all.push(other(trusting, Secrets::Inline));
    all
}

/// A stand-in for a program's endpoint until it's known.
const HERE: &str = "https://endpoint.invalid";

/// Replaces the stand-in by each program's own endpoint.
pub fn at(mut cases: Vec<Case>, url: &str) -> Vec<Case> {
    for (number, case) in cases.iter_mut().enumerate() {
        if let Some(place) = case.options.globals.endpoint_url.as_mut().filter(|place| *place == HERE) {
            *place = format!("{url}/{number}");
        }
    }
    cases
}

/// Drafts that aren't ready: members missing, of the wrong type, contradictory.
pub fn unready(count: usize) -> Vec<Case> {
    let mut chance = Chance::new(4);
    let drafts = (0..).map(|n| {
        let operation = Operation::ALL[n % 4];
        case(operation, Draft::from_json(wild(&mut chance, operation)), Options::default())
    });
    drafts.filter(|case| !check(case.operation, &case.draft, &case.context).ready).take(count).collect()
}

/// The names and values of the form body, in the order of the model (the query protocol of API version 2015-02-02).
pub fn wire(case: &Case) -> Vec<(String, String)> {
    let mut pairs = vec![
        ("Action".to_owned(), case.operation.name().to_owned()),
        ("Version".to_owned(), "2015-02-02".to_owned()),
    ];
    for (name, value) in case.draft.to_json().as_object().into_iter().flatten() {
        flatten(&mut pairs, name, value);
    }
    // The order is that of CreateUser; ModifyUser has its engine last.
    let place = |name: &str| {
        let member = name.split('.').next().unwrap_or_default();
        case.operation.members().iter().position(|known| known.name() == member)
    };
    pairs.get_mut(2..).unwrap_or_default().sort_by_key(|(name, _)| place(name));
    pairs
}

fn flatten(pairs: &mut Vec<(String, String)>, name: &str, value: &Value) {
    match value {
        Value::Array(items) if items.is_empty() => pairs.push((name.to_owned(), String::new())),
        Value::Array(items) => {
            let item_name = if name == "Tags" { "Tag" } else { "member" };
            for (n, item) in items.iter().enumerate() {
                flatten(pairs, &format!("{name}.{item_name}.{}", n + 1), item);
            }
        }
        Value::Object(members) => {
            for (inner, value) in members {
                flatten(pairs, &format!("{name}.{inner}"), value);
            }
        }
        Value::String(text) => pairs.push((name.to_owned(), text.clone())),
        other => pairs.push((name.to_owned(), other.to_string())),
    }
}
