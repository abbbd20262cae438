//! What a text leaves open is neither missing nor empty nor too short: see `Context::open`.

use elasticache_user::rules::RULES;
use elasticache_user::{Context, Draft, Edit, Member, Operation, Path, Prediction, Severity, apply, check};
use serde_json::{Value, json};
use std::collections::BTreeSet;

fn context(open: &[&str]) -> Context {
    Context { open: open.iter().map(|path| Path::parse(path).into()).collect(), ..Context::default() }
}

fn rules(operation: Operation, input: Value, context: &Context) -> Vec<&'static str> {
    let report = check(operation, &Draft::from_json(input), context);
    report
        .findings
        .iter()
        .filter(|finding| finding.severity == Severity::Error)
        .map(|finding| finding.rule)
        .collect()
}

#[test]
fn open_values_are_reported_once_below_error() {
    let input =
        json!({"UserName": "app", "Engine": "valkey", "Passwords": [""], "AccessString": "on ~a:* +get"});
    let open = context(&["UserId", "Passwords[0]"]);
    let report = check(Operation::CreateUser, &Draft::from_json(input.clone()), &open);
    assert!(report.ready, "{:?}", report.findings);
    let told: Vec<_> = report.findings.iter().filter(|finding| finding.rule == "value-left-open").collect();
    let [told] = told[..] else { panic!("{told:?}") };
    assert!(told.severity > Severity::Warning && told.message.contains("`UserId` and `Passwords[0]`"));
    let Prediction::Accepted(reply) = &report.prediction else { panic!("{:?}", report.prediction) };
    assert_eq!((&reply.user().unwrap().user_id, &reply.user().unwrap().arn), (&None, &None));
    assert_eq!(reply.user().unwrap().user_name.as_deref(), Some("app"));
    assert_eq!(
        rules(Operation::CreateUser, input, &Context::default()),
        ["user-id-required", "password-min-16"]
    );
}

#[test]
fn whole_lists_structures_and_placeholders_can_be_open() {
    let base = json!({"UserId": "{{user}}", "UserName": "{{user}}", "Engine": "%ENGINE%", "AccessString": "<access string>"});
    let mut all = vec!["UserId", "UserName", "Engine", "AccessString"];
    for (member, value) in [
        ("Passwords", json!(null)),
        ("AuthenticationMode", json!("${mode}")),
        ("NoPasswordRequired", json!("${flag}")),
        ("AuthenticationMode.Type", json!({"Type": "{{type}}"})),
        ("AuthenticationMode.Passwords", json!({"Type": "password"})),
        ("AuthenticationMode.Passwords[0]", json!({"Type": "password"})),
    ] {
        let mut input = base.clone();
        input[member.split('.').next().unwrap()] = value;
        all.push(member);
        let report = check(Operation::CreateUser, &Draft::from_json(input), &context(&all));
        assert!(report.ready, "{member}: {:?}", report.findings);
        assert!(matches!(report.prediction, Prediction::Accepted(_)), "{member}: {:?}", report.prediction);
        all.pop();
    }
}

/// What is known is still judged, and comparisons with what isn't are left out.
#[test]
fn values_that_are_not_open_are_checked() {
    let input = json!({"UserId": "App_1", "UserName": "x", "Engine": "valkey", "AccessString": "on +gte",
        "AuthenticationMode": {"Type": "iam"}, "Tags": [{"Value": "a"}, {"Key": "aws:b"}]});
    let open = context(&["UserName", "Tags[0].Key"]);
    assert_eq!(
        rules(Operation::CreateUser, input, &open),
        ["user-id-charset", "as-command-known", "tag-key-aws-prefix"]
    );
    // A member that the operation doesn't know is wrong whatever its value.
    let modify = json!({"UserId": "app", "UserName": "x"});
    assert_eq!(rules(Operation::ModifyUser, modify, &context(&["UserName"])), ["user-name-immutable"]);
}

/// Opening a value adds no error, leaves none at its path, and never mentions the stand-in.
#[test]
fn opening_any_value_of_any_example_adds_no_error() {
    let paths = |draft: &Draft| -> Vec<Path> {
        let mut paths: Vec<Path> = Member::ALL.into_iter().map(Path::Member).collect();
        paths.extend(draft.all_passwords().map(|(path, _)| path));
        paths.extend([Path::ModeType, Path::ModePasswords, Path::Password(0), Path::ModePassword(0)]);
        let tags = draft.tags.as_ref().map_or(0, Vec::len).min(3);
        paths.extend((0..tags).flat_map(|n| [Path::Tag(n), Path::TagKey(n), Path::TagValue(n)]));
        paths
    };
    let errors = |operation, draft: &Draft, context: &Context| -> BTreeSet<(&'static str, String)> {
        let report = check(operation, draft, context);
        let told = format!("{report:?}");
        assert!(!told.contains("left-open-value"), "{told}");
        let errors = report.findings.into_iter().filter(|finding| finding.severity == Severity::Error);
        errors.map(|error| (error.rule, error.path.to_string())).collect()
    };
    // A skeleton that was filled in is judged as a request.
    let rules = RULES.iter().filter(|rule| rule.id != "cli-skeleton-not-ready");
    for example in rules.flat_map(|rule| rule.examples) {
        let draft = Draft::from_json_text(example.input);
        let known = Context::from_json(&serde_json::from_str(example.context).unwrap());
        let before = errors(example.operation, &draft, &known);
        // A member of the other kind of thing is wrong whatever its value.
        let alike = if example.operation.is_of_group() { Operation::GROUPS } else { Operation::USERS };
        let knows =
            |path: &Path| alike.iter().any(|operation| operation.members().contains(&path.member().unwrap()));
        for path in paths(&draft).into_iter().filter(knows) {
            let mut open = known.clone();
            open.open.push(path.clone().into());
            let removed = apply(&draft, &[Edit::Remove(path.clone())]);
            // An open place counts as given, which may contradict other members.
            let present = removed.to_json() != draft.to_json();
            for draft in [&draft, &removed] {
                let after = errors(example.operation, draft, &open);
                let knows = example.operation.members().contains(&path.member().unwrap());
                let at = path.to_string();
                assert!(
                    !knows || after.iter().all(|(_, path)| *path != at),
                    "{at}: {after:?} {}",
                    example.input
                );
                assert!(
                    !knows || !present || after.is_subset(&before),
                    "{at} of {}: {after:?}",
                    example.input
                );
            }
        }
    }
}

#[test]
fn any_list_of_open_values_is_bounded() {
    let open = (0..100_000).map(|n| Path::Password(usize::MAX - n).into()).collect();
    let context = Context { open, ..Context::default() };
    assert!(!check(Operation::CreateUser, &Draft::default(), &context).ready);
}

/// Anyone who checks the file that was written here has no errors: the password comes when it runs.
#[test]
fn our_own_outputs_have_no_errors() {
    use elasticache_user::emit::{Options, TARGETS, emit};
    use elasticache_user::import::{import, import_as};
    let create = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* -@all +@read",
        "AuthenticationMode": {"Type": "password", "Passwords": ["0123456789abcdefXY"]}});
    let modify = json!({"UserId": "app", "AccessString": "on ~app:* -@all +@read", "Passwords": ["0123456789abcdefXY"]});
    let mut read = BTreeSet::new();
    // An empty skeleton isn't a request, and a line for a server has no ID and no engine.
    for target in TARGETS.iter().filter(|target| !["json-skeleton", "acl-setuser"].contains(&target.id)) {
        for (operation, input) in [(Operation::CreateUser, &create), (Operation::ModifyUser, &modify)] {
            let current = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~* +@all",
                "Authentication": {"Type": "password", "PasswordCount": 1}});
            let context = match operation {
                Operation::CreateUser => Context::default(),
                _ => Context::from_json(&json!({ "current": current })),
            };
            let emission =
                emit(target, operation, &Draft::from_json(input.clone()), &context, &Options::default());
            assert!(emission.ready, "{} {operation}", target.id);
            for file in &emission.files {
                // The two PowerShells differ in quotes only, and a text may be of either.
                let found = match target.id {
                    "windows-powershell" => import_as(&file.text(), target.id),
                    _ => import(&file.text()),
                };
                // The checker ends with 1 where anything can't be read, and where a finding is an error.
                assert_eq!(found.errors, [], "{} {operation}\n{}", target.id, file.text());
                for user in &found.users {
                    read.insert((target.id, operation.name()));
                    let context = Context { open: user.open(), ..Context::default() };
                    let report = check(user.operation, &user.draft, &context);
                    assert!(
                        report.ready,
                        "{} {operation}: {:#?}\n{}",
                        target.id,
                        report.findings,
                        file.text()
                    );
                }
            }
        }
    }
    for target in TARGETS.iter().filter(|target| !["json-skeleton", "acl-setuser"].contains(&target.id)) {
        assert!(read.contains(&(target.id, "CreateUser")), "{}: {read:?}", target.id);
    }
}

#[test]
fn template_placeholders_in_a_string_are_open() {
    use elasticache_user::import::import;
    let text = r#"{"UserId":"{{username}}","UserName":"<user name>","Engine":"redis","Passwords":["{{password}}"],"AccessString":"on ~${app}:* +@all","Tags":[{"Key":"env","Value":"%ENV%"}]}"#;
    let found = import(text);
    let user = &found.users[0];
    let open: Vec<String> = user.open().iter().map(|open| open.path.to_string()).collect();
    assert_eq!(open, ["UserId", "UserName", "Passwords[0]", "AccessString", "Tags[0].Value"]);
    assert_eq!(user.draft.user_id.as_deref(), Some("{{username}}"), "it stays as it is");
    let context = Context { open: user.open(), ..Context::default() };
    assert!(check(user.operation, &user.draft, &context).ready);
    // And goes out as it came in.
    use elasticache_user::emit::{Options, emit, target};
    for id in ["terraform", "json", "cloudformation-json"] {
        let emission = emit(target(id).unwrap(), user.operation, &user.draft, &context, &Options::default());
        let text: String = emission.files.iter().map(|file| file.text()).collect();
        assert!(emission.ready && text.contains("{{username}}"), "{id}: {text}");
    }
}
