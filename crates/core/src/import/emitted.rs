//! What a target writes, its importer reads: the draft comes back.

use super::*;
use crate::emit::{Job, Options, Secrets, TARGETS};
use crate::{Context, Member, Report, generate};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use serde_json::{Value, json};

/// Targets and the form that reads them.
pub(super) const PAIRS: &[(&str, &str)] = &[
    ("bash", "bash"),
    ("fish", "fish"),
    ("powershell", "powershell"),
    ("windows-powershell", "windows-powershell"),
    ("cmd", "cmd"),
    ("json", "json"),
    ("yaml", "yaml"),
    ("boto3", "boto3"),
    ("javascript", "javascript"),
    ("go", "go"),
    ("rust", "rust"),
    ("cdk", "cdk"),
    ("terraform", "terraform"),
    ("cloudformation-yaml", "cloudformation"),
    ("cloudformation-json", "cloudformation"),
    ("http", "query"),
    ("curl", "query"),
    ("acl-setuser", "acl"),
];

#[test]
fn a_draft_round_trips_through_every_target() {
    let mut chance = generate::Chance::new(2026);
    let mut compared = 0;
    for n in 0..generate::many(250, 40) {
        let operation = Operation::ALL[n % 2];
        let draft = if n % 3 == 0 {
            generate::valid_draft(&mut chance, operation)
        } else {
            generate::draft(&mut chance, operation)
        };
        let draft = draft.for_operation(operation);
        {
            for (id, format) in PAIRS {
                let target = TARGETS.iter().find(|target| target.id == *id).unwrap();
                let options = Options { secrets: Secrets::Inline, ..Options::default() };
                // Values that the service would refuse are written, too: they are the hard ones to read.
                let (context, report) = (Context::default(), Report::default());
                let job = Job { ready: true, ..Job::new(operation, &draft, &context, &options, &report) };
                // What the service rejects in a string, such as a password, isn't part of one after reading.
                if *id == "acl-setuser" && n % 3 != 0 {
                    continue;
                }
                let emission = (target.emit)(&job);
                if !emission.ready {
                    continue;
                }
                let Some(file) = emission.files.first() else { continue };
                let text = file.text();
                // An odd number of quotes leaves cmd inside quotes at the end of a line, where a caret continues nothing.
                if *id == "cmd" && text.lines().any(|line| line.matches('"').count() % 2 == 1) {
                    continue;
                }
                let read = import_as(&text, format);
                let user =
                    read.users.first().unwrap_or_else(|| panic!("{id}: nothing read\n{text}\n{read:?}"));
                let (wanted, got) = (body(&draft, id), body(&user.draft, id));
                assert_eq!(got, wanted, "{id}\n{text}\n{read:?}");
                assert_eq!(read.errors, [], "{id}\n{text}");
                if !matches!(*id, "json" | "fish" | "powershell" | "windows-powershell") {
                    assert_eq!(import(&text).format, Some(*format), "{id} is found by its content\n{text}");
                }
                compared += 1;
            }
        }
    }
    assert!(compared > generate::many(1500, 240), "{compared} were compared");
}

/// Targets whose user groups are read back.
const OF_GROUPS: &[&str] = &[
    "bash",
    "fish",
    "powershell",
    "windows-powershell",
    "cmd",
    "json",
    "yaml",
    "boto3",
    "http",
    "terraform",
    "cloudformation-yaml",
    "cloudformation-json",
    "cdk",
];

#[test]
fn a_group_round_trips_through_every_target() {
    let mut chance = generate::Chance::new(1201);
    let mut compared = 0;
    for n in 0..generate::many(250, 40) {
        let operation = Operation::CreateUserGroup;
        let mut draft = match n % 3 {
            0 => generate::valid_draft(&mut chance, operation),
            _ => generate::draft(&mut chance, operation),
        };
        // A comma in an ID is read as a slip between two.
        draft.user_ids.iter_mut().flatten().for_each(|id| id.retain(|letter| letter != ','));
        // A workflow's placeholder in a command is read without its `$`.
        if draft.to_json().to_string().contains("${{") {
            continue;
        }
        for id in OF_GROUPS {
            let target = TARGETS.iter().find(|target| target.id == *id).unwrap();
            let (context, options, report) = (Context::default(), Options::default(), Report::default());
            let job = Job { ready: true, ..Job::new(operation, &draft, &context, &options, &report) };
            let emission = (target.emit)(&job);
            let Some(file) = emission.files.first().filter(|_| emission.ready) else { continue };
            let text = file.text();
            // As above.
            if *id == "cmd" && text.lines().any(|line| line.matches('"').count() % 2 == 1) {
                continue;
            }
            let (_, format) = PAIRS.iter().find(|(target, _)| target == id).unwrap();
            let read = import_as(&text, format);
            let [group] = &read.groups[..] else { panic!("{id}: {text}\n{read:?}") };
            assert_eq!(group_body(&group.draft, id), group_body(&draft, id), "{id}\n{text}\n{read:?}");
            assert_eq!((read.users.len(), read.errors.len()), (0, 0), "{id}\n{text}");
            compared += 1;
        }
    }
    assert!(compared > generate::many(2000, 320), "{compared} were compared");
}

/// The same for a group: infrastructure as code has IDs in lowercase, as stored, and each of them once.
fn group_body(draft: &Draft, target: &str) -> Value {
    if !matches!(target, "terraform" | "cloudformation-yaml" | "cloudformation-json" | "cdk") {
        return draft.to_json();
    }
    let mut draft = draft.clone();
    for text in [&mut draft.user_group_id, &mut draft.engine].into_iter().flatten() {
        *text = text.to_ascii_lowercase();
    }
    let mut ids: Vec<String> = Vec::new();
    for id in draft.user_ids.iter().flatten().map(|id| id.to_ascii_lowercase()) {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    draft.user_ids = (!ids.is_empty()).then_some(ids);
    body(&draft, target)
}

/// The draft as far as a target can say it.
fn body(draft: &Draft, target: &str) -> Value {
    if target == "acl-setuser" {
        // A server knows no ID, engine or tag. It joins words by one space.
        let words = draft.access_string.as_deref().map(|text| text.split_whitespace().collect::<Vec<_>>());
        let passwords: Vec<&str> = draft.all_passwords().map(|(_, password)| password.expose()).collect();
        return json!([draft.user_name, words, passwords]);
    }
    let mut value = draft.to_json();
    let infrastructure =
        matches!(target, "terraform" | "cloudformation-yaml" | "cloudformation-json" | "cdk");
    let Some(members) = value.as_object_mut().filter(|_| infrastructure) else { return value };
    // One way to say how the user logs in, whichever of the two the API knows was given.
    members.shift_remove(Member::AppendAccessString.name());
    let kind = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.clone());
    let passwords: Vec<&str> = draft.all_passwords().map(|(_, password)| password.expose()).collect();
    let kind = kind.or((draft.no_password_required == Some(true)).then(|| "no-password-required".to_owned()));
    let kind = kind.unwrap_or_else(|| if passwords.is_empty() { "none" } else { "password" }.to_owned());
    members.shift_remove(Member::NoPasswordRequired.name());
    members.shift_remove(Member::Passwords.name());
    members.insert(Member::AuthenticationMode.name().to_owned(), json!([kind, passwords]));
    // They compare with the stored string, so that is what is written where it's certain.
    if let Some(Value::String(text)) = members.get_mut(Member::AccessString.name())
        && let Some(stored) = crate::replacement(text)
    {
        *text = stored;
    }
    // Their own rules require lowercase here.
    for member in [Member::UserId, Member::Engine] {
        if let Some(Value::String(text)) = members.get_mut(member.name()) {
            *text = text.to_lowercase();
        }
    }
    // A tag without a value has an empty one there; Terraform keeps one tag a key.
    if let Some(tags) = &draft.tags {
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for tag in tags {
            let key = tag.key.as_deref().unwrap_or_default();
            pairs.retain(|(known, _)| target != "terraform" || *known != key);
            pairs.push((key, tag.value.as_deref().unwrap_or_default()));
        }
        members.shift_remove(Member::Tags.name());
        if !pairs.is_empty() {
            let pairs = pairs.iter().map(|(key, value)| json!([key, value])).collect();
            members.insert(Member::Tags.name().to_owned(), Value::Array(pairs));
        }
    }
    value
}

#[test]
fn every_target_has_a_reader() {
    for target in TARGETS {
        // A skeleton holds no draft.
        let read = PAIRS.iter().any(|(id, _)| *id == target.id) || target.id == "json-skeleton";
        assert!(read, "no importer reads what `{}` writes: write one, and add the two to PAIRS", target.id);
    }
}

/// However the passwords get into what a target writes: all else comes back, and they are left open.
#[test]
fn output_that_prompts_for_passwords_is_read_back() {
    let create = json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": "on ~a:* -@all +get",
        "AuthenticationMode": {"Type": "password", "Passwords": ["Zt4mQv81Lw0xRc7p"]}});
    let modify = json!({"UserId": "app", "AppendAccessString": "+get ~b", "AuthenticationMode": {"Type": "password", "Passwords": ["Zt4mQv81Lw0xRc7p"]}});
    let mut compared = 0;
    for (operation, draft) in [(Operation::CreateUser, create), (Operation::ModifyUser, modify)] {
        let draft = Draft::from_json(draft);
        for (id, _) in PAIRS {
            for secrets in [Secrets::Prompt, Secrets::Environment, Secrets::File] {
                // Then the whole request is in a file of the person's own.
                if *id == "curl" && secrets == Secrets::File {
                    continue;
                }
                let target = TARGETS.iter().find(|target| target.id == *id).unwrap();
                let options = Options { secrets, ..Options::default() };
                let emission = crate::emit::emit(target, operation, &draft, &Context::default(), &options);
                let Some(file) = emission.files.first().filter(|_| emission.ready) else { continue };
                let text = file.text();
                let read = import(&text);
                let Some(user) = read.users.first() else { panic!("{id} {operation:?}\n{text}\n{read:?}") };
                assert_eq!(read.errors, [], "{id}\n{text}");
                assert_eq!(
                    user.operation,
                    if *id == "acl-setuser" { Operation::CreateUser } else { operation }
                );
                let strings = [&user.draft.access_string, &user.draft.append_access_string];
                assert_eq!(strings, [&draft.access_string, &draft.append_access_string], "{text}");
                assert!(*id == "acl-setuser" || user.draft.user_id == draft.user_id, "{text}");
                let known = user.draft.all_passwords().any(|(_, password)| !password.expose().is_empty());
                let secret =
                    |path: &Path| path.is_secret() || *path == Path::Member(Member::AuthenticationMode);
                let open = user.placeholders.iter().any(|open| secret(&open.path));
                assert!(known || open, "{id}\n{text}\n{:?}", user.placeholders);
                compared += 1;
            }
        }
    }
    assert!(compared > 60, "{compared}");
}
