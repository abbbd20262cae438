//! An application's everyday work with fred: values with a lifetime, counters, hashes, lists, a blocking pop, sets, sorted
//! sets, a stream, a transaction, a pipeline, a script, a scan of its own keys, and a message.
#[path = "../setting.rs"]
mod setting;

use fred::prelude::*;
use fred::types::MessageKind;
use fred::types::scan::Scanner;
use fred::types::scripts::Script;
use futures::TryStreamExt;
use setting::{parameter, port, setting};
use std::collections::HashMap;
use std::time::Duration;

fn builder() -> Builder {
    let (host, is_cluster) = (setting("HOST"), setting("CLUSTER") == "1");
    let server = if is_cluster {
        ServerConfig::new_clustered(vec![(host, port())])
    } else {
        ServerConfig::new_centralized(host, port())
    };
    let mut builder = Builder::from_config(Config {
        server,
        username: Some(setting("USERNAME")),
        password: Some(setting("PASSWORD")),
        ..Config::default()
    });
    builder.with_connection_config(|config| config.max_command_attempts = 1);
    builder.with_performance_config(|config| config.default_command_timeout = Duration::from_secs(8));
    builder
}

#[tokio::main]
async fn main() -> Result<(), Error> {
    let client = builder().build()?;
    client.init().await?;
    let key = |name: &str| format!("{}{{one}}:{name}", parameter("prefix"));
    let channel = parameter("channel");

    client.ping::<()>(None).await?;
    let _: () = client.set(key("value"), "1", Some(Expiration::EX(60)), None, false).await?;
    let _: () = client.set(key("new"), "1", None, Some(SetOptions::NX), false).await?;
    assert_eq!(client.get::<String, _>(key("value")).await?, "1");
    let _: () = client.mset(vec![(key("a"), "1"), (key("b"), "2")]).await?;
    assert_eq!(client.mget::<Vec<String>, _>(vec![key("a"), key("b")]).await?, ["1", "2"]);
    assert_eq!(client.incr::<i64, _>(key("count")).await?, 1);
    assert_eq!(client.incr_by::<i64, _>(key("count"), 2).await?, 3);
    assert_eq!(client.expire::<i64, _>(key("count"), 60, None).await?, 1);
    assert!(client.ttl::<i64, _>(key("count")).await? > 0);
    assert_eq!(client.exists::<i64, _>(key("count")).await?, 1);
    let _: () = client.hset(key("hash"), vec![("name", "Jo"), ("age", "5")]).await?;
    assert_eq!(client.hget::<String, _, _>(key("hash"), "name").await?, "Jo");
    assert_eq!(client.hgetall::<HashMap<String, String>, _>(key("hash")).await?.len(), 2);
    assert_eq!(client.hincrby::<i64, _, _>(key("hash"), "age", 1).await?, 6);
    assert_eq!(client.hdel::<i64, _, _>(key("hash"), "age").await?, 1);
    let _: () = client.lpush(key("list"), vec!["1", "2"]).await?;
    let _: () = client.rpush(key("list"), "3").await?;
    assert_eq!(client.lrange::<Vec<String>, _>(key("list"), 0, -1).await?, ["2", "1", "3"]);
    assert_eq!(client.lpop::<String, _>(key("list"), None).await?, "2");
    assert_eq!(client.rpop::<String, _>(key("list"), None).await?, "3");
    assert_eq!(client.llen::<i64, _>(key("list")).await?, 1);
    assert_eq!(client.blpop::<(String, String), _>(key("list"), 5.0).await?, (key("list"), "1".to_owned()));
    let _: () = client.sadd(key("set"), vec!["1", "2"]).await?;
    assert_eq!(client.smembers::<Vec<String>, _>(key("set")).await?.len(), 2);
    assert!(client.sismember::<bool, _, _>(key("set"), "1").await?);
    let _: () = client.srem(key("set"), "1").await?;
    let _: () = client.zadd(key("sorted"), None, None, false, false, vec![(1.0, "a"), (2.0, "b")]).await?;
    let all = client.zrange::<Vec<String>, _, _, _>(key("sorted"), 0, -1, None, false, None, false).await?;
    assert_eq!(all, ["a", "b"]);
    let _: () = client.zincrby(key("sorted"), 2.0, "a").await?;
    let _: () = client.zrem(key("sorted"), "b").await?;
    let _: () = client.xadd(key("stream"), false, None, "*", vec![("n", "1")]).await?;
    assert_eq!(client.xlen::<i64, _>(key("stream")).await?, 1);

    let transaction = client.multi();
    let _: () = transaction.set(key("many"), "1", None, None, false).await?;
    let _: () = transaction.get(key("many")).await?;
    assert_eq!(transaction.exec::<(String, String)>(true).await?, ("OK".to_owned(), "1".to_owned()));
    let pipeline = client.pipeline();
    let _: () = pipeline.set(key("piped"), "1", None, None, false).await?;
    let _: () = pipeline.get(key("piped")).await?;
    assert_eq!(pipeline.all::<(String, String)>().await?, ("OK".to_owned(), "1".to_owned()));
    let script = Script::from_lua("return redis.call('get', KEYS[1])");
    let found: String = script.evalsha_with_reload(&client, vec![key("value")], Vec::<String>::new()).await?;
    assert_eq!(found, "1");

    let subscriber = builder().build_subscriber_client()?;
    subscriber.init().await?;
    let mut messages = subscriber.message_rx();
    subscriber.subscribe(format!("{channel}news")).await?;
    subscriber.psubscribe(format!("{channel}*")).await?;
    // In cluster mode, fred doesn't wait until the server has subscribed it.
    let (mut by_name, mut by_pattern) = (false, false);
    for _ in 0..50 {
        client.publish::<(), _, _>(format!("{channel}news"), "hello").await?;
        while let Ok(message) = tokio::time::timeout(Duration::from_millis(100), messages.recv()).await {
            let message = message.expect("the subscriber is open");
            assert_eq!(message.value.as_string().as_deref(), Some("hello"));
            match message.kind {
                MessageKind::PMessage => by_pattern = true,
                _ => by_name = true,
            }
        }
        if by_name && by_pattern {
            break;
        }
    }
    assert!(by_name && by_pattern, "no message");
    subscriber.unsubscribe(format!("{channel}news")).await?;
    subscriber.punsubscribe(format!("{channel}*")).await?;
    subscriber.quit().await?;

    let pattern = format!("{}*", parameter("prefix"));
    let mut found = 0;
    if setting("CLUSTER") == "1" {
        let mut pages = Box::pin(client.scan_cluster(pattern, Some(10), None));
        while let Some(mut page) = pages.try_next().await? {
            found += page.take_results().map_or(0, |keys| keys.len());
            page.next();
        }
    } else {
        let mut pages = Box::pin(client.scan(pattern, Some(10), None));
        while let Some(mut page) = pages.try_next().await? {
            found += page.take_results().map_or(0, |keys| keys.len());
            page.next();
        }
    }
    assert!(found > 5, "{found} keys");
    client.unlink::<(), _>(vec![key("a"), key("b")]).await?;
    let rest = ["value", "new", "count", "hash", "list", "set", "sorted", "stream", "many", "piped"];
    client.del::<(), _>(rest.map(|name| key(name)).to_vec()).await?;
    client.quit().await?;
    Ok(())
}
