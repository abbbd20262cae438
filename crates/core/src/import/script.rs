//! From the commands of a script, in whichever shell, to the users that its AWS CLI calls define.

use super::syntax::words::{Command, Taken};
use super::{Import, NoteKind, Source, aws, draft};

/// Whether a text holds a call that this reads; a cheap look, before any shell is asked. Comments do not count, unless
/// there is nothing else.
pub(super) fn calls(text: &str) -> bool {
    let named = |line: &str| {
        line.contains("elasticache") || line.contains("create-user") || line.contains("modify-user")
    };
    let both = |lines: &mut dyn Iterator<Item = &str>| {
        let (mut service, mut command) = (false, false);
        for line in lines.filter(|line| named(line)) {
            service |= line.contains("elasticache");
            command |= line.contains("create-user") || line.contains("modify-user");
        }
        service && command
    };
    let said = |line: &&str| !line.trim().is_empty();
    both(&mut text.lines().filter(|line| !is_comment(line)))
        || text.lines().filter(said).all(is_comment) && both(&mut text.lines())
}

pub(super) fn is_comment(line: &str) -> bool {
    let line = line.trim_start();
    line.starts_with('#')
        || line.starts_with("//")
        || line.starts_with("<Not ready")
        || line.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("rem "))
}

/// Reads every call of create-user and modify-user.
pub(super) fn read(source: &Source<'_>, import: &mut Import, commands: &[Command]) {
    let mut files: Vec<aws::File<'_>> = Vec::new();
    for command in commands {
        // `cat > file <<END` writes a file that a later command may read.
        if let ([only], Some(input), Some(output)) =
            (command.words.as_slice(), &command.input, &command.output)
            && only.text() == "cat"
        {
            files.push((output.strip_prefix("./").unwrap_or(output), input));
        }
        let program = command.words.iter().position(|word| is_aws(word.text()));
        let Some(program) = program else { continue };
        let Some(words) = command.words.get(program + 1..) else { continue };
        let errors = import.errors.len();
        files.extend(command.input.iter().map(|input| ("/dev/stdin", input)));
        let call = aws::read(source, import, words, &files);
        if command.input.is_some() {
            files.pop();
        }
        let Some(call) = call else { continue };
        // A call none of whose values could be read defines no user.
        if call.parameters.entries().is_empty() && import.errors.len() > errors {
            continue;
        }
        around(import, command, program);
        let mut user = draft::read(source, import, call.operation, &call.parameters);
        user.globals = call.globals;
        user.span = command.span.clone();
        user.places.in_words(&command.words);
        import.users.push(user);
    }
}

/// What stands around the call and says nothing of the user.
fn around(import: &mut Import, command: &Command, program: usize) {
    if let (Some(first), Some(last)) =
        (command.words.first(), program.checked_sub(1).and_then(|n| command.words.get(n)))
    {
        let span = first.span.start..last.span.end;
        import.note(
            NoteKind::Dropped,
            span,
            "What stands before aws says nothing of the user, and was left out.",
        );
    }
    for (taken, span) in &command.taken {
        let what = match taken {
            Taken::Assignment => "This variable is set for the command alone, and was left out.",
            Taken::Redirection => {
                "Where the command reads from or writes to says nothing of the user, and was left out."
            }
            Taken::Comment => "A comment, left out.",
            Taken::Prompt => "The prompt of a terminal, left out.",
        };
        import.note(NoteKind::Dropped, span.clone(), what);
    }
    let end = command.span.end;
    match command.ended_by {
        "|" | "|&" => import.note(NoteKind::Dropped, end..end + 1, "What the output is piped into was left out."),
        "&" => import.note(
            NoteKind::Dropped,
            end..end + 1,
            "An & without quotes ends the command here and runs it in the background. If it is part of a value, put the value in quotes.",
        ),
        _ => {}
    }
    for word in command.words.iter().filter(|word| word.globs) {
        import.note(
            NoteKind::Understood,
            word.span.clone(),
            "A *, ? or [ without quotes: where files match it, the shell puts their names in its place. It was read as it stands.",
        );
    }
}

fn is_aws(word: &str) -> bool {
    let file = word.rsplit(['/', '\\']).next().unwrap_or(word);
    matches!(file, "aws" | "aws.exe" | "aws.cmd" | "aws2" | "aws-cli" | "awslocal")
}
