//! What an access string means on ElastiCache, where it differs from a server whose configuration is known.

use crate::same_rights;
use access_string::{AccessString, Explanation, TokenKind, TooManySelectors};
use alloc::string::String;
use alloc::vec::Vec;

/// Channels without a rule. ElastiCache documents `allchannels` as the default of the parameter.
const CHANNELS: &str = "whether it may use channels depends on the cache's acl-pubsub-default parameter (ElastiCache's \
    documented default: allchannels)";

/// Explains an access string as ElastiCache uses it: without a channel rule the cache decides about channels.
///
/// ```
/// use access_string::parse;
/// use elasticache_user::{EngineVersion, explain};
///
/// let access = parse("on ~* +@all", EngineVersion::Valkey91.dialect());
/// assert!(explain(&access).sentence.contains("acl-pubsub-default"));
/// ```
#[must_use]
pub fn explain(access: &AccessString) -> Explanation {
    access.explain_without_default(CHANNELS)
}

/// The remark on a verdict about channels: it's the engine's, and the cache may decide otherwise. `None` if a rule
/// of the string is about channels.
#[must_use]
pub fn channel_remark(access: &AccessString) -> Option<&'static str> {
    use TokenKind::{AllChannels, Channels, ResetChannels};
    let named =
        access.tokens.iter().any(|token| matches!(token.kind, Channels | AllChannels | ResetChannels));
    (access.dialect.engine.has_channels() && !named).then_some(
        "There's no channel rule, so the cache's acl-pubsub-default parameter decides (ElastiCache's documented \
         default: allchannels). This is the engine's own default.",
    )
}

/// The remark on a verdict about a module command: what the module itself checks, and where sources disagree.
///
/// ```
/// use access_string::parse;
/// use elasticache_user::{EngineVersion, module_remark};
///
/// let access = parse("on ~product:* -@all +@search", EngineVersion::Valkey90.dialect());
/// assert!(module_remark(&access, &["FT.SEARCH", "products", "red"]).unwrap().contains("prefixes"));
/// assert_eq!(module_remark(&access, &["GET", "product:1"]), None);
/// ```
#[must_use]
pub fn module_remark<A: AsRef<[u8]>>(access: &AccessString, argv: &[A]) -> Option<&'static str> {
    let command = access.dialect.command_of(argv)?;
    let hangs_on_admin = access.tokens.iter().any(
        |token| matches!(token.kind, TokenKind::Category { category, .. } if category.name() == "admin"),
    );
    match command.name() {
        "ft._list" if hangs_on_admin => Some(
            "Sources disagree: the search module's published source puts FT._LIST in @admin, AWS's table doesn't.",
        ),
        "ft._list" => None,
        name if name.starts_with("json.debug") && hangs_on_admin => Some(
            "Sources disagree: AWS's table puts JSON.DEBUG in @admin, the JSON module's published source doesn't.",
        ),
        name if name.starts_with("ft.") && !access.user.all_selectors().any(|selector| selector.all_keys) => {
            Some(
                "The search module checks more: it compares the index's prefixes with the key patterns, and rejects an \
             index with keys that this user can't access.",
            )
        }
        _ => None,
    }
}

/// The same rights in fewer words, whatever the cache decides about channels.
///
/// ```
/// use access_string::parse;
/// use elasticache_user::{EngineVersion, simplify};
///
/// let access = parse("on ~* resetchannels -@all +get +get", EngineVersion::Valkey91.dialect());
/// assert_eq!(simplify(&access).unwrap(), "on ~* resetchannels +get");
/// ```
///
/// # Errors
/// If there are too many selectors to compare.
pub fn simplify(access: &AccessString) -> Result<String, TooManySelectors> {
    let short = access.simplify()?;
    if !access.text.contains("channels") || same_rights(&access.text, &short) {
        return Ok(short);
    }
    // A server with a known default doesn't need the word.
    let mut words: Vec<&str> = short.split(' ').collect();
    let at = words.iter().position(|word| word.starts_with(['&', '+', '-', '(']));
    words.insert(at.unwrap_or(words.len()), "resetchannels");
    let with_reset = words.join(" ");
    let fits = with_reset.len() <= access.text.len() && same_rights(&access.text, &with_reset);
    Ok(if fits { with_reset } else { access.text.clone() })
}
