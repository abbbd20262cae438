use super::*;
use crate::emit::{self, Emission, Options, target};
use serde_json::{Value, json};

fn emitted(operation: Operation, draft: Value, options: Value) -> Emission {
    let (options, notes) = Options::from_json(&options);
    assert!(notes.is_empty(), "{notes:?}");
    emit::emit(target("bash").unwrap(), operation, &Draft::from_json(draft), &Context::default(), &options)
}

fn of_target(id: &str, draft: Value, options: &Value) -> Emission {
    let (options, notes) = Options::from_json(options);
    assert!(notes.is_empty(), "{notes:?}");
    let draft = Draft::from_json(draft);
    emit::emit(target(id).unwrap(), Operation::CreateUser, &draft, &Context::default(), &options)
}

/// Every shell with these steps makes the same calls.
#[test]
fn every_shell_goes_the_same_road() {
    let all = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "cache", "iamRole": "app",
        "allowFrom": "10.0.0.0/16", "connection": "ioredis"});
    let shells = ["bash", "fish", "powershell", "windows-powershell", "cmd"];
    let calls = |text: &str| {
        let after = |part: &str| {
            let mut words = part.split_whitespace();
            Some(format!("{} {}", words.next()?, words.next()?))
        };
        text.split("aws ").skip(1).filter_map(after).collect::<Vec<_>>()
    };
    let made = shells.map(|id| of_target(id, iam(), &all));
    for (id, emission) in shells.iter().zip(&made) {
        assert!(emission.ready, "{id} {:?}", emission.notes);
        assert!(
            !emission.notes.iter().any(|note| note.text.contains("ignores")),
            "{id} {:?}",
            emission.notes
        );
        assert_eq!(steps(emission), steps(&made[0]), "{id}");
        assert_eq!(calls(&emission.files[0].text()), calls(&made[0].files[0].text()), "{id}");
    }
}

/// Whatever the user is called, its name in a shell's `case` is neither a pattern nor code.
#[test]
fn a_case_holds_any_access_string() {
    let draft = user(
        json!({"AccessString": "on ~it's\u{2019}$(id)a?[b]* &* +@read", "NoPasswordRequired": true, "Engine": "redis"}),
    );
    let options = json!({"userGroup": "apps", "createUserGroup": true});
    for (id, part) in [
        ("fish", "if contains -- \"$found\" 'app redis no-password on ~it\\'s\u{2019}$(id)a?[b]* &* +@read'"),
        ("powershell", "if (@('app redis no-password on ~it''s\u{2019}\u{2019}$(id)a?[b]* &* +@read'"),
    ] {
        let text = of_target(id, draft.clone(), &options).files[0].text();
        assert!(text.contains(part), "{id}\n{text}");
    }
}

fn user(more: Value) -> Value {
    let mut user = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* -@all +get"});
    for (name, value) in more.as_object().unwrap() {
        user[name] = value.clone();
    }
    user
}

fn iam() -> Value {
    user(json!({"AuthenticationMode": {"Type": "iam"}}))
}

fn steps(emission: &Emission) -> Vec<&'static str> {
    emission.steps.iter().map(|step| step.id).collect()
}

#[test]
fn each_option_adds_its_step() {
    let all = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "cache", "iamRole": "app", "connection": "url"});
    let emission = emitted(Operation::CreateUser, iam(), all);
    assert!(emission.ready, "{:?}", emission.notes);
    assert_eq!(steps(&emission), ["request", "wait", "group", "cache", "policy", "connection"]);
    assert_eq!(
        steps(&emitted(Operation::CreateUser, iam(), json!({"userGroup": "apps", "wait": true}))),
        [""; 0]
    );
    let policy =
        emitted(Operation::CreateUser, iam(), json!({"serverlessCache": "cache", "iamPolicy": true}));
    assert_eq!(steps(&policy), ["request", "wait", "policy"]);
    let group = json!({"UserGroupId": "apps", "Engine": "valkey", "UserIds": ["app"]});
    let group =
        emitted(Operation::CreateUserGroup, group, json!({"replicationGroup": "cache", "connection": "url"}));
    assert_eq!(steps(&group), ["request", "wait", "cache"]);
    assert!(group.notes.iter().any(|note| note.text.contains("connection is about a user")));
    let nothing =
        emitted(Operation::CreateUser, iam(), json!({"serverlessCache": "cache", "checkOnly": true}));
    assert!(nothing.steps.is_empty() && !nothing.files[0].text().contains("serverless"));
}

#[test]
fn every_command_that_undoes_is_a_command() {
    let all =
        json!({"userGroup": "apps", "createUserGroup": true, "serverlessCache": "cache", "iamRole": "app"});
    let emission = emitted(Operation::CreateUser, iam(), all);
    let undo: Vec<&str> = emission.steps.iter().filter_map(|step| step.undo.as_deref()).collect();
    assert_eq!(
        undo,
        [
            "aws elasticache delete-user --user-id app",
            "aws elasticache modify-user-group --user-group-id apps --user-ids-to-remove app",
            "aws elasticache modify-serverless-cache --remove-user-group --serverless-cache-name cache",
            "aws iam delete-role-policy --role-name app --policy-name elasticache-connect-app",
        ]
    );
    let change = json!({"UserGroupId": "apps", "UserIdsToAdd": ["a"], "UserIdsToRemove": ["b", "c"]});
    let group = emitted(Operation::ModifyUserGroup, change, json!({"replicationGroup": "cache"}));
    let swapped =
        "aws elasticache modify-user-group --user-group-id apps --user-ids-to-add b c --user-ids-to-remove a";
    assert_eq!(group.steps[0].undo.as_deref(), Some(swapped));
}

#[test]
fn a_problem_is_reported_at_its_option() {
    let errors = |draft: Value, options: Value| {
        let emission = emitted(Operation::CreateUser, draft, options);
        assert!(!emission.ready && emission.steps.is_empty());
        let error = emission.notes.iter().find(|note| note.severity == Severity::Error);
        error.and_then(|note| note.path.as_ref()).unwrap().to_string()
    };
    for (options, option) in [
        (json!({"createUserGroup": true}), "createUserGroup"),
        (json!({"replicationGroup": "a", "serverlessCache": "b"}), "serverlessCache"),
        (json!({"iamPolicy": true}), "iamPolicy"),
        (json!({"iamRole": "app"}), "iamRole"),
        (json!({"connection": "url"}), "connection"),
        (json!({"connection": "telnet", "serverlessCache": "a"}), "connection"),
        (json!({"iamPolicy": true, "replicationGroup": "a", "allowFrom": "vpc-1"}), "allowFrom"),
        (json!({"iamPolicy": true, "serverlessCache": "a", "allowFrom": "10.0.0.0/33"}), "allowFrom"),
        (json!({"iamPolicy": true, "serverlessCache": "a", "allowFrom": "my-vpc"}), "allowFrom"),
        (json!({"replicationGroup": "a--b"}), "replicationGroup"),
        (json!({"serverlessCache": "1a"}), "serverlessCache"),
        (json!({"serverlessCache": "a", "iamRole": "arn:aws:iam::1:role/app"}), "iamRole"),
    ] {
        assert_eq!(errors(iam(), options.clone()), format!("options.{option}"), "{options}");
    }
    let password = user(json!({"Passwords": ["a-password-of-it"]}));
    let emission =
        emitted(Operation::CreateUser, password, json!({"serverlessCache": "a", "iamPolicy": true}));
    assert!(emission.ready && !steps(&emission).contains(&"policy"));
    assert!(emission.notes.iter().any(|note| note.text.contains("no policy is needed")));
}

/// ElastiCache stores the string in another order: a user that is there with that one is the same.
#[test]
fn the_stored_form_counts_as_the_same_user() {
    let draft = user(json!({"AccessString": "off +get ~keys*", "AuthenticationMode": {"Type": "iam"}}));
    let script = emitted(Operation::CreateUser, draft, json!({"serverlessCache": "cache"})).files[0].text();
    let both = "('app valkey iam off +get ~keys*' | 'app valkey iam off ~keys* -@all +get')\n";
    assert!(script.contains(both), "{script}");
}

/// No password is asked for where the user is there.
#[test]
fn passwords_are_asked_for_only_where_the_request_is_sent() {
    let draft = user(json!({"Passwords": ["a-password-of-it"]}));
    let script = emitted(Operation::CreateUser, draft, json!({"userGroup": "apps", "createUserGroup": true}));
    let script = script.files[0].text();
    let absent = script.find("\nelse\n").unwrap();
    assert!(
        script.find("ask 'Password'").unwrap() > absent && script.find("create-user \\").unwrap() > absent
    );
}

#[test]
fn a_group_of_redis_that_is_made_has_the_user_default() {
    let options = json!({"userGroup": "apps", "createUserGroup": true});
    let made = |more: Value| emitted(Operation::CreateUser, user(more), options.clone()).files[0].text();
    let iam = json!({"Engine": "redis", "AuthenticationMode": {"Type": "iam"}});
    assert!(made(iam).contains("--user-ids app default\n"));
    let default = json!({"UserName": "default", "Engine": "redis", "Passwords": ["a-password-of-it"]});
    assert!(made(default).contains("--user-ids app\n"));
}

#[test]
fn infrastructure_has_the_group_the_policy_and_the_way_in() {
    let options = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "Cache", "iamRole": "app",
        "allowFrom": "10.0.0.0/8"});
    let (options, _) = Options::from_json(&options);
    let draft = Draft::from_json(iam());
    let emitted = |id: &str, options: &Options| {
        emit::emit(target(id).unwrap(), Operation::CreateUser, &draft, &Context::default(), options)
    };
    let template = emitted("cloudformation-json", &options);
    let value: Value = serde_json::from_str(&template.files[0].text()).unwrap();
    let resources = &value["Resources"];
    assert_eq!(resources["UserGroup"]["Properties"]["UserIds"], json!([{"Ref": "User"}]));
    let policy = &resources["ConnectPolicy"]["Properties"];
    let statement = &policy["PolicyDocument"]["Statement"][0];
    let cache = "arn:${AWS::Partition}:elasticache:${AWS::Region}:${AWS::AccountId}:replicationgroup:cache";
    assert_eq!(statement["Resource"], json!([{"Fn::Sub": cache}, {"Fn::GetAtt": ["User", "Arn"]}]));
    assert_eq!(statement["Condition"], json!({"IpAddress": {"aws:SourceIp": "10.0.0.0/8"}}));
    assert_eq!(policy["Roles"], json!(["app"]));
    assert!(template.notes.iter().any(|note| note.text.contains("UserGroupIds: [!Ref UserGroup]")));
    let app = emitted("cdk", &options);
    assert!(app.notes.iter().any(|note| note.text.contains("userGroupIds: [userGroup.ref]")));
    // The user in it is read again.
    let back = crate::import::import(&app.files[0].text());
    assert_eq!(back.format, Some("cdk"), "{:?}", back.notes);
    let [one] = back.users.as_slice() else { panic!("{back:?}") };
    assert!(back.errors.is_empty() && one.draft.to_json() == iam(), "{back:?}");
    assert!(template.steps.is_empty());
    let mut options = options;
    options.extras.connection = Some("redis-py".to_owned());
    let text = emitted("terraform", &options).files[0].text();
    for part in [
        "user_ids      = [aws_elasticache_user.app.user_id]",
        "resources = [data.aws_elasticache_replication_group.Cache.arn, aws_elasticache_user.app.arn]",
        "variable = \"aws:SourceIp\"",
        "role   = \"app\"",
        "redis.RedisCluster(host=\\\"${coalesce(",
        "credential_provider=TokenProvider(",
    ] {
        assert!(text.contains(part), "{part}\n{text}");
    }
}

/// A separate script without any password in it: it sets the old and the new one together, and then only the new one.
#[test]
fn a_rotation_is_a_separate_script() {
    let draft = user(json!({"AuthenticationMode": {"Type": "password", "Passwords": ["a-password-of-it"]}}));
    for (id, name) in [
        ("bash", "rotate-password.sh"),
        ("fish", "rotate-password.fish"),
        ("powershell", "rotate-password.ps1"),
        ("windows-powershell", "rotate-password.ps1"),
        ("cmd", "rotate-password.cmd"),
    ] {
        for secrets in ["prompt", "environment", "secrets-manager", "generate", "file", "inline"] {
            let options = json!({"rotation": true, "secrets": secrets, "style": "input-json"});
            let emission = of_target(id, draft.clone(), &options);
            assert!(emission.ready && steps(&emission) == ["rotation"], "{id} {secrets}");
            let script = emission.files.iter().find(|file| file.name == name).unwrap().text();
            assert_eq!(script.matches("modify-user ").count(), 2, "{id} {secrets}\n{script}");
            assert!(
                !script.contains("-password\"") && !script.contains("a-password"),
                "{id} {secrets}\n{script}"
            );
            let made = matches!(secrets, "secrets-manager" | "generate");
            let stores = match id {
                "cmd" => "put-secret-value --cli-input-json",
                _ => "put-secret-value --secret-id elasticache/app ",
            };
            for part in ["get-random-password", stores] {
                assert_eq!(script.contains(part), made, "{id} {secrets}\n{script}");
            }
        }
    }
    let all = json!({"userGroup": "apps", "createUserGroup": true, "replicationGroup": "cache", "connection": "url",
        "rotation": true});
    let emission = of_target("bash", draft.clone(), &all);
    assert_eq!(steps(&emission), ["request", "wait", "group", "cache", "connection", "rotation"]);
    // IAM has nothing to rotate, and a template can't wait.
    let emission = of_target("bash", iam(), &json!({"rotation": true}));
    assert_eq!((steps(&emission).as_slice(), emission.files.len()), (&["rotation"][..], 1));
    assert!(emission.steps[0].answer.contains("15 minutes"));
    for id in ["terraform", "cloudformation-yaml"] {
        let emission = of_target(id, draft.clone(), &json!({"rotation": true}));
        assert!(
            emission.notes.iter().any(|note| note.text.contains("apply it with the new one alone")),
            "{id}"
        );
    }
}

/// A user with IAM has no password to read: a client signs a token, or asks for one.
#[test]
fn a_connection_with_iam_reads_no_password() {
    let cached =
        |client: &str| json!({"replicationGroup": "cache", "userGroup": "apps", "connection": client});
    let password = user(json!({"Passwords": ["a-password-of-it"]}));
    for (client, part) in [
        ("valkey-cli", "--askpass"),
        ("url", "rediss://app@"),
        ("redis-py", "credential_provider=TokenProvider("),
        ("node-redis", "credentialsProvider: { type: "),
        ("ioredis", "password: await token(), tls"),
    ] {
        let of = |draft: &Value| {
            let emission = emitted(Operation::CreateUser, draft.clone(), cached(client));
            let answer = emission.steps.iter().find(|step| step.id == "connection").unwrap().answer.clone();
            (emission.files[0].text(), answer)
        };
        let (iam, answer) = of(&iam());
        assert!(iam.contains(part) && !iam.contains("ELASTICACHE_PASSWORD"), "{client}\n{iam}");
        assert!(answer.contains("15 minutes") && !answer.contains("ELASTICACHE_PASSWORD"), "{answer}");
        let (script, answer) = of(&password);
        let reads = !matches!(client, "valkey-cli" | "url");
        assert_eq!(script.contains("ELASTICACHE_PASSWORD"), reads, "{client}\n{script}");
        assert!(!script.contains("token()") && !answer.contains("token"), "{answer}");
    }
}
