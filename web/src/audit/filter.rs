//! Filters for the table.

use elasticache_user::audit::AuditRow;

/// A filter that a reviewer needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filter {
    Empties,
    AllKeys,
    NoPassword,
    Same,
    NoGroup,
    Rejected,
}

impl Filter {
    /// All of them, in order.
    pub const ALL: [Self; 6] =
        [Self::Empties, Self::AllKeys, Self::NoPassword, Self::Same, Self::NoGroup, Self::Rejected];

    /// Its label.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Empties => "Can empty the cache",
            Self::AllKeys => "Every key",
            Self::NoPassword => "No password",
            Self::Same => "Same rights",
            Self::NoGroup => "In no group",
            Self::Rejected => "Rejected string",
        }
    }

    /// Whether a user matches.
    pub fn fits(self, user: &AuditRow) -> bool {
        match self {
            Self::Empties => !user.can_empty.is_empty(),
            Self::AllKeys => user.keys.iter().any(|word| word == "~*"),
            Self::NoPassword => user.login.kind.starts_with("no-password"),
            Self::Same => user.same_rights > 0,
            Self::NoGroup => user.groups.is_empty(),
            Self::Rejected => !user.accepted,
        }
    }
}

/// Whether a user's names, groups, access string or findings contain every word of a search. Words must be in lowercase.
pub fn has(user: &AuditRow, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let findings = user.findings.iter().map(|finding| finding.rule.as_str());
    let texts = [user.user_id.as_str(), &user.user_name, &user.engine, &user.access_string, &user.login.kind];
    let all = texts.into_iter().chain(user.groups.iter().map(String::as_str)).chain(findings);
    let all: Vec<String> = all.map(str::to_lowercase).collect();
    words.iter().all(|word| all.iter().any(|text| text.contains(word)))
}
