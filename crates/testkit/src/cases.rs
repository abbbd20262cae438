//! Drafts for the tests of the targets: each trap of a shell, of the AWS CLI or of a file format by its name, and
//! random drafts. The rules don't filter them.
use crate::generate::{Chance, draft};
use elasticache_user::emit::{self, Emission, Options, Secrets};
use elasticache_user::{Context, Draft, Operation, Report};
use serde_json::{Value, json};

/// A draft with a name.
#[derive(Debug, Clone)]
pub struct Case {
    /// What it tests.
    pub name: String,
    /// What the request does.
    pub operation: Operation,
    /// The request.
    pub draft: Draft,
}

impl Case {
    /// A case.
    pub fn new(name: &str, operation: Operation, draft: Draft) -> Self {
        Self { name: name.to_owned(), operation, draft }
    }

    /// The emission for this target, as if the draft had no problems.
    pub fn emit(&self, target: &str, options: &Options) -> Result<Emission, String> {
        let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
        let report = Report { ready: true, ..Report::default() };
        Ok(emit::emit_checked(target, self.operation, &self.draft, &Context::default(), options, &report))
    }

    /// The emission for this target, with the rules' findings.
    pub fn checked(&self, target: &str) -> Result<Emission, String> {
        let target = emit::target(target).ok_or_else(|| format!("unknown target {target}"))?;
        Ok(emit::emit(target, self.operation, &self.draft, &Context::default(), &Options::default()))
    }

    /// The expected body, by the target `http`.
    pub fn body(&self) -> Result<String, String> {
        let options = Options { secrets: Secrets::Inline, ..Options::default() };
        Ok(self.emit("http", &options)?.files[0].text())
    }
}

/// The answers to a script's prompts: the new password of a rotation, twice.
pub fn typed(operation: Operation, draft: &Draft) -> String {
    let mut passwords: Vec<&str> = draft.all_passwords().map(|(_, secret)| secret.expose()).collect();
    if let (Operation::ModifyUser, [_, new]) = (operation, passwords.as_slice()) {
        passwords.push(new);
    }
    passwords.iter().map(|password| format!("{password}\n")).collect()
}

/// A draft without a trap, with one password: `correct horse battery`.
pub fn plain() -> Case {
    let draft = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* +@read",
        "AuthenticationMode": {"Type": "password", "Passwords": ["correct horse battery"]}});
    Case::new("plain", Operation::CreateUser, Draft::from_json(draft.clone()))
}

/// Random drafts from a seed.
pub fn generated(seed: u64, count: usize) -> Vec<Case> {
    let mut chance = Chance::new(seed);
    let one = |n: usize| {
        let operation = Operation::ALL[n % 4];
        Case::new(&format!("draft {n} of seed {seed}"), operation, draft(&mut chance, operation))
    };
    (0..count).map(one).collect()
}

/// Every known trap, one per draft.
pub fn traps() -> Vec<Case> {
    let create = |name: &str, member: &str, value: Value| {
        let mut request =
            json!({"UserId": "app", "UserName": "app", "Engine": "redis", "AccessString": "on ~* +@all"});
        request[member] = value;
        Case::new(name, Operation::CreateUser, Draft::from_json(request.clone()))
    };
    let modify = |name: &str, member: &str, value: Value| {
        let mut request = json!({"UserId": "app"});
        request[member] = value;
        Case::new(name, Operation::ModifyUser, Draft::from_json(request.clone()))
    };
    let group = |name: &str, list: &str, ids: Value| {
        let mut request = json!({"UserGroupId": "app", "Engine": "redis"});
        request[list] = ids;
        let operation =
            if list == "UserIds" { Operation::CreateUserGroup } else { Operation::ModifyUserGroup };
        Case::new(name, operation, Draft::from_json(request.clone()))
    };
    let mode = |password: &str| json!({"Type": "password", "Passwords": [password]});
    vec![
        plain(),
        modify("a leading hyphen without a space", "AppendAccessString", json!("-get")),
        modify("a leading hyphen with a space", "AppendAccessString", json!("-get -set")),
        modify("an option's name as a value", "AppendAccessString", json!("--engine=x")),
        modify("a password with a leading hyphen", "Passwords", json!(["-abcdefghijklmnop"])),
        modify("two passwords, one with a leading hyphen", "Passwords", json!(["-abcdefghijklmnop", "b"])),
        modify("a password with a leading bracket", "Passwords", json!(["[abcdefghijklmnop"])),
        modify("a password with a bracket behind a space", "Passwords", json!([" [abcdefghijklmnop"])),
        modify("a password with a leading brace", "Passwords", json!(["{abcdefghijklmnop"])),
        modify("a password with a leading quote", "Passwords", json!(["\"abcdefghijklmnop"])),
        modify("a password that looks like a file", "Passwords", json!(["file://abcdefghij"])),
        modify(
            "two passwords that look like files",
            "Passwords",
            json!(["file://abcdefghij", "fileb://abc"]),
        ),
        modify("a password that looks like an address", "Passwords", json!(["http://127.0.0.1:9/"])),
        modify("one password of two words", "Passwords", json!(["two words of a password"])),
        modify("a comma in shorthand", "AuthenticationMode", mode("abc,def")),
        modify("a comma and an equals sign in shorthand", "AuthenticationMode", mode("abc,d=ef")),
        modify("an equals sign and an at sign in shorthand", "AuthenticationMode", mode("a=b@c=d")),
        modify("a bracket at the start in shorthand", "AuthenticationMode", mode("[abc")),
        modify("a hash and signs in shorthand", "AuthenticationMode", mode("a#b!c&d$e^f<g>h-i")),
        modify("quotes in shorthand", "AuthenticationMode", mode("a'b\"c")),
        modify("a password that shorthand reads from a file", "AuthenticationMode", mode("@file")),
        modify("an empty structure", "AuthenticationMode", json!({})),
        modify("a type alone", "AuthenticationMode", json!({"Type": "iam"})),
        modify("a flag that is false", "NoPasswordRequired", json!(false)),
        modify("a flag that is true", "NoPasswordRequired", json!(true)),
        group("two members", "UserIds", json!(["default", "app"])),
        group("members with a comma and a space", "UserIds", json!(["a,b", "c d"])),
        group("a member with a leading hyphen", "UserIdsToAdd", json!(["-a", "b"])),
        group("a member with a leading bracket", "UserIdsToAdd", json!(["[a]"])),
        group("a member that looks like a file", "UserIdsToRemove", json!(["file://a"])),
        group("a member that looks like an address", "UserIdsToRemove", json!(["http://127.0.0.1:9/", "b"])),
        create("a name that looks like a file", "UserName", json!("file:///etc/passwd")),
        create("a name that looks like bytes of a file", "UserName", json!("fileb:///etc/passwd")),
        create("a name that looks like an address", "UserName", json!("http://127.0.0.1:9/x")),
        create("a name that starts with a brace", "UserName", json!("{a}")),
        create("an empty list of tags", "Tags", json!([])),
        create("an empty tag", "Tags", json!([{}])),
        create("a key alone", "Tags", json!([{"Key": "a"}])),
        create("a value alone", "Tags", json!([{"Value": "a"}])),
        create("an empty value", "Tags", json!([{"Key": "a", "Value": ""}])),
        create("commas and equals signs in tags", "Tags", json!([{"Key": "a=b", "Value": "c,d=e"}])),
        create("spaces at the edges of tags", "Tags", json!([{"Key": " a ", "Value": "b "}, {"Key": "c"}])),
        create(
            "brackets and quotes in tags",
            "Tags",
            json!([{"Key": "[a]", "Value": "{b}"}, {"Key": "'c'", "Value": "\"d\""}]),
        ),
        create("an address in a tag", "Tags", json!([{"Key": "docs", "Value": "http://127.0.0.1:9/"}])),
        create("a file in a tag", "Tags", json!([{"Key": "docs@", "Value": "file://x"}])),
        create(
            "line breaks in a tag",
            "Tags",
            json!([{"Key": "a", "Value": "one\ntwo\r\nthree\tfour\nEND\n"}]),
        ),
        create("the word on alone", "AccessString", json!("on")),
        create(
            "what shells expand",
            "AccessString",
            json!("off ~* &* %R~x (+get ~a?[b]) $HOME `id` !! {a,b}"),
        ),
        create("percent signs", "AccessString", json!("on %R~x %W~%PATH%~ +@all")),
        create("a backslash at the end", "AccessString", json!("on ~a\\")),
        create("backslashes before quotes", "AccessString", json!("on ~a\\\\\"b\\\" ~'c'")),
        create("a comment in YAML", "AccessString", json!("on ~a #b: c - d")),
        create("an anchor in YAML", "AccessString", json!("&* *a @b `c |d >e")),
        create("a number in YAML", "UserName", json!("1e3")),
        create("null in YAML", "UserName", json!("~")),
        create("typographic quotes", "UserName", json!("\u{2018}a\u{2019} \u{201c}b\u{201d} it's")),
        create("letters of the world", "UserName", json!("é 日本 🦀 e\u{301} \u{202e}")),
    ]
}
