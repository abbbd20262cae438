//! Requests as JSON: valid ones, and valid ones with a few things wrong, in every shape that JSON has.

use super::{Chance, groups};
use elasticache_user::Operation;
use serde_json::{Map, Number, Value, json};

/// Part of every generated password, so that a test can find leaked passwords.
pub const CANARY: &str = "c4nary";

/// A request and what it is for.
#[derive(Clone, Debug)]
pub struct Case {
    /// What it does.
    pub operation: Operation,
    /// The request.
    pub input: Value,
    /// Its context.
    pub context: Value,
}

/// A request with up to four things wrong, with its context.
pub fn case(chance: &mut Chance) -> Case {
    let operation = chance.pick(&Operation::ALL);
    let mut input = valid(chance, operation);
    for _ in 0..chance.below(5) {
        mutate(chance, operation, &mut input);
    }
    if chance.percent(1) {
        input = weird(chance);
    }
    let mut context = context(chance);
    if let Some(context) = context.as_object_mut().filter(|_| operation.is_of_group()) {
        groups::context(chance, &input, context);
    }
    Case { operation, input, context }
}

fn id(chance: &mut Chance) -> String {
    (chance.pick(&["app", "my-app", "a", "reader-1", "user1", "orders-service"])).to_owned()
}

fn password(chance: &mut Chance) -> String {
    format!("{CANARY}-{:016x}", chance.number())
}

fn passwords(chance: &mut Chance) -> Value {
    let count = 1 + chance.below(2);
    Value::Array((0..count).map(|_| json!(password(chance))).collect())
}

/// A request without errors.
pub fn valid(chance: &mut Chance, operation: Operation) -> Value {
    if operation.is_of_group() {
        return groups::valid(chance, operation);
    }
    let mut request = Map::new();
    let id = id(chance);
    request.insert("UserId".into(), json!(id));
    let create = operation == Operation::CreateUser;
    let engine = chance.pick(&["redis", "valkey"]);
    if create {
        request.insert("UserName".into(), json!(id));
    }
    if create || chance.percent(20) {
        request.insert("Engine".into(), json!(engine));
    }
    if create || chance.percent(60) {
        let access = [
            "on ~app:* -@all +@read",
            "off -@all",
            "on ~* +@all",
            "on ~app::* -@all +@read +@hash",
            // ElastiCache stores this one as `on ~* +@all`.
            "on allkeys allcommands",
        ];
        request.insert("AccessString".into(), json!(chance.pick(&access)));
    }
    match chance.below(if create { 5 } else { 6 }) {
        0 => drop(request.insert("Passwords".into(), passwords(chance))),
        1 => {
            let mode = json!({"Type": "password", "Passwords": passwords(chance)});
            request.insert("AuthenticationMode".into(), mode);
        }
        2 => drop(request.insert("AuthenticationMode".into(), json!({"Type": "iam"}))),
        3 if engine == "redis" => drop(request.insert("NoPasswordRequired".into(), json!(true))),
        4 if engine == "redis" => {
            request.insert("AuthenticationMode".into(), json!({"Type": "no-password-required"}));
        }
        _ if create => drop(request.insert("Passwords".into(), passwords(chance))),
        _ => {}
    }
    if create && chance.percent(30) {
        let tags = (0..chance.below(4)).map(|n| json!({"Key": format!("key{n}"), "Value": "value"}));
        let tags: Vec<Value> = tags.collect();
        if !tags.is_empty() {
            request.insert("Tags".into(), Value::Array(tags));
        }
    }
    Value::Object(request)
}

const NAMES: &[&str] = &[
    "UserId",
    "UserName",
    "Engine",
    "Passwords",
    "AccessString",
    "AppendAccessString",
    "NoPasswordRequired",
    "Tags",
    "AuthenticationMode",
    "UserGroupId",
    "UserIds",
    "UserIdsToAdd",
    "UserIdsToRemove",
];

const UNKNOWN: &[&str] = &[
    "user-id",
    "userName",
    "--engine",
    "access_string",
    "passwords",
    "Password",
    "no-password-required",
    "Status",
    "ARN",
    "Authentication",
    "AccesString",
    "Bogus",
    "PendingChanges",
    "userIds",
    "",
    "Tags[0].Key",
    "AuthenticationMode.Type",
    "Ünï",
    "a \"quoted\" name",
];

fn mutate(chance: &mut Chance, operation: Operation, input: &mut Value) {
    let Value::Object(request) = input else { return };
    match chance.below(if operation.is_of_group() { 14 } else { 12 }) {
        12.. => groups::mutate(chance, request),
        0 => {
            let names: Vec<String> = request.keys().cloned().collect();
            if !names.is_empty() {
                request.shift_remove(&names[chance.below(names.len())]);
            }
        }
        1 | 2 => {
            let name = chance.pick(NAMES);
            let value = weird(chance);
            request.insert(name.to_owned(), value);
        }
        3 => {
            let value = weird(chance);
            request.insert((chance.pick(UNKNOWN)).to_owned(), value);
        }
        4 => {
            let text = text(chance);
            let name = chance.pick(&["UserId", "UserName", "Engine", "AccessString", "AppendAccessString"]);
            request.insert(name.to_owned(), json!(text));
        }
        5 => {
            let list = secret_list(chance);
            request.insert("Passwords".into(), list);
        }
        6 => drop(request.insert("NoPasswordRequired".into(), json!(chance.percent(50)))),
        7 => {
            let mut mode = Map::new();
            let kinds =
                ["password", "no-password-required", "iam", "IAM", "no-password", "none", "", "Password"];
            let type_first = chance.percent(50);
            let kind = if chance.percent(85) { json!(chance.pick(&kinds)) } else { weird(chance) };
            let list = if chance.percent(50) { Some(secret_list(chance)) } else { None };
            if type_first && chance.percent(80) {
                mode.insert("Type".into(), kind.clone());
            }
            if chance.percent(15) {
                let name = chance.pick(&["type", "passwords", "Foo", "Typ", "Tags[0]", "a.b"]);
                mode.insert(name.into(), weird(chance));
            }
            if let Some(list) = list {
                mode.insert("Passwords".into(), list);
            }
            if !type_first && chance.percent(80) {
                mode.insert("Type".into(), kind);
            }
            request.insert("AuthenticationMode".into(), Value::Object(mode));
        }
        8 => {
            let count = if chance.percent(5) { 60 } else { chance.below(4) };
            let tags = (0..count).map(|n| tag(chance, n)).collect();
            request.insert("Tags".into(), Value::Array(tags));
        }
        9 => {
            let others: Vec<Operation> =
                Operation::ALL.into_iter().filter(|other| *other != operation).collect();
            let other = chance.pick(&others);
            if let Value::Object(more) = valid(chance, other) {
                request.extend(more);
            }
        }
        10 => {
            // Another order.
            let mut members: Vec<(String, Value)> = std::mem::take(request).into_iter().collect();
            for n in (1..members.len()).rev() {
                members.swap(n, chance.below(n + 1));
            }
            request.extend(members);
        }
        _ => {
            if let Some(Value::String(id)) = request.get_mut(operation.id().name()) {
                let at = chance.below(id.len() + 1);
                if id.is_char_boundary(at) {
                    let more = chance.pick(&["A", "-", "--", "_", " ", "1", "é", ".", "default"]);
                    id.insert_str(at, more);
                }
            }
        }
    }
}

fn tag(chance: &mut Chance, n: usize) -> Value {
    if chance.percent(10) {
        return weird(chance);
    }
    let mut tag = Map::new();
    if chance.percent(85) {
        let key = match chance.below(6) {
            0 => text(chance),
            1 => "same".to_owned(),
            2 => format!("aws:{n}"),
            _ => format!("key{n}"),
        };
        tag.insert("Key".into(), json!(key));
    }
    if chance.percent(60) {
        let value = if chance.percent(20) { weird(chance) } else { json!(text(chance)) };
        tag.insert("Value".into(), value);
    }
    if chance.percent(10) {
        tag.insert((chance.pick(&["key", "value", "Kay", "Tag", "", "a.b"])).into(), weird(chance));
    }
    if chance.percent(10) {
        let value = weird(chance);
        tag.insert("Key".into(), value);
    }
    Value::Object(tag)
}

fn secret_list(chance: &mut Chance) -> Value {
    let items = (0..chance.below(5)).map(|_| match chance.below(10) {
        0 => json!(format!("{CANARY}short")),
        1 => json!(format!("{CANARY}{}", "x".repeat(128))),
        2 => json!(format!("{CANARY} with a space and é")),
        3 => json!(format!("{CANARY},with/all\"four@chars")),
        4 => json!(format!("file://{CANARY}/some/where")),
        5 => secret_mismatch(chance),
        _ => json!(password(chance)),
    });
    Value::Array(items.collect())
}

/// A value that isn't a string, in place of a password.
fn secret_mismatch(chance: &mut Chance) -> Value {
    match chance.below(4) {
        0 => Value::Null,
        1 => json!([format!("{CANARY}-inside")]),
        2 => json!({"password": format!("{CANARY}-inside")}),
        _ => json!(12345),
    }
}

pub(super) fn text(chance: &mut Chance) -> String {
    match chance.below(16) {
        0 => String::new(),
        1 => " ".to_owned(),
        2 => "default".to_owned(),
        3 => "x".repeat(chance.below(300)),
        4 => " padded ".to_owned(),
        5 => "MixedCase".to_owned(),
        6 => "it's a \"text\"\\ with\ttabs\nand\u{0}more".to_owned(),
        7 => "naïve ünïcode 😀 \u{2028}".to_owned(),
        8 => "file://some.txt".to_owned(),
        9 => "https://example.com".to_owned(),
        10 => (chance.pick(&["redis", "REDIS", "valkey", "Valkey", "memcached", "Redis OSS"])).to_owned(),
        11 => "my--id-".to_owned(),
        12 => "1st".to_owned(),
        13 => "default.iam-user".to_owned(),
        _ => id(chance),
    }
}

/// Any JSON value, none of them a password.
pub(super) fn weird(chance: &mut Chance) -> Value {
    match chance.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(chance.below(1000) as i64 - 500),
        4 => ["0.5", "1e16", "1e-7", "123.0", "-0.0", "1e22"][chance.below(6)]
            .parse::<Number>()
            .ok()
            .map_or(Value::Null, Value::Number),
        5 => json!(u64::MAX),
        6 => json!([]),
        7 => json!({}),
        8 => json!(["a", 1, null, {"b": [true]}]),
        9 => json!({"Key": "a", "Value": "it's"}),
        10 => json!({"Type": "iam"}),
        11 => json!(chance.pick(&["true", "iam", "on ~* +@all", "abc"])),
        _ => json!(text(chance)),
    }
}

fn context(chance: &mut Chance) -> Value {
    let mut context = Map::new();
    if chance.percent(30) {
        let versions = ["redis-6.0", "redis-7.1", "valkey-7.2", "valkey-9.1"];
        context.insert("engineVersion".into(), json!(chance.pick(&versions)));
    }
    if chance.percent(20) {
        context.insert("serverless".into(), json!(chance.percent(50)));
    }
    if chance.percent(40) {
        let id = id(chance);
        context.insert(
            "current".into(),
            json!({
                "UserId": id,
                "UserName": if chance.percent(70) { id.clone() } else { "other".to_owned() },
                "Status": chance.pick(&["active", "modifying", "deleting"]),
                "Engine": chance.pick(&["redis", "valkey"]),
                "AccessString": "on ~app:* -@all +@read",
                "UserGroupIds": if chance.percent(50) { json!([]) } else { json!(["team"]) },
                "Authentication": {"Type": chance.pick(&["password", "no-password", "iam"])},
            }),
        );
    }
    Value::Object(context)
}
