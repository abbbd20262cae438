//! Whether a command would run.

use super::side_effects::side_effects;
use crate::button::Button;
use crate::form::Input;
use crate::state::{Access, engine_title, use_state};
use access_string::{AccessString, Command, Need, Reason, Verdict, parse, read_needs};
use leptos::prelude::*;

/// A field for a command or a NOPERM error, the verdict, and a button for each way to allow it.
#[component]
pub fn TryCommand() -> impl IntoView {
    let state = use_state();
    let typed = state.tried;
    let answer = Memo::new(move |_| typed.with(|line| state.access.with(|access| answer(access, line))));
    let result = move || {
        answer.get().map(|Answer { allowed, words, missing, wider, side_effects }| {
            let button = |missing: String| {
                let label = format!("Add {missing}");
                let press = move |()| {
                    state.add_rules(&missing);
                    state.notify_undoable(format!("Added {missing}."));
                };
                view! { <Button class="small" text=label press=press /> }
            };
            let buttons = [missing, wider].into_iter().filter(|words| !words.is_empty()).map(button);
            let buttons = buttons.collect_view();
            let side_effects =
                (!side_effects.is_empty()).then(|| view! { <span class="brings">{side_effects}</span> });
            view! {
                <span data-verdict=if allowed { "allowed" } else { "refused" }>{words}</span>
                {buttons}
                {side_effects}
            }
        })
    };
    view! {
        <div class="try">
            <label for="try-command">"Try a command"</label>
            <Input
                id="try-command"
                class="mono"
                hint="GET app:1, or a NOPERM error"
                described="try-answer"
                value=typed
                typed=move |text| typed.set(text)
            />
            <p id="try-answer" class="verdict" aria-live="polite">{result}</p>
        </div>
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Answer {
    allowed: bool,
    words: String,
    missing: String,
    /// The same with a pattern instead of a single key.
    wider: String,
    /// What else the missing rules allow.
    side_effects: String,
}

fn answer(access: &Access, line: &str) -> Option<Answer> {
    let line = line.trim();
    let line = CLIENTS.iter().find_map(|client| line.strip_prefix(client)).unwrap_or(line).trim();
    match read_needs(line).needs.as_slice() {
        [Need::Call(argv)] => {
            let argv: Vec<String> =
                argv.iter().map(|word| String::from_utf8_lossy(word).into_owned()).collect();
            Some(verdict(access, &argv))
        }
        [] => {
            let argv: Vec<String> = line.split_whitespace().map(str::to_owned).collect();
            (!argv.is_empty()).then(|| match refusal_without_name(line) {
                true => Answer { words: UNCLEAR.to_owned(), ..Answer::default() },
                false => verdict(access, &argv),
            })
        }
        needs => Some(refusal(access, needs)),
    }
}

/// Prefixes that are often copied with a command.
const CLIENTS: [&str; 4] = ["redis-cli ", "valkey-cli ", "127.0.0.1:6379> ", "> "];

const UNCLEAR: &str = "This names no command, and no key or channel. Paste the command that failed.";

fn refusal_without_name(line: &str) -> bool {
    line.contains("NOPERM") || line.to_ascii_lowercase().contains("no permissions to access")
}

/// What to add for a NOPERM error.
fn refusal(access: &Access, needs: &[Need]) -> Answer {
    let missing = access.string.addition(needs).text;
    let asked = needs.iter().filter_map(|need| match need {
        Need::Command(name) => access.string.dialect.command(name),
        _ => None,
    });
    let asked: Vec<Command> = asked.collect();
    let side_effects = side_effects_of(&access.string, &asked, &missing);
    let (allowed, words) = match missing.is_empty() {
        true => (true, "Allowed: the access string has all of this.".to_owned()),
        false => (false, "Refused by this access string, too.".to_owned()),
    };
    Answer { allowed, words, wider: wider(&missing), missing, side_effects }
}

/// `%R~user:1` as `%R~user:*`; empty if there is no such pattern.
fn wider(words: &str) -> String {
    let pattern = |word: &str| {
        let (start, key) = word.split_once('~')?;
        let (prefix, last) = key.rsplit_once(':')?;
        (!key.contains(['*', '?', '[', '\\']) && !last.is_empty()).then(|| format!("{start}~{prefix}:*"))
    };
    let is_any = words.split(' ').any(|word| pattern(word).is_some());
    if !is_any {
        return String::new();
    }
    words
        .split(' ')
        .map(|word| pattern(word).unwrap_or_else(|| word.to_owned()))
        .collect::<Vec<_>>()
        .join(" ")
}

fn verdict(access: &Access, argv: &[String]) -> Answer {
    let argv: Vec<&str> = argv.iter().map(String::as_str).collect();
    let name = argv.first().copied().unwrap_or_default();
    let user = &access.string.user;
    let by = |rule: Option<access_string::Span>| rule.map(|span| span.slice(&access.string.text));
    let argument = |position: usize| argv.get(position).copied().unwrap_or(name);
    let (allowed, words) = match user.can(&argv, 0) {
        Verdict::Allowed { rule, .. } => {
            let off = if user.enabled { "" } else { ", once the user is on" };
            (true, by(rule).map_or(format!("Allowed{off}."), |rule| format!("Allowed by {rule}{off}.")))
        }
        Verdict::UnknownCommand => {
            let version = engine_title(access.version.name());
            (false, format!("{name} isn't a command in {version}."))
        }
        Verdict::WrongArity { .. } => (false, format!("{name}: wrong number of arguments.")),
        Verdict::Refused { reason, rule, command, .. } => {
            let why = match reason {
                Reason::Command => match by(rule) {
                    Some(rule) => format!("{} is denied by {rule}", command.name()),
                    None => format!("no rule allows {}", command.name()),
                },
                Reason::Key { position, needs } => {
                    let what = match (needs.read, needs.write) {
                        (true, true) => "reading and writing",
                        (_, true) => "writing",
                        _ => "reading",
                    };
                    format!("no key pattern allows {what} {}", argument(position))
                }
                Reason::Channel { position } => format!("no channel pattern allows {}", argument(position)),
                Reason::Database { .. } => "the database isn't allowed".to_owned(),
            };
            (false, format!("Denied: {why}."))
        }
    };
    let words = match elasticache_user::module_remark(&access.string, &argv) {
        Some(remark) => [&words, " ", remark].concat(),
        None => words,
    };
    let missing = user.missing(&argv, 0).join(" ");
    let asked: Vec<Command> = access.string.dialect.command_of(&argv).into_iter().collect();
    let side_effects = side_effects_of(&access.string, &asked, &missing);
    Answer { allowed, words, wider: wider(&missing), missing, side_effects }
}

fn side_effects_of(string: &AccessString, asked: &[Command], missing: &str) -> String {
    if missing.is_empty() {
        return String::new();
    }
    let after = parse(&format!("{} {missing}", string.text), string.dialect).user;
    side_effects(&string.user, &after, asked).join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use elasticache_user::EngineVersion;

    fn answer_to(line: &str) -> Answer {
        let version = EngineVersion::Valkey80;
        let string = parse("on ~app:* -@all +@read +set", version.dialect());
        answer(&Access { string, version, guessed: false }, line).unwrap()
    }

    #[test]
    fn quotes_and_clients_are_read() {
        assert!(answer_to(r#"SET app:k "a b""#).allowed);
        assert!(answer_to("valkey-cli GET app:1").allowed);
        assert!(answer_to("127.0.0.1:6379> get app:1").allowed);
    }

    #[test]
    fn a_refusal_says_what_to_add() {
        let refused = answer_to("NOPERM User app has no permissions to run the 'hset' command");
        assert_eq!((refused.allowed, refused.missing.as_str()), (false, "+hset"));
        assert!(answer_to("(error) NOPERM User app has no permissions to run the 'get' command").allowed);
        assert_eq!(answer_to("NOPERM No permissions to access a key").words, UNCLEAR);
    }

    #[test]
    fn a_pattern_is_offered_beside_a_key() {
        let refused = answer_to("GET user:1");
        assert_eq!((refused.missing.as_str(), refused.wider.as_str()), ("%R~user:1", "%R~user:*"));
        assert_eq!(answer_to("GET user").wider, "");
    }
}
