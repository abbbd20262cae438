//! Words that a server silently accepts, but the author hardly intended.

use crate::effect::Effect;
use crate::engine::{Dialect, Engine};
use crate::lex::Span;
use crate::parse::{AccessString, Token, TokenKind};
use crate::tables::{Category, Command, CommandSet, Table};
use crate::user::{Selector, User};
use alloc::vec::Vec;

/// Something to review.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Lint {
    /// The kind of problem.
    pub kind: LintKind,
    /// The word or selector, or the whole string.
    pub span: Span,
}

/// The kinds of problems.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum LintKind {
    /// Neither `on` nor `off`: the user is off.
    NoState,
    /// Keys or channels are allowed, but no commands.
    NoCommand,
    /// Key commands are allowed, but no keys.
    NoKey,
    /// Pub/Sub commands are allowed, but no channels.
    NoChannel,
    /// Every command on every key.
    FullAccess,
    /// A word without effect, because a later one overrides it: `+get -@all`.
    Undone {
        /// The later word.
        by: Span,
    },
    /// A redundant word.
    Useless {
        /// The word that does the same; none if it's a new user's default.
        by: Option<Span>,
    },
    /// A word without effect in this version.
    Ignored,
    /// `-@dangerous` also denies these, which clients and monitoring use, and no word allows them again.
    TakesAway(Vec<Command>),
    /// Commands that clients usually send on connect, which the user may not run.
    NoConnection(Vec<Command>),
    /// Commands that show names of all keys are allowed, although keys are limited.
    SeesAllKeys(Vec<Command>),
    /// The quotes in a selector don't balance, so it allows nothing.
    UnbalancedQuotes,
    /// Redis 7.0 drops a selector in which another parenthesis opens.
    DroppedSelector,
    /// A word that only later versions know.
    Newer {
        /// The first version that accepts it.
        since: Engine,
    },
}

impl AccessString {
    /// What to review, in the order of the text; points about the whole string come last.
    ///
    /// ```
    /// use access_string::{parse, Engine, LintKind};
    /// let access = parse("on ~* +get -@all", Engine::Valkey80);
    /// let lints = access.lint();
    /// assert!(matches!(lints[0].kind, LintKind::Undone { by } if by.slice(&access.text) == "-@all"));
    /// assert_eq!(lints[0].span.slice(&access.text), "+get");
    /// assert_eq!(lints[1].kind, LintKind::NoCommand);
    /// ```
    #[must_use]
    pub fn lint(&self) -> Vec<Lint> {
        self.lint_with(&self.effects())
    }

    /// As [`lint`](Self::lint), where its [effects](Self::effects) are known already.
    #[must_use]
    pub fn lint_with(&self, effects: &[Effect]) -> Vec<Lint> {
        let mut lints = Vec::new();
        for (token, effect) in self.tokens.iter().zip(effects.iter().copied()) {
            lints.extend(self.of_word(token, effect).map(|kind| Lint { kind, span: token.span }));
        }
        self.of_user(&mut lints);
        lints
    }

    fn of_word(&self, token: &Token, effect: Effect) -> Option<LintKind> {
        match (token.kind, effect) {
            (TokenKind::Space | TokenKind::Open | TokenKind::Close, _) => None,
            (TokenKind::Ignored, _) => {
                let rest = self.text.get(token.span.end..).unwrap_or_default();
                let dropped = rest.starts_with('(');
                Some(if dropped { LintKind::DroppedSelector } else { LintKind::UnbalancedQuotes })
            }
            (TokenKind::Invalid, _) => {
                let word = token.span.slice(&self.text);
                let since = since(word, self.dialect)?;
                Some(LintKind::Newer { since })
            }
            (_, Effect::Ignored) => Some(LintKind::Ignored),
            (_, Effect::Undone { by }) => Some(LintKind::Undone { by }),
            (_, Effect::Repeated { by }) => Some(LintKind::Useless { by: Some(by) }),
            (_, Effect::Already { by }) => Some(LintKind::Useless { by }),
            _ => None,
        }
    }

    fn of_user(&self, lints: &mut Vec<Lint>) {
        let user = &self.user;
        let table = self.dialect.table();
        let whole = Span { start: 0, end: self.text.len() };
        let stated = self.tokens.iter().any(|token| matches!(token.kind, TokenKind::On | TokenKind::Off));
        if !stated {
            lints.push(Lint { kind: LintKind::NoState, span: whole });
        }
        let runs_something = user.runs_something();
        let names_something =
            user.all_selectors().any(|selector| !selector.has_no_keys() || !selector.channels.is_empty());
        if names_something && !runs_something {
            lints.push(Lint { kind: LintKind::NoCommand, span: whole });
        }
        for selector in user.all_selectors() {
            let mut add = |kind| lints.push(Lint { kind, span: selector.span });
            if selector.has_no_keys() && !selector.allowed.and(&table.takes_keys).is_empty() {
                add(LintKind::NoKey);
            }
            if self.dialect.engine.has_channels()
                && selector.has_no_channels()
                && !selector.allowed.and(&table.takes_channels).is_empty()
            {
                add(LintKind::NoChannel);
            }
            if selector.all_keys && selector.future_commands && selector.allowed == table.present {
                add(LintKind::FullAccess);
            }
            if !selector.all_keys
                && table.seeing.into_iter().flatten().any(|command| selector.allows(command))
            {
                let sees = table.seeing.into_iter().flatten().filter(|command| selector.allows(*command));
                add(LintKind::SeesAllKeys(sees.collect()));
            }
        }
        if runs_something {
            self.of_clients(user, lints, whole);
        }
    }

    fn of_clients(&self, user: &User, lints: &mut Vec<Lint>, whole: Span) {
        // Redis OSS 6 has one command CLIENT, of which a first argument is enough.
        let runs = |selector: &Selector, command: Command| {
            selector.allows(command)
                || selector.first_args.iter().any(|first| {
                    first.command == command
                        && command.name() == "client"
                        && first.argument.eq_ignore_ascii_case(b"setname")
                })
        };
        let missing = |command: &Command| !user.all_selectors().any(|selector| runs(selector, *command));
        let dangerous = self.tokens.iter().rev().find(
            |token| matches!(token.kind, TokenKind::Category { allow: false, category } if category.name() == "dangerous"),
        );
        if let Some(token) = dangerous.filter(|token| !token.in_selector) {
            let gone = self.dialect.command("info").filter(missing);
            if let Some(gone) = gone.filter(|_| user.root.future_commands) {
                lints.push(Lint { kind: LintKind::TakesAway(vec![gone]), span: token.span });
            }
        }
        let connecting = self.dialect.table().connecting;
        let connection: Vec<Command> = connecting.into_iter().flatten().filter(missing).collect();
        if !connection.is_empty() {
            lints.push(Lint { kind: LintKind::NoConnection(connection), span: whole });
        }
    }
}

impl User {
    /// Whether any command can be run at all, apart from those that every user may run.
    #[must_use]
    pub fn runs_something(&self) -> bool {
        let table = self.dialect.table();
        self.all_selectors().any(|selector| selector.runs_something(table))
    }
}

impl User {
    /// The commands of a category, subcommands included, that no selector allows whole.
    #[must_use]
    pub fn lacks(&self, category: Category) -> CommandSet {
        let mut rest = *self.dialect.table().members(category);
        self.all_selectors().for_each(|selector| rest.set_all(&selector.allowed, false));
        rest
    }
}

impl Selector {
    pub(crate) fn allowed_commands(&self) -> impl Iterator<Item = Command> + '_ {
        self.allowed.iter()
    }

    fn runs_something(&self, table: &Table) -> bool {
        !self.first_args.is_empty()
            || self
                .allowed_commands()
                .any(|command| !table.is_container(command) && !table.never_refused(command))
    }
}

/// The first later version that accepts a word which this one rejects.
fn since(word: &str, dialect: Dialect) -> Option<Engine> {
    // Longer words are patterns, which aren't newer.
    const LONGEST: usize = 64;
    if word.len() > LONGEST {
        return None;
    }
    let takes = |engine: &Engine| crate::parse(word, Dialect { engine: *engine, ..dialect }).is_accepted();
    let mut later = Engine::ALL.into_iter().filter(|engine| *engine > dialect.engine);
    // This engine accepts the word itself; the words around it are the problem.
    later.find(takes).filter(|_| !takes(&dialect.engine))
}
