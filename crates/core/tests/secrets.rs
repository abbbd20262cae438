//! Passwords appear where they were asked for, and nowhere else: every public function is walked with passwords in every
//! place that a request has, and everything that it says is searched for them.
//!
//! Asked for means: an emission whose secrets are to be written out, or one in a form that has no other way (there only in
//! pieces that are marked as secret), and the draft itself as JSON. All else, `Debug` included, must not hold even a third
//! of a password.

use elasticache_user::authentication::{decide, settle};
use elasticache_user::emit::{
    CliVersion, Emission, Options, Part, PieceKind, Secrets, Style, TARGETS, Target, emit, holds_many,
    second_step, together,
};
use elasticache_user::import::{IMPORTERS, Import, import, import_as};
use elasticache_user::{
    Context, CreateUserRequest, Draft, ModifyUserRequest, Operation, Prediction, Report, apply, check,
    client, predict,
};
use std::fmt::Write;

const FIRST: &str = "kN8mWq2vXz5rTb7y";
const SECOND: &str = "Hd4sLf9gJc3pVw6e";

/// Where a password may be: in its members, in members with wrong types, and in other members.
const PLACES: &[&str] = &[
    r#"{"UserId":"app","UserName":"app","Engine":"valkey","AccessString":"on ~app::* +@read","Passwords":["FIRST","SECOND"]}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"valkey","AccessString":"on ~app::* +@read","AuthenticationMode":{"Type":"password","Passwords":["FIRST","SECOND"]}}"#,
    r#"{"UserId":"app","AuthenticationMode":{"Type":"password","Passwords":["FIRST","SECOND"]}}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"redis","AccessString":"on ~* +@all","Passwords":["FIRST"],"AuthenticationMode":{"Type":"iam","Passwords":["SECOND"]},"NoPasswordRequired":true}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"redis","AccessString":"on ~* +@all","Passwords":["FIRST","FIRST","SECOND"]}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"redis","AccessString":"on ~* +@all","Passwords":["FIRST@/\"'","é SECOND"]}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"redis","AccessString":"on ~* +@all","Passwords":["file://FIRST"," SECOND"]}"#,
    r#"{"UserId":"app","Passwords":"FIRST","AuthenticationMode":"SECOND"}"#,
    r#"{"UserId":"app","Passwords":[["FIRST"],{"x":"SECOND"},7]}"#,
    r#"{"UserId":"app","Passwords":{"FIRST":"SECOND"}}"#,
    r#"{"UserId":"app","Password":"FIRST","passwords":["SECOND"],"AuthenticationMode":{"Type":"password","passwords":["FIRST"]}}"#,
    r#"{"UserId":["FIRST"],"UserName":{"a":"SECOND"},"NoPasswordRequired":"SECOND"}"#,
    r#"{"UserId":"app","bogus":"FIRST","AuthenticationMode":{"Type":"password","Secret":"SECOND"}}"#,
    r#"{"UserId":"app","Tags":[{"Key":"a","Password":"FIRST"}]}"#,
    r#"["FIRST",{"Passwords":["SECOND"]}]"#,
    r#""FIRST SECOND""#,
    "FIRST SECOND",
];

/// Access strings are shown as they were typed: of these only the messages are looked at.
const IN_RULES: &[&str] = &[
    r#"{"UserId":"app","UserName":"app","Engine":"redis","AccessString":"on >FIRST ~* +@all <SECOND"}"#,
    r#"{"UserId":"app","AppendAccessString":">FIRST (>SECOND ~x +get)"}"#,
    r#"{"UserId":"app","UserName":"app","Engine":"valkey","AccessString":"on ~a* >FIRST +get >SECOND"}"#,
];

fn drafts() -> impl Iterator<Item = (String, Draft)> {
    read(PLACES)
}

fn read(texts: &'static [&'static str]) -> impl Iterator<Item = (String, Draft)> {
    texts.iter().map(|text| {
        let text = text.replace("FIRST", FIRST).replace("SECOND", SECOND);
        let draft = Draft::from_json_text(&text);
        (text, draft)
    })
}

fn contexts() -> [Context; 2] {
    let current = r#"{"EngineVersion":"valkey-8.1","Serverless":true,"Current":{"UserId":"app","UserName":"app","Status":"active","Engine":"valkey","AccessString":"on ~* +@all","Authentication":{"Type":"password","PasswordCount":1}}}"#;
    [Context::default(), Context::from_json(&serde_json::from_str(current).expect("JSON"))]
}

/// The part of a password that is in a text, if there is one.
fn leaked(text: &str) -> Option<&'static str> {
    const PART: usize = 6;
    [FIRST, SECOND].into_iter().find_map(|password| {
        let parts = (0..=password.len() - PART).filter_map(|start| password.get(start..start + PART));
        let mut found = parts.filter(|part| text.contains(part));
        found.next()
    })
}

fn keeps_quiet(what: &str, text: &str, about: &str) {
    if let Some(part) = leaked(text) {
        panic!("{what} says `{part}` of a password\n{text}\nfor {about}");
    }
}

/// All that a report has to say in words, to a person.
fn messages(operation: Operation, draft: &Draft, context: &Context) -> String {
    let mut text_of_report = String::new();
    for finding in &check(operation, draft, context).findings {
        let _ = write!(text_of_report, "{} {} {} ", finding.message, finding.help, finding.path);
        let answer = finding.predicts.as_ref().map(|answer| answer.message.as_ref());
        let _ = write!(text_of_report, "{} ", answer.unwrap_or_default());
        for fix in &finding.fixes {
            let _ = write!(text_of_report, "{} ", fix.title);
        }
    }
    match predict(operation, draft, context) {
        Prediction::RefusedByClient(refusal) => {
            for cli in [CliVersion::V1, CliVersion::V2] {
                let _ = write!(text_of_report, "{} {} ", refusal.report(), refusal.text(cli));
            }
        }
        Prediction::RefusedByService(refusal) => {
            for cli in [CliVersion::V1, CliVersion::V2] {
                let _ = write!(text_of_report, "{} ", refusal.text(cli));
            }
        }
        Prediction::Accepted(_) => {}
    }
    text_of_report
}

#[test]
fn messages_have_no_password_from_the_access_string() {
    let mut refused = 0;
    for (text, draft) in read(IN_RULES) {
        for operation in Operation::ALL {
            for context in contexts() {
                let text_of_report = messages(operation, &draft, &context);
                refused += usize::from(text_of_report.contains("password"));
                keeps_quiet("a message", &text_of_report, &text);
            }
        }
    }
    assert!(refused > 4, "only {refused} messages about a password in the rules");
}

/// A report as the package returns it. An edit may contain what was typed.
fn without_fixes(report: &Report) -> String {
    let mut report = report.clone();
    report.findings.iter_mut().for_each(|finding| finding.fixes.clear());
    serde_json::to_string(&report).unwrap()
}

#[test]
fn reports_and_predictions_have_no_password() {
    for (text, draft) in drafts() {
        keeps_quiet("Debug of the draft", &format!("{draft:?} {:?}", draft.mismatches), &text);
        for operation in Operation::ALL {
            for context in contexts() {
                let report = check(operation, &draft, &context);
                keeps_quiet("Debug of the report", &format!("{report:?}"), &text);
                keeps_quiet("a message", &messages(operation, &draft, &context), &text);
                for fix in report.findings.iter().flat_map(|finding| &finding.fixes) {
                    keeps_quiet("a fixed draft", &format!("{:?}", apply(&draft, &fix.edits)), &text);
                }
                let prediction = predict(operation, &draft, &context);
                keeps_quiet("the prediction", &format!("{prediction:?}"), &text);
                let (create, modify) =
                    (CreateUserRequest::try_from(draft.clone()), ModifyUserRequest::try_from(draft.clone()));
                keeps_quiet("Debug of the requests", &format!("{create:?} {modify:?}"), &text);
                for why in [create.err(), modify.err()].into_iter().flatten() {
                    keeps_quiet("why it is no request", &why.to_string(), &text);
                }
                keeps_quiet("the report as JSON", &without_fixes(&report), &text);
            }
            let mut answer = String::new();
            for problem in client::problems(operation, &draft) {
                let _ = write!(answer, "{problem:?} {} {:?}", problem.line(), problem.answer());
            }
            keeps_quiet("the client's answer", &answer, &text);
            let decision = decide(operation, &draft);
            keeps_quiet("the authentication", &format!("{decision:?}"), &text);
            for mode in elasticache_user::authentication::Mode::ALL {
                keeps_quiet("a switch", &format!("{:?}", settle(&draft, mode)), &text);
            }
        }
    }
}

/// As `cargo xtask test` has it; less where a person waits for the answer.
fn full() -> bool {
    std::env::var_os("FULL").is_some()
}

/// Every way to ask for passwords.
fn options() -> Vec<Options> {
    let sources =
        [Secrets::Prompt, Secrets::Environment, Secrets::SecretsManager, Secrets::File, Secrets::Inline];
    let styles = [Style::Flags, Style::InputJson];
    sources
        .into_iter()
        .flat_map(|secrets| styles.map(|style| Options { secrets, style, ..Options::default() }))
        .collect()
}

/// Formats that are the payload itself, and can contain a password only in plain text.
const PAYLOADS: &[&str] = &["json", "yaml", "http"];

/// Searches an emission; returns the number of pieces with a requested password.
fn judge(emission: &Emission, options: &Options, target: &Target, about: &str) -> usize {
    let what = format!("{:?} {:?}", options.secrets, options.style);
    keeps_quiet(&format!("{what}: Debug of the emission"), &format!("{emission:?}"), about);
    let mut found = 0;
    for note in &emission.notes {
        keeps_quiet(&format!("{what}: a note"), &note.text, about);
    }
    for (n, file) in emission.files.iter().enumerate() {
        keeps_quiet(&format!("{what}: a file's name"), &file.name, about);
        for piece in &file.pieces {
            let asked_for = PAYLOADS.contains(&target.id)
                || match options.secrets {
                    Secrets::Inline => target.honors.contains(&"secrets"),
                    // The file itself, next to the command that reads it.
                    Secrets::File => n > 0,
                    _ => false,
                };
            if asked_for && piece.kind == PieceKind::Secret {
                found += usize::from(leaked(&piece.text).is_some());
            } else {
                keeps_quiet(&format!("{what}: a piece of kind {:?}", piece.kind), &piece.text, about);
            }
        }
    }
    found
}

#[test]
fn an_emission_has_passwords_only_in_plain_text_mode() {
    let mut written_out = 0;
    for (text, draft) in drafts().step_by(if full() { 1 } else { 8 }) {
        for target in TARGETS {
            let about = format!("{} of {text}", target.id);
            for (operation, context) in Operation::ALL.into_iter().zip(contexts()) {
                for options in options() {
                    let emission = emit(target, operation, &draft, &context, &options);
                    written_out += judge(&emission, &options, target, &about);
                    if let Some(second) = second_step(target, operation, &draft, &context, &options) {
                        judge(&second, &options, target, &about);
                    }
                    if holds_many(target) {
                        let part = Part { operation, draft: &draft, context: &context, options: &options };
                        judge(&together(target, &[part, part]), &options, target, &about);
                    }
                }
            }
        }
    }
    assert!(written_out > 100, "{written_out} pieces with a password that was asked for");
}

fn messages_of_import(read: &Import) -> String {
    let mut printed = format!("{read:?}");
    for note in read.notes.iter().chain(&read.errors) {
        let _ = write!(printed, " {}", note.message);
    }
    for user in &read.users {
        let _ = write!(printed, " {}", user.label);
    }
    printed
}

/// Output with passwords in plain text is read again, by its own importer and by all others, whole and cut off in the
/// middle: the password is in the draft, and in no message.
#[test]
fn no_import_reveals_a_password() {
    let mut read_again = 0;
    for (_, draft) in drafts().take(if full() { 6 } else { 1 }) {
        for target in TARGETS {
            for style in [Style::Flags, Style::InputJson] {
                let options = Options { secrets: Secrets::Inline, style, ..Options::default() };
                for operation in Operation::ALL {
                    let emission = emit(target, operation, &draft, &Context::default(), &options);
                    for file in &emission.files {
                        let text = file.text();
                        let read = import(&text);
                        keeps_quiet("the import", &messages_of_import(&read), &text);
                        let has = |draft: &Draft| leaked(&draft.to_json().to_string()).is_some();
                        read_again += usize::from(read.users.iter().any(|user| has(&user.draft)));
                        let broken: String = text.chars().take(text.chars().count() * 2 / 3).collect();
                        for text in [&text, &broken] {
                            for importer in IMPORTERS {
                                let mut read = import_as(text, importer.id);
                                if importer.id == "access-string" {
                                    // Told that all of it is one, the reader shows it as one.
                                    read.users.clear();
                                }
                                let printed = messages_of_import(&read);
                                keeps_quiet(&format!("the import as {}", importer.id), &printed, text);
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(read_again > 20, "{read_again} passwords were read again");
}

/// Words that were meant to add a password, but lack the blank before it.
#[test]
fn no_message_quotes_a_password_glued_to_another_word() {
    for word in [
        "+get>canary",
        "on>canary",
        "+@read>canary",
        "on;>canary",
        "nopass>canary",
        "-x<canary",
        "+client|x>canary",
    ] {
        let request = serde_json::json!({ "UserId": "app", "UserName": "app", "AccessString": format!("on ~a {word}") });
        let draft = Draft::from_json_text(&request.to_string());
        for finding in check(Operation::CreateUser, &draft, &Context::default()).findings {
            let text = format!("{} {} {:?}", finding.message, finding.help, finding.predicts);
            assert!(!text.contains("canary"), "{word}: {text}");
        }
    }
}
