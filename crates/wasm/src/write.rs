//! Writes the core's results as JSON text.

use crate::utf16::Units;
use elasticache_user::emit::{CliVersion, Emission};
use elasticache_user::import::{Import, ImportNote, Rewritten};
use serde_json::{Value, Writer};
use elasticache_user::{
    Answer, Answerer, Context, Draft, Edit, Finding, Fix, Operation, Path, Prediction, Report, Severity,
    User, predict,
};
use std::ops::Range;

/// A report: `{"ready", "findings", "accessString"}`.
pub fn report(out: &mut Writer, draft: &Draft, context: &Context, report: &Report) {
    out.open('{').flag("ready", report.ready).name("findings").open('[');
    let mut units = Units::default();
    for one in &report.findings {
        finding(out, &mut units, draft, one);
    }
    out.close(']');
    let engine = draft.engine.as_deref().unwrap_or_default().to_ascii_lowercase();
    let version = predict::version(context, &engine);
    match draft.access_string.as_deref().and_then(|text| predict::stored(text, version)) {
        Some(stored) => {
            out.name("accessString").open('{').text("canonical", &stored.text);
            out.text("sure", stored.sure.name()).close('}');
        }
        None => drop(out.null("accessString")),
    }
    out.close('}');
}

/// A prediction: `{"outcome", …}`.
pub fn prediction(operation: Operation, prediction: &Prediction) -> String {
    let mut out = Writer::default();
    out.open('{');
    match prediction {
        Prediction::RefusedByClient(refusal) => {
            out.text("outcome", "refused-by-client").name("problems").open('[');
            for complaint in &refusal.complaints {
                out.open('{').text("path", &complaint.path.to_string());
                out.text("message", &complaint.line()).close('}');
            }
            out.close(']').name("text").open('{').text("v1", &refusal.text(CliVersion::V1));
            out.text("v2", &refusal.text(CliVersion::V2)).close('}');
        }
        Prediction::RefusedByService(refusal) => {
            out.text("outcome", "refused-by-service").name("first");
            answer(&mut out, &refusal.first);
            answers(&mut out, "others", &refusal.others);
            out.name("text").open('{').text("v1", &refusal.text(operation, CliVersion::V1));
            out.text("v2", &refusal.text(operation, CliVersion::V2)).close('}');
        }
        Prediction::Accepted(accepted) => {
            out.text("outcome", "accepted").name("user").value(&accepted.user.to_json());
            out.name("sure").open('{');
            for (member, sure) in &accepted.sure {
                out.text(member, sure.name());
            }
            out.close('}').name("changes").open('[');
            for change in &accepted.changes {
                out.open('{').text("member", change.member);
                out.maybe("before", change.before.as_deref()).maybe("after", change.after.as_deref());
                out.close('}');
            }
            out.close(']');
            answers(&mut out, "unless", &accepted.unless);
        }
    }
    out.close('}');
    out.text
}

fn answers(out: &mut Writer, name: &str, list: &[Answer]) {
    out.name(name).open('[');
    for one in list {
        answer(out, one);
    }
    out.close(']');
}

fn answer(out: &mut Writer, answer: &Answer) {
    out.open('{').text("by", if answer.by == Answerer::Client { "client" } else { "service" });
    out.text("code", answer.code).text("message", &answer.message);
    match answer.http_status {
        Some(status) => out.number("httpStatus", status.into()),
        None => out.null("httpStatus"),
    };
    out.text("sure", answer.sure.name()).close('}');
}

/// What `check` says when it was not told what to check.
pub fn unknown_operation(out: &mut Writer, given: &Value) {
    let message = match given.as_str() {
        Some(name) => ["`", &name.chars().take(40).collect::<String>(), "` is no operation."].concat(),
        None => "The operation is missing.".to_owned(),
    };
    out.open('{').flag("ready", false).name("findings").open('[').open('{');
    out.text("rule", "operation-known").text("severity", Severity::Error.name()).text("path", "");
    out.null("span").text("message", &message).text("help", "Give \"CreateUser\" or \"ModifyUser\".");
    out.name("source")
        .open('{')
        .text("title", "Actions, Amazon ElastiCache API Reference")
        .text("url", "https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_Operations.html");
    out.close('}').name("fixes").raw("[]").null("predicts").close('}').close(']').close('}');
}

fn finding<'a>(out: &mut Writer, units: &mut Units<'a>, draft: &'a Draft, finding: &Finding) {
    out.open('{').text("rule", finding.rule).text("severity", finding.severity.name());
    out.text("path", &finding.path.to_string());
    match &finding.span {
        Some(range) => span(out, units, text_at(draft, &finding.path), range),
        None => drop(out.null("span")),
    }
    out.text("message", &finding.message).text("help", &finding.help);
    out.name("source").open('{').text("title", finding.source.title).text("url", finding.source.url);
    out.close('}').name("fixes").open('[');
    for one in &finding.fixes {
        fix(out, units, draft, one);
    }
    out.close(']').name("predicts");
    match &finding.predicts {
        Some(predicted) => answer(out, predicted),
        None => drop(out.raw("null")),
    }
    out.close('}');
}

fn fix<'a>(out: &mut Writer, units: &mut Units<'a>, draft: &'a Draft, fix: &Fix) {
    out.open('{').text("title", &fix.title).name("edits").open('[');
    for edit in &fix.edits {
        let (op, path) = match edit {
            Edit::Set(path, _) => ("set", path),
            Edit::Replace(path, ..) => ("replace", path),
            Edit::Remove(path) => ("remove", path),
            Edit::Move(from, _) => ("move", from),
        };
        let name = if op == "move" { "from" } else { "path" };
        out.open('{').text("op", op).text(name, &path.to_string());
        match edit {
            Edit::Set(_, value) => drop(out.name("value").value(value)),
            Edit::Replace(path, range, text) => {
                span(out, units, text_at(draft, path), range);
                out.text("text", text);
            }
            Edit::Remove(_) => {}
            Edit::Move(_, to) => drop(out.text("to", &to.to_string())),
        }
        out.close('}');
    }
    out.close(']').close('}');
}

/// The text that a span at this path counts in.
pub fn text_at<'a>(draft: &'a Draft, path: &Path) -> &'a str {
    let secret = || {
        let list = match path {
            Path::Password(_) => draft.passwords.as_ref(),
            Path::ModePassword(_) => {
                draft.authentication_mode.as_ref().and_then(|mode| mode.passwords.as_ref())
            }
            _ => None,
        };
        let (Path::Password(n) | Path::ModePassword(n)) = path else { return None };
        list.and_then(|list| list.get(*n)).map(|secret| secret.expose())
    };
    draft.text_at(path).or_else(secret).unwrap_or_default()
}

/// The members `start` and `end`.
fn units_of<'a>(out: &mut Writer, units: &mut Units<'a>, text: &'a str, range: &Range<usize>) {
    let range = units.span(text, range);
    out.number("start", range.start).number("end", range.end);
}

/// A text after changes: `{"text", "applied"}`.
pub fn rewritten(rewritten: &Rewritten) -> String {
    let mut out = Writer::default();
    out.open('{').text("text", &rewritten.text).name("applied").open('[');
    for applied in &rewritten.applied {
        out.raw(if *applied { "true" } else { "false" });
    }
    out.close(']').close('}');
    out.text
}

/// The member `span`.
fn span<'a>(out: &mut Writer, units: &mut Units<'a>, text: &'a str, range: &Range<usize>) {
    let range = units.span(text, range);
    out.name("span").open('{').number("start", range.start).number("end", range.end).close('}');
}

/// An emission: `{"ready", "files": [{"name", "text", "pieces"}], "notes"}`.
pub fn emission(emission: &Emission) -> String {
    let mut out = Writer::default();
    let path = |path: &Option<Path>| path.as_ref().map(Path::to_string);
    out.open('{').flag("ready", emission.ready).name("files").open('[');
    for file in &emission.files {
        out.open('{').text("name", &file.name).text("text", &file.text()).name("pieces").open('[');
        for piece in &file.pieces {
            out.open('{').text("kind", piece.kind.name()).text("text", &piece.text);
            out.maybe("path", path(&piece.path).as_deref()).close('}');
        }
        out.close(']').close('}');
    }
    out.close(']').name("notes").open('[');
    for note in &emission.notes {
        out.open('{').text("severity", note.severity.name()).text("text", &note.text);
        out.maybe("path", path(&note.path).as_deref()).close('}');
    }
    out.close(']').close('}');
    out.text
}

/// An emission that could not be made.
pub fn no_emission(why: &str) -> String {
    let mut out = Writer::default();
    out.open('{').flag("ready", false).name("files").raw("[]").name("notes").open('[').open('{');
    out.text("severity", "error").text("text", why).null("path").close('}').close(']').close('}');
    out.text
}

/// An import: `{"format", "users", "notes", "errors"}`, and the first user's operation and input beside it.
pub fn import(text: &str, import: &Import) -> String {
    let mut out = Writer::default();
    let mut units = Units::default();
    let first = import.users.first();
    out.open('{').maybe("format", import.format);
    out.maybe("operation", first.map(|user| user.operation.name()));
    out.name("input").value(&first.map(|user| user.draft.to_json()).unwrap_or_default());
    out.name("users").open('[');
    for user in &import.users {
        out.open('{').text("label", &user.label).text("operation", user.operation.name());
        out.name("input").value(&user.draft.to_json());
        out.name("current").value(&user.current.as_ref().map(User::to_json).unwrap_or_default());
        out.name("placeholders").open('[');
        for one in &user.placeholders {
            out.open('{').text("path", &one.path.to_string()).text("name", &one.name);
            span(&mut out, &mut units, text, &one.span);
            out.close('}');
        }
        out.close(']');
        span(&mut out, &mut units, text, &user.span);
        out.name("places").open('{');
        for (path, place) in user.places.iter() {
            out.name(&path.to_string()).open('{');
            units_of(&mut out, &mut units, text, &place.literal);
            for (name, range) in [("key", &place.key), ("verbatim", &place.verbatim)] {
                match range {
                    Some(range) => {
                        out.name(name).open('{');
                        units_of(&mut out, &mut units, text, range);
                        out.close('}');
                    }
                    None => drop(out.null(name)),
                }
            }
            out.close('}');
        }
        out.close('}').close('}');
    }
    out.close(']');
    let lists =
        [("secrets", &import.secrets), ("uncertain", &import.uncertain), ("comments", &import.comments)];
    for (name, ranges) in lists {
        out.name(name).open('[');
        for range in ranges {
            out.open('{');
            units_of(&mut out, &mut units, text, range);
            out.close('}');
        }
        out.close(']');
    }
    import_notes(&mut out, &mut units, text, "notes", &import.notes);
    import_notes(&mut out, &mut units, text, "errors", &import.errors);
    out.close('}');
    out.text
}

fn import_notes<'a>(
    out: &mut Writer,
    units: &mut Units<'a>,
    text: &'a str,
    name: &str,
    notes: &[ImportNote],
) {
    out.name(name).open('[');
    for note in notes {
        out.open('{').text("kind", note.kind.name()).text("message", &note.message);
        match &note.span {
            Some(range) => span(out, units, text, range),
            None => drop(out.null("span")),
        }
        out.close('}');
    }
    out.close(']');
}
