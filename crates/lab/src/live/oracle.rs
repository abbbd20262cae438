//! Asks a real server how it reads access strings and what their user may do. No checked command is ever run.
//!
//! From Redis 7.0 on `ACL DRYRUN` answers. Redis 6 has none: there a connection of the user is put in `MULTI` before
//! the rules are set, so that each command is checked and queued. The few that `MULTI` doesn't queue get a connection
//! each, that is closed afterwards.

use super::cases::{Case, Rules};
use super::resp::{Connection, Reply};
use access_string::Engine;

/// What a server said to a case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// The error of `ACL SETUSER`.
    pub error: Option<Vec<u8>>,
    /// The line of `ACL LIST` after `user <name> `.
    pub line: Vec<u8>,
    /// The reply to each check.
    pub checks: Vec<Vec<u8>>,
}

/// The name of the user that is overwritten case by case.
pub const USER: &str = "oracle";

/// Commands that `MULTI` doesn't queue.
const NOT_QUEUED: [&str; 6] = ["exec", "discard", "multi", "watch", "quit", "reset"];

/// A server to ask.
#[derive(Debug)]
pub struct Oracle {
    port: u16,
    engine: Engine,
    admin: Connection,
    probe: Option<Connection>,
    queued: usize,
}

impl Oracle {
    /// Connects to the server of an engine.
    pub fn open(port: u16, engine: Engine) -> Result<Self, String> {
        Ok(Self { port, engine, admin: Connection::open(port)?, probe: None, queued: 0 })
    }

    /// What the server says to each case.
    pub fn ask(&mut self, cases: &[Case]) -> Result<Vec<Said>, String> {
        if self.engine.has_selectors() {
            self.ask_dryrun(cases)
        } else {
            cases.iter().map(|case| self.ask_multi(case)).collect()
        }
    }

    fn ask_dryrun(&mut self, cases: &[Case]) -> Result<Vec<Said>, String> {
        for case in cases {
            self.queue_rules(case);
            let mut database = 0;
            for check in &case.checks {
                if check.database != database {
                    database = check.database;
                    self.admin.queue(&["SELECT", &database.to_string()]);
                }
                let dryrun = ["ACL", "DRYRUN", USER].into_iter();
                let argv: Vec<&str> = dryrun.chain(check.argv.iter().map(String::as_str)).collect();
                self.admin.queue(&argv);
            }
            if database != 0 {
                self.admin.queue(&["SELECT", "0"]);
            }
        }
        let mut replies = self.admin.replies()?.into_iter();
        let mut next = || replies.next().ok_or_else(|| "a reply is missing".to_owned());
        let mut all = Vec::with_capacity(cases.len());
        for case in cases {
            let mut said = rules_reply(next()?, next()?, next()?)?;
            let mut database = 0;
            for check in &case.checks {
                if check.database != database {
                    database = check.database;
                    must(next()?)?;
                }
                said.checks.push(match next()? {
                    Reply::Status(text) | Reply::Text(Some(text)) | Reply::Error(text) => text,
                    other => return Err(format!("a strange verdict: {other:?}")),
                });
            }
            if database != 0 {
                must(next()?)?;
            }
            all.push(said);
        }
        Ok(all)
    }

    fn queue_rules(&mut self, case: &Case) {
        self.admin.queue(&["ACL", "SETUSER", USER, "reset"]);
        let words = words(&case.rules);
        let argv: Vec<&str> = ["ACL", "SETUSER", USER].into_iter().chain(words).collect();
        self.admin.queue(&argv);
        self.admin.queue(&["ACL", "LIST"]);
    }

    fn ask_multi(&mut self, case: &Case) -> Result<Said, String> {
        if self.probe.is_none() || self.queued > 2000 {
            self.probe = Some(self.open_user(true)?);
            self.queued = 0;
        }
        let alone: Vec<Option<Connection>> = case
            .checks
            .iter()
            .map(|check| {
                let name = check.argv.first().map(|name| name.to_ascii_lowercase()).unwrap_or_default();
                NOT_QUEUED.contains(&name.as_str()).then(|| self.open_user(false)).transpose()
            })
            .collect::<Result<_, _>>()?;
        self.queue_rules(case);
        let replies: [Reply; 3] =
            self.admin.replies()?.try_into().map_err(|_| "replies are missing".to_owned())?;
        let [reset, set, list] = replies;
        let mut said = rules_reply(reset, set, list)?;
        let probe = self.probe.as_mut().ok_or("no connection to ask")?;
        for (check, alone) in case.checks.iter().zip(alone) {
            let reply = match alone {
                Some(mut connection) => connection.call(&check.argv)?,
                None => {
                    self.queued += 1;
                    probe.call(&check.argv)?
                }
            };
            said.checks.push(match reply {
                Reply::Error(text) => verdict_of_error(&text),
                _ => b"OK".to_vec(),
            });
        }
        Ok(said)
    }

    /// A connection of the user, opened while the user may do everything.
    fn open_user(&mut self, multi: bool) -> Result<Connection, String> {
        let mut rules = vec!["ACL", "SETUSER", USER, "reset", "on", "nopass", "~*", "+@all"];
        if self.engine.has_channels() {
            rules.push("&*");
        }
        must(self.admin.call(&rules)?)?;
        let mut connection = Connection::open(self.port)?;
        must(connection.call(&["AUTH", USER, "x"])?)?;
        if multi {
            must(connection.call(&["MULTI"])?)?;
        }
        Ok(connection)
    }
}

/// The words of a case as the server gets them.
pub fn words(rules: &Rules) -> Vec<&str> {
    match rules {
        Rules::Args(args) => args.iter().map(String::as_str).collect(),
        Rules::Text(text) => {
            let space = [' ', '\t', '\n', '\u{b}', '\u{c}', '\r'];
            text.split(space).filter(|word| !word.is_empty()).collect()
        }
    }
}

fn rules_reply(reset: Reply, set: Reply, list: Reply) -> Result<Said, String> {
    must(reset)?;
    let mut said = Said::default();
    if let Reply::Error(text) = set {
        said.error = Some(text);
    }
    let prefix = format!("user {USER} ").into_bytes();
    let Reply::List(lines) = list else { return Err("ACL LIST gives no list".to_owned()) };
    for line in lines {
        if let Reply::Text(Some(line)) = line
            && let Some(line) = line.strip_prefix(&*prefix)
        {
            said.line = line.to_vec();
        }
    }
    Ok(said)
}

/// A denial, an unknown command or a wrong number of arguments are kept, also if EXEC wraps them; any other error means that
/// the command was allowed and then failed.
fn verdict_of_error(error: &[u8]) -> Vec<u8> {
    let unwrapped = error.strip_prefix(b"EXECABORT Transaction discarded because of: ").unwrap_or(error);
    if unwrapped.starts_with(b"NOPERM ") || unwrapped.starts_with(b"ERR unknown command") {
        return unwrapped.to_vec();
    }
    let text = unwrapped.strip_prefix(b"ERR ").unwrap_or(unwrapped);
    if text.starts_with(b"wrong number of arguments") {
        return [b"ERR ", text].concat();
    }
    b"OK".to_vec()
}

fn must(reply: Reply) -> Result<(), String> {
    match reply {
        Reply::Error(text) => Err(String::from_utf8_lossy(&text).into_owned()),
        _ => Ok(()),
    }
}
