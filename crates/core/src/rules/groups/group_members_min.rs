//! A list of members can't be empty.

use crate::client::{ClientProblem, ClientProblemKind};
use crate::rules::*;

pub static RULE: Rule = Rule {
    id: "group-members-min",
    title: "List of members is empty",
    severity: Severity::Error,
    operations: GROUPS,
    certainty: Certainty::High,
    what: "A list of user IDs that is empty or contains an empty ID.",
    why: "Clients reject an empty list and an empty ID. Add an ID, or remove the empty part.",
    source: source::BOTOCORE,
    check,
    examples: examples(&[
        Example::bad(CreateUserGroup, r#"{"UserIds": []}"#, "UserIds").fixed(r#"{}"#),
        Example::bad(ModifyUserGroup, r#"{"UserIdsToAdd": ["a", ""]}"#, "UserIdsToAdd[1]")
            .fixed(r#"{"UserIdsToAdd": ["a"]}"#),
        Example::good(CreateUserGroup, r#"{"UserIds": ["app"]}"#),
    ]),
};

fn check(subject: &Subject<'_>, findings: &mut Vec<Finding>) {
    for list in LISTS.into_iter().filter(|list| subject.knows(*list)) {
        let Some(ids) = subject.draft.ids(list) else { continue };
        let empty = ids.iter().enumerate().filter(|(_, id)| id.is_empty()).map(|(n, _)| Path::Item(list, n));
        let whole = ids.is_empty().then_some(Path::Member(list));
        for path in empty.chain(whole).filter(|path| subject.mismatch(path).is_none()) {
            let message = match path {
                Path::Item(..) => "This user ID is empty.",
                _ => "This list of user IDs is empty.",
            };
            let problem = ClientProblem { path: path.clone(), what: ClientProblemKind::Empty };
            let edits = vec![without(subject, &path)];
            RULE.finding(findings, path, message).predicts(problem.answer()).fix(Choice, "Remove it", edits);
        }
    }
}

/// The members that are lists of user IDs.
pub(in crate::rules) const LISTS: [Member; 3] =
    [Member::UserIds, Member::UserIdsToAdd, Member::UserIdsToRemove];

/// Removes an item; with the last one goes the list, as clients reject an empty one.
pub(in crate::rules) fn without(subject: &Subject<'_>, path: &Path) -> Edit {
    match path {
        Path::Item(list, _) if subject.draft.ids(*list).is_some_and(|ids| ids.len() == 1) => {
            Edit::remove(*list)
        }
        _ => Edit::Remove(path.clone()),
    }
}
