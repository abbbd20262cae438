//! The user or group that a draft describes, computed independently of the targets, to compare infrastructure as code with.
use crate::programs::Program;
use elasticache_user::{Draft, Operation};
use serde_json::{Map, Value, json};

/// What the user should be: `UserId`, `UserName`, `Engine`, `AccessString`, `Type`, `Tags` (a map, for CreateUser), and
/// the passwords that are in plain text.
pub fn expected(program: &Program) -> Map<String, Value> {
    let draft = &program.case.draft;
    let now = program.case.context.current.clone().unwrap_or_default();
    let lower = |text: &Option<String>| text.as_ref().map(|text| text.to_ascii_lowercase());
    let create = program.case.operation == Operation::CreateUser;
    let base = draft.access_string.clone().or(now.access_string).unwrap_or_default();
    let more = draft.append_access_string.as_ref().map(|more| format!(" {more}")).unwrap_or_default();
    let mut user = Map::new();
    user.insert("UserId".into(), json!(lower(&draft.user_id)));
    user.insert("UserName".into(), json!(if create { draft.user_name.clone() } else { now.user_name }));
    user.insert("Engine".into(), json!(lower(&draft.engine).or(now.engine)));
    user.insert("AccessString".into(), json!(base + &more));
    user.insert("Type".into(), json!(kind(draft)));
    if create {
        let pair = |tag: &elasticache_user::Tag| {
            Some((tag.key.clone().unwrap_or_default(), json!(tag.value.clone().unwrap_or_default())))
        };
        user.insert("Tags".into(), Value::Object(draft.tags.iter().flatten().filter_map(pair).collect()));
    } else {
        user.insert("Tags".into(), json!({}));
    }
    user
}

fn kind(draft: &Draft) -> &str {
    let mode = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.as_deref());
    if draft.no_password_required == Some(true) { "no-password-required" } else { mode.unwrap_or("password") }
}

/// The number of the user's passwords, if it logs in with them: those of the draft, or the current ones.
pub fn passwords(program: &Program) -> Vec<Option<String>> {
    let given: Vec<Option<String>> =
        program.case.draft.all_passwords().map(|(_, secret)| Some(secret.expose().to_owned())).collect();
    if given.is_empty() { vec![None, None] } else { given }
}

/// What the group should be: `UserGroupId`, `Engine`, `UserIds` and, for CreateUserGroup, `Tags`, as a list.
pub fn group(program: &Program) -> Map<String, Value> {
    let draft = &program.case.draft;
    let now = program.case.context.group.clone().unwrap_or_default();
    let lower = |text: &Option<String>| text.as_ref().map(|text| text.to_ascii_lowercase());
    let create = program.case.operation == Operation::CreateUserGroup;
    let all = |ids: &Option<Vec<String>>| ids.clone().unwrap_or_default().into_iter();
    let removed: Vec<String> = all(&draft.user_ids_to_remove).map(|id| id.to_ascii_lowercase()).collect();
    let mut members: Vec<String> = Vec::new();
    let asked = if create { all(&draft.user_ids) } else { all(&draft.user_ids_to_add) };
    let stay = all(&now.user_ids).filter(|id| !removed.contains(id));
    for id in stay.chain(asked).map(|id| id.to_ascii_lowercase()) {
        if !members.contains(&id) {
            members.push(id);
        }
    }
    let mut group = Map::new();
    group.insert("UserGroupId".into(), json!(lower(&draft.user_group_id)));
    group.insert("Engine".into(), json!(lower(&draft.engine).or(now.engine)));
    group.insert("UserIds".into(), json!(members));
    let pair = |tag: &elasticache_user::Tag| json!({"Key": tag.key.clone().unwrap_or_default(), "Value": tag.value.clone().unwrap_or_default()});
    let tags: Vec<Value> = draft.tags.iter().flatten().filter(|_| create).map(pair).collect();
    if !tags.is_empty() {
        group.insert("Tags".into(), json!(tags));
    }
    group
}
