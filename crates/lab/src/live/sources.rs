//! Where the servers are, and the seed of a run: `ACL_SEED` repeats one, `ACL_SERVERS=redis-6.0=7160,valkey-8.0=7180`
//! asks servers that already listen on these ports of 127.0.0.1 instead of installing any.

use super::oracle::Oracle;
use access_string::Engine;
use std::time::{SystemTime, UNIX_EPOCH};
use tools::Ctx;
use tools::servers::{self, Program, SERVERS, Server};

/// Where the server of an engine is.
#[derive(Debug)]
pub struct Source {
    /// What it is.
    pub engine: Engine,
    place: Place,
}

#[derive(Debug)]
enum Place {
    Program(Program),
    Port(u16),
}

impl Source {
    /// A connection, and the server that it needs to go on running, if that is ours.
    pub fn open(&self) -> Result<(Oracle, Option<Server>), String> {
        Ok(match &self.place {
            Place::Program(program) => {
                let server = program.start()?;
                (Oracle::open(server.port, self.engine)?, Some(server))
            }
            Place::Port(port) => (Oracle::open(*port, self.engine)?, None),
        })
    }
}

/// Every available server, or those in the environment.
pub fn sources(ctx: &Ctx) -> Result<Vec<Source>, String> {
    let engine = |name: &str| name.parse::<Engine>().map_err(|why| why.to_string());
    let Ok(given) = std::env::var("ACL_SERVERS") else {
        let install = |spec: &servers::Spec| {
            Ok(Source {
                engine: engine(spec.engine)?,
                place: Place::Program(servers::ensure(ctx, spec.engine)?),
            })
        };
        return SERVERS.iter().map(install).collect();
    };
    let one = |item: &str| {
        let (name, port) = item.split_once('=').ok_or("ACL_SERVERS wants engine=port")?;
        let port = port.parse().map_err(|_| format!("not a port: {port}"))?;
        Ok(Source { engine: engine(name)?, place: Place::Port(port) })
    };
    given.split(',').map(one).collect()
}

/// The seed in the environment, or a new one.
pub fn seed() -> Result<u64, String> {
    if let Ok(seed) = std::env::var("ACL_SEED") {
        return seed.parse().map_err(|_| format!("ACL_SEED is not a number: {seed}"));
    }
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_err(|why| why.to_string())?;
    Ok(u64::from(now.subsec_nanos()) ^ now.as_secs() << 20)
}
