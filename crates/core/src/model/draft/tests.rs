use super::*;

#[test]
fn recognized_and_unrecognized_parts_round_trip() {
    let text = r#"{"UserId":"u","Passwords":["aaaa"],"Tags":[{"Key":"a"},{"Key":"b","Value":""}],"AuthenticationMode":{"Type":"iam"}}"#;
    let draft = Draft::from_json_text(text);
    assert_eq!(draft.to_json().to_string(), text);
    assert!(draft.mismatches.is_empty());

    let draft = Draft::from_json_text(r#"{"user-id":"u","UserName":null,"Passwords":"abc","Tags":[3]}"#);
    let paths: Vec<String> = draft.mismatches.iter().map(|mismatch| mismatch.path.to_string()).collect();
    assert_eq!(paths, ["user-id", "UserName", "Passwords", "Tags[0]"]);
}

#[test]
fn a_draft_is_written_as_it_was_read() {
    for text in [
        "null",
        "[1,2]",
        r#""text""#,
        "{}",
        r#"{"Tags":[{"Value":"b","Key":"a"},{"Key":1,"Extra":[],"Value":null},7,{}],"UserId":null}"#,
        r#"{"UserId":"a","x":1,"UserId":"b","UserId":3,"x":{"y":1,"y":2}}"#,
        r#"{"Passwords":["a",1,null,"b"],"Passwords":"c","NoPasswordRequired":"true"}"#,
        r#"{"AuthenticationMode":{"Passwords":["a",2],"Other":{},"Type":"iam","Type":"password"},"Engine":1.50}"#,
        r#"{"AuthenticationMode":{"Passwords":["a"],"Type":"password"},"Tags":{}}"#,
        r#"{"UserIds":["a",1,null,"b"],"UserIdsToAdd":"c","UserIdsToRemove":[],"UserGroupId":{}}"#,
        r#"{"Tags":[{"Key":"a","Key":"b"}],"AccessString":true,"":0,".":1,"Tags[0]":2,"Request":3}"#,
    ] {
        let draft: Draft = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_string(&draft).unwrap(), text);
        let again: Draft = serde_json::from_value(serde_json::from_str(text).unwrap()).unwrap();
        assert_eq!(again.user_id, draft.user_id);
    }
}

#[test]
fn the_last_of_duplicate_members_wins() {
    let draft =
        Draft::from_json_text(r#"{"UserId":"a","UserId":"b","Passwords":["canary"],"Passwords":["c"]}"#);
    assert_eq!(draft.user_id.as_deref(), Some("b"));
    assert_eq!(draft.passwords, Some(vec!["c".into()]));
    assert!(draft.mismatches.iter().all(|mismatch| mismatch.kind == MismatchKind::Repeated));
    assert_eq!(draft.mismatches.len(), 2);
}

#[test]
fn debug_shows_no_password() {
    let draft = Draft::from_json_text(
        r#"{"Passwords":["canary-1"],"passwords":["canary-2"],"UserId":{"a":"canary-3"}}"#,
    );
    assert!(!format!("{draft:?}").contains("canary"));
}
