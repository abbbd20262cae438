//! The ACL language of Redis and Valkey: what an access string means, and what it lets a user do.
//!
//! An access string is what follows `ACL SETUSER <name>`: `on ~app::* -@all +@read`. This crate reads
//! one as a named server would, version by version, and answers without a server:
//!
//! - [`parse()`] returns tokens, every error with the server's own text, and the resulting [`User`];
//! - [`User::canonical`] is the line that `ACL LIST` prints;
//! - [`User::can`] is `ACL DRYRUN`: may this user run this command, and if not, why not;
//! - [`User::missing`] returns the words to add;
//! - [`AccessString::matrix`] is a table of it, and [`AccessString::set_cell`] changes a cell;
//! - [`AccessString::verdict`] sums up its risks in one line;
//! - [`User::commands`] lists every command with the word that decides about it;
//! - [`AccessString::explain`] explains it in plain English;
//! - [`AccessString::lint`] finds words that are accepted but hardly intended;
//! - [`User::diff`] shows what is gained and lost from one user to another, and [`User::rights_key`] finds users with the same rights;
//! - [`User::key_rights`] says which patterns match a key;
//! - [`AccessString::simplify`] expresses the same in fewer words;
//! - [`suggest()`] proposes the least string for commands that must work.
//!
//! ```
//! use access_string::{parse, Engine};
//!
//! let access = parse("on ~app::* -@all +@read", Engine::Valkey80);
//! assert!(access.is_accepted());
//! let user = &access.user;
//! assert_eq!(user.canonical(), "on sanitize-payload ~app::* resetchannels -@all +@read");
//! assert!(user.can(&["GET", "app::1"], 0).is_allowed());
//! assert!(!user.can(&["SET", "app::1", "v"], 0).is_allowed());
//! assert_eq!(user.missing(&["SET", "app::1", "v"], 0), ["+set"]);
//! ```
//!
//! Everything is a pure function of its input. No text and no arguments make it panic, and the time it takes
//! grows with their length.

// Without the standard library: no clock, no input or output, no state but the tables.
#![no_std]

#[macro_use]
extern crate alloc;

mod access;
mod canonical;
mod diff;
mod effect;
mod effective;
mod engine;
mod error;
mod evaluate;
mod explain;
mod glob;
mod hazard;
mod key_rights;
mod keys;
mod lex;
mod lint;
mod matrix;
#[cfg(feature = "serde")]
mod names;
mod parse;
mod pattern;
mod prose;
mod reply;
mod rights;
mod rights_key;
mod simplify;
mod sorted;
mod spelling;
mod suggest;
mod summary;
mod tables;
mod user;

pub use access::Access;
pub use diff::{Difference, Part, Risk};
pub use effect::Effect;
pub use effective::Effective;
pub use engine::{Dialect, Engine, Modules, UnknownName};
pub use error::{Error, ErrorKind};
pub use evaluate::{Reason, Touched, Verdict};
pub use explain::{Explained, Explanation};
pub use glob::glob;
pub use key_rights::{KeyRights, MatchingPattern};
pub use lex::{Span, split_args};
pub use lint::{Lint, LintKind};
pub use matrix::{Cell, CellCommand, Change, Column, KeptOut, Reach, Row, Share};
pub use parse::{AccessString, LONGEST_NAMED, Token, TokenKind, parse, parse_args};
pub use rights::{DATA_TYPES, Extent, Matter, Rights};
pub use rights_key::RightsKey;
pub use simplify::{MOST_SELECTORS, TooManySelectors};
pub use spelling::KEYWORDS;
pub use suggest::{
    Addition, Grouping, MOST_CHECKED, Need, Needs, Suggestion, is_refusal, read_needs, suggest,
};
pub use summary::{Point, verdict_line};
pub use tables::{Category, Command, CommandSet};
pub use user::{
    ChannelPattern, CommandRule, Databases, FirstArg, KeyPattern, PasswordHash, RuleTarget, Selector, User,
};

/// The examples of the README run as tests.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
