//! What was recorded, made short: one of each kind of call.
use super::given::{Given, Library};
use super::measure::Names;
use super::proxy::Argv;
use super::stage::{PASSWORD, USER};
use access_string::{Dialect, Engine};
use std::collections::BTreeMap;

/// A call.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Call {
    /// The command with its arguments.
    pub argv: Argv,
    /// Whether a script ran it.
    pub script: bool,
}

/// How many calls of one command with keys of the same patterns are kept.
const EACH: usize = 3;
/// The longest argument that is kept where it is neither key nor channel, in bytes.
const LONGEST: usize = 24;

/// The command, whether a script ran it, and the patterns of its keys and channels.
type Kind = (Vec<u8>, bool, Vec<usize>);

/// One of each kind, in the order of their commands. The name and password of the user are taken out.
pub fn shapes(given: &Given, library: &Library, engine: Engine, calls: &[Call]) -> Vec<Call> {
    let names = Names::new(given, library);
    let dialect = Dialect::from(engine);
    let mut kinds: BTreeMap<Kind, BTreeMap<Argv, Call>> = BTreeMap::new();
    for call in calls {
        let touched = dialect.touched(&call.argv);
        let name = match &touched {
            Some(touched) => touched.command.name().as_bytes().to_vec(),
            None => call.argv.iter().take(2).cloned().collect::<Vec<_>>().join(&b' ').to_ascii_lowercase(),
        };
        let mut patterns = Vec::new();
        let mut exact = vec![0, usize::from(name.contains(&b'|') || touched.is_none())];
        if let Some(touched) = &touched {
            exact.extend(touched.keys.iter().map(|(at, _)| *at).chain(touched.channels.iter().copied()));
            let keys = touched.keys.iter().filter_map(|(at, _)| names.key(call.argv.get(*at)?));
            let channels = touched
                .channels
                .iter()
                .filter_map(|at| Some(1000 + names.channel(call.argv.get(*at)?, touched.channel_patterns)?));
            patterns.extend(keys.chain(channels));
        }
        patterns.sort_unstable();
        patterns.dedup();
        let shown: Argv =
            call.argv.iter().enumerate().map(|(at, own)| short(own, exact.contains(&at))).collect();
        // What else differs is which words are said: `NX`, `EX`.
        let words = shown.iter().skip(1).filter(|own| own.iter().all(u8::is_ascii_alphabetic)).cloned();
        let kind = kinds.entry((name, call.script, patterns)).or_default();
        let words: Argv = words.collect();
        if kind.len() < EACH || kind.contains_key(&words) {
            kind.entry(words).or_insert(Call { argv: shown, script: call.script });
        }
    }
    kinds.into_values().flat_map(BTreeMap::into_values).collect()
}

fn short(argument: &[u8], exact: bool) -> Vec<u8> {
    if argument == USER.as_bytes() {
        return b"<user>".to_vec();
    }
    if argument == PASSWORD.as_bytes() {
        return b"<password>".to_vec();
    }
    // Keys are kept as they are; of the rest, what is long or no plain text says nothing.
    let plain = || argument.iter().all(|byte| (b' '..=b'~').contains(byte));
    if exact || argument.len() <= LONGEST && plain() {
        return String::from_utf8_lossy(argument).into_owned().into_bytes();
    }
    "…".as_bytes().to_vec()
}
