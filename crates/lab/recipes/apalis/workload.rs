//! A queue and two workers of apalis: tasks at once, many together, later and only once; one that is retried, one that is
//! put back, one that fails, one whose worker dies; heartbeats, results, a list of the tasks, and clearing what is done.
#[path = "../setting.rs"]
mod setting;

use apalis::layers::retry::RetryPolicy;
use apalis::prelude::*;
use apalis_core::backend::Vacuum;
use apalis_redis::{Client, Config, RedisStorage};
use futures::StreamExt;
use setting::{parameter, port, setting};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// How often each task was tried.
static TRIES: [AtomicUsize; 7] = [const { AtomicUsize::new(0) }; 7];
const QUICK: u32 = 0;
const RETRIED: u32 = 1;
const PUT_BACK: u32 = 2;
const HOPELESS: u32 = 3;
const LATER: u32 = 4;
const ONCE: u32 = 5;
const ORPHAN: u32 = 6;

fn tries(task: u32) -> usize {
    TRIES[task as usize].load(Ordering::SeqCst)
}

async fn work(task: u32) -> Result<u32, BoxDynError> {
    let before = TRIES[task as usize].fetch_add(1, Ordering::SeqCst);
    match task {
        RETRIED if before == 0 => Err("once more".into()),
        // The layer below tries twice; then it goes back to the queue.
        PUT_BACK if before < 2 => Err("again, later".into()),
        HOPELESS => Err(AbortError::new("bad").into()),
        ORPHAN if before == 0 => std::future::pending().await,
        task => Ok(task * 2),
    }
}

async fn until(what: &str, is_so: impl Fn() -> bool) {
    for _ in 0..200 {
        if is_so() {
            return;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    panic!("waited in vain until {what}");
}

#[tokio::main]
async fn main() -> Result<(), BoxDynError> {
    let (user, password, host) = (setting("USERNAME"), setting("PASSWORD"), setting("HOST"));
    let client = Client::open(format!("redis://{user}:{password}@{host}:{}", port()))?;
    let config = Config::default()
        .queue(parameter("queue"))
        .heartbeat_interval(Duration::from_millis(500))
        .missed_heartbeats(4)
        .idempotency_ttl(Some(Duration::from_secs(60)));
    let connection = client.get_connection_manager().await?;
    let mut storage: RedisStorage<u32> = RedisStorage::new(connection).with_config(config);

    // A worker that dies at work.
    storage.push(ORPHAN).await?;
    let dying = WorkerBuilder::new("worker-1").backend(storage.clone()).build(work);
    let dying = tokio::spawn(dying.run());
    until("the first worker works", || tries(ORPHAN) == 1).await;
    dying.abort();

    let named = |task: u32, name: &str| {
        let id = TaskId::from(name.to_owned());
        (id.clone(), TaskBuilder::new(task).task_id(id))
    };
    let (quick, now) = named(QUICK, "quick");
    let (retried, once_more) = named(RETRIED, "retried");
    let (put_back, again) = named(PUT_BACK, "put-back");
    let (hopeless, never) = named(HOPELESS, "hopeless");
    let (later, then) = named(LATER, "later");
    storage.push_task(now.build()).await?;
    storage.push_bulk(vec![QUICK, QUICK]).await?;
    storage.push_task(once_more.build()).await?;
    storage.push_task(again.build()).await?;
    storage.push_task(never.build()).await?;
    storage.push_task(then.run_after(Duration::from_secs(2)).build()).await?;
    for _ in 0..2 {
        storage.push_task(TaskBuilder::new(ONCE).idempotency_key("once").build()).await?;
    }
    assert!(storage.fetch_by_id(&quick).await?.is_some());

    let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
    let worker =
        WorkerBuilder::new("worker-2").backend(storage.clone()).retry(RetryPolicy::retries(1)).build(work);
    let running = tokio::spawn(worker.run_until(async move {
        let _ = stopped.await;
        Ok::<(), std::io::Error>(())
    }));

    let ids = [quick.clone(), retried.clone(), hopeless.clone(), later.clone()];
    let mut results = WaitForCompletion::<u32>::wait_for(&mut storage, ids.clone());
    let mut ended = Vec::new();
    while ended.len() < ids.len() {
        let next = tokio::time::timeout(Duration::from_secs(20), results.next()).await?;
        let result = next.ok_or("no more results")??;
        ended.push((result.task_id().clone(), result.take()));
    }
    let result = |id: &TaskId| ended.iter().find(|(own, _)| own == id).map(|(_, result)| result.clone());
    assert_eq!(result(&quick), Some(Ok(QUICK * 2)));
    assert_eq!(result(&retried), Some(Ok(RETRIED * 2)));
    assert_eq!(result(&later), Some(Ok(LATER * 2)));
    assert!(matches!(result(&hopeless), Some(Err(_))));
    until("a failed task comes back", || tries(PUT_BACK) == 3).await;
    until("the task of the dead worker comes back", || tries(ORPHAN) == 2).await;
    until("every task was tried", || tries(QUICK) == 3).await;
    assert_eq!(tries(ONCE), 1);
    let status = |task: Option<Task<Vec<u8>>>| task.map(|task| task.status());
    for _ in 0..50 {
        if status(storage.fetch_by_id(&put_back).await?) == Some(Status::Done) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert_eq!(status(storage.fetch_by_id(&put_back).await?), Some(Status::Done));

    let done = Filter { status: Some(Status::Done), page: 1, page_size: Some(20) };
    assert!(storage.list_all_tasks(&done).await?.len() >= 4);
    stop.send(()).map_err(|()| "the worker has ended")?;
    tokio::time::timeout(Duration::from_secs(10), running).await???;
    assert!(storage.vacuum().await? >= 5);
    Ok(())
}
