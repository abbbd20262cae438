//! What changes for a user that is already there.

use crate::browser::nodes::{Node, kept, node};
use crate::memo::Memo;
use crate::state::{Access, Seen, use_state};
use crate::when::When;
use access_string::{Difference, Part, Risk, User, parse};
use leptos::prelude::*;

/// So many words of one side are in sight at once.
const MOST: usize = 24;

/// What is gained and lost against the current user; nothing without one.
#[component]
pub fn DifferenceView() -> impl IntoView {
    let state = use_state();
    let before =
        Memo::new(move |_| state.seen.with(|Seen(form)| form.current.as_ref()?.access_string.clone()));
    let sides = Callback::new(move |()| {
        before
            .with(|before| {
                before.as_ref().map(|before| {
                    state.access.with(|Access { string, .. }| {
                        sides(&parse(before, string.dialect).user, &string.user)
                    })
                })
            })
            .unwrap_or_default()
    });
    view! {
        <When so=move || before.with(Option::is_some)>
            <section class="difference" aria-labelledby="difference-title">
                <h3 id="difference-title">"Against the current user"</h3>
                <div use:kept=sides></div>
            </section>
        </When>
    }
}

/// What one user gains and loses against an earlier one.
pub fn sides(before: &User, after: &User) -> Vec<Node> {
    let Difference { enabled, gained, lost, risks, .. } = before.diff(after);
    let login = |wanted: bool| (enabled == Some(wanted)).then(|| "to log in".to_owned());
    let words = |part: Part, first: Option<String>| -> Vec<String> {
        let commands = part.commands.iter().map(|command| command.name().replace('|', " "));
        let rest = [part.keys, part.channels, part.databases, part.first_args].concat();
        first.into_iter().chain(rest).chain(commands).collect()
    };
    let (gained, lost) = (words(gained, login(true)), words(lost, login(false)));
    if gained.is_empty() && lost.is_empty() {
        return vec![node("p").text("It means the same.")];
    }
    let mut all = Vec::new();
    all.extend(side("Gains", "gained", gained));
    all.extend((!risks.is_empty()).then(|| {
        let risks: Vec<String> = risks.iter().map(risk).collect();
        node("p").with("class", "risks").text(["Look twice: ", &risks.join(", "), "."].concat())
    }));
    all.extend(side("Loses", "lost", lost));
    all
}

fn side(title: &'static str, kind: &'static str, words: Vec<String>) -> Option<Node> {
    if words.is_empty() {
        return None;
    }
    let list = |words: &[String]| {
        let item = |word: &String| node("li").child(node("code").text(word.clone()));
        node("ul").with("class", "tokens").children(words.iter().map(item))
    };
    let (first, rest) = words.split_at(words.len().min(MOST));
    let more = (!rest.is_empty()).then(|| {
        let title = ["and ", &rest.len().to_string(), " more"].concat();
        node("details").child(node("summary").text(title)).child(list(rest))
    });
    Some(node("div").with("data-side", kind).child(node("h4").text(title)).child(list(first)).children(more))
}

fn risk(risk: &Risk) -> String {
    let commands = |list: &[access_string::Command], what: &str| {
        let names: Vec<&str> = list.iter().take(3).map(|command| command.name()).collect();
        let more = if list.len() > names.len() { ", …" } else { "" };
        [&list.len().to_string(), " ", what, " (", &names.join(", "), more, ")"].concat()
    };
    match risk {
        Risk::AnyPassword => "any password will do".to_owned(),
        Risk::AllKeys => "every key".to_owned(),
        Risk::AllChannels => "every channel".to_owned(),
        Risk::FutureCommands => "commands that later versions will bring".to_owned(),
        Risk::Admin(list) => commands(list, "of @admin"),
        Risk::Dangerous(list) => commands(list, "of @dangerous"),
        Risk::Scripting(list) => commands(list, "of @scripting"),
        _ => "more than before".to_owned(),
    }
}
