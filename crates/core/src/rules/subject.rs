//! What a rule checks: the request, its context, and facts that several rules need, computed once.

use super::RULES;
use super::access::{self, Access};
use super::cli::cli_skeleton_not_ready;
use crate::authentication::{Decision, Mode, decide};
use crate::model::{ByPlace, Open};
use crate::predict::version;
use crate::roster::{Roster, Users};
use crate::{
    Context, Draft, Edit, EngineVersion, Finding, Member, Mismatch, Operation, Password, Path, Severity,
    StoredForm, apply, stored_form,
};
use alloc::vec::Vec;
use core::cell::{Cell, OnceCell};

/// How many of a request's passwords are checked. A user has at most two; another rule counts the rest.
pub const MOST_PASSWORDS: usize = 100;

/// The subject of a check.
pub struct Subject<'a> {
    /// The operation.
    pub operation: Operation,
    /// The request.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
    /// What the three authentication members add up to.
    pub decision: Decision,
    mismatches: ByPlace<'a>,
    passwords: Vec<(Path, &'a Password)>,
    open: Open<'a>,
    lookups: Cell<usize>,
    access: OnceCell<Vec<Access<'a>>>,
    stored: OnceCell<Option<StoredForm>>,
    roster: OnceCell<(Roster<'a>, Users<'a>)>,
}

/// How many misspelled words of one request get suggestions: each is compared with every word of the language.
const MOST_LOOKUPS: usize = 24;

impl<'a> Subject<'a> {
    /// Computes the shared facts. The draft has a value at each place that the context leaves open.
    pub fn new(operation: Operation, draft: &'a Draft, context: &'a Context) -> Self {
        let mismatches = ByPlace::new(draft.mismatches.iter().collect(), |mismatch| &mismatch.path);
        let open = Open::new(&context.open);
        let decision = match open.hides_authentication() {
            true => Decision::Open,
            false => decide(operation, draft),
        };
        let access = OnceCell::new();
        let mut passwords: Vec<(Path, &Password)> = draft.all_passwords().collect();
        passwords.retain(|(path, _)| mismatches.get(path).is_none() && !open.has(path));
        passwords.truncate(MOST_PASSWORDS);
        let lookups = Cell::new(MOST_LOOKUPS);
        Self {
            operation,
            draft,
            context,
            decision,
            mismatches,
            passwords,
            open,
            lookups,
            access,
            stored: OnceCell::new(),
            roster: OnceCell::new(),
        }
    }

    /// The findings of every rule, in the order of the rules.
    pub fn findings(&self) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in RULES {
            if rule.operations.contains(&self.operation) {
                (rule.check)(self, &mut findings);
            }
        }
        // Only an object has members to check.
        if self.mismatch(&Path::Request).is_some() {
            findings.retain(|finding| finding.path == Path::Request && finding.severity == Severity::Error);
        }
        // For a skeleton, report only what's required: it has an empty tag and every way to log in at once.
        if findings.iter().any(|finding| finding.rule == cli_skeleton_not_ready::RULE.id) {
            findings.retain(|finding| {
                let member = finding.path.member();
                member.is_none_or(|member| self.operation.required().contains(&member))
            });
        }
        if !self.open.is_empty() {
            findings.retain(|finding| finding.severity != Severity::Error || !self.is_open(&finding.path));
        }
        findings
    }

    /// The places that the context leaves open.
    pub fn open(&self) -> &Open<'a> {
        &self.open
    }

    /// Whether the value at this place is left open. A member unknown to the operation is wrong whatever its value.
    pub fn is_open(&self, path: &Path) -> bool {
        self.open.has(path) && path.member().is_some_and(|member| self.knows(member))
    }

    /// Uses up one of the suggestions allowed.
    pub fn may_look_up(&self) -> bool {
        let left = self.lookups.get().checked_sub(1);
        left.inspect(|left| self.lookups.set(*left)).is_some()
    }

    /// The access strings that are present and not blank, read as the cache would read them.
    pub fn access(&self) -> &[Access<'a>] {
        self.access.get_or_init(|| access::read(self))
    }

    /// The group's members after the request, and which users are known.
    pub(crate) fn roster(&self) -> (&Roster<'a>, &Users<'a>) {
        let (roster, users) = self.roster.get_or_init(|| {
            let (mut roster, users) = Roster::new(self.operation, self.draft, self.context);
            roster.leave_open(&self.open);
            (roster, users)
        });
        (roster, users)
    }

    /// The access string as ElastiCache stores it; none if it's left open, rejected or missing.
    pub fn stored(&self) -> Option<&StoredForm> {
        let read = || self.access().iter().find(|access| access.member == Member::AccessString);
        let given =
            || self.draft.access_string.as_deref().filter(|_| !self.open.has(&Member::AccessString.into()));
        self.stored
            .get_or_init(|| match read() {
                Some(access) => access.stored(),
                // The operation may not know the member.
                None => given().and_then(stored_form),
            })
            .as_ref()
    }

    /// Whether the operation knows this member.
    pub fn knows(&self, member: Member) -> bool {
        member.place(self.operation).is_some()
    }

    /// A member's text, if it's a string, isn't left open, and the operation knows the member.
    pub fn text(&self, member: Member) -> Option<&'a str> {
        let text = self.draft.text(member);
        text.filter(|_| self.knows(member) && !self.open.has(&Path::Member(member)))
    }

    /// Whether the member is present, with whatever value.
    pub fn given(&self, member: Member) -> bool {
        self.draft.has(member) || self.mismatch(&Path::Member(member)).is_some()
    }

    /// The value at this place that doesn't belong there.
    pub fn mismatch(&self, path: &Path) -> Option<&'a Mismatch> {
        self.mismatches.get(path)
    }

    /// The mismatches that the client reports: not those inside a member unknown to the operation.
    pub fn mismatches(&self) -> impl Iterator<Item = &'a Mismatch> {
        self.draft.mismatches.iter().filter(|mismatch| {
            let member = mismatch.path.member().or_else(|| mismatch.parent.member());
            member.is_none_or(|member| self.knows(member))
        })
    }

    /// The first [`MOST_PASSWORDS`] passwords with their places; only strings.
    pub fn passwords(&self) -> &[(Path, &'a Password)] {
        &self.passwords
    }

    /// `AuthenticationMode.Type` as written.
    pub fn mode_type(&self) -> Option<&'a str> {
        self.draft.authentication_mode.as_ref()?.kind.as_deref()
    }

    /// Whether any member asks for this mode, even if another contradicts it.
    pub fn asks_for(&self, mode: Mode) -> bool {
        match mode {
            Mode::NoPassword if self.draft.no_password_required == Some(true) => true,
            _ => self.mode_type().and_then(Mode::from_name) == Some(mode),
        }
    }

    /// The engine as written, in lowercase if it's one that has users.
    pub fn engine(&self) -> Option<&'static str> {
        engine(self.text(Member::Engine)?)
    }

    /// The version to read access strings for: the cache's, or else the engine's newest.
    pub fn version(&self) -> EngineVersion {
        version(self.context, self.known_engine().unwrap_or("valkey"))
    }

    /// The engine that the user will have: the request's, or else the current one. None if unknown.
    pub fn known_engine(&self) -> Option<&'static str> {
        let current = || engine(self.current()?.engine.as_deref()?);
        self.engine().or_else(|| current().filter(|_| !self.open.has(&Path::Member(Member::Engine))))
    }

    /// The oldest engine version that the user works with, according to the reply: `7.0`.
    pub fn minimum_version(&self) -> Option<(u32, u32)> {
        number(self.current()?.minimum_engine_version.as_deref()?)
    }

    /// What the three authentication members add up to after these edits.
    pub fn decided(&self, edits: &[Edit]) -> Decision {
        decide(self.operation, &apply(self.draft, edits))
    }

    /// Whether, after these edits, nothing contradicts how the user logs in, and nothing forbids the mode they
    /// choose.
    pub fn settles(&self, edits: &[Edit]) -> bool {
        match self.decided(edits) {
            Decision::Chosen(mode) => self.allows(mode),
            Decision::Keeps | Decision::Unclear(_) => true,
            Decision::Clash(_) | Decision::UnknownType | Decision::Unreadable | Decision::Open => false,
        }
    }

    /// Whether nothing else in the request rules this mode out.
    pub fn allows(&self, mode: Mode) -> bool {
        let valkey = || match self.given(Member::Engine) {
            true => self.engine() == Some("valkey"),
            false => self.known_engine() == Some("valkey"),
        };
        let is_same =
            |name: &str, id: &str| name.is_empty() || id.is_empty() || name == id.to_ascii_lowercase();
        match mode {
            Mode::Password => true,
            Mode::NoPassword => !valkey(),
            Mode::Iam => {
                let name = match self.operation {
                    Operation::CreateUser => self.text(Member::UserName),
                    _ => self.current().and_then(|user| user.user_name.as_deref()),
                };
                let both = name.zip(self.text(Member::UserId));
                both.is_none_or(|(name, id)| is_same(name, id))
                    && self.context.engine_version.is_none_or(|version| version >= EngineVersion::Redis70)
            }
        }
    }

    /// Whether the user's login allows the engine valkey.
    pub fn allows_valkey(&self) -> bool {
        let keeps = self.decision == Decision::Keeps && self.current_mode() == Some(Mode::NoPassword);
        !self.asks_for(Mode::NoPassword) && !keeps
    }

    /// Whether an ID is available: not empty, not the built-in user's, and for CreateUser not the current user's.
    pub fn is_free(&self, id: &str) -> bool {
        let taken = self.context.current.as_ref().and_then(|user| user.user_id.as_deref());
        let taken = taken.filter(|_| self.operation == Operation::CreateUser);
        !id.is_empty()
            && !id.eq_ignore_ascii_case("default")
            && taken.is_none_or(|taken| !taken.eq_ignore_ascii_case(id))
    }

    /// The current user, for ModifyUser; for CreateUser there isn't one yet.
    pub fn current(&self) -> Option<&'a crate::User> {
        self.context.current.as_ref().filter(|_| self.operation == Operation::ModifyUser)
    }

    /// How the user logs in now, if known.
    pub fn current_mode(&self) -> Option<Mode> {
        Mode::from_reply_name(self.current()?.authentication.as_ref()?.kind.as_deref()?)
    }
}

/// Whether this ID is valid for a new user.
pub fn is_good_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-')
        && text.len() <= 40
        && !text.ends_with('-')
        && !text.contains("--")
        && text != "default"
}

/// `redis` or `valkey`, if the string is one of them in any case.
pub fn engine(text: &str) -> Option<&'static str> {
    ["redis", "valkey"].into_iter().find(|engine| engine.eq_ignore_ascii_case(text))
}

/// `7.0`, `7.0.7` or `redis-7.0` as numbers.
pub fn number(version: &str) -> Option<(u32, u32)> {
    let digits = version.rsplit('-').next().unwrap_or_default();
    let mut parts = digits.split('.');
    let major = parts.next()?.parse().ok()?;
    Some((major, parts.next().and_then(|minor| minor.parse().ok()).unwrap_or(0)))
}

#[cfg(test)]
mod tests {
    use super::is_good_id;

    // As in the API reference: a letter first; letters, digits and hyphens; no hyphen last, no two in a row. IDs are
    // stored in lowercase, and the user `default` always exists.
    #[test]
    fn ids_follow_the_documented_pattern() {
        let longest = "a".repeat(40);
        for good in ["a", "a-1", "app-reader-2", &longest] {
            assert!(is_good_id(good), "{good}");
        }
        let too_long = "a".repeat(41);
        for bad in ["", "1a", "-a", "a-", "a--b", "a_b", "A", "aB", "a b", "default", &too_long] {
            assert!(!is_good_id(bad), "{bad}");
        }
    }
}
