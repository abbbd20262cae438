//! The protocol of Redis and Valkey, as much of it as asking a server needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::time::Duration;

/// What a server answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// A status, such as `OK`.
    Status(Vec<u8>),
    /// An error, without its minus.
    Error(Vec<u8>),
    /// A number.
    Number(i64),
    /// A text; none for a null.
    Text(Option<Vec<u8>>),
    /// A list.
    List(Vec<Reply>),
}

/// A connection to a server on this machine.
#[derive(Debug)]
pub struct Connection {
    stream: BufReader<TcpStream>,
    out: Vec<u8>,
    pending: usize,
}

impl Connection {
    /// Connects to a port of 127.0.0.1.
    pub fn open(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).map_err(text)?;
        stream.set_nodelay(true).map_err(text)?;
        stream.set_read_timeout(Some(Duration::from_secs(60))).map_err(text)?;
        Ok(Self { stream: BufReader::with_capacity(1 << 16, stream), out: Vec::new(), pending: 0 })
    }

    /// Adds a command to those that the next [`Self::replies`] sends.
    pub fn queue<A: AsRef<[u8]>>(&mut self, argv: &[A]) {
        self.out.extend_from_slice(format!("*{}\r\n", argv.len()).as_bytes());
        for arg in argv {
            let arg = arg.as_ref();
            self.out.extend_from_slice(format!("${}\r\n", arg.len()).as_bytes());
            self.out.extend_from_slice(arg);
            self.out.extend_from_slice(b"\r\n");
        }
        self.pending += 1;
    }

    /// Sends what was queued; one reply for each command.
    pub fn replies(&mut self) -> Result<Vec<Reply>, String> {
        self.stream.get_mut().write_all(&self.out).map_err(text)?;
        self.out.clear();
        (0..std::mem::take(&mut self.pending)).map(|_| self.reply()).collect()
    }

    /// Sends one command and waits for its reply.
    pub fn call<A: AsRef<[u8]>>(&mut self, argv: &[A]) -> Result<Reply, String> {
        self.queue(argv);
        let replies = self.replies()?;
        replies.into_iter().next_back().ok_or_else(|| "no reply".to_owned())
    }

    fn reply(&mut self) -> Result<Reply, String> {
        let mut line = Vec::new();
        self.stream.read_until(b'\n', &mut line).map_err(text)?;
        let line = line.strip_suffix(b"\r\n").ok_or("the server closed the connection")?;
        let (kind, rest) = line.split_first().ok_or("an empty reply")?;
        let number = || std::str::from_utf8(rest).ok().and_then(|rest| rest.parse::<i64>().ok());
        Ok(match kind {
            b'+' => Reply::Status(rest.to_vec()),
            b'-' => Reply::Error(rest.to_vec()),
            b':' => Reply::Number(number().ok_or("not a number")?),
            b'$' => match usize::try_from(number().ok_or("not a length")?) {
                Ok(length) => {
                    let mut text_and_end = vec![0; length + 2];
                    self.stream.read_exact(&mut text_and_end).map_err(text)?;
                    text_and_end.truncate(length);
                    Reply::Text(Some(text_and_end))
                }
                Err(_) => Reply::Text(None),
            },
            b'*' => {
                let count = usize::try_from(number().ok_or("not a count")?).unwrap_or(0);
                Reply::List((0..count).map(|_| self.reply()).collect::<Result<_, _>>()?)
            }
            _ => return Err(format!("not a reply: {}", String::from_utf8_lossy(line))),
        })
    }
}

fn text(error: std::io::Error) -> String {
    error.to_string()
}
