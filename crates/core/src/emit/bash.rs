//! The AWS CLI in POSIX shells: sh, dash, bash and zsh, as a script or pasted into a prompt.
//!
//! Multiple commands go into `( … )`: a shell reads all of it when pasted before it asks
//! for a password, and leaves nothing behind. No comments in there: zsh doesn't support them at its prompt.

use super::cli::{self, Script, posix};
use super::*;
use PieceKind::*;

pub const TARGET: Target = Target {
    id: "bash",
    title: "Bash",
    group: Group::Shell,
    runs: "AWS CLI 1 or 2 in sh, dash, bash, zsh",
    operations: &Operation::ALL,
    honors: settings::CLI_AND_ROAD,
    emit: |job| cli::script(job, &posix::SHELL, write),
};

// The variable isn't called status: zsh reserves that name.
const WAIT: &str = r#") && [ "$state" != active ]; do
    tries=$((tries - 1))
    [ $tries -gt 0 ] || { echo 'The <thing> is not active after 5 minutes.' >&2; exit 1; }
    sleep 5
done
[ "$state" = active ]
"#;

fn write(script: &mut Script<'_, '_>) -> Text {
    let mut text = Text::default();
    let road = script.road();
    let long = script.is_long() || road.is_some();
    if long {
        text.put(Plain, "(\n").put(Plain, posix::NO_TRACE).put(Keyword, "set -e\n");
    }
    if let Some(steps) = road {
        posix::road(script, &mut text, &steps);
        text.put(Plain, ")\n");
        return text;
    }
    posix::request(script, &mut text);
    if let Some(wait) = script.wait() {
        text.put(Plain, "tries=60\nwhile state=$(").append(wait).put(Plain, script.job.about(WAIT));
    }
    if let Some(group) = script.group() {
        text.append(group).put(Plain, "\n");
    }
    text.put(Plain, if long { ")\n" } else { "" });
    text
}
