//! `cargo xtask serve`: the site on this machine, as GitHub Pages would serve it.
use super::Command;
use super::build::{Options, build};
use crate::ctx::Ctx;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

/// `cargo xtask serve`.
pub const COMMAND: Command = Command {
    name: "serve",
    usage: "serve [--dev] [--port N]",
    about: "the site, on http://127.0.0.1:8080; --dev builds anew on each change",
    run: command,
};

const PORT: u16 = 8080;

fn command(ctx: &Ctx, args: &[String]) -> Result<(), String> {
    let mut options = Options::default();
    let mut port = PORT;
    let mut args = args.iter();
    while let Some(arg) = args.next() {
        match arg.as_str() {
            "--dev" => options.dev = true,
            "--port" => {
                port = args.next().and_then(|port| port.parse().ok()).ok_or("--port needs a number")?
            }
            _ => return Err(format!("serve does not know `{arg}`")),
        }
    }
    // Asked for before the build: a port that is taken is said at once.
    let listener = listen(port)?;
    build(ctx, &options)?;
    let site = serve(listener, ctx.path("dist"), "/")?;
    println!("\nElastiCache User Builder is at {} (Ctrl+C ends it)", site.url);
    if options.dev {
        watch(ctx, &options)
    } else {
        loop {
            std::thread::park()
        }
    }
}

/// A site that is served until the program ends.
#[derive(Debug)]
pub struct Served {
    /// Where it is.
    pub url: String,
}

/// A listener on a port of 127.0.0.1; any free one for 0.
pub fn listen(port: u16) -> Result<TcpListener, String> {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port))
        .map_err(|why| format!("port {port} of 127.0.0.1 cannot be used ({why}): choose another with --port"))
}

/// Serves a folder under a path such as `/` or `/some/project/`, in threads of this program.
pub fn serve(listener: TcpListener, folder: PathBuf, under: &str) -> Result<Served, String> {
    let address = listener.local_addr().map_err(|why| why.to_string())?;
    let place = Arc::new((folder, under.to_owned()));
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let place = Arc::clone(&place);
            // A browser that goes away in the middle of an answer is no error.
            std::thread::spawn(move || drop(answer(&stream, &place.0, &place.1)));
        }
    });
    Ok(Served { url: format!("http://{address}{under}") })
}

fn answer(mut stream: &TcpStream, folder: &Path, under: &str) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(30)))?;
    let mut lines = BufReader::new(stream).lines();
    let request = lines.next().transpose()?.unwrap_or_default();
    // The rest of the head is read and not needed.
    for line in lines {
        if line?.is_empty() {
            break;
        }
    }
    let mut words = request.split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    if !matches!(method, "GET" | "HEAD") {
        return stream
            .write_all(b"HTTP/1.1 405 Method Not Allowed\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let found = path.strip_prefix(under).and_then(|rest| file(folder, rest));
    let (status, path) =
        found.map_or_else(|| ("404 Not Found", folder.join("404.html")), |path| ("200 OK", path));
    let body = fs::read(&path).unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        content_type(&path),
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method == "GET" { stream.write_all(&body) } else { Ok(()) }
}

/// The file of a path, never one outside the folder.
fn file(folder: &Path, path: &str) -> Option<PathBuf> {
    let relative = Path::new(path);
    if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
        return None;
    }
    let path = folder.join(relative);
    let path = if path.is_dir() { path.join("index.html") } else { path };
    path.is_file().then_some(path)
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|end| end.to_str()).unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Builds again after each change of the sources, for as long as the program runs.
fn watch(ctx: &Ctx, options: &Options) -> Result<(), String> {
    let sources = ["index.html", "Trunk.toml", "Cargo.lock", "web", "crates"].map(|name| ctx.path(name));
    let newest = || sources.iter().filter_map(|source| newest_change(source)).max();
    let mut built = newest();
    loop {
        std::thread::sleep(Duration::from_millis(500));
        let now = newest();
        if now > built {
            built = now;
            match build(ctx, options) {
                Ok(()) => println!("built; load the page again"),
                Err(why) => println!("{why}"),
            }
        }
    }
}

fn newest_change(path: &Path) -> Option<SystemTime> {
    let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    if matches!(name, "node_modules" | "target" | "e2e") || name.starts_with('.') {
        return None;
    }
    let own = fs::metadata(path).and_then(|about| about.modified()).ok();
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| newest_change(&entry.path())).chain(own).max()
}

#[cfg(test)]
mod tests {
    use super::file;
    use std::path::Path;

    #[test]
    fn no_path_leaves_the_folder() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR"));
        for path in [
            "../xtask/Cargo.toml",
            "/etc/passwd",
            "src/../../../Cargo.toml",
            "./Cargo.toml",
            "src//../Cargo.toml",
        ] {
            assert_eq!(file(folder, path), None, "{path}");
        }
        assert!(file(folder, "Cargo.toml").is_some());
    }
}
