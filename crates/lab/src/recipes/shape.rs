//! Shortens a recording to one of each kind of call.
use super::given::{Given, Library};
use super::measure::Names;
use super::proxy::Argv;
use super::stage::{PASSWORD, USER};
use access_string::Dialect;
use elasticache_user::EngineVersion;
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
/// A number of as many digits is a time.
const TIME: usize = 9;
/// This many hexadecimal digits are a number at random.
const CHANCE: usize = 16;

/// The command, whether a script ran it, and the patterns of its keys and channels.
type Kind = (Vec<u8>, bool, Vec<usize>);

/// One of each kind, in the order of their commands. The name and password of the user are taken out.
pub fn shapes(given: &Given, library: &Library, engine: EngineVersion, calls: &[Call]) -> Vec<Call> {
    let names = Names::new(given, library);
    let dialect = Dialect::from(engine.engine());
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
    // Keys are kept, without random numbers; of the rest, long values, times and binary data are dropped.
    if exact {
        return without_chance(String::from_utf8_lossy(argument).as_bytes());
    }
    let plain = argument.iter().all(|byte| (b' '..=b'~').contains(byte));
    let time = argument.len() >= TIME && argument.iter().all(|byte| byte.is_ascii_digit() || *byte == b'.');
    if argument.len() <= LONGEST && plain && !time {
        return argument.to_vec();
    }
    "…".as_bytes().to_vec()
}

/// The name with zeros instead of UUIDs, ULIDs and other long hexadecimal numbers: what is made at random is another in
/// each run.
fn without_chance(name: &[u8]) -> Vec<u8> {
    let name = without_ulids(name);
    let parts: Vec<&[u8]> = name.chunk_by(|a, b| a.is_ascii_hexdigit() == b.is_ascii_hexdigit()).collect();
    let is_hex = |part: &[u8]| part.iter().all(u8::is_ascii_hexdigit);
    let mut chance: Vec<bool> = parts
        .iter()
        .map(|part| part.len() >= CHANCE && is_hex(part) && part.iter().any(u8::is_ascii_digit))
        .collect();
    for at in 0..parts.len() {
        let here = parts.get(at..at + 9).unwrap_or_default();
        let lengths: Vec<usize> = here.iter().map(|part| part.len()).collect();
        let hyphens = here.iter().skip(1).step_by(2).all(|part| *part == b"-");
        if lengths == [8, 1, 4, 1, 4, 1, 4, 1, 12]
            && hyphens
            && is_hex(here.first().copied().unwrap_or_default())
        {
            chance.iter_mut().skip(at).step_by(2).take(5).for_each(|own| *own = true);
        }
    }
    let zeros =
        |(part, chance): (&&[u8], &bool)| if *chance { vec![b'0'; part.len()] } else { part.to_vec() };
    parts.iter().zip(&chance).flat_map(zeros).collect()
}

/// A ULID has 26 digits of Crockford's alphabet, in upper case, and begins with a time.
fn without_ulids(name: &[u8]) -> Vec<u8> {
    let digit = |own: &u8| matches!(own, b'0'..=b'9' | b'A'..=b'H' | b'J' | b'K' | b'M' | b'N' | b'P'..=b'T' | b'V'..=b'Z');
    let is_ulid = |part: &[u8]| part.len() == 26 && part.first() <= Some(&b'7') && part.iter().all(digit);
    let parts = name.chunk_by(|a, b| a.is_ascii_alphanumeric() == b.is_ascii_alphanumeric());
    parts.flat_map(|part| if is_ulid(part) { vec![b'0'; part.len()] } else { part.to_vec() }).collect()
}

#[cfg(test)]
mod tests {
    use super::without_chance;

    #[test]
    fn chance_is_zeros() {
        let key = "meta-6cd57f4a-14a6-45f5-b090-dad6b74304a3.j";
        assert_eq!(without_chance(key.as_bytes()), b"meta-00000000-0000-0000-0000-000000000000.j");
        let key = "q:meta:01M8QZNXDJPYSQDWE5GYMMGG39";
        assert_eq!(without_chance(key.as_bytes()), b"q:meta:00000000000000000000000000");
        assert_eq!(without_chance(b"app:42:face"), b"app:42:face");
        assert_eq!(without_chance(b"ABCDEFGHJKMNPQRSTVWXYZ0123"), b"ABCDEFGHJKMNPQRSTVWXYZ0123");
    }
}
