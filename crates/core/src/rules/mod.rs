//! The rules: one file each, registered once in [`RULES`], in the order of the members they look at.
//!
//! A rule's file holds all there is to know of it: what it says and why, who says so, its check, and examples that are
//! run as tests. To add one, write the file and put its name into the list below.

mod access;
mod example;
mod gain;
mod selector;
mod source;
mod spelling;
mod subject;
mod version;

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

/// Declares the modules and the list in one place, so that a rule is one file and one word.
macro_rules! rules {
    ($($name:ident),* $(,)?) => {
        $(mod $name;)*
        /// Every rule, in the order in which they are asked.
        pub static RULES: &[&Rule] = &[$(&$name::RULE),*];
        /// The file names of the rules, for the test that none is forgotten.
        #[cfg(test)]
        const FILES: &[&str] = &[$(stringify!($name)),*];
    };
}

rules! {
    user_id_required,
    user_id_nonempty,
    user_id_charset,
    user_id_no_edge_hyphen,
    user_id_no_double_hyphen,
    user_id_max_40,
    user_id_lowercase,
    user_id_unique,
    user_id_reserved,
    user_id_reserved_modify,
    user_id_immutable,
    user_name_required,
    user_name_nonempty,
    user_name_max_120,
    user_name_no_space,
    user_name_other_chars,
    user_name_immutable,
    user_name_not_unique,
    user_name_default,
    iam_name_equals_id,
    engine_required,
    engine_values,
    engine_case,
    engine_availability,
    engine_old_advice,
    engine_valkey_needs_auth,
    engine_change,
    engine_change_group,
    password_min_1,
    password_max_2,
    password_min_16,
    password_max_128,
    password_forbidden_chars,
    password_printable,
    password_safe_set,
    password_distinct,
    password_not_readable,
    password_no_in_access_string,
    password_replace,
    password_connections,
    auth_one_mode,
    auth_mixed_forms,
    auth_type_enum,
    auth_input_output_names,
    auth_type_case,
    auth_omit_in_modify,
    auth_switch,
    nopass_discouraged,
    iam_engine,
    iam_tls,
    iam_permission,
    as_required,
    as_nonblank,
    as_no_password_rules,
    as_no_reset,
    as_unknown_word,
    as_command_known,
    as_category_known,
    as_category_module,
    as_selector_syntax,
    as_key_after_star,
    as_version_feature,
    as_forbidden_command,
    as_one_line,
    as_default_off,
    as_resetkeys,
    as_order,
    as_useless_word,
    as_no_command,
    as_empty_pattern,
    as_no_key,
    as_no_channel,
    as_connection_commands,
    as_dangerous_has_info_keys,
    as_sees_all_keys,
    as_stops_server,
    as_full_access,
    as_empties_cache,
    as_disabled_user,
    as_off_keeps_connections,
    as_takes_effect_at_once,
    as_canonical_form,
    as_replace_or_append,
    as_append_modify_only,
    tag_max_50,
    tag_key_required,
    tag_key_max_128,
    tag_value_max_256,
    tag_value_optional,
    tag_key_aws_prefix,
    tag_key_unique,
    tag_charset,
    tag_atomic,
    cli_tags_empty,
    tag_no_modify,
    wrong_type,
    null_member,
    member_spelling,
    member_of_reply,
    unknown_member,
    state_active_only,
    modify_propagates,
    modify_only_id,
    modify_same_value,
    cli_file_single,
    cli_fileb,
    cli_http_prefix_v1,
    cli_file_passwords,
    cli_skeleton_not_ready,
}

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
