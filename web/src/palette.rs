//! The command palette: recipes, formats, fields and actions, found by typing.

use crate::browser::focus;
use crate::dialog::Dialog;
use crate::form::Input;
use crate::state::{State, View, id_of, use_state};
use elasticache_user::emit::TARGETS;
use elasticache_user::recipes::{recipe, recipes};
use elasticache_user::{Member, Path};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// The most results listed.
const MOST: usize = 12;

/// A function of the state.
type Call = fn(&State);

/// An action.
#[derive(Clone)]
struct Action {
    kind: &'static str,
    title: String,
    run: Run,
}

/// What an action does.
#[derive(Clone, Copy)]
enum Run {
    Recipe(&'static str),
    Format(&'static str),
    Field(Member),
    Focus(&'static str),
    Call(Call),
}

/// The dialog: a search field and its results.
#[component]
pub fn Palette() -> impl IntoView {
    let state = use_state();
    let typed = RwSignal::new(String::new());
    let at = RwSignal::new(0_usize);
    let all = StoredValue::new(actions());
    let found = Memo::new(move |_| {
        let words: Vec<String> = typed.get().split_whitespace().map(str::to_lowercase).collect();
        let fits = |action: &Action| {
            let text = format!("{} {}", action.kind, action.title).to_lowercase();
            words.iter().all(|word| text.contains(word))
        };
        let places =
            |all: &Vec<Action>| (0..all.len()).filter(|at| fits(&all[*at])).take(MOST).collect::<Vec<_>>();
        all.with_value(places)
    });
    let action = move |place: &usize| all.with_value(|all| all.get(*place).cloned());
    let run = move |nth: usize| {
        if let Some(action) = found.with_untracked(|found| found.get(nth).and_then(action)) {
            state.finding.set(false);
            typed.set(String::new());
            // Closing the dialog restores the focus first.
            request_animation_frame(move || run(&state, action.run));
        }
    };
    let keys = move |event: KeyboardEvent| {
        let count = found.with_untracked(Vec::len);
        match event.key().as_str() {
            "ArrowDown" => at.update(|at| *at = (*at + 1).min(count.saturating_sub(1))),
            "ArrowUp" => at.update(|at| *at = at.saturating_sub(1)),
            "Enter" => run(at.get_untracked()),
            _ => return,
        }
        event.prevent_default();
    };
    let rows = move || {
        let row = |(nth, action): (usize, Action)| {
            view! {
                <li>
                    <button type="button" class:current=move || at.get() == nth on:click=move |_| run(nth)>
                        <span class="kind">{action.kind}</span>
                        {action.title}
                    </button>
                </li>
            }
        };
        found.get().iter().filter_map(action).enumerate().map(row).collect_view()
    };
    view! {
        <Dialog name="palette" title="Find an action" open=state.finding close=move |()| state.finding.set(false)>
            <div on:keydown=keys>
                <Input
                    kind="search"
                    label="Action, recipe, format or field"
                    hint="Action, recipe, format or field"
                    value=typed
                    typed=move |text| {
                        typed.set(text);
                        at.set(0);
                    }
                />
                <ul class="actions-found">{rows}</ul>
            </div>
        </Dialog>
    }
}

fn run(state: &State, action: Run) {
    if state.view.get_untracked() != View::Form && !matches!(action, Run::Call(_)) {
        let state = *state;
        state.show_form();
        return request_animation_frame(move || run(&state, action));
    }
    match action {
        Run::Recipe(id) => recipe(id).into_iter().for_each(|recipe| state.start_recipe(recipe)),
        Run::Format(id) => state.delivery.update(|delivery| id.clone_into(&mut delivery.target)),
        Run::Field(member) => focus::to(&id_of(&Path::Member(member)), None),
        Run::Focus(id) => focus::to(id, None),
        Run::Call(call) => call(state),
    }
}

fn actions() -> Vec<Action> {
    let action = |kind, title: &str, run| Action { kind, title: title.to_owned(), run };
    let calls: [(&str, Call); 12] = [
        ("Copy the output", |_| focus::press("copy-0")),
        ("Import", |state| state.importing.set(Some(String::new()))),
        ("Share a link", State::share),
        ("Drafts", |state| state.drafts_open.set(true)),
        ("Undo", State::undo),
        ("Redo", State::redo),
        ("Start over", State::start_over),
        ("Audit users", |state| state.auditing.set(true)),
        ("Rules", |state| state.show_rules("")),
        ("Explain the access string", State::explain_form),
        ("Gallery of access strings", |state| state.view.set(View::Gallery)),
        ("Help", |state| state.help_open.set(true)),
    ];
    let members = [
        Member::UserId,
        Member::UserName,
        Member::Engine,
        Member::AccessString,
        Member::UserGroupId,
        Member::UserIds,
    ];
    let places = [
        ("Output", "output-title"),
        ("Problems", "problems-title"),
        ("Try a command", "try-command"),
        ("Compare with another access string", "compare"),
        ("Tests: what must run, and what must not", "must"),
        ("Fix a NOPERM", "missing"),
        ("Choose a recipe", "recipe"),
        ("Choose a format", "format"),
    ];
    let calls = calls.into_iter().map(|(title, call)| action("Do", title, Run::Call(call)));
    let places = places.into_iter().map(|(title, id)| action("Go to", title, Run::Focus(id)));
    let fields = members.into_iter().map(|member| {
        let title = crate::state::label_of(&Path::Member(member));
        action("Go to", &title, Run::Field(member))
    });
    let recipes = recipes().iter().map(|recipe| action("Recipe", recipe.title, Run::Recipe(recipe.id)));
    let formats = TARGETS.iter().map(|target| action("Format", target.title, Run::Format(target.id)));
    calls.chain(places).chain(fields).chain(recipes).chain(formats).collect()
}
