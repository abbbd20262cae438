//! The columns of the table: their text and order.

use elasticache_user::Severity;
use elasticache_user::audit::AuditRow;
use std::cmp::Reverse;

/// A column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Column {
    User,
    Login,
    Keys,
    Empties,
    Dangerous,
    Words,
    Same,
    Groups,
    Findings,
}

impl Column {
    /// All of them, in order.
    pub const ALL: [Self; 9] = [
        Self::User,
        Self::Login,
        Self::Keys,
        Self::Empties,
        Self::Dangerous,
        Self::Words,
        Self::Same,
        Self::Groups,
        Self::Findings,
    ];

    /// Its heading.
    pub const fn title(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Login => "Login",
            Self::Keys => "Keys",
            Self::Empties => "Can empty",
            Self::Dangerous => "Dangerous",
            Self::Words => "Unused words",
            Self::Same => "Same rights as",
            Self::Groups => "Groups",
            Self::Findings => "Findings",
        }
    }

    /// Its text for a user.
    pub fn text(self, user: &AuditRow) -> String {
        let count = |count: usize| if count == 0 { String::new() } else { count.to_string() };
        match self {
            Self::User => name(user),
            Self::Login => login(user),
            Self::Keys => some(&user.keys),
            Self::Empties => user.can_empty.join(", ").to_uppercase(),
            Self::Dangerous => count(user.dangerous.len()),
            Self::Words => count(user.doubtful_words.len() + user.more_doubtful_words),
            Self::Same => match (user.same_rights_as.first(), user.same_rights) {
                (None, _) => String::new(),
                (Some(first), 1) => first.clone(),
                (Some(first), count) => format!("{first} and {} more", count - 1),
            },
            Self::Groups => some(&user.groups),
            Self::Findings => findings(user),
        }
    }

    /// The indices of the users in this column's order. Counts are sorted from high to low.
    pub fn sorted(self, users: &[AuditRow], mut places: Vec<usize>, backwards: bool) -> Vec<usize> {
        places.sort_by_cached_key(|at| users.get(*at).map(|user| self.sort_key(user)));
        if backwards {
            places.reverse();
        }
        places
    }

    fn sort_key(self, user: &AuditRow) -> (Option<Severity>, Reverse<usize>, String) {
        let by_count = |count: usize| (None, Reverse(count), String::new());
        match self {
            Self::Empties => by_count(user.can_empty.len()),
            Self::Dangerous => by_count(user.dangerous.len()),
            Self::Words => by_count(user.doubtful_words.len() + user.more_doubtful_words),
            Self::Same => by_count(user.same_rights),
            // Users without findings come last, like those with advice.
            Self::Findings => {
                let worst = user.findings.first().map_or(Severity::Advice, |finding| finding.severity);
                (Some(worst), Reverse(user.findings.len()), String::new())
            }
            _ => (None, Reverse(0), self.text(user).to_lowercase()),
        }
    }
}

/// The user's ID or name.
pub fn name(user: &AuditRow) -> String {
    [&user.user_id, &user.user_name]
        .into_iter()
        .find(|text| !text.is_empty())
        .cloned()
        .unwrap_or_else(|| "(no ID)".to_owned())
}

fn login(user: &AuditRow) -> String {
    let how = match (user.login.kind.as_str(), user.login.passwords) {
        ("password", Some(2)) => "2 passwords",
        ("password", _) => "password",
        ("no-password" | "no-password-required", _) => "no password",
        ("iam", _) => "IAM",
        _ => "",
    };
    match (user.login.on, how) {
        (false, "") => "off".to_owned(),
        (false, how) => format!("off ({how})"),
        (true, "") => "on".to_owned(),
        (true, how) => how.to_owned(),
    }
}

/// The first few words, and a count of the others.
fn some(words: &[String]) -> String {
    const FEW: usize = 3;
    let first = words.iter().take(FEW).cloned().collect::<Vec<_>>().join(" ");
    match words.len().saturating_sub(FEW) {
        0 => first,
        more => format!("{first} +{more}"),
    }
}

fn findings(user: &AuditRow) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for finding in &user.findings {
        match counts.iter_mut().find(|(name, _)| *name == finding.severity.name()) {
            Some((_, count)) => *count += 1,
            None => counts.push((finding.severity.name(), 1)),
        }
    }
    counts.iter().map(|(name, count)| format!("{count} {name}")).collect::<Vec<_>>().join(", ")
}
