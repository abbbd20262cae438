//! `cargo xtask serve`: the site on this machine, as GitHub Pages would serve it.
use super::build::{Options, build};
use crate::ctx::Ctx;
use crate::flags::Serve;
use std::fs;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant, SystemTime};

const PORT: u16 = 8080;

/// `cargo xtask serve`.
pub fn command(ctx: &Ctx, typed: &Serve) -> Result<(), String> {
    let options = Options { dev: typed.dev, base: None };
    let port = typed.port.unwrap_or(PORT);
    // Before the build, so that a port in use is reported at once.
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
        .map_err(|why| format!("cannot use port {port} of 127.0.0.1 ({why}): choose another with --port"))
}

/// The longest request line and headers, in bytes.
const LONGEST_HEAD: usize = 16 * 1024;
/// How long a client may take to send them, and to read each part of the answer.
const PATIENCE: Duration = Duration::from_secs(10);
/// Connections at a time; a browser opens six.
const MOST_CONNECTIONS: usize = 64;

/// The folder to serve, and the accepted host names.
struct Site {
    folder: PathBuf,
    under: String,
    port: u16,
    connections: AtomicUsize,
}

/// Serves a folder under a path such as `/` or `/some/project/`, in threads of this program.
pub fn serve(listener: TcpListener, folder: PathBuf, under: &str) -> Result<Served, String> {
    let address = listener.local_addr().map_err(|why| why.to_string())?;
    let site =
        Site { folder, under: under.to_owned(), port: address.port(), connections: AtomicUsize::new(0) };
    let site = Arc::new(site);
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let place = Connection::new(&site);
            // A browser that hangs up isn't an error, and neither is a failure to start a thread.
            drop(std::thread::Builder::new().spawn(move || drop(answer(&stream, place.as_ref()))));
        }
    });
    Ok(Served { url: format!("http://{address}{under}") })
}

/// A slot for one of the concurrent connections, freed when it's dropped.
struct Connection(Arc<Site>);

impl Connection {
    fn new(site: &Arc<Site>) -> Option<Self> {
        let free = |open| (open < MOST_CONNECTIONS).then_some(open + 1);
        let place = site.connections.fetch_update(Ordering::AcqRel, Ordering::Acquire, free);
        place.ok().map(|_| Self(Arc::clone(site)))
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.0.connections.fetch_sub(1, Ordering::AcqRel);
    }
}

fn answer(mut stream: &TcpStream, place: Option<&Connection>) -> std::io::Result<()> {
    stream.set_write_timeout(Some(PATIENCE))?;
    let Some(Connection(site)) = place else { return refuse(stream, "503 Service Unavailable") };
    let Some(head) = head(stream)? else {
        return refuse(stream, "431 Request Header Fields Too Large");
    };
    let mut lines = head.lines();
    let mut words = lines.next().unwrap_or_default().split(' ');
    let (method, target) = (words.next().unwrap_or_default(), words.next().unwrap_or_default());
    // Against DNS rebinding: another host name could point here.
    if !is_for(lines, site.port) {
        return refuse(stream, "421 Misdirected Request");
    }
    if !matches!(method, "GET" | "HEAD") {
        return refuse(stream, "405 Method Not Allowed");
    }
    let path = target.split(['?', '#']).next().unwrap_or_default();
    let found = path.strip_prefix(site.under.as_str()).and_then(|rest| file(&site.folder, rest));
    let (status, path) =
        found.map_or_else(|| ("404 Not Found", site.folder.join("404.html")), |path| ("200 OK", path));
    let body = fs::read(&path).unwrap_or_default();
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\nX-Content-Type-Options: nosniff\r\nConnection: close\r\n\r\n",
        content_type(&path),
        body.len()
    );
    stream.write_all(head.as_bytes())?;
    if method == "GET" { stream.write_all(&body) } else { Ok(()) }
}

fn refuse(mut stream: &TcpStream, status: &str) -> std::io::Result<()> {
    let head = format!("HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n");
    stream.write_all(head.as_bytes())
}

/// The request line and the headers; `None` if they're too long. Slow clients are cut off.
fn head(mut stream: &TcpStream) -> std::io::Result<Option<String>> {
    let end = Instant::now() + PATIENCE;
    let mut head = Vec::new();
    let mut part = [0; 1024];
    loop {
        // A timeout of zero is an error.
        let left = end.saturating_duration_since(Instant::now()).max(Duration::from_millis(1));
        stream.set_read_timeout(Some(left))?;
        let read = stream.read(&mut part)?;
        head.extend_from_slice(part.get(..read).unwrap_or_default());
        let whole =
            [&b"\r\n\r\n"[..], b"\n\n"].iter().any(|end| head.windows(end.len()).any(|at| at == *end));
        if whole || read == 0 {
            return Ok(Some(String::from_utf8_lossy(&head).into_owned()));
        }
        if head.len() > LONGEST_HEAD {
            return Ok(None);
        }
    }
}

/// Whether the headers have exactly one host, which is this machine.
fn is_for<'a>(headers: impl Iterator<Item = &'a str>, port: u16) -> bool {
    let headers = headers.take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
    let mut hosts =
        headers.filter(|(name, _)| name.eq_ignore_ascii_case("host")).map(|(_, value)| value.trim());
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let rest = host.get(..name.len()).filter(|start| start.eq_ignore_ascii_case(name));
        let rest = rest.and_then(|_| host.get(name.len()..));
        rest.is_some_and(|rest| rest == format!(":{port}") || (rest.is_empty() && port == 80))
    })
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

/// Rebuilds after each change of the sources, until the program ends.
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
                Ok(()) => println!("built; reload the page"),
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
    use super::{LONGEST_HEAD, MOST_CONNECTIONS, file, listen, serve};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;
    use std::time::Duration;

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

    /// The port of a server of this crate's folder.
    fn site() -> u16 {
        let listener = listen(0).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        serve(listener, Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(), "/").expect("a server");
        port
    }

    fn connect(port: u16) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", port)).expect("a connection");
        stream.set_read_timeout(Some(Duration::from_secs(30))).expect("a timeout");
        stream
    }

    /// The status that a request gets; nothing where the connection ends without one.
    fn status(port: u16, request: &[u8]) -> String {
        let mut stream = connect(port);
        stream.write_all(request).expect("it is sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn only_names_of_this_machine_are_served() {
        let port = site();
        let get =
            |headers: &str| status(port, format!("GET /Cargo.toml HTTP/1.1\r\n{headers}\r\n").as_bytes());
        for host in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
            assert_eq!(get(&format!("Host: {host}:{port}\r\n")), "200", "{host}");
        }
        for host in
            ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example#localhost", ""]
        {
            assert_eq!(get(&format!("Host: {host}:{port}\r\n")), "421", "{host}");
        }
        for headers in ["", "Host: localhost\r\n", "Host: localhost:1\r\n", "Host: é\r\n"] {
            assert_eq!(get(headers), "421", "{headers}");
        }
        assert_eq!(get(&format!("Host: localhost:{port}\r\nHost: evil.example\r\n")), "421");
    }

    #[test]
    fn a_head_has_an_end() {
        let port = site();
        let endless = [&b"GET /"[..], &vec![b'a'; LONGEST_HEAD]].concat();
        assert_eq!(status(port, &endless), "431");
        let headers =
            format!("GET / HTTP/1.1\r\nHost: localhost:{port}\r\n{}", "A: b\r\n".repeat(LONGEST_HEAD / 6));
        assert_eq!(status(port, headers.as_bytes()), "431");
    }

    #[test]
    fn connections_have_a_limit_and_come_back() {
        let port = site();
        let good = format!("GET /Cargo.toml HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
        let open: Vec<TcpStream> = (0..MOST_CONNECTIONS).map(|_| connect(port)).collect();
        // They are accepted in order, so this one is over the limit.
        assert_eq!(status(port, b""), "503");
        drop(open);
        let again = (0..100).any(|_| {
            std::thread::sleep(Duration::from_millis(50));
            status(port, good.as_bytes()) == "200"
        });
        assert!(again);
    }
}
