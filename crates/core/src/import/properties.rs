//! The places of values, changes written back into texts, and the places of passwords.

use super::*;
use crate::emit::{Job, Options, Secrets, TARGETS};
use crate::{Context, Edit, Member, Report, apply, check, generate};

fn changed(text: &str, edits: Vec<Edit>) -> Option<String> {
    let rewritten = rewrite(text, &[Change { user: 0, edits }]);
    let expected = if rewritten.applied == [true] { rewritten.text != text } else { rewritten.text == text };
    assert!(expected, "{text}");
    rewritten.applied.first().filter(|applied| **applied).map(|_| rewritten.text)
}

fn set(member: impl Into<Path>, value: &str) -> Vec<Edit> {
    vec![Edit::text(member, value)]
}

#[test]
fn a_fix_changes_only_its_member() {
    let text = r#"{"UserId":"x","AuthenticationMode":{"Passwords":["PASSWORD-is-long-enough-1"],"Type":"PASSWORD"}}"#;
    assert_eq!(
        changed(text, set(Path::ModeType, "password")).as_deref(),
        Some(
            r#"{"UserId":"x","AuthenticationMode":{"Passwords":["PASSWORD-is-long-enough-1"],"Type":"password"}}"#
        )
    );
    let text = r#"{"UserId":"\u0041bc","Passwords":["Abc-A-very-long-password-Abc"]}"#;
    assert_eq!(
        changed(text, set(Member::UserId, "abc")).as_deref(),
        Some(r#"{"UserId":"abc","Passwords":["Abc-A-very-long-password-Abc"]}"#)
    );
    let text = r#"{"UserId":"x","Tags":[{"Key":"Engine","Value":"Valkey"}],"Engine":"Valkey"}"#;
    assert_eq!(
        changed(text, set(Member::Engine, "valkey")).as_deref(),
        Some(r#"{"UserId":"x","Tags":[{"Key":"Engine","Value":"Valkey"}],"Engine":"valkey"}"#)
    );
    let text = "resource \"aws_elasticache_user\" \"a\" {\n  # user_id = \"App\" is kept\n  user_id = \"App\"\n  passwords = [\"App-App-App-App-App\"]\n}\n";
    assert_eq!(
        changed(text, set(Member::UserId, "app")).as_deref(),
        Some(
            "resource \"aws_elasticache_user\" \"a\" {\n  # user_id = \"App\" is kept\n  user_id = \"app\"\n  passwords = [\"App-App-App-App-App\"]\n}\n"
        )
    );
    for text in
        [r#"{"UserId":"x","Passwords":["A","a"]}"#, "aws elasticache create-user --user-id x --passwords A a"]
    {
        for path in [Path::Password(0), Path::Member(Member::Passwords)] {
            assert_eq!(changed(text, vec![Edit::text(path, "b")]), None);
        }
    }
}

#[test]
fn a_value_keeps_the_quotes_of_its_shell() {
    let command = |access: &str| format!("aws elasticache create-user --user-id a --access-string {access}");
    for (written, value, expected) in [
        ("allchannels", "on &* -@all", "'on &* -@all'"),
        ("+@all", "on +@all", "'on +@all'"),
        ("on,allkeys", "on allkeys", "'on allkeys'"),
        ("on ~* +@all", "on ~* -@all", "'on ~* -@all'"),
        ("'on  ~*'", "on ~*", "'on ~*'"),
        ("\"on  ~*\"", "on ~* &*", "\"on ~* &*\""),
        ("\"on  ~*\"", "on ~$x", "'on ~$x'"),
        ("'on'\\''~a'", "it's", "'it'\\''s'"),
    ] {
        assert_eq!(
            changed(&command(written), set(Member::AccessString, value)).as_deref(),
            Some(command(expected).as_str()),
            "{written}"
        );
    }
    // What the shell works out, and what another user reads too, is left alone.
    for text in [
        "ID=App\naws elasticache create-user --user-id \"$ID\"",
        "aws elasticache create-user --user-id `echo App`",
        "aws elasticache create-user --user-id=App --user-name \"$(cat <<< App)\"; aws elasticache create-user --user-id ${A}",
    ] {
        assert_eq!(changed(text, set(Member::UserName, "it's")), None, "{text}");
        assert_eq!(changed(text, set(Member::UserId, "it's")), None, "{text}");
    }
    let shorthand = "aws elasticache create-user --user-id a --authentication-mode Type=PASSWORD,Passwords=PASSWORD-PASSWORD";
    assert_eq!(
        changed(shorthand, set(Path::ModeType, "password")).as_deref(),
        Some(
            "aws elasticache create-user --user-id a --authentication-mode Type=password,Passwords=PASSWORD-PASSWORD"
        )
    );
    assert_eq!(changed(shorthand, set(Path::ModeType, "pass;word")), None);
    let input = "aws elasticache create-user --cli-input-json '{\"UserId\": \"App\", \"AccessString\": \"on allkeys\"}'";
    assert_eq!(
        changed(input, set(Member::AccessString, "on ~* &*")).as_deref(),
        Some(
            "aws elasticache create-user --cli-input-json '{\"UserId\": \"App\", \"AccessString\": \"on ~* &*\"}'"
        )
    );
    assert_eq!(changed(input, set(Member::AccessString, "on ~it's")), None);
}

#[test]
fn each_language_has_its_own_quotes() {
    for (text, value, expected) in [
        ("UserId: App\nUserName: a\n", "1:2 # no", "UserId: \"1:2 # no\"\nUserName: a\n"),
        ("UserId: 'App'\nUserName: a\n", "app", "UserId: 'app'\nUserName: a\n"),
        ("client.create_user(UserId='App')", "it's", "client.create_user(UserId=\"it's\")"),
        ("client.create_user(UserId='A' 'pp')", "app", "client.create_user(UserId=\"app\")"),
        (
            "Action=CreateUser&Version=2015-02-02&UserId=A%70p&Engine=redis",
            "a b",
            "Action=CreateUser&Version=2015-02-02&UserId=a+b&Engine=redis",
        ),
        (
            "@echo off\naws elasticache create-user --user-id \"App\"",
            "a b",
            "@echo off\naws elasticache create-user --user-id \"a b\"",
        ),
        (
            "$x = 1\naws elasticache create-user --user-id App",
            "it's",
            "$x = 1\naws elasticache create-user --user-id 'it''s'",
        ),
    ] {
        assert_eq!(changed(text, set(Member::UserId, value)).as_deref(), Some(expected), "{text}");
    }
    for text in [
        "UserId: &a App\nUserName: *a\n",
        "UserId: |\n  App\nUserName: a\n",
        "client.create_user(UserId=f'{x}')",
        "ID = 'App'\nclient.create_user(UserId=ID)",
        "resource \"aws_elasticache_user\" \"a\" {\n  user_id = <<E\nApp\nE\n}\n",
        "user app on >secret ~*",
    ] {
        assert_eq!(changed(text, set(Member::UserId, "app2")), None, "{text}");
        assert_eq!(changed(text, set(Member::AccessString, "on")), None, "{text}");
    }
}

#[test]
fn overlapping_fixes_are_never_both_written() {
    let text = "aws elasticache create-user --user-id a --access-string on,allkeys";
    let change = |value: &str| Change { user: 0, edits: set(Member::AccessString, value) };
    let rewritten = rewrite(text, &[change("on allkeys"), change("on on,allkeys")]);
    assert_eq!(rewritten.applied, [true, false]);
    assert!(rewritten.text.ends_with("--access-string 'on allkeys'"));
    // One anchor, two users: both or none.
    let text = "- UserId: &a App\n  UserName: x\n- UserId: *a\n  UserName: y\n";
    let one = |user| Change { user, edits: set(Member::UserId, "app") };
    assert_eq!(rewrite(text, &[one(0)]).text, text);
}

/// A thousand changes take a few readings of the text, not a thousand.
#[test]
fn many_changes_are_written_at_once() {
    let text: String = (0..1000).map(|n| format!("- {{UserId: App{n}, UserName: a}}\n")).collect();
    let text = format!(
        "# users\n{}",
        text.replace("- {UserId", "- UserId").replace("}\n", "\n").replace(", ", "\n  ")
    );
    let change = |user: usize| Change { user, edits: set(Member::UserId, &format!("app{user}")) };
    let changes: Vec<Change> = (0..1000).map(change).collect();
    let rewritten = rewrite(&text, &changes);
    assert!(rewritten.applied.iter().all(|applied| *applied));
    assert_eq!(rewritten.text, text.replace("App", "\"app").replace("\n  UserName", "\"\n  UserName"));
}

fn leaves(draft: &Draft) -> Vec<Path> {
    let members =
        [Member::UserId, Member::UserName, Member::Engine, Member::AccessString, Member::AppendAccessString];
    let tags = 0..draft.tags.as_ref().map_or(0, Vec::len);
    let all = members.into_iter().map(Path::Member).chain([Path::ModeType]);
    let all = all.chain(tags.flat_map(|n| [Path::TagKey(n), Path::TagValue(n)]));
    all.filter(|path| draft.text_at(path).is_some()).collect()
}

/// Each place holds its value, each change is written as it is meant or not at all, and each password is masked.
fn holds(text: &str, counts: &mut [usize; 4]) {
    let read = import(text);
    for (user, imported) in read.users.iter().enumerate() {
        let draft = &imported.draft;
        for path in leaves(draft) {
            let value = draft.text_at(&path).unwrap();
            let Some(place) = imported.places.get(&path) else { panic!("{path}\n{text}") };
            assert!(text.get(place.literal.clone()).is_some(), "{path}\n{text}");
            if let Some(verbatim) = &place.verbatim {
                assert_eq!(&text[verbatim.clone()], value, "{path}\n{text}");
                counts[0] += 1;
            }
            counts[1] += 1;
            for new in ["q", "it's $x `y` \"z\" %A% & * # é"] {
                let change = Change { user, edits: set(path.clone(), new) };
                is_written(text, &read, &change, counts);
            }
        }
        let context = Context { current: imported.current.clone(), ..Context::default() };
        for fix in check(imported.operation, draft, &context).findings.iter().flat_map(|one| &one.fixes) {
            is_written(text, &read, &Change { user, edits: fix.edits.clone() }, counts);
        }
        for (_, password) in draft.all_passwords().filter(|(_, password)| password.expose().len() > 7) {
            let mut shown = text.as_bytes().to_vec();
            read.secrets.iter().for_each(|range| shown[range.clone()].fill(b'*'));
            assert!(!String::from_utf8_lossy(&shown).contains(password.expose()), "{text}");
        }
        for (path, password) in draft.all_passwords().filter(|(_, password)| !password.expose().is_empty()) {
            let place = imported.places.get(&path).unwrap_or_else(|| panic!("{path}\n{text}"));
            let masked =
                |range: &Range<usize>| range.start <= place.literal.start && place.literal.end <= range.end;
            assert!(read.secrets.iter().any(masked), "{path} {}\n{text}", password.expose().len());
        }
    }
}

fn is_written(text: &str, read: &Import, change: &Change, counts: &mut [usize; 4]) {
    let rewritten = rewrite(text, std::slice::from_ref(change));
    counts[2] += 1;
    if rewritten.applied != [true] {
        assert_eq!(rewritten.text, text);
        return;
    }
    counts[3] += 1;
    let after = import(&rewritten.text);
    assert_eq!(after.format, read.format);
    assert_eq!(after.users.len(), read.users.len());
    for (n, (old, new)) in read.users.iter().zip(&after.users).enumerate() {
        let edits = if n == change.user { change.edits.as_slice() } else { &[] };
        assert_eq!(new.draft, apply(&old.draft, edits), "{text}\n{}", rewritten.text);
        assert_eq!((new.operation, &new.globals), (old.operation, &old.globals));
    }
}

#[test]
fn fixes_preserve_the_meaning_of_the_corpus() {
    let Some(folder) = crate::repository::corpus("import") else { return };
    let mut counts = [0; 4];
    for file in std::fs::read_dir(folder).unwrap() {
        let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
        // One file holds many commands.
        text.split("\n----\n").for_each(|text| holds(text, &mut counts));
    }
    println!("{counts:?}");
    assert!(counts[1] > 50 && counts[3] > 50, "{counts:?}");
}

#[test]
fn fixes_preserve_the_meaning_of_our_output() {
    let mut chance = generate::Chance::new(515);
    for (id, format) in emitted::PAIRS.iter().step_by(generate::many(1, 5)) {
        let mut counts = [0; 4];
        for n in 0..30 {
            let operation = Operation::ALL[n % 2];
            let draft = match n % 3 {
                0 => generate::draft(&mut chance, operation),
                _ => generate::valid_draft(&mut chance, operation),
            };
            let draft = draft.for_operation(operation);
            let options = Options { secrets: Secrets::Inline, ..Options::default() };
            let (context, report) = (Context::default(), Report::default());
            let target = TARGETS.iter().find(|target| target.id == *id).unwrap();
            let job = Job { ready: true, ..Job::new(operation, &draft, &context, &options, &report) };
            let emission = (target.emit)(&job);
            let Some(file) = emission.files.first().filter(|_| emission.ready) else { continue };
            let text = file.text();
            if import(&text).format == Some(*format) {
                holds(&text, &mut counts);
            }
        }
        println!("{id}: {counts:?}");
        let [_, _, changes, written] = counts;
        // Lines of a server aren't rewritten.
        assert!(
            written > 20 || *id == "acl-setuser",
            "only {written} of {changes} changes could be written into what `{id}` writes: source_map.rs says in which notation its \
             strings are, and rewrite.rs writes them"
        );
    }
}

fn shown(text: &str) -> String {
    let read = import(text);
    let mut shown = text.as_bytes().to_vec();
    read.secrets.iter().chain(&read.uncertain).for_each(|range| shown[range.clone()].fill(b'*'));
    String::from_utf8_lossy(&shown).into_owned()
}

#[test]
fn passwords_are_found_however_they_are_written() {
    let command = "aws elasticache create-user --user-id a";
    for text in [
        &format!("{command} --authentication-mode Type=password,Passwords=it'\\''s-A-canary"),
        &format!("{command} --passwords can\\ary can\"\"ary 'canary'"),
        &format!("{command} --passwords canary-one --passwords canary-two"),
        &format!("{command} --password canary"),
        &format!("{command} --passwords one-password-is-read --pasword canary --password \\\n  canary"),
        &format!("{command} --access-string 'on >canary ~*'"),
        &format!("{command} --access-string \"on <\"canary"),
        &format!(
            "{command} --cli-input-json '{{\"UserId\": \"a\", \"Passwords\": [\"canary\"]}}' --passwords canary2"
        ),
        "{\"UserId\": \"a\", \"Passwords\": [\"can\\u0061ry\", \"canary\"]}",
        "{\"UserId\": \"a\", \"Passwords\": [\"canary\", \"canary-longer\"]}",
        "{\"UserId\": \"a\", \"Password\": \"canary\"}",
        "{\"UserId\": \"a\", \"Passwords\": \"canary\"}",
        "{\"UserId\": \"a\", \"AuthenticationMode\": {\"Password\": {\"a\": \"canary\"}, \"Passwords\": \"canary\"}}",
        "{\"UserId\": \"a\", \"Passwords\": [\"canary\"], \"Passwords\": [\"b\"]}",
        "{\"UserId\": \"a\", \"Passwords\": [canary]",
        "{\"UserId\": \"a\", \"AccessString\": \"on >can\\u0061ry\"}",
        "UserId: a\nPasswords: [\"can\\x61ry\", 'it''s a canary']\n",
        "UserId: a\nPassword: >\n  some canary\n  another canary\n",
        "UserId: a\nPasswords:\n  - |\n    canary\n    canary\n",
        "UserId: a\nAccessString: on >canary ~*\n",
        "UserId: a\nAccessString: >-\n  on >canary\n  ~*\n",
        "resource \"aws_elasticache_user\" \"a\" {\n  passwords = [\"can$${x}ary\", \"canary\"]\n  password_wo = \"canary\"\n}\n",
        "resource \"aws_elasticache_user\" \"a\" {\n  user_id = \"a\"\n  passwords_wo = <<E\ncanary\nE\n}\n",
        "Action=CreateUser&Version=2015-02-02&UserId=a&Passwords.member.1=can%61ry&Passwords.member.2=canary",
        "client.create_user(UserId='a', Passwords=['can' 'ary', 'can\\x61ry'])",
        "user a on >canary <canary ~*",
        "ACL SETUSER a on >'canary' ~*",
        "on >canary ~* +@all",
        "my password is canary",
        "what is >canary",
        &format!("echo canary | {command} --authentication-mode file:///dev/stdin"),
        &format!("printf %s canary |\n{command} --authentication-mode file:///dev/stdin"),
        &format!("{command} --authentication-mode file:///dev/stdin <<< canary"),
        &format!("curl -u admin:canary https://example.org/\n{command}"),
        &format!("curl -sSucanary --user=a:canary https://example.org/ -u canary\n{command}"),
        &format!("git clone https://me:canary@example.org/x\n{command}"),
    ] {
        let shown = shown(text);
        for part in ["canary", "can\\", "can%", "can$", "'ary'", "s-A"] {
            assert!(!shown.contains(part), "{text}\n{shown}");
        }
    }
    // What isn't a password is shown.
    for text in [
        &format!("{command} --no-password-required --user-name token > file"),
        &format!("echo done | tee log\ncurl https://example.org/a@b\n{command}"),
        "UserId: a\nAuthenticationMode: {Type: password}\n",
        "UserId: a\nAccessString: >-\n  on ~*\n",
        "{\"UserId\": \"secret-santa\", \"NoPasswordRequired\": true}",
    ] {
        assert_eq!(shown(text), *text);
    }
}

#[test]
fn comments_follow_the_syntax_of_the_format() {
    let command = "aws elasticache create-user --user-id a";
    for (text, comments) in [
        (&*format!("# one\n{command} --tags Key='# no',Value=#no # two\n"), &["# one", "# two"] as &[_]),
        (&format!("{command} --cli-input-json \"$(cat <<E\n{{\"UserId\": \"a\"}}\n# no\nE\n)\"\n"), &[]),
        (
            &format!("@echo off\nREM one\n:: two\n{command} --user-name \"# no\"\n"),
            &["REM one\n", ":: two\n"],
        ),
        (&format!("$x = 1\n# one\n<# two #>\n{command} --user-name '# no'\n"), &["# one", "<# two #>"]),
        (&format!("set -l x\n# one\n{command} --user-name '# no'\n"), &["# one"]),
        (
            "# one\nresource \"aws_elasticache_user\" \"a\" { // two\n  user_id = \"# no\" /* three */\n}\n",
            &["# one", "// two", "/* three */"],
        ),
        ("# one\nUserId: a # two\nUserName: 'a # no'\nEngine: a#no\n", &["# one", "# two"]),
        ("UserId: |\n  # no\nUserName: a\n", &[]),
        (
            "# one\nx = \"\"\"# no\n'# no\"\"\"\nclient.create_user(UserId='# no') # two\n",
            &["# one", "# two"],
        ),
        ("{\"UserId\": \"a\", \"UserName\": \"// no\"}", &[]),
        ("{UserId: \"a\", /* one */ UserName: \"// no\"} // two", &["/* one */", "// two"]),
        ("{\"Users\": [{\"UserId\": \"a\", \"ARN\": \"// no\"}]}", &[]),
        ("Users:\n- UserId: a # no\n  ARN: b\n", &[]),
        ("Action=CreateUser&Version=2015-02-02&UserId=a #no", &[]),
    ] {
        let read = import(text);
        let found: Vec<&str> = read.comments.iter().map(|span| &text[span.clone()]).collect();
        assert_eq!(found, comments, "{text} {:?}", read.format);
    }
}
