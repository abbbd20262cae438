//! `cargo xtask serve`: the site on this machine, as GitHub Pages would serve it.
use super::build::{Options, build};
use crate::ctx::Ctx;
use crate::flags::Serve;
use std::fs;
use std::io::Cursor;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime};
use tiny_http::{Header, Method, Request, Response, Server};

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

/// A browser opens six connections.
const THREADS: usize = 6;

/// Serves a folder under a path such as `/` or `/some/project/`, in threads of this program.
pub fn serve(listener: TcpListener, folder: PathBuf, under: &str) -> Result<Served, String> {
    let address = listener.local_addr().map_err(|why| why.to_string())?;
    let server = Server::from_listener(listener, None).map_err(|why| why.to_string())?;
    let server = Arc::new(server);
    for _ in 0..THREADS {
        let (server, folder, under) = (Arc::clone(&server), folder.clone(), under.to_owned());
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                let answer = answer(&request, &folder, &under, address.port());
                // A browser that hangs up isn't an error.
                drop(request.respond(answer));
            }
        });
    }
    Ok(Served { url: format!("http://{address}{under}") })
}

fn answer(request: &Request, folder: &Path, under: &str, port: u16) -> Response<Cursor<Vec<u8>>> {
    let refuse = |status: u16| Response::from_data(Vec::new()).with_status_code(status);
    // Against DNS rebinding: another host name could point here.
    if !is_for(request.headers(), port) {
        return refuse(421);
    }
    if !matches!(request.method(), Method::Get | Method::Head) {
        return refuse(405);
    }
    let path = request.url().split(['?', '#']).next().unwrap_or_default();
    let found = path.strip_prefix(under).and_then(|rest| file(folder, rest));
    let (status, path) = found.map_or_else(|| (404, folder.join("404.html")), |path| (200, path));
    let headers = [
        ("Content-Type", content_type(&path)),
        ("Cache-Control", "no-cache"),
        ("X-Content-Type-Options", "nosniff"),
    ];
    let mut answer = Response::from_data(fs::read(&path).unwrap_or_default()).with_status_code(status);
    for (name, value) in headers {
        answer.add_header(Header::from_bytes(name, value).expect("letters"));
    }
    answer
}

/// Whether the headers have exactly one host, which is this machine.
fn is_for(headers: &[Header], port: u16) -> bool {
    let mut hosts = headers.iter().filter(|header| header.field.equiv("Host"));
    let (Some(host), None) = (hosts.next(), hosts.next()) else { return false };
    let host = host.value.as_str().to_ascii_lowercase();
    ["127.0.0.1", "localhost", "[::1]"].iter().any(|name| {
        let rest = host.strip_prefix(name);
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
    let itself = fs::metadata(path).and_then(|about| about.modified()).ok();
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    entries.filter_map(|entry| newest_change(&entry.path())).chain(itself).max()
}

#[cfg(test)]
mod tests {
    use super::{file, listen, serve};
    use std::io::{Read, Write};
    use std::net::TcpStream;
    use std::path::Path;
    use std::time::Duration;

    #[test]
    fn no_path_escapes_the_folder() {
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

    /// The status of a response; `None` if the connection closes without one.
    fn status(port: u16, request: &[u8]) -> String {
        let mut stream = connect(port);
        stream.write_all(request).expect("it is sent");
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer);
        String::from_utf8_lossy(&answer).split(' ').nth(1).unwrap_or_default().to_owned()
    }

    #[test]
    fn only_local_host_names_are_served() {
        let port = site();
        let get = |headers: &str| {
            status(port, format!("GET /Cargo.toml HTTP/1.1\r\n{headers}Connection: close\r\n\r\n").as_bytes())
        };
        for host in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
            assert_eq!(get(&format!("Host: {host}:{port}\r\n")), "200", "{host}");
        }
        for host in
            ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example", "evil.example#localhost", ""]
        {
            assert_eq!(get(&format!("Host: {host}:{port}\r\n")), "421", "{host}");
        }
        for headers in ["", "Host: localhost\r\n", "Host: localhost:1\r\n"] {
            assert_eq!(get(headers), "421", "{headers}");
        }
        assert_eq!(get(&format!("Host: localhost:{port}\r\nHost: evil.example\r\n")), "421");
    }

    #[test]
    fn a_site_is_served_only_under_its_path() {
        let listener = listen(0).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).to_owned();
        serve(listener, folder, "/project/").expect("a server");
        let request = |method: &str, path: &str| {
            let text =
                format!("{method} {path} HTTP/1.1\r\nHost: localhost:{port}\r\nConnection: close\r\n\r\n");
            status(port, text.as_bytes())
        };
        assert_eq!(request("GET", "/project/Cargo.toml?query"), "200");
        assert_eq!(request("HEAD", "/project/Cargo.toml"), "200");
        assert_eq!(request("POST", "/project/Cargo.toml"), "405");
        for path in ["/Cargo.toml", "/project", "/project/../Cargo.toml", "/project/none"] {
            assert_eq!(request("GET", path), "404", "{path}");
        }
    }
}
