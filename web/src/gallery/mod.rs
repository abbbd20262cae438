//! Good and bad access strings, each with its own address.

use crate::state::use_state;
use access_string::{parse, verdict_line};
use elasticache_user::EngineVersion;
use leptos::prelude::*;

/// An example.
pub struct Example {
    /// The end of its address: `#example/cache-reader`.
    pub id: &'static str,
    /// Its purpose, or its mistake.
    pub title: &'static str,
    /// The string.
    pub text: &'static str,
    /// An explanation.
    pub about: &'static str,
}

/// Examples to copy.
const GOOD: &[Example] = &[
    Example {
        id: "cache-reader",
        title: "Reads one application's keys",
        text: "on ~app:* -@all +@read +@connection -@dangerous",
        about: "Reads keys that begin with app: and can connect. -@dangerous comes last, so it denies KEYS and CLIENT KILL again.",
    },
    Example {
        id: "cache-writer",
        title: "Reads and writes one application's keys",
        text: "on ~app:* resetchannels -@all +@read +@write +@connection -@dangerous",
        about: "Without -@dangerous it could also run FLUSHALL, which no key pattern restricts.",
    },
    Example {
        id: "worker",
        title: "Works on a job queue",
        text: "on ~queue:* resetchannels -@all +@list +@connection +multi +exec +discard -@dangerous",
        about: "Lists and transactions are enough for most queues. The recipes list what Celery, BullMQ and others really send.",
    },
    Example {
        id: "read-here-write-there",
        title: "Reads some keys, writes others",
        text: "on %R~orders:* %RW~cache:* resetchannels -@all +@read +@write +@connection -@dangerous",
        about: "%R~ only reads, %RW~ does both. It needs Redis OSS 7 or Valkey.",
    },
    Example {
        id: "listener",
        title: "Listens to its channels",
        text: "on resetkeys resetchannels &news:* -@all +subscribe +psubscribe +unsubscribe +punsubscribe +ping",
        about: "No keys at all: it only receives messages on its channels.",
    },
    Example {
        id: "monitoring",
        title: "Watches the cache",
        text: "on resetkeys resetchannels -@all +info +ping +client|id +slowlog|get +slowlog|len +latency|latest",
        about: "Server statistics, but no data. It names single subcommands, not whole commands.",
    },
    Example {
        id: "selector",
        title: "More rights for some keys only",
        text: "on ~app:* resetchannels -@all +@read +@connection -@dangerous (~app:counter:* +incr +decr)",
        about: "Rules in parentheses belong together: INCR works on counters and nowhere else.",
    },
];

/// Examples to avoid.
const BAD: &[Example] = &[
    Example {
        id: "everything",
        title: "Everything, just to make it work",
        text: "on ~* &* +@all",
        about: "The default of many tutorials. Anyone with this password can read and delete everything.",
    },
    Example {
        id: "flushall",
        title: "Empties the cache for everyone",
        text: "on ~app:* -@all +@read +@write",
        about: "It looks limited to app:*. But FLUSHALL and FLUSHDB name no key, so no pattern restricts them.",
    },
    Example {
        id: "order",
        title: "Rules in the wrong order",
        text: "on ~app:* +get +set -@all",
        about: "Rules apply left to right: -@all at the end denies everything again.",
    },
    Example {
        id: "given-back",
        title: "An exception that is undone",
        text: "on ~app:* -@all +@read -@dangerous +@connection",
        about: "+@connection comes after -@dangerous and allows CLIENT KILL, CLIENT LIST and CLIENT PAUSE again.",
    },
    Example {
        id: "no-keys",
        title: "Commands, but no keys",
        text: "on -@all +@read +@write -@dangerous",
        about: "Without a key pattern, every command that names a key is denied.",
    },
    Example {
        id: "no-ping",
        title: "Can't even connect",
        text: "on ~app:* -@all +get +set",
        about: "Most clients send PING, SELECT or CLIENT SETINFO when they connect, and give up if they're rejected.",
    },
    Example {
        id: "misspelt",
        title: "A misspelled category",
        text: "on ~app:* -@all +@raed",
        about: "The server rejects the whole string, so the user stays unchanged.",
    },
];

/// The example with this id.
pub fn example(id: &str) -> Option<&'static Example> {
    GOOD.iter().chain(BAD).find(|example| example.id == id)
}

/// The view with all examples.
#[component]
pub fn Gallery() -> impl IntoView {
    crate::state::set_address("#gallery");
    let state = use_state();
    Effect::new(move || {
        crate::browser::focus::to("gallery-title", None);
    });
    let item = |example: &'static Example| {
        let access = parse(example.text, EngineVersion::Valkey91.dialect());
        let line = match access.is_accepted() {
            true => verdict_line(&access.verdict(&access.matrix())),
            false => "Rejected by the server".to_owned(),
        };
        view! {
            <li class="example-card">
                <h4>
                    <a href=format!("#example/{}", example.id)>{example.title}</a>
                </h4>
                <p class="mono">{example.text}</p>
                <p class="gallery-verdict">{line}</p>
                <p class="why">{example.about}</p>
            </li>
        }
    };
    view! {
        <main class="page gallery">
            <div class="gallery-head">
                <h2 id="gallery-title" tabindex="-1">"Gallery of access strings"</h2>
                <p>"Open one to see what it allows, edit it, and share the link. Verdicts are for Valkey 9.1."</p>
                <p>
                    <a href="#explain=" on:click=move |_| state.explain(crate::state::Explained::default())>"Explain your own"</a>
                </p>
            </div>
            <section aria-labelledby="gallery-good">
                <h3 id="gallery-good">"To copy"</h3>
                <ul class="example-cards">{GOOD.iter().map(item).collect_view()}</ul>
            </section>
            <section aria-labelledby="gallery-bad">
                <h3 id="gallery-bad">"To avoid"</h3>
                <ul class="example-cards">{BAD.iter().map(item).collect_view()}</ul>
            </section>
        </main>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_examples_are_safe_and_bad_ones_are_not() {
        let dialect = EngineVersion::Valkey91.dialect();
        for example in GOOD {
            let access = parse(example.text, dialect);
            assert!(access.is_accepted(), "{}", example.id);
            let points = access.verdict(&access.matrix());
            let empties = points.iter().any(|point| point.text.starts_with("can empty"));
            assert!(!empties, "{}: {}", example.id, verdict_line(&points));
        }
        let bad = |id: &str| {
            let access = parse(example(id).unwrap().text, dialect);
            verdict_line(&access.verdict(&access.matrix()))
        };
        assert!(bad("flushall").starts_with("Can empty the cache"));
        assert!(bad("everything").starts_with("Can run every command on every key"));
        assert!(bad("order").starts_with("Can't run any command"));
        assert!(bad("given-back").contains("administration command"));
        assert_eq!(bad("misspelt"), "");
        let mut ids: Vec<&str> = GOOD.iter().chain(BAD).map(|example| example.id).collect();
        ids.sort_unstable();
        let count = ids.len();
        ids.dedup();
        assert_eq!(ids.len(), count);
    }
}
