//! What became of each word in the end: whether it works, or said what was so, or is undone later.

use crate::access::Access;
use crate::engine::Engine;
use crate::lex::Span;
use crate::parse::{AccessString, Token, TokenKind};
use crate::places::Places;
use crate::tables::{Category, Command, CommandSet, Table};
use crate::user::{Databases, FirstArg};

/// What a word does to the user that comes out in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Effect {
    /// It matters: without it the user would be another. Seldom that is said of a word that takes away what words
    /// further on would take away, too, or give back.
    Works,
    /// It matters, and words further on change what it says for so many commands.
    Partly {
        /// How many commands and subcommands.
        undone: usize,
    },
    /// What it says was so already.
    Already {
        /// Because of this word; none: a new user begins like that.
        by: Option<Span>,
    },
    /// A word further on says it too.
    Repeated {
        /// That word.
        by: Span,
    },
    /// A word further on says otherwise.
    Undone {
        /// That word.
        by: Span,
    },
    /// The server takes it and looks at it no more.
    Ignored,
    /// The server refuses it.
    Refused,
}

impl Effect {
    /// Whether the word could be left out, and the user would be the same.
    #[must_use]
    pub fn is_useless(self) -> bool {
        !matches!(self, Self::Works | Self::Partly { .. } | Self::Refused)
    }
}

impl AccessString {
    /// What each token does in the end, in the order of [`tokens`](Self::tokens); for white space and
    /// parentheses that is [`Effect::Works`], unless their selector is dropped.
    ///
    /// ```
    /// use access_string::{parse, Effect, Engine};
    /// let access = parse("+set -@all +@read +get", Engine::Valkey80);
    /// let effects: Vec<Effect> = access.effects().into_iter().step_by(2).collect();
    /// let [set, all, read, get] = effects[..] else { panic!() };
    /// let span = |n: usize| access.tokens[2 * n].span;
    /// assert_eq!(set, Effect::Undone { by: span(1) });
    /// assert_eq!(all, Effect::Works);
    /// assert_eq!(read, Effect::Works);
    /// assert_eq!(get, Effect::Already { by: Some(span(2)) });
    /// ```
    #[must_use]
    pub fn effects(&self) -> Vec<Effect> {
        let mut scopes = Scopes::new(self);
        let mut root = Vec::new();
        let mut inside: Vec<usize> = Vec::new();
        for (at, token) in self.tokens.iter().enumerate() {
            match token.kind {
                TokenKind::Space => {}
                TokenKind::Open => inside = vec![at],
                TokenKind::Close => {
                    inside.push(at);
                    scopes.selector(std::mem::take(&mut inside));
                }
                _ if token.in_selector && !inside.is_empty() => inside.push(at),
                TokenKind::ClearSelectors => scopes.clear_selectors(at),
                TokenKind::Reset => {
                    scopes.clear_selectors(at);
                    root.extend(scopes.cleared.take());
                    for word in std::mem::take(&mut root) {
                        scopes.set(word, Effect::Undone { by: token.span });
                    }
                    scopes.set(at, Effect::Works);
                }
                _ => root.push(at),
            }
        }
        scopes.selector(inside);
        scopes.scope(&root);
        scopes.effects
    }
}

struct Scopes<'a> {
    access: &'a AccessString,
    table: &'static Table,
    effects: Vec<Effect>,
    /// The words of the selectors that live.
    selectors: Vec<Vec<usize>>,
    /// The last word that took selectors away.
    cleared: Option<usize>,
}

impl<'a> Scopes<'a> {
    fn new(access: &'a AccessString) -> Self {
        let effects = access.tokens.iter().map(|token| match token.kind {
            TokenKind::Invalid => Effect::Refused,
            TokenKind::Ignored | TokenKind::Empty => Effect::Ignored,
            TokenKind::SanitizePayload | TokenKind::SkipSanitizePayload
                if !access.dialect.engine.shows_payload_flag() =>
            {
                Effect::Ignored
            }
            _ => Effect::Works,
        });
        Self {
            access,
            table: access.dialect.table(),
            effects: effects.collect(),
            selectors: Vec::new(),
            cleared: None,
        }
    }

    fn token(&self, at: usize) -> Option<&'a Token> {
        self.access.tokens.get(at)
    }

    fn span(&self, at: usize) -> Span {
        self.token(at).map(|token| token.span).unwrap_or_default()
    }

    fn set(&mut self, at: usize, effect: Effect) {
        if let Some(own) = self.effects.get_mut(at)
            && !matches!(own, Effect::Refused | Effect::Ignored)
        {
            *own = effect;
        }
    }

    fn selector(&mut self, words: Vec<usize>) {
        if !words.is_empty() {
            self.scope(&words);
            self.selectors.push(words);
        }
    }

    fn clear_selectors(&mut self, at: usize) {
        if self.selectors.is_empty() {
            let by = self.cleared.map(|by| self.span(by));
            self.set(at, Effect::Already { by });
            return;
        }
        let by = self.span(at);
        if let Some(earlier) = self.cleared.replace(at) {
            self.set(earlier, Effect::Repeated { by });
        }
        for word in std::mem::take(&mut self.selectors).into_iter().flatten() {
            self.set(word, Effect::Undone { by });
        }
    }

    /// The words of the root, or of one selector.
    fn scope(&mut self, words: &[usize]) {
        let dialect = self.access.dialect;
        let channels = dialect.all_channels && dialect.engine.has_channels();
        let mut login = Switch::new(false);
        let mut payload = Switch::new(true);
        let mut databases = Switch::new(Databases::All);
        let mut keys = Patterns::new(false, HEADS);
        // A wider channel does not make another one useless: PSUBSCRIBE wants its pattern word by word.
        let mut pubsub = Patterns::new(channels, 0);
        let mut commands = Vec::new();
        for &at in words {
            let Some(token) = self.token(at) else { continue };
            match token.kind {
                TokenKind::On | TokenKind::Off => login.to(self, at, token.kind == TokenKind::On),
                TokenKind::SanitizePayload | TokenKind::SkipSanitizePayload => {
                    payload.to(self, at, token.kind == TokenKind::SanitizePayload);
                }
                TokenKind::AllDatabases => databases.to(self, at, Databases::All),
                TokenKind::ResetDatabases => databases.to(self, at, Databases::Only(Vec::new())),
                // The numbers are not read again: two such words count as different.
                TokenKind::Databases => databases.to(self, at, Databases::Only(vec![u32::MAX])),
                TokenKind::AllKeys => keys.all(self, at, true),
                TokenKind::ResetKeys => keys.all(self, at, false),
                TokenKind::Keys(access) => keys.add(self, at, access),
                TokenKind::AllChannels => pubsub.all(self, at, true),
                TokenKind::ResetChannels => pubsub.all(self, at, false),
                TokenKind::Channels => pubsub.add(self, at, Access::BOTH),
                _ => commands.extend(Word::new(at, token.kind, self.table)),
            }
        }
        self.commands(&commands);
    }

    fn commands(&mut self, words: &[Word]) {
        let table = self.table;
        let mut state = CommandSet::EMPTY;
        let mut future = false;
        let mut changes = Vec::with_capacity(words.len());
        // First arguments with the words that allowed them, and where their command was last set as a whole: what was
        // allowed before then is forgotten.
        let mut first_args = Places::default();
        let mut with_first_args = CommandSet::EMPTY;
        let mut forgotten_at: Vec<usize> = Vec::new();
        for (index, word) in words.iter().enumerate() {
            if let Some(command) = word.first_arg {
                let so_already = if state.contains(command) {
                    decider(words, &changes, index, table)
                } else {
                    let key = FirstArg::key(command, self.argument(word.at));
                    let last = forgotten_at.get(command.index()).copied().unwrap_or(0);
                    let known = first_args.get(&key).filter(|at| last <= *at);
                    first_args.set(&key, word.at);
                    with_first_args.set(command, true);
                    known
                };
                changes.push(Change { before: so_already, ..Change::default() });
                continue;
            }
            let touched = word.touched(table);
            let new = if word.allow { touched.without(&state) } else { touched.and(&state) };
            // What is set as a whole forgets its first arguments.
            let mut forgotten = CommandSet::EMPTY;
            if !with_first_args.is_empty() {
                forgotten = touched.and(&with_first_args);
                if !forgotten.is_empty() {
                    with_first_args = with_first_args.without(&forgotten);
                    for command in forgotten.iter() {
                        if forgotten_at.len() <= command.index() {
                            forgotten_at.resize(command.index() + 1, 0);
                        }
                        if let Some(last) = forgotten_at.get_mut(command.index()) {
                            *last = word.at;
                        }
                    }
                }
            }
            state.set_all(touched, word.allow);
            changes.push(Change {
                commands: new.without(&table.containers),
                forgotten,
                future: word.all && word.allow != future,
                before: None,
            });
            if word.all {
                future = word.allow;
            }
        }
        self.commands_backwards(words, &changes, &state);
    }

    fn commands_backwards(&mut self, words: &[Word], changes: &[Change], state: &CommandSet) {
        let table = self.table;
        let mut later = CommandSet::EMPTY;
        let mut later_all: Option<(Span, bool)> = None;
        // Redis 6.0 refuses a first argument where the whole command is allowed.
        let refuses = self.access.dialect.engine == Engine::Redis60;
        let mut needed_off = CommandSet::EMPTY;
        // The last word about a command, for those that were asked for.
        let mut last: Vec<(Command, Span)> = Vec::new();
        for (index, (word, change)) in words.iter().zip(changes).enumerate().rev() {
            let against =
                |by: Span, same: bool| if same { Effect::Repeated { by } } else { Effect::Undone { by } };
            let mut decided = |command: Command| {
                if let Some((by, allow)) = later_all {
                    return against(by, allow == word.allow);
                }
                let known = last.iter().find(|(own, _)| *own == command).map(|(_, by)| *by);
                let by = known.unwrap_or_else(|| {
                    let decides =
                        |own: &&Word| own.first_arg.is_none() && own.touched(table).contains(command);
                    let by = words.iter().rfind(decides).map(|own| self.span(own.at)).unwrap_or_default();
                    last.push((command, by));
                    by
                });
                against(by, state.contains(command) == word.allow)
            };
            if let Some(command) = word.first_arg {
                let effect = match change.before {
                    Some(by) => Effect::Already { by: Some(self.span(by)) },
                    None if later.contains(command) => decided(command),
                    None => Effect::Works,
                };
                self.set(word.at, effect);
                if refuses && change.before.is_none() {
                    needed_off.set(command, true);
                }
                continue;
            }
            let touched = word.touched(table);
            let effective = change.commands.without(&later);
            let makes_room = !word.allow && !change.commands.and(&needed_off).is_empty();
            let effect = match (change.commands.iter().next(), later_all) {
                _ if makes_room => partly(word, change, &later, state),
                (_, None) if change.future => partly(word, change, &later, state),
                _ if !change.forgotten.without(&later).is_empty() => partly(word, change, &later, state),
                (None, Some((by, allow))) if change.future => against(by, allow == word.allow),
                (None, _) => {
                    // It was so already; what is said otherwise later is the better reason.
                    let first = touched.iter().next().filter(|_| touched.without(&later).is_empty());
                    match first.map(&mut decided) {
                        Some(undone @ Effect::Undone { .. }) => undone,
                        _ => {
                            let by = decider(words, changes, index, table).map(|by| self.span(by));
                            Effect::Already { by }
                        }
                    }
                }
                (Some(first), _) if effective.is_empty() => decided(first),
                _ => partly(word, change, &later, state),
            };
            self.set(word.at, effect);
            if effect.is_useless() {
                // It makes no earlier word useless: both could not be left out.
                continue;
            }
            later.set_all(touched, true);
            needed_off = needed_off.without(touched);
            if word.all && later_all.is_none() {
                later_all = Some((self.span(word.at), word.allow));
            }
        }
    }

    /// What stands from the bar on. Where a word has two, only Redis 6 takes it, and looks for the first.
    fn argument(&self, at: usize) -> &'a [u8] {
        let text = self.span(at).of(&self.access.text).as_bytes();
        let bar = text.iter().position(|&byte| byte == b'|');
        text.get(bar.unwrap_or(0)..).unwrap_or_default()
    }
}

/// Works, but for what later words decide otherwise.
fn partly(word: &Word, change: &Change, later: &CommandSet, state: &CommandSet) -> Effect {
    let again = change.commands.and(later);
    let undone = if word.allow { again.without(state) } else { again.and(state) };
    match undone.count() {
        0 => Effect::Works,
        count => Effect::Partly { undone: count as usize },
    }
}

/// The word before this one that decided about all of its commands, if one word did. Each kind of word is looked for no
/// further than to the last one of its kind.
fn decider(words: &[Word], changes: &[Change], index: usize, table: &Table) -> Option<usize> {
    let (word, before) = words.get(..=index)?.split_last()?;
    let touched = word.touched(table);
    for (other, change) in before.iter().zip(changes.get(..index)?).rev() {
        if other.first_arg.is_some() {
            if other.first_arg == word.first_arg {
                return change.before;
            }
            continue;
        }
        let both = other.touched(table).and(touched);
        if !both.is_empty() {
            return (both == *touched).then_some(other.at);
        }
    }
    None
}

/// What a command word changed when it was read.
#[derive(Default)]
struct Change {
    commands: CommandSet,
    /// Commands that had first arguments.
    forgotten: CommandSet,
    /// The right to the commands of later versions.
    future: bool,
    /// The word that allowed this first argument already.
    before: Option<usize>,
}

/// A command word.
struct Word {
    at: usize,
    allow: bool,
    all: bool,
    first_arg: Option<Command>,
    one: CommandSet,
    category: Option<Category>,
}

impl Word {
    fn new(at: usize, kind: TokenKind, table: &Table) -> Option<Self> {
        let mut word =
            Self { at, allow: true, all: false, first_arg: None, one: CommandSet::EMPTY, category: None };
        match kind {
            TokenKind::AllCommands => word.all = true,
            TokenKind::NoCommands => (word.all, word.allow) = (true, false),
            TokenKind::Category { allow, category } => {
                (word.allow, word.category) = (allow, Some(category));
            }
            TokenKind::Command { allow, command } => {
                word.allow = allow;
                word.one.set(command, true);
                for sub in table.subcommands(command) {
                    word.one.set(sub, true);
                }
            }
            TokenKind::FirstArg { command } => {
                word.first_arg = Some(command);
                word.one.set(command, true);
            }
            _ => return None,
        }
        Some(word)
    }

    fn touched<'a>(&'a self, table: &'a Table) -> &'a CommandSet {
        match self.category {
            Some(category) => table.touched(category),
            None if self.all => &table.present,
            None => &self.one,
        }
    }
}

/// Something that each word sets as a whole.
struct Switch<T> {
    value: T,
    by: Option<usize>,
}

impl<T: PartialEq> Switch<T> {
    fn new(value: T) -> Self {
        Self { value, by: None }
    }

    fn to(&mut self, scopes: &mut Scopes<'_>, at: usize, value: T) {
        if self.value == value && !self.always_new(scopes, at) {
            let by = self.by.map(|by| scopes.span(by));
            scopes.set(at, Effect::Already { by });
            return;
        }
        if let Some(by) = self.by.replace(at) {
            let effect = Effect::Undone { by: scopes.span(at) };
            scopes.set(by, effect);
        }
        self.value = value;
    }

    fn always_new(&self, scopes: &Scopes<'_>, at: usize) -> bool {
        scopes.token(at).is_some_and(|token| token.kind == TokenKind::Databases)
    }
}

/// Patterns that are added one by one, and set as a whole by some words.
struct Patterns<'a> {
    all: bool,
    by: Option<usize>,
    live: Vec<usize>,
    seen: Places,
    /// The patterns in `seen`, and the words that allow to read and to write.
    texts: Vec<(&'a [u8], [Option<usize>; 2])>,
    /// Patterns that are a text and a star, a few of them: the text, what it allows, the word.
    heads: Vec<(&'a [u8], Access, usize)>,
    heads_left: u8,
}

/// So many patterns with a star are looked at for being wider than others.
const HEADS: u8 = 16;

impl<'a> Patterns<'a> {
    fn new(all: bool, heads_left: u8) -> Self {
        Self {
            all,
            by: None,
            live: Vec::new(),
            seen: Places::default(),
            texts: Vec::new(),
            heads: Vec::new(),
            heads_left,
        }
    }

    fn all(&mut self, scopes: &mut Scopes<'a>, at: usize, all: bool) {
        if self.live.is_empty() && self.all == all {
            let by = self.by.map(|by| scopes.span(by));
            scopes.set(at, Effect::Already { by });
            return;
        }
        let by = scopes.span(at);
        for word in std::mem::take(&mut self.live) {
            scopes.set(word, if all { Effect::Repeated { by } } else { Effect::Undone { by } });
        }
        // Without what took "all" away, patterns behind it would be refused.
        if let Some(own) = self.by.filter(|_| self.all) {
            scopes.set(own, Effect::Undone { by });
        }
        self.seen.clear();
        self.texts.clear();
        self.heads.clear();
        (self.all, self.by) = (all, Some(at));
    }

    fn add(&mut self, scopes: &mut Scopes<'a>, at: usize, access: Access) {
        let Some(pattern) = plain_pattern(scopes.access, at) else {
            self.live.push(at);
            return;
        };
        let place = self.seen.get(pattern).unwrap_or(self.texts.len());
        let sides = self.texts.get(place).map_or([None; 2], |(_, sides)| *sides);
        // Two words that say it together are not looked for: this one does for both.
        let known = match (access.read, access.write) {
            (true, false) => sides[0],
            (false, true) => sides[1],
            _ => sides[0].filter(|_| sides[0] == sides[1]),
        };
        let wider = self.heads.iter().find(|(head, own, _)| {
            own.covers(access) && !pattern.is_empty() && literal_head(pattern).starts_with(head)
        });
        if let Some(by) = known.or(wider.map(|(.., by)| *by)) {
            let by = scopes.span(by);
            scopes.set(at, Effect::Already { by: Some(by) });
            return;
        }
        let by = scopes.span(at);
        if let Some(head) = head_and_star(pattern)
            && self.heads_left > 0
        {
            self.heads_left -= 1;
            self.heads.retain(|(own, own_access, word)| {
                let covered = access.covers(*own_access) && own.starts_with(head);
                if covered {
                    scopes.set(*word, Effect::Repeated { by });
                }
                !covered
            });
            for (own, sides) in &self.texts {
                if !own.is_empty() && literal_head(own).starts_with(head) {
                    said_again(scopes, *sides, access, by);
                }
            }
            self.heads.push((head, access, at));
        }
        self.live.push(at);
        said_again(scopes, sides, access, by);
        if place == self.texts.len() {
            self.seen.insert(pattern, place);
            self.texts.push((pattern, sides));
        }
        let Some((_, sides)) = self.texts.get_mut(place) else { return };
        for (side, now) in sides.iter_mut().zip([access.read, access.write]) {
            *side = if now { Some(at) } else { *side };
        }
    }
}

/// Of the words that allow to read and to write, those that say no more than a later word.
fn said_again(scopes: &mut Scopes<'_>, sides: [Option<usize>; 2], access: Access, by: Span) {
    let one_word = sides[0] == sides[1];
    for (side, again) in sides.into_iter().zip([access.read, access.write]) {
        if let Some(word) = side
            && (if one_word { access == Access::BOTH } else { again })
        {
            scopes.set(word, Effect::Repeated { by });
        }
    }
}

/// The pattern of a word; none where quotes may hide it.
pub(crate) fn plain_pattern(access: &AccessString, at: usize) -> Option<&[u8]> {
    let token = access.tokens.get(at)?;
    let word = token.span.of(&access.text).as_bytes();
    if token.in_selector && word.iter().any(|byte| matches!(byte, b'"' | b'\'')) {
        return None;
    }
    let begin = word.iter().position(|&byte| matches!(byte, b'~' | b'&'));
    // `%R` alone is the empty pattern.
    Some(begin.and_then(|begin| word.get(begin + 1..)).unwrap_or_default())
}

/// What a pattern begins with before anything special in it.
pub(crate) fn literal_head(pattern: &[u8]) -> &[u8] {
    let special = pattern.iter().position(|byte| matches!(byte, b'*' | b'?' | b'[' | b'\\'));
    special.and_then(|end| pattern.get(..end)).unwrap_or(pattern)
}

/// The text before the star of a pattern that is nothing but a text and a star.
pub(crate) fn head_and_star(pattern: &[u8]) -> Option<&[u8]> {
    let head = literal_head(pattern);
    (pattern.len() == head.len() + 1 && pattern.last() == Some(&b'*')).then_some(head)
}
