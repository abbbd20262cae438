//! Every command by category: whether the user may run it, and the rule that decides.

use crate::browser::focus;
use crate::form::Input;
use crate::state::{engine_title, use_state};
use access_string::{AccessString, Category, Dialect, Effective as CommandAccess};
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Groups of categories. Categories in none of the lists describe what a command does.
const GROUPS: [(&str, &[&str]); 3] = [
    (
        "Data types",
        &[
            "string",
            "bitmap",
            "hash",
            "list",
            "set",
            "sortedset",
            "geo",
            "hyperloglog",
            "stream",
            "json",
            "bloom",
            "search",
        ],
    ),
    ("What it does", &[]),
    ("Risk", RISKS),
];

const RISKS: &[&str] = &["admin", "dangerous"];

/// Counts, a search, and a list of commands for each category, rendered when it is opened.
#[component]
pub fn Effective() -> impl IntoView {
    let access = use_state().access;
    let commands = Memo::new(move |_| access.with(|access| access.string.user.commands()));
    let dialect = Memo::new(move |_| access.with(|access| access.string.dialect));
    let search = RwSignal::new(String::new());
    let found = move || {
        let wanted = search.get().trim().to_ascii_lowercase();
        let fits = |command: &CommandAccess| !wanted.is_empty() && command.command.name().contains(&wanted);
        commands.with(|all| all.iter().filter(|command| fits(command)).copied().collect())
    };
    let version = move || {
        access.with(|access| {
            let title = engine_title(access.version.name());
            if access.guessed {
                format!("assuming {title} (no version chosen)")
            } else {
                format!("on {title}")
            }
        })
    };
    let allowed = move || commands.with(|all| all.iter().filter(|command| command.allowed).count());
    let open = RwSignal::new(None::<Category>);
    // All categories are one tab stop.
    let current = RwSignal::new(None::<Category>);
    let is_stop = move |category: Category| {
        let first = || dialect.get().categories().find(|each| group_of(*each) == 0);
        current.get().or_else(first) == Some(category)
    };
    let members = move || {
        let Some(category) = open.get() else { return Vec::new() };
        let members = dialect.get().members(category);
        let is_member = |command: &&CommandAccess| members.contains(command.command);
        commands.with(|all| all.iter().filter(is_member).copied().collect())
    };
    let groups = GROUPS.iter().enumerate().map(|(nth, (title, _))| {
        let category = move |category: Category| {
            let is_stop = Signal::derive(move || is_stop(category));
            let dialect = dialect.get_untracked();
            view! { <CategoryItem category dialect commands open current is_stop /> }
        };
        let categories = move || in_group(dialect.get(), nth).into_iter().map(category).collect_view();
        let is_open = move || open.get().is_some_and(|category| group_of(category) == nth);
        view! {
            <div class="category-group">
                <h4>{*title}</h4>
                <ul class="categories">
                    {categories}
                </ul>
                <Show when=is_open>
                    <CommandList all=Signal::derive(members) />
                </Show>
            </div>
        }
    });
    let step = |event: KeyboardEvent| {
        let forth = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => true,
            "ArrowLeft" | "ArrowUp" => false,
            _ => return,
        };
        if focus::step(&event, forth, ".category") {
            event.prevent_default();
        }
    };
    view! {
        <section class="effective" aria-labelledby="effective-title">
            <div class="bench-head">
                <h3 id="effective-title">"Effective permissions"</h3>
                <p class="counts">
                    <b>{allowed}</b> {move || format!(" of {} commands ", commands.with(Vec::len))} {version}
                </p>
            </div>
            <Input kind="search" label="Search commands" hint="Search commands" value=search typed=move |text| search.set(text) />
            <CommandList all=Signal::derive(found) />
            <div class="category-groups" on:keydown=step>{groups.collect_view()}</div>
        </section>
    }
}

/// The index in [`GROUPS`].
fn group_of(category: Category) -> usize {
    GROUPS.iter().position(|(_, names)| names.contains(&category.name())).unwrap_or(1)
}

fn in_group(dialect: Dialect, nth: usize) -> Vec<Category> {
    match GROUPS.get(nth) {
        Some((_, [])) | None => dialect.categories().filter(|category| group_of(*category) == nth).collect(),
        Some((_, names)) => names
            .iter()
            .filter_map(|name| dialect.categories().find(|category| category.name() == *name))
            .collect(),
    }
}

/// A category with the share that is allowed. A click lists its commands.
#[component]
fn CategoryItem(
    category: Category,
    dialect: Dialect,
    commands: Memo<Vec<CommandAccess>>,
    open: RwSignal<Option<Category>>,
    current: RwSignal<Option<Category>>,
    is_stop: Signal<bool>,
) -> impl IntoView {
    let members = dialect.members(category);
    let total = members.len();
    let allowed = Memo::new(move |_| {
        let is_allowed = |command: &&CommandAccess| command.allowed && members.contains(command.command);
        commands.with(|all| all.iter().filter(is_allowed).count())
    });
    let share = move || match allowed.get() {
        0 => "none",
        some if some == total => "all",
        _ => "some",
    };
    let is_open = move || open.get() == Some(category);
    let toggle = move |_| open.update(|open| *open = (*open != Some(category)).then_some(category));
    view! {
        <li data-share=share data-risk=RISKS.contains(&category.name()).then_some("")>
            <button
                type="button"
                class="category"
                aria-expanded=move || if is_open() { "true" } else { "false" }
                tabindex=move || if is_stop.get() { "0" } else { "-1" }
                on:focus=move |_| current.set(Some(category))
                on:click=toggle
            >
                <span class="mono">{format!("@{}", category.name())}</span>
                <span class="tally">{move || format!("{}/{total}", allowed.get())}</span>
                <span class="share" aria-hidden="true">
                    <span style:inline-size=move || format!("{}%", allowed.get() * 100 / total.max(1))></span>
                </span>
            </button>
        </li>
    }
}

/// Commands, each with the rule that decides.
#[component]
fn CommandList(all: Signal<Vec<CommandAccess>>) -> impl IntoView {
    let access = use_state().access;
    let rows = move || {
        access.with(|access| all.get().iter().map(|command| row(command, &access.string)).collect_view())
    };
    let is_empty = move || all.with(Vec::is_empty);
    // It scrolls with the keyboard, too.
    view! {
        <ul class="commands" aria-label="Commands" tabindex=move || if is_empty() { "-1" } else { "0" }>
            {rows}
        </ul>
    }
}

fn row(command: &CommandAccess, access: &AccessString) -> impl IntoView + use<> {
    let mark = if command.allowed { "allowed" } else { "refused" };
    let why = command.rule.map(|span| span.slice(&access.text).to_owned()).unwrap_or_default();
    view! {
        <li data-verdict=mark>
            <code>{command.command.name().replace('|', " ")}</code>
            <span class="visually-hidden">" "{mark}" "</span>
            <span class="why">{why}</span>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::EngineVersion;

    #[test]
    fn every_category_is_in_one_group() {
        let dialect = EngineVersion::Valkey91.dialect();
        let all: usize = (0..GROUPS.len()).map(|nth| in_group(dialect, nth).len()).sum();
        assert_eq!(all, dialect.categories().count());
        let risks: Vec<&str> = in_group(dialect, 2).iter().map(|category| category.name()).collect();
        assert_eq!(risks, RISKS);
    }
}
