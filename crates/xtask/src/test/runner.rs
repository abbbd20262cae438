//! Runs sections in parallel, each in its own process. Its output is shown when it's done, or at once if it runs alone. A
//! section that exceeds its time limit is ended, with all processes that it started.
use super::{Planned, Runner, proofs};
use crate::ctx::Ctx;
use std::cell::LazyCell;
use std::fs::{self, File};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// How often the running sections are printed.
const HEARTBEAT: Duration = Duration::from_secs(60);

/// A running section.
struct Running<'a> {
    section: &'a Planned,
    start: Instant,
    child: Child,
    log: Option<PathBuf>,
    folder: PathBuf,
}

/// A finished section.
struct Done<'a> {
    section: &'a Planned,
    time: Duration,
    result: Result<(), String>,
}

/// Runs these sections, this many at a time.
pub fn run(ctx: &Ctx, wanted: &[&Planned], jobs: usize) -> Result<(), String> {
    let start = Instant::now();
    let ctx = &Ctx { whole: wanted.iter().any(|section| section.name == "unit"), ..ctx.clone() };
    // Compiled when the first of them starts.
    let proofs = LazyCell::new(|| proofs::build(ctx));
    let mut waiting: Vec<&Planned> = wanted.to_vec();
    let mut running: Vec<Running<'_>> = Vec::new();
    let mut done: Vec<Done<'_>> = Vec::new();
    let mut reported = Instant::now();
    while !waiting.is_empty() || !running.is_empty() {
        let is_done = |name: &str| {
            !wanted.iter().any(|one| one.name == name) || done.iter().any(|job| job.section.name == name)
        };
        let is_free = |section: &&Planned| {
            running.len() < jobs
                && [section.needs, section.after].into_iter().flatten().all(is_done)
                && !running.iter().any(|job| job.section.uses.iter().any(|what| section.uses.contains(what)))
        };
        if let Some(at) = waiting.iter().position(is_free) {
            let section = waiting.remove(at);
            let failed =
                |name: &&str| done.iter().any(|job| job.section.name == *name && job.result.is_err());
            if let Some(name) = section.needs.filter(failed) {
                done.push(finished(section, Duration::ZERO, Err(format!("{name} failed"))));
                continue;
            }
            println!("\n=== {}: {}", section.name, section.about);
            match begin(ctx, section, &proofs, jobs > 1 && wanted.len() > 1) {
                Ok(begun) => running.push(begun),
                Err(why) => done.push(finished(section, Duration::ZERO, Err(why))),
            }
            continue;
        }
        std::thread::sleep(Duration::from_millis(50));
        let mut at = 0;
        while let Some(job) = running.get_mut(at) {
            match ended(ctx, job) {
                None => at += 1,
                Some(result) => {
                    let job = running.remove(at);
                    show(&job);
                    drop(fs::remove_dir_all(&job.folder));
                    done.push(finished(job.section, job.start.elapsed(), result));
                }
            }
        }
        if reported.elapsed() > HEARTBEAT && wanted.len() > 1 {
            reported = Instant::now();
            let now: Vec<String> = running
                .iter()
                .map(|job| format!("{} for {} s", job.section.name, job.start.elapsed().as_secs()))
                .collect();
            println!("· {} of {} done; running: {}", done.len(), wanted.len(), now.join(", "));
        }
    }
    if wanted.len() > 1 {
        for job in done.iter().filter(|job| job.result.is_err()) {
            show_end(ctx, job.section);
        }
    }
    summary(&done, start.elapsed())
}

/// Prints the last lines of a failed section again at the end of the run.
fn show_end(ctx: &Ctx, section: &Planned) {
    const LINES: usize = 40;
    let text = fs::read(log_of(ctx, section)).unwrap_or_default();
    let text = String::from_utf8_lossy(&text);
    let lines: Vec<&str> = text.lines().collect();
    println!("\n=== the end of {}", section.name);
    for line in lines.iter().skip(lines.len().saturating_sub(LINES)) {
        println!("{}", line.chars().take(300).collect::<String>());
    }
}

fn log_of(ctx: &Ctx, section: &Planned) -> PathBuf {
    ctx.path("target/test").join(format!("{}.log", section.name))
}

fn finished<'a>(section: &'a Planned, time: Duration, result: Result<(), String>) -> Done<'a> {
    match &result {
        Ok(()) => println!("--- {}: ok, {:.1} s", section.name, time.as_secs_f64()),
        Err(why) => println!("--- {}: FAILED, {why}", section.name),
    }
    Done { section, time, result }
}

/// Starts a section. Its temporary files are in its own folder, which is removed when it's done.
fn begin<'a>(
    ctx: &Ctx,
    section: &'a Planned,
    proofs: &LazyCell<Result<PathBuf, String>, impl FnOnce() -> Result<PathBuf, String>>,
    beside_others: bool,
) -> Result<Running<'a>, String> {
    let mut command = match section.runner {
        Runner::Proof(module) => proofs::command(ctx, (**proofs).as_ref().map_err(String::clone)?, module)?,
        Runner::Own(_) => {
            let this = std::env::current_exe().map_err(|why| why.to_string())?;
            let mut command = Command::new(this);
            command.args(["test", "--inside", section.name]);
            command
        }
    };
    for (name, asked) in [("LONG", ctx.long), ("DEV", ctx.dev), ("UPDATE", ctx.update), ("WHOLE", ctx.whole)]
    {
        if asked {
            command.env(name, "1");
        }
    }
    let logs = ctx.path("target/test");
    // A short path: the names of sockets are at most a hundred bytes long.
    let folder = ctx.path("target/tmp").join(section.name);
    for folder in [&logs, &folder] {
        fs::create_dir_all(folder).map_err(|why| format!("{}: {why}", folder.display()))?;
    }
    command.env("TMPDIR", &folder).env("TMP", &folder).env("TEMP", &folder);
    let log = beside_others.then(|| log_of(ctx, section));
    if let Some(log) = &log {
        let file = File::create(log).map_err(|why| format!("{}: {why}", log.display()))?;
        command.stdout(file.try_clone().map_err(|why| why.to_string())?).stderr(file);
    }
    let child = command.stdin(Stdio::null()).spawn().map_err(|why| format!("{}: {why}", section.name))?;
    Ok(Running { section, start: Instant::now(), child, log, folder })
}

/// The result of a section, if it has ended; ends one that exceeds its time limit.
fn ended(ctx: &Ctx, job: &mut Running<'_>) -> Option<Result<(), String>> {
    match job.child.try_wait() {
        Ok(Some(status)) if status.success() => return Some(Ok(())),
        Ok(Some(status)) => return Some(Err(status.to_string())),
        Ok(None) => {}
        Err(why) => return Some(Err(why.to_string())),
    }
    let minutes = job.section.minutes * if ctx.long { 3 } else { 1 };
    if job.start.elapsed() < Duration::from_secs(60 * minutes) {
        return None;
    }
    let hung = end(&mut job.child);
    Some(Err(format!("it exceeded its limit of {minutes} minutes, and was ended while these ran:\n{hung}")))
}

/// Prints the output of a section.
fn show(job: &Running<'_>) {
    if let Some(log) = &job.log {
        println!("\n=== output of {}", job.section.name);
        let text = fs::read(log).unwrap_or_default();
        print!("{}", String::from_utf8_lossy(&text));
    }
}

/// Ends a process with all its descendants, and returns a list of those. (It isn't in its own process group: then it would
/// miss the Ctrl+C that ends this program.)
fn end(child: &mut Child) -> String {
    let mut all = vec![child.id().to_string()];
    let mut shown = Vec::new();
    if cfg!(windows) {
        drop(Command::new("taskkill").args(["/T", "/F", "/PID", &all[0]]).status());
    } else {
        let ps = Command::new("ps").args(["-e", "-o", "pid=,ppid=,args="]).output();
        let text = ps.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
        // Parents before children: each round finds one more generation.
        let mut before = 0;
        while before < all.len() {
            before = all.len();
            for line in text.lines() {
                let mut words = line.split_whitespace();
                let (Some(id), Some(parent)) = (words.next(), words.next()) else { continue };
                if all.iter().any(|known| known == parent) && !all.iter().any(|known| known == id) {
                    all.push(id.to_owned());
                    shown.push(line.trim().chars().take(200).collect::<String>());
                }
            }
        }
        // Some may have exited in the meantime.
        drop(Command::new("kill").arg("-KILL").args(&all).stderr(Stdio::null()).status());
    }
    drop(child.kill());
    drop(child.wait());
    shown.join("\n")
}

fn summary(done: &[Done<'_>], time: Duration) -> Result<(), String> {
    println!("\n=== summary");
    for Done { section: Planned { name, about, .. }, time, result } in done {
        let word = if result.is_ok() { "ok" } else { "FAILED" };
        println!("{word:<6} {:>7.1} s  {name:<16} {about}", time.as_secs_f64());
    }
    let failed: Vec<&str> =
        done.iter().filter(|job| job.result.is_err()).map(|job| job.section.name).collect();
    let (passed, minutes, seconds) = (done.len() - failed.len(), time.as_secs() / 60, time.as_secs() % 60);
    println!("{passed} passed, {} failed, in {minutes} min {seconds} s", failed.len());
    if failed.is_empty() {
        return Ok(());
    }
    Err(format!("failed: {}. Run one alone with: cargo xtask test {}", failed.join(", "), failed.join(" ")))
}

#[cfg(all(test, unix))]
mod tests {
    use super::end;
    use std::process::Command;

    #[test]
    fn a_process_is_killed_with_its_descendants() {
        let mut child = Command::new("sh").args(["-c", "sleep 617 & sleep 618; true"]).spawn().unwrap();
        // Until both have started.
        let mut listed = String::new();
        while !(listed.contains("sleep 617") && listed.contains("sleep 618")) {
            let ps = Command::new("ps").args(["-e", "-o", "args="]).output().unwrap();
            listed = String::from_utf8_lossy(&ps.stdout).into_owned();
        }
        let ended = end(&mut child);
        assert!(ended.contains("sleep 617") && ended.contains("sleep 618"), "{ended}");
        let left = Command::new("ps").args(["-e", "-o", "stat=,args="]).output().unwrap();
        let left = String::from_utf8_lossy(&left.stdout).into_owned();
        assert!(!left.lines().any(|line| line.contains("sleep 61") && !line.starts_with('Z')), "{left}");
    }
}
