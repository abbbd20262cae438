//! The table of users: sorted by any column, filtered, each row with what was found behind it.

use super::columns::{Column, name};
use super::filter::{Kind, has};
use super::judging::Judging;
use super::open::open;
use crate::button::Button;
use crate::form::Input;
use crate::hidden::visible;
use crate::state::use_state;
use elasticache_user::audit::{AuditRow, DoubtfulWord, RowFinding};
use leptos::prelude::*;

/// How many rows are rendered at once.
const MOST: usize = 100;

/// The filters, and the table itself.
#[component]
pub fn Table(judging: Judging) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let kinds = RwSignal::new(Vec::<Kind>::new());
    let order = RwSignal::new((Column::Findings, false));
    let most = RwSignal::new(MOST);
    let places = Memo::new(move |_| {
        let words: Vec<String> = search.get().split_whitespace().map(str::to_lowercase).collect();
        let (column, backwards) = order.get();
        judging.audit.with(|audit| {
            kinds.with(|kinds| {
                let fits = |at: &usize| {
                    audit
                        .users
                        .get(*at)
                        .is_some_and(|user| kinds.iter().all(|kind| kind.fits(user)) && has(user, &words))
                };
                column.sorted(&audit.users, (0..audit.users.len()).filter(fits).collect(), backwards)
            })
        })
    });
    let shown =
        Memo::new(move |_| places.with(|all| all.iter().take(most.get()).copied().collect::<Vec<_>>()));
    let count = move || {
        let all = judging.audit.with(|audit| audit.users.len());
        match places.with(Vec::len) {
            found if found == all => format!("{all} users"),
            found => format!("{found} of {all} users"),
        }
    };
    let kind = move |kind: Kind| {
        let count =
            move || judging.audit.with(|audit| audit.users.iter().filter(|user| kind.fits(user)).count());
        let text = move || format!("{} ({})", kind.title(), count());
        let is_on = move || kinds.with(|kinds| kinds.contains(&kind));
        let press = move |()| {
            kinds.update(|kinds| match kinds.iter().position(|own| *own == kind) {
                Some(at) => drop(kinds.remove(at)),
                None => kinds.push(kind),
            });
        };
        view! { <Button class="small" text=Signal::derive(text) pressed=Signal::derive(is_on) press=press /> }
    };
    let head = move |column: Column| {
        let sort = move || match order.get() {
            (own, false) if own == column => "ascending",
            (own, true) if own == column => "descending",
            _ => "none",
        };
        let press = move |_| {
            order.update(|(own, backwards)| {
                *backwards = *own == column && !*backwards;
                *own = column;
            });
        };
        view! {
            <th scope="col" role="columnheader" aria-sort=sort>
                <button type="button" class="link" on:click=press>{column.title()}</button>
            </th>
        }
    };
    view! {
        <div class="audit-filter">
            <Input kind="search" label="Filter users" hint="Filter: name, group, word, rule" value=search typed=move |text| search.set(text) />
            <div class="kinds" role="group" aria-label="Only users that">{Kind::ALL.map(kind)}</div>
            <p class="audit-count" role="status">{count}</p>
        </div>
        <table class="audit-table" role="table" aria-label="Users">
            <thead role="rowgroup">
                <tr role="row">{Column::ALL.map(head)}</tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || shown.get() key=|at| *at let:at>
                    <Row judging=judging at=at />
                </For>
            </tbody>
        </table>
        <Show when=move || places.with(Vec::len).gt(&most.get())>
            <Button text=format!("Show {MOST} more") press=move |()| most.update(|most| *most += MOST) />
        </Show>
    }
}

/// A user; a press on its name shows what was found of it.
#[component]
fn Row(judging: Judging, at: usize) -> impl IntoView {
    let user = judging.audit.with_untracked(|audit| audit.users.get(at).cloned());
    let Some(user) = user else { return ().into_any() };
    let is_open = RwSignal::new(false);
    let cell = |column: Column| {
        let text = visible(&column.text(&user));
        let is_filled = !text.is_empty();
        let is_code = matches!(column, Column::Keys | Column::Empties);
        let risk = matches!(column, Column::Empties) && is_filled || text == "no password" || text == "~*";
        let text = if is_code { view! { <code>{text}</code> }.into_any() } else { text.into_any() };
        view! { <td role="cell" data-title=column.title() data-risk=risk.then_some("yes") data-filled=is_filled.then_some("yes")>{text}</td> }
    };
    let cells = Column::ALL.iter().skip(1).map(|column| cell(*column)).collect_view();
    let title = visible(&name(&user));
    let id = format!("audit-row-{at}");
    let about = id.clone();
    let worst = user.findings.first().map(|own| own.severity.name());
    view! {
        <tr role="row" data-severity=worst>
            <th scope="row" role="rowheader">
                <button
                    type="button"
                    class="link"
                    aria-expanded=move || if is_open.get() { "true" } else { "false" }
                    aria-controls=about
                    on:click=move |_| is_open.update(|open| *open = !*open)
                >
                    {title}
                </button>
            </th>
            {cells}
        </tr>
        <tr role="row" class="audit-more" id=id hidden=move || !is_open.get()>
            <td role="cell" colspan=Column::ALL.len()>
                <Show when=move || is_open.get()>
                    <Details user=user.clone() judging=judging at=at />
                </Show>
            </td>
        </tr>
    }
    .into_any()
}

/// What was found of a user.
#[component]
fn Details(user: AuditRow, judging: Judging, at: usize) -> impl IntoView {
    let state = use_state();
    let finding = |RowFinding { rule, severity, message }: RowFinding| {
        view! {
            <li data-severity=severity.name()>
                <span class="severity">{severity.name()}</span>
                <span>{visible(&message)}</span>
                <code class="api">{rule}</code>
            </li>
        }
    };
    let doubtful = |DoubtfulWord { word, contradicted, by }: DoubtfulWord| {
        let why = match (contradicted, by) {
            (true, Some(by)) => format!(" is overridden by {}", visible(&by)),
            (_, Some(by)) => format!(" repeats {}", visible(&by)),
            (_, None) => " has no effect".to_owned(),
        };
        view! { <li><code>{visible(&word)}</code>{why}</li> }
    };
    let list = |title: &'static str, words: Vec<String>| {
        (!words.is_empty()).then(|| {
            let words =
                words.iter().map(|word| view! { <li><code>{visible(word)}</code></li> }).collect_view();
            view! { <dt>{title}</dt><dd><ul class="tokens">{words}</ul></dd> }
        })
    };
    let more = user.same_rights - user.same_rights_as.len().min(user.same_rights);
    let mut same = user.same_rights_as;
    if more > 0 {
        same.push(format!("and {more} more"));
    }
    let accepted = if user.accepted { "" } else { " (rejected)" };
    let words = user.doubtful_words.into_iter().map(doubtful).collect::<Vec<_>>();
    let words = (!words.is_empty()).then(|| view! { <dt>"Unused words"</dt><dd><ul>{words}</ul></dd> });
    let press = move |()| {
        let user = judging.users.with_untracked(|users| users.get(at).cloned());
        user.iter().for_each(|user| open(state, user));
    };
    view! {
        <ul class="audit-findings">{user.findings.into_iter().map(finding).collect_view()}</ul>
        <dl class="audit-about">
            <dt>"Access string"{accepted}</dt>
            <dd><code>{visible(&user.access_string)}</code></dd>
            {list("Keys", user.keys)}
            {list("Channels", user.channels)}
            {list("Dangerous", user.dangerous)}
            {words}
            {list("Same rights as", same)}
            {list("Groups", user.groups)}
        </dl>
        <p class="buttons"><Button class="small" text="Open in the form" press=press /></p>
    }
}
