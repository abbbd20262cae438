//! The JSON for `--cli-input-json file://…`.

use super::*;
use crate::Path;
use PieceKind::*;

pub const TARGET: Target = Target {
    id: "json",
    title: "JSON",
    group: Group::File,
    runs: "aws elasticache … --cli-input-json file://…",
    honours: &["secrets"],
    emit,
};

fn emit(job: &Job<'_>) -> Emission {
    let mut text = Text::default();
    text.put(Plain, "{");
    let mut first = true;
    for member in job.operation.members() {
        let Some(value) = job.draft.text_at(&Path::Member(*member)) else { continue };
        text.put(Plain, if first { "\n    " } else { ",\n    " });
        first = false;
        text.put_at(Option, *member, format!("\"{}\"", member.name())).put(Plain, ": ");
        text.put_at(String, *member, crate::quote::json(value));
    }
    text.put(Plain, "\n}\n");
    Emission { ready: job.ready, files: vec![text.file(format!("{}.json", job.operation.command()))], notes: Vec::new() }
}
