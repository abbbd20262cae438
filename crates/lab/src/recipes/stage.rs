//! A server with a user that a workload logs in as, and what can be seen of it.
use super::Setup;
use super::acl_log::{self, Refused};
use super::proxy::{Argv, Proxy};
use super::watch::Watch;
use crate::live::resp::{Connection, Reply};
use crate::live::stand_in;
use elasticache_user::EngineVersion;
use std::time::{Duration, Instant};
use tools::Ctx;
use tools::servers::{self, Server};

/// The name of the user.
pub const USER: &str = "recipe";
/// Its password.
pub const PASSWORD: &str = "a-password-for-a-recipe";

/// A started server.
#[derive(Debug)]
pub struct Stage {
    setup: Setup,
    proxy: Proxy,
    admin: Connection,
    _server: Server,
    marks: usize,
}

impl Stage {
    /// Starts a server of that setup.
    pub fn start(ctx: &Ctx, setup: Setup) -> Result<Self, String> {
        Self::start_with(ctx, setup, &[])
    }

    /// Starts a server that has the module commands of a version.
    pub fn start_with_modules(ctx: &Ctx, engine: EngineVersion) -> Result<Self, String> {
        let module = stand_in::ensure(ctx)?;
        let module = module.to_str().ok_or("a path that is no text")?;
        let number = engine.name().trim_start_matches("valkey-");
        Self::start_with(ctx, Setup { engine, cluster: false }, &["--loadmodule", module, number])
    }

    fn start_with(ctx: &Ctx, setup: Setup, more: &[&str]) -> Result<Self, String> {
        let proxy = Proxy::start()?;
        let program = servers::ensure(ctx, setup.engine.engine().name())?;
        // A client of a cluster goes where the server says that it is: that must be the proxy.
        let cluster = [
            "--cluster-enabled",
            "yes",
            "--cluster-announce-ip",
            "127.0.0.1",
            "--cluster-announce-port",
            &proxy.port.to_string(),
        ];
        let server = program.start_with(if setup.cluster { &cluster } else { more })?;
        proxy.lead_to(server.port);
        let admin = Connection::open(server.port)?;
        let mut stage = Self { setup, proxy, admin, _server: server, marks: 0 };
        if setup.cluster {
            stage.take_all_slots()?;
        }
        Ok(stage)
    }

    /// The port that clients connect to.
    pub fn port(&self) -> u16 {
        self.proxy.port
    }

    /// The settings of a workload.
    pub fn environment(&self) -> [(&'static str, String); 6] {
        [
            ("RECIPE_HOST", "127.0.0.1".to_owned()),
            ("RECIPE_PORT", self.proxy.port.to_string()),
            ("RECIPE_USERNAME", USER.to_owned()),
            ("RECIPE_PASSWORD", PASSWORD.to_owned()),
            ("RECIPE_CLUSTER", u8::from(self.setup.cluster).to_string()),
            ("RECIPE_ENGINE", self.setup.engine.to_string()),
        ]
    }

    /// Empties the server, and sets the user's rights to these.
    pub fn set<S: AsRef<str>>(&mut self, words: &[S]) -> Result<(), String> {
        // Ends leftover connections of the last run. At first the user doesn't exist, which is an error.
        self.proxy.cut();
        drop(self.admin.call(&["CLIENT", "KILL", "USER", USER])?);
        for command in [&["FLUSHALL"][..], &["SCRIPT", "FLUSH"], &["ACL", "LOG", "RESET"]] {
            self.call(command)?;
        }
        let password = format!(">{PASSWORD}");
        let mut argv = vec!["ACL", "SETUSER", USER, "reset", &password];
        argv.extend(words.iter().map(AsRef::as_ref));
        self.call(&argv)?;
        self.proxy.take();
        Ok(())
    }

    /// Whether something was denied since the user was set.
    pub fn has_refused(&mut self) -> Result<bool, String> {
        Ok(!self.refused()?.is_empty())
    }

    /// The denials since the user was set.
    pub fn refused(&mut self) -> Result<Vec<Refused>, String> {
        acl_log::read(&mut self.admin)
    }

    /// Every command that was sent since the user was set.
    pub fn sent(&self) -> Vec<Argv> {
        self.proxy.take()
    }

    /// Begins to watch what scripts run.
    pub fn watch(&self) -> Result<Watch, String> {
        Watch::start(self._server.port)
    }

    /// What scripts have run.
    pub fn scripts(&mut self, watch: &Watch) -> Result<Vec<Argv>, String> {
        self.marks += 1;
        let mark = format!("mark-{}", self.marks);
        self.call(&["ECHO", &mark])?;
        watch.take(&mark)
    }

    /// A connection of its own to the server.
    pub fn connect(&self) -> Result<Connection, String> {
        Connection::open(self._server.port)
    }

    fn call(&mut self, argv: &[&str]) -> Result<Reply, String> {
        match self.admin.call(argv)? {
            Reply::Error(text) => Err(format!("{}: {}", argv.join(" "), String::from_utf8_lossy(&text))),
            reply => Ok(reply),
        }
    }

    fn take_all_slots(&mut self) -> Result<(), String> {
        let slots: Vec<String> = (0..16384).map(|slot| slot.to_string()).collect();
        let argv: Vec<&str> =
            ["CLUSTER", "ADDSLOTS"].into_iter().chain(slots.iter().map(String::as_str)).collect();
        self.call(&argv)?;
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if let Reply::Text(Some(text)) = self.call(&["CLUSTER", "INFO"])?
                && String::from_utf8_lossy(&text).contains("cluster_state:ok")
            {
                return Ok(());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Err("the cluster does not come up".to_owned())
    }
}
