//! Everything derived from the form, computed once per change.

use super::convert::STAND_IN;
use super::{Access, Attention, Delivery, Form, StillOpen};
use elasticache_user::emit::{self, Emission, Note, Part};
use elasticache_user::{Context, Draft, Operation, Path, Report, Severity, User, check};
use leptos::prelude::*;
use reactive_stores::Store;
use std::sync::Arc;

/// A request, with its report and output.
#[derive(Clone, Debug)]
pub struct Checked {
    /// The form.
    pub form: Arc<Form>,
    /// The operation.
    pub operation: Operation,
    /// The request, with only the members its operation knows.
    pub draft: Draft,
    /// The context.
    pub context: Context,
    /// The parsed access string.
    pub access: Arc<Access>,
    /// Whether the output asks for missing passwords when it runs. The draft has stand-ins for them.
    pub asks: bool,
    /// Open places from an imported text that are still empty.
    pub open: Vec<StillOpen>,
    /// The members of a group that only drafts create.
    pub unmade: Vec<String>,
    /// The report.
    pub report: Report,
    /// The output.
    pub emission: Arc<Emission>,
}

impl Checked {
    /// A request and everything derived from it, with the users of the other drafts.
    pub fn new(form: Form, delivery: &Delivery, others: &[User]) -> Self {
        if let Some(asking) = form.with_stand_ins(delivery.target()) {
            let checked = Self::made(form.clone(), asking.draft(), delivery, others);
            if checked.asks_for_passwords() {
                return Self { asks: true, ..checked };
            }
        }
        let draft = form.draft();
        Self::made(form, draft, delivery, others)
    }

    /// The notes that keep the output from being ready: invalid options, what the format can't express, or why there is no
    /// file.
    pub fn blockers(&self) -> impl Iterator<Item = &Note> {
        let has_file = !self.emission.files.is_empty();
        self.emission.notes.iter().filter(move |note| {
            let says_why = matches!(note.path, Some(Path::Request | Path::Context(_)));
            note.severity == Severity::Error || (!has_file && says_why)
        })
    }

    /// This request as one of several in a file.
    pub fn part(&self) -> Part<'_> {
        Part {
            operation: self.operation,
            draft: &self.draft,
            context: &self.context,
            options: &self.form.options,
        }
    }

    fn made(form: Form, draft: Draft, delivery: &Delivery, others: &[User]) -> Self {
        let operation = form.operation;
        let draft = draft.for_operation(operation);
        let mut open = form.still_open(&draft);
        if let Some(target) = delivery.target() {
            open.iter_mut().for_each(|one| one.written |= target.refers(&one.place(), &form.options));
        }
        let places = open.iter().map(StillOpen::place).collect();
        let context = Context { open: places, ..form.context_among(others) };
        let mut report = check(operation, &draft, &context);
        if form.recipe.as_ref().is_some_and(|used| used.is_measured(&form)) {
            // This library was measured: that it doesn't send what other clients send on connect is no warning.
            let others =
                report.findings.iter_mut().filter(|finding| finding.rule == "as-connection-commands");
            others.for_each(|finding| finding.severity = Severity::Advice);
        }
        let emission = delivery
            .target()
            .map(|target| match open.is_empty() {
                true => emit::emit_checked(target, operation, &draft, &context, &form.options, &report),
                // A reference that the output can't contain is missing, so the request is checked again without it.
                false => emit::emit(target, operation, &draft, &context, &form.options),
            })
            .unwrap_or_default();
        Self {
            operation,
            draft,
            context,
            asks: false,
            access: Arc::new(Access::from_form(&form)),
            open,
            unmade: form.unmade(others),
            report,
            emission: Arc::new(emission),
            form: Arc::new(form),
        }
    }

    /// Whether the output asks for every missing password when it runs, so that it contains no stand-in.
    fn asks_for_passwords(&self) -> bool {
        let files = &self.emission.files;
        !files.is_empty() && !files.iter().any(|file| file.text().contains(STAND_IN))
    }

    /// Follows the form, except between a key press and its paint: the work comes right after the paint.
    pub fn follow(
        form: Store<Form>,
        delivery: RwSignal<Delivery>,
        others: Memo<Vec<User>>,
        attention: Attention,
    ) -> Memo<Arc<Self>> {
        let is_other = |before: Option<&Arc<Self>>, now: Option<&Arc<Self>>| match (before, now) {
            (Some(before), Some(now)) => !Arc::ptr_eq(before, now),
            _ => true,
        };
        let make = move |before: Option<&Arc<Self>>| match before {
            Some(before) if attention.unpainted.get() => Arc::clone(before),
            _ => Arc::new(
                others.with(|others| delivery.with(|delivery| Self::new(form.get(), delivery, others))),
            ),
        };
        Memo::new_with_compare(make, is_other)
    }
}
