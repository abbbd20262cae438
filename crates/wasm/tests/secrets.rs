//! The package's results contain a password only where it was requested: in an emission with passwords in plain text, in the
//! request that a text was read as, and in a request that was fixed.

use elasticache_user::emit::TARGETS;
use elasticache_user_wasm::{requests, texts};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, from_value, json, to_value};

const PASSWORD: &str = "kN8mWq2vXz5rTb7y";

/// Requests with the password in its members, in wrong ones, and in no JSON at all.
fn requests() -> Vec<Value> {
    let mode = json!({"Type": "password", "Passwords": [PASSWORD, "Hd4sLf9gJc3pVw6e"]});
    let user = |more: Value| {
        let mut user = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app::* +@read"});
        user.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        user
    };
    vec![
        user(json!({"Passwords": [PASSWORD]})),
        user(json!({"AuthenticationMode": mode})),
        user(json!({"Passwords": [PASSWORD], "AuthenticationMode": mode, "NoPasswordRequired": true})),
        user(json!({"Passwords": PASSWORD, "Password": [PASSWORD], "AuthenticationMode": PASSWORD})),
        user(json!({"Passwords": [{"a": [PASSWORD]}, [PASSWORD]]})),
        json!([PASSWORD]),
        json!(format!("--passwords {PASSWORD}")),
    ]
}

/// What JavaScript gets of a call.
fn ask<A: DeserializeOwned, R: Serialize>(call: impl Fn(A) -> R, arguments: Value) -> Value {
    to_value(call(from_value(arguments).unwrap())).unwrap()
}

#[test]
fn reports_and_predictions_have_no_password() {
    for request in requests() {
        for operation in ["CreateUser", "ModifyUser", "nonsense"] {
            let arguments = json!([operation, request, {"engineVersion": "valkey-8.1"}]);
            for value in [
                ask(requests::check, arguments.clone()),
                ask(requests::predict, arguments),
                ask(requests::check_many, json!([[{"operation": operation, "input": request}]])),
            ] {
                let printed = value.to_string();
                assert!(!printed.contains(PASSWORD), "{operation} {request}: {printed}");
            }
        }
    }
}

#[test]
fn only_plain_text_emissions_have_a_password() {
    let mut written_out = 0;
    for request in requests() {
        for target in TARGETS {
            // Payloads have no other way.
            let payload = ["json", "yaml", "http"].contains(&target.id);
            for secrets in ["prompt", "environment", "secrets-manager", "file", "inline", "nonsense"] {
                let options = json!({"target": target.id, "secrets": secrets});
                let mut emission = ask(texts::emit, json!(["CreateUser", request, options]));
                if payload || ["file", "inline"].contains(&secrets) {
                    written_out += usize::from(emission.to_string().contains(PASSWORD));
                    for file in emission["files"].as_array_mut().unwrap() {
                        file["text"].take();
                        for piece in file["pieces"].as_array_mut().unwrap() {
                            if piece["kind"] == "secret" {
                                piece["text"].take();
                            }
                        }
                    }
                }
                let rest = emission.to_string();
                assert!(!rest.contains(PASSWORD), "{} {secrets} {request}: {rest}", target.id);
            }
        }
    }
    assert!(written_out > 50, "{written_out} emissions with a password that was asked for");
}

#[test]
fn imports_have_a_password_only_in_the_request() {
    let mut read = 0;
    for request in requests() {
        for target in TARGETS {
            let options = json!({"target": target.id, "secrets": "inline"});
            let emission = ask(texts::emit, json!(["CreateUser", request, options]));
            for file in emission["files"].as_array().unwrap() {
                let mut import = ask(texts::import, json!([file["text"]]));
                import["input"].take();
                for user in import["users"].as_array_mut().unwrap() {
                    read += usize::from(user["input"].take().to_string().contains(PASSWORD));
                }
                assert!(!import.to_string().contains(PASSWORD), "{} {request}: {import}", target.id);
            }
        }
    }
    assert!(read > 20, "{read} passwords were read");
}
