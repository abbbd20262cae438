//! The columns of the table: what they show, and by what they are sorted.

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

    /// What its head says.
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

    /// What a user has in it.
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

    /// The places of the users in this order. Counts begin with the most.
    pub fn sorted(self, users: &[AuditRow], mut places: Vec<usize>, backwards: bool) -> Vec<usize> {
        let of = |at: &usize| users.get(*at);
        let number = |at: &usize| {
            of(at).map_or(0, |user| match self {
                Self::Empties => user.can_empty.len(),
                Self::Dangerous => user.dangerous.len(),
                Self::Words => user.doubtful_words.len() + user.more_doubtful_words,
                Self::Same => user.same_rights,
                _ => 0,
            })
        };
        match self {
            Self::Empties | Self::Dangerous | Self::Words | Self::Same => {
                places.sort_by_key(|at| Reverse(number(at)));
            }
            Self::Findings => places.sort_by_key(|at| {
                let findings = of(at).map(|user| user.findings.as_slice()).unwrap_or_default();
                let worst = findings.first().map(|own| own.severity);
                (worst.is_none(), worst, Reverse(findings.len()))
            }),
            _ => places.sort_by_cached_key(|at| {
                of(at).map(|user| self.text(user).to_lowercase()).unwrap_or_default()
            }),
        }
        if backwards {
            places.reverse();
        }
        places
    }
}

/// What a user is called.
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

/// The first words, and how many more there are.
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
