//! The messages for YAML that can't be read.

use alloc::borrow::Cow;

pub const TOO_DEEP: &str = "values nest deeper than 100 levels here.";
pub const NO_CHARACTER: &str = "this isn't a Unicode character.";
pub const NULL: &str = "YAML has no null character.";
pub const NO_ANCHOR: &str = "there's no earlier anchor with this name.";
pub const KEY_OF_VALUES: &str = "a key can't be a list or map here.";
pub const OUTDENTED: &str = "this isn't indented as far as the value it belongs to.";
pub const NO_TEXT: &str = "an unquoted string can't start with this character; put it in quotes.";

/// saphyr's messages, by a part of each, and what to do about them. None of saphyr's repeats the text.
const MESSAGES: &[(&str, &str)] = &[
    ("recursion limit", TOO_DEEP),
    ("unknown anchor", NO_ANCHOR),
    ("unexpected end of stream", "the quote that opens here is never closed."),
    ("trailing content after double-quoted", "only a comment can follow the closing quote."),
    ("unknown escape", "YAML doesn't know this escape. In single quotes, a backslash needs no escape."),
    ("invalid Unicode character escape", NO_CHARACTER),
    ("hexadecimal number", NO_CHARACTER),
    (
        "mapping values are not allowed",
        "a key can't be here: indent it like the keys before it, or put a string with a colon in quotes.",
    ),
    (
        "mapping keys are not allowed",
        "a key can't be here: indent it like the keys before it, or put a string with a colon in quotes.",
    ),
    ("simple key expect", "a key needs a colon and a space after it, on the same line."),
    (
        "did not find expected key",
        "this is indented differently than the lines before it, or a key is missing.",
    ),
    ("expected '-' indicator", "this is indented differently than the list it's in."),
    (
        "expected <document start>",
        "this is indented differently than the lines before it, or a key is missing.",
    ),
    ("invalid indentation", OUTDENTED),
    ("block sequence entries are not allowed", "a list can't start on the line of its key, tag or anchor."),
    ("flow mapping, did not find", "expected a comma or the closing bracket."),
    ("flow sequence, expected", "expected a comma or the closing bracket."),
    ("may not precede", "a key needs a colon and a space after it."),
    ("plain scalar cannot start with '-'", "inside brackets, put a lone dash in quotes."),
    ("byte order mark", "there's an invisible character (U+FEFF) here; delete it."),
    ("misplaced bracket", "no bracket was opened for this one."),
    ("did not find expected node content", "expected a value."),
    ("unexpected end of plain scalar", "expected a value."),
    ("unexpected character", NO_TEXT),
    ("valid YAML whitespace", "there's a tab here, where most YAML parsers want a space."),
    ("tab", "there's a tab here; indent YAML with spaces."),
    ("expected comment or line break", "only a comment can follow on this line."),
    ("comments must be separated", "a comment needs a space before it."),
    (
        "comment intercepting",
        "an unquoted string ends at a comment; put a string of several lines in quotes.",
    ),
];

/// Whether saphyr wants a line inside quotes or brackets to be indented.
pub fn is_outdented(error: &str) -> bool {
    error.starts_with("invalid indentation") && !error.contains("anchor")
}

/// What saphyr says, in our words where there are better ones.
pub fn message(error: &str) -> Cow<'static, str> {
    let known = MESSAGES.iter().find(|(part, _)| error.contains(part));
    known.map_or_else(|| format!("{error}.").into(), |(_, message)| Cow::Borrowed(*message))
}
