//! Requests of user groups.

use super::{Chance, mutants, tags, text, valid_tags};
use elasticache_user::{Draft, Operation, Tag};
use serde_json::{Map, Value, json};

/// A request that every client sends, with values as bad as they come.
pub fn draft(chance: &mut Chance, operation: Operation) -> Draft {
    request(chance, operation, |chance| text(chance, false), tags)
}

/// A request that the service accepts by the documented rules, if the users are unknown.
pub fn valid_draft(chance: &mut Chance, operation: Operation) -> Draft {
    let mut draft = request(chance, operation, id, valid_tags);
    if operation == Operation::CreateUserGroup && draft.engine.as_deref() == Some("redis") {
        draft.user_ids.get_or_insert_default().insert(0, "default".to_owned());
    }
    draft
}

fn id(chance: &mut Chance) -> String {
    format!("{}-{}", chance.pick(&["app", "reader", "a", "team-x", "U1"]), chance.number() % 1_000_000)
}

fn request(
    chance: &mut Chance,
    operation: Operation,
    mut text: impl FnMut(&mut Chance) -> String,
    tags: impl Fn(&mut Chance) -> Vec<Tag>,
) -> Draft {
    let create = operation == Operation::CreateUserGroup;
    let mut draft = Draft { user_group_id: Some(text(chance)), ..Draft::default() };
    let mut ids = |chance: &mut Chance| (0..chance.between(1, 5)).map(|_| text(chance)).collect::<Vec<_>>();
    if create {
        draft.user_ids = (!chance.one_in(5)).then(|| ids(chance));
        draft.tags = chance.one_in(2).then(|| tags(chance));
    } else {
        draft.user_ids_to_add = chance.one_in(2).then(|| ids(chance));
        draft.user_ids_to_remove = chance.one_in(2).then(|| ids(chance));
    }
    draft.engine = (create || chance.one_in(3)).then(|| chance.pick(&["valkey", "redis"]).to_owned());
    draft
}

/// The same as JSON, for mutations.
pub fn valid(chance: &mut Chance, operation: Operation) -> Value {
    valid_draft(chance, operation).to_json()
}

/// A context for a request: users, and the current group.
pub fn context(chance: &mut Chance, input: &Value, context: &mut Map<String, Value>) {
    let lists = ["UserIds", "UserIdsToAdd", "UserIdsToRemove"];
    let named = lists.iter().filter_map(|list| input.get(list)?.as_array()).flatten();
    let mut ids: Vec<String> = named.filter_map(Value::as_str).map(str::to_owned).collect();
    ids.push("default".to_owned());
    if chance.percent(50) {
        let user = |id: &String| {
            let name = if chance.percent(80) { id.clone() } else { "default".to_owned() };
            json!({"UserId": id, "UserName": name, "Status": chance.pick(&["active", "active", "deleting"]),
                "Engine": chance.pick(&["redis", "valkey"]), "UserGroupIds": ["team"],
                "Authentication": {"Type": chance.pick(&["password", "no-password", "iam"])}})
        };
        let users: Vec<Value> = ids.iter().map(user).collect();
        context.insert("users".into(), json!(users));
    }
    if chance.percent(50) {
        let members: Vec<&String> = ids.iter().filter(|_| chance.percent(60)).collect();
        context.insert(
            "group".into(),
            json!({"UserGroupId": input.get("UserGroupId"), "Status": chance.pick(&["active", "modifying"]),
                "Engine": chance.pick(&["redis", "valkey"]), "UserIds": members}),
        );
    }
}

/// Something wrong with the members.
pub fn mutate(chance: &mut Chance, request: &mut Map<String, Value>) {
    let list = chance.pick(&["UserIds", "UserIdsToAdd", "UserIdsToRemove"]);
    let items = (0..chance.below(4)).map(|_| match chance.below(4) {
        0 => mutants::weird(chance),
        _ => json!(mutants::text(chance)),
    });
    let items: Vec<Value> = items.collect();
    request.insert(list.to_owned(), Value::Array(items));
}
