//! Conversion between the form and the request. Members without a field stay in the form's `rest`, so nothing is lost.

use super::{Authentication, Form, TagRow, members};
use elasticache_user::emit::{Secrets, Target};
use elasticache_user::{AuthenticationMode, Draft, Password, Tag};

/// The stand-in that is checked for a missing password. Nobody would type it, and it passes every rule.
pub const STAND_IN: &str = "StandInForAPasswordThatIsAskedFor";

impl Form {
    /// The request, with the members of all operations.
    pub fn draft(&self) -> Draft {
        let mut draft = self.rest.clone();
        let mut put = |slot: fn(&mut Draft) -> &mut Option<String>, text: &str| {
            if !text.is_empty() {
                *slot(&mut draft) = Some(text.to_owned());
            }
        };
        put(|draft| &mut draft.user_id, &self.user_id);
        put(|draft| &mut draft.user_name, &self.user_name);
        put(|draft| &mut draft.user_group_id, &self.user_group_id);
        put(|draft| &mut draft.engine, self.engine());
        put(|draft| &mut draft.access_string, &self.access_string);
        put(|draft| &mut draft.append_access_string, &self.append_access_string);
        let mut list = |slot: fn(&mut Draft) -> &mut Option<Vec<String>>, text: &str| {
            let ids = members::listed(text);
            if !ids.is_empty() {
                *slot(&mut draft) = Some(ids);
            }
        };
        list(|draft| &mut draft.user_ids, &self.user_ids);
        list(|draft| &mut draft.user_ids_to_add, &self.user_ids_to_add);
        list(|draft| &mut draft.user_ids_to_remove, &self.user_ids_to_remove);
        if !self.tags.is_empty() {
            draft.tags = Some(self.tags.iter().map(tag).collect());
        }
        self.put_authentication(&mut draft);
        draft
    }

    fn put_authentication(&self, draft: &mut Draft) {
        let choice = self.authentication();
        let given: Vec<Password> =
            self.passwords.iter().filter(|secret| !secret.expose().is_empty()).cloned().collect();
        let passwords = (choice == Authentication::Password && !given.is_empty()).then_some(given);
        // No password yet: the newer member at least shows that one is intended.
        let older = self.older_members && (choice == Authentication::NoPassword || passwords.is_some());
        match choice {
            Authentication::Keep => {}
            Authentication::Password if older => draft.passwords = passwords,
            Authentication::NoPassword if older => draft.no_password_required = Some(true),
            _ => {
                let mode = draft.authentication_mode.get_or_insert_default();
                mode.kind = choice.kind().map(str::to_owned);
                if passwords.is_some() {
                    mode.passwords = passwords;
                }
            }
        }
    }

    /// The form with a stand-in for each missing password, if the output may prompt for it. A password that the output contains
    /// as a reference needs none.
    pub fn with_stand_ins(&self, target: Option<&Target>) -> Option<Self> {
        let lacks = |(row, secret): (usize, &Password)| !is_typed(secret) && !self.refers(row, target);
        (self.may_ask() && self.passwords.iter().enumerate().any(lacks)).then(|| {
            let secret = |(row, secret): (usize, &Password)| match lacks((row, secret)) {
                false => secret.clone(),
                true => Password::new(format!("{STAND_IN}{row}")),
            };
            Self { passwords: self.passwords.iter().enumerate().map(secret).collect(), ..self.clone() }
        })
    }

    fn may_ask(&self) -> bool {
        !self.operation.is_of_group()
            && self.options.secrets != Secrets::Inline
            && self.authentication() == Authentication::Password
            && !self.passwords.iter().all(is_typed)
    }

    /// Replaces the form's content with this request; operation and context stay.
    pub fn load(&mut self, mut draft: Draft) {
        let text = |slot: &mut Option<String>| slot.take().unwrap_or_default();
        self.user_id = text(&mut draft.user_id);
        self.user_name = text(&mut draft.user_name);
        self.user_group_id = text(&mut draft.user_group_id);
        self.engine = text(&mut draft.engine);
        self.access_string = text(&mut draft.access_string);
        self.append_access_string = text(&mut draft.append_access_string);
        // An empty list differs from no list, and has no text.
        let list = |slot: &mut Option<Vec<String>>| {
            slot.take_if(|ids| !ids.is_empty()).map(|ids| members::text_of(&ids)).unwrap_or_default()
        };
        self.user_ids = list(&mut draft.user_ids);
        self.user_ids_to_add = list(&mut draft.user_ids_to_add);
        self.user_ids_to_remove = list(&mut draft.user_ids_to_remove);
        self.tags = draft.tags.take().unwrap_or_default().into_iter().map(row).collect();
        self.take_authentication(&mut draft);
        draft.order = Default::default();
        self.rest = draft;
    }

    fn take_authentication(&mut self, draft: &mut Draft) {
        let kind = draft.authentication_mode.as_ref().and_then(|mode| mode.kind.as_deref());
        let newer = kind.and_then(Authentication::from_kind);
        let mut passwords = None;
        self.older_members = false;
        self.authentication = if let Some(choice) = newer {
            let given = draft.authentication_mode.take().and_then(|mode| mode.passwords);
            if choice == Authentication::Password {
                passwords = given;
            } else if given.is_some() {
                draft.authentication_mode = Some(AuthenticationMode { kind: None, passwords: given });
            }
            newer
        } else if draft.authentication_mode.is_some() {
            // A structure without a known type stays, so that the rules report it.
            Some(Authentication::Keep)
        } else if draft.passwords.is_some() && draft.no_password_required != Some(true) {
            passwords = draft.passwords.take();
            self.older_members = true;
            Some(Authentication::Password)
        } else if draft.passwords.is_none() && draft.no_password_required == Some(true) {
            draft.no_password_required = None;
            self.older_members = true;
            Some(Authentication::NoPassword)
        } else {
            (draft.passwords.is_some()).then_some(Authentication::Keep)
        };
        // Typed rows that aren't part of this request stay, unless it has its own.
        if let Some(passwords) = passwords.filter(|list| !list.is_empty()) {
            self.passwords = passwords;
        }
    }

    /// The row of the nth password in the request: empty rows aren't sent, unless the output prompts for them.
    pub fn password_row(&self, nth: usize) -> usize {
        if self.may_ask() {
            return nth.min(self.passwords.len().saturating_sub(1));
        }
        let given = self.passwords.iter().enumerate().filter(|(_, secret)| !secret.expose().is_empty());
        given.map(|(row, _)| row).nth(nth).unwrap_or(0)
    }
}

fn is_typed(secret: &Password) -> bool {
    !secret.expose().is_empty()
}

fn tag(row: &TagRow) -> Tag {
    let text = |text: &String| (!text.is_empty()).then(|| text.clone());
    Tag { key: text(&row.key), value: text(&row.value) }
}

fn row(tag: Tag) -> TagRow {
    TagRow { key: tag.key.unwrap_or_default(), value: tag.value.unwrap_or_default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::Operation;

    fn round(text: &str) -> String {
        let mut form = Form { operation: Operation::ModifyUser, ..Form::default() };
        form.load(Draft::from_json_text(text));
        form.draft().to_json().to_string()
    }

    #[test]
    fn a_loaded_draft_is_returned_unchanged() {
        for text in [
            "{}",
            r#"{"UserId":"a","UserName":"b","Engine":"redis","AccessString":"on","AppendAccessString":"off"}"#,
            r#"{"Passwords":["one","two","three"]}"#,
            r#"{"NoPasswordRequired":true}"#,
            r#"{"NoPasswordRequired":false}"#,
            r#"{"Passwords":["one"],"NoPasswordRequired":true}"#,
            r#"{"Passwords":["one"],"AuthenticationMode":{"Type":"password","Passwords":["two"]}}"#,
            r#"{"Passwords":["one"],"NoPasswordRequired":true,"AuthenticationMode":{"Type":"iam"}}"#,
            r#"{"AuthenticationMode":{"Type":"iam","Passwords":["one"]}}"#,
            r#"{"AuthenticationMode":{"Type":"no-password"}}"#,
            r#"{"AuthenticationMode":{"Passwords":["one"]}}"#,
            r#"{"Tags":[{"Key":"a"},{"Value":"b"}]}"#,
            r#"{"UserGroupId":"g","UserIds":[]}"#,
            r#"{"UserGroupId":"g","UserIdsToAdd":["a","b c,",""],"UserIdsToRemove":["\"","[x]"],"UserIds":["'"]}"#,
        ] {
            assert_eq!(round(text), text);
        }
    }

    #[test]
    fn switching_the_operation_loses_nothing() {
        let mut form = Form { user_name: "name".into(), passwords: vec!["secret".into()], ..Form::default() };
        form.append_access_string = "+get".into();
        let before = form.draft();
        form.operation = Operation::ModifyUser;
        form.operation = Operation::CreateUser;
        assert_eq!(form.draft(), before);
    }
}
