//! Commands and values inside other text: sentences, another tool's file, a template, a command with placeholders.

use elasticache_user::import::{NoteKind, import};
use serde_json::{Value, json};

/// The one user of a text, and the names of what it leaves open.
fn only(text: &str) -> (Value, Vec<(String, String)>) {
    let read = import(text);
    assert_eq!(read.errors, [], "{text}");
    let [user] = &read.users[..] else { panic!("{text}\n{read:?}") };
    let open = user.placeholders.iter().map(|open| (open.path.to_string(), open.name.clone()));
    (serde_json::to_value(&user.draft).unwrap(), open.collect())
}

/// Nothing is open, and a note points at what was left out.
fn hold(texts: &[(&str, &str)], meant: &Value) {
    for (text, left_out) in texts {
        let (draft, open) = only(text);
        assert_eq!((&draft, open.len()), (meant, 0), "{text}");
        let read = import(text);
        let noted = read.notes.iter().filter(|note| note.kind == NoteKind::Changed);
        let mut noted = noted.map(|note| &text[note.span.clone().unwrap()]);
        assert!(noted.any(|noted| noted.contains(left_out)), "{text}\n{:?}", read.notes);
    }
}

#[test]
fn prose_around_a_command_is_ignored() {
    hold(
        &[
            ("Here's what I ran:\naws elasticache create-user --user-id a --engine redis\n", "Here's"),
            (
                "aws elasticache create-user --user-id a --engine redis\nIt doesn't work, and I can't see why.\n",
                "doesn't",
            ),
            ("@ops please run `aws elasticache create-user --user-id a --engine redis` today", "please"),
            ("1. First (don't skip this): aws elasticache create-user --user-id a --engine redis", "skip"),
            ("*aws elasticache create-user --user-id a --engine redis*", "*"),
            (
                "This user isn't there yet:\n\n    $ aws elasticache create-user \\\n        --user-id a \\\n        --engine redis\n\nThat's all.\n",
                "isn't",
            ),
            ("I've tried `aws elasticache create-user --user-id a --engine redis`, no luck", "tried"),
        ],
        &json!({"UserId": "a", "Engine": "redis"}),
    );
    // Shell commands aren't prose.
    for text in [
        "echo \"It's here: `aws elasticache create-user --user-id b`\"\naws elasticache create-user --user-id a",
        "(cd infra; aws elasticache create-user --user-id a) | tee log",
        "X=$(pwd) && aws elasticache create-user --user-id a",
        "aws elasticache create-user --user-id a --user-name 'It isn''t\nThis one.\nnow'",
    ] {
        let read = import(text);
        let notes: Vec<&str> = read.notes.iter().map(|note| note.message.as_ref()).collect();
        assert!(!notes.iter().any(|note| note.starts_with("Sentences")), "{text}\n{notes:?}");
        assert_eq!(read.users[0].draft.user_id.as_deref(), Some("a"), "{text}");
    }
}

#[test]
fn prose_around_a_value_is_ignored() {
    hold(
        &[
            ("Please add:\n{\"UserId\": \"a\", \"Engine\": \"redis\"}\nThanks!", "Please"),
            ("The user's JSON:\n\n{\n  \"UserId\": \"a\",\n  \"Engine\": \"redis\"\n}\n", "user's"),
            ("{\"UserId\": \"a\", \"Engine\": \"redis\"}\n\nIs that right?", "right"),
            ("Here is what we have:\nUserId: a\nEngine: redis\n", "we have"),
            ("Subject: the cache\nFrom: me\n\nUserId: a\nEngine: redis\n\n-- \nRegards\n", "Regards"),
        ],
        &json!({"UserId": "a", "Engine": "redis"}),
    );
    // A call and what it printed.
    let reply = "$ aws elasticache describe-users --user-id a\n{\"Users\": [{\"UserId\": \"a\", \"UserName\": \"a\", \"Status\": \"active\", \"Engine\": \"redis\", \"ARN\": \"arn:aws:elasticache:us-east-1:111122223333:user:a\"}]}";
    assert_eq!(import(reply).format, Some("reply"));
    // YAML is YAML, with whatever keys.
    for text in ["Name: x\nUserId: a\nEngine: redis\n", "# Our user:\nUserId: a\nEngine: redis\n"] {
        assert!(!import(text).notes.iter().any(|note| note.message.starts_with("Sentences")), "{text}");
    }
}

#[test]
fn commands_in_other_tools_files_are_read() {
    hold(
        &[
            (
                "- name: user\n  ansible.builtin.command: >\n    aws elasticache create-user --user-id a\n    --engine redis\n",
                "ansible",
            ),
            (
                "- name: user\n  ansible.builtin.shell: aws elasticache create-user --user-id a --engine redis\n  args:\n    chdir: /tmp\n",
                "args",
            ),
            (
                "jobs:\n  x:\n    steps:\n      - uses: actions/checkout@v4\n      - run: |\n          set -e\n          aws elasticache create-user \\\n            --user-id a \\\n            --engine redis\n",
                "checkout",
            ),
            (
                "version: 0.2\nphases:\n  build:\n    commands:\n      - aws elasticache create-user --user-id a --engine redis\n      - echo done\n",
                "phases",
            ),
            (
                "user:\n  script:\n    - >-\n      aws elasticache create-user\n      --user-id a --engine redis\n",
                "script",
            ),
            (
                "services:\n  setup:\n    image: amazon/aws-cli\n    command: elasticache create-user --user-id a --engine redis\n",
                "services",
            ),
        ],
        &json!({"UserId": "a", "Engine": "redis"}),
    );
}

#[test]
fn fill_in_placeholders_are_open() {
    let command = "aws elasticache create-user --engine valkey";
    for (text, path, name) in [
        (format!("{command} --user-id <user-id>"), "UserId", "<user-id>"),
        (format!("{command} --user-id=<user id>"), "UserId", "<user id>"),
        (format!("{command} --user-id <id> --passwords <password>"), "Passwords[0]", "<password>"),
        (format!("{command} --tags Key=env,Value=<env>"), "Tags[0].Value", "<env>"),
        (format!("{command} --user-id {{{{ user }}}}"), "UserId", "{{ user }}"),
        (format!("{command} --user-id \"${{{{ inputs.user }}}}\""), "UserId", "{{ inputs.user }}"),
        (format!("{command} --user-id %USER_ID%"), "UserId", "%USER_ID%"),
        ("{\"UserId\": \"<%= id %>\"}".to_owned(), "UserId", "<%= id %>"),
        ("{\"UserId\": \"#{UserId}#\"}".to_owned(), "UserId", "#{UserId}#"),
        ("{{- range .Values.users }}\nUserId: {{ .id }}\n{{- end }}\n".to_owned(), "UserId", "{{ .id }}"),
        (
            "UserId: {{ .Values.id | quote }}\nEngine: valkey\n".to_owned(),
            "UserId",
            "{{ .Values.id | quote }}",
        ),
        ("UserId: {{ include \"app.id\" . }}\n".to_owned(), "UserId", "{{ include \"app.id\" . }}"),
        ("{% if app %}\nUserId: '{{ app }}'\n{% endif %}\n".to_owned(), "UserId", "{{ app }}"),
    ] {
        let (_, open) = only(&text);
        assert!(open.contains(&(path.to_owned(), name.to_owned())), "{text}\n{open:?}");
        // Kept as it is, so that outputs have it.
        let draft = only(&text).0;
        assert!(draft.to_string().contains(&name.replace('"', "\\\"")), "{text}\n{draft}");
    }
    // What a shell reads and writes stays that.
    for text in [
        "cmd <in.json >out.json; aws elasticache create-user --user-id a",
        "aws elasticache create-user --user-id a > <(cat)",
        "aws elasticache create-user --user-id a < f >g",
    ] {
        let read = import(text);
        assert_eq!(read.users[0].draft.user_id.as_deref(), Some("a"), "{text}");
        assert!(read.users[0].placeholders.is_empty(), "{text}");
    }
}

/// "About splatting" and "about Arrays" of PowerShell's documentation.
#[test]
fn powershell_lists_are_arguments() {
    let create = "aws elasticache create-user";
    for text in [
        format!("$a = @('--user-id', 'a', '--engine', 'redis')\n{create} @a"),
        format!("$a = '--user-id', 'a', '--engine', 'redis'\n{create} $a"),
        format!("$a = @(\n  '--user-id'\n  'a'   # the ID\n  '--engine', 'redis'\n)\n& {create} @a"),
        format!("$a = @('--user-id')\n$a += 'a'\n$a += '--engine', 'redis'\n{create} @a"),
        format!("$id = 'a'\n$a = @('--user-id', $id)\n{create} @a --engine redis"),
        format!("$A = @(\"--user-id\", \"a\")\n$none = @()\n{create} @a @none --engine `\n  redis"),
    ] {
        let read = import(&text);
        assert_eq!(read.format, Some("powershell"), "{text}");
        assert_eq!(only(&text), (json!({"UserId": "a", "Engine": "redis"}), vec![]), "{text}");
    }
    for (text, path, name) in [
        (
            format!(
                "$m = @{{ Type = 'iam' }} | ConvertTo-Json -Compress\n{create} --user-id a --authentication-mode $m"
            ),
            "AuthenticationMode",
            "m",
        ),
        (format!("{create} --user-id $u.Id `\n --engine redis"), "UserId", "u.Id"),
        (format!("{create} --user-id $env:ID `\n --engine redis"), "UserId", "ID"),
        (
            format!("{create} --user-id a `\n --passwords (Get-Content pw.txt) --engine redis"),
            "Passwords[0]",
            "an expression",
        ),
        (format!("$a = @(Get-Ids)\n{create} --user-id $a"), "UserId", "a"),
    ] {
        let (_, open) = only(&text);
        assert_eq!(open, [(path.to_owned(), name.to_owned())], "{text}");
    }
}

/// Settings without quotes and commas aren't Python arguments.
#[test]
fn setting_lines_are_members() {
    for (text, meant) in [
        ("UserId = a\nEngine = redis\n", json!({"UserId": "a", "Engine": "redis"})),
        ("UserId=a\nAccessString=on ~* +@all\n", json!({"UserId": "a", "AccessString": "on ~* +@all"})),
        (
            "UserId   = a\n\nAccessString = on ~a=b +get\n",
            json!({"UserId": "a", "AccessString": "on ~a=b +get"}),
        ),
        ("UserId = \"a\"\nEngine = \"redis\"\n", json!({"UserId": "a", "Engine": "redis"})),
        // Python's own.
        ("UserId=\"a\", Engine=\"redis\"", json!({"UserId": "a", "Engine": "redis"})),
        ("UserId=\"a\",\nEngine=\"redis\",\n", json!({"UserId": "a", "Engine": "redis"})),
    ] {
        assert_eq!(only(text), (meant, vec![]), "{text}");
    }
}

/// Strings concatenated in a program.
#[test]
fn string_concatenations_keep_variable_names() {
    for (text, written) in [
        (
            "new CreateUserCommand({ UserId: \"a\", AccessString: \"on ~\" + prefix + \":* +@read\" })",
            "on ~${prefix}:* +@read",
        ),
        (
            "new CreateUserCommand({ UserId: 'a', AccessString: 'on ~' + config.prefix + ':*' })",
            "on ~${config.prefix}:*",
        ),
        ("client.create_user(UserId='a', AccessString='on ~' + prefix + ':*')", "on ~${prefix}:*"),
        ("client.create_user(UserId='a', AccessString='on ~' + os.environ['P'])", "on ~${P}"),
        ("client.create_user(UserId='a', AccessString=head + ' +get')", "${head} +get"),
    ] {
        let read = import(text);
        assert_eq!(read.users[0].placeholders[0].written.as_deref(), Some(written), "{text}");
    }
}

/// A quote of a shell may end and begin again within a line, around an escaped one.
#[test]
fn a_line_inside_a_quoted_value_is_not_prose() {
    let text = "aws elasticache modify-user --cli-input-yaml 'UserId: a\nAccessString: \"on ~it'\\''s +get\"\n\
        AuthenticationMode:\n  Type: password\n  Passwords:\n    - a-sesame-that-is-seen\n'";
    let (draft, _) = only(text);
    assert_eq!(draft["AccessString"], "on ~it's +get");
    assert_eq!(draft["AuthenticationMode"]["Passwords"][0], "a-sesame-that-is-seen");
}
