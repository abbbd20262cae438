//! What a rule looks at: the request, its context, and facts that several rules need, worked out once.

use super::access::{self, Access};
use super::{RULES, Rule};
use crate::authentication::{Decision, Mode, decide};
use crate::model::ByPlace;
use crate::predict::version;
use crate::roster::{Roster, Users};
use crate::{
    Context, Draft, Edit, EngineVersion, Finding, Member, Misfit, Operation, Path, Secret, Severity, apply,
};
use std::cell::{Cell, OnceCell};

/// The most passwords of a request whose text is judged. A user has at most two: the rule for that counts the rest.
pub const MOST_PASSWORDS: usize = 100;

/// The subject of a check.
pub struct Subject<'a> {
    /// What the request does.
    pub operation: Operation,
    /// The request.
    pub draft: &'a Draft,
    /// What is known around it.
    pub context: &'a Context,
    /// What the three authentication members say together.
    pub decision: Decision,
    misfits: ByPlace<'a>,
    passwords: Vec<(Path, &'a Secret)>,
    tries: Cell<usize>,
    /// What the rules that speak of errors find.
    errors: OnceCell<Counts>,
    access: OnceCell<Vec<Access<'a>>>,
    roster: OnceCell<(Roster<'a>, Users<'a>)>,
}

/// How many findings of a rule there are.
#[derive(Clone, Copy, Default)]
struct Count {
    all: usize,
    errors: usize,
}

/// In the order of the rules.
type Counts = Vec<(&'static str, Count)>;

/// How many fixes of one check may be tried out before they are offered. Each costs another check, so that large
/// drafts get fewer: what they cost together is bounded.
fn tries(draft: &Draft, context: &Context) -> usize {
    let items = draft.tags.as_ref().map_or(0, Vec::len) + draft.misfits.len() + draft.all_passwords().count();
    let lists = [&draft.user_ids, &draft.user_ids_to_add, &draft.user_ids_to_remove];
    let ids = lists.into_iter().flatten().map(Vec::len).sum::<usize>();
    let known = context.users.as_ref().map_or(0, Vec::len)
        + context.group.as_ref().and_then(|group| group.user_ids.as_ref()).map_or(0, Vec::len);
    let items = items + ids + known;
    let texts = [&draft.access_string, &draft.append_access_string, &draft.user_id, &draft.user_name];
    let texts = texts.into_iter().flatten().chain(lists.into_iter().flatten().flatten());
    let length: usize = texts.map(String::len).sum();
    (4000 / (100 + items + length / 16)).min(24)
}

impl<'a> Subject<'a> {
    /// Works out the shared facts.
    pub fn new(operation: Operation, draft: &'a Draft, context: &'a Context) -> Self {
        let misfits = ByPlace::new(draft.misfits.iter().collect(), |misfit| &misfit.path);
        let decision = decide(operation, draft);
        let access = OnceCell::new();
        let mut passwords: Vec<(Path, &Secret)> = draft.all_passwords().collect();
        passwords.retain(|(path, _)| misfits.get(path).is_none());
        passwords.truncate(MOST_PASSWORDS);
        let (tries, errors) = (Cell::new(tries(draft, context)), OnceCell::new());
        let roster = OnceCell::new();
        Self { operation, draft, context, decision, misfits, passwords, tries, errors, access, roster }
    }

    /// What every rule finds, in the order of the rules.
    pub fn findings(&self) -> Vec<Finding> {
        self.found(|_| true)
    }

    fn found(&self, matters: impl Fn(&Rule) -> bool) -> Vec<Finding> {
        let mut findings = Vec::new();
        for rule in RULES {
            if rule.operations.contains(&self.operation) && matters(rule) {
                (rule.check)(self, &mut findings);
            }
        }
        // What is no object has no members to speak of.
        if self.misfit(&Path::Request).is_some() {
            findings.retain(|finding| finding.path == Path::Request && finding.severity == Severity::Error);
        }
        findings
    }

    /// Whether these edits take a finding of this rule away and bring no error: found out by trying.
    pub fn mends(&self, rule: &'static str, edits: &[Edit]) -> bool {
        let Some(left) = self.tries.get().checked_sub(1) else { return false };
        let before = self.errors.get_or_init(|| self.count(|own| own.severity == Severity::Error));
        let had = self.count(|own| own.id == rule);
        self.tries.set(left);
        let fixed = apply(self.draft, edits);
        let fixed = Subject::new(self.operation, &fixed, self.context);
        let of = |counts: &Counts, rule: &str| {
            counts.iter().find(|(own, _)| *own == rule).map(|(_, count)| *count).unwrap_or_default()
        };
        of(&fixed.count(|own| own.id == rule), rule).all < of(&had, rule).all
            // Findings are as bad as their rule or milder, so only rules that speak of errors bring one.
            && fixed
                .count(|own| own.severity == Severity::Error)
                .iter()
                .all(|(rule, count)| count.errors <= of(before, rule).errors)
    }

    /// Uses up one of the fixes that may be tried, for what costs as much.
    pub fn take_try(&self) -> bool {
        let left = self.tries.get().checked_sub(1);
        left.inspect(|left| self.tries.set(*left)).is_some()
    }

    /// Whether another fix may be tried.
    pub fn may_try(&self) -> bool {
        self.tries.get() > 0
    }

    /// How much some rules find, without fixes.
    fn count(&self, matters: impl Fn(&Rule) -> bool) -> Counts {
        let tries = self.tries.replace(0);
        let mut counts = Counts::new();
        for finding in self.found(matters) {
            if counts.last().is_none_or(|(rule, _)| *rule != finding.rule) {
                counts.push((finding.rule, Count::default()));
            }
            if let Some((_, count)) = counts.last_mut() {
                count.all += 1;
                count.errors += usize::from(finding.severity == Severity::Error);
            }
        }
        self.tries.set(tries);
        counts
    }

    /// The access strings that are given and not blank, read as the cache would read them.
    pub fn access(&self) -> &[Access<'a>] {
        self.access.get_or_init(|| access::read(self))
    }

    /// Who is in the group after the request, and which users are known.
    pub(crate) fn roster(&self) -> (&Roster<'a>, &Users<'a>) {
        let (roster, users) =
            self.roster.get_or_init(|| Roster::new(self.operation, self.draft, self.context));
        (roster, users)
    }

    /// Whether the operation knows this member.
    pub fn knows(&self, member: Member) -> bool {
        self.operation.members().contains(&member)
    }

    /// The text of a member, when it is given as text and the operation knows the member.
    pub fn text(&self, member: Member) -> Option<&'a str> {
        let draft = self.draft;
        let text = match member {
            Member::UserGroupId => &draft.user_group_id,
            Member::UserId => &draft.user_id,
            Member::UserName => &draft.user_name,
            Member::Engine => &draft.engine,
            Member::AccessString => &draft.access_string,
            Member::AppendAccessString => &draft.append_access_string,
            _ => return None,
        };
        text.as_deref().filter(|_| self.knows(member))
    }

    /// Whether the member is given, in whatever shape.
    pub fn given(&self, member: Member) -> bool {
        self.draft.has(member) || self.misfit(&Path::Member(member)).is_some()
    }

    /// What was given at this place and does not belong there.
    pub fn misfit(&self, path: &Path) -> Option<&'a Misfit> {
        self.misfits.get(path)
    }

    /// The misfits that the client complains of: not those inside a member that the operation does not know.
    pub fn misfits(&self) -> impl Iterator<Item = &'a Misfit> {
        self.draft.misfits.iter().filter(|misfit| {
            let member = misfit.path.member().or_else(|| misfit.parent.member());
            member.is_none_or(|member| self.knows(member))
        })
    }

    /// The first [`MOST_PASSWORDS`] passwords with their places; what is no text is left out.
    pub fn passwords(&self) -> &[(Path, &'a Secret)] {
        &self.passwords
    }

    /// `AuthenticationMode.Type` as given.
    pub fn mode_type(&self) -> Option<&'a str> {
        self.draft.authentication_mode.as_ref()?.kind.as_deref()
    }

    /// Whether some member asks for this mode, even where another one contradicts it.
    pub fn asks_for(&self, mode: Mode) -> bool {
        match mode {
            Mode::NoPassword if self.draft.no_password_required == Some(true) => true,
            _ => self.mode_type().and_then(Mode::from_name) == Some(mode),
        }
    }

    /// The engine as given, in lower case when it is one that has users.
    pub fn engine(&self) -> Option<&'static str> {
        engine(self.text(Member::Engine)?)
    }

    /// The version to read access strings for: that of the cache, or else the newest of the engine.
    pub fn version(&self) -> EngineVersion {
        version(self.context, self.known_engine().unwrap_or("valkey"))
    }

    /// The engine that the user will have: as given, or else the present one. None where that is not known.
    pub fn known_engine(&self) -> Option<&'static str> {
        let current = || engine(self.current()?.engine.as_deref()?);
        self.engine().or_else(current)
    }

    /// The oldest engine version that the user may be used with, as the reply says: `7.0`.
    pub fn minimum_version(&self) -> Option<(u32, u32)> {
        number(self.current()?.minimum_engine_version.as_deref()?)
    }

    /// The user as it is now, for ModifyUser; for CreateUser there is none yet.
    pub fn current(&self) -> Option<&'a crate::User> {
        self.context.current.as_ref().filter(|_| self.operation == Operation::ModifyUser)
    }

    /// How the user logs in now, where that is known.
    pub fn current_mode(&self) -> Option<Mode> {
        Mode::from_reply_name(self.current()?.authentication.as_ref()?.kind.as_deref()?)
    }
}

/// Whether a user may be made with this ID, as far as the text of it goes.
pub fn is_good_id(text: &str) -> bool {
    text.starts_with(|first: char| first.is_ascii_lowercase())
        && text.bytes().all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == b'-')
        && text.len() <= 40
        && !text.ends_with('-')
        && !text.contains("--")
        && text != "default"
}

/// `redis` or `valkey`, when the text names one of them in any case.
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

    // As the API reference has it: a letter first; letters, digits and hyphens; no hyphen last, no two together. An ID is
    // stored in lower case, and the user `default` is there from the start.
    #[test]
    fn ids_are_good_as_documented() {
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
