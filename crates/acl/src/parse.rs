//! Reading an access string: every word becomes a token, changes the user, or is an error.

mod filling;
mod word;

use crate::access::Access;
use crate::engine::{Dialect, Engine};
use crate::error::{Error, ErrorKind};
use crate::lex::{self, Quoting, Span};
use crate::tables::{Category, Command, Table};
use crate::user::User;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use filling::Filling;
use word::{selector_word, user_word};

/// The longest word, in bytes, that [`AccessString::server_text`] repeats whole.
pub const LONGEST_NAMED: usize = 256;

/// What [`parse`] makes of the text.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessString {
    /// The text; what spans count in.
    pub text: String,
    /// What it was read for.
    pub dialect: Dialect,
    /// Tokens that tile the text: each begins where the one before ends.
    pub tokens: Vec<Token>,
    /// Every word that a server would reject, in order.
    pub errors: Vec<Error>,
    /// The user that the words make. Words with errors are left out, a selector with an error
    /// wholly; a server would make no user at all while there is one.
    pub user: User,
    /// Whether whitespace counts literally: exact arguments instead of words of the text.
    pub(crate) exact: bool,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Token {
    /// Its place.
    pub span: Span,
    /// What it is.
    #[cfg_attr(feature = "serde", serde(flatten))]
    pub kind: TokenKind,
    /// Whether it is inside parentheses.
    pub in_selector: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(tag = "kind", rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum TokenKind {
    /// Whitespace.
    Space,
    /// `(`, the begin of a selector.
    Open,
    /// `)`, its end.
    Close,
    /// A word or piece that the server drops without a word: a selector whose quotes don't balance,
    /// and on Redis 7.0 the first of two open parentheses.
    Ignored,
    /// A word that the server rejects; see [`AccessString::errors`].
    Invalid,
    /// `""` in a selector's quotes is an error, but an empty word outside means nothing.
    Empty,
    /// `on`
    On,
    /// `off`
    Off,
    /// `nopass`
    NoPass,
    /// `resetpass`
    ResetPass,
    /// `>password`
    AddPassword,
    /// `<password`
    RemovePassword,
    /// `#hash`
    AddHash,
    /// `!hash`
    RemoveHash,
    /// `sanitize-payload`
    SanitizePayload,
    /// `skip-sanitize-payload`
    SkipSanitizePayload,
    /// `clearselectors`
    ClearSelectors,
    /// `reset`
    Reset,
    /// `~pattern`, `%R~pattern`, with what it allows
    Keys(Access),
    /// `~*`, `allkeys`
    AllKeys,
    /// `resetkeys`
    ResetKeys,
    /// `&pattern`
    Channels,
    /// `&*`, `allchannels`
    AllChannels,
    /// `resetchannels`
    ResetChannels,
    /// `db=0,1`
    Databases,
    /// `alldbs`
    AllDatabases,
    /// `resetdbs`
    ResetDatabases,
    /// `+@all`, `allcommands`
    AllCommands,
    /// `-@all`, `nocommands`
    NoCommands,
    /// `+@read`, `-@read`
    Category {
        /// Whether it allows.
        allow: bool,
        /// The category.
        category: Category,
    },
    /// `+get`, `-config|set`
    Command {
        /// Whether it allows.
        allow: bool,
        /// The command or subcommand.
        command: Command,
    },
    /// `+select|0`
    FirstArg {
        /// The command; the argument follows the bar.
        command: Command,
    },
}

/// Reads an access string as a new user of that server would get it.
///
/// Any string is accepted; its [errors](AccessString::errors) are listed in the result. It takes time
/// in proportion to the text.
///
/// ```
/// use access_string::{parse, Engine};
/// let access = parse("on ~app::* -@all +@raed", Engine::Valkey80);
/// let error = &access.errors[0];
/// assert_eq!(error.span.slice(&access.text), "+@raed");
/// assert_eq!(
///     access.server_error().unwrap(),
///     "ERR Error in ACL SETUSER modifier '+@raed': Unknown command or category name in ACL",
/// );
/// assert_eq!(access.suggestions(error), ["+@read"]);
/// assert_eq!(access.user.canonical(), "on sanitize-payload ~app::* resetchannels -@all");
/// ```
#[must_use]
pub fn parse(text: &str, dialect: impl Into<Dialect>) -> AccessString {
    let words = lex::words(text.as_bytes());
    read(text.to_owned(), words, true, dialect.into())
}

/// Reads exact arguments of `ACL SETUSER`, which may hold whitespace or be empty. The text, and what
/// spans count in, is the arguments joined by single spaces.
///
/// ```
/// use access_string::{parse_args, Engine};
/// let access = parse_args(&["~a b", ""], Engine::Valkey80);
/// assert_eq!(access.text, "~a b ");
/// assert_eq!(access.errors.len(), 1, "a pattern can't contain whitespace");
/// ```
#[must_use]
pub fn parse_args<S: AsRef<str>>(args: &[S], dialect: impl Into<Dialect>) -> AccessString {
    let mut text = String::new();
    let mut spans = Vec::with_capacity(args.len());
    for (index, arg) in args.iter().enumerate() {
        if index > 0 {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(arg.as_ref());
        spans.push(Span::new(start, text.len()));
    }
    read(text, spans.iter().copied(), false, dialect.into())
}

fn read(text: String, words: impl Iterator<Item = Span>, glued: bool, dialect: Dialect) -> AccessString {
    let mut reader = Reader {
        text: text.as_bytes(),
        dialect,
        table: dialect.table(),
        glued,
        // A short word, and the space after it.
        tokens: Vec::with_capacity((text.len() / 3).min(64)),
        errors: Vec::new(),
        end: 0,
    };
    let user = reader.user(words);
    reader.space_up_to(text.len(), false);
    let Reader { tokens, errors, .. } = reader;
    AccessString { dialect, tokens, errors, user, text, exact: !glued }
}

struct Reader<'a> {
    text: &'a [u8],
    dialect: Dialect,
    table: &'static Table,
    glued: bool,
    tokens: Vec<Token>,
    errors: Vec<Error>,
    /// Where the last token ends.
    end: usize,
}

type Outcome = Result<TokenKind, ErrorKind>;

impl<'a> Reader<'a> {
    fn user(&mut self, mut words: impl Iterator<Item = Span>) -> User {
        let whole = Span::new(0, self.text.len());
        let mut user = User::new(self.dialect, whole);
        let mut root = Filling::new(self.dialect, whole);
        while let Some(span) = words.next() {
            let word = self.bytes(span);
            if self.dialect.engine.has_selectors() && word.first() == Some(&b'(') {
                self.selector(&mut user, span, &mut words);
                continue;
            }
            let outcome = user_word(&mut user, &mut root, word, span, self);
            self.word(outcome, span, span, false);
        }
        user.passwords = root.passwords.in_order();
        user.root = root.finish(self.dialect);
        user
    }

    /// A word that begins with a parenthesis: the selector that it opens.
    fn selector(&mut self, user: &mut User, first: Span, words: &mut impl Iterator<Item = Span>) {
        let mut open = first;
        let mut last = first;
        let opens = |word: &[u8]| word.first() == Some(&b'(') && word.last() != Some(&b')');
        // The servers glue words up to one that ends with a parenthesis.
        if opens(self.bytes(first)) {
            loop {
                let Some(span) = words.next() else {
                    return self.unclosed(open, last);
                };
                last = span;
                let word = self.bytes(span);
                if self.dialect.engine < Engine::Valkey72 && opens(word) {
                    self.ignored(open.start, span.start);
                    open = span;
                } else if word.last() == Some(&b')') {
                    break;
                }
            }
        }
        let span = Span::new(open.start, last.end);
        let inside = Span::new(span.start + 1, span.end - 1);
        self.push(Span::new(span.start, inside.start), TokenKind::Open, true);
        let quoting = Quoting::new(self.dialect.engine, self.glued);
        let mut filling = Filling::new(self.dialect, span);
        let errors = self.errors.len();
        match lex::quoted_words(self.text, inside, quoting) {
            Some(words) => {
                for word in words {
                    let outcome = selector_word(&mut filling, &word.value, word.span, self);
                    self.word(outcome, word.span, span, true);
                }
            }
            None => {
                filling.selector.unbalanced_quotes = true;
                self.ignored(inside.start, inside.end);
            }
        }
        self.space_up_to(inside.end, true);
        self.push(Span::new(inside.end, span.end), TokenKind::Close, true);
        if self.errors.len() == errors {
            user.selectors.push(filling.finish(self.dialect));
        }
    }

    /// A selector without end: its words are looked at, for their own errors, and change nothing.
    fn unclosed(&mut self, open: Span, last: Span) {
        let span = Span::new(open.start, last.end);
        let inside = Span::new(open.start + 1, last.end);
        let after = self.errors.len();
        self.push(Span::new(span.start, inside.start), TokenKind::Open, true);
        let quoting = Quoting::new(self.dialect.engine, self.glued);
        let mut filling = Filling::new(self.dialect, span);
        match lex::quoted_words(self.text, inside, quoting) {
            Some(words) => {
                for word in words {
                    let outcome = selector_word(&mut filling, &word.value, word.span, self);
                    self.word(outcome, word.span, span, true);
                }
            }
            None => self.ignored(inside.start, inside.end),
        }
        let error = Error { span: open, named: open, kind: ErrorKind::UnmatchedParenthesis };
        self.errors.insert(after, error);
    }

    fn bytes(&self, span: Span) -> &'a [u8] {
        self.text.get(span.start..span.end).unwrap_or_default()
    }

    /// Notes what became of a word.
    fn word(&mut self, outcome: Outcome, span: Span, named: Span, in_selector: bool) {
        let kind = outcome.unwrap_or_else(|kind| {
            self.errors.push(Error { span, named, kind });
            TokenKind::Invalid
        });
        self.push(span, kind, in_selector);
    }

    fn ignored(&mut self, start: usize, end: usize) {
        self.push(Span::new(start, end), TokenKind::Ignored, true);
    }

    fn push(&mut self, span: Span, kind: TokenKind, in_selector: bool) {
        self.space_up_to(span.start, in_selector && kind != TokenKind::Open);
        if span.end > span.start {
            self.tokens.push(Token { span, kind, in_selector });
            self.end = span.end;
        }
    }

    fn space_up_to(&mut self, start: usize, in_selector: bool) {
        if start > self.end {
            self.tokens.push(Token { span: Span::new(self.end, start), kind: TokenKind::Space, in_selector });
            self.end = start;
        }
    }
}

impl AccessString {
    /// Whether a server would accept it.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.errors.is_empty()
    }

    /// The server's reply to it, if it is an error: that of the first error, for an unclosed selector
    /// is found before all others.
    #[must_use]
    pub fn server_error(&self) -> Option<String> {
        let unmatched = |error: &&Error| error.kind == ErrorKind::UnmatchedParenthesis;
        let first = self.errors.iter().find(unmatched).or(self.errors.first())?;
        Some(self.reply(first, usize::MAX))
    }

    /// The server's reply if this were the only error. A word of more than [`LONGEST_NAMED`] bytes is cut, and an
    /// ellipsis says so: inside parentheses the server names the whole selector for each of its words.
    /// [`server_error`](Self::server_error) has the whole word.
    #[must_use]
    pub fn server_text(&self, error: &Error) -> String {
        self.reply(error, LONGEST_NAMED)
    }

    fn reply(&self, error: &Error, longest: usize) -> String {
        let word = self.named(error, longest);
        let text = error.kind.server_text();
        if error.kind == ErrorKind::UnmatchedParenthesis {
            format!("ERR {text} starting at '{word}'.")
        } else {
            format!("ERR Error in ACL SETUSER modifier '{word}': {text}")
        }
    }

    /// The word as the server names it: glued, up to a NUL, on one line.
    fn named(&self, error: &Error, longest: usize) -> String {
        let whole = error.named.slice(&self.text);
        if whole.len() > longest {
            let end = (0..=longest).rev().find(|end| whole.is_char_boundary(*end)).unwrap_or(0);
            return self.glued(whole.get(..end).unwrap_or_default()) + "…";
        }
        self.glued(whole)
    }

    fn glued(&self, word: &str) -> String {
        let word = word.split('\0').next().unwrap_or_default();
        if self.exact {
            return word.replace(['\r', '\n'], " ");
        }
        let mut glued = String::with_capacity(word.len());
        for span in lex::words(word.as_bytes()) {
            if !glued.is_empty() {
                glued.push(' ');
            }
            glued.push_str(span.slice(word));
        }
        glued
    }
}
