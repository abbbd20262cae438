//! The form in which ElastiCache stores an access string, which isn't always the one it was sent.
//!
//! CreateUser and ModifyUser aren't told a cache version, so nothing here depends on one. The facts, each with its source:
//!
//! | fact | known from |
//! | --- | --- |
//! | the state comes first, `off` if there is none; then keys, channels, commands | seen in replies |
//! | `allkeys` is stored as `~*`, `allcommands` as `+@all` | seen: `on allkeys allcommands` → `on ~* +@all` |
//! | `-@all` precedes the command rules unless they begin with `+@all`; their order stays | documented: `off +get ~keys*` → `off ~keys* -@all +get` |
//! | `&*` comes back as `&*`, and isn't added where it's missing | seen: `on ~* &* +@all`, `on ~* +@all` |
//! | redundant rules may be dropped | documented, but not which ones: uncertain |
//! | `resetchannels` and other channel patterns | conflicting or no evidence: uncertain |
//! | selectors: `resetchannels` in the root, and in each selector after its keys | two public configurations for Redis OSS 7.1: uncertain |
//! | databases, `%R~`, `%W~`, capital letters, payload words, unusual whitespace | no evidence: uncertain |
//!
//! Without a channel rule the cache's `acl-pubsub-default` decides about channels. So channel rules are rights, and no
//! certain form adds or drops one.

use crate::rules::names_forbidden_command;
use crate::{EngineVersion, Evidence};
use access_string::{
    AccessString, Databases, Dialect, Effect, RuleTarget, Selector, Span, Token, TokenKind, parse,
};
use alloc::borrow::ToOwned;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

/// An access string as ElastiCache returns it.
///
/// It serializes as in a report: `{"canonical": …, "evidence": "seen"}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredForm {
    /// The string.
    pub text: String,
    /// Whether replies or the documentation confirm it. If not, it's the best guess.
    pub certain: bool,
}

impl StoredForm {
    /// Whether it's certain and differs from the original string. Then it grants the same rights: it has the
    /// same words about keys, channels and commands in the same order. Tests hold that against [`same_rights`].
    pub fn replaces(&self, text: &str) -> bool {
        self.certain && self.text != text.trim()
    }

    /// How certain it is, as in a report.
    pub const fn evidence(&self) -> Evidence {
        if self.certain { Evidence::Seen } else { Evidence::Derived }
    }
}

impl Serialize for StoredForm {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut form = serializer.serialize_struct("StoredForm", 2)?;
        form.serialize_field("canonical", &self.text)?;
        form.serialize_field("evidence", &self.evidence())?;
        form.end()
    }
}

/// Versions that together know every word that any version knows.
const READERS: [EngineVersion; 3] = [EngineVersion::Valkey91, EngineVersion::Redis71, EngineVersion::Redis62];

/// The stored form of an access string; `None` if ElastiCache would reject it.
///
/// ```
/// use elasticache_user::stored_form;
///
/// let stored = stored_form("off +get ~keys*").unwrap();
/// assert_eq!(stored.text, "off ~keys* -@all +get");
/// assert!(stored.certain);
/// assert_eq!(stored_form("on nopass ~* +@all"), None);
/// ```
pub fn stored_form(text: &str) -> Option<StoredForm> {
    let access =
        READERS.into_iter().map(|version| parse(text, dialect(version))).find(AccessString::is_accepted)?;
    stored(&access, || access.effects())
}

/// What a reader reads. On Redis 6.2 a user starts with all channels, so a pattern after them is rejected: other caches needn't
/// do that.
fn dialect(version: EngineVersion) -> Dialect {
    Dialect { all_channels: false, ..version.dialect() }
}

/// Whether the string was read, and accepted, as [`stored_form`] reads it first.
pub(crate) fn reads_alike(access: &AccessString) -> bool {
    access.is_accepted() && access.dialect == dialect(READERS[0])
}

/// The stored form of an access string that was accepted, and how to get the effects of its words.
pub(crate) fn stored<E: AsRef<[Effect]>>(
    access: &AccessString,
    effects: impl FnOnce() -> E,
) -> Option<StoredForm> {
    let words = || access.tokens.iter().filter(|token| token.kind != TokenKind::Space);
    let rejected =
        |token: &Token| crate::rules::is_password_kind(token.kind) || token.kind == TokenKind::Reset;
    if words().next().is_none() || words().any(rejected) {
        return None;
    }
    let user = &access.user;
    let mut out = String::with_capacity(access.text.len() + 16);
    out.push_str(if user.enabled { "on " } else { "off " });
    for token in words().filter(|token| is_payload(token.kind)) {
        push(&mut out, token.span.slice(&access.text));
    }
    push_keys(&mut out, &user.root);
    push_root_channels(&mut out, access);
    push_commands(&mut out, &user.root);
    for selector in &user.selectors {
        out.push_str(" (");
        push_keys(&mut out, selector);
        push_selector_channels(&mut out, selector);
        push_commands(&mut out, selector);
        out.push(')');
    }
    Some(StoredForm { text: out, certain: is_certain(access, effects().as_ref()) })
}

/// The stored form if it's certain, differs from `text`, and grants the same rights: then it may replace `text`.
pub fn replacement(text: &str) -> Option<String> {
    stored_form(text).filter(|stored| stored.replaces(text)).map(|stored| stored.text)
}

/// Whether two access strings grant the same rights on any cache: by the comparison of `access_string`, on versions
/// that differ in their rules, and with either value of `acl-pubsub-default`.
pub fn same_rights(before: &str, after: &str) -> bool {
    READERS.into_iter().all(|version| {
        [false, true].into_iter().all(|all_channels| {
            let read = |text: &str| parse(text, Dialect { all_channels, ..version.dialect() });
            let (before, after) = (read(before), read(after));
            before.is_accepted() == after.is_accepted()
                && (!before.is_accepted()
                    || before.user.sanitize_payload == after.user.sanitize_payload
                        && before.user.diff(&after.user).is_empty())
        })
    })
}

fn is_payload(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::SanitizePayload | TokenKind::SkipSanitizePayload)
}

/// Whether every word is one whose stored form is known.
fn is_certain(access: &AccessString, effects: &[Effect]) -> bool {
    let mut commands_began = false;
    let mut effects = effects.iter().copied();
    access.tokens.iter().all(|token| {
        let useless = effects.next().is_some_and(Effect::is_useless);
        let word = token.span.slice(&access.text);
        match token.kind {
            TokenKind::Space => {
                word == " " || word.trim_matches(' ').is_empty() && is_at_an_end(token.span, access)
            }
            TokenKind::On | TokenKind::Off => matches!(word, "on" | "off") && is_only_state(token, access),
            TokenKind::AllKeys => matches!(word, "~*" | "allkeys") && !useless,
            TokenKind::Keys(_) => word.starts_with('~') && !useless,
            // Whether it's useless depends on the cache.
            TokenKind::AllChannels => matches!(word, "&*" | "allchannels") && is_only_channel(token, access),
            TokenKind::AllCommands | TokenKind::NoCommands => {
                let first = !core::mem::replace(&mut commands_began, true);
                first && matches!(word, "+@all" | "allcommands" | "-@all" | "nocommands")
            }
            TokenKind::Category { .. } | TokenKind::Command { .. } | TokenKind::FirstArg { .. } => {
                commands_began = true;
                !useless && !word.bytes().any(|byte| byte.is_ascii_uppercase())
            }
            _ => false,
        }
    }) && !names_forbidden_command(access)
}

fn is_at_an_end(span: Span, access: &AccessString) -> bool {
    span.start == 0 || span.end == access.text.len()
}

fn is_only_state(only: &Token, access: &AccessString) -> bool {
    let mut states =
        access.tokens.iter().filter(|token| matches!(token.kind, TokenKind::On | TokenKind::Off));
    states.all(|token| token == only)
}

fn is_only_channel(only: &Token, access: &AccessString) -> bool {
    access.tokens.iter().filter(|token| is_channel(token.kind)).all(|token| token == only)
}

fn is_channel(kind: TokenKind) -> bool {
    matches!(kind, TokenKind::Channels | TokenKind::AllChannels | TokenKind::ResetChannels)
}

/// Adds a word and a space.
fn push(out: &mut String, word: &str) {
    out.push_str(word);
    out.push(' ');
}

fn push_keys(out: &mut String, selector: &Selector) {
    if selector.all_keys {
        push(out, "~*");
    }
    for key in &selector.keys {
        out.push_str(key.access.prefix());
        push(out, &String::from_utf8_lossy(&key.pattern));
    }
}

/// As written: the meaning of a lone rule, or of none, depends on the cache.
fn push_root_channels(out: &mut String, access: &AccessString) {
    let channels = access.tokens.iter().filter(|token| !token.in_selector && is_channel(token.kind));
    let mut any = false;
    for token in channels {
        any = true;
        push(out, if token.kind == TokenKind::AllChannels { "&*" } else { token.span.slice(&access.text) });
    }
    if !any && !access.user.selectors.is_empty() {
        push(out, "resetchannels");
    }
}

fn push_selector_channels(out: &mut String, selector: &Selector) {
    push(out, if selector.all_channels { "&*" } else { "resetchannels" });
    for channel in &selector.channels {
        push(out, &["&", &String::from_utf8_lossy(&channel.pattern)].concat());
    }
}

fn push_commands(out: &mut String, selector: &Selector) {
    if let Databases::Only(numbers) = &selector.databases {
        let numbers: Vec<String> = numbers.iter().map(u32::to_string).collect();
        let word =
            if numbers.is_empty() { "resetdbs".to_owned() } else { format!("db={}", numbers.join(",")) };
        push(out, &word);
    }
    out.push_str(if selector.future_commands { "+@all" } else { "-@all" });
    for rule in &selector.rules {
        out.push_str(if rule.allow { " +" } else { " -" });
        match &rule.target {
            RuleTarget::Category(category) => {
                out.push('@');
                out.push_str(category.name());
            }
            RuleTarget::Command(command) => out.push_str(command.name()),
            RuleTarget::FirstArg(command, argument) => {
                out.push_str(command.name());
                out.push('|');
                out.push_str(&String::from_utf8_lossy(argument).to_ascii_lowercase());
            }
        }
    }
}

#[cfg(test)]
mod tests;
