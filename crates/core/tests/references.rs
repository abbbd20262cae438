//! What a text refers to is written again by an output in the same language, and read from there as it was.

use elasticache_user::emit::{Emission, Options, Part, Secrets, Style, emit, target, together};
use elasticache_user::import::{Imported, import};
use elasticache_user::{Context, Language, OpenPlace, Path, Reference};

const TERRAFORM: &str = r#"
variable "redis_password" { sensitive = true }
resource "aws_elasticache_user" "app" {
  user_id       = "app-${var.stage}"
  user_name     = var.user_name
  engine        = var.engine
  access_string = "on ~${local.prefix}:* -@all +@read"
  passwords     = [var.redis_password, random_password.second.result]
  tags          = { stage = var.stage, team = "blue" }
}
"#;

const CLOUDFORMATION: &str = r#"
Parameters:
  Stage: {Type: String}
Resources:
  App:
    Type: AWS::ElastiCache::User
    Properties:
      UserId: !Sub 'app-${Stage}'
      UserName: !Ref Name
      Engine: valkey
      AccessString: !Sub 'on ~${AWS::StackName}:* -@all +@read'
      AuthenticationMode:
        Type: password
        Passwords:
          - !Ref Password
          - '{{resolve:secretsmanager:app/redis:SecretString:password}}'
      Tags:
        - {Key: stage, Value: !Ref Stage}
        - {Key: role, Value: !GetAtt Role.Arn}
"#;

const SHELL: &str = r#"aws elasticache create-user --user-id "app-$STAGE" --user-name "$NAME" --engine valkey \
  --access-string "on ~${PREFIX}:* -@all +@read" --authentication-mode Type=password,Passwords="$PASSWORD" \
  --tags Key=stage,Value="$STAGE" Key=team,Value=blue"#;

fn read(text: &str) -> Imported {
    let mut read = import(text);
    assert_eq!(read.errors, [], "{text}");
    read.users.pop().or_else(|| read.groups.pop()).unwrap_or_else(|| panic!("{text}"))
}

fn written(id: &str, user: &Imported, options: &Options) -> Emission {
    let context = Context { open: user.open(), ..Context::default() };
    emit(target(id).unwrap(), user.operation, &user.draft, &context, options)
}

fn values(user: &Imported) -> Vec<(String, String)> {
    let value = |open: OpenPlace| Some((open.path.to_string(), open.reference?.value));
    let mut all: Vec<_> = user.open().into_iter().filter_map(value).collect();
    all.sort();
    all
}

#[test]
fn references_round_trip() {
    for (text, targets, count) in [
        (TERRAFORM, &["terraform"][..], 7),
        (CLOUDFORMATION, &["cloudformation-yaml", "cloudformation-json"], 7),
        (SHELL, &["bash", "fish"], 5),
    ] {
        let first = read(text);
        assert_eq!(values(&first).len(), count, "{:?}", values(&first));
        for id in targets {
            let emission = written(id, &first, &Options::default());
            let out = emission.files[0].text();
            assert!(emission.ready, "{id} {:?}\n{out}", emission.notes);
            assert!(!out.contains("standin"), "{out}");
            let again = read(&out);
            let is_password = |(path, _): &(String, String)| path.contains("Passwords");
            let without = |all: Vec<(String, String)>| {
                all.into_iter().filter(|one| !is_password(one)).collect::<Vec<_>>()
            };
            assert_eq!(without(values(&again)), without(values(&first)), "{id}\n{out}");
            // The password of a shell is read from the variable before the command, and sent on standard input.
            let passwords = values(&first).into_iter().filter(is_password).map(|(_, value)| value);
            for value in passwords {
                let plain = value.trim_start_matches("${").trim_end_matches('}');
                assert!(out.contains(plain), "{id} {value}\n{out}");
            }
        }
    }
}

#[test]
fn terraform_is_written_as_expressions() {
    let emission = written("terraform", &read(TERRAFORM), &Options::default());
    let out = emission.files[0].text();
    for line in [
        "variable \"redis_password\" {\n  sensitive = true\n}",
        "variable \"user_name\" {}",
        "resource \"aws_elasticache_user\" \"app_user\" {",
        "user_id       = \"app-${var.stage}\"",
        "user_name     = var.user_name",
        "engine        = var.engine",
        "access_string = \"on ~${local.prefix}:* -@all +@read\"",
        "passwords     = [var.redis_password, random_password.second.result]",
        "\"stage\" = var.stage",
        "\"team\"  = \"blue\"",
    ] {
        assert!(out.contains(line), "{line}\n{out}");
    }
    assert_eq!(out.matches("variable \"stage\"").count(), 1, "{out}");
    assert!(!out.contains("password_1"), "no password is asked for\n{out}");
    assert!(emission.notes.iter().any(|note| note.text.contains("`local.prefix`")), "{:?}", emission.notes);
}

#[test]
fn cloudformation_is_written_as_functions() {
    let yaml = written("cloudformation-yaml", &read(CLOUDFORMATION), &Options::default()).files[0].text();
    for line in [
        "UserId: !Sub \"app-${Stage}\"",
        "UserName: !Ref Name",
        "AccessString: !Sub \"on ~${AWS::StackName}:* -@all +@read\"",
        "- !Ref Password\n",
        "- \"{{resolve:secretsmanager:app/redis:SecretString:password}}\"",
        "Value: !GetAtt Role.Arn",
        "  Password:\n    Type: \"String\"\n    NoEcho: true\n",
    ] {
        assert!(yaml.contains(line), "{line}\n{yaml}");
    }
    let json = written("cloudformation-json", &read(CLOUDFORMATION), &Options::default()).files[0].text();
    let json: serde_json::Value = serde_json::from_str(&json).unwrap();
    let user = &json["Resources"]["User"]["Properties"];
    assert_eq!(user["UserId"]["Fn::Sub"], "app-${Stage}");
    assert_eq!(user["AuthenticationMode"]["Passwords"][0]["Ref"], "Password");
    assert_eq!(user["Tags"][1]["Value"]["Fn::GetAtt"], serde_json::json!(["Role", "Arn"]));
    assert!(json["Parameters"]["Stage"]["Type"] == "String" && json["Parameters"]["Role"].is_null());
}

#[test]
fn shell_variables_are_quoted() {
    for (id, stage) in [("bash", r#"Key=stage,Value="$STAGE""#), ("fish", r#"'Key=stage,Value='"$STAGE""#)] {
        let out = written(id, &read(SHELL), &Options::default()).files[0].text();
        let access = r#"'on ~'"$PREFIX"':* -@all +@read'"#;
        for part in [access, r#"--user-id app-"$STAGE""#, r#"--user-name "$NAME""#, stage] {
            assert!(out.contains(part), "{id} {part}\n{out}");
        }
        assert!(!out.contains("read -r") && !out.contains("read --silent"), "nothing is asked for\n{out}");
    }
    let inline = Options { secrets: Secrets::Inline, ..Options::default() };
    let out = written("bash", &read(SHELL), &inline).files[0].text();
    assert!(out.contains(r#"Type=password,Passwords="$PASSWORD""#), "{out}");
    // From elsewhere the password isn't the one of the text.
    let other = Options { secrets: Secrets::SecretsManager, ..Options::default() };
    let out = written("bash", &read(SHELL), &other).files[0].text();
    assert!(!out.contains("$PASSWORD"), "{out}");
}

/// The name doesn't exist in another language, so its output needs the value, and says so.
#[test]
fn other_languages_stay_as_they_are() {
    for (text, id) in [
        (TERRAFORM, "bash"),
        (SHELL, "terraform"),
        (CLOUDFORMATION, "terraform"),
        (SHELL, "powershell"),
        (TERRAFORM, "boto3"),
    ] {
        let emission = written(id, &read(text), &Options::default());
        assert!(!emission.ready, "{id}");
        let out: String = emission.files.iter().map(|file| file.text()).collect();
        assert!(!out.contains("standin") && !out.contains("var.stage") && !out.contains("$NAME"), "{out}");
        assert!(
            emission.notes.iter().any(|note| note.text.contains("can't refer to it here")),
            "{id} {:?}",
            emission.notes
        );
    }
}

/// A context may come from anywhere. What isn't a plain name stays out, whatever it claims to be.
#[test]
fn a_hostile_reference_is_never_written() {
    let names = [
        "file(\"/etc/passwd\")",
        "var.a\n}\nresource \"x\" \"y\" {",
        "NAME:-$(id)",
        "a`id`",
        "A}\"; id; \"${B",
        "AWS_SECRET_ACCESS_KEY",
        "x'",
    ];
    for (language, id) in [
        ("terraform", "terraform"),
        ("cloudformation", "cloudformation-yaml"),
        ("shell", "bash"),
        ("shell", "fish"),
    ] {
        for name in names {
            let value = format!("${{{name}}}");
            let context = serde_json::json!({"open": [{"path": "UserName", "reference": {"language": language, "value": value}}]});
            let context = Context::from_json(&context);
            let one = Reference { language: Language::Terraform, value: value.clone() };
            let forced = Context {
                open: vec![OpenPlace { path: Path::parse("UserName"), reference: Some(one) }],
                ..Context::default()
            };
            for context in [&context, &forced] {
                let draft = elasticache_user::Draft::from_json_text(
                    r#"{"UserId": "app", "Engine": "valkey", "AccessString": "on ~* +@read", "NoPasswordRequired": true}"#,
                );
                let emission = emit(
                    target(id).unwrap(),
                    elasticache_user::Operation::CreateUser,
                    &draft,
                    context,
                    &Options::default(),
                );
                let out: String = emission.files.iter().map(|file| file.text()).collect();
                assert!(!out.contains(name) && !emission.ready, "{id} {name}\n{out}");
            }
        }
    }
}

/// Text that contains a stand-in is written unchanged.
#[test]
fn text_like_a_stand_in_is_not_a_reference() {
    let text = TERRAFORM.replace("team = \"blue\"", "team = \"standinforareference0x\"");
    let out = written("terraform", &read(&text), &Options::default());
    assert!(out.files[0].text().contains("\"standinforareference0x\"") && !out.ready);
}

/// What can't be written is left open, and the rest is written.
#[test]
fn an_unwritable_reference_does_not_stop_the_others() {
    // A file that the command reads has no variables.
    let file = Options { style: Style::InputJson, ..Options::default() };
    let emission = written("bash", &read(SHELL), &file);
    let out: String = emission.files.iter().map(|file| file.text()).collect();
    assert!(!emission.ready && !out.contains("$NAME") && !out.contains("standin"), "{out}");
    // A secret named after the ID has the reference in its name.
    let manager = Options { secrets: Secrets::SecretsManager, ..Options::default() };
    let text = SHELL.replace("\"$PASSWORD\"", "a-password-of-sixteen");
    let emission = written("bash", &read(&text), &manager);
    let out = emission.files[0].text();
    assert!(emission.ready && out.contains("--secret-id elasticache/app-\"$STAGE\""), "{out}");
    // Tags that no shorthand holds are JSON, where a variable isn't a text as it is.
    let text = SHELL.replace("Key=team,Value=blue", "'Key=te\\,am,Value=blue'");
    let out = written("bash", &read(&text), &Options::default()).files[0].text();
    assert!(out.contains("te,am") && out.contains("\"$NAME\"") && !out.contains("Value=\"$STAGE"), "{out}");
    assert!(!out.contains("standin"), "{out}");
}

#[test]
fn members_of_a_group_are_references() {
    let text = r#"resource "aws_elasticache_user_group" "g" {
  user_group_id = var.group
  engine        = "redis"
  user_ids      = [aws_elasticache_user.a.user_id, "default", aws_elasticache_user.b.user_id]
}"#;
    let emission = written("terraform", &read(text), &Options::default());
    let out = emission.files[0].text();
    assert!(emission.ready, "{:?}\n{out}", emission.notes);
    assert!(
        out.contains(
            "user_ids      = [\"default\", aws_elasticache_user.a.user_id, aws_elasticache_user.b.user_id]"
        ),
        "{out}"
    );
    assert!(out.contains("user_group_id = var.group") && out.contains("variable \"group\" {}"), "{out}");
    let text = "Resources:\n  G:\n    Type: AWS::ElastiCache::UserGroup\n    Properties: {UserGroupId: g, Engine: redis, UserIds: [default, !Ref App]}\n";
    let emission = written("cloudformation-yaml", &read(text), &Options::default());
    assert!(emission.ready && emission.files[0].text().contains("- !Ref App\n"), "{:?}", emission);
}

#[test]
fn several_users_declare_a_variable_once() {
    let other = TERRAFORM.replace("app-${var.stage}", "web-${var.stage}");
    let users = [read(TERRAFORM), read(&other)];
    let contexts = users.each_ref().map(|user| Context { open: user.open(), ..Context::default() });
    let options = Options::default();
    let parts: Vec<Part<'_>> = users
        .iter()
        .zip(&contexts)
        .map(|(user, context)| Part {
            operation: user.operation,
            draft: &user.draft,
            context,
            options: &options,
        })
        .collect();
    let emission = together(target("terraform").unwrap(), &parts);
    let out = emission.files[0].text();
    assert_eq!(out.matches("variable \"stage\"").count(), 1, "{out}");
    assert_eq!(out.matches("resource \"aws_elasticache_user\"").count(), 2, "{out}");
}
