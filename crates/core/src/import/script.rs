//! From the commands of a script, in whichever shell, to the users that its AWS CLI calls define.

use super::spans;
use super::syntax::words::{Command, Taken, Word};
use super::{Import, NoteKind, Source, aws, draft, not_a_user};
use alloc::vec::Vec;
use core::ops::Range;

/// Whether the text holds a call that this reads; a cheap look, before any shell is asked. Comments don't count, unless
/// there is nothing else.
pub(super) fn calls(text: &str) -> bool {
    let has_service = |text: &str| text.contains("elasticache");
    let has_command = |text: &str| text.contains("create-user") || text.contains("modify-user");
    if !has_service(text) || !has_command(text) {
        return false;
    }
    let is_code = |line: &&str| !is_comment(line);
    let mut code = text.lines().filter(is_code);
    code.clone().any(has_service) && code.any(has_command)
        || text.lines().all(|line| is_comment(line) || line.trim().is_empty())
}

/// The shell that the first line names, such as `bash`.
pub(super) fn shebang(text: &str) -> Option<&str> {
    let line = text.trim_start().strip_prefix("#!")?.lines().next()?;
    let mut words = line.split_whitespace();
    let program = words.next()?.rsplit('/').next()?;
    if program == "env" { words.find(|word| !word.starts_with('-')) } else { Some(program) }
}

/// Whether the text is for another shell than this.
pub(super) fn is_for_another(text: &str, shell: &str) -> bool {
    shebang(text).is_some_and(|named| named != shell)
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
    unread(source, import, commands);
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
        let (errors, notes) = (import.errors.len(), import.notes.len());
        files.extend(command.input.iter().map(|input| ("/dev/stdin", input)));
        let call = aws::read(source, import, words, &files);
        if command.input.is_some() {
            files.pop();
        }
        let Some(call) = call else {
            other(import, command, words);
            continue;
        };
        // A call none of whose values could be read defines no user.
        if call.parameters.entries().is_empty() && import.errors.len() > errors {
            continue;
        }
        around(import, command, program);
        let mut user = draft::read(source, import, call.operation, &call.parameters);
        user.globals = call.globals;
        user.span = command.span.clone();
        user.places.in_words(&command.words);
        if call.operation.is_of_group() {
            import.groups.push(user);
            continue;
        }
        let number = import.users.len();
        import.users.push(user);
        import.notes.iter_mut().skip(notes).for_each(|note| note.user = Some(number));
    }
}

/// Notes an AWS CLI command that is about users but doesn't define one.
fn other(import: &mut Import, command: &Command, words: &[Word]) {
    let mut plain = words.iter().map(Word::text).filter(|word| !word.starts_with('-'));
    let Some(service) = plain.by_ref().find(|word| matches!(*word, "elasticache" | "memorydb" | "iam"))
    else {
        return;
    };
    if let Some(named) = plain.next().and_then(|operation| not_a_user::command(service, operation)) {
        import.note(NoteKind::Other, command.span.clone(), named);
    }
}

const VERBS: [&str; 2] = ["create-user", "modify-user"];

/// The most calls that are named as not read; more are counted.
const MOST_UNREAD: usize = 20;

/// Notes calls that no command of the script is: those in a substitution, in a string for `eval` or `bash -c`, or in a
/// here-document.
fn unread(source: &Source<'_>, import: &mut Import, commands: &[Command]) {
    let is_call = |command: &&Command| command.words.iter().any(|word| is_aws(word.text()));
    let words = commands.iter().filter(is_call).flat_map(|command| &command.words);
    let verbs = words.filter(|word| VERBS.contains(&word.text()));
    let read = spans::sorted(verbs.map(|word| word.span.clone()).collect());
    let comments = commands.iter().flat_map(|command| &command.taken);
    let comments = comments.filter(|(taken, _)| *taken == Taken::Comment).map(|(_, span)| span.clone());
    let comments = spans::sorted(comments.collect());
    let holds = |spans: &[Range<usize>], at: usize| {
        let next = spans.partition_point(|span| span.start <= at);
        next.checked_sub(1).and_then(|n| spans.get(n)).is_some_and(|span| at < span.end)
    };
    let places = call_places(source.text).filter(|(_, verb)| !holds(&read, verb.start));
    let mut places = places.filter(|(start, _)| !holds(&comments, *start));
    for (start, verb) in places.by_ref().take(MOST_UNREAD) {
        import.note(
            NoteKind::Unread,
            start..verb.end,
            "This looks like another call inside quotes, a substitution or a here-document. It wasn't read.",
        );
    }
    let more = places.count();
    if more > 0 {
        let text = format!("{more} more calls inside quotes, substitutions or here-documents weren't read.");
        import.note(NoteKind::Unread, 0..source.text.len(), text);
    }
}

/// Where `elasticache create-user` or `elasticache modify-user` is written: the start, and the place of the second word.
fn call_places(text: &str) -> impl Iterator<Item = (usize, Range<usize>)> {
    const SERVICE: &str = "elasticache";
    text.match_indices(SERVICE).filter_map(move |(start, _)| {
        let rest = text.get(start + SERVICE.len()..)?;
        let between =
            |letter: char| letter.is_ascii_whitespace() || matches!(letter, '\\' | '\'' | '"' | '`' | '^');
        let verb = rest.trim_start_matches(between);
        let length = VERBS.into_iter().find(|name| verb.starts_with(name))?.len();
        let begins_apart = verb.len() < rest.len();
        let ends = |next: char| !(next.is_ascii_alphanumeric() || matches!(next, '-' | '_'));
        let ends_apart = verb.get(length..)?.chars().next().is_none_or(ends);
        let verb = text.len() - verb.len();
        (begins_apart && ends_apart).then_some((start, verb..verb + length))
    })
}

/// Parts around the call that don't concern the user.
fn around(import: &mut Import, command: &Command, program: usize) {
    if let (Some(first), Some(last)) =
        (command.words.first(), program.checked_sub(1).and_then(|n| command.words.get(n)))
    {
        let span = first.span.start..last.span.end;
        import.note(NoteKind::Dropped, span, "Ignored the words before aws.");
    }
    for (taken, span) in &command.taken {
        let what = match taken {
            Taken::Assignment => "Ignored a variable that is set for this command only.",
            Taken::Redirection => "Ignored the command's redirection.",
            Taken::Comment => "Ignored a comment.",
            Taken::Prompt => "Ignored a terminal prompt.",
        };
        import.note(NoteKind::Dropped, span.clone(), what);
    }
    let end = command.span.end;
    match command.ended_by {
        "|" | "|&" => import.note(NoteKind::Dropped, end..end + 1, "Ignored the pipe after the command."),
        "&" => import.note(
            NoteKind::Dropped,
            end..end + 1,
            "An unquoted & ends the command here and runs it in the background. If it's part of a value, quote the value.",
        ),
        _ => {}
    }
    for word in command.words.iter().filter(|word| word.globs) {
        import.note(
            NoteKind::Understood,
            word.span.clone(),
            "An unquoted *, ? or [: if it matches files, the shell replaces it with their names. It was read literally.",
        );
    }
}

pub(super) fn is_aws(word: &str) -> bool {
    let file = word.rsplit(['/', '\\']).next().unwrap_or(word);
    matches!(file, "aws" | "aws.exe" | "aws.cmd" | "aws2" | "aws-cli" | "awslocal")
}
