//! Reading an access string: every word becomes a token, changes the user, or is an error.

use crate::bits::Bits;
use crate::engine::{Dialect, Engine};
use crate::error::{Error, ErrorKind};
use crate::lex::{self, Quoting, Span};
use crate::places::Places;
use crate::sha256::sha256;
use crate::tables::{Category, Command, Table};
use crate::user::{
    Access, ChannelPattern, CommandRule, Databases, FirstArg, KeyPattern, PasswordHash, RuleTarget, Selector,
    User,
};
use std::borrow::Cow;

/// What [`parse`] makes of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct AccessString {
    /// The text; what spans count in.
    pub text: String,
    /// What it was read for.
    pub dialect: Dialect,
    /// Tokens that tile the text: each begins where the one before ends.
    pub tokens: Vec<Token>,
    /// Every word that a server would refuse, in the order of the text.
    pub errors: Vec<Error>,
    /// The user that the words make. Words with errors are left out, a selector with an error
    /// wholly; a server would make no user at all while there is one.
    pub user: User,
    /// Whether white space counts as it stands: exact arguments instead of words of a text.
    pub(crate) exact: bool,
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: TokenKind,
    /// Whether it stands inside parentheses.
    pub in_selector: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind {
    /// White space.
    Space,
    /// `(`, the begin of a selector.
    Open,
    /// `)`, its end.
    Close,
    /// A word or piece that the server drops without a word: a selector whose quotes do not balance,
    /// and on Redis 7.0 the first of two open parentheses.
    Ignored,
    /// A word that the server refuses; see [`AccessString::errors`].
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
        /// The command; the argument stands behind the bar.
        command: Command,
    },
}

/// Reads an access string as a new user of that server would get it.
///
/// Any text will do; what is wrong with it comes back as [errors](AccessString::errors). It takes time
/// in proportion to the text.
///
/// ```
/// use access_string::{parse, Engine};
/// let access = parse("on ~app::* -@all +@raed", Engine::Valkey80);
/// let error = &access.errors[0];
/// assert_eq!(error.span.of(&access.text), "+@raed");
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

/// Reads exact arguments of `ACL SETUSER`, which may hold white space or be empty. The text, and what
/// spans count in, is the arguments joined by single spaces.
///
/// ```
/// use access_string::{parse_args, Engine};
/// let access = parse_args(&["~a b", ""], Engine::Valkey80);
/// assert_eq!(access.text, "~a b ");
/// assert_eq!(access.errors.len(), 1, "a pattern cannot hold white space");
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
        tokens: Vec::new(),
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
        let mut root = Draft::new(self.dialect, whole);
        while let Some(span) = words.next() {
            let word = self.bytes(span);
            if self.dialect.engine.has_selectors() && word.first() == Some(&b'(') {
                self.selector(&mut user, span, &mut words);
                continue;
            }
            let outcome = user_word(&mut user, &mut root, word, span, self);
            self.word(outcome, span, span, false);
        }
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
        let quoting = Quoting::of(self.dialect.engine, self.glued);
        let mut draft = Draft::new(self.dialect, span);
        let errors = self.errors.len();
        match lex::quoted_words(self.text, inside, quoting) {
            Some(words) => {
                for word in words {
                    let outcome = selector_word(&mut draft, &word.value, word.span, self);
                    self.word(outcome, word.span, span, true);
                }
            }
            None => {
                draft.selector.unbalanced_quotes = true;
                self.ignored(inside.start, inside.end);
            }
        }
        self.space_up_to(inside.end, true);
        self.push(Span::new(inside.end, span.end), TokenKind::Close, true);
        if self.errors.len() == errors {
            user.selectors.push(draft.finish(self.dialect));
        }
    }

    /// A selector without end: its words are looked at, for their own errors, and change nothing.
    fn unclosed(&mut self, open: Span, last: Span) {
        let span = Span::new(open.start, last.end);
        let inside = Span::new(open.start + 1, last.end);
        let after = self.errors.len();
        self.push(Span::new(span.start, inside.start), TokenKind::Open, true);
        let quoting = Quoting::of(self.dialect.engine, self.glued);
        let mut draft = Draft::new(self.dialect, span);
        match lex::quoted_words(self.text, inside, quoting) {
            Some(words) => {
                for word in words {
                    let outcome = selector_word(&mut draft, &word.value, word.span, self);
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

/// What C sees of a word: it ends at the first NUL.
fn c_string(word: &[u8]) -> &[u8] {
    let end = word.iter().position(|&byte| byte == 0);
    end.and_then(|end| word.get(..end)).unwrap_or(word)
}

/// A word outside parentheses.
fn user_word(user: &mut User, root: &mut Draft, word: &[u8], span: Span, reader: &Reader<'_>) -> Outcome {
    let dialect = reader.dialect;
    let engine = dialect.engine;
    let (Some(first), rest) = (word.first(), word.get(1..).unwrap_or_default()) else {
        return Ok(TokenKind::Empty);
    };
    match first {
        b'>' => {
            user.add_password(sha256(rest));
            return Ok(TokenKind::AddPassword);
        }
        b'#' => {
            user.add_password(hash(rest).ok_or(ErrorKind::BadHash)?);
            return Ok(TokenKind::AddHash);
        }
        b'<' => {
            user.remove_password(sha256(rest))?;
            return Ok(TokenKind::RemovePassword);
        }
        b'!' => {
            user.remove_password(hash(rest).ok_or(ErrorKind::BadHash)?)?;
            return Ok(TokenKind::RemoveHash);
        }
        b'+' | b'-' | b'~' | b'&' | b'%' => return selector_word(root, word, span, reader),
        _ => {}
    }
    let is = |keyword: &str| c_string(word).eq_ignore_ascii_case(keyword.as_bytes());
    Ok(if is("on") {
        user.enabled = true;
        TokenKind::On
    } else if is("off") {
        user.enabled = false;
        TokenKind::Off
    } else if is("nopass") {
        user.nopass = true;
        user.passwords.clear();
        TokenKind::NoPass
    } else if is("resetpass") {
        user.nopass = false;
        user.passwords.clear();
        TokenKind::ResetPass
    } else if engine >= Engine::Redis62 && is("sanitize-payload") {
        user.sanitize_payload = true;
        TokenKind::SanitizePayload
    } else if engine >= Engine::Redis62 && is("skip-sanitize-payload") {
        user.sanitize_payload = false;
        TokenKind::SkipSanitizePayload
    } else if engine.has_selectors() && is("clearselectors") {
        user.selectors.clear();
        TokenKind::ClearSelectors
    } else if is("reset") {
        let whole = root.selector.span;
        *user = User::new(dialect, whole);
        *root = Draft::new(dialect, whole);
        TokenKind::Reset
    } else {
        return selector_word(root, word, span, reader);
    })
}

impl User {
    fn add_password(&mut self, hash: [u8; 32]) {
        let hash = PasswordHash(hash);
        if !self.passwords.contains(&hash) {
            self.passwords.push(hash);
        }
        self.nopass = false;
    }

    fn remove_password(&mut self, hash: [u8; 32]) -> Result<(), ErrorKind> {
        let found = self.passwords.iter().position(|own| own.0 == hash);
        self.passwords.remove(found.ok_or(ErrorKind::NoSuchPassword)?);
        Ok(())
    }
}

/// 64 digits of hexadecimal in lower case.
fn hash(digits: &[u8]) -> Option<[u8; 32]> {
    let mut hash = [0; 32];
    if digits.len() != 64 {
        return None;
    }
    for (byte, pair) in hash.iter_mut().zip(digits.chunks_exact(2)) {
        for &digit in pair {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return None,
            };
            *byte = *byte << 4 | value;
        }
    }
    Some(hash)
}

/// A selector that is being filled, with what finds a pattern again in a long list.
struct Draft {
    selector: Selector,
    key_places: Places,
    channel_places: Places,
}

/// Longer lists are searched by hash.
const SHORT_LIST: usize = 16;

impl Draft {
    fn new(dialect: Dialect, span: Span) -> Self {
        Self {
            selector: Selector::new(dialect, span),
            key_places: Places::default(),
            channel_places: Places::default(),
        }
    }

    fn finish(self, dialect: Dialect) -> Selector {
        let mut selector = self.selector;
        selector.first_args = living_first_args(&selector, dialect);
        selector
    }

    fn add_keys(&mut self, pattern: &[u8], access: Access, span: Span) {
        let keys = &mut self.selector.keys;
        let place = if keys.len() < SHORT_LIST {
            keys.iter().position(|own| *own.pattern == *pattern)
        } else {
            if self.key_places.is_empty() {
                for (at, own) in keys.iter().enumerate() {
                    self.key_places.insert(&own.pattern, at);
                }
            }
            self.key_places.get(pattern)
        };
        if let Some(own) = place.and_then(|at| keys.get_mut(at)) {
            own.access.read |= access.read;
            own.access.write |= access.write;
            return;
        }
        if keys.len() >= SHORT_LIST {
            self.key_places.insert(pattern, keys.len());
        }
        keys.push(KeyPattern::new(pattern, access, span));
    }

    fn add_channels(&mut self, pattern: &[u8], span: Span) {
        let channels = &mut self.selector.channels;
        let known = if channels.len() < SHORT_LIST {
            channels.iter().any(|own| *own.pattern == *pattern)
        } else {
            if self.channel_places.is_empty() {
                for own in channels.iter() {
                    self.channel_places.insert(&own.pattern, 0);
                }
            }
            self.channel_places.insert(pattern, 0).is_some()
        };
        if !known {
            channels.push(ChannelPattern { pattern: pattern.into(), span });
        }
    }

    fn clear_keys(&mut self, all: bool) {
        self.selector.all_keys = all;
        self.selector.keys.clear();
        self.key_places.clear();
    }

    fn clear_channels(&mut self, all: bool) {
        self.selector.all_channels = all;
        self.selector.channels.clear();
        self.channel_places.clear();
    }
}

/// The first arguments that no later word about their command took away, each once.
fn living_first_args(selector: &Selector, dialect: Dialect) -> Vec<FirstArg> {
    let is_first_arg = |rule: &CommandRule| matches!(rule.target, RuleTarget::FirstArg(..));
    if !selector.rules.iter().any(is_first_arg) {
        return Vec::new();
    }
    let table = dialect.table();
    let mut closed = Bits::EMPTY;
    let mut living = Vec::new();
    for rule in selector.rules.iter().rev() {
        match &rule.target {
            RuleTarget::FirstArg(command, argument) => {
                if !closed.contains(command.index()) {
                    living.push(FirstArg { command: *command, argument: argument.clone(), span: rule.span });
                }
            }
            RuleTarget::Command(command) => closed.set(command.index(), true),
            RuleTarget::Category(category) => {
                closed.set_all(&table.members[category.index()], true);
            }
        }
    }
    living.reverse();
    let mut seen = Places::default();
    living.retain(|own| seen.insert(&FirstArg::key(own.command, &own.argument), 0).is_none());
    living
}

/// A word that is understood inside and outside parentheses.
fn selector_word(draft: &mut Draft, word: &[u8], span: Span, reader: &Reader<'_>) -> Outcome {
    let engine = reader.dialect.engine;
    match word.first() {
        Some(b'~' | b'%') => return key_word(draft, word, span, engine),
        Some(b'&') if engine.has_channels() => return channel_word(draft, word, span),
        Some(b'+' | b'-') => return command_word(&mut draft.selector, word, span, reader),
        _ => {}
    }
    let is = |keyword: &str| c_string(word).eq_ignore_ascii_case(keyword.as_bytes());
    let starts = |prefix: &[u8]| {
        let start = word.get(..prefix.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(prefix))
    };
    Ok(if is("allkeys") {
        draft.clear_keys(true);
        TokenKind::AllKeys
    } else if is("resetkeys") {
        draft.clear_keys(false);
        TokenKind::ResetKeys
    } else if engine.has_channels() && is("allchannels") {
        draft.clear_channels(true);
        TokenKind::AllChannels
    } else if engine.has_channels() && is("resetchannels") {
        draft.clear_channels(false);
        TokenKind::ResetChannels
    } else if is("allcommands") {
        all_commands(&mut draft.selector, true, span, reader.table)
    } else if is("nocommands") {
        all_commands(&mut draft.selector, false, span, reader.table)
    } else if engine.has_databases() && is("alldbs") {
        draft.selector.databases = Databases::All;
        TokenKind::AllDatabases
    } else if engine.has_databases() && is("resetdbs") {
        draft.selector.databases = Databases::Only(Vec::new());
        TokenKind::ResetDatabases
    } else if engine.has_databases() && starts(b"db=") {
        let numbers = databases(c_string(word).get(3..).unwrap_or_default())?;
        draft.selector.databases = Databases::Only(numbers);
        TokenKind::Databases
    } else {
        return Err(ErrorKind::Syntax);
    })
}

fn key_word(draft: &mut Draft, word: &[u8], span: Span, engine: Engine) -> Outcome {
    if c_string(word) == b"~*" {
        draft.clear_keys(true);
        return Ok(TokenKind::AllKeys);
    }
    let sided = word.first() == Some(&b'%');
    if sided && !engine.has_selectors() {
        return Err(ErrorKind::Syntax);
    }
    if draft.selector.all_keys {
        return Err(ErrorKind::KeysAfterAll);
    }
    let mut access = Access::NONE;
    let mut at = 1;
    if sided {
        while let Some(letter) = word.get(at) {
            at += 1;
            match letter {
                b'r' | b'R' if !access.read => access.read = true,
                b'w' | b'W' if !access.write => access.write = true,
                b'~' => break,
                _ => return Err(ErrorKind::Syntax),
            }
        }
        if access == Access::NONE {
            return Err(ErrorKind::Syntax);
        }
    } else {
        access = Access::BOTH;
    }
    let pattern = plain(word.get(at..).unwrap_or_default())?;
    draft.add_keys(pattern, access, span);
    Ok(TokenKind::Keys(access))
}

fn channel_word(draft: &mut Draft, word: &[u8], span: Span) -> Outcome {
    if c_string(word) == b"&*" {
        draft.clear_channels(true);
        return Ok(TokenKind::AllChannels);
    }
    if draft.selector.all_channels {
        return Err(ErrorKind::ChannelsAfterAll);
    }
    let pattern = plain(word.get(1..).unwrap_or_default())?;
    draft.add_channels(pattern, span);
    Ok(TokenKind::Channels)
}

/// A pattern without white space or NUL.
fn plain(pattern: &[u8]) -> Result<&[u8], ErrorKind> {
    let odd = |&byte: &u8| byte == 0 || lex::is_space(byte);
    if pattern.iter().any(odd) {
        return Err(ErrorKind::Syntax);
    }
    Ok(pattern)
}

/// The numbers behind `db=`, sorted, each once; read as C reads numbers.
fn databases(list: &[u8]) -> Result<Vec<u32>, ErrorKind> {
    let mut numbers = Vec::new();
    for item in list.split(|&byte| byte == b',') {
        let blanks = item.iter().take_while(|&&byte| lex::is_space(byte)).count();
        let item = item.get(blanks..).unwrap_or_default();
        let (negative, digits) = match item {
            [b'+', digits @ ..] => (false, digits),
            [b'-', digits @ ..] => (true, digits),
            digits => (false, digits),
        };
        if digits.is_empty() || !digits.iter().all(u8::is_ascii_digit) {
            return Err(ErrorKind::Syntax);
        }
        let number = digits
            .iter()
            .fold(0u32, |number, digit| number.saturating_mul(10).saturating_add(u32::from(digit - b'0')));
        let number = i32::try_from(number).ok().and_then(|number| u32::try_from(number).ok());
        match number {
            Some(number) if !negative || number == 0 => numbers.push(number),
            _ => return Err(ErrorKind::DatabaseOutOfRange),
        }
    }
    numbers.sort_unstable();
    numbers.dedup();
    Ok(numbers)
}

fn all_commands(selector: &mut Selector, allow: bool, span: Span, table: &Table) -> TokenKind {
    selector.future_commands = allow;
    selector.allowed = if allow { table.present } else { Bits::EMPTY };
    selector.rules.clear();
    selector.all_commands_rule = Some(span);
    if allow { TokenKind::AllCommands } else { TokenKind::NoCommands }
}

fn command_word(selector: &mut Selector, word: &[u8], span: Span, reader: &Reader<'_>) -> Outcome {
    let table = reader.table;
    let engine = reader.dialect.engine;
    let word = c_string(word);
    let allow = word.first() == Some(&b'+');
    let name = word.get(1..).unwrap_or_default();

    if let Some(category) = name.strip_prefix(b"@") {
        if category.eq_ignore_ascii_case(b"all") {
            return Ok(all_commands(selector, allow, span, table));
        }
        let category = table.category(category).ok_or(ErrorKind::UnknownCommand)?;
        selector.allowed.set_all(&table.touched[category.index()], allow);
        selector.rules.push(CommandRule { allow, target: RuleTarget::Category(category), span });
        return Ok(TokenKind::Category { allow, category });
    }

    let bar = |&byte: &u8| byte == b'|';
    let split = match engine.has_selectors() {
        _ if !allow => None,
        true => name.iter().rposition(bar),
        false => name.iter().position(bar),
    };
    let Some(split) = split else {
        let command = if engine.has_selectors() { table.find_full(name) } else { table.find(name) };
        let command = command.ok_or(ErrorKind::UnknownCommand)?;
        whole_command(selector, allow, command, span, table);
        return Ok(TokenKind::Command { allow, command });
    };
    let (base, argument) = (name.get(..split).unwrap_or_default(), name.get(split + 1..).unwrap_or_default());
    let command = if engine.has_selectors() { table.find_full(base) } else { table.find(base) };
    let command = command.ok_or(ErrorKind::UnknownCommand)?;
    if command.is_subcommand() {
        return Err(ErrorKind::FirstArgOfSubcommand);
    }
    if argument.is_empty() {
        return Err(ErrorKind::Syntax);
    }
    if table.is_container(command) {
        let sub = table.find_sub(command, argument);
        let command = sub.ok_or(ErrorKind::UnknownCommand)?;
        whole_command(selector, allow, command, span, table);
        return Ok(TokenKind::Command { allow, command });
    }
    if selector.allows(command) {
        match engine {
            Engine::Redis60 => return Err(ErrorKind::CommandFullyAdded),
            Engine::Redis62 => return Ok(TokenKind::FirstArg { command }),
            _ => {}
        }
    }
    selector.rules.push(CommandRule { allow, target: RuleTarget::FirstArg(command, argument.into()), span });
    Ok(TokenKind::FirstArg { command })
}

fn whole_command(selector: &mut Selector, allow: bool, command: Command, span: Span, table: &Table) {
    selector.allowed.set(command.index(), allow);
    for sub in table.subcommands(command) {
        selector.allowed.set(sub.index(), allow);
    }
    selector.rules.push(CommandRule { allow, target: RuleTarget::Command(command), span });
}

impl AccessString {
    /// Whether a server would take it.
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
        Some(self.server_text(first))
    }

    /// The server's reply if this were the only error.
    #[must_use]
    pub fn server_text(&self, error: &Error) -> String {
        let word = self.named(error);
        let text = error.kind.server_text();
        if error.kind == ErrorKind::UnmatchedParenthesis {
            format!("ERR {text} starting at '{word}'.")
        } else {
            format!("ERR Error in ACL SETUSER modifier '{word}': {text}")
        }
    }

    /// The word as the server names it: glued, up to a NUL, on one line.
    fn named(&self, error: &Error) -> Cow<'_, str> {
        let word = error.named.of(&self.text);
        let word = word.split('\0').next().unwrap_or_default();
        if !word.contains(|c: char| c.is_ascii_whitespace() || c == '\u{b}') {
            return Cow::Borrowed(word);
        }
        if self.exact {
            return Cow::Owned(word.replace(['\r', '\n'], " "));
        }
        let mut glued = String::with_capacity(word.len());
        for span in lex::words(word.as_bytes()) {
            if !glued.is_empty() {
                glued.push(' ');
            }
            glued.push_str(span.of(word));
        }
        Cow::Owned(glued)
    }
}
