use super::*;
use serde_json::{Value, json};

fn user(id: &str, access: &str) -> Value {
    json!({
        "UserId": id, "UserName": id, "Status": "active", "Engine": "valkey", "MinimumEngineVersion": "7.2",
        "AccessString": access, "UserGroupIds": [], "Authentication": {"Type": "password", "PasswordCount": 2},
        "ARN": "arn:aws:elasticache:us-east-1:123456789012:user:x",
    })
}

fn reply(users: &[Value]) -> String {
    json!({ "Users": users }).to_string()
}

#[test]
fn a_row_has_the_facts_a_reviewer_needs() {
    let reply = reply(&[user("app", "on ~app:* %R~cfg resetchannels &news -@all +get +@read +@write -get")]);
    let audit = audit(&[&reply], None);
    let row = &audit.users[0];
    assert_eq!(audit.notes, Vec::<String>::new());
    assert_eq!((row.login.on, row.login.kind.as_str(), row.login.passwords), (true, "password", Some(2)));
    assert_eq!(row.keys, ["~app:*", "%R~cfg"]);
    assert_eq!(row.channels, ["&news"]);
    assert_eq!(row.can_empty, ["flushall", "flushdb"]);
    assert!(row.dangerous.contains(&"keys".to_owned()), "{:?}", row.dangerous);
    let words: Vec<(&str, bool)> =
        row.doubtful_words.iter().map(|doubtful| (doubtful.word.as_str(), doubtful.contradicted)).collect();
    assert!(words.contains(&("+get", true)), "{words:?}");
    assert!(row.findings.iter().any(|finding| finding.rule == "as-empties-cache"), "{:?}", row.findings);
}

#[test]
fn findings_are_about_the_user_not_the_request() {
    let mut open = user("default", "on ~* -@all +get");
    open["Authentication"] = json!({"Type": "no-password"});
    let audit = audit(
        &[&reply(&[open, user("plain", "on ~app:* resetchannels -@all +@read +@connection -@dangerous")])],
        None,
    );
    let rules: Vec<&str> = audit.users[0].findings.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(rules, ["nopass-discouraged", "as-connection-commands"]);
    // The words that the service writes into every stored string aren't anyone's fault.
    assert_eq!(audit.users[1].doubtful_words, []);
    assert_eq!(audit.users[1].findings, []);
    assert_eq!(audit.users[0].channels, ["per acl-pubsub-default"]);
}

#[test]
fn equal_rights_are_grouped_in_any_word_order() {
    let reply = reply(&[
        user("a", "on ~x ~y -@all +get"),
        user("b", "off -@all +get ~y ~x"),
        user("c", "on ~x ~y -@all +get +set"),
        user("d", "on ~x +@nosuch"),
        user("e", "on ~x +@nosuch"),
    ]);
    let audit = audit(&[&reply], None);
    let same: Vec<&[String]> = audit.users.iter().map(|user| user.same_rights_as.as_slice()).collect();
    assert_eq!(same[0], ["b"]);
    assert_eq!(same[1], ["a"]);
    assert!(
        same[2..].iter().all(|list| list.is_empty()),
        "what a string that is rejected allows isn't known"
    );
    assert!(!audit.users[3].accepted);
}

#[test]
fn groups_come_from_both_replies_in_any_order() {
    let users = reply(&[user("a", "on ~* +get"), user("b", "on ~* +get")]);
    let groups =
        json!({"UserGroups": [{"UserGroupId": "team", "UserIds": ["a", "ghost"], "Status": "active"}]})
            .to_string();
    for texts in [vec![format!("{groups}\n{users}")], vec![users.clone(), groups.clone()]] {
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        let audit = audit(&texts, None);
        assert_eq!(audit.users[0].groups, ["team"]);
        assert_eq!(audit.users[1].groups, Vec::<String>::new());
        assert_eq!(audit.notes, Vec::<String>::new());
    }
}

#[test]
fn missing_pages_and_unreadable_replies_are_noted() {
    let page = json!({"Marker": "m", "Users": [user("a", "on"), user("a", "off")]}).to_string();
    let audit1 = audit(&[&page], None);
    assert_eq!((audit1.users.len(), audit1.notes.len()), (1, 2), "{:?}", audit1.notes);
    let broken = format!("{} oops", reply(&[user("a", "on")]));
    assert!(audit(&[&broken], None).notes[0].contains("isn't JSON"));
    assert_eq!(audit(&["{}"], None).users.len(), 0);
    assert!(!audit(&["nothing at all"], None).notes.is_empty());
}

#[test]
fn user_definitions_are_audited() {
    let text = "aws elasticache create-user --user-id app --user-name app --engine valkey --access-string 'on ~* +@all' --passwords canary-canary-canary";
    let audit = audit(&[text], None);
    assert_eq!(audit.users[0].user_id, "app");
    assert_eq!(audit.users[0].login.kind, "password");
    assert!(!format!("{audit:?}").contains("canary"));
}

#[test]
fn no_format_has_a_password_and_every_csv_line_has_all_cells() {
    let id = "=HYPERLINK(\"http://x\");\n@a|`b`\u{202e}";
    let reply = reply(&[
        user(id, "on >canary ~a|b #canary (>canary) >canary >canary (\">canary +get)"),
        user("plain", "on ~a;=1+1 +get"),
    ]);
    let audit = audit(&[&reply], None);
    let all = [csv(&audit), markdown(&audit), serde_json::to_string(&audit).unwrap()];
    for text in &all {
        assert!(!text.contains("canary"), "{text}");
    }
    let lines: Vec<&str> = all[0].split("\r\n").collect();
    assert_eq!(lines.len(), 4, "a title, two users, and the end: {:?}", all[0]);
    for line in &lines[..3] {
        assert_eq!(line.matches("\",\"").count(), 13, "{line}");
    }
    assert!(lines[1].starts_with("\"'=HYPERLINK"), "{}", lines[1]);
    assert!(lines[2].contains("~a;'=1+1"), "{}", lines[2]);
    let rows: Vec<&str> = all[1].lines().collect();
    let pipes = |line: &str| line.replace("\\|", "").matches('|').count();
    assert!(rows.iter().all(|row| pipes(row) == 15), "{rows:?}");
}

#[test]
fn many_users_with_the_same_rights_stay_small() {
    let users: Vec<Value> = (0..300).map(|n| user(&format!("u{n}"), "on ~* +get")).collect();
    let audit = audit(&[&reply(&users)], None);
    assert_eq!(audit.users[7].same_rights, 299);
    assert_eq!(audit.users[7].same_rights_as.len(), 5);
}
