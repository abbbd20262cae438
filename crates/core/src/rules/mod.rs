//! The rules: one file each in a folder by subject, registered once in [`RULES`], in the order of the members they
//! look at.
//!
//! A rule's file contains everything about it: what it reports and why, its source, its check, and examples that are
//! run as tests. To add a rule, write its file and name it twice: as a module of its folder and in the list below.

mod access;
mod access_strings;
mod authentication;
mod cli;
mod engine;
mod example;
mod gain;
mod groups;
mod passwords;
mod request;
mod selector;
mod source;
mod spelling;
mod subject;
mod tags;
mod user_id;
mod user_name;
mod version;

pub(crate) use access::{is_password as is_password_word, is_password_kind, version_name};
pub use access_strings::as_forbidden_command::is_restricted;
pub(crate) use access_strings::as_forbidden_command::names_forbidden_command;
pub use example::{Example, Expect};
pub(crate) use request::state_active_only;
pub use subject::{MOST_PASSWORDS, Subject, engine};

use crate::Applicability::{Choice, Safe};
use crate::Operation::{CreateUser, CreateUserGroup, ModifyUser, ModifyUserGroup};
use crate::{
    Answer, Applicability, Certainty, Edit, Evidence, Finding, Fix, Member, Operation, Path, Severity, Source,
};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// Every rule, in the order in which they run.
pub static RULES: &[&Rule] = &[
    &user_id::user_id_required::RULE,
    &user_id::user_id_nonempty::RULE,
    &user_id::user_id_charset::RULE,
    &user_id::user_id_no_edge_hyphen::RULE,
    &user_id::user_id_no_double_hyphen::RULE,
    &user_id::user_id_max_40::RULE,
    &user_id::user_id_lowercase::RULE,
    &user_id::user_id_unique::RULE,
    &user_id::user_id_reserved::RULE,
    &user_id::user_id_reserved_modify::RULE,
    &user_id::user_id_immutable::RULE,
    &user_name::user_name_required::RULE,
    &user_name::user_name_nonempty::RULE,
    &user_name::user_name_max_120::RULE,
    &user_name::user_name_no_space::RULE,
    &user_name::user_name_other_chars::RULE,
    &user_name::user_name_immutable::RULE,
    &user_name::user_name_not_unique::RULE,
    &user_name::user_name_default::RULE,
    &authentication::iam_name_equals_id::RULE,
    &engine::engine_required::RULE,
    &engine::engine_values::RULE,
    &engine::engine_case::RULE,
    &engine::engine_availability::RULE,
    &engine::engine_old_advice::RULE,
    &engine::engine_valkey_needs_auth::RULE,
    &engine::engine_change::RULE,
    &engine::engine_change_group::RULE,
    &passwords::password_min_1::RULE,
    &passwords::password_max_2::RULE,
    &passwords::password_min_16::RULE,
    &passwords::password_max_128::RULE,
    &passwords::password_forbidden_chars::RULE,
    &passwords::password_printable::RULE,
    &passwords::password_safe_set::RULE,
    &passwords::password_distinct::RULE,
    &passwords::password_not_readable::RULE,
    &passwords::password_no_in_access_string::RULE,
    &passwords::password_replace::RULE,
    &passwords::password_connections::RULE,
    &authentication::auth_one_mode::RULE,
    &authentication::auth_mixed_forms::RULE,
    &authentication::auth_type_enum::RULE,
    &authentication::auth_input_output_names::RULE,
    &authentication::auth_type_case::RULE,
    &authentication::auth_omit_in_modify::RULE,
    &authentication::auth_switch::RULE,
    &authentication::nopass_discouraged::RULE,
    &authentication::iam_engine::RULE,
    &authentication::iam_tls::RULE,
    &authentication::iam_permission::RULE,
    &access_strings::as_required::RULE,
    &access_strings::as_nonblank::RULE,
    &access_strings::as_no_password_rules::RULE,
    &access_strings::as_no_reset::RULE,
    &access_strings::as_unknown_word::RULE,
    &access_strings::as_command_known::RULE,
    &access_strings::as_category_known::RULE,
    &access_strings::as_category_module::RULE,
    &access_strings::as_selector_syntax::RULE,
    &access_strings::as_key_after_star::RULE,
    &access_strings::as_version_feature::RULE,
    &access_strings::as_forbidden_command::RULE,
    &access_strings::as_one_line::RULE,
    &access_strings::as_default_off::RULE,
    &access_strings::as_resetkeys::RULE,
    &access_strings::as_order::RULE,
    &access_strings::as_useless_word::RULE,
    &access_strings::as_split_key_pattern::RULE,
    &access_strings::as_no_command::RULE,
    &access_strings::as_empty_pattern::RULE,
    &access_strings::as_no_key::RULE,
    &access_strings::as_search_prefixes::RULE,
    &access_strings::as_no_channel::RULE,
    &access_strings::as_connection_commands::RULE,
    &access_strings::as_dangerous_has_info_keys::RULE,
    &access_strings::as_sees_all_keys::RULE,
    &access_strings::as_stops_server::RULE,
    &access_strings::as_full_access::RULE,
    &access_strings::as_empties_cache::RULE,
    &access_strings::as_disabled_user::RULE,
    &access_strings::as_off_keeps_connections::RULE,
    &access_strings::as_takes_effect_at_once::RULE,
    &access_strings::as_canonical_form::RULE,
    &access_strings::as_replace_or_append::RULE,
    &access_strings::as_append_modify_only::RULE,
    &tags::tag_max_50::RULE,
    &tags::tag_key_required::RULE,
    &tags::tag_key_max_128::RULE,
    &tags::tag_value_max_256::RULE,
    &tags::tag_value_optional::RULE,
    &tags::tag_key_aws_prefix::RULE,
    &tags::tag_key_unique::RULE,
    &tags::tag_charset::RULE,
    &tags::tag_atomic::RULE,
    &cli::cli_tags_empty::RULE,
    &tags::tag_no_modify::RULE,
    &request::value_left_open::RULE,
    &request::member_repeated::RULE,
    &request::wrong_type::RULE,
    &request::null_member::RULE,
    &request::member_spelling::RULE,
    &request::member_of_reply::RULE,
    &request::unknown_member::RULE,
    &state_active_only::RULE,
    &request::modify_propagates::RULE,
    &request::modify_only_id::RULE,
    &request::modify_same_value::RULE,
    &cli::cli_file_single::RULE,
    &cli::cli_fileb::RULE,
    &cli::cli_http_prefix_v1::RULE,
    &cli::cli_file_passwords::RULE,
    &cli::cli_skeleton_not_ready::RULE,
    &groups::group_id_required::RULE,
    &groups::group_id_charset::RULE,
    &groups::group_id_hyphens::RULE,
    &groups::group_id_max_40::RULE,
    &groups::group_id_lowercase::RULE,
    &groups::group_engine_required::RULE,
    &groups::group_engine_values::RULE,
    &groups::group_engine_match::RULE,
    &groups::group_engine_change::RULE,
    &groups::group_members_min::RULE,
    &groups::group_members_are_ids::RULE,
    &groups::group_member_exists::RULE,
    &groups::group_member_twice::RULE,
    &groups::group_names_unique::RULE,
    &groups::group_redis_default::RULE,
    &groups::group_redis_default_kept::RULE,
    &groups::group_valkey_default_optional::RULE,
    &groups::group_valkey_no_nopass::RULE,
    &groups::group_remove_member_only::RULE,
    &groups::group_max_users::RULE,
    &groups::group_remove_cuts::RULE,
    &groups::group_deleted_user::RULE,
    &groups::group_tags::RULE,
    &groups::group_active_only::RULE,
    &groups::group_modify_empty::RULE,
    &groups::group_quota::RULE,
    &groups::group_wait::RULE,
    &groups::group_iam_actions::RULE,
];

/// A rule: its documentation, its check and its examples.
pub struct Rule {
    /// Kebab-case, stable, and never reused.
    pub id: &'static str,
    /// The problem in a few words, as a heading.
    pub title: &'static str,
    /// The severity of its findings, unless a finding sets its own.
    pub severity: Severity,
    /// The operations it checks.
    pub operations: &'static [Operation],
    /// How certain it is.
    pub certainty: Certainty,
    /// What it reports, in a sentence or two.
    pub what: &'static str,
    /// Why it matters, and what to do.
    pub why: &'static str,
    /// The source of the rule.
    pub source: Source,
    /// Checks a request and adds its findings.
    pub check: fn(&Subject<'_>, &mut Vec<Finding>),
    /// At least one bad and one good example. Empty without the feature `examples`.
    pub examples: &'static [Example],
}

/// Every operation.
pub const ALL: &[Operation] = &Operation::ALL;
/// Both user operations.
pub const BOTH: &[Operation] = &Operation::USERS;
/// Only CreateUser.
pub const CREATE: &[Operation] = &[CreateUser];
/// Only ModifyUser.
pub const MODIFY: &[Operation] = &[ModifyUser];
/// The operations that create something: these accept tags.
pub const CREATES: &[Operation] = &[CreateUser, CreateUserGroup];
/// Both user-group operations.
pub const GROUPS: &[Operation] = &Operation::GROUPS;
/// Only CreateUserGroup.
pub const CREATE_GROUP: &[Operation] = &[CreateUserGroup];
/// Only ModifyUserGroup.
pub const MODIFY_GROUP: &[Operation] = &[ModifyUserGroup];

/// A rule's examples, only with the feature: they're a third of a rule's size.
const fn examples(all: &'static [Example]) -> &'static [Example] {
    if cfg!(any(test, feature = "examples")) { all } else { &[] }
}

impl Rule {
    /// Adds a finding of this rule, with the rule's severity, reason and source. The returned value adds details to it.
    pub fn finding<'f>(
        &self,
        findings: &'f mut Vec<Finding>,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) -> &'f mut Finding {
        self.add(findings, path.into(), message.into())
    }

    fn add<'f>(
        &self,
        findings: &'f mut Vec<Finding>,
        path: Path,
        message: Cow<'static, str>,
    ) -> &'f mut Finding {
        let at = findings.len();
        findings.push(Finding {
            rule: self.id,
            severity: self.severity,
            path,
            span: None,
            message,
            help: Cow::Borrowed(self.why),
            source: self.source,
            fixes: Vec::new(),
            predicts: None,
        });
        &mut findings[at]
    }
}

impl Finding {
    /// Narrows the finding to a part of the value.
    pub fn span(&mut self, span: impl Into<Option<Range<usize>>>) -> &mut Self {
        self.span = span.into();
        self
    }

    /// Replaces the rule's general reason.
    pub fn help(&mut self, help: &'static str) -> &mut Self {
        self.help = Cow::Borrowed(help);
        self
    }

    /// Adds a fix. It must remove the finding and cause no error, whatever else is in the request: the rule ensures
    /// that, and `crates/testkit/tests/safe_fixes.rs` tests it on random requests.
    pub fn fix(
        &mut self,
        applicability: Applicability,
        title: impl Into<Cow<'static, str>>,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fixes.push(Fix { applicability, title: title.into(), edits });
        self
    }

    /// Adds a fix, if there is one.
    pub fn edit(
        &mut self,
        applicability: Applicability,
        title: impl Into<Cow<'static, str>>,
        edits: Option<Vec<Edit>>,
    ) -> &mut Self {
        match edits {
            Some(edits) => self.fix(applicability, title, edits),
            None => self,
        }
    }

    /// Predicts that ElastiCache rejects it with this code and text.
    pub fn answered(
        &mut self,
        code: &'static str,
        text: impl Into<Cow<'static, str>>,
        evidence: Evidence,
    ) -> &mut Self {
        self.predicts(Answer::service(code, text, evidence))
    }

    /// Predicts that ElastiCache rejects the value, with an unknown text.
    pub fn invalid(&mut self) -> &mut Self {
        self.answered("InvalidParameterValue", "", Evidence::Derived)
    }

    /// Sets the predicted answer.
    pub fn predicts(&mut self, answer: Answer) -> &mut Self {
        self.predicts = Some(answer);
        self
    }

    /// Overrides the rule's severity.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}

/// The rule with this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests;
