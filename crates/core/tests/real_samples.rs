//! Details from real people's files: templates without an access string, strings to compare, databases, playbooks.

use elasticache_user::import::{NoteKind, import};
use elasticache_user::{Context, check};
use serde_json::{Value, json};

/// CloudFormation fails with a general error where the AWS CLI names the member.
#[test]
fn a_template_without_an_access_string_says_how_the_stack_fails() {
    let user = |members: &str| {
        format!("Resources:\n  U:\n    Type: AWS::ElastiCache::User\n    Properties: {{{members}}}\n")
    };
    for members in [
        "UserId: app, UserName: app, Engine: valkey, AuthenticationMode: {Type: iam}",
        "UserId: !Ref Id, UserName: app, Engine: redis, NoPasswordRequired: true",
        "UserId: app, UserName: app, Engine: redis, Passwords: [!Ref Password], Tags: [{Key: a, Value: b}]",
        "UserId: app, Acessstring: 'on ~* +@read', UserName: app, Engine: redis, NoPasswordRequired: true",
        "",
    ] {
        let read = import(&user(members));
        let note = read.notes.iter().find(|note| note.message.contains("internal error (500)"));
        assert_eq!(note.map(|note| note.kind), Some(NoteKind::Error), "{members}");
        let draft = &read.users[0].draft;
        let report = check(
            read.users[0].operation,
            draft,
            &Context { open: read.users[0].open(), ..Context::default() },
        );
        assert!(report.findings.iter().any(|finding| finding.rule == "as-required"), "{members}");
    }
    for members in ["UserId: app, AccessString: on", "AccessString: !Ref Rights", "AccessString: ''"] {
        let read = import(&user(members));
        assert!(!read.notes.iter().any(|note| note.message.contains("internal error (500)")), "{members}");
    }
}

/// Two strings to compare aren't a user.
#[test]
fn access_strings_to_compare_are_not_users() {
    for text in [
        "declared: on ~app:* +@read\nlive: on ~app:* -@all +@read\n",
        "before: \"on ~app:* +@read\"\nafter: \"on ~app:* +@all\"\n",
        "{\"declared\": \"on ~app:* +@read\", \"live\": \"on ~app:* -@all +@read\"}",
        "expected: 'on ~* +@all'\nactual: 'off ~* +@all'\n",
        "old: on ~a:* +get\nnew: on ~a:* +get +set\n",
        "- on ~a:* +get\n- on ~a:* +get +set\n",
    ] {
        let read = import(text);
        assert_eq!(read.users.len(), 0, "{text}\n{read:?}");
        assert_eq!(
            read.notes.iter().chain(&read.errors).map(|note| note.kind).collect::<Vec<_>>(),
            [NoteKind::Other],
            "{text}"
        );
    }
}

/// `db=` is documented for Valkey 9.1.
#[test]
fn databases_need_valkey_9_1() {
    for access in [
        "on ~app:* +get db=0",
        "on ~app:* +get db=0,1",
        "on alldbs ~* +get",
        "on resetdbs db=3 ~* +get",
        "on ~* +get (db=1 ~a +set)",
    ] {
        for engine in ["valkey", "redis"] {
            let input = json!({"UserId": "app", "UserName": "app", "Engine": engine, "AccessString": access, "AuthenticationMode": {"Type": "iam"}});
            let read = import(&input.to_string());
            let report = check(read.users[0].operation, &read.users[0].draft, &Context::default());
            let finding = report.findings.iter().find(|finding| finding.rule == "as-version-feature");
            let finding = finding.unwrap_or_else(|| panic!("{access} {:?}", report.findings));
            assert!(
                finding.message.contains("Valkey 9.1") && !finding.message.contains("documented"),
                "{}",
                finding.message
            );
        }
    }
}

fn app() -> Value {
    json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~app:* -@all +@read", "AuthenticationMode": {"Type": "iam"}})
}

/// Ansible has no module for these users: its playbooks run the AWS CLI, in one of these ways.
#[test]
fn the_tasks_of_a_playbook_are_read() {
    let options = "--user-id app --user-name app --engine valkey --access-string 'on ~app:* -@all +@read' --authentication-mode Type=iam";
    let words = [
        "aws",
        "elasticache",
        "create-user",
        "--user-id",
        "app",
        "--user-name",
        "app",
        "--engine",
        "valkey",
        "--access-string",
        "on ~app:* -@all +@read",
        "--authentication-mode",
        "Type=iam",
    ];
    let lines: String = words.iter().map(|word| format!("      - {word}\n")).collect();
    for text in [
        format!(
            "- hosts: all\n  tasks:\n    - name: user\n      ansible.builtin.command: aws elasticache create-user {options}\n"
        ),
        format!(
            "- name: user\n  ansible.builtin.shell: |\n    aws elasticache create-user \\\n      {options}\n  register: made\n"
        ),
        format!(
            "- name: user\n  command:\n    cmd: >-\n      aws elasticache create-user\n      {options}\n"
        ),
        format!("- name: user\n  ansible.builtin.command:\n    argv:\n{lines}  changed_when: true\n"),
        format!("- name: user\n  command:\n    argv: {}\n", json!(words)),
        format!(
            "- name: user\n  ansible.builtin.command:\n    argv: ['aws', {}]\n",
            words[1..].iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", ")
        ),
        json!({"name": "user", "command": words}).to_string(),
    ] {
        let read = import(&text);
        assert_eq!(read.errors, [], "{text}");
        let inputs: Vec<Value> = read.users.iter().map(|user| user.draft.to_json()).collect();
        assert_eq!(inputs, [app()], "{text}\n{:?}", read.notes);
    }
    let text =
        format!("- name: user\n  command:\n    argv:\n{}", lines.replace("- app\n", "- \"{{ user }}\"\n"));
    let read = import(&text);
    assert_eq!(read.users[0].open().len(), 2, "{:?}", read.users[0].placeholders);
    // A module that there isn't stays named.
    let read = import("- hosts: all\n  tasks:\n    - name: add\n      debug: {}\n");
    assert!(read.errors[0].message.contains("Ansible has no module"), "{:?}", read.errors);
}

/// Words of a list aren't shell syntax: a password in one is masked.
#[test]
fn a_password_in_a_list_is_masked() {
    let text = "command: [aws, elasticache, create-user, --user-id, a, --passwords, canary-canary-1]\n";
    let read = import(text);
    assert_eq!(read.users[0].draft.to_json(), json!({"UserId": "a", "Passwords": ["canary-canary-1"]}));
    let mut shown = text.as_bytes().to_vec();
    read.secrets.iter().chain(&read.uncertain).for_each(|span| shown[span.clone()].fill(b'*'));
    assert!(!String::from_utf8_lossy(&shown).contains("canary"), "{}", String::from_utf8_lossy(&shown));
}
