//! Every command with whether the user may run it, by category, and the word that decided.

use crate::browser::nodes::{Node, kept, node, pressed_at};
use crate::form::Input;
use crate::memo::Memo;
use crate::state::{engine_title, use_state};
use access_string::{AccessString, Category, Command, Effective as Own};
use leptos::prelude::*;

/// The region with counts, a search, and a list for each category, made when it is opened.
#[component]
pub fn Effective() -> impl IntoView {
    let access = use_state().access;
    let commands = Memo::new(move |_| access.with(|access| access.string.user.commands()));
    let dialect = Memo::new(move |_| access.with(|access| access.string.dialect));
    let members = Memo::new(move |_| {
        let dialect = dialect.get();
        dialect
            .categories()
            .map(|category| (category, dialect.members(category).collect()))
            .collect::<Vec<Members>>()
    });
    let search = RwSignal::new(String::new());
    let open = RwSignal::new(Vec::<usize>::new());
    let found = Callback::new(move |()| {
        let wanted = search.get().trim().to_ascii_lowercase();
        if wanted.is_empty() {
            return Vec::new();
        }
        access.with(|access| {
            commands.with(|all| {
                rows(&access.string, all.iter().filter(|own| own.command.name().contains(&wanted)))
            })
        })
    });
    let categories = Callback::new(move |()| {
        access.with(|access| {
            commands.with(|all| {
                members.with(|each| {
                    let item = |(at, members)| {
                        item(&access.string, all, members, open.with(|open| open.contains(&at)))
                    };
                    each.iter().enumerate().map(item).collect()
                })
            })
        })
    });
    let version = move || {
        access.with(|access| {
            let words = if access.guessed { ", no version chosen" } else { "" };
            ["on ", &engine_title(access.version.name()), words].concat()
        })
    };
    let allowed = move || commands.with(|all| all.iter().filter(|own| own.allowed).count());
    let toggle = move |at: usize| {
        open.update(|open| match open.iter().position(|other| *other == at) {
            Some(n) => drop(open.swap_remove(n)),
            None => open.push(at),
        });
    };
    view! {
        <section class="effective" aria-labelledby="effective-title">
            <div class="bench-head">
                <h3 id="effective-title">"Effective permissions"</h3>
                <p class="counts">
                    <b>{allowed}</b> {move || [" of ", &commands.with(Vec::len).to_string(), " commands "].concat()} {version}
                </p>
            </div>
            <Input kind="search" label="Search commands" hint="Search commands" value=search typed=move |text| search.set(text) />
            <ul class="commands" use:kept=found></ul>
            <ul
                class="categories"
                use:kept=categories
                on:click=move |event| {
                    if let Some(at) = pressed_at(&event) {
                        toggle(at);
                    }
                }
            ></ul>
        </section>
    }
}

/// A category and its commands, in order.
type Members = (Category, Vec<Command>);

fn item(access: &AccessString, all: &[Own], (category, members): &Members, open: bool) -> Node {
    let own = || all.iter().filter(|own| members.binary_search(&own.command).is_ok());
    let (allowed, total) = own().fold((0, 0), |(some, all), own| (some + usize::from(own.allowed), all + 1));
    let share = match allowed {
        0 => "none",
        some if some == total => "all",
        _ => "some",
    };
    let tally = [&allowed.to_string(), "/", &total.to_string()].concat();
    let button = node("button")
        .with("type", "button")
        .with("class", "category")
        .with("aria-expanded", if open { "true" } else { "false" })
        .child(node("span").with("class", "mono").text(["@", category.name()].concat()))
        .child(node("span").with("class", "tally").text(tally));
    let item = node("li").with("data-share", share).child(button);
    if open { item.child(node("ul").with("class", "commands").children(rows(access, own()))) } else { item }
}

fn rows<'a>(access: &AccessString, own: impl Iterator<Item = &'a Own>) -> Vec<Node> {
    let row = |own: &Own| {
        let mark = if own.allowed { "allowed" } else { "refused" };
        let why = own.rule.map(|span| span.of(&access.text).to_owned()).unwrap_or_default();
        node("li")
            .with("data-verdict", mark)
            .child(node("code").text(own.command.name().replace('|', " ")))
            .child(node("span").with("class", "visually-hidden").text([" ", mark, " "].concat()))
            .child(node("span").with("class", "why").text(why))
    };
    own.map(row).collect()
}
