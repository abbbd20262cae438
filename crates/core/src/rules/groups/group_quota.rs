//! An account has a limited number of groups.

use crate::rules::*;
use hashbrown::HashSet;

pub static RULE: Rule = Rule {
    id: "group-quota",
    title: "Quota of groups may be reached",
    severity: Severity::Warning,
    operations: CREATE_GROUP,
    certainty: Certainty::Medium,
    what: "CreateUserGroup when the known users are in 100 groups or more.",
    why: "The limit per account and Region is 100 groups according to the user guide, 200 according to the quotas page, and can be raised. Check your account's quota in Service Quotas.",
    source: source::QUOTAS,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserGroupId": "g"}"#, "UserGroupId").context(r#"{"users": [{"UserId": "a", "UserGroupIds": ["g0","g1","g2","g3","g4","g5","g6","g7","g8","g9","g10","g11","g12","g13","g14","g15","g16","g17","g18","g19","g20","g21","g22","g23","g24","g25","g26","g27","g28","g29","g30","g31","g32","g33","g34","g35","g36","g37","g38","g39","g40","g41","g42","g43","g44","g45","g46","g47","g48","g49","g50","g51","g52","g53","g54","g55","g56","g57","g58","g59","g60","g61","g62","g63","g64","g65","g66","g67","g68","g69","g70","g71","g72","g73","g74","g75","g76","g77","g78","g79","g80","g81","g82","g83","g84","g85","g86","g87","g88","g89","g90","g91","g92","g93","g94","g95","g96","g97","g98","g99"]}]}"#),
        Example::good(CreateUserGroup, r#"{"UserGroupId": "g"}"#).context(r#"{"users": [{"UserId": "a", "UserGroupIds": ["g1", "g2"]}]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    let users = subject.context.users.iter().flatten();
    let groups: HashSet<&str> = users.flat_map(|user| &user.user_group_ids).map(String::as_str).collect();
    if groups.len() >= 100 {
        let message = format!("The known users are already in {} groups.", groups.len());
        RULE.finding(findings, Member::UserGroupId, message).answered(
            "UserGroupQuotaExceeded",
            "",
            Evidence::Documented,
        );
    }
}
