//! What the package gives back has a password only where it was asked for: in an emission that writes passwords out, in the
//! request that a text was read as, and in a request that was mended.

use elasticache_user::emit::TARGETS;
use elasticache_user_wasm::facade::call;
use serde_json::{Value, json};

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

fn ask(name: &str, arguments: Value) -> String {
    call(name, &arguments.to_string())
}

#[test]
fn reports_and_predictions_have_none() {
    for request in requests() {
        for operation in ["CreateUser", "ModifyUser", "nonsense"] {
            for name in ["check", "predict"] {
                let said = ask(name, json!([operation, request, {"EngineVersion": "valkey-8.1"}]));
                assert!(!said.contains(PASSWORD), "{name} {operation} {request}: {said}");
            }
            let said = ask("checkMany", json!([[{"operation": operation, "input": request}]]));
            assert!(!said.contains(PASSWORD), "checkMany {operation} {request}: {said}");
        }
    }
}

#[test]
fn emissions_have_one_where_it_is_to_be_written_out() {
    let mut written_out = 0;
    for request in requests() {
        for target in TARGETS {
            // Payloads have no other way.
            let payload = ["json", "yaml", "http"].contains(&target.id);
            for secrets in ["prompt", "environment", "secrets-manager", "file", "inline", "nonsense"] {
                let options = json!({"target": target.id, "secrets": secrets});
                let emission = ask("emit", json!(["CreateUser", request, options]));
                let mut emission: Value = serde_json::from_str(&emission).expect("JSON");
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
fn imports_have_one_in_the_request_alone() {
    let mut read = 0;
    for request in requests() {
        for target in TARGETS {
            let options = json!({"target": target.id, "secrets": "inline"});
            let emission: Value =
                serde_json::from_str(&ask("emit", json!(["CreateUser", request, options]))).expect("JSON");
            for file in emission["files"].as_array().unwrap() {
                let import = ask("importText", json!([file["text"]]));
                let mut import: Value = serde_json::from_str(&import).expect("JSON");
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
