//! Calls of AWS Tools for PowerShell are requests: their parameters are the API's members.

use elasticache_user::import::{Imported, import};
use serde_json::{Value, json};

fn read(text: &str) -> (Value, Imported) {
    let mut read = import(text);
    assert_eq!(read.format, Some("cmdlets"), "{text}\n{:?}", read.errors);
    assert_eq!(read.errors, [], "{text}");
    assert_eq!(read.users.len() + read.groups.len(), 1, "{text}");
    let user = read.users.pop().or_else(|| read.groups.pop()).unwrap();
    (serde_json::to_value(&user.draft).unwrap(), user)
}

const APP: &str = "on ~app:* -@all +@read";

fn iam() -> Value {
    json!({"UserId": "app", "UserName": "app", "Engine": "valkey", "AccessString": APP, "AuthenticationMode": {"Type": "iam"}})
}

#[test]
fn calls_are_read_in_every_spelling() {
    for text in [
        "New-ECUser -UserId app -UserName app -Engine valkey -AccessString 'on ~app:* -@all +@read' -AuthenticationMode_Type iam",
        "new-ecuser app -username 'app' -engine \"valkey\" `\n  -accessstring \"on ~app:* -@all +@read\" `\n  -authenticationmode_type iam -Force",
        "$access = 'on ~app:* -@all +@read'\n$id = \"app\"\n$user = New-ECUser -UserId $id -UserName $id -Engine valkey -AccessString $access -AuthenticationMode_Type iam\n",
        "$params = @{\n  UserId       = 'app'   # the ID\n  UserName     = 'app'\n  Engine       = 'valkey'\n  AccessString = 'on ~app:* -@all +@read'\n  AuthenticationMode_Type = 'iam'\n}\nNew-ECUser @params",
        "$p = @{ UserId = 'app'; UserName = 'app'; 'Engine' = 'valkey' }\n$p.AccessString = 'on ~app:* -@all +@read'\n$p['AuthenticationMode_Type'] = 'iam'\nNew-ECUser @p -Region eu-west-1 | Out-Null",
        "Import-Module AWS.Tools.ElastiCache\ntry {\n  AWS.Tools.ElastiCache\\New-ECUser -UserId:app -UserName:app -Engine:valkey -AccessS ([string]'on ~app:* -@all +@read') -AuthenticationMode_Type iam\n} catch { Write-Error $_ }",
        "<# makes\n New-ECUser -UserId no #>\nif ($true) { New-ECUser -UserId app -UserName app -Engine valkey -AccessString @'\non ~app:* -@all +@read\n'@ -AuthenticationMode_Type iam }",
    ] {
        assert_eq!(read(text).0, iam(), "{text}");
    }
}

#[test]
fn lists_tags_and_flags_are_read() {
    for (text, wanted) in [
        (
            "New-ECUser -UserId a -Password one-password-is-here",
            json!({"UserId": "a", "Passwords": ["one-password-is-here"]}),
        ),
        (
            "New-ECUser -UserId a -Passwords 'one-password', 'two-password'",
            json!({"UserId": "a", "Passwords": ["one-password", "two-password"]}),
        ),
        (
            "New-ECUser -UserId a -AuthenticationMode_Type password -AuthenticationMode_Password @('one-password'\n'it''s')",
            json!({"UserId": "a", "AuthenticationMode": {"Type": "password", "Passwords": ["one-password", "it's"]}}),
        ),
        ("New-ECUser a -NoPasswordRequired $true", json!({"UserId": "a", "NoPasswordRequired": true})),
        (
            "New-ECUser a -Tag @{Key='team';Value='blue'},@{Key=\"stage\"; Value=\"prod\"}",
            json!({"UserId": "a", "Tags": [{"Key": "team", "Value": "blue"}, {"Key": "stage", "Value": "prod"}]}),
        ),
        (
            "$tag = [Amazon.ElastiCache.Model.Tag]@{ Key = 'team'; Value = 'blue' }\nNew-ECUser a -Tags $tag",
            json!({"UserId": "a", "Tags": [{"Key": "team", "Value": "blue"}]}),
        ),
        (
            "Edit-ECUser -UserId a -AppendAccessString '+get' -Engine redis",
            json!({"UserId": "a", "AppendAccessString": "+get", "Engine": "redis"}),
        ),
        ("Edit-ECUser -UserId 42 -AccessString on", json!({"UserId": "42", "AccessString": "on"})),
        (
            "New-ECUserGroup -UserGroupId g -Engine redis -UserId default,a",
            json!({"UserGroupId": "g", "Engine": "redis", "UserIds": ["default", "a"]}),
        ),
        (
            "Edit-ECUserGroup g -UserIdsToAdd a -UserIdsToRemove 'b','c'",
            json!({"UserGroupId": "g", "UserIdsToAdd": ["a"], "UserIdsToRemove": ["b", "c"]}),
        ),
        // An unknown parameter stays, so that a rule reports it.
        ("New-ECUser -UserId a -AcessString on", json!({"UserId": "a", "AcessString": "on"})),
    ] {
        assert_eq!(read(text).0, wanted, "{text}");
    }
}

#[test]
fn values_only_powershell_knows_are_left_open() {
    for (text, path, name) in [
        ("New-ECUser -UserId $id", "UserId", "id"),
        ("New-ECUser -UserId $env:USER_ID", "UserId", "USER_ID"),
        ("New-ECUser -UserId $config.Users[0].Id", "UserId", "config.Users"),
        ("New-ECUser -UserId a -Password (Get-Secret app)", "Passwords[0]", "an expression"),
        ("New-ECUser -UserId (\"app-\" + $stage)", "UserId", "an expression"),
        ("New-ECUser -UserId a -Password $one, $two", "Passwords[1]", "two"),
        ("$id = Get-Id\nNew-ECUser -UserId $id", "UserId", "id"),
        ("$p = @{UserId = 'a'; AccessString = $rights}\nNew-ECUser @p", "AccessString", "rights"),
    ] {
        let (_, user) = read(text);
        let found = user.placeholders.iter().find(|open| open.path.to_string() == path);
        assert_eq!(found.map(|open| open.name.as_str()), Some(name), "{text} {:?}", user.placeholders);
    }
    let read = import("New-ECUser -UserId a @more");
    assert!(read.notes.iter().any(|note| note.message.contains("in this variable")), "{:?}", read.notes);
}

#[test]
fn the_tools_own_parameters_are_not_members() {
    let text = "New-ECUser -UserId a -Region eu-west-1 -ProfileName prod -Force -Select '*' -SecretKey not-to-be-shown-1 -Verbose";
    let (input, user) = read(text);
    assert_eq!(input, json!({"UserId": "a"}));
    assert_eq!(
        (user.globals.region.as_deref(), user.globals.profile.as_deref()),
        (Some("eu-west-1"), Some("prod"))
    );
    let whole = import(text);
    let hidden = whole.secrets.iter().any(|span| text[span.clone()].contains("not-to-be-shown-1"));
    assert!(hidden && !format!("{:?}", whole.notes).contains("not-to-be-shown-1"), "{:?}", whole.secrets);
}

#[test]
fn passwords_are_masked_everywhere() {
    for text in [
        "New-ECUser -UserId a -Password canary-canary-1",
        "$p = @{UserId='a'; Password=@('canary-canary-1')}\nNew-ECUser @p",
        "$secret = 'canary-canary-1'\nNew-ECUser -UserId a -AuthenticationMode_Password $secret",
    ] {
        let read = import(text);
        let mut shown = text.as_bytes().to_vec();
        read.secrets.iter().chain(&read.uncertain).for_each(|span| shown[span.clone()].fill(b'*'));
        let shown = String::from_utf8_lossy(&shown).into_owned();
        assert!(!shown.contains("canary"), "{text}\n{shown}");
    }
}

#[test]
fn broken_calls_are_errors_and_terminate() {
    for text in [
        "New-ECUser -UserId 'a",
        "New-ECUser -Tag @{Key=",
        "New-ECUser -Tag @{=1}",
        "New-ECUser -Password @('a'",
        "New-ECUser -UserId",
        "New-ECUser -",
        "New-ECUser @{",
        "New-ECUser (",
        "$a = [x\nNew-ECUser",
        "New-ECUser -UserId `",
    ] {
        let read = import(text);
        assert!(read.users.len() < 2, "{text}");
    }
    let deep = format!("New-ECUser -Tag {}", "@(".repeat(100_000));
    assert!(!import(&deep).errors.is_empty());
    let doubled = (0..40).map(|n| format!("$v{} = @($v{n}, $v{n})\n", n + 1)).collect::<String>();
    let read = import(&format!("$v0 = 'a'\n{doubled}New-ECUser -UserId a -Password $v40"));
    assert!(read.users.len() < 2);
}

#[test]
fn several_calls_are_several_users() {
    let text = "foreach ($x in 1..2) { }\nNew-ECUser -UserId a -UserName a; New-ECUser -UserId b -UserName b\nEdit-ECUser -UserId c -AccessString on\nNew-ECUserGroup -UserGroupId g -UserId a,b -Engine valkey";
    let read = import(text);
    let labels: Vec<&str> = read.users.iter().map(|user| user.label.as_str()).collect();
    assert_eq!((labels.as_slice(), read.groups.len()), (&["a", "b", "c"][..], 1), "{:?}", read.notes);
    assert_eq!(&text[read.users[1].span.clone()], "New-ECUser -UserId b -UserName b");
}
