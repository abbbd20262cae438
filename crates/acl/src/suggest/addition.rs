//! Words to add to a user, so that more is allowed and nothing else changes.

use super::{Grouping, Need, suggest};
use crate::parse::{AccessString, parse};
use crate::user::User;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// Words to put after the words of a user.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "camelCase"))]
pub struct Addition {
    /// The words, separated by spaces: `~app:* +get`. Empty where nothing is missing.
    pub text: String,
    /// The needs that no user of this version can have, by their place in the list, as
    /// [`Suggestion::impossible`](super::Suggestion::impossible).
    pub impossible: Vec<usize>,
}

impl AccessString {
    /// The fewest words to append so that everything needed is allowed. They deny nothing.
    ///
    /// The words are given to the root. What they bring besides is for [`User::diff`] to say: a key is then open to
    /// every command of the user, and a command to each of its keys.
    ///
    /// ```
    /// use access_string::{Engine, parse, read_needs};
    /// let access = parse("on ~app:* -@all +@read", Engine::Valkey80);
    /// let needs = read_needs("GET app:1\nHSET app:2 name Jo\nNOPERM User a has no permissions to run the 'ping' command");
    /// assert_eq!(access.addition(&needs.needs).text, "+hset +ping");
    /// ```
    #[must_use]
    pub fn addition(&self, needs: &[Need]) -> Addition {
        let user = &self.user;
        let (places, refused): (Vec<usize>, Vec<Need>) =
            needs.iter().cloned().enumerate().filter(|(_, need)| !allows(user, need)).unzip();
        let suggestion = suggest(&refused, self.dialect, Grouping::Exact);
        let wanted = parse(&suggestion.text, self.dialect).user;
        let root = User { selectors: Vec::new(), ..user.clone() };
        let gained = root.diff(&wanted).gained;
        let is_gained = |word: &str| {
            let of = |name: &str| {
                let allowed = word.get(1..).unwrap_or_default();
                name.strip_prefix(allowed).is_some_and(|rest| rest.is_empty() || rest.starts_with('|'))
            };
            gained.commands.iter().any(|command| of(command.name()))
                || gained.first_args.iter().any(|arg| arg == word)
        };
        let commands = suggestion.text.split(' ').filter(|word| word.starts_with('+') && is_gained(word));
        let mut words: Vec<String> = gained.keys.iter().chain(&gained.channels).cloned().collect();
        words.extend(commands.map(str::to_owned));
        self.complete(&mut words, &refused);
        let impossible = suggestion.impossible.iter().filter_map(|at| places.get(*at).copied());
        Addition { text: words.join(" "), impossible: impossible.collect() }
    }

    /// Adds what is still denied: databases, and what odd names leave.
    fn complete(&self, words: &mut Vec<String>, needs: &[Need]) {
        const ROUNDS: usize = 4;
        for _ in 0..ROUNDS {
            let user = parse(&format!("{} {}", self.text, words.join(" ")), self.dialect).user;
            let calls = needs.iter().filter_map(|need| match need {
                Need::Call(argv) => Some(user.missing(argv, 0)),
                _ => None,
            });
            let mut missing: Vec<String> = calls.flatten().collect();
            missing.retain(|word| !word.contains(char::is_whitespace));
            missing.sort_unstable();
            missing.dedup();
            if missing.is_empty() {
                return;
            }
            words.extend(missing);
        }
    }
}

fn allows(user: &User, need: &Need) -> bool {
    match need {
        Need::Call(argv) => user.can(argv, 0).is_allowed(),
        Need::Command(name) => user
            .dialect
            .command(name)
            .is_some_and(|command| user.all_selectors().any(|selector| selector.allows(command))),
        // Refused with a command that isn't known: the root is asked for all of it, below.
        Need::Key(_) | Need::Channel(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::super::read_needs;
    use super::*;
    use crate::engine::Engine::{self, Redis62, Valkey80};

    fn added(text: &str, lines: &str, engine: Engine) -> String {
        parse(text, engine).addition(&read_needs(lines).needs).text
    }

    #[test]
    fn allowed_commands_are_not_added_again() {
        assert_eq!(added("on ~app:* -@all +@read", "GET app:1", Valkey80), "");
        assert_eq!(added("on ~app:* -@all +@read", "GET shop:1\nMGET shop:2", Valkey80), "%R~shop:*");
        assert_eq!(added("on %R~app:* -@all +get", "SET app:1 x", Valkey80), "%W~app:* +set");
        assert_eq!(added("on ~* +@all", "SET app:1 x\nPUBLISH c m", Valkey80), "&c");
        assert_eq!(added("on -@all (~app:* +get)", "GET app:1", Valkey80), "");
        assert_eq!(added("on ~* -@all", "CONFIG GET x", Valkey80), "+config|get");
    }

    #[test]
    fn only_denied_commands_are_added() {
        let noperm = "ReplyError: NOPERM User app has no permissions to run the 'hgetall' command";
        assert_eq!(added("on ~app:* -@all +@read -hgetall", noperm, Valkey80), "+hgetall");
        let key = "NOPERM User app has no permissions to access the 'shop:1' key";
        assert_eq!(added("on ~app:* -@all +@read", key, Valkey80), "~shop:*");
        assert_eq!(added("on ~a +client|id", "CLIENT SETNAME app", Redis62), "+client|setname");
    }

    #[test]
    fn an_addition_keeps_every_right_and_allows_all_requested_commands() {
        let lines = "GET a:1\nSET b 1\nCLIENT SETNAME x\nXINFO STREAM s\nPSUBSCRIBE n*\nEVALSHA abc 1 k\nCOMMAND DOCS\nSELECT 1";
        let texts = [
            "",
            "on",
            "off ~a:* +@all",
            "on ~* &* -@all +@read -get",
            "on (~b +set) %R~a* +client|id -@dangerous",
        ];
        for engine in Engine::ALL {
            let needs = read_needs(lines).needs;
            for text in texts {
                let before = parse(text, engine);
                let addition = before.addition(&needs);
                let after = parse(&format!("{text} {}", addition.text), engine);
                let lost = before.user.diff(&after.user).lost;
                assert!(
                    lost.commands.is_empty() && lost.keys.is_empty() && lost.channels.is_empty(),
                    "{text}"
                );
                for (at, need) in needs.iter().enumerate() {
                    assert!(
                        addition.impossible.contains(&at) || allows(&after.user, need),
                        "{engine}: {text} + {}: {need:?}",
                        addition.text
                    );
                }
            }
        }
    }
}
