//! What is in the table of members is honored everywhere: each row is read and written, known or unknown to an operation,
//! and has its option of the AWS CLI, its attribute of Terraform and its property of CloudFormation. So a new member is one row.

use elasticache_user::emit::{Options, Secrets, emit, target};
use elasticache_user::import::import;
use elasticache_user::{
    Context, CreateUserGroupRequest, CreateUserRequest, Draft, Language, Member, MemberKind,
    ModifyUserGroupRequest, ModifyUserRequest, OpenPlace, Operation, Path, Prediction, Reference, check,
};
use serde_json::{Map, Value, json};

/// A value that the member can have.
fn value(member: Member) -> Value {
    match member.kind() {
        MemberKind::Text if member == Member::Engine => json!("valkey"),
        MemberKind::Text if member.name().ends_with("AccessString") => json!("on ~app:* -@all +@read"),
        MemberKind::Text => json!("sample"),
        MemberKind::Flag => json!(true),
        MemberKind::Texts => json!(["one", "two"]),
        MemberKind::Passwords => json!(["0123456789abcdefghij"]),
        MemberKind::Tags => json!([{"Key": "team", "Value": "a"}]),
        MemberKind::AuthenticationMode => json!({"Type": "iam"}),
        kind => panic!("{kind:?} has no sample"),
    }
}

/// How the user logs in. Typed requests have one member for all of it.
const LOGIN: [Member; 3] = [Member::Passwords, Member::NoPasswordRequired, Member::AuthenticationMode];

/// A request that can be sent: everything that is required, and the member.
fn request(operation: Operation, member: Member) -> Map<String, Value> {
    let members =
        operation.members().iter().filter(|other| **other == member || operation.required().contains(other));
    let mut all: Map<String, Value> =
        members.map(|member| (member.name().to_owned(), value(*member))).collect();
    if operation == Operation::CreateUser && !LOGIN.contains(&member) {
        all.insert("AuthenticationMode".to_owned(), json!({"Type": "iam"}));
    }
    if operation == Operation::CreateUser && member == Member::NoPasswordRequired {
        all.insert("Engine".to_owned(), json!("redis"));
    }
    all
}

fn draft(request: &Map<String, Value>) -> Draft {
    serde_json::from_value(Value::Object(request.clone())).unwrap()
}

/// Each member with each operation that knows it.
fn known() -> impl Iterator<Item = (Operation, Member)> {
    Operation::ALL
        .into_iter()
        .flat_map(|operation| operation.members().iter().map(move |member| (operation, *member)))
}

/// The only user or group of a text.
fn only(text: &str) -> Draft {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    let [found] =
        [read.users, read.groups].concat().try_into().unwrap_or_else(|all| panic!("{all:?}\n{text}"));
    assert_eq!(found.draft.mismatches, [], "{text}");
    found.draft
}

#[test]
fn each_member_is_read_and_written() {
    for member in Member::ALL {
        let text = json!({member.name(): value(member)}).to_string();
        let draft: Draft = serde_json::from_str(&text).unwrap();
        assert!(draft.has(member) && draft.mismatches.is_empty(), "{text}");
        assert_eq!(serde_json::to_string(&draft).unwrap(), text);
        let null = json!({member.name(): null}).to_string();
        let wrong: Draft = serde_json::from_str(&null).unwrap();
        assert!(!wrong.has(member) && wrong.is_mismatch(member), "{null}");
        assert_eq!(serde_json::to_string(&wrong).unwrap(), null);
        let mut cleared = draft.clone();
        cleared.clear(member);
        assert_eq!(cleared, Draft::default(), "{text}");
    }
}

#[test]
fn each_operation_has_exactly_its_members() {
    for operation in Operation::ALL {
        for member in Member::ALL {
            let mut all = request(operation, member);
            all.insert(member.name().to_owned(), value(member));
            let report = check(operation, &draft(&all), &Context::default());
            let unknown = matches!(&report.prediction, Prediction::RefusedByClient(refusal)
                if refusal.problems.iter().any(|one| one.path.member() == Some(member) || one.line().contains(member.name())));
            assert_eq!(
                unknown,
                !operation.members().contains(&member),
                "{operation} {member:?} {:?}",
                report.prediction
            );
        }
        let mut all = request(operation, Member::Engine);
        all.insert("NoSuchMember".to_owned(), json!("sample"));
        let report = check(operation, &draft(&all), &Context::default());
        assert!(report.findings.iter().any(|finding| finding.rule == "unknown-member"), "{operation}");
    }
}

#[test]
fn each_member_is_in_the_typed_request() {
    for (operation, member) in known() {
        let all = draft(&request(operation, member));
        let typed: Draft = match operation {
            Operation::CreateUser => CreateUserRequest::try_from(all).unwrap().into(),
            Operation::ModifyUser => ModifyUserRequest::try_from(all).unwrap().into(),
            Operation::CreateUserGroup => CreateUserGroupRequest::try_from(all).unwrap().into(),
            Operation::ModifyUserGroup => ModifyUserGroupRequest::try_from(all).unwrap().into(),
        };
        if LOGIN.contains(&member) {
            assert!(typed.has(Member::AuthenticationMode), "{operation} {member:?}");
        } else {
            assert_eq!(typed.to_json().get(member.name()), Some(&value(member)), "{operation}");
        }
    }
}

#[test]
fn each_text_can_be_a_reference() {
    let bash = target("bash").unwrap();
    for (operation, member) in known().filter(|(_, member)| member.kind() == MemberKind::Text) {
        let mut all = request(operation, member);
        all.remove(member.name());
        let reference = Reference { language: Language::Shell, value: "${SAMPLE}".to_owned() };
        let open = vec![OpenPlace { path: Path::Member(member), reference: Some(reference) }];
        let context = Context { open, ..Context::default() };
        let emission = emit(bash, operation, &draft(&all), &context, &Options::default());
        assert!(emission.files[0].text().contains("\"$SAMPLE\""), "{operation} {member:?}\n{emission:?}");
    }
}

#[test]
fn each_member_has_an_aws_cli_option() {
    let options = Options { secrets: Secrets::Inline, ..Options::default() };
    let bash = target("bash").unwrap();
    for (operation, member) in known() {
        let all = request(operation, member);
        let emission = emit(bash, operation, &draft(&all), &Context::default(), &options);
        let text = emission.files[0].text();
        let option = member.option();
        assert!(text.split_whitespace().any(|word| word == option), "{operation} {option}\n{text}");
        assert_eq!(only(&text).to_json(), Value::Object(all), "{text}");
    }
}

#[test]
fn each_member_has_a_terraform_attribute() {
    let hcl = |member: Member| match member.kind() {
        MemberKind::Tags => r#"{ team = "a" }"#.to_owned(),
        _ => value(member).to_string(),
    };
    for (operation, resource) in [
        (Operation::CreateUser, "aws_elasticache_user"),
        (Operation::CreateUserGroup, "aws_elasticache_user_group"),
    ] {
        for member in operation.members() {
            let attribute = member.row().terraform.expect("Terraform knows all of them");
            let body = match member.kind() {
                MemberKind::AuthenticationMode => format!("{attribute} {{\n    type = \"iam\"\n  }}"),
                _ => format!("{attribute} = {}", hcl(*member)),
            };
            let text = format!("resource \"{resource}\" \"a\" {{\n  {body}\n}}\n");
            assert_eq!(only(&text).to_json().get(member.name()), Some(&value(*member)), "{text}");
            if operation == Operation::CreateUser
                && matches!(member.kind(), MemberKind::Text | MemberKind::Tags)
            {
                written("terraform", *member, attribute);
            }
        }
    }
}

#[test]
fn each_member_has_a_cloudformation_property() {
    for (operation, resource) in [
        (Operation::CreateUser, "AWS::ElastiCache::User"),
        (Operation::CreateUserGroup, "AWS::ElastiCache::UserGroup"),
    ] {
        for member in operation.members() {
            let property = member.row().cloudformation.expect("CloudFormation knows all of them");
            let text =
                json!({"Resources": {"One": {"Type": resource, "Properties": {property: value(*member)}}}});
            let text = text.to_string();
            assert_eq!(only(&text).to_json().get(member.name()), Some(&value(*member)), "{text}");
            if operation == Operation::CreateUser
                && matches!(member.kind(), MemberKind::Text | MemberKind::Tags)
            {
                written("cloudformation-json", *member, property);
            }
        }
    }
}

/// The target has the name, and what it has is read as the member.
fn written(id: &str, member: Member, name: &str) {
    let all = request(Operation::CreateUser, member);
    let target = target(id).unwrap();
    let emission =
        emit(target, Operation::CreateUser, &draft(&all), &Context::default(), &Options::default());
    let text = emission.files[0].text();
    assert!(text.contains(name), "{name}\n{text}");
    assert_eq!(only(&text).to_json().get(member.name()), Some(&value(member)), "{text}");
}
