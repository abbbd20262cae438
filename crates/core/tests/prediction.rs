//! What is predicted, against what the real AWS CLI printed and what the service is documented to answer.

use elasticache_user::emit::CliVersion;
use elasticache_user::predict::{Accepted, ClientRefusal, ServiceRefusal};
use elasticache_user::{Context, Draft, Evidence, Operation, Prediction, predict};
use serde_json::{Value, json};

fn predicted(operation: Operation, input: Value, context: Value) -> Prediction {
    predict(operation, &Draft::from_json(input), &Context::from_json(&context))
}

fn accepted(operation: Operation, input: Value, context: Value) -> Accepted {
    match predicted(operation, input, context) {
        Prediction::Accepted(accepted) => *accepted,
        other => panic!("{other:?}"),
    }
}

fn by_service(operation: Operation, input: Value, context: Value) -> ServiceRefusal {
    match predicted(operation, input, context) {
        Prediction::RefusedByService(refusal) => refusal,
        other => panic!("{other:?}"),
    }
}

/// The report is what `aws elasticache create-user --cli-input-json` of AWS CLI 1.45.11 printed for this input.
#[test]
fn the_client_reports_all_problems_at_once() {
    let input = json!({"Passwords": [], "UserName": "", "Bogus": 1, "NoPasswordRequired": "true"});
    let Prediction::RefusedByClient(refusal) = predicted(Operation::CreateUser, input, json!({})) else {
        panic!()
    };
    let report = "Parameter validation failed:
Missing required parameter in input: \"UserId\"
Missing required parameter in input: \"Engine\"
Missing required parameter in input: \"AccessString\"
Unknown parameter in input: \"Bogus\", must be one of: UserId, UserName, Engine, Passwords, AccessString, NoPasswordRequired, Tags, AuthenticationMode
Invalid length for parameter Passwords, value: 0, valid min length: 1
Invalid length for parameter UserName, value: 0, valid min length: 1
Invalid type for parameter NoPasswordRequired, value: true, type: <class 'str'>, valid types: <class 'bool'>";
    assert_eq!(refusal.report(), report);
    assert_eq!(refusal.text(CliVersion::V1), format!("\n{report}\n"));
    let v2 = format!("\naws: [ERROR]: An error occurred (ParamValidation): {report}\n");
    assert_eq!(refusal.text(CliVersion::V2), v2);
    assert_eq!(ClientRefusal::exit_code(CliVersion::V2), 252);
    assert_eq!(
        refusal.missing_options.as_deref(),
        Some("the following arguments are required: --user-id, --engine, --access-string")
    );
}

#[test]
fn the_service_reports_one_problem_at_a_time() {
    let input = json!({"UserId": "app", "UserName": "other", "Engine": "redis", "AccessString": "on",
        "Passwords": ["short"], "AuthenticationMode": {"Type": "iam"}});
    let refusal = by_service(Operation::CreateUser, input, json!({}));
    assert_eq!(
        refusal.text(CliVersion::V1),
        "\nAn error occurred (InvalidParameterValue) when calling the CreateUser operation: Passwords length must be between 16-128 characters.\n"
    );
    let others: Vec<&str> = refusal.others.iter().map(|answer| &*answer.message).collect();
    assert_eq!(
        others,
        [
            "User Id and User name must be same for authentication type: iam",
            "Password field is not allowed with authentication type: iam"
        ]
    );
    assert_eq!(ServiceRefusal::exit_code(CliVersion::V2), 254);
}

/// The pairs of sent and stored are those that the service was seen to give back.
#[test]
fn a_new_user_is_predicted_as_in_replies() {
    let access = [
        ("off +get ~keys*", "off ~keys* -@all +get"),
        ("~objects:* ~items:* ~public:*", "off ~objects:* ~items:* ~public:* -@all"),
        ("on ~app:* +@read", "on ~app:* -@all +@read"),
        ("on allkeys allcommands", "on ~* +@all"),
        ("on ~* &* +@all", "on ~* &* +@all"),
    ];
    for (sent, back) in access {
        let input = json!({"UserId": "MyUser", "UserName": "MyName", "Engine": "REDIS", "AccessString": sent,
            "NoPasswordRequired": true});
        let reply = accepted(Operation::CreateUser, input, json!({}));
        assert_eq!(reply.user().unwrap().access_string.as_deref(), Some(back));
        assert_eq!(reply.user().unwrap().user_id.as_deref(), Some("myuser"));
        assert_eq!(reply.user().unwrap().user_name.as_deref(), Some("MyName"));
        assert_eq!(reply.user().unwrap().engine.as_deref(), Some("redis"));
        assert_eq!(reply.user().unwrap().status.as_deref(), Some("active"));
        assert_eq!(
            reply.user().unwrap().arn.as_deref(),
            Some("arn:aws:elasticache:<region>:<account>:user:myuser")
        );
        let authentication = reply.user().unwrap().authentication.clone().unwrap();
        assert_eq!(authentication.kind.as_deref(), Some("no-password"));
        assert_eq!(authentication.password_count, None);
        assert!(reply.evidence.contains(&("AccessString", Evidence::Seen)));
        assert_eq!(reply.unless[0].message, "User myuser already exists.");
    }
}

#[test]
fn a_change_has_before_and_after() {
    let current = json!({"current": {"UserId": "app", "UserName": "app", "Status": "active", "Engine": "redis",
        "AccessString": "on ~app:* -@all +@read", "UserGroupIds": ["team"], "MinimumEngineVersion": "6.0",
        "Authentication": {"Type": "password", "PasswordCount": 1}, "ARN": "arn:aws:elasticache:eu-west-1:1:user:app"}});
    let input = json!({"UserId": "app", "AppendAccessString": "+set", "AuthenticationMode": {"Type": "iam"}});
    let reply = accepted(Operation::ModifyUser, input, current);
    let changes: Vec<(&str, Option<&str>, Option<&str>)> = reply
        .changes
        .iter()
        .map(|change| (change.member, change.before.as_deref(), change.after.as_deref()))
        .collect();
    assert_eq!(
        changes,
        [
            ("AccessString", Some("on ~app:* -@all +@read"), Some("on ~app:* -@all +@read +set")),
            ("Authentication", Some("password (1)"), Some("iam")),
        ]
    );
    assert_eq!(reply.user().unwrap().status.as_deref(), Some("modifying"));
    assert_eq!(reply.user().unwrap().arn.as_deref(), Some("arn:aws:elasticache:eu-west-1:1:user:app"));
    assert_eq!(reply.user().unwrap().user_group_ids, ["team"]);
    assert!(reply.unless.iter().all(|answer| answer.code != "UserNotFound"));
    assert!(reply.unless.iter().any(|answer| answer.code == "InvalidUserState"));
}

#[test]
fn without_the_current_user_the_reply_stays_vague() {
    let input = json!({"UserId": "app", "AppendAccessString": "on ~* +@all"});
    let reply = accepted(Operation::ModifyUser, input, json!({}));
    assert_eq!(reply.user().unwrap().access_string, None);
    assert_eq!(reply.user().unwrap().user_name, None);
    assert!(reply.changes.is_empty());
    assert!(
        reply.unless.iter().any(|answer| answer.code == "UserNotFound" && answer.http_status == Some(404))
    );
}

#[test]
fn an_uncertain_rejection_does_not_predict_one() {
    let input = json!({"UserId": "app", "AccessString": "on"});
    let busy = json!({"current": {"UserId": "app", "Status": "deleting"}});
    let reply = accepted(Operation::ModifyUser, input, busy);
    assert!(reply.unless.iter().any(|answer| answer.message == "User has status deleting."));
}

#[test]
fn the_last_value_of_a_duplicate_member_is_sent() {
    let draft = Draft::from_json_text(
        r#"{"UserId": "old", "UserId": "new", "UserName": "new", "Engine": "redis", "AccessString": "on ~a +get",
            "NoPasswordRequired": true}"#,
    );
    let Prediction::Accepted(reply) = predict(Operation::CreateUser, &draft, &Context::default()) else {
        panic!("the request is refused")
    };
    assert_eq!(reply.user().unwrap().user_id.as_deref(), Some("new"));
}

#[test]
fn an_answer_predicted_by_two_findings_appears_once() {
    let input = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@read",
        "Passwords": ["short", "shorter"]});
    let refusal = by_service(Operation::CreateUser, input, json!({}));
    assert_eq!(&*refusal.first.message, "Passwords length must be between 16-128 characters.");
    assert!(refusal.others.is_empty(), "{:?}", refusal.others);
}
