//! What the server says to a command: its words for a [`Verdict`].

use crate::engine::{Dialect, Engine};
use crate::evaluate::{Reason, Verdict};
use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;

impl Verdict {
    /// The reply of `ACL DRYRUN <user> <argv>`. Redis 6 lacks this command; it gets the words of
    /// Redis 7.0.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let user = parse("on ~app::* +@all", Engine::Valkey80).user;
    /// let argv = ["GET", "secret"];
    /// assert_eq!(
    ///     user.can(&argv, 0).dryrun_reply(user.dialect, "alice", &argv),
    ///     "User alice has no permissions to access the 'secret' key",
    /// );
    /// ```
    #[must_use]
    pub fn dryrun_reply<A: AsRef<[u8]>>(
        &self,
        dialect: impl Into<Dialect>,
        user: &str,
        argv: &[A],
    ) -> String {
        let who = if dialect.into().engine < Engine::Valkey72 {
            Cow::Borrowed("This user")
        } else {
            Cow::Owned(format!("User {user}"))
        };
        let arg = |position: usize| argument(argv, position);
        let what = match *self {
            Self::Allowed { .. } => return "OK".to_owned(),
            Self::UnknownCommand => return format!("ERR Command '{}' not found", arg(0)),
            Self::WrongArity { command } => {
                return format!("ERR wrong number of arguments for '{}' command", command.reply_name());
            }
            Self::Refused { command, reason, .. } => match reason {
                Reason::Command => format!("run the '{}' command", command.reply_name()),
                Reason::Key { position, .. } => format!("access the '{}' key", arg(position)),
                Reason::Channel { position } => format!("access the '{}' channel", arg(position)),
                Reason::Database { position } => format!("access database {}", arg(position)),
            },
        };
        format!("{who} has no permissions to {what}")
    }

    /// The error a client gets that really calls the command as that user; none if it is allowed.
    ///
    /// ```
    /// use access_string::{parse, Engine};
    /// let reply = |engine| {
    ///     let user = parse("on ~app::* +@all -keys", engine).user;
    ///     user.can(&["KEYS", "*"], 0).noperm_reply(user.dialect, "alice", &["KEYS", "*"]).unwrap()
    /// };
    /// assert_eq!(
    ///     reply(Engine::Valkey80),
    ///     "NOPERM User alice has no permissions to run the 'keys' command",
    /// );
    /// assert_eq!(
    ///     reply(Engine::Redis62),
    ///     "NOPERM this user has no permissions to run the 'keys' command or its subcommand",
    /// );
    /// ```
    #[must_use]
    pub fn noperm_reply<A: AsRef<[u8]>>(
        &self,
        dialect: impl Into<Dialect>,
        user: &str,
        argv: &[A],
    ) -> Option<String> {
        let engine = dialect.into().engine;
        let old = engine < Engine::Valkey72;
        let old_suffix = if engine.has_selectors() { "" } else { " or its subcommand" };
        Some(match *self {
            Self::Allowed { .. } => return None,
            Self::UnknownCommand => {
                let name = argument(argv, 0);
                format!("ERR unknown command '{name}'")
            }
            Self::WrongArity { command } => {
                format!("ERR wrong number of arguments for '{}' command", command.reply_name())
            }
            Self::Refused { command, reason, .. } => match (reason, old) {
                (Reason::Command, true) => format!(
                    "NOPERM this user has no permissions to run the '{}' command{old_suffix}",
                    command.reply_name()
                ),
                (Reason::Command, false) => {
                    format!(
                        "NOPERM User {user} has no permissions to run the '{}' command",
                        command.reply_name()
                    )
                }
                (Reason::Key { .. }, true) => {
                    "NOPERM this user has no permissions to access one of the keys used as arguments"
                        .to_owned()
                }
                (Reason::Channel { .. }, true) => {
                    "NOPERM this user has no permissions to access one of the channels used as arguments"
                        .to_owned()
                }
                (Reason::Key { .. }, false) => "NOPERM No permissions to access a key".to_owned(),
                (Reason::Channel { .. }, false) => "NOPERM No permissions to access a channel".to_owned(),
                (Reason::Database { .. }, _) => "NOPERM No permissions to access database".to_owned(),
            },
        })
    }
}

fn argument<A: AsRef<[u8]>>(argv: &[A], position: usize) -> Cow<'_, str> {
    let arg = argv.get(position).map(AsRef::as_ref).unwrap_or_default();
    String::from_utf8_lossy(arg)
}
