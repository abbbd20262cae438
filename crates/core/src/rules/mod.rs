//! The rules: one file each, registered once in [`RULES`], in the order of the members they look at.
//!
//! A rule's file holds all there is to know of it: what it says and why, who says so, its check, and examples that are
//! run as tests. To add one, write the file, and name it twice below: as a module and in the list.

mod access;
mod as_append_modify_only;
mod as_canonical_form;
mod as_category_known;
mod as_category_module;
mod as_command_known;
mod as_connection_commands;
mod as_dangerous_has_info_keys;
mod as_default_off;
mod as_disabled_user;
mod as_empties_cache;
mod as_forbidden_command;
mod as_full_access;
mod as_key_after_star;
mod as_no_channel;
mod as_no_command;
mod as_no_key;
mod as_no_password_rules;
mod as_no_reset;
mod as_nonblank;
mod as_off_keeps_connections;
mod as_one_line;
mod as_order;
mod as_replace_or_append;
mod as_required;
mod as_resetkeys;
mod as_search_prefixes;
mod as_sees_all_keys;
mod as_selector_syntax;
mod as_stops_server;
mod as_takes_effect_at_once;
mod as_unknown_word;
mod as_useless_word;
mod as_version_feature;
mod auth_input_output_names;
mod auth_mixed_forms;
mod auth_omit_in_modify;
mod auth_one_mode;
mod auth_switch;
mod auth_type_case;
mod auth_type_enum;
mod cli_file_passwords;
mod cli_file_single;
mod cli_fileb;
mod cli_http_prefix_v1;
mod cli_skeleton_not_ready;
mod cli_tags_empty;
mod engine_availability;
mod engine_case;
mod engine_change;
mod engine_change_group;
mod engine_old_advice;
mod engine_required;
mod engine_valkey_needs_auth;
mod engine_values;
mod example;
mod gain;
mod iam_engine;
mod iam_name_equals_id;
mod iam_permission;
mod iam_tls;
mod member_of_reply;
mod member_spelling;
mod modify_only_id;
mod modify_propagates;
mod modify_same_value;
mod nopass_discouraged;
mod null_member;
mod password_connections;
mod password_distinct;
mod password_forbidden_chars;
mod password_max_128;
mod password_max_2;
mod password_min_1;
mod password_min_16;
mod password_no_in_access_string;
mod password_not_readable;
mod password_printable;
mod password_replace;
mod password_safe_set;
mod selector;
mod source;
mod spelling;
mod state_active_only;
mod subject;
mod tag_atomic;
mod tag_charset;
mod tag_key_aws_prefix;
mod tag_key_max_128;
mod tag_key_required;
mod tag_key_unique;
mod tag_max_50;
mod tag_no_modify;
mod tag_value_max_256;
mod tag_value_optional;
mod unknown_member;
mod user_id_charset;
mod user_id_immutable;
mod user_id_lowercase;
mod user_id_max_40;
mod user_id_no_double_hyphen;
mod user_id_no_edge_hyphen;
mod user_id_nonempty;
mod user_id_required;
mod user_id_reserved;
mod user_id_reserved_modify;
mod user_id_unique;
mod user_name_default;
mod user_name_immutable;
mod user_name_max_120;
mod user_name_no_space;
mod user_name_nonempty;
mod user_name_not_unique;
mod user_name_other_chars;
mod user_name_required;
mod version;
mod wrong_type;

pub(crate) use access::is_password_kind;
pub use as_forbidden_command::is_restricted;
pub(crate) use as_forbidden_command::names_forbidden_command;
pub use example::{Example, Expect};
pub use subject::{MOST_PASSWORDS, Subject, engine};

use crate::Applicability::{Choice, Safe};
use crate::Operation::{CreateUser, ModifyUser};
use crate::{
    Answer, Applicability, Certainty, Edit, Finding, Fix, Member, Operation, Path, Severity, Source, Sureness,
};
use std::borrow::Cow;
use std::ops::Range;

/// Every rule, in the order in which they are asked.
pub static RULES: &[&Rule] = &[
    &user_id_required::RULE,
    &user_id_nonempty::RULE,
    &user_id_charset::RULE,
    &user_id_no_edge_hyphen::RULE,
    &user_id_no_double_hyphen::RULE,
    &user_id_max_40::RULE,
    &user_id_lowercase::RULE,
    &user_id_unique::RULE,
    &user_id_reserved::RULE,
    &user_id_reserved_modify::RULE,
    &user_id_immutable::RULE,
    &user_name_required::RULE,
    &user_name_nonempty::RULE,
    &user_name_max_120::RULE,
    &user_name_no_space::RULE,
    &user_name_other_chars::RULE,
    &user_name_immutable::RULE,
    &user_name_not_unique::RULE,
    &user_name_default::RULE,
    &iam_name_equals_id::RULE,
    &engine_required::RULE,
    &engine_values::RULE,
    &engine_case::RULE,
    &engine_availability::RULE,
    &engine_old_advice::RULE,
    &engine_valkey_needs_auth::RULE,
    &engine_change::RULE,
    &engine_change_group::RULE,
    &password_min_1::RULE,
    &password_max_2::RULE,
    &password_min_16::RULE,
    &password_max_128::RULE,
    &password_forbidden_chars::RULE,
    &password_printable::RULE,
    &password_safe_set::RULE,
    &password_distinct::RULE,
    &password_not_readable::RULE,
    &password_no_in_access_string::RULE,
    &password_replace::RULE,
    &password_connections::RULE,
    &auth_one_mode::RULE,
    &auth_mixed_forms::RULE,
    &auth_type_enum::RULE,
    &auth_input_output_names::RULE,
    &auth_type_case::RULE,
    &auth_omit_in_modify::RULE,
    &auth_switch::RULE,
    &nopass_discouraged::RULE,
    &iam_engine::RULE,
    &iam_tls::RULE,
    &iam_permission::RULE,
    &as_required::RULE,
    &as_nonblank::RULE,
    &as_no_password_rules::RULE,
    &as_no_reset::RULE,
    &as_unknown_word::RULE,
    &as_command_known::RULE,
    &as_category_known::RULE,
    &as_category_module::RULE,
    &as_selector_syntax::RULE,
    &as_key_after_star::RULE,
    &as_version_feature::RULE,
    &as_forbidden_command::RULE,
    &as_one_line::RULE,
    &as_default_off::RULE,
    &as_resetkeys::RULE,
    &as_order::RULE,
    &as_useless_word::RULE,
    &as_no_command::RULE,
    &as_no_key::RULE,
    &as_search_prefixes::RULE,
    &as_no_channel::RULE,
    &as_connection_commands::RULE,
    &as_dangerous_has_info_keys::RULE,
    &as_sees_all_keys::RULE,
    &as_stops_server::RULE,
    &as_full_access::RULE,
    &as_empties_cache::RULE,
    &as_disabled_user::RULE,
    &as_off_keeps_connections::RULE,
    &as_takes_effect_at_once::RULE,
    &as_canonical_form::RULE,
    &as_replace_or_append::RULE,
    &as_append_modify_only::RULE,
    &tag_max_50::RULE,
    &tag_key_required::RULE,
    &tag_key_max_128::RULE,
    &tag_value_max_256::RULE,
    &tag_value_optional::RULE,
    &tag_key_aws_prefix::RULE,
    &tag_key_unique::RULE,
    &tag_charset::RULE,
    &tag_atomic::RULE,
    &cli_tags_empty::RULE,
    &tag_no_modify::RULE,
    &wrong_type::RULE,
    &null_member::RULE,
    &member_spelling::RULE,
    &member_of_reply::RULE,
    &unknown_member::RULE,
    &state_active_only::RULE,
    &modify_propagates::RULE,
    &modify_only_id::RULE,
    &modify_same_value::RULE,
    &cli_file_single::RULE,
    &cli_fileb::RULE,
    &cli_http_prefix_v1::RULE,
    &cli_file_passwords::RULE,
    &cli_skeleton_not_ready::RULE,
];

/// A rule: its documentation, its check and its examples.
pub struct Rule {
    /// Kebab-case, stable, never used again for something else.
    pub id: &'static str,
    /// A few words, as a heading.
    pub title: &'static str,
    /// How bad a finding of it is, unless the finding says otherwise.
    pub severity: Severity,
    /// The operations it looks at.
    pub operations: &'static [Operation],
    /// How sure it is.
    pub certainty: Certainty,
    /// What it finds, in a sentence or two.
    pub what: &'static str,
    /// Why that matters and what to do.
    pub why: &'static str,
    /// Who says so.
    pub source: Source,
    /// Looks at a request and adds what it finds.
    pub check: fn(&Subject<'_>, &mut Vec<Finding>),
    /// At least one bad and one good. Left out without the feature `examples`.
    pub examples: &'static [Example],
}

/// Both operations.
pub const BOTH: &[Operation] = &Operation::ALL;
/// Only CreateUser.
pub const CREATE: &[Operation] = &[CreateUser];
/// Only ModifyUser.
pub const MODIFY: &[Operation] = &[ModifyUser];

/// The examples of a rule, where they are wanted: they are a third of what a rule weighs.
const fn examples(all: &'static [Example]) -> &'static [Example] {
    if cfg!(any(test, feature = "examples")) { all } else { &[] }
}

impl Rule {
    /// Adds a finding of this rule, with the rule's own severity, reason and source. What it gives back adds to it.
    pub fn finding<'f>(
        &self,
        findings: &'f mut Vec<Finding>,
        path: impl Into<Path>,
        message: impl Into<Cow<'static, str>>,
    ) -> &'f mut Finding {
        self.add(findings, path.into(), message.into())
    }

    #[inline(never)]
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
    /// Narrows it to a part of the value.
    pub fn span(&mut self, span: impl Into<Option<Range<usize>>>) -> &mut Self {
        self.span = span.into();
        self
    }

    /// Says something more fitting than the rule's own reason.
    pub fn help(&mut self, help: &'static str) -> &mut Self {
        self.help = Cow::Borrowed(help);
        self
    }

    /// Adds a way to fix it.
    #[inline(never)]
    pub fn fix(
        &mut self,
        applicability: Applicability,
        title: impl Into<Cow<'static, str>>,
        edits: Vec<Edit>,
    ) -> &mut Self {
        self.fixes.push(Fix { applicability, title: title.into(), edits });
        self
    }

    /// Adds a way to fix it if trying shows that it does, and that it brings no error.
    #[inline(never)]
    pub fn try_fix(
        &mut self,
        subject: &Subject<'_>,
        applicability: Applicability,
        title: impl Into<Cow<'static, str>>,
        edits: Vec<Edit>,
    ) -> &mut Self {
        if subject.mends(self.rule, &edits) { self.fix(applicability, title, edits) } else { self }
    }

    /// Says that ElastiCache would refuse it with this code and text.
    #[inline(never)]
    pub fn answered(
        &mut self,
        code: &'static str,
        text: impl Into<Cow<'static, str>>,
        sure: Sureness,
    ) -> &mut Self {
        self.predicts(Answer::service(code, text, sure))
    }

    /// Says that ElastiCache would refuse the value, in words that are not known.
    #[inline(never)]
    pub fn invalid(&mut self) -> &mut Self {
        self.answered("InvalidParameterValue", "", Sureness::Derived)
    }

    /// Says what would be answered.
    #[inline(never)]
    pub fn predicts(&mut self, answer: Answer) -> &mut Self {
        self.predicts = Some(answer);
        self
    }

    /// Makes it milder or worse than the rule usually is.
    pub fn severity(&mut self, severity: Severity) -> &mut Self {
        self.severity = severity;
        self
    }
}

/// The rule of this id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests;
