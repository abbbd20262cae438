//! The table of permissions, and what becomes of a string when a cell is changed.

use access_string::{Cell, Column, Dialect, Engine, Modules, Reach, Row, Share, parse};

const NEWEST: Dialect =
    Dialect { engine: Engine::Valkey91, modules: Modules::Aggregate, all_channels: false };

fn cell(text: &str, row: Row, column: Column) -> Cell {
    let cells = parse(text, NEWEST).matrix();
    cells.into_iter().find(|cell| (cell.row, cell.column) == (row, column)).unwrap()
}

#[test]
fn every_deniable_command_is_in_exactly_one_cell() {
    for engine in Engine::ALL {
        let dialect = Dialect { engine, modules: Modules::Aggregate, all_channels: false };
        let access = parse("on", dialect);
        let cells = access.matrix();
        let mut names: Vec<&str> = cells
            .iter()
            .filter(|cell| cell.row != Row::Data)
            .flat_map(|cell| cell.commands.iter().map(|entry| entry.effective.command.name()))
            .collect();
        let count = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count);
        let of: usize = access.user.rights()[0].of;
        assert_eq!(count, of, "{engine}");
    }
}

#[test]
fn a_cell_counts_what_is_allowed() {
    let text = "on %R~app:* -@all +@hash -hget";
    let read = cell(text, Row::Hash, Column::Read);
    assert_eq!((read.share, read.allowed(), read.commands.len()), (Share::Part, 13, 14));
    let write = cell(text, Row::Hash, Column::Write);
    assert_eq!((write.share, write.allowed(), write.blocked()), (Share::None, 14, Some(Reach::NoKey)));
    assert_eq!(cell(text, Row::Keys, Column::Read).patterns, ["%R~app:*"]);
    assert_eq!(cell(text, Row::Keys, Column::Write).share, Share::None);
    let publish = cell("on resetchannels -@all +publish", Row::Pubsub, Column::Write);
    assert_eq!(publish.blocked(), Some(Reach::NoChannel));
    let all = parse("on ~* &* +@all", NEWEST).matrix();
    assert!(all.iter().all(|cell| cell.share == Share::Full));
}

fn change(text: &str, row: Row, column: Column, allow: bool) -> String {
    parse(text, NEWEST).set_cell(row, column, allow).map(|change| change.text).unwrap_or_default()
}

#[test]
fn changing_a_cell_adds_few_words() {
    use Column::{Manage, Read, Write};
    for (text, row, column, allow, after) in [
        ("on ~app:* -@all", Row::Hash, Read, true, "on ~app:* -@all +@hash -@write"),
        ("on ~app:* -@all", Row::Hash, Write, true, "on ~app:* -@all +@hash"),
        ("on ~app:* -@all", Row::Data, Write, true, "on ~app:* -@all +@write -@dangerous -function"),
        ("on ~app:* +@all", Row::Hash, Write, false, "on ~app:* +@all -@hash +@read"),
        ("on ~a +@all (~b +@hash)", Row::Hash, Write, false, "on ~a +@all (~b +@hash -@write) -@hash +@read"),
        ("on ~a -@all +@hash -hget -hset", Row::Hash, Write, true, "on ~a -@all +@hash -hget"),
        ("on ~a -@all +eval +evalsha +fcall", Row::Scripting, Write, false, "on ~a -@all"),
        ("on ~app:* -@all +@hash", Row::Keys, Read, false, "on -@all +@hash %W~app:*"),
        ("on ~app:* -@all +@hash", Row::Keys, Write, true, "on ~app:* -@all +@hash %W~*"),
        ("on &* -@all", Row::Channels, Write, false, "on -@all resetchannels"),
        // What is so already, and what no server takes.
        ("on -@all +@connection", Row::Connection, Manage, true, ""),
        ("on -@all +@raed", Row::Hash, Read, true, ""),
        ("on -@all", Row::Keys, Manage, true, ""),
    ] {
        assert_eq!(change(text, row, column, allow), after, "{text} {row:?} {column:?}");
    }
}

#[test]
fn side_effects_of_a_cell_are_reported() {
    let along = parse("on ~a -@all", NEWEST).set_cell(Row::Hash, Column::Write, true).unwrap();
    assert!(along.also_gained.commands.iter().any(|command| command.name() == "hget"));
    assert!(along.also_gained.commands.iter().all(|command| command.name().starts_with('h')));
}

/// Each command that stays denied is listed with the word that denies it: the last one that names it, or its category.
#[test]
fn a_command_is_kept_out_by_the_word_that_denies_it() {
    let word_of = |text: &str, row, name: &str| {
        let change = parse(text, NEWEST).set_cell(row, Column::Write, true).unwrap();
        let last = parse(&change.text, NEWEST);
        let groups = change.kept_out.iter();
        let mut groups = groups.filter(|group| group.commands.iter().any(|command| command.name() == name));
        let word = groups.next().map(|group| group.word.clone());
        assert!(groups.next().is_none(), "{text}: {name} is listed once");
        let all = change.kept_out.iter().flat_map(|group| &group.commands);
        for command in all {
            let denied = last.user.commands();
            assert!(denied.iter().any(|entry| entry.command == *command && !entry.allowed), "{text}");
        }
        word
    };
    let own = "on ~app:* -@all +@read -@dangerous";
    assert_eq!(word_of(own, Row::Data, "flushall").as_deref(), Some("-@dangerous"));
    assert_eq!(word_of(own, Row::Data, "migrate").as_deref(), Some("-@dangerous"));
    assert_eq!(word_of(own, Row::Data, "function|load").as_deref(), Some("-function"));
    // Denied by the user's own word, although an added one names its category too.
    assert_eq!(word_of("on ~a -@all", Row::Data, "flushall").as_deref(), Some("-@dangerous"));
    // A selector allows it, so it isn't kept out.
    assert_eq!(word_of("on ~a -@all (~b +flushall)", Row::Data, "flushall"), None);
}

#[test]
fn granting_and_revoking_a_cell_loses_no_rights() {
    for text in ["on ~a -@all", "on ~a -@all +get -@dangerous", "on ~a resetchannels -@all +@read (~b +set)"]
    {
        for cell in parse(text, NEWEST).matrix() {
            if cell.share != Share::None || matches!(cell.row, Row::Keys | Row::Channels) {
                continue;
            }
            let given = change(text, cell.row, cell.column, true);
            let taken = change(&given, cell.row, cell.column, false);
            let (before, after) = (parse(text, NEWEST).user, parse(&taken, NEWEST).user);
            let lost = before.diff(&after).lost;
            assert!(lost.commands.is_empty(), "{text}: {given}: {taken}");
            assert!(taken.len() < text.len() + 60, "{text}: {given}: {taken}");
        }
    }
}
