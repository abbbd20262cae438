//! The least access string for what an application uses: one tick for strings, one for Pub/Sub, and so on.

mod data;

use super::InvalidParameter;
use crate::EngineVersion;
use crate::rules::is_restricted;
use access_string::parse;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
pub use data::USES;

/// Something that an application uses.
#[derive(Debug, PartialEq, Eq)]
pub struct Use {
    /// Its name for programs: `sorted-sets`. Never changed or used again.
    pub id: &'static str,
    /// A few words, as a check box says them.
    pub title: &'static str,
    /// Its best-known commands, and what to know about it.
    pub about: &'static str,
    /// What its commands are about.
    pub touches: Touches,
    commands: &'static str,
}

/// What commands are about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Touches {
    /// Keys, so that a key pattern is needed.
    Keys,
    /// Channels, so that a channel pattern is needed.
    Channels,
    /// Neither.
    Nothing,
}

/// What an application uses, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used<'a> {
    /// The [ids](Use::id) of what it uses.
    pub ids: &'a [&'a str],
    /// Key patterns, separated by whitespace: `app:*`.
    pub keys: &'a str,
    /// Channel patterns, in the same way.
    pub channels: &'a str,
    /// The engine of the cache.
    pub engine: EngineVersion,
    /// Whether the cache is in cluster mode.
    pub cluster: bool,
    /// Whether the cache is serverless, and so in cluster mode.
    pub serverless: bool,
}

/// The use of that [id](Use::id).
#[must_use]
pub fn use_of(id: &str) -> Option<&'static Use> {
    USES.iter().find(|feature| feature.id == id)
}

impl Use {
    /// The commands that it allows on an engine: those that the engine has, and that ElastiCache lets people run.
    pub fn commands(&self, engine: EngineVersion, serverless: bool) -> impl Iterator<Item = &'static str> {
        known(self.commands, engine, serverless)
    }
}

impl Used<'_> {
    /// Commands that every client sends.
    pub fn always(&self) -> impl Iterator<Item = &'static str> {
        let cluster = if self.cluster || self.serverless { data::CLUSTER } else { "" };
        known(data::ALWAYS, self.engine, self.serverless).chain(known(cluster, self.engine, self.serverless))
    }

    /// The least access string that allows it all: every command by its name.
    ///
    /// ```
    /// use elasticache_user::EngineVersion;
    /// use elasticache_user::recipes::Used;
    ///
    /// let used = Used {
    ///     ids: &["scan", "publish"],
    ///     keys: "",
    ///     channels: "news:*",
    ///     engine: EngineVersion::Redis62,
    ///     cluster: false,
    ///     serverless: false,
    /// };
    /// let text = "on resetchannels &news:* -@all +client|setname +ping +publish +scan +select";
    /// assert_eq!(used.access_string().as_deref(), Ok(text));
    /// ```
    ///
    /// # Errors
    /// An unknown id, a pattern that is missing, or one that can't be written in an access string.
    pub fn access_string(&self) -> Result<String, InvalidParameter> {
        let mut uses = Vec::new();
        for id in self.ids {
            let unknown =
                || InvalidParameter { parameter: Some("uses"), message: format!("Unknown use `{id}`.") };
            uses.push(use_of(id).ok_or_else(unknown)?);
        }
        let dialect = self.engine.dialect();
        let mut words = vec!["on".to_owned()];
        let touches = |what| uses.iter().any(|feature| feature.touches == what);
        let patterns = |touches: bool, sign: char, typed: &str, missing: InvalidParameter| {
            let names = typed.split_whitespace().map(|name| name.strip_prefix(sign).unwrap_or(name));
            let names: Vec<String> =
                names.filter(|name| !name.is_empty()).map(|name| format!("{sign}{name}")).collect();
            match touches {
                true if names.is_empty() => Err(missing),
                true => Ok(names),
                false => Ok(Vec::new()),
            }
        };
        let missing = |parameter, message: &str| InvalidParameter {
            parameter: Some(parameter),
            message: message.to_owned(),
        };
        words.extend(patterns(
            touches(Touches::Keys),
            '~',
            self.keys,
            missing("keys", "Add a key pattern, such as app:*."),
        )?);
        // Redis 6.0 has no rights on channels.
        let no_channel = missing("channels", "Add a channel pattern, such as app:*.");
        let channels = patterns(touches(Touches::Channels), '&', self.channels, no_channel)?;
        if self.engine > EngineVersion::Redis60 {
            words.push("resetchannels".to_owned());
            words.extend(channels);
        }
        words.push("-@all".to_owned());
        let mut commands: Vec<&str> = self.always().collect();
        commands.extend(uses.iter().flat_map(|feature| feature.commands(self.engine, self.serverless)));
        commands.sort_unstable();
        commands.dedup();
        words.extend(commands.into_iter().map(|name| format!("+{name}")));
        let text = words.join(" ");
        match parse(&text, dialect).is_accepted() {
            true => Ok(text),
            false => Err(InvalidParameter { parameter: None, message: MISMATCH.to_owned() }),
        }
    }
}

const MISMATCH: &str = "These patterns can't be in one access string: one of them is all the others, or has a character that doesn't fit.";

/// The commands of a list that an engine has, and that may be run.
fn known(list: &'static str, engine: EngineVersion, serverless: bool) -> impl Iterator<Item = &'static str> {
    let dialect = engine.dialect();
    let has = move |name: &&str| match name.split_once('|') {
        Some((container, _)) if engine < EngineVersion::Redis70 => {
            let later = data::NOT_IN_REDIS_6_0.contains(name);
            let is_here = !later || engine == EngineVersion::Redis62 && data::IN_REDIS_6_2.contains(name);
            is_here && dialect.command(container).is_some()
        }
        _ => dialect.command(name).is_some(),
    };
    list.split(' ')
        .filter(|name| !name.is_empty())
        .filter(has)
        .filter(move |name| !is_restricted(name, serverless))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Context, Draft, Operation, Password, Severity, check};

    fn used<'a>(ids: &'a [&'a str], engine: EngineVersion, serverless: bool) -> Used<'a> {
        Used { ids, keys: "app:*", channels: "app:*", engine, cluster: false, serverless }
    }

    fn every() -> Vec<&'static str> {
        USES.iter().map(|feature| feature.id).collect()
    }

    #[test]
    fn ids_and_commands_are_unique() {
        let mut ids = every();
        let mut commands: Vec<&str> = USES.iter().flat_map(|feature| feature.commands.split(' ')).collect();
        commands.extend(data::ALWAYS.split(' ').chain(data::CLUSTER.split(' ')));
        for list in [&mut ids, &mut commands] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all);
        }
    }

    #[test]
    fn every_command_is_one_of_some_version() {
        for name in USES.iter().flat_map(|feature| feature.commands.split(' ')) {
            assert!(
                EngineVersion::ALL.iter().any(|version| version.dialect().command(name).is_some()),
                "{name}"
            );
        }
        for list in [data::ALWAYS, data::CLUSTER] {
            for name in list.split(' ') {
                assert!(EngineVersion::Valkey91.dialect().command(name).is_some(), "{name}");
            }
        }
    }

    #[test]
    fn each_alone_and_all_together_are_ready_on_every_engine() {
        for engine in EngineVersion::ALL {
            for serverless in [false, true] {
                let all = every();
                let alone = all.iter().map(std::slice::from_ref);
                for ids in alone.chain([&[][..], &all[..]]) {
                    let text = used(ids, engine, serverless).access_string().expect("an access string");
                    let draft = Draft {
                        user_id: Some("app".into()),
                        user_name: Some("app".into()),
                        engine: Some(
                            if engine >= EngineVersion::Valkey72 { "valkey" } else { "redis" }.into(),
                        ),
                        access_string: Some(text.clone()),
                        passwords: Some(vec![Password::from("0123456789abcdefghij")]),
                        ..Draft::default()
                    };
                    let context = Context {
                        serverless: Some(serverless),
                        engine_version: Some(engine),
                        ..Context::default()
                    };
                    let report = check(Operation::CreateUser, &draft, &context);
                    let bad = report.findings.iter().filter(|finding| finding.severity <= Severity::Warning);
                    let bad: Vec<&str> = bad.map(|finding| finding.rule).collect();
                    assert_eq!(bad, [""; 0], "{engine}: {text}");
                }
            }
        }
    }

    #[test]
    fn a_pattern_is_asked_for_where_it_is_needed() {
        let at = |ids, keys, channels| {
            let used = Used { keys, channels, ..used(ids, EngineVersion::Valkey91, false) };
            used.access_string().map_err(|error| error.parameter)
        };
        assert_eq!(at(&["strings"], " ", "app:*"), Err(Some("keys")));
        assert_eq!(at(&["publish"], "app:*", "&"), Err(Some("channels")));
        assert_eq!(at(&["strings"], "a:* * b:*", ""), Err(None));
        assert_eq!(at(&["nothing"], "a:*", "a:*"), Err(Some("uses")));
        assert!(
            at(&["strings"], "~a:* b:*", "")
                .is_ok_and(|text| text.starts_with("on ~a:* ~b:* resetchannels -@all "))
        );
        assert!(at(&["scan"], "", "").is_ok_and(|text| text.starts_with("on resetchannels -@all ")));
    }

    #[test]
    fn a_version_gets_only_commands_that_it_has() {
        let text = |engine| used(&every(), engine, false).access_string().expect("an access string");
        let has =
            |engine, name: &str| text(engine).split(' ').any(|word| word.strip_prefix('+') == Some(name));
        for (name, first) in [
            ("client|setinfo", EngineVersion::Valkey72),
            ("client|trackinginfo", EngineVersion::Redis62),
            ("xgroup|createconsumer", EngineVersion::Redis62),
            ("getex", EngineVersion::Redis62),
            ("lmpop", EngineVersion::Redis70),
            ("spublish", EngineVersion::Redis70),
            ("hexpire", EngineVersion::Valkey90),
            ("hgetdel", EngineVersion::Valkey91),
        ] {
            for engine in EngineVersion::ALL {
                assert_eq!(has(engine, name), engine >= first, "{name} on {engine}");
            }
        }
        let serverless =
            used(&every(), EngineVersion::Valkey91, true).access_string().expect("an access string");
        for name in ["psubscribe", "fcall", "client|tracking", "client|id"] {
            assert!(!serverless.contains(&format!("+{name} ")), "{name}");
        }
        assert!(serverless.contains("+cluster|slots"));
    }
}
