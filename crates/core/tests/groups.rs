//! User groups: requests round-trip, known members are checked, and the reply is predicted in the service's words.

use elasticache_user::emit::{self, Options};
use elasticache_user::import::import;
use elasticache_user::{Context, Draft, Operation, Prediction, Severity, check, predict};
use serde_json::{Value, json};

const CREATE: &str = r#"{"UserGroupId": "web", "Engine": "valkey", "UserIds": ["web-rw", "a"], "Tags": [{"Key": "team", "Value": "x"}]}"#;
const MODIFY: &str =
    r#"{"UserGroupId": "web", "UserIdsToAdd": ["c", "d"], "UserIdsToRemove": ["a"], "Engine": "valkey"}"#;

fn value(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[test]
fn output_is_read_back() {
    let targets =
        ["bash", "fish", "powershell", "windows-powershell", "cmd", "json", "yaml", "boto3", "http"];
    let whole = ["terraform", "cloudformation-yaml", "cloudformation-json", "cdk"];
    for (operation, text) in [(Operation::CreateUserGroup, CREATE), (Operation::ModifyUserGroup, MODIFY)] {
        let all = targets.iter().chain(whole.iter().filter(|_| operation == Operation::CreateUserGroup));
        for id in all {
            let draft = Draft::from_json_text(text);
            let target = emit::target(id).unwrap();
            let emission = emit::emit(target, operation, &draft, &Context::default(), &Options::default());
            assert!(emission.ready, "{id}: {:?}", emission.notes);
            let written = emission.files[0].text();
            let read = import(&written);
            assert!(read.users.is_empty() && read.errors.is_empty(), "{id}: {written}\n{read:?}");
            let [group] = &read.groups[..] else { panic!("{id}: {written}\n{read:?}") };
            assert_eq!((group.operation, group.label.as_str()), (operation, "web"), "{id}");
            assert_eq!(group.draft.to_json(), value(text), "{id}\n{written}");
        }
    }
}

#[test]
fn other_formats_are_read() {
    for (text, operation, wanted) in [
        (
            "aws --region eu-west-1 elasticache modify-user-group --user-group-id web --user-ids-to-add c d",
            Operation::ModifyUserGroup,
            r#"{"UserGroupId": "web", "UserIdsToAdd": ["c", "d"]}"#,
        ),
        (
            "UserGroupId: web\nEngine: valkey\nUserIds: [a, b]\n",
            Operation::CreateUserGroup,
            r#"{"UserGroupId": "web", "Engine": "valkey", "UserIds": ["a", "b"]}"#,
        ),
        (
            r#"{"eventSource": "elasticache.amazonaws.com", "eventName": "CreateUserGroup", "requestParameters": {"userGroupId": "web", "engine": "redis", "userIds": ["default"]}}"#,
            Operation::CreateUserGroup,
            r#"{"UserGroupId": "web", "Engine": "redis", "UserIds": ["default"]}"#,
        ),
        (
            "resource \"aws_elasticache_user_group_association\" \"a\" {\n  user_group_id = \"web\"\n  user_id       = \"a\"\n}\n",
            Operation::ModifyUserGroup,
            r#"{"UserGroupId": "web", "UserIdsToAdd": ["a"]}"#,
        ),
        (
            "new elasticache.CfnUserGroup(this, 'Web', {\n  userGroupId: 'web', engine: \"valkey\",\n  userIds: ['a', `b`], // two\n});\n",
            Operation::CreateUserGroup,
            r#"{"UserGroupId": "web", "Engine": "valkey", "UserIds": ["a", "b"]}"#,
        ),
        (
            "const ids = ['default'];\nexport const web = new aws_elasticache.CfnUserGroup(scope, id, { userGroupId: 'web', engine: 'redis', userIds: ids, tags: [{ key: 'team', value: 'x' }] });\n",
            Operation::CreateUserGroup,
            r#"{"UserGroupId": "web", "Engine": "redis", "UserIds": ["default"], "Tags": [{"Key": "team", "Value": "x"}]}"#,
        ),
        (
            "elasticache.CfnUserGroup(\n    self, \"Web\",\n    engine=\"valkey\", user_group_id=\"web\",  # a new one\n    user_ids=[\"a\", \"b\"],\n)\n",
            Operation::CreateUserGroup,
            r#"{"UserGroupId": "web", "Engine": "valkey", "UserIds": ["a", "b"]}"#,
        ),
        (
            r#"{"operation": "ModifyUserGroup", "input": {"UserGroupId": "web", "Engine": "valkey"}}"#,
            Operation::ModifyUserGroup,
            r#"{"UserGroupId": "web", "Engine": "valkey"}"#,
        ),
    ] {
        let read = import(text);
        let [group] = &read.groups[..] else { panic!("{text}\n{read:?}") };
        assert_eq!((group.operation, group.draft.to_json()), (operation, value(wanted)), "{text}");
        assert!(read.users.is_empty() && read.errors.is_empty(), "{text}\n{read:?}");
    }
}

/// What the CDK writes for a user and a new group for it.
#[test]
fn an_app_has_a_user_and_its_group() {
    let user = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* -@all +get",
        "AuthenticationMode": {"Type": "iam"}});
    let (options, _) = Options::from_json(&json!({"userGroup": "web", "createUserGroup": true}));
    let draft = Draft::from_json(user.clone());
    let target = emit::target("cdk").unwrap();
    let emission = emit::emit(target, Operation::CreateUser, &draft, &Context::default(), &options);
    let read = import(&emission.files[0].text());
    assert_eq!(read.users[0].draft.to_json(), user);
    let [group] = &read.groups[..] else { panic!("{read:?}") };
    assert_eq!(group.draft.to_json(), json!({"UserGroupId": "web", "Engine": "valkey"}));
    assert_eq!((group.open()[0].path.to_string().as_str(), read.errors.len()), ("UserIds[0]", 0));
}

/// `aws elasticache create-user-group help`: the IDs are separate words.
#[test]
fn commas_between_ids_are_reported() {
    let group = "aws elasticache create-user-group --user-group-id web --engine redis --user-ids";
    let change = "aws elasticache modify-user-group --user-group-id web --user-ids-to-add";
    for (text, place) in [
        (format!("{group} a,b"), "a,b"),
        (format!("{group} a, b"), "a,"),
        (format!("{group} a , b"), ","),
        (format!("{group} 'a,b'"), "'a,b'"),
        (format!("{change} a,b"), "a,b"),
    ] {
        let read = import(&text);
        let [error] = &read.errors[..] else { panic!("{text}\n{read:?}") };
        assert_eq!((&text[error.span.clone().unwrap()], read.users.len()), (place, 0), "{text}");
        let draft = &read.groups[0].draft;
        let ids = draft.user_ids.as_ref().or(draft.user_ids_to_add.as_ref());
        assert_eq!(ids.map(|ids| ids.join(" ")).as_deref(), Some("a b"), "{text}");
    }
    // In PowerShell a comma between words parts them.
    let read = import(&format!("$x = 'y'\n{group} a,b"));
    assert_eq!((read.errors.len(), read.groups[0].draft.user_ids.as_ref().unwrap().len()), (0, 2));
}

/// A note where the text shows it says that it's a group, and as which request it was read.
#[test]
fn a_bare_group_object_is_noted() {
    for (text, operation) in [
        (r#"{"UserGroupId": "app", "Engine": "valkey", "UserIds": ["legacy-default"]}"#, "CreateUserGroup"),
        ("UserGroupId: app\nEngine: redis\nUserIds: [default]\n", "CreateUserGroup"),
        (r#"{"UserIdsToAdd": ["a"], "UserGroupId": "app"}"#, "ModifyUserGroup"),
    ] {
        let read = import(text);
        let note = &read.notes[0];
        assert!(text[note.span.clone().unwrap()].contains("UserGroupId"), "{text}\n{read:?}");
        assert!(note.message.ends_with(&format!("it was read as {operation}.")), "{text}\n{read:?}");
        assert!(read.users.is_empty() && read.errors.is_empty() && read.groups.len() == 1, "{text}");
    }
}

/// An ID that the text doesn't contain is left open, and doesn't become an empty list.
#[test]
fn references_are_left_open() {
    for text in [
        "resource \"aws_elasticache_user_group\" \"g\" {\n  engine        = \"redis\"\n  user_group_id = \"g\"\n  user_ids      = [aws_elasticache_user.a.user_id]\n}\n",
        "new CfnUserGroup(this, 'G', { engine: 'redis', userGroupId: 'g', userIds: [user.ref] });",
        "CfnUserGroup(self, 'G', engine='redis', user_group_id='g', user_ids=[user.user_id])",
    ] {
        let read = import(text);
        assert_eq!(read.groups[0].draft.user_ids, None, "{text}");
        let open = read.groups[0].open();
        assert_eq!(open[0].path.to_string(), "UserIds[0]", "{text}");
        let context = Context { open, ..Context::default() };
        let report = check(Operation::CreateUserGroup, &read.groups[0].draft, &context);
        assert!(report.ready, "{text}\n{:?}", report.findings);
    }
}

#[test]
fn a_reply_becomes_the_current_group() {
    let reply = r#"{"UserGroups": [{"UserGroupId": "web", "Status": "modifying", "Engine": "redis", "UserIds": ["default"],
        "PendingChanges": {"UserIdsToAdd": ["a"]}, "ReplicationGroups": ["cache"],
        "ARN": "arn:aws:elasticache:eu-west-1:111122223333:usergroup:web"}]}"#;
    let read = import(reply);
    let group = read.groups[0].group.clone().unwrap();
    assert_eq!(group.pending_changes.as_ref().unwrap().user_ids_to_add, ["a"]);
    assert!(read.notes.iter().any(|note| note.message.contains("being modified")), "{:?}", read.notes);
    let context = Context { group: Some(group), ..Context::default() };
    let draft = Draft::from_json_text(r#"{"UserGroupId": "web", "UserIdsToRemove": ["a"]}"#);
    let report = check(Operation::ModifyUserGroup, &draft, &context);
    let errors: Vec<&str> = report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.rule)
        .collect();
    // `a` will be a member once the change is done.
    assert_eq!(errors, ["group-active-only"]);
    let Prediction::RefusedByService(refusal) = report.prediction else { panic!("{:?}", report.prediction) };
    let text = "User group web has status modifying. Only active user groups can be modified.";
    assert_eq!((refusal.first.code, refusal.first.message.as_ref()), ("InvalidUserGroupState", text));
}

#[test]
fn a_new_group_is_predicted_as_in_replies() {
    let draft = Draft::from_json_text(r#"{"UserGroupId": "Web", "Engine": "Valkey", "UserIds": ["A", "b"]}"#);
    let users = json!({"users": [
        {"UserId": "a", "UserName": "a", "MinimumEngineVersion": "6.0", "Authentication": {"Type": "password"}},
        {"UserId": "b", "UserName": "b", "MinimumEngineVersion": "7.0", "Authentication": {"Type": "iam"}}]});
    let context = Context::from_json(&users);
    let Prediction::Accepted(reply) = predict(Operation::CreateUserGroup, &draft, &context) else { panic!() };
    assert_eq!(
        reply.group().unwrap().to_json(),
        json!({"UserGroupId": "web", "Status": "creating", "Engine": "valkey", "UserIds": ["a", "b"],
            "MinimumEngineVersion": "7.0", "ReplicationGroups": [],
            "ARN": "arn:aws:elasticache:<region>:<account>:usergroup:web"})
    );
    let unless: Vec<&str> = reply.unless.iter().map(|answer| answer.code).collect();
    assert_eq!(
        unless,
        ["UserGroupAlreadyExists", "UserGroupQuotaExceeded", "ServiceLinkedRoleNotFoundFault"]
    );
    // Who the users are isn't known: what depends on them may come instead.
    let Prediction::Accepted(reply) = predict(Operation::CreateUserGroup, &draft, &Context::default()) else {
        panic!()
    };
    assert_eq!(reply.group().unwrap().minimum_engine_version, None);
    assert!(reply.unless.iter().any(|answer| answer.code == "DuplicateUserName"));
}

#[test]
fn a_changed_group_is_modifying_at_first() {
    let draft = Draft::from_json_text(
        r#"{"UserGroupId": "web", "UserIdsToAdd": ["own"], "UserIdsToRemove": ["default"]}"#,
    );
    let context = Context::from_json(&json!({
        "group": {"UserGroupId": "web", "Status": "active", "Engine": "redis", "UserIds": ["default", "a"]},
        "users": [{"UserId": "own", "UserName": "default"}, {"UserId": "a", "UserName": "a"}]}));
    let Prediction::Accepted(reply) = predict(Operation::ModifyUserGroup, &draft, &context) else { panic!() };
    let group = reply.group().unwrap().to_json();
    assert_eq!(group["UserIds"], json!(["default", "a"]));
    assert_eq!(group["PendingChanges"], json!({"UserIdsToRemove": ["default"], "UserIdsToAdd": ["own"]}));
    assert_eq!(reply.changes[0].after.as_deref(), Some("a, own"));
}

#[test]
fn user_only_targets_say_so_for_groups() {
    let draft = Draft::from_json_text(CREATE);
    let target = emit::target("acl-setuser").unwrap();
    let emission =
        emit::emit(target, Operation::CreateUserGroup, &draft, &Context::default(), &Options::default());
    assert!(!emission.ready && emission.files.is_empty());
    assert!(emission.notes[0].text.contains("user group"), "{:?}", emission.notes);
}

/// Without the users, only the request itself is judged: no error follows from what isn't known.
#[test]
fn unknown_users_cause_no_error() {
    for text in [
        r#"{"UserGroupId": "g", "Engine": "redis", "UserIds": ["own"]}"#,
        r#"{"UserGroupId": "g", "Engine": "valkey", "UserIds": ["a", "b"]}"#,
    ] {
        let report = check(Operation::CreateUserGroup, &Draft::from_json_text(text), &Context::default());
        assert_eq!(report.count(Severity::Error), 0, "{text}: {:?}", report.findings);
    }
    let change = Draft::from_json_text(
        r#"{"UserGroupId": "g", "UserIdsToAdd": ["own"], "UserIdsToRemove": ["default", "x"]}"#,
    );
    let report = check(Operation::ModifyUserGroup, &change, &Context::default());
    assert_eq!(report.count(Severity::Error), 0, "{:?}", report.findings);
}
