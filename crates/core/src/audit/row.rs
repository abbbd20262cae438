//! The assessment of one user.

use super::Reading;
use crate::predict::version;
use crate::report::report;
use crate::rules::{Subject, is_password_kind, is_password_word};
use crate::{
    AuthenticationMode, Context, Draft, EngineVersion, Finding, Member, Operation, Severity, User,
    channel_remark, without_password_rules,
};
use access_string::{AccessString, Command, LintKind, RightsKey, Span, parse};
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use hashbrown::HashSet;
use serde::Serialize;

/// A user, with what a reviewer wants to know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct AuditRow {
    /// Its ID; empty if it has none.
    pub user_id: String,
    /// Its name.
    pub user_name: String,
    /// `redis` or `valkey`, as in the text.
    pub engine: String,
    /// `active`, `modifying` or `deleting`, as in the text.
    pub status: String,
    /// The version that the access string was read for.
    pub version: String,
    /// Whether and how it logs in.
    pub login: Login,
    /// The key patterns, as words; `~*` is every key.
    pub keys: Vec<String>,
    /// The channel patterns, as words; `&*` is every channel. Without a channel rule it says that the cache's
    /// parameter decides.
    pub channels: Vec<String>,
    /// The commands that empty a database or the cache, which key patterns don't bind. None for a user that is off.
    pub can_empty: Vec<String>,
    /// The commands of `@dangerous` that are allowed.
    pub dangerous: Vec<String>,
    /// The access string, without password rules.
    pub access_string: String,
    /// Whether a server accepts the access string; otherwise its rights are unknown.
    pub accepted: bool,
    /// The first words of the access string that have no effect, or that a later one overrides.
    pub doubtful_words: Vec<DoubtfulWord>,
    /// How many more such words there are.
    pub more_doubtful_words: usize,
    /// How many other users have exactly the same rights.
    pub same_rights: usize,
    /// The IDs of the first users with exactly the same rights.
    pub same_rights_as: Vec<String>,
    /// The groups that it's in.
    pub groups: Vec<String>,
    /// The rules' findings, worst first, without advice.
    pub findings: Vec<RowFinding>,
    /// Its rights, to find users with the same.
    #[serde(skip)]
    pub(super) rights: Option<RightsKey>,
}

/// Whether and how a user logs in.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
#[serde(rename_all = "camelCase")]
pub struct Login {
    /// Whether it can log in: `on`.
    pub on: bool,
    /// `password`, `no-password` or `iam`, as in the text; empty if it doesn't say.
    pub kind: String,
    /// How many passwords it has, if the text says so.
    pub passwords: Option<u64>,
}

/// A word of an access string that has no effect, or that a later one overrides.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
#[cfg_attr(feature = "tsify", tsify(missing_as_null))]
pub struct DoubtfulWord {
    /// The word.
    pub word: String,
    /// Whether a later word overrides it; otherwise it's redundant.
    pub contradicted: bool,
    /// The word that repeats or overrides it, if there is one.
    pub by: Option<String>,
}

/// A rule's finding.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "tsify", derive(tsify::Tsify))]
pub struct RowFinding {
    /// The id of the rule.
    pub rule: String,
    /// Its severity.
    pub severity: Severity,
    /// The message, in a sentence.
    pub message: String,
}

/// For a string without a channel rule.
const DEFAULT_CHANNELS: &str = "per acl-pubsub-default";
/// At most this many doubtful words, and this many patterns, are listed for a user.
const MOST_WORDS: usize = 20;
/// At most this many characters of a word are shown.
const LONGEST_WORD: usize = 200;
/// Longer access strings aren't assessed. The service accepts only far shorter ones.
const LONGEST: usize = 65_536;

/// Assesses one of the users that were [`read`](super::read()).
#[must_use]
pub fn row(user: &User, reading: &Reading, engine: Option<EngineVersion>) -> AuditRow {
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let given = text(&user.access_string);
    let too_long = given.len() > LONGEST;
    let context = Context { engine_version: engine, current: Some(user.clone()), ..Context::default() };
    let version = version(&context, &text(&user.engine).to_ascii_lowercase());
    // The check reads it; for this, too.
    let draft = draft(user);
    let subject = Subject::new(Operation::ModifyUser, &draft, &context);
    let read = if too_long { None } else { subject.access().first() };
    let blank;
    let access = match read {
        Some(read) => &read.string,
        None => {
            blank = parse(if too_long { "" } else { &given }, version.dialect());
            &blank
        }
    };
    let (doubtful_words, more_doubtful_words) = doubtful(access);
    let (on, authentication) = (access.user.enabled, user.authentication.clone().unwrap_or_default());
    AuditRow {
        user_id: text(&user.user_id),
        user_name: text(&user.user_name),
        engine: text(&user.engine),
        status: text(&user.status),
        version: version.name().to_owned(),
        login: Login { on, kind: text(&authentication.kind), passwords: authentication.password_count },
        keys: keys(access),
        channels: channels(access),
        can_empty: ["flushall", "flushdb"]
            .into_iter()
            .filter(|name| on && allows(access, name))
            .map(str::to_owned)
            .collect(),
        dangerous: dangerous(access),
        access_string: without_password_rules(access),
        accepted: access.is_accepted() && !too_long,
        doubtful_words,
        more_doubtful_words,
        same_rights: 0,
        same_rights_as: Vec::new(),
        groups: groups(user, reading),
        findings: if too_long { vec![over_long()] } else { findings(&subject) },
        rights: (access.is_accepted() && !too_long).then(|| access.user.rights_key()),
    }
}

fn allows(access: &AccessString, name: &str) -> bool {
    let command = access.dialect.command(name);
    command.is_some_and(|command| access.user.all_selectors().any(|selector| selector.allows(command)))
}

fn dangerous(access: &AccessString) -> Vec<String> {
    let dialect = access.dialect;
    let members =
        dialect.category("dangerous").into_iter().flat_map(|category| dialect.members(category).iter());
    let allowed = |command: &Command| {
        !dialect.is_container(*command)
            && access.user.all_selectors().any(|selector| selector.allows(*command))
    };
    members.filter(allowed).map(|member| member.name().to_owned()).collect()
}

fn keys(access: &AccessString) -> Vec<String> {
    let selectors = || access.user.all_selectors();
    if selectors().any(|selector| selector.all_keys) {
        return vec!["~*".to_owned()];
    }
    let words = selectors().flat_map(|selector| &selector.keys);
    listed(
        words.map(|pattern| {
            format!("{}{}", pattern.access.prefix(), String::from_utf8_lossy(&pattern.pattern))
        }),
    )
}

fn channels(access: &AccessString) -> Vec<String> {
    if channel_remark(access).is_some() {
        return vec![DEFAULT_CHANNELS.to_owned()];
    }
    let selectors = || access.user.all_selectors();
    if selectors().any(|selector| selector.all_channels) {
        return vec!["&*".to_owned()];
    }
    let words = selectors().flat_map(|selector| &selector.channels);
    listed(words.map(|channel| format!("&{}", String::from_utf8_lossy(&channel.pattern))))
}

/// The first distinct words, and how many more there are.
fn listed(words: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    let mut all: Vec<String> =
        words.filter(|word| seen.insert(word.clone())).map(|word| short(&word)).collect();
    if all.len() > MOST_WORDS {
        let more = all.len() - MOST_WORDS;
        all.truncate(MOST_WORDS);
        all.push(format!("and {more} more"));
    }
    all
}

fn short(word: &str) -> String {
    word.chars().take(LONGEST_WORD).collect()
}

/// The words without effect, and how many more there are, except for words about passwords.
fn doubtful(access: &AccessString) -> (Vec<DoubtfulWord>, usize) {
    let is_secret = |span: Span| {
        let word = span.slice(&access.text);
        let kind = access.tokens.binary_search_by_key(&span.start, |token| token.span.start);
        let kind = kind.ok().and_then(|at| access.tokens.get(at)).map(|token| token.kind);
        is_password_word(word) || kind.is_none_or(is_password_kind) || word.contains(['>', '<', '#', '!'])
    };
    let mut words = Vec::new();
    let mut more = 0;
    for lint in access.lint() {
        let (contradicted, by) = match lint.kind {
            LintKind::Undone { by } => (true, Some(by)),
            // Words that only restate a new user's defaults are added by the service itself: `-@all`, `resetchannels`.
            LintKind::Useless { by: Some(by) } => (false, Some(by)),
            LintKind::Ignored | LintKind::UnbalancedQuotes | LintKind::DroppedSelector => (false, None),
            _ => continue,
        };
        if is_secret(lint.span) {
            continue;
        }
        if words.len() == MOST_WORDS {
            more += 1;
            continue;
        }
        let by = by.filter(|by| !is_secret(*by)).map(|by| short(by.slice(&access.text)));
        words.push(DoubtfulWord { word: short(lint.span.slice(&access.text)), contradicted, by });
    }
    (words, more)
}

fn groups(user: &User, reading: &Reading) -> Vec<String> {
    let mut seen = HashSet::new();
    let known = user.user_id.as_ref().and_then(|id| reading.groups.get(id));
    let all = user.user_group_ids.iter().chain(known.into_iter().flatten());
    all.filter(|id| seen.insert(id.as_str())).cloned().collect()
}

/// The current user's access string and no-password flag, sent again.
fn draft(user: &User) -> Draft {
    let kind = user.authentication.as_ref().and_then(|mode| mode.kind.as_deref());
    let is_open = matches!(kind, Some("no-password" | "no-password-required"));
    let mode = AuthenticationMode { kind: Some("no-password-required".to_owned()), passwords: None };
    Draft {
        user_id: user.user_id.clone(),
        access_string: user.access_string.clone(),
        authentication_mode: is_open.then_some(mode),
        ..Draft::default()
    }
}

/// The findings for the current user.
fn findings(subject: &Subject<'_>) -> Vec<RowFinding> {
    // The user exists, so findings that aren't about its rights don't matter.
    let is_of_user = |finding: &Finding| {
        finding.path.member() == Some(Member::AccessString) || finding.rule == "nopass-discouraged"
    };
    let mut findings: Vec<RowFinding> = report(subject)
        .findings
        .into_iter()
        .filter(|finding| finding.severity < Severity::Advice && is_of_user(finding))
        .map(|finding| RowFinding {
            rule: finding.rule.to_owned(),
            severity: finding.severity,
            message: finding.message.into_owned(),
        })
        .collect();
    findings.sort_by_key(|finding| finding.severity);
    findings
}

fn over_long() -> RowFinding {
    RowFinding {
        rule: "not-judged".to_owned(),
        severity: Severity::Warning,
        message: format!("The access string is longer than {LONGEST} bytes and wasn't checked."),
    }
}
