//! The field of the form that a place of the request belongs to.

use super::{Form, State};
use crate::browser::focus;
use elasticache_user::{Member, Path};
use leptos::prelude::*;

/// The field to look at for this path. Several members may share one field.
pub fn place_of(form: &Form, path: &Path) -> Path {
    match path {
        Path::Password(n) | Path::ModePassword(n) => Path::Password(form.password_row(*n)),
        Path::Member(Member::Passwords) | Path::ModePasswords => Path::Password(0),
        Path::ModeType | Path::Member(Member::NoPasswordRequired) => Path::Member(Member::AuthenticationMode),
        Path::Tag(n) => Path::TagKey(*n),
        other => other.clone(),
    }
}

/// The id of a field's element.
pub fn id_of(place: &Path) -> String {
    format!("field {place}").replace(' ', "-")
}

/// The id of the element that holds a field's message.
pub fn message_id_of(place: &Path) -> String {
    format!("{}-message", id_of(place))
}

impl State {
    /// Takes the person to the field of a place.
    pub fn go_to_place(&self, path: &Path) {
        focus::to(&id_of(&self.form.with_untracked(|form| place_of(form, path))), None);
    }
}
