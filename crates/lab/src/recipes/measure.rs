//! Measuring a library: record what it does as a user who may do everything, derive the least access string, and prove it
//! as the user of that string.
//!
//! Proven means: the workload passes, and `ACL LOG` is empty; with any one granted word taken away it fails, or the
//! server rejects something that it sent. A library may live with a refusal (many name themselves with `CLIENT SETINFO` and
//! don't care for the answer): such a word stays, as each new connection would leave an entry in `ACL LOG`, and is
//! noted as one that can be left out.

use super::Setup;
use super::given::{Given, Kind, Library};
use super::proxy::Argv;
use super::shape::{self, Call};
use super::stage::Stage;
use super::workload::{Ended, Tools, run};
use access_string::{Dialect, Grouping, Need, glob, suggest};
use elasticache_user::EngineVersion;
use std::collections::BTreeSet;
use std::time::Duration;
use tools::Ctx;

/// What came out.
#[derive(Debug)]
pub struct Measured {
    /// The words of the access string, with the parameters by their names.
    pub words: Vec<String>,
    /// Those of them that the library can do without, at the price of an entry in `ACL LOG`. Only looked for in the newest
    /// setups.
    pub optional: Vec<String>,
    /// What was sent, and what scripts ran.
    pub calls: Vec<Call>,
    /// How often the workload was run.
    pub runs: usize,
}

/// Words that give nothing: whether the user may log in, and from where the words start.
pub fn gives_nothing(word: &str) -> bool {
    matches!(word, "on" | "off" | "-@all" | "resetchannels")
}

/// Everything, for recording.
const EVERYTHING: &[&str] = &["on", "~*", "&*", "+@all"];

/// Measures a library in a setup.
pub fn measure(ctx: &Ctx, tools: &Tools, given: &Given, setup: Setup) -> Result<Measured, String> {
    let Kind::Library(library) = &given.kind else { return Err("is not measured".to_owned()) };
    let mut bench = Bench { tools, given, library, stage: Stage::start(ctx, setup)?, setup, runs: 0 };
    let calls = bench.record()?;
    let mut needs: Vec<Need> = calls.iter().map(|call| Need::Call(call.argv.clone())).collect();
    let mut words = derive(given, library, setup.engine, &needs)?;
    // Rare calls are noticed when they're denied.
    for round in 0.. {
        let more = bench.prove(&words)?;
        if more.is_empty() {
            break;
        }
        if round == 3 {
            return Err(format!("is still refused something after three rounds: {more:?}"));
        }
        needs.extend(more);
        words = derive(given, library, setup.engine, &needs)?;
    }
    let optional = bench.take_away(&mut words)?;
    bench.prove_with_defaults(&words)?;
    Ok(Measured {
        words,
        optional,
        calls: shape::shapes(given, library, setup.engine, &calls),
        runs: bench.runs,
    })
}

/// Proves that a library passes with these words (with parameters by their names), and where it is to be thorough, that it
/// fails without any one of them. Gives the number of runs.
pub fn prove(
    ctx: &Ctx,
    tools: &Tools,
    given: &Given,
    setup: Setup,
    words: &[String],
    thorough: bool,
) -> Result<usize, String> {
    let Kind::Library(library) = &given.kind else { return Err("is not measured".to_owned()) };
    let mut bench = Bench { tools, given, library, stage: Stage::start(ctx, setup)?, setup, runs: 0 };
    let refused = bench.prove(words)?;
    if !refused.is_empty() {
        return Err(format!("is refused {refused:?} as a user with `{}`", words.join(" ")));
    }
    let mut left = words.to_vec();
    if thorough {
        bench.take_away(&mut left)?;
    }
    if left != words {
        let gone: Vec<&String> = words.iter().filter(|word| !left.contains(word)).collect();
        return Err(format!("does not need {gone:?}"));
    }
    Ok(bench.runs)
}

struct Bench<'a> {
    tools: &'a Tools,
    given: &'a Given,
    library: &'a Library,
    stage: Stage,
    setup: Setup,
    runs: usize,
}

impl Bench<'_> {
    fn run(&mut self, measured: bool, patience: Duration) -> Result<Ended, String> {
        self.runs += 1;
        run(self.tools, self.given, self.library, &mut self.stage, measured, patience)
    }

    /// Everything that is sent, and that scripts run.
    fn record(&mut self) -> Result<Vec<Call>, String> {
        self.stage.set(EVERYTHING)?;
        let watch = self.stage.watch()?;
        if let Ended::Failed(why) = self.run(true, Duration::ZERO)? {
            return Err(format!("as a user who may do everything: {why}"));
        }
        let scripts = self.stage.scripts(&watch)?;
        let call = |argv: Argv, script: bool| Call { argv, script };
        let sent = self.stage.sent().into_iter().map(|argv| call(argv, false));
        Ok(sent.chain(scripts.into_iter().map(|argv| call(argv, true))).collect())
    }

    fn filled(&self, words: &[String], measured: bool) -> Vec<String> {
        let value =
            |own: &super::given::Parameter| if measured { own.measured.clone() } else { own.default.clone() };
        words
            .iter()
            .map(|word| {
                self.given.parameters.iter().fold(word.clone(), |word, own| {
                    word.replace(&["{", &own.name, "}"].concat(), &value(own))
                })
            })
            .collect()
    }

    /// Runs as a user with these words; returns what was denied.
    fn prove(&mut self, words: &[String]) -> Result<Vec<Need>, String> {
        let filled = self.filled(words, true);
        self.stage.set(&filled)?;
        let ended = self.run(true, Duration::ZERO)?;
        let refused = self.stage.refused()?;
        match ended {
            Ended::Failed(why) if refused.is_empty() => {
                Err(format!("fails as a user with `{}`, though nothing was refused: {why}", filled.join(" ")))
            }
            _ => refused.iter().map(|own| own.need().ok_or_else(|| format!("was refused: {own}"))).collect(),
        }
    }

    /// The parameters' measured values are ours: with those that people have it must pass as well.
    fn prove_with_defaults(&mut self, words: &[String]) -> Result<(), String> {
        let filled = self.filled(words, false);
        self.stage.set(&filled)?;
        let ended = self.run(false, Duration::ZERO)?;
        if let Some(own) = self.stage.refused()?.first() {
            return Err(format!("with the defaults of its parameters it is refused: {own}"));
        }
        match ended {
            Ended::Passed => Ok(()),
            Ended::Failed(why) => Err(format!("with the defaults of its parameters: {why}")),
        }
    }

    /// Takes each word away, alone; a word that isn't missed goes for good. Gives the words that the library can do without
    /// although the server rejects something.
    fn take_away(&mut self, words: &mut Vec<String>) -> Result<Vec<String>, String> {
        let newest = self.setup.engine.name() == super::ENGINES.last().copied().unwrap_or_default();
        let patience = if newest { Duration::from_secs(6) } else { Duration::ZERO };
        let mut optional = Vec::new();
        for word in words.clone() {
            if gives_nothing(&word) {
                continue;
            }
            let without: Vec<String> = words.iter().filter(|own| **own != word).cloned().collect();
            match self.without(&without, patience)? {
                Missed::No => *words = without,
                Missed::Refused => optional.push(word.clone()),
                Missed::Failed => {}
            }
            // Reading alone, or writing alone, may be enough.
            let Some(pattern) = word.strip_prefix('~').filter(|_| self.setup.engine.engine().has_selectors())
            else {
                continue;
            };
            for letter in ["R", "W"] {
                let weaker = format!("%{letter}~{pattern}");
                let with = |own: &String| if *own == word { weaker.clone() } else { own.clone() };
                let weaker: Vec<String> = words.iter().map(with).collect();
                if self.without(&weaker, Duration::ZERO)? == Missed::No {
                    *words = weaker;
                    break;
                }
            }
        }
        Ok(if newest { optional } else { Vec::new() })
    }

    fn without(&mut self, words: &[String], patience: Duration) -> Result<Missed, String> {
        let filled = self.filled(words, true);
        self.stage.set(&filled)?;
        let ended = self.run(true, patience)?;
        let refused = self.stage.has_refused()?;
        Ok(match (ended, refused) {
            (Ended::Passed, false) => Missed::No,
            (Ended::Passed, true) => Missed::Refused,
            (Ended::Failed(_), _) => Missed::Failed,
        })
    }
}

/// Whether a word was missed.
#[derive(Debug, PartialEq, Eq)]
enum Missed {
    /// Passed, and nothing was denied.
    No,
    /// Passed, although something was denied.
    Refused,
    /// Failed.
    Failed,
}

/// The words of the least access string, with the recipe's patterns for keys and channels.
pub fn derive(
    given: &Given,
    library: &Library,
    engine: EngineVersion,
    needs: &[Need],
) -> Result<Vec<String>, String> {
    let names = Names::new(given, library);
    let named: Vec<Need> = needs.iter().map(|need| names.named(engine, need)).collect::<Result<_, _>>()?;
    let text = suggest(&named, engine.engine(), Grouping::Exact).text;
    let mut words: Vec<String> = Vec::new();
    for word in text.split(' ') {
        let word = names.pattern(word);
        let own = word.strip_prefix('+').filter(|_| !engine.engine().has_selectors());
        let more = match own.map(|name| first_arguments(name, needs)) {
            Some(more) if !more.is_empty() => more.iter().map(|first| format!("{word}|{first}")).collect(),
            _ => vec![word],
        };
        for word in more {
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    Ok(words)
}

/// Redis 6 has no subcommands, but first arguments: what later engines know as subcommands is allowed by them, and not the
/// whole command.
fn first_arguments(name: &str, needs: &[Need]) -> BTreeSet<String> {
    let later = Dialect::from(EngineVersion::Redis70.engine());
    let is_container = later.command(name).is_some_and(|command| later.is_container(command));
    let calls = needs.iter().filter_map(|need| match need {
        Need::Call(argv) if is_container => Some(argv),
        _ => None,
    });
    let own = calls.filter(|argv| argv.first().is_some_and(|own| own.eq_ignore_ascii_case(name.as_bytes())));
    own.filter_map(|argv| argv.get(1)).map(|own| String::from_utf8_lossy(own).to_lowercase()).collect()
}

/// The recipe's patterns, and a plain name for each in its place, so that `suggest` sees which are used and how.
pub struct Names<'a> {
    keys: Vec<(&'a str, String)>,
    channels: Vec<(&'a str, String)>,
}

impl<'a> Names<'a> {
    /// Those of a recipe.
    pub fn new(given: &Given, library: &'a Library) -> Self {
        let filled = |patterns: &'a [String]| {
            patterns.iter().map(|own| (own.as_str(), given.filled(own, |own| &own.measured))).collect()
        };
        Self { keys: filled(&library.keys), channels: filled(&library.channels) }
    }

    /// The place of the pattern of a key.
    pub fn key(&self, key: &[u8]) -> Option<usize> {
        self.keys.iter().position(|(_, own)| glob(own.as_bytes(), key))
    }

    /// The place of the pattern of a channel; a pattern of channels must be one of the recipe's.
    pub fn channel(&self, name: &[u8], is_pattern: bool) -> Option<usize> {
        self.channels
            .iter()
            .position(|(_, own)| own.as_bytes() == name || !is_pattern && glob(own.as_bytes(), name))
    }

    fn named(&self, engine: EngineVersion, need: &Need) -> Result<Need, String> {
        let lost = |what: &str, name: &[u8]| {
            let call = if let Need::Call(argv) = need { argv.join(&b' ') } else { Vec::new() };
            let (name, call) = (String::from_utf8_lossy(name), String::from_utf8_lossy(&call).into_owned());
            format!("no pattern of the recipe is for the {what} `{name}` in `{call}`")
        };
        let key = |name: &[u8]| match self.key(name) {
            Some(at) => Ok(format!("KEY{at}").into_bytes()),
            None => Err(lost("key", name)),
        };
        let channel = |name: &[u8], is_pattern| match self.channel(name, is_pattern) {
            Some(at) => Ok(format!("CHANNEL{at}").into_bytes()),
            None => Err(lost("channel", name)),
        };
        Ok(match need {
            Need::Key(name) => Need::Key(key(name)?),
            Need::Channel(name) => Need::Channel(channel(name, false)?),
            Need::Command(_) => need.clone(),
            Need::Call(argv) => {
                let mut argv = argv.clone();
                // A command that this engine doesn't know is denied to everyone.
                let touched = Dialect::from(engine.engine()).touched(&argv);
                for (at, _) in touched.iter().flat_map(|own| &own.keys) {
                    if let Some(name) = argv.get_mut(*at) {
                        *name = key(name)?;
                    }
                }
                let is_pattern = touched.as_ref().is_some_and(|own| own.channel_patterns);
                for at in touched.iter().flat_map(|own| &own.channels) {
                    if let Some(name) = argv.get_mut(*at) {
                        *name = channel(name, is_pattern)?;
                    }
                }
                Need::Call(argv)
            }
        })
    }

    /// A word with the recipe's pattern instead of its name.
    fn pattern(&self, word: &str) -> String {
        for (sign, patterns) in [("KEY", &self.keys), ("CHANNEL", &self.channels)] {
            if let Some((before, at)) = word.split_once(sign)
                && let Some((pattern, _)) = at.parse().ok().and_then(|at: usize| patterns.get(at))
            {
                return [before, pattern].concat();
            }
        }
        word.to_owned()
    }
}
