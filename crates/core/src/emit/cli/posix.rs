//! What scripts for POSIX shells share: passwords that no process list shows.

use super::*;

pub(in crate::emit) const SHELL: Shell = Shell {
    word: quote::posix,
    wrap: " \\\n    ",
    joins: true,
    reference: "file:///dev/stdin",
    hides: |text| text.contains(quote::is_control),
    // Unlike --no-cli-pager, AWS CLI 1 ignores it, so a copied command runs with either version.
    pager: "AWS_PAGER= ",
    no_pager: None,
    comment: "# ",
    extension: "sh",
};

// A password as a JSON string. No other process sees a function's argument, while printf may be a program.
const QUOTE: &str = r#"quote() {
    case $1 in *[[:cntrl:]]*) echo 'The password contains a control character.' >&2; exit 1 ;; esac
    LC_ALL=C sed 's/[\\"]/\\&/g; s/.*/"&"/' <<END
$1
END
}
"#;
// mksh runs no EXIT trap after a signal's. Ctrl-Z would stop a shell that runs this as a file, and leave the terminal's echo off, so it's disabled at the prompt.
const ASK: &str = r#"terminal=$(stty -g 2>/dev/null) || :
restore() { [ -z "$terminal" ] || stty "$terminal" 2>/dev/null || :; }
ask() {
    printf '%s: ' "$1" >&2; stty -echo susp undef 2>/dev/null || :
    IFS= read -r typed || [ -n "$typed" ] || exit 1
    restore; echo >&2; quote "$typed"
}
trap restore EXIT; trap '' TSTP
trap 'restore; exit 129' HUP; trap 'restore; exit 130' INT
trap 'restore; exit 131' QUIT; trap 'restore; exit 143' TERM
"#;
/// `set -x` would print every password.
pub(in crate::emit) const NO_TRACE: &str = "{ set +x; } 2>/dev/null\n";

/// A delimiter for a here-document that isn't one of its lines.
pub(in crate::emit) fn end_of_document(document: &str) -> String {
    let mut end = "END".to_owned();
    while document.lines().any(|line| line.trim() == end) {
        end.push('_');
    }
    end
}

/// Gets each password as a JSON string into a variable of its own.
pub(in crate::emit) fn passwords(script: &mut Script<'_, '_>, text: &mut Text) {
    let passwords = script.passwords();
    let source = script.job.options.secrets;
    match source {
        Secrets::Prompt if !passwords.is_empty() => text.put(Kind::Helper, [QUOTE, ASK].concat()),
        Secrets::SecretsManager => text,
        _ if !passwords.is_empty() => text.put(Kind::Helper, QUOTE),
        _ => text,
    };
    for n in passwords {
        text.put(Kind::Keyword, format!("password_{}", n + 1)).put(Kind::Plain, "=$(");
        match source {
            Secrets::Environment => {
                let variable = script.job.options.variable(n);
                text.put(Kind::Plain, format!("quote \"${{{variable}:?must be set to a password}}\""));
            }
            Secrets::SecretsManager => script.put_fetch(text, n),
            _ => {
                text.put(Kind::Plain, format!("ask '{}'", script.question(n)));
            }
        }
        text.put(Kind::Plain, ")\n");
        if script.asks_twice(n) {
            let (again, differ) = (script.again(n), DIFFER);
            let same = format!("[ \"$(ask '{again}')\" = \"$password_{}\" ]", n + 1);
            text.put(Kind::Helper, format!("{same} || {{ echo '{differ}' >&2; exit 1; }}\n"));
        }
    }
}
