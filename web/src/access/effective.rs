//! Every command with whether the user may run it, by category, and the word that decided.

use crate::state::{Access, engine_title, use_state};
use access_string::Effective as Own;
use leptos::prelude::*;

/// A command: its name, whether it may run, and why.
#[derive(Clone, PartialEq)]
struct Row {
    name: &'static str,
    allowed: bool,
    why: String,
}

/// The region with counts, a search, and a list for each category, made when it is opened.
#[component]
pub fn Effective() -> impl IntoView {
    let access = use_state().access;
    let commands = Memo::new(move |_| access.with(|access| access.string.user.commands()));
    let search = RwSignal::new(String::new());
    let total = move || commands.with(|all| count(all.iter()));
    let found = move || {
        let wanted = search.get().trim().to_ascii_lowercase();
        (!wanted.is_empty()).then(|| {
            let rows = access.with(|access| {
                commands.with(|all| rows(access, all, |own| own.command.name().contains(&wanted)))
            });
            view! { <CommandList rows=rows /> }
        })
    };
    let categories =
        Memo::new(move |_| access.with(|access| access.string.dialect.categories().collect::<Vec<_>>()));
    let version = move || {
        access.with(|access| {
            let words = if access.guessed { ", no version chosen" } else { "" };
            ["on ", &engine_title(access.string.dialect.engine.name()), words].concat()
        })
    };
    view! {
        <section class="effective" aria-labelledby="effective-title">
            <div class="bench-head">
                <h3 id="effective-title">"Effective permissions"</h3>
                <p class="counts">
                    <b>{move || total().0}</b> {move || [" of ", &total().1.to_string(), " commands "].concat()} {version}
                </p>
            </div>
            <input
                type="search"
                aria-label="Search commands"
                placeholder="Search commands"
                autocomplete="off"
                spellcheck="false"
                on:input=move |event| search.set(event_target_value(&event))
            />
            {found}
            <ul class="categories">
                <For each=move || categories.get() key=|category| category.name() let:category>
                    <CategoryRow category=category commands=commands />
                </For>
            </ul>
        </section>
    }
}

#[component]
fn CategoryRow(category: access_string::Category, commands: Memo<Vec<Own>>) -> impl IntoView {
    let access = use_state().access;
    let open = RwSignal::new(false);
    let dialect = Memo::new(move |_| access.with(|access| access.string.dialect));
    let members = Memo::new(move |_| dialect.get().members(category).collect::<Vec<_>>());
    let counted = Memo::new(move |_| {
        members.with(|members| {
            commands.with(|all| count(all.iter().filter(|own| members.binary_search(&own.command).is_ok())))
        })
    });
    let list = move || {
        open.get().then(|| {
            let rows = members.with(|members| {
                access.with(|access| {
                    commands.with(|all| rows(access, all, |own| members.binary_search(&own.command).is_ok()))
                })
            });
            view! { <CommandList rows=rows /> }
        })
    };
    let share = move || match counted.get() {
        (0, _) => "none",
        (some, all) if some == all => "all",
        _ => "some",
    };
    view! {
        <li data-share=share>
            <button type="button" class="category" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|open| *open = !*open)>
                <span class="mono">"@" {category.name()}</span>
                <span class="tally">{move || counted.get().0} "/" {move || counted.get().1}</span>
            </button>
            {list}
        </li>
    }
}

#[component]
fn CommandList(rows: Vec<Row>) -> impl IntoView {
    let row = |Row { name, allowed, why }: Row| {
        let mark = if allowed { "allowed" } else { "refused" };
        view! {
            <li data-verdict=mark>
                <code>{name.replace('|', " ")}</code>
                " "
                <span class="visually-hidden">{mark}</span>
                " "
                <span class="why">{why}</span>
            </li>
        }
    };
    view! { <ul class="commands">{rows.into_iter().map(row).collect_view()}</ul> }
}

/// How many of these may run, of how many.
fn count<'a>(own: impl Iterator<Item = &'a Own>) -> (usize, usize) {
    own.fold((0, 0), |(allowed, all), own| (allowed + usize::from(own.allowed), all + 1))
}

fn rows(access: &Access, all: &[Own], wanted: impl Fn(&&Own) -> bool) -> Vec<Row> {
    let why = |own: &Own| match own.rule {
        Some(span) => span.of(&access.string.text).to_owned(),
        None => String::new(),
    };
    all.iter()
        .filter(wanted)
        .map(|own| Row { name: own.command.name(), allowed: own.allowed, why: why(own) })
        .collect()
}
