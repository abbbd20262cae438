//! A way to a server that keeps every command that is sent on it, the set-up of connections included.
use std::io::{Read, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::sync::atomic::{AtomicU16, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

/// A command with its arguments.
pub type Argv = Vec<Vec<u8>>;

/// A running proxy. It lives as long as this program.
#[derive(Debug)]
pub struct Proxy {
    /// The port on 127.0.0.1 to connect to.
    pub port: u16,
    target: Arc<AtomicU16>,
    round: Arc<AtomicUsize>,
    seen: Arc<Mutex<Vec<Argv>>>,
}

impl Proxy {
    /// Starts one that leads nowhere yet.
    pub fn start() -> Result<Self, String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|why| why.to_string())?;
        let port = listener.local_addr().map_err(|why| why.to_string())?.port();
        let (target, seen) = (Arc::new(AtomicU16::new(0)), Arc::new(Mutex::new(Vec::new())));
        let round = Arc::new(AtomicUsize::new(0));
        let (to, keep, now) = (Arc::clone(&target), Arc::clone(&seen), Arc::clone(&round));
        std::thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let (to, keep, now) = (to.load(Ordering::Relaxed), Arc::clone(&keep), Arc::clone(&now));
                // A client or server that hangs up ends its connection, and nothing else.
                std::thread::spawn(move || drop(forward(client, to, &keep, &now)));
            }
        });
        Ok(Self { port, target, round, seen })
    }

    /// Leads new connections to this port.
    pub fn lead_to(&self, port: u16) {
        self.target.store(port, Ordering::Relaxed);
    }

    /// Cuts every connection: what a client that was ended has still sent goes nowhere.
    pub fn cut(&self) {
        self.round.fetch_add(1, Ordering::SeqCst);
    }

    /// Every command since the last time this was asked, in the order of arrival.
    pub fn take(&self) -> Vec<Argv> {
        self.seen.lock().map(|mut seen| std::mem::take(&mut *seen)).unwrap_or_default()
    }
}

fn forward(
    mut client: TcpStream,
    port: u16,
    keep: &Mutex<Vec<Argv>>,
    now: &AtomicUsize,
) -> std::io::Result<()> {
    let round = now.load(Ordering::SeqCst);
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let (mut from, mut to) = (server.try_clone()?, client.try_clone()?);
    std::thread::spawn(move || {
        drop(std::io::copy(&mut from, &mut to));
        drop(to.shutdown(Shutdown::Both));
    });
    let mut buffer = Vec::new();
    let mut chunk = [0; 1 << 14];
    loop {
        let count = client.read(&mut chunk).unwrap_or(0);
        let chunk = chunk.get(..count).unwrap_or_default();
        if chunk.is_empty() || now.load(Ordering::SeqCst) != round {
            return server.shutdown(Shutdown::Both);
        }
        buffer.extend_from_slice(chunk);
        while let Some((argv, used)) = command(&buffer) {
            drop(buffer.drain(..used));
            let _ = keep.lock().map(|mut seen| seen.push(argv));
        }
        server.write_all(chunk)?;
    }
}

/// The first command in the bytes that came, if it is there in whole, and how many bytes it takes.
fn command(bytes: &[u8]) -> Option<(Argv, usize)> {
    let mut at = 0;
    let number = |kind: u8, at: &mut usize| -> Option<usize> {
        let rest = bytes.get(*at..)?;
        let end = rest.windows(2).position(|pair| pair == b"\r\n")?;
        let (&first, digits) = rest.get(..end)?.split_first()?;
        *at += end + 2;
        if first == kind { std::str::from_utf8(digits).ok()?.parse().ok() } else { None }
    };
    let count = number(b'*', &mut at)?;
    let mut argv = Vec::new();
    for _ in 0..count {
        let length = number(b'$', &mut at)?;
        argv.push(bytes.get(at..at + length)?.to_vec());
        at += length + 2;
    }
    (at <= bytes.len()).then_some((argv, at))
}

#[cfg(test)]
mod tests {
    use super::command;

    #[test]
    fn a_command_is_taken_once_it_is_whole() {
        let bytes = b"*2\r\n$3\r\nGET\r\n$3\r\na\r\n\r\n*1\r\n$4\r\nPI";
        let (argv, used) = command(bytes).expect("a whole command");
        assert_eq!(argv, [b"GET".to_vec(), b"a\r\n".to_vec()]);
        assert_eq!(command(&bytes[used..]), None);
        for cut in 0..used {
            assert_eq!(command(&bytes[..cut]), None, "{cut}");
        }
    }
}
