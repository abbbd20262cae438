//! Real servers get the `ACL SETUSER` line as an inline command, which they split as their command-line clients do. The resulting
//! user equals the one created from the draft's own words.
use crate::programs::{self, Program};
use crate::users;
use crate::{Proof, proof};
use elasticache_user::emit::Secrets;
use sha2::{Digest, Sha256};
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;
use testkit::drafts;
use tools::Ctx;
use tools::run::say;
use tools::servers;

#[test]
fn the_line_creates_the_same_user() -> Proof {
    proof(run)
}

fn run(ctx: &Ctx) -> Result<(), String> {
    let cases = [drafts::valid(600), drafts::wicked(600)].concat().into_iter();
    let cases = cases.filter(|case| !case.operation.is_of_group()).collect();
    let programs = programs::write(ctx, "acl-setuser", cases)?;
    for engine in ["redis-7.0", "valkey-8.1", "valkey-9.1"] {
        let server = servers::ensure(ctx, engine)?.start()?;
        let mut client = Client::connect(server.port)?;
        let (mut same, mut refused) = (0, 0);
        for program in &programs {
            if check(&mut client, program)? { same += 1 } else { refused += 1 }
        }
        // Every one of these servers accepts a valid draft. The other drafts test quoting.
        if same < 600 {
            return Err(format!("{engine} accepted only {same} of {} users", programs.len()));
        }
        let unready = programs::write_unready(ctx, "acl-setuser")?;
        programs::none_accepted(&unready, |program| {
            Ok(!client.send(program.text.as_bytes())?.starts_with('-'))
        })?;
        say(format!("{engine}: {same} users are the same, {refused} are rejected with the same error"));
    }
    Ok(())
}

/// Whether the server accepted the user. Either way its replies to the line and to the words must be the same.
fn check(client: &mut Client, program: &Program) -> Result<bool, String> {
    let user = users::expected(program);
    let text = |name: &str| user.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let (name, access) = (text("UserName"), text("AccessString"));
    let mut words = vec!["ACL".to_owned(), "SETUSER".to_owned(), name.clone(), "reset".to_owned()];
    if text("Type") == "password" {
        let inline = program.case.options.secrets == Secrets::Inline;
        for password in users::passwords(program).into_iter().flatten() {
            let hash: String = Sha256::digest(&password).iter().map(|byte| format!("{byte:02x}")).collect();
            words.push(if inline { format!(">{password}") } else { format!("#{hash}") });
        }
    } else {
        words.push("nopass".to_owned());
    }
    words.extend(access.split_ascii_whitespace().map(str::to_owned));
    let mut made = |request: &[u8]| -> Result<(String, String), String> {
        client.send(&array(&["ACL", "DELUSER", &name]))?;
        let answer = client.send(request)?;
        Ok((answer, client.send(&array(&["ACL", "GETUSER", &name]))?))
    };
    let line = made(program.text.as_bytes())?;
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let direct = made(&array(&words))?;
    if line == direct {
        return Ok(line.0 == "+OK\r\n");
    }
    Err(format!("{}\nresults in {line:?}\ninstead of {direct:?}\n({})", program.text, program.path.display()))
}

fn array(words: &[&str]) -> Vec<u8> {
    let mut out = format!("*{}\r\n", words.len()).into_bytes();
    for word in words {
        out.extend_from_slice(format!("${}\r\n{word}\r\n", word.len()).as_bytes());
    }
    out
}

/// A connection that returns raw replies.
struct Client(BufReader<TcpStream>);

impl Client {
    fn connect(port: u16) -> Result<Self, String> {
        let stream = TcpStream::connect(("127.0.0.1", port)).map_err(|why| why.to_string())?;
        stream.set_read_timeout(Some(Duration::from_secs(20))).map_err(|why| why.to_string())?;
        Ok(Self(BufReader::new(stream)))
    }

    fn send(&mut self, request: &[u8]) -> Result<String, String> {
        self.0.get_mut().write_all(request).map_err(|why| why.to_string())?;
        let mut reply = Vec::new();
        self.read(&mut reply).map_err(|why| format!("{why} after {:?}", String::from_utf8_lossy(request)))?;
        Ok(String::from_utf8_lossy(&reply).into_owned())
    }

    fn read(&mut self, reply: &mut Vec<u8>) -> std::io::Result<()> {
        let mut open = 1_usize;
        while open > 0 {
            open -= 1;
            let mut line = Vec::new();
            self.0.read_until(b'\n', &mut line)?;
            reply.extend_from_slice(&line);
            let head = String::from_utf8_lossy(&line).into_owned();
            let count = head.get(1..).and_then(|count| count.trim().parse::<i64>().ok()).unwrap_or(-1);
            let count = usize::try_from(count).ok();
            match (head.chars().next(), count) {
                (Some('*'), Some(count)) => open += count,
                (Some('$'), Some(count)) => {
                    let mut body = vec![0; count + 2];
                    self.0.read_exact(&mut body)?;
                    reply.extend_from_slice(&body);
                }
                _ => {}
            }
        }
        Ok(())
    }
}
