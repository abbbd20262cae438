//! Changes written into commands: bash and dash then pass the changed request to the AWS CLI.
use crate::{Proof, compared, proof};
use elasticache_user::emit::{self, Options, Secrets};
use elasticache_user::import::probe::aws_parameters;
use elasticache_user::import::{Change, import, rewrite};
use elasticache_user::{Context, Draft, Edit, Member, Operation, Path, apply, check};
use std::path::PathBuf;
use std::process::{Command, Stdio};
use testkit::generate::{self, Chance};
use tools::Ctx;
use tools::run::say;

#[test]
fn only_the_fix_changes_the_arguments() -> Proof {
    proof(run)
}

/// `aws` prints its words; nothing else can be started.
const STUB: &str = "aws() { for word do printf 'w%s\\0' \"$word\"; done; printf 'c\\0'; }\nPATH=\n";

/// Files that an unquoted pattern would expand to.
const TRAPS: [&str; 6] = ["0tool", "on", "~", "+get", "a", "app"];

fn run(ctx: &Ctx) -> Result<(), String> {
    let folder = ctx.path("target/rewrite-shells");
    let _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
    for trap in TRAPS {
        std::fs::write(folder.join(trap), "").map_err(|why| why.to_string())?;
    }
    let mut chance = Chance::new(7);
    let (mut ran, mut left, mut wrong) = (0, 0, Vec::new());
    for text in texts(&mut chance, if ctx.long { 2000 } else { 150 }) {
        let read = import(&text);
        let Some(user) = read.users.first().filter(|_| read.format == Some("bash")) else { continue };
        // dash has no `$'…'`, and reads it differently before and after.
        let mut shells = Vec::new();
        for shell in ["bash", "dash"] {
            if sent(&folder, shell, &text)?.as_ref() == Ok(&user.draft) {
                shells.push(shell);
            }
        }
        for edits in changes(&mut chance, user.operation, &user.draft) {
            // An unquoted access string is passed as one word only once it's rewritten.
            let unquoted = shells.is_empty();
            let touches = |path: &Path| path.member() == Some(Member::AccessString);
            if unquoted
                && !edits
                    .iter()
                    .any(|edit| matches!(edit, Edit::Set(path, _) | Edit::Replace(path, ..) if touches(path)))
            {
                continue;
            }
            let wanted = apply(&user.draft, &edits);
            let rewritten = rewrite(&text, &[Change { user: 0, edits }]);
            if rewritten.applied != [true] {
                left += 1;
                continue;
            }
            for shell in if unquoted { &["bash", "dash"] as &[_] } else { &shells } {
                let sent = sent(&folder, shell, &rewritten.text)?;
                ran += 1;
                if sent.as_ref() != Ok(&wanted) {
                    wrong.push(format!("{shell}: {}\n  sent {sent:?}\n  not {wanted:?}", rewritten.text));
                }
            }
        }
    }
    say(format!("{ran} rewritten commands pass the new value, {left} changes aren't made automatically"));
    compared(wrong, ran, 600)
}

/// Commands as people write them, and as the shell target does.
fn texts(chance: &mut Chance, count: usize) -> Vec<String> {
    let mut texts = Vec::new();
    let options = Options { secrets: Secrets::Inline, ..Options::default() };
    let target = emit::target("bash");
    for n in 0..count {
        let operation = Operation::ALL.get(n % 2).copied().unwrap_or(Operation::CreateUser);
        let draft = generate::valid_draft(chance, operation).for_operation(operation);
        let emission =
            target.map(|target| emit::emit(target, operation, &draft, &Context::default(), &options));
        texts.extend(emission.and_then(|emission| emission.files.first().map(|file| file.text())));
    }
    let values = [
        "allchannels",
        "+@all",
        "on,allkeys",
        "'on ~* +@all'",
        "\"on ~* +@all\"",
        "on\\ ~a\\ +get",
        "on' ~a'\" +get\"",
        "$'on \\x7ea'",
        "on ~* +@all",
        "'on'\\''~a'",
        "on\\\n",
        "\"on \\$x\"",
        "''",
        "'on >secret ~*'",
    ];
    for value in values {
        for rest in ["", " # a comment", "; true", " --passwords Allchannels-On-App --no-password-required"] {
            texts.push(format!(
                "aws elasticache create-user --engine valkey --user-id App --user-name=App --access-string {value}{rest}"
            ));
        }
    }
    texts.push("aws elasticache create-user --cli-input-json '{\"UserId\": \"App\", \"UserName\": \"a\", \"AccessString\": \"on allkeys\"}'".to_owned());
    texts.push("aws elasticache create-user --engine valkey --user-id a --user-name a --access-string on --authentication-mode Type=PASSWORD,Passwords=PASSWORD-PASSWORD --tags Key=a,Value=App".to_owned());
    texts
}

fn changes(chance: &mut Chance, operation: Operation, draft: &Draft) -> Vec<Vec<Edit>> {
    let mut all: Vec<Vec<Edit>> = check(operation, draft, &Context::default())
        .findings
        .into_iter()
        .flat_map(|finding| finding.fixes)
        .map(|fix| fix.edits)
        .collect();
    let members = [Member::UserId, Member::UserName, Member::Engine, Member::AccessString];
    let paths = members.into_iter().map(Path::Member).chain([Path::ModeType, Path::TagValue(0)]);
    for path in paths.filter(|path| draft.text_at(path).is_some()) {
        for value in ["app2", "on &* -@all", "it's $x `y` \"z\" \\ * ? ~ # !a é\n;b"] {
            all.push(vec![Edit::text(path.clone(), value)]);
        }
        all.push(vec![Edit::text(path, generate::text(chance, true))]);
    }
    all
}

/// The request that a shell sends when it runs a text.
fn sent(folder: &PathBuf, shell: &str, text: &str) -> Result<Result<Draft, String>, String> {
    let output = Command::new(shell)
        .args(["-c", &format!("{STUB}{text}")])
        .current_dir(folder)
        .env_clear()
        .env("LC_ALL", "C.UTF-8")
        .stdin(Stdio::null())
        .output()
        .map_err(|why| format!("{shell} can't be started: {why}"))?;
    let text = String::from_utf8_lossy(&output.stdout);
    let words: Vec<String> = text
        .split('\0')
        .take_while(|part| *part != "c")
        .filter_map(|part| part.strip_prefix('w').map(str::to_owned))
        .collect();
    Ok(aws_parameters(&words).map(Draft::from_json))
}
