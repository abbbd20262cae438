//! What holds for every form of infrastructure as code.

use crate::emit::{Emission, File, Group, Options, Secrets, TARGETS, Target, emit};
use crate::{Context, Draft, Operation};

fn targets() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().copied().filter(|target| target.group == Group::Infrastructure)
}

fn written(target: &Target, operation: Operation, input: &str, context: &str, secrets: Secrets) -> Emission {
    let options = Options { secrets, ..Options::default() };
    let context = Context::from_json(&serde_json::from_str(context).unwrap());
    emit(target, operation, &Draft::from_json_text(input), &context, &options)
}

fn text(emission: &Emission) -> String {
    emission.files.iter().map(File::text).collect()
}

const CREATE: &str = r#"{"UserId":"App","UserName":"app","Engine":"VALKEY","AccessString":"+@read on ~*",
    "AuthenticationMode":{"Type":"password","Passwords":["canary-canary-one","canary-canary-two"]}}"#;
const CURRENT: &str = r#"{"current":{"UserId":"app","UserName":"App","Engine":"redis","AccessString":"on ~a -@all +get",
    "Authentication":{"Type":"password","PasswordCount":1}}}"#;

#[test]
fn a_password_is_in_plain_text_only_on_request() {
    for target in targets() {
        for secrets in [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File] {
            let emission = written(target, Operation::CreateUser, CREATE, "{}", secrets);
            assert!(!text(&emission).contains("canary"), "{} {secrets:?}", target.id);
        }
        let emission = written(target, Operation::CreateUser, CREATE, "{}", Secrets::Inline);
        assert_eq!(text(&emission).matches("canary-canary").count(), 2, "{}", target.id);
    }
}

#[test]
fn a_change_needs_the_current_user() {
    for target in targets() {
        let change = r#"{"UserId":"app","AppendAccessString":"+set"}"#;
        let emission = written(target, Operation::ModifyUser, change, "{}", Secrets::Prompt);
        assert!(!emission.ready && emission.files.is_empty() && emission.notes.len() == 1, "{}", target.id);

        let emission = written(target, Operation::ModifyUser, change, CURRENT, Secrets::Prompt);
        assert!(emission.ready && text(&emission).contains("on ~a -@all +get +set"), "{}", target.id);
        assert!(emission.notes.iter().any(|note| note.text.contains("tags")), "{}", target.id);

        // Another user's reply says nothing about this one.
        let other = r#"{"UserId":"other","AppendAccessString":"+set"}"#;
        let emission = written(target, Operation::ModifyUser, other, CURRENT, Secrets::Prompt);
        assert!(!emission.ready, "{}", target.id);
    }
}

#[test]
fn an_unready_emission_starts_with_a_placeholder_and_names_missing_values() {
    for target in targets() {
        let emission = written(target, Operation::CreateUser, r#"{"UserName":"app"}"#, "{}", Secrets::Prompt);
        let text = text(&emission);
        assert!(!emission.ready && text.starts_with("<Not ready, "), "{text}");
        for placeholder in ["<user ID>", "<engine>", "<access string>", "<authentication mode>"] {
            assert!(text.contains(placeholder), "{}: {placeholder}\n{text}", target.id);
        }
    }
}

/// What bites in each language, by name: a bare `on` is true in YAML 1.1, ` #` begins a comment, `&`, `*`, `%`, `@` and
/// `- ` mean something else, `: ` ends a key, and `${` and `%{` are templates in HCL.
#[test]
fn each_languages_special_values_are_quoted() {
    let created = |access: &str, id: &str| {
        let input = serde_json::json!({"UserId": "app", "UserName": access, "Engine": "redis", "AccessString": access,
            "NoPasswordRequired": true});
        let target = crate::emit::target(id).unwrap();
        text(&written(target, Operation::CreateUser, &input.to_string(), "{}", Secrets::Prompt))
    };
    for access in
        ["on", "off", "on #a", "&* on", "%R~a on", "@x", "- on", "*", "on ~a: b", "~", "null", "[a]"]
    {
        let line = format!("UserName: \"{access}\"\n");
        assert!(created(access, "cloudformation-yaml").contains(&line), "{access}");
        let stored = crate::replacement(access);
        let line = format!("AccessString: \"{}\"\n", stored.as_deref().unwrap_or(access));
        assert!(created(access, "cloudformation-yaml").contains(&line), "{access}");
    }
    // `${` stays as it is where nothing replaces it: no template uses Fn::Sub.
    assert!(created("on ~${a}", "cloudformation-yaml").contains("\"on ~${a} -@all\""));
    assert!(created("on ~${a}", "cdk").contains("\"on ~${a} -@all\""));
    assert!(created("on ~${a} ~%{b} (", "terraform").contains("\"on ~$${a} ~%%{b} (\""));
}

/// The stored form is written if it's certain and grants the same rights; otherwise the typed string.
#[test]
fn the_access_string_is_written_as_it_is_stored() {
    for target in targets() {
        let written = |access: &str, context: &str| {
            let input = CREATE.replace("+@read on ~*", access);
            let emission = written(target, Operation::CreateUser, &input, context, Secrets::Prompt);
            let notes: Vec<String> = emission.notes.iter().map(|note| note.text.to_string()).collect();
            (text(&emission), notes.join("\n"))
        };
        let (file, notes) = written("+@read on ~*", "{}");
        assert!(
            file.contains("\"on ~* -@all +@read\"") && notes.contains("on ~* -@all +@read"),
            "{file}{notes}"
        );
        // How these are stored isn't documented, or they would lose or gain rights: they stay as typed.
        for access in ["on ~* (+get ~b)", "+@all on ~* resetchannels", "+get on ~a &b"] {
            let (file, notes) = written(access, "{}");
            assert!(
                file.contains(&format!("\"{access}\"")) && notes.contains("undocumented form"),
                "{file}{notes}"
            );
        }
        // Whatever the version of the cache, nothing is added.
        for access in ["on ~* +@all", "on ~* resetchannels +@all"] {
            for engine in ["redis-6.2", "redis-7.1", "valkey-9.1"] {
                let (file, _) = written(access, &format!("{{\"engineVersion\":\"{engine}\"}}"));
                assert!(file.contains(&format!("\"{access}\"")), "{engine} {file}");
            }
        }
    }
}
