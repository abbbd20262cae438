use super::*;

fn after(text: &str, edits: &[Edit]) -> String {
    apply(&Draft::from_json_text(text), edits).to_json().to_string()
}

#[test]
fn edits_round_trip() {
    for text in [
        r#"{"op":"set","path":"UserId","value":null}"#,
        r#"{"op":"set","path":"Tags[0].Value","value":1.50}"#,
        r#"{"op":"replace","path":"Passwords[1]","span":{"start":0,"end":3},"text":"a"}"#,
        r#"{"op":"remove","path":"AuthenticationMode.Passwords"}"#,
        r#"{"op":"move","from":"user-id","to":"UserId"}"#,
        r#"{"op":"extract","from":"AccessString","span":{"start":4,"end":9},"to":"Passwords"}"#,
    ] {
        let value: Value = serde_json::from_str(text).unwrap();
        let edit = Edit::deserialize(&value).unwrap();
        assert_eq!(serde_json::to_string(&edit).unwrap(), text);
    }
    for wrong in [r#"{"op":"set","path":"UserId"}"#, r#"{"op":"swap","path":"UserId"}"#, "{}", "3"] {
        assert!(serde_json::from_str::<Edit>(wrong).is_err(), "{wrong}");
    }
}

#[test]
fn edits_change_only_their_target() {
    let id = || Path::Member(Member::UserId);
    assert_eq!(after(r#"{"UserId":"App"}"#, &[Edit::Replace(id(), 0..1, "a".into())]), r#"{"UserId":"app"}"#);
    assert_eq!(after(r#"{"UserId":"é"}"#, &[Edit::Replace(id(), 1..2, "a".into())]), r#"{"UserId":"é"}"#);
    assert_eq!(
        after(r#"{"user-id":"app"}"#, &[Edit::Move(Path::Unknown("user-id".into()), id())]),
        r#"{"UserId":"app"}"#
    );
    assert_eq!(
        after(r#"{"Passwords":["a","b"]}"#, &[Edit::Move(Member::Passwords.into(), Path::ModePasswords)]),
        r#"{"AuthenticationMode":{"Passwords":["a","b"]}}"#
    );
    assert_eq!(
        after(r#"{"Passwords":["a","b"]}"#, &[Edit::Remove(Path::Password(0))]),
        r#"{"Passwords":["b"]}"#
    );
    let password = || Edit::Extract(Member::AccessString.into(), 1..3, Member::Passwords.into());
    assert_eq!(
        after(r#"{"AccessString":">pw","Passwords":["a"]}"#, &[password()]),
        r#"{"Passwords":["a","pw"],"AccessString":">"}"#
    );
    assert_eq!(after(r#"{"AccessString":">p"}"#, &[password()]), r#"{"AccessString":">p"}"#);
    let item = |n| Path::Item(Member::UserIds, n);
    let ids = r#"{"UserIds":["A","b",3]}"#;
    assert_eq!(after(ids, &[Edit::Remove(item(0))]), r#"{"UserIds":["b",""]}"#);
    assert_eq!(
        after(ids, &[Edit::Replace(item(0), 0..1, "a".into()), Edit::text(item(3), "c")]),
        r#"{"UserIds":["a","b","","c"]}"#
    );
    assert_eq!(after(ids, &[Edit::Remove(item(2))]), r#"{"UserIds":["A","b"]}"#);
    let text = [Edit::Move(Member::UserIds.into(), Member::UserIds.into())];
    assert_eq!(after(r#"{"UserIds":"a"}"#, &text), r#"{"UserIds":["a"]}"#);
    assert_eq!(after(r#"{"AuthenticationMode":{"Type":"iam"}}"#, &[Edit::Remove(Path::ModeType)]), "{}");
}

#[test]
fn unrecognized_parts_move_up_with_their_items() {
    let tags = |count: usize| {
        let list = vec![r#"{"é]":1}"#; count].join(",");
        Draft::from_json_text(&format!(r#"{{"Tags":[{list}]}}"#))
    };
    for (count, removed) in [(12, 0), (12, 10), (12, 11), (102, 0), (102, 99), (1002, 1), (1002, 1000)] {
        assert_eq!(
            apply(&tags(count), &[Edit::Remove(Path::Tag(removed))]),
            tags(count - 1),
            "{count} {removed}"
        );
    }
}
