//! What one user may do that another may not: what somebody who reviews a change has to know, the risk first.

use access_string::{Command, Difference, Part, Risk, User};
use leptos::prelude::*;

/// How many words of one row are in sight at once.
const MOST: usize = 16;

/// What differs, in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Changes {
    /// What to look at first.
    risks: Vec<String>,
    rows: Vec<Row>,
}

/// What differs of one kind.
#[derive(Clone, Debug, PartialEq)]
struct Row {
    title: &'static str,
    gained: Vec<String>,
    lost: Vec<String>,
}

impl Changes {
    /// What changes from one user to a later one.
    pub fn between(before: &User, after: &User) -> Self {
        let difference = before.diff(after);
        let login = match difference.enabled {
            Some(true) => (vec!["can log in".to_owned()], Vec::new()),
            Some(false) => (Vec::new(), vec!["can log in".to_owned()]),
            None => (Vec::new(), Vec::new()),
        };
        let Difference { gained, lost, risks, .. } = difference;
        let rows = [
            ("Login", login.0, login.1),
            ("Keys", gained.keys.clone(), lost.keys.clone()),
            ("Channels", gained.channels.clone(), lost.channels.clone()),
            ("Databases", gained.databases.clone(), lost.databases.clone()),
            ("Commands", commands(after, &gained), commands(before, &lost)),
        ];
        let row = |(title, gained, lost): (_, Vec<String>, Vec<String>)| {
            (!gained.is_empty() || !lost.is_empty()).then_some(Row { title, gained, lost })
        };
        let mut rows: Vec<Row> = rows.into_iter().filter_map(row).collect();
        // Where rights only move between them.
        let selectors = |part: &Part| part.selectors.iter().map(|nth| selector(*nth)).collect();
        rows.extend(row(("Selectors", selectors(&gained), selectors(&lost))).filter(|_| rows.is_empty()));
        Self { risks: risks.iter().map(risk).collect(), rows }
    }
}

/// The risks, and a row for each kind.
pub fn changes_view(changes: Changes) -> impl IntoView {
    let Changes { risks, rows } = changes;
    let same = rows.is_empty().then(|| view! { <p>"Same permissions."</p> });
    let risks = (!risks.is_empty()).then(|| {
        let words = risks.join(", ");
        view! { <p class="risks">"Review: gains " {words} "."</p> }
    });
    let row = |Row { title, gained, lost }| {
        view! {
            <div class="change">
                <dt>{title}</dt>
                <dd>{side("+", "Gains", gained)} {side("−", "Loses", lost)}</dd>
            </div>
        }
    };
    view! {
        {same}
        {risks}
        <dl class="changes-list">{rows.into_iter().map(row).collect_view()}</dl>
    }
}

fn side(sign: &'static str, title: &'static str, words: Vec<String>) -> Option<impl IntoView> {
    if words.is_empty() {
        return None;
    }
    let item = |word: &String| view! { <li><code>{word.clone()}</code></li> };
    let (first, rest) = words.split_at(words.len().min(MOST));
    let first = first.iter().map(item).collect_view();
    let rest = (!rest.is_empty()).then(|| {
        let title = format!("and {} more", rest.len());
        let items = rest.iter().map(item).collect_view();
        view! { <details><summary>{title}</summary><ul class="tokens">{items}</ul></details> }
    });
    Some(view! {
        <div class="side" role="group" aria-label=title>
            <span class="sign" aria-hidden="true">{sign}</span>
            <ul class="tokens">{first}</ul>
            {rest}
        </div>
    })
}

fn selector(nth: usize) -> String {
    if nth == 0 { "rules outside parentheses".to_owned() } else { format!("selector {nth}") }
}

/// The dangerous ones by name, then whole categories, then the rest by name.
fn commands(user: &User, part: &Part) -> Vec<String> {
    let dialect = user.dialect;
    let name = |own: &Command| own.name().replace('|', " ");
    let is_dangerous = |own: &Command| dialect.categories_of(*own).any(|each| each.name() == "dangerous");
    let (dangerous, mut rest): (Vec<Command>, Vec<Command>) =
        part.commands.iter().copied().partition(is_dangerous);
    let mut words: Vec<String> = dangerous.iter().map(name).collect();
    // The largest categories say the most.
    let mut whole: Vec<(&'static str, Vec<Command>)> = dialect
        .categories()
        .map(|category| (category.name(), dialect.members(category).collect::<Vec<_>>()))
        .filter(|(_, members)| members.len() >= 4 && members.iter().all(|own| part.commands.contains(own)))
        .collect();
    whole.sort_by_key(|(_, members)| std::cmp::Reverse(members.len()));
    for (category, members) in whole {
        if members.iter().any(|own| rest.contains(own)) {
            words.push(format!("everything in @{category} ({})", members.len()));
            rest.retain(|own| !members.contains(own));
        }
    }
    words.extend(rest.iter().map(name));
    words.extend(part.first_args.iter().cloned());
    if part.future_commands {
        words.push("commands of future versions".to_owned());
    }
    words
}

fn risk(risk: &Risk) -> String {
    let commands = |list: &[Command], what: &str| {
        let names: Vec<&str> = list.iter().take(3).map(|command| command.name()).collect();
        let more = if list.len() > names.len() { ", …" } else { "" };
        format!("{} {what} ({}{more})", list.len(), names.join(", "))
    };
    match risk {
        Risk::AnyPassword => "any password will do".to_owned(),
        Risk::AllKeys => "every key".to_owned(),
        Risk::AllChannels => "every channel".to_owned(),
        Risk::FutureCommands => "any command added in future versions".to_owned(),
        Risk::Admin(list) => commands(list, "of @admin"),
        Risk::Dangerous(list) => commands(list, "of @dangerous"),
        Risk::Scripting(list) => commands(list, "of @scripting"),
        _ => "more than before".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use access_string::{Dialect, Engine, parse};

    fn changes(before: &str, after: &str) -> Changes {
        let dialect = Dialect::from(Engine::Valkey80);
        Changes::between(&parse(before, dialect).user, &parse(after, dialect).user)
    }

    fn row<'a>(changes: &'a Changes, title: &str) -> &'a Row {
        changes.rows.iter().find(|row| row.title == title).unwrap()
    }

    #[test]
    fn dangerous_commands_come_first_and_whole_categories_are_one_word() {
        let all = changes("on -@all", "on -@all +@pubsub +keys +get");
        let commands = &row(&all, "Commands").gained;
        assert_eq!(commands[0], "keys");
        assert!(commands[1].starts_with("everything in @pubsub ("), "{commands:?}");
        assert_eq!(commands[2..], ["get"]);
    }

    #[test]
    fn keys_and_login_have_rows_of_their_own() {
        let all = changes("on ~a:* +get", "off ~b:* +get");
        assert_eq!(row(&all, "Keys").gained, ["~b:*"]);
        assert_eq!(row(&all, "Keys").lost, ["~a:*"]);
        assert_eq!(row(&all, "Login").lost, ["can log in"]);
        assert!(changes("on ~a:* +get", "on +get ~a:*").rows.is_empty());
    }

    #[test]
    fn a_selector_is_no_same_permissions() {
        let all = changes("on ~a:* +get", "on ~a:* +get (~b:* +set)");
        assert!(!all.rows.is_empty());
    }
}
