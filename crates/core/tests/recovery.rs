//! Broken samples: a note points to each problem, and the intended user is read.

use elasticache_user::Path;
use elasticache_user::import::{NoteKind, import};
use serde_json::{Value, json};

/// The text, the intended request, and what the notes point to.
struct Sample(&'static str, Value, &'static str);

fn hold(samples: &[Sample]) {
    for Sample(text, meant, place) in samples {
        let read = import(text);
        assert_eq!(read.errors, [], "{text}");
        let user = read.users.first().unwrap_or_else(|| panic!("{text}\n{read:?}"));
        assert_eq!(serde_json::to_value(&user.draft).unwrap(), *meant, "{text}");
        let noted = read.notes.iter().filter(|note| note.kind == NoteKind::Changed);
        let noted: Vec<&str> = noted.map(|note| &text[note.span.clone().unwrap()]).collect();
        assert!(noted.iter().any(|noted| noted.contains(place)), "{text}\n{noted:?}");
    }
}

#[test]
fn a_command_continues_after_a_stray_character() {
    let meant = json!({"UserId": "a", "Engine": "redis", "AccessString": "on ~* +get"});
    for text in [
        "aws elasticache create-user \\\n  --user-id a \\ // the ID\n  --engine redis \\\n  --access-string 'on ~* +get'\n",
        "aws elasticache create-user \\\n  --user-id a \\ # the ID\n  --engine redis \\\n  --access-string 'on ~* +get'\n",
        "aws elasticache create-user \\ \n  --user-id a \\\t\n  --engine redis \\\n  --access-string 'on ~* +get'\n",
        "aws elasticache create-user \\\n  --user-id a \\ (any name)\n  --engine redis \\\n  --access-string 'on ~* +get'\n",
        "aws elasticache create-user \\\n  --user-id a \\ <-- yours\n  --engine redis \\\n  --access-string 'on ~* +get'\n",
        "aws elasticache create-user ^ \n  --user-id a ^\n  --engine redis ^\n  --access-string \"on ~* +get\"\n",
        "aws elasticache create-user `\n  --user-id a ` # the ID\n  --engine redis `\n  --access-string 'on ~* +get'\n",
    ] {
        hold(&[Sample(text, meant.clone(), "")]);
    }
}

#[test]
fn a_comment_or_an_empty_line_does_not_end_a_sample() {
    let meant = json!({"UserId": "a", "Engine": "redis"});
    for (text, place) in [
        (
            "aws elasticache create-user \\\n  --user-id a \\\n  # the engine\n  --engine redis\n",
            "# the engine",
        ),
        ("aws elasticache create-user \\\n  # the ID\n  --user-id a \\\n  --engine redis\n", "# the ID"),
        (
            "aws elasticache create-user \\\n  --user-id a \\\n  // or valkey\n  --engine redis\n",
            "// or valkey",
        ),
        ("aws elasticache create-user \\\n  --user-id a \\\n\n  --engine redis\n", "\n"),
        ("aws elasticache create-user \\\n  --user-id a \\\n  --engine redis // or valkey\n", "// or valkey"),
    ] {
        hold(&[Sample(text, meant.clone(), place)]);
    }
}

#[test]
fn markup_is_not_part_of_an_access_string() {
    let command = |access: &str| -> &'static str {
        Box::leak(
            format!("aws elasticache create-user --user-id a --access-string \"{access}\"").into_boxed_str(),
        )
    };
    for (written, meant) in [
        ("*off* +get ~keys*", "off +get ~keys*"),
        ("**on** ~* +@all", "on ~* +@all"),
        ("_on_ ~* +@all", "on ~* +@all"),
        ("on ~* +client\\|setname", "on ~* +client|setname"),
        ("on ~a:* +config\\|get +client\\|id", "on ~a:* +config|get +client|id"),
    ] {
        hold(&[Sample(command(written), json!({"UserId": "a", "AccessString": meant}), written)]);
    }
    // A pattern may contain such characters.
    for same in ["on ~*off* +get", "on ~_a_ +get", "*on +get", "on* ~* +@all"] {
        let read = import(command(same));
        assert_eq!(read.users[0].draft.access_string.as_deref(), Some(same));
    }
}

#[test]
fn typographic_characters_are_read_as_plain_ones() {
    let meant = json!({"UserId": "a", "AccessString": "on ~a:* +@read"});
    for (text, place) in [
        ("aws elasticache create-user --user-id a --access-string “on ~a:* +@read”", "“"),
        ("aws elasticache create-user --user-id a --access-string ‘on ~a:* +@read’", "‘"),
        ("aws elasticache create-user --user-id=“a” --access-string=“on ~a:* +@read”", "“"),
        ("aws elasticache create-user –user-id a —access-string 'on ~a:* +@read'", "–"),
        ("aws elasticache create-user –-user-id a -–access-string 'on ~a:* +@read'", "–"),
        ("aws\u{a0}elasticache create-user\u{a0}--user-id a --access-string 'on ~a:* +@read'", "\u{a0}"),
        ("aws elasticache create-user --user-id „a“ --access-string «on ~a:* +@read»", "„"),
    ] {
        hold(&[Sample(text, meant.clone(), place)]);
    }
    hold(&[Sample("{“UserId”: “a”, “UserName”: “b”}", json!({"UserId": "a", "UserName": "b"}), "“")]);
    // Inside of plain quotes they are characters like any other.
    for text in ["aws elasticache create-user --user-name 'say “a” – b'", "{\"UserName\": \"say “a” – b\"}"]
    {
        assert_eq!(import(text).users[0].draft.user_name.as_deref(), Some("say “a” – b"));
    }
}

#[test]
fn wrapping_around_pasted_text_is_ignored() {
    let meant = json!({"UserId": "a", "UserName": "b"});
    let command = "aws elasticache create-user --user-id a --user-name b";
    let frames: Vec<(String, &str)> = vec![
        (format!("Like this:\n\n```bash\n{command}\n```\n\nThen wait."), "Like this:"),
        (format!("```\n{command}\n```"), "```"),
        (format!("~~~sh\n{command}\n~~~\n"), "~~~sh"),
        (format!("```{command}```"), "```"),
        (format!("`{command}`"), "`"),
        (format!("{{code:bash}}\n{command}\n{{code}}"), "{code:bash}"),
        (format!("{{noformat}}\n{command}\n{{noformat}}"), "{noformat}"),
        (format!("<pre><code class=\"language-sh\">{command}</code></pre>"), "<pre>"),
        ("> aws elasticache create-user \\\n>   --user-id a \\\n>   --user-name b\n".to_owned(), "> "),
        ("  1  aws elasticache create-user \\\n  2    --user-id a \\\n  3    --user-name b\n".to_owned(), "  1 "),
        ("1: aws elasticache create-user \\\n2:   --user-id a \\\n3:   --user-name b\n".to_owned(), "1:"),
        (" 9 | UserId: a\n10 | UserName: b\n".to_owned(), " 9 |"),
        (format!("PS> {command}"), "PS> "),
        (format!("[me@host ~]$ {command}"), "[me@host ~]$ "),
        ("me@host:~$ aws elasticache create-user \\\n> --user-id a \\\n> --user-name b\n".to_owned(), "me@host:~$ "),
        (format!("% {command}"), "% "),
        ("diff --git a/u.json b/u.json\n--- a/u.json\n+++ b/u.json\n@@ -1,4 +1,4 @@\n {\n-  \"UserId\": \"old\",\n+  \"UserId\": \"a\",\n   \"UserName\": \"b\"\n }\n".to_owned(), "diff"),
        ("{&quot;UserId&quot;: &quot;a&quot;, &quot;UserName&quot;: &quot;b&quot;}".to_owned(), "&quot;"),
        ("{&#34;UserId&#34;: &#34;a&#34;, &#34;UserName&#34;: &#34;b&#34;}".to_owned(), "&#34;"),
    ];
    for (text, place) in frames {
        hold(&[Sample(Box::leak(text.into_boxed_str()), meant.clone(), place)]);
    }
}

#[test]
fn plans_are_read_as_their_planned_values() {
    let plan = |body: &str| -> &'static str {
        let text = format!(
            "Terraform will perform the following actions:\n\n  # aws_elasticache_user.u will be updated in-place\n{body}\nPlan: 0 to add, 1 to change, 0 to destroy.\n"
        );
        Box::leak(text.into_boxed_str())
    };
    for (body, meant) in [
        (
            "  ~ resource \"aws_elasticache_user\" \"u\" {\n      ~ access_string = \"on ~* +@all\" -> \"on ~a +get\"\n        user_name     = \"b\"\n        # (8 unchanged attributes hidden)\n    }\n",
            json!({"AccessString": "on ~a +get", "UserName": "b"}),
        ),
        (
            "  + resource \"aws_elasticache_user\" \"u\" {\n      + user_id   = \"a\"\n      + engine    = \"valkey\"\n    }\n",
            json!({"UserId": "a", "Engine": "valkey"}),
        ),
        (
            "-/+ resource \"aws_elasticache_user\" \"u\" {\n      ~ arn     = \"arn:aws:x\" -> (known after apply)\n      ~ user_id = \"a\" -> \"b\" # forces replacement\n    }\n",
            json!({"UserId": "b"}),
        ),
        (
            "  + resource \"aws_elasticache_user\" \"u\" {\n      + user_id   = \"a\"\n      + authentication_mode {\n          + type = \"iam\"\n        }\n    }\n",
            json!({"UserId": "a", "AuthenticationMode": {"Type": "iam"}}),
        ),
        (
            "  ~ resource \"aws_elasticache_user\" \"u\" {\n        user_id = \"a\"\n      - tags    = {\n          - \"x\" = \"y\"\n        } -> null\n      - engine = \"redis\" -> null\n    }\n",
            json!({"UserId": "a"}),
        ),
    ] {
        hold(&[Sample(plan(body), meant, "Terraform will")]);
    }
    // What the plan doesn't show is left open.
    let text = plan(
        "  + resource \"aws_elasticache_user\" \"u\" {\n      + user_id   = \"a\"\n      + passwords = (sensitive value)\n    }\n",
    );
    assert_eq!(import(text).users[0].placeholders.len(), 1);
}

/// A reply stays a reply, with what is after the comma.
#[test]
fn a_missing_comma_is_reported() {
    let reply = "{\n  \"UserId\": \"a\",\n  \"UserName\": \"a\",\n  \"UserGroupIds\": []\n  \"ARN\": \"arn:aws:elasticache:us-east-1:111122223333:user:a\",\n  \"Authentication\": {\"Type\": \"password\", \"PasswordCount\": 1}\n}";
    let read = import(reply);
    assert_eq!((read.format, read.errors.len()), (Some("reply"), 0));
    let current = read.users[0].current.as_ref().unwrap();
    assert_eq!(current.authentication.as_ref().unwrap().kind.as_deref(), Some("password"));
    let noted = &reply[read.notes[0].span.clone().unwrap()];
    assert!(noted.contains("\"UserGroupIds\": []"), "{noted}");
    for (text, meant) in [
        ("{\"UserId\": \"a\" \"UserName\": \"b\"}", json!({"UserId": "a", "UserName": "b"})),
        (
            "{\"UserId\": \"a\",\n\"Passwords\": [\"p\" \"q\"]\n\"UserName\": \"b\"}",
            json!({"UserId": "a", "Passwords": ["p", "q"], "UserName": "b"}),
        ),
        (
            "{\"UserId\": \"a\", \"AuthenticationMode\": {\"Type\": \"iam\"}\n\"UserName\": \"b\"}",
            json!({"UserId": "a", "AuthenticationMode": {"Type": "iam"}, "UserName": "b"}),
        ),
        (
            "{\"UserName\": \"b\", \"Tags\": [{\"Key\": \"k\"} {\"Key\": \"l\"}]}",
            json!({"UserName": "b", "Tags": [{"Key": "k"}, {"Key": "l"}]}),
        ),
        (
            "[{\"UserId\": \"a\", \"UserName\": \"b\"}\n{\"UserId\": \"c\", \"UserName\": \"d\"}]",
            json!({"UserId": "a", "UserName": "b"}),
        ),
    ] {
        hold(&[Sample(text, meant, "")]);
    }
}

/// Every place is one of the text as it was pasted.
#[test]
fn positions_refer_to_the_pasted_text() {
    let text = "Do this:\n```bash\n$ aws elasticache create-user \\ # first\n>  --user-id “app” \\\n>  --passwords 'canary-canary-1'\n```\n";
    let read = import(text);
    let user = &read.users[0];
    let place = user.places.get(&Path::parse("UserId")).unwrap();
    assert_eq!(&text[place.literal.clone()], "“app”");
    let secrets: Vec<&str> = read.secrets.iter().map(|span| &text[span.clone()]).collect();
    assert_eq!(secrets, ["'canary-canary-1'"]);
    for note in &read.notes {
        assert!(text.get(note.span.clone().unwrap()).is_some());
    }
}
