//! What scripts run inside the server, which no proxy sees: the lines of `MONITOR` that come from `lua`.
use access_string::{Need, read_needs};
use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::proxy::Argv;

/// A watched server. It ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    stream: TcpStream,
    lines: Arc<Mutex<Vec<String>>>,
    reader: Option<JoinHandle<()>>,
}

impl Watch {
    /// Begins to watch.
    pub fn start(port: u16) -> Result<Self, String> {
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(|why| why.to_string())?;
        stream.write_all(b"MONITOR\r\n").map_err(|why| why.to_string())?;
        let lines = Arc::new(Mutex::new(Vec::new()));
        let keep = Arc::clone(&lines);
        let from = stream.try_clone().map_err(|why| why.to_string())?;
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(from).split(b'\n').map_while(Result::ok) {
                let line = String::from_utf8_lossy(&line).into_owned();
                let _ = keep.lock().map(|mut lines| lines.push(line));
            }
        });
        Ok(Self { stream, lines, reader: Some(reader) })
    }

    /// Every command of a script since this was asked the last time. `mark` is what the caller had the server echo just
    /// now: what was run before is before it.
    pub fn take(&self, mark: &str) -> Result<Vec<Argv>, String> {
        let end = format!("\"{mark}\"");
        let start = Instant::now();
        loop {
            let mut lines = self.lines.lock().map_err(|why| why.to_string())?;
            if lines.iter().any(|line| line.contains(&end)) {
                let text: Vec<String> = std::mem::take(&mut *lines);
                let scripts: Vec<&str> =
                    text.iter().map(String::as_str).filter(|line| line.contains(" lua] ")).collect();
                let needs = read_needs(&scripts.join("\n")).needs.into_iter();
                return Ok(needs
                    .filter_map(|need| match need {
                        Need::Call(argv) => Some(argv),
                        _ => None,
                    })
                    .collect());
            }
            drop(lines);
            if start.elapsed() > Duration::from_secs(10) {
                return Err("MONITOR does not show what was run".to_owned());
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stream.shutdown(Shutdown::Both));
        if let Some(reader) = self.reader.take() {
            drop(reader.join());
        }
    }
}
