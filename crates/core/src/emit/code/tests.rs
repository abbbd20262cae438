//! What holds for the code of every language.

use crate::emit::{Group, Options, Secrets, TARGETS, Target, emit};
use crate::{Context, Draft, Operation};

fn targets() -> impl Iterator<Item = &'static Target> {
    TARGETS.iter().copied().filter(|target| target.group == Group::Code)
}

fn text(target: &Target, input: &str, secrets: Secrets) -> String {
    let options = Options { secrets, ..Options::default() };
    let emission =
        emit(target, Operation::CreateUser, &Draft::from_json_text(input), &Context::default(), &options);
    emission.files.iter().map(super::super::File::text).collect()
}

const TWO: &str = r#"{"UserId":"app","UserName":"app","Engine":"valkey","AccessString":"on ~* +@read",
    "AuthenticationMode":{"Type":"password","Passwords":["canary-canary-one","canary-canary-two"]}}"#;

#[test]
fn a_password_is_in_plain_text_only_on_request() {
    for target in targets() {
        for secrets in [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File] {
            assert!(!text(target, TWO, secrets).contains("canary"), "{} {secrets:?}", target.id);
        }
        assert_eq!(text(target, TWO, Secrets::Inline).matches("canary-canary").count(), 2, "{}", target.id);
    }
}

#[test]
fn an_unready_emission_starts_with_a_placeholder_and_names_missing_values() {
    for target in targets() {
        let text = text(target, r#"{"UserName":"app"}"#, Secrets::Prompt);
        assert!(text.starts_with("<Not ready: "), "{text}");
        for placeholder in ["<user ID>", "<engine>", "<access string>", "<authentication mode>"] {
            assert!(text.contains(placeholder), "{}: {placeholder}\n{text}", target.id);
        }
    }
}
