//! Proving what a general recipe claims: a server runs each command as its user, and allows or rejects it.
use super::given::{General, Given};
use super::stage::{PASSWORD, Stage, USER};
use super::{ENGINES, Setup};
use crate::live::resp::{Connection, Reply};
use elasticache_user::EngineVersion;
use tools::Ctx;

/// Proves it on every server. Gives what was done.
pub fn prove(ctx: &Ctx, given: &Given, general: &General) -> Result<String, String> {
    let mut checks = 0;
    if needs_modules(general) {
        for engine in WITH_MODULES {
            let mut stage = Stage::start_with_modules(ctx, engine)?;
            checks += on(&mut stage, given, general, engine).map_err(|why| format!("{engine}: {why}"))?;
        }
        return Ok(format!("{} servers with modules, {checks} commands", WITH_MODULES.len()));
    }
    for name in ENGINES {
        let engine = EngineVersion::from_name(name).ok_or("an unknown engine")?;
        let mut stage = Stage::start(ctx, Setup { engine, cluster: false })?;
        checks += on(&mut stage, given, general, engine).map_err(|why| format!("{name}: {why}"))?;
    }
    Ok(format!("{} servers, {checks} commands", ENGINES.len()))
}

/// Engines like the servers that can load the stand-in for modules.
pub const WITH_MODULES: [EngineVersion; 3] =
    [EngineVersion::Valkey81, EngineVersion::Valkey82, EngineVersion::Valkey91];

/// Whether it allows module commands, by their names or categories.
pub fn needs_modules(general: &General) -> bool {
    let named = |text: &str| {
        ["+json.", "+bf.", "+ft.", "+@json", "+@bloom", "+@search"].iter().any(|own| text.contains(own))
    };
    general.access.iter().any(|(_, text)| named(text))
}

/// The access string for an engine.
pub fn access(general: &General, engine: EngineVersion) -> Option<&str> {
    general.access.iter().rfind(|(first, _)| *first <= engine).map(|(_, own)| own.as_str())
}

fn on(stage: &mut Stage, given: &Given, general: &General, engine: EngineVersion) -> Result<usize, String> {
    // An append to unknown rights is tried on a user who may do everything.
    let appended = given.request.as_ref().and_then(|own| own["AppendAccessString"].as_str());
    let access = match (access(general, engine), appended) {
        (Some(access), _) => [access, " ", &general.cluster].concat(),
        (None, Some(appended)) => ["on ~* +@all ", appended].concat(),
        // Not for this engine, or without any rights.
        (None, None) => return Ok(0),
    };
    let access = given.filled(&access, |own| &own.measured);
    let words: Vec<&str> = access.split_ascii_whitespace().collect();
    stage.set(&words)?;
    let mut connection = stage.connect()?;
    if words.contains(&"off") {
        return match login(&mut connection)? {
            Reply::Error(text) if text.starts_with(b"WRONGPASS") => Ok(1),
            other => Err(format!("may log in: {other:?}")),
        };
    }
    let mut checks = 0;
    for (allowed, lines) in [(true, &general.allowed), (false, &general.refused)] {
        for line in lines {
            // `redis-7.0+ COMMAND` and `redis-6.2- COMMAND` are for engines from or up to that one.
            let Some(line) = for_engine(line, engine) else { continue };
            let line = given.filled(line, |own| &own.measured);
            let argv: Vec<&str> = line.split(' ').collect();
            // Each on a connection of its own: SUBSCRIBE and the like change what may follow.
            let mut connection = stage.connect()?;
            if let Reply::Error(text) = login(&mut connection)? {
                return Err(format!("cannot log in: {}", String::from_utf8_lossy(&text)));
            }
            let reply = connection.call(&argv)?;
            let said =
                if let Reply::Error(text) = &reply { String::from_utf8_lossy(text) } else { "".into() };
            let refused = said.starts_with("NOPERM");
            if refused == allowed
                || allowed && (said.starts_with("ERR unknown") || said.contains("wrong number"))
            {
                return Err(format!(
                    "`{line}` should be {}: {reply:?}",
                    if allowed { "allowed" } else { "refused" }
                ));
            }
            checks += 1;
        }
    }
    if general.cluster.contains("+cluster|slots")
        && !matches!(connection_reply(stage)?, Reply::Error(text) if text.starts_with(b"ERR"))
    {
        return Err("CLUSTER SLOTS should be allowed".to_owned());
    }
    Ok(checks)
}

/// The reply of a server that isn't a cluster, if the user may ask.
fn connection_reply(stage: &Stage) -> Result<Reply, String> {
    let mut connection = stage.connect()?;
    login(&mut connection)?;
    connection.call(&["CLUSTER", "SLOTS"])
}

/// The command of a line, if it is for this engine.
fn for_engine(line: &str, engine: EngineVersion) -> Option<&str> {
    let Some((first, rest)) = line.split_once(' ') else { return Some(line) };
    if let Some(from) = first.strip_suffix('+').and_then(EngineVersion::from_name) {
        return (engine >= from).then_some(rest);
    }
    if let Some(to) = first.strip_suffix('-').and_then(EngineVersion::from_name) {
        return (engine <= to).then_some(rest);
    }
    Some(line)
}

fn login(connection: &mut Connection) -> Result<Reply, String> {
    connection.call(&["AUTH", USER, PASSWORD])
}
