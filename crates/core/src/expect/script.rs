//! The same tests as a shell script that runs `ACL DRYRUN` on your own server.

use super::read::{Suite, Tests};
use super::shown::has_password;
use crate::quote::posix;
use crate::{EngineVersion, without_password_rules};
use access_string::parse;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// The script's file name.
pub const SCRIPT_NAME: &str = "access-string-tests.sh";

/// A POSIX shell script. It exits with 0 if every test passes, otherwise with 1. It contains no password, and only
/// ASCII: everything in an access string is data for the client, never a shell command.
///
/// ```
/// use elasticache_user::expect::{read, script};
///
/// let script = script(&read("access: on ~app:* +@read\nmust: GET app:1"));
/// assert!(script.contains("expect allowed 'GET app:1'"));
/// ```
#[must_use]
pub fn script(tests: &Tests) -> String {
    let mut text = HEAD.to_owned();
    for Suite { user, engine, access, tests, line } in &tests.suites {
        let Some(access) = access else { continue };
        let version = engine.unwrap_or(EngineVersion::Valkey91);
        let access = without_password_rules(&parse(access, version.dialect()));
        let words: Vec<String> =
            access.split_ascii_whitespace().map(|word| argument(word.as_bytes())).collect();
        let title = match user {
            Some(user) => format!("{} ({})", argument(user.as_bytes()), version.name()),
            None => format!("line {line} ({})", version.name()),
        };
        text.push_str(&format!("\nsuite {} {}\n", word(&title), word(&words.join(" "))));
        for test in tests.iter().filter(|test| !has_password(&test.text)) {
            let what = if test.must { "allowed" } else { "refused" };
            match &test.argv {
                Some(argv) => {
                    let line: Vec<String> = argv.iter().map(|text| argument(text)).collect();
                    text.push_str(&format!("expect {what} {}\n", word(&line.join(" "))));
                }
                None => text.push_str(&format!("broken {}\n", word(&argument(test.text.as_bytes())))),
            }
        }
    }
    for wrong in &tests.misread {
        text.push_str(&format!("broken {}\n", word(&format!("line {}: {}", wrong.line, wrong.message))));
    }
    text.push_str(TAIL);
    text
}

/// A shell word. The input is ASCII without control characters, which every shell can express.
fn word(text: &str) -> String {
    posix(text).unwrap_or_default()
}

/// An argument at the prompt of the client, in ASCII.
fn argument(bytes: &[u8]) -> String {
    let plain = |byte: &u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b'\'' | b'\\');
    if !bytes.is_empty() && bytes.iter().all(plain) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    let mut text = String::from("\"");
    for byte in bytes {
        match byte {
            b'"' | b'\\' => text.extend(['\\', char::from(*byte)]),
            b' '..=b'~' => text.push(char::from(*byte)),
            _ => text.push_str(&format!("\\x{byte:02x}")),
        }
    }
    text.push('"');
    text
}

const HEAD: &str = r#"#!/bin/sh
# Tests access strings with ACL DRYRUN on your own server: Redis 7.0 or later, or Valkey.
# Creates a user for each access string and deletes it again; changes nothing else on the server.
#   CLI='valkey-cli -p 6380' sh access-string-tests.sh
# Put the server's password into REDISCLI_AUTH. Module commands need a server that has the module.
set -u
: "${CLI:=redis-cli}"
user="elasticache-user-test-$$"
failed=0 passed=0

ask() {
  # Unquoted: CLI may contain options.
  printf '%s\n' "$1" | $CLI
}

suite() {
  printf '%s\n' "$1"
  reply=$(ask "ACL SETUSER $user reset $2")
  if [ "$reply" != OK ]; then
    printf '  FAIL the server rejects the access string: %s\n' "$reply"
    failed=$((failed + 1))
  fi
}

expect() {
  reply=$(ask "ACL DRYRUN $user $2")
  case $reply in
    OK) now=allowed ;;
    "User $user has no permissions to "* | "This user has no permissions to "*) now=refused ;;
    *) now=neither ;;
  esac
  if [ "$now" = "$1" ]; then
    passed=$((passed + 1))
    printf '  ok   %s: %s\n' "$1" "$2"
  else
    failed=$((failed + 1))
    printf '  FAIL must be %s, is %s: %s\n' "$1" "$now" "$2"
  fi
}

broken() {
  failed=$((failed + 1))
  printf '  FAIL cannot read: %s\n' "$1"
}

finish() {
  ask "ACL DELUSER $user" > /dev/null
}
trap finish EXIT
trap 'exit 2' HUP INT TERM
"#;

const TAIL: &str = r#"
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
"#;

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn a_script_is_ascii_and_has_no_password() {
        let text = "user: `id`\nengine: valkey-8.0\naccess: on >canary ~a'$(id)\u{202e} +get\nmust: GET \"\u{202e}\\x00'\"\nmust: AUTH canary\nmust: GET \"a\nnonsense";
        let script = script(&read(text));
        assert!(script.is_ascii());
        assert!(!script.contains("canary"), "{script}");
        assert!(script.contains("broken 'line "), "{script}");
    }
}
