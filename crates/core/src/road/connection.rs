//! How the application, or a person, connects as this user.

use super::{Action, Cache, Chunk, Planned, Road, Step, text};
use crate::authentication::Mode;
use crate::quote;
use alloc::borrow::ToOwned;
use alloc::vec::Vec;

/// The clients that a connection is written for.
pub(crate) const CLIENTS: &[&str] = &["valkey-cli", "url", "redis-py", "node-redis", "ioredis"];

pub(super) fn step(road: &Road<'_>) -> Option<Planned> {
    if road.operation.is_of_group() {
        return None;
    }
    let (client, cache) = (road.extras.connection.as_deref()?, road.cache?);
    let endpoint = match cache {
        // One in cluster mode has an endpoint for its configuration, another one for its primary.
        Cache::Replication(_) => {
            "not_null(ReplicationGroups[0].ConfigurationEndpoint, ReplicationGroups[0].NodeGroups[0].PrimaryEndpoint)"
        }
        Cache::Serverless(_) => "ServerlessCaches[0].Endpoint",
    };
    let mut actions = vec![
        Action::Find("host", cache.look(format!("{endpoint}.Address"))),
        Action::Find("port", cache.look(format!("to_string({endpoint}.Port)"))),
    ];
    let say = |cluster| Action::Say(road.connection(cluster).unwrap_or_default());
    match cache {
        Cache::Replication(_) if road.connection(true) != road.connection(false) => {
            actions.push(Action::Find("cluster", cache.look("ReplicationGroups[0].ClusterEnabled".into())));
            actions.push(Action::When("cluster", vec![say(true)], vec![say(false)]));
        }
        _ => actions.push(say(true)),
    }
    let secret = match road.mode {
        Some(Mode::Iam) => format!("{TOKEN} {}", token_of(client)),
        Some(Mode::NoPassword) => "Any password works.".to_owned(),
        _ => "The password is asked for, or read from the variable ELASTICACHE_PASSWORD; it's never printed."
            .to_owned(),
    };
    let step = Step {
        id: "connection",
        title: format!("Print how to connect with {client}"),
        answer: format!("A line with the cache's endpoint. {secret}"),
        undo: None,
    };
    Some(Planned { step, actions })
}

const TOKEN: &str = "The password is a token that the application signs with its role, valid for 15 minutes; the AWS CLI \
    can't create one.";

/// Where a client gets the token.
fn token_of(client: &str) -> &'static str {
    match client {
        "valkey-cli" => "Paste one when valkey-cli asks.",
        "url" => "It isn't in the URL.",
        "redis-py" => {
            "TokenProvider is your own redis.CredentialProvider: its get_credentials returns the user name and a new token."
        }
        "node-redis" => "token() is your own function and returns a new one. Needs node-redis 5 or later.",
        _ => {
            "token() is your own function and returns a new one. ioredis has no credential provider: when it reconnects, it \
             sends the same token again, which fails once that has expired."
        }
    }
}

impl Road<'_> {
    /// The line for the client that is asked for, to a cache in cluster mode or to another.
    pub(crate) fn connection(&self, cluster: bool) -> Option<Vec<Chunk>> {
        let client = self.extras.connection.as_deref().filter(|_| !self.operation.is_of_group())?;
        Some(line(client, self.user_name.unwrap_or_default(), self.mode, cluster))
    }
}

/// The line, whose host and port are found when the script runs.
fn line(client: &str, user: &str, mode: Option<Mode>, cluster: bool) -> Vec<Chunk> {
    let (host, port) = (Chunk::Found("host"), Chunk::Found("port"));
    let is_iam = mode == Some(Mode::Iam);
    let words = match client {
        "valkey-cli" => {
            let word = quote::posix(user).unwrap_or_default();
            // Without a password, valkey-cli would not log in at all.
            let password =
                if mode == Some(Mode::NoPassword) { "--pass any --no-auth-warning" } else { "--askpass" };
            // Redirections are followed in cluster mode, and there are none elsewhere.
            return vec![
                text(format!("valkey-cli --tls -c --user {word} {password} -h ")),
                host,
                text(" -p "),
                port,
            ];
        }
        "url" => {
            return vec![text(format!("rediss://{}@", quote::url(user))), host, text(":"), port];
        }
        "redis-py" => {
            let class = if cluster { "RedisCluster" } else { "Redis" };
            let user = quote::python(user);
            let login = match is_iam {
                true => format!("credential_provider=TokenProvider({user})"),
                false => format!("username={user}, password=os.environ[\"ELASTICACHE_PASSWORD\"]"),
            };
            [format!("redis.{class}(host=\""), "\", port=".into(), format!(", ssl=True, {login})")]
        }
        "node-redis" => {
            let user = quote::javascript(user);
            let login = match is_iam {
                true => format!(
                    "credentialsProvider: {{ type: \"async-credentials-provider\", credentials: async () => ({{ username: {user}, \
                     password: await token() }}) }}"
                ),
                false => format!("username: {user}, password: process.env.ELASTICACHE_PASSWORD"),
            };
            match cluster {
                true => [
                    "createCluster({ rootNodes: [{ url: \"rediss://".into(),
                    ":".into(),
                    format!("\" }}], defaults: {{ {login}, socket: {{ tls: true }} }} }})"),
                ],
                false => ["createClient({ url: \"rediss://".into(), ":".into(), format!("\", {login} }})")],
            }
        }
        _ => {
            let user = quote::javascript(user);
            let password = if is_iam { "await token()" } else { "process.env.ELASTICACHE_PASSWORD" };
            let login = format!("username: {user}, password: {password}, tls: {{}}");
            match cluster {
                true => [
                    "new Redis.Cluster([{ host: \"".into(),
                    "\", port: ".into(),
                    format!(
                        " }}], {{ dnsLookup: (address, callback) => callback(null, address), redisOptions: {{ {login} }} }})"
                    ),
                ],
                false => ["new Redis({ host: \"".into(), "\", port: ".into(), format!(", {login} }})")],
            }
        }
    };
    let [start, middle, end] = words;
    vec![text(start), host, text(middle), port, text(end)]
}
