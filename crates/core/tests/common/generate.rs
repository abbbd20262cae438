//! Requests made by chance: valid ones, and valid ones with a few things wrong. The same seed gives the same requests.

use elasticache_user::Operation;
use serde_json::{Map, Value, json};

/// Every password that is made has this in it, so that a test can see where passwords get to.
pub const CANARY: &str = "c4nary";

/// SplitMix64: small, and good enough to shuffle with.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    pub fn chance(&mut self, percent: usize) -> bool {
        self.below(100) < percent
    }

    pub fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

/// A request and what it is for.
pub struct Case {
    pub operation: Operation,
    pub input: Value,
    pub context: Value,
}

/// One request with its context.
pub fn case(random: &mut Random) -> Case {
    let operation = *random.pick(&Operation::ALL);
    let mut input = valid(random, operation);
    for _ in 0..random.below(5) {
        mutate(random, operation, &mut input);
    }
    if random.chance(1) {
        input = weird(random);
    }
    Case { operation, input, context: context(random) }
}

fn id(random: &mut Random) -> String {
    (*random.pick(&["app", "my-app", "a", "reader-1", "user1", "orders-service"])).to_owned()
}

pub fn password(random: &mut Random) -> String {
    format!("{CANARY}-{:016x}", random.next())
}

fn passwords(random: &mut Random) -> Value {
    let count = 1 + random.below(2);
    Value::Array((0..count).map(|_| json!(password(random))).collect())
}

/// A request that no rule calls an error.
pub fn valid(random: &mut Random, operation: Operation) -> Value {
    let mut request = Map::new();
    let id = id(random);
    request.insert("UserId".into(), json!(id));
    let create = operation == Operation::CreateUser;
    let engine = *random.pick(&["redis", "valkey"]);
    if create {
        request.insert("UserName".into(), json!(id));
    }
    if create || random.chance(20) {
        request.insert("Engine".into(), json!(engine));
    }
    if create || random.chance(60) {
        let access = ["on ~app:* -@all +@read", "off -@all", "on ~* +@all", "on ~app::* -@all +@read +@hash"];
        request.insert("AccessString".into(), json!(random.pick(&access)));
    }
    match random.below(if create { 5 } else { 6 }) {
        0 => drop(request.insert("Passwords".into(), passwords(random))),
        1 => {
            let mode = json!({"Type": "password", "Passwords": passwords(random)});
            request.insert("AuthenticationMode".into(), mode);
        }
        2 => drop(request.insert("AuthenticationMode".into(), json!({"Type": "iam"}))),
        3 if engine == "redis" => drop(request.insert("NoPasswordRequired".into(), json!(true))),
        4 if engine == "redis" => {
            request.insert("AuthenticationMode".into(), json!({"Type": "no-password-required"}));
        }
        _ if create => drop(request.insert("Passwords".into(), passwords(random))),
        _ => {}
    }
    if create && random.chance(30) {
        let tags = (0..random.below(4)).map(|n| json!({"Key": format!("key{n}"), "Value": "value"}));
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
    "",
    "Tags[0].Key",
    "AuthenticationMode.Type",
    "Ünï",
    "a \"quoted\" name",
];

fn mutate(random: &mut Random, operation: Operation, input: &mut Value) {
    let Value::Object(request) = input else { return };
    match random.below(12) {
        0 => {
            let names: Vec<String> = request.keys().cloned().collect();
            if !names.is_empty() {
                request.shift_remove(random.pick(&names));
            }
        }
        1 | 2 => {
            let name = *random.pick(NAMES);
            let value = weird(random);
            request.insert(name.to_owned(), value);
        }
        3 => {
            let value = weird(random);
            request.insert((*random.pick(UNKNOWN)).to_owned(), value);
        }
        4 => {
            let text = text(random);
            let name = *random.pick(&["UserId", "UserName", "Engine", "AccessString", "AppendAccessString"]);
            request.insert(name.to_owned(), json!(text));
        }
        5 => {
            let list = secret_list(random);
            request.insert("Passwords".into(), list);
        }
        6 => drop(request.insert("NoPasswordRequired".into(), json!(random.chance(50)))),
        7 => {
            let mut mode = Map::new();
            let kinds =
                ["password", "no-password-required", "iam", "IAM", "no-password", "none", "", "Password"];
            let type_first = random.chance(50);
            let kind = if random.chance(85) { json!(random.pick(&kinds)) } else { weird(random) };
            let list = if random.chance(50) { Some(secret_list(random)) } else { None };
            if type_first && random.chance(80) {
                mode.insert("Type".into(), kind.clone());
            }
            if random.chance(15) {
                let name = *random.pick(&["type", "passwords", "Foo", "Typ", "Tags[0]", "a.b"]);
                mode.insert(name.into(), weird(random));
            }
            if let Some(list) = list {
                mode.insert("Passwords".into(), list);
            }
            if !type_first && random.chance(80) {
                mode.insert("Type".into(), kind);
            }
            request.insert("AuthenticationMode".into(), Value::Object(mode));
        }
        8 => {
            let count = if random.chance(5) { 60 } else { random.below(4) };
            let tags = (0..count).map(|n| tag(random, n)).collect();
            request.insert("Tags".into(), Value::Array(tags));
        }
        9 => {
            let other = match operation {
                Operation::CreateUser => Operation::ModifyUser,
                Operation::ModifyUser => Operation::CreateUser,
            };
            if let Value::Object(more) = valid(random, other) {
                request.extend(more);
            }
        }
        10 => {
            // Another order.
            let mut members: Vec<(String, Value)> = std::mem::take(request).into_iter().collect();
            for n in (1..members.len()).rev() {
                members.swap(n, random.below(n + 1));
            }
            request.extend(members);
        }
        _ => {
            if let Some(Value::String(id)) = request.get_mut("UserId") {
                let at = random.below(id.len() + 1);
                if id.is_char_boundary(at) {
                    let more = *random.pick(&["A", "-", "--", "_", " ", "1", "é", ".", "default"]);
                    id.insert_str(at, more);
                }
            }
        }
    }
}

fn tag(random: &mut Random, n: usize) -> Value {
    if random.chance(10) {
        return weird(random);
    }
    let mut tag = Map::new();
    if random.chance(85) {
        let key = match random.below(6) {
            0 => text(random),
            1 => "same".to_owned(),
            2 => format!("aws:{n}"),
            _ => format!("key{n}"),
        };
        tag.insert("Key".into(), json!(key));
    }
    if random.chance(60) {
        let value = if random.chance(20) { weird(random) } else { json!(text(random)) };
        tag.insert("Value".into(), value);
    }
    if random.chance(10) {
        tag.insert((*random.pick(&["key", "value", "Kay", "Tag", "", "a.b"])).into(), weird(random));
    }
    if random.chance(10) {
        let value = weird(random);
        tag.insert("Key".into(), value);
    }
    Value::Object(tag)
}

fn secret_list(random: &mut Random) -> Value {
    let items = (0..random.below(5)).map(|_| match random.below(10) {
        0 => json!(format!("{CANARY}short")),
        1 => json!(format!("{CANARY}{}", "x".repeat(128))),
        2 => json!(format!("{CANARY} with a space and é")),
        3 => json!(format!("{CANARY},with/all\"four@chars")),
        4 => json!(format!("file://{CANARY}/some/where")),
        5 => secret_misfit(random),
        _ => json!(password(random)),
    });
    Value::Array(items.collect())
}

/// Something that is no text, where a password belongs.
fn secret_misfit(random: &mut Random) -> Value {
    match random.below(4) {
        0 => Value::Null,
        1 => json!([format!("{CANARY}-inside")]),
        2 => json!({"password": format!("{CANARY}-inside")}),
        _ => json!(12345),
    }
}

fn text(random: &mut Random) -> String {
    match random.below(16) {
        0 => String::new(),
        1 => " ".to_owned(),
        2 => "default".to_owned(),
        3 => "x".repeat(random.below(300)),
        4 => " padded ".to_owned(),
        5 => "MixedCase".to_owned(),
        6 => "it's a \"text\"\\ with\ttabs\nand\u{0}more".to_owned(),
        7 => "naïve ünïcode 😀 \u{2028}".to_owned(),
        8 => "file://some.txt".to_owned(),
        9 => "https://example.com".to_owned(),
        10 => (*random.pick(&["redis", "REDIS", "valkey", "Valkey", "memcached", "Redis OSS"])).to_owned(),
        11 => "my--id-".to_owned(),
        12 => "1st".to_owned(),
        13 => "default.iam-user".to_owned(),
        _ => id(random),
    }
}

/// Any JSON value, none of them a password.
fn weird(random: &mut Random) -> Value {
    match random.below(14) {
        0 => Value::Null,
        1 => json!(true),
        2 => json!(false),
        3 => json!(random.below(1000) as i64 - 500),
        4 => json!([0.5, 1e16, 1e-7, 123.0, -0.0, 1e22][random.below(6)]),
        5 => json!(u64::MAX),
        6 => json!([]),
        7 => json!({}),
        8 => json!(["a", 1, null, {"b": [true]}]),
        9 => json!({"Key": "a", "Value": "it's"}),
        10 => json!({"Type": "iam"}),
        11 => json!(random.pick(&["true", "iam", "on ~* +@all", "abc"])),
        _ => json!(text(random)),
    }
}

fn context(random: &mut Random) -> Value {
    let mut context = Map::new();
    if random.chance(30) {
        let versions = ["redis-6.0", "redis-7.1", "valkey-7.2", "valkey-9.1"];
        context.insert("engineVersion".into(), json!(random.pick(&versions)));
    }
    if random.chance(20) {
        context.insert("serverless".into(), json!(random.chance(50)));
    }
    if random.chance(40) {
        let id = id(random);
        context.insert(
            "current".into(),
            json!({
                "UserId": id,
                "UserName": if random.chance(70) { id.clone() } else { "other".to_owned() },
                "Status": random.pick(&["active", "modifying", "deleting"]),
                "Engine": random.pick(&["redis", "valkey"]),
                "AccessString": "on ~app:* -@all +@read",
                "UserGroupIds": if random.chance(50) { json!([]) } else { json!(["team"]) },
                "Authentication": {"Type": random.pick(&["password", "no-password", "iam"])},
            }),
        );
    }
    Value::Object(context)
}
