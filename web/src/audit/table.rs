//! The table of users, sorted by any column and filtered. Each row unfolds to its findings.

use super::columns::{Column, name};
use super::filter::{Filter, has};
use super::open::open;
use super::run::AuditRun;
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
pub fn Table(run: AuditRun) -> impl IntoView {
    let search = RwSignal::new(String::new());
    let filters = RwSignal::new(Vec::<Filter>::new());
    let order = RwSignal::new((Column::Findings, false));
    let most = RwSignal::new(MOST);
    let places = Memo::new(move |_| {
        let words: Vec<String> = search.get().split_whitespace().map(str::to_lowercase).collect();
        let (column, backwards) = order.get();
        run.audit.with(|audit| {
            filters.with(|filters| {
                let fits = |at: &usize| {
                    audit.users.get(*at).is_some_and(|user| {
                        filters.iter().all(|filter| filter.fits(user)) && has(user, &words)
                    })
                };
                column.sorted(&audit.users, (0..audit.users.len()).filter(fits).collect(), backwards)
            })
        })
    });
    let shown =
        Memo::new(move |_| places.with(|all| all.iter().take(most.get()).copied().collect::<Vec<_>>()));
    let count = move || {
        let all = run.audit.with(|audit| audit.users.len());
        match places.with(Vec::len) {
            found if found == all => format!("{all} users"),
            found => format!("{found} of {all} users"),
        }
    };
    let filter_button = move |filter: Filter| {
        let count =
            move || run.audit.with(|audit| audit.users.iter().filter(|user| filter.fits(user)).count());
        let text = move || format!("{} ({})", filter.title(), count());
        let is_on = move || filters.with(|filters| filters.contains(&filter));
        let press = move |()| {
            filters.update(|filters| match filters.iter().position(|other| *other == filter) {
                Some(at) => drop(filters.remove(at)),
                None => filters.push(filter),
            });
        };
        view! { <Button class="small" text=Signal::derive(text) pressed=Signal::derive(is_on) press=press /> }
    };
    let head = move |column: Column| {
        let sort = move || match order.get() {
            (sorted, false) if sorted == column => "ascending",
            (sorted, true) if sorted == column => "descending",
            _ => "none",
        };
        let press = move |_| {
            order.update(|(sorted, backwards)| {
                *backwards = *sorted == column && !*backwards;
                *sorted = column;
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
            <div class="kinds" role="group" aria-label="Only users that">{Filter::ALL.map(filter_button)}</div>
            <p class="audit-count" role="status">{count}</p>
        </div>
        <table class="audit-table" role="table" aria-label="Users">
            <thead role="rowgroup">
                <tr role="row">{Column::ALL.map(head)}</tr>
            </thead>
            <tbody role="rowgroup">
                <For each=move || shown.get() key=|at| *at let:at>
                    <Row run=run at=at />
                </For>
            </tbody>
        </table>
        <Show when=move || places.with(Vec::len).gt(&most.get())>
            <Button text=format!("Show {MOST} more") press=move |()| most.update(|most| *most += MOST) />
        </Show>
    }
}

/// A user. A click on the name unfolds its findings.
#[component]
fn Row(run: AuditRun, at: usize) -> impl IntoView {
    let user = run.audit.with_untracked(|audit| audit.users.get(at).cloned());
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
    let worst = user.findings.first().map(|finding| finding.severity.name());
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
                    <Details user=user.clone() run=run at=at />
                </Show>
            </td>
        </tr>
    }
    .into_any()
}

/// The findings and permissions of a user.
#[component]
fn Details(user: AuditRow, run: AuditRun, at: usize) -> impl IntoView {
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
        let user = run.users.with_untracked(|users| users.get(at).cloned());
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
