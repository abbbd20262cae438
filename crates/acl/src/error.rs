//! The errors in a word, and the servers' messages for them.

use crate::lex::Span;

/// A word that the server would reject. It reports only the first one, and applies nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Error {
    /// The word, or the piece inside a selector.
    pub span: Span,
    /// What the server names in its text: the same, or the whole selector.
    pub named: Span,
    /// What is wrong.
    pub kind: ErrorKind,
}

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum ErrorKind {
    /// Not a word of the language, or not of this version.
    Syntax,
    /// No such command, subcommand or category here.
    UnknownCommand,
    /// A key pattern where all keys are allowed already.
    KeysAfterAll,
    /// A channel pattern where all channels are allowed already.
    ChannelsAfterAll,
    /// A password to remove that the user doesn't have.
    NoSuchPassword,
    /// Not 64 digits of hexadecimal in lowercase.
    BadHash,
    /// A first argument after a subcommand: `+config|get|x`.
    FirstArgOfSubcommand,
    /// Redis 6.0: a first argument of a command that is allowed as a whole.
    CommandFullyAdded,
    /// A database number below 0 or above 2147483647.
    DatabaseOutOfRange,
    /// A selector that isn't closed.
    UnmatchedParenthesis,
}

impl ErrorKind {
    /// What is wrong, in plain English.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::Syntax => "Rejected: this isn't a valid word here.",
            Self::UnknownCommand => "Rejected: unknown command or category.",
            Self::KeysAfterAll => "Rejected: any key is already allowed, so a key pattern is meaningless.",
            Self::ChannelsAfterAll => {
                "Rejected: any channel is already allowed, so a channel pattern is meaningless."
            }
            Self::NoSuchPassword => "Rejected: the user doesn't have this password.",
            Self::BadHash => "Rejected: a password's hash is 64 lowercase hexadecimal digits.",
            Self::FirstArgOfSubcommand => "Rejected: a subcommand can't be allowed for one argument only.",
            Self::CommandFullyAdded => "Rejected: the whole command is already allowed.",
            Self::DatabaseOutOfRange => "Rejected: database numbers go from 0 to 2147483647.",
            Self::UnmatchedParenthesis => "Rejected: this parenthesis is never closed.",
        }
    }

    /// The text of the servers for it, as it follows the word.
    #[must_use]
    pub const fn server_text(self) -> &'static str {
        match self {
            Self::Syntax => "Syntax error",
            Self::UnknownCommand => "Unknown command or category name in ACL",
            Self::KeysAfterAll => {
                "Adding a pattern after the * pattern (or the 'allkeys' flag) is not valid and does not have any effect. Try 'resetkeys' to start with an empty list of patterns"
            }
            Self::ChannelsAfterAll => {
                "Adding a pattern after the * pattern (or the 'allchannels' flag) is not valid and does not have any effect. Try 'resetchannels' to start with an empty list of channels"
            }
            Self::NoSuchPassword => "The password you are trying to remove from the user does not exist",
            Self::BadHash => {
                "The password hash must be exactly 64 characters and contain only lowercase hexadecimal characters"
            }
            Self::FirstArgOfSubcommand => "Allowing first-arg of a subcommand is not supported",
            Self::CommandFullyAdded => {
                "Adding a subcommand of a command already fully added is not allowed. Remove the command to start. Example: -DEBUG +DEBUG|DIGEST"
            }
            Self::DatabaseOutOfRange => "The provided database ID is out of range",
            Self::UnmatchedParenthesis => "Unmatched parenthesis in acl selector",
        }
    }
}
