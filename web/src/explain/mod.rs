//! The Explain view: one access string and what it means, to link to in a review.

mod review;

use crate::access::{TryCommand, Words};
use crate::browser::{clipboard, focus};
use crate::button::Button;
use crate::form::{AccessStringField, Cache};
use crate::matrix::Matrix;
use crate::problems::Problem;
use crate::recipes::Missing;
use crate::state::{
    Explained, Form, FormStoreFields, State, address_of, engine_title, id_of, set_address, use_state,
};
use crate::toast::Toast;
use access_string::{Point, verdict_line};
use elasticache_user::{Finding, Member, Path};
use gloo_timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use review::Review;
use std::sync::Arc;

/// The delay before the address is updated, in milliseconds: browsers reject more than about a hundred changes per minute.
const SOON: u32 = 400;

/// A field, a verdict, a sentence, the table, and a command to try.
#[component]
pub fn Explain() -> impl IntoView {
    let page = use_state();
    let state = page.aside(page.explained.with_untracked(Explained::form));
    provide_context(state);
    sync_address(page, state);
    let verdict =
        Memo::new(move |_| state.access.with(|access| access.string.verdict(&access.string.matrix())));
    let findings = Memo::new(move |_| {
        let is_about_string = |finding: &Finding| matches!(finding.path, Path::Member(Member::AccessString));
        state
            .findings
            .with(|all| all.iter().filter(|finding| is_about_string(finding)).cloned().collect::<Vec<_>>())
    });
    let has_string = move || state.form.access_string().with(|text| !text.trim().is_empty());
    let version = move || {
        state.access.with(|access| {
            let title = engine_title(access.version.name());
            if access.guessed {
                format!("Read as {title}, the newest version.")
            } else {
                format!("Read as {title}.")
            }
        })
    };
    let problem = move |finding: Finding| {
        let draft = state.checked.with_untracked(|checked| Arc::new(checked.draft.clone()));
        view! { <Problem finding=finding draft=draft open=false /> }
    };
    let notes = move || {
        let notes = page.explained.with(|explained| explained.notes.clone());
        notes.into_iter().map(|note| view! { <p class="link-note">{note}</p> }).collect_view()
    };
    // After following a link, a person reads; without a string, the field gets the focus. The view stays when the address
    // changes to another string.
    let wanted = Memo::new(move |_| {
        page.explained.with(|explained| match (explained.refused, explained.text.is_empty()) {
            (true, _) => Some("missing".to_owned()),
            (false, true) => Some(id_of(&Path::Member(Member::AccessString))),
            (false, false) => None,
        })
    });
    Effect::new(move || {
        if let Some(id) = wanted.get() {
            request_animation_frame(move || focus::to(&id, None));
        }
    });
    view! {
        <main class="page explain">
            <h2 class="visually-hidden">"Explain an access string"</h2>
            <section class="card explain-card" aria-label="Explain">
                {notes}
                <AccessStringField />
                <div class="explain-version">
                    <Cache />
                    <p class="why">{version}</p>
                </div>
                <Show when=has_string fallback=EmptyHint>
                    <VerdictLine verdict />
                    <Words />
                    <CopyActions />
                </Show>
            </section>
            <Show when=has_string>
                <section class="card explain-card" aria-label="Permissions">
                    <TryCommand />
                    <Matrix open=true />
                </section>
                <Show when=move || findings.with(|all| !all.is_empty())>
                    <section class="card explain-findings" aria-labelledby="explain-findings">
                        <h3 id="explain-findings">"Findings"</h3>
                        <ul class="problem-list">
                            <For each=move || findings.get() key=|finding| format!("{finding:?}") children=problem />
                        </ul>
                    </section>
                </Show>
            </Show>
            <section class="card explain-card" aria-label="Refused by the cache">
                <Missing title="Refused by the cache? Paste the NOPERM error or the ACL LOG entry" />
            </section>
            <Toast />
        </main>
    }
}

/// Keeps the address and the fields in sync.
fn sync_address(page: State, state: State) {
    let text = state.form.access_string();
    let version = state.form.engine_version();
    // Opening a link changes the fields.
    Effect::new(move |before: Option<Explained>| {
        let wanted = page.explained.get();
        let is_new = before.is_some_and(|before| before != wanted);
        let is_other = text.with_untracked(|text| *text != wanted.text)
            || version.with_untracked(|version| *version != wanted.version);
        if is_new && is_other {
            state.attention.pause();
            state.form.set(Form { draft: state.form.with_untracked(|form| form.draft), ..wanted.form() });
        }
        wanted
    });
    Effect::new(move |waiting: Option<Timeout>| {
        let (text, version) = (text.get(), version.get());
        drop(waiting);
        Timeout::new(SOON, move || {
            if page.view.get_untracked() != crate::state::View::Explain {
                return;
            }
            page.explained.update(|now| {
                if now.text != text {
                    now.notes.clear();
                }
                (now.text, now.version) = (text, version);
            });
            let fragment = page.explained.with_untracked(|now| match now.refused && now.text.is_empty() {
                true => "#noperm".to_owned(),
                false => now.fragment(),
            });
            set_address(&fragment);
        })
    });
}

/// The risks in one line.
#[component]
fn VerdictLine(verdict: Memo<Vec<Point>>) -> impl IntoView {
    let points = move || {
        let points = verdict.get();
        let rejected = points.is_empty();
        let point = |(nth, point): (usize, Point)| {
            let text = if nth == 0 { verdict_line(std::slice::from_ref(&point)) } else { point.text };
            view! {
                {(nth > 0).then(|| view! { <span class="dot">" · "</span> })}
                <span class:risk=point.is_risk>{text}</span>
            }
        };
        let list = points.into_iter().enumerate().map(point).collect_view();
        view! {
            {list}
            {rejected.then(|| view! { <span class="risk">"Servers reject this access string"</span> })}
        }
    };
    view! {
        <p class="verdict-line" role="status" aria-label="Verdict">
            {points}
        </p>
    }
}

/// A hint while there is no access string.
#[component]
fn EmptyHint() -> impl IntoView {
    view! {
        <p class="why">
            "Type or paste an access string, or look at the "<a href="#gallery">"gallery"</a>" of good and bad ones."
        </p>
    }
}

/// Buttons to copy the link, the sentence, a review or the string, to print, and to open the form.
#[component]
fn CopyActions() -> impl IntoView {
    let state = use_state();
    let copied = RwSignal::new("");
    let copy = move |what: &'static str| {
        state.attention.settle();
        let text = state.checked.with_untracked(|checked| Review::new(checked).text(what));
        spawn_local(async move {
            if clipboard::write(&text).await {
                copied.set(what);
                state.announce(format!("Copied: {}", what.to_lowercase()));
                Timeout::new(2_000, move || copied.set("")).forget();
            } else {
                state.notify("The browser did not allow copying. Select the text and copy it.");
            }
        });
    };
    let button = move |what: &'static str| {
        let class = if what == review::LINK { "primary" } else { "" };
        let text = move || if copied.get() == what { "Copied" } else { what }.to_owned();
        view! {
            <Button
                class=class
                label=Signal::stored(Some(if what == review::LINK { what.to_owned() } else { format!("Copy {}", what.to_lowercase()) }))
                text=Signal::derive(text)
                press=move |()| copy(what)
            />
        }
    };
    let print = move || drop(window().print());
    view! {
        <div class="take">
            {button(review::LINK)}
            <span class="take-label">"Copy as"</span>
            {[review::SENTENCE, review::MARKDOWN, review::STRING].map(button).collect_view()}
            <Button text="Print" press=print />
            <Button text="Open in the form" press=move |()| open_in_form(state) />
        </div>
    }
}

/// Opens the string in the form, or in a new draft if the form isn't blank.
fn open_in_form(aside: State) {
    let form = aside.form.with_untracked(|form| form.clone());
    let page = aside.page();
    page.open_explained(form);
}

/// The address that explains a form's access string.
fn address(form: &Form) -> String {
    let explained = Explained {
        text: form.access_string.clone(),
        version: form.engine_version.clone(),
        ..Explained::default()
    };
    address_of(&explained.fragment())
}
