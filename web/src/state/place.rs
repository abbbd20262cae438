//! Which field of the form shows a path of the request.

use super::{Form, State, members};
use crate::browser::focus;
use elasticache_user::emit::SETTINGS;
use elasticache_user::{Draft, Finding, Member, Path};
use leptos::prelude::*;
use std::ops::Range;

/// The field for this path. Several members may share a field.
pub fn place_of(form: &Form, path: &Path) -> Path {
    match path {
        Path::Password(n) | Path::ModePassword(n) => Path::Password(form.password_row(*n)),
        Path::Member(Member::Passwords) | Path::ModePasswords => Path::Password(0),
        Path::ModeType | Path::Member(Member::NoPasswordRequired) => Path::Member(Member::AuthenticationMode),
        Path::Tag(n) => Path::TagKey(*n),
        Path::Item(list, _) => Path::Member(*list),
        other => other.clone(),
    }
}

/// The label of the field for a path.
pub fn label_of(path: &Path) -> String {
    let number = |n: &usize| n + 1;
    match path {
        Path::Member(member) => member_label(*member).to_owned(),
        Path::Password(n) | Path::ModePassword(n) => format!("Password {}", number(n)),
        Path::Item(list, n) => format!("{} {}", item_label(*list), number(n)),
        Path::ModeType => "Authentication".to_owned(),
        Path::ModePasswords => "Password 1".to_owned(),
        Path::Tag(n) => format!("Tag {}", number(n)),
        Path::TagKey(n) => format!("Tag {} key", number(n)),
        Path::TagValue(n) => format!("Tag {} value", number(n)),
        Path::Context("engineVersion") => "Engine version".to_owned(),
        Path::Option(name) => SETTINGS
            .iter()
            .find(|setting| setting.name == *name)
            .map_or_else(|| (*name).to_owned(), crate::outcome::setting_title),
        Path::Request => "Request".to_owned(),
        other => other.to_string(),
    }
}

fn member_label(member: Member) -> &'static str {
    match member {
        Member::UserId => "User ID",
        Member::UserName => "User name",
        Member::Engine => "Engine",
        Member::AccessString => "Access string",
        Member::AppendAccessString => "Append to access string",
        Member::AuthenticationMode | Member::NoPasswordRequired => "Authentication",
        Member::Passwords => "Password 1",
        Member::Tags => "Tags",
        Member::UserGroupId => "User group",
        Member::UserIds => "Members",
        Member::UserIdsToAdd => "Users to add",
        Member::UserIdsToRemove => "Users to remove",
    }
}

const fn item_label(list: Member) -> &'static str {
    match list {
        Member::UserIdsToAdd => "User to add",
        Member::UserIdsToRemove => "User to remove",
        _ => "Member",
    }
}

/// The prefix of the ids of the rules for a field; empty if there are none.
pub const fn rules_of(place: &Path) -> &'static str {
    match place {
        Path::Member(Member::UserId) => "user-id-",
        Path::Member(Member::UserName) => "user-name-",
        Path::Member(Member::Engine) => "engine-",
        Path::Member(Member::AccessString | Member::AppendAccessString) => "as-",
        Path::Member(Member::AuthenticationMode) => "auth-",
        Path::Member(Member::UserGroupId) => "group-id-",
        Path::Member(Member::UserIds | Member::UserIdsToAdd | Member::UserIdsToRemove) => "group-",
        Path::Member(Member::Tags) => "tag-",
        Path::Password(_) => "password-",
        _ => "",
    }
}

/// The id of the button that shows the rules of the field with this id.
pub fn about_id_of(id: &str) -> String {
    format!("about-{id}")
}

/// The id of a field's element.
pub fn id_of(place: &Path) -> String {
    format!("field {place}").replace(' ', "-")
}

/// The id of the element that holds a field's message.
pub fn message_id_of(place: &Path) -> String {
    format!("{}-message", id_of(place))
}

/// The text of a finding's field and the byte range that it is about: a span of the value, or an ID of a list.
pub fn part_of(form: &Form, draft: &Draft, finding: &Finding) -> Option<(String, Range<usize>)> {
    let Path::Item(list, n) = finding.path else {
        return Some((draft.text_at(&finding.path)?.to_owned(), finding.span.clone()?));
    };
    let text = match list {
        Member::UserIdsToAdd => &form.user_ids_to_add,
        Member::UserIdsToRemove => &form.user_ids_to_remove,
        _ => &form.user_ids,
    };
    let (span, _) = members::ids(text).into_iter().nth(n)?;
    Some((text.clone(), span))
}

impl State {
    /// Focuses the field for a path.
    pub fn go_to_place(&self, path: &Path) {
        focus::to(&id_of(&self.form.with_untracked(|form| place_of(form, path))), None);
    }
}
