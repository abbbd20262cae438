//! A small endpoint on 127.0.0.1 that records what AWS clients send, and replies like the services: with a real reply's XML
//! for ElastiCache, and with the configured secrets for Secrets Manager.
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};

/// A request that was sent.
#[derive(Debug, Clone)]
pub struct Request {
    /// The path of the URL. With many programs, each has its own endpoint, such as `…/17`.
    pub path: String,
    /// The body.
    pub body: String,
    /// The header `Authorization`; empty if there was none.
    pub authorization: String,
}

/// A call of a program by a shell.
#[derive(Debug)]
pub struct Record {
    /// Its arguments.
    pub args: Vec<String>,
    /// Its standard input, if it read it.
    pub input: String,
}

/// A running endpoint.
#[derive(Debug)]
pub struct Recorder {
    /// The port on 127.0.0.1.
    pub port: u16,
    requests: Arc<Mutex<Vec<Request>>>,
    secrets: Arc<Mutex<SecretValues>>,
}

/// The values of secrets by their names.
pub type SecretValues = BTreeMap<String, String>;

impl Recorder {
    /// Starts it. It runs until this program ends.
    pub fn start() -> Result<Self, String> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(|why| why.to_string())?;
        let port = listener.local_addr().map_err(|why| why.to_string())?.port();
        let requests = Arc::new(Mutex::new(Vec::new()));
        let secrets = Arc::new(Mutex::new(SecretValues::new()));
        let (recorded, known) = (Arc::clone(&requests), Arc::clone(&secrets));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (recorded, known) = (Arc::clone(&recorded), Arc::clone(&known));
                // A client that hangs up reports its own error.
                std::thread::spawn(move || drop(serve(&stream, &recorded, &known)));
            }
        });
        Ok(Self { port, requests, secrets })
    }

    /// Sets the secrets of AWS Secrets Manager.
    pub fn set_secrets(&self, secrets: SecretValues) {
        self.secrets.lock().map(|mut known| *known = secrets).unwrap_or_default();
    }

    /// `http://127.0.0.1:<port>`.
    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Everything sent since the last call.
    pub fn take_requests(&self) -> Vec<Request> {
        self.requests.lock().map(|mut requests| std::mem::take(&mut *requests)).unwrap_or_default()
    }
}

fn serve(
    stream: &TcpStream,
    recorded: &Mutex<Vec<Request>>,
    secrets: &Mutex<SecretValues>,
) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let mut reader = BufReader::new(stream);
    loop {
        let mut line = String::new();
        if reader.read_line(&mut line)? == 0 {
            return Ok(());
        }
        let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
        let (mut length, mut target, mut authorization) = (0, String::new(), String::new());
        loop {
            let mut header = String::new();
            reader.read_line(&mut header)?;
            let Some((name, value)) = header.trim_end().split_once(':') else { break };
            match name.to_ascii_lowercase().as_str() {
                "content-length" => length = value.trim().parse().unwrap_or(0),
                "authorization" => authorization = value.trim().to_owned(),
                "x-amz-target" => target = value.trim().to_owned(),
                "expect" => (&*stream).write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?,
                _ => {}
            }
        }
        let mut body = vec![0; length];
        reader.read_exact(&mut body)?;
        let body = String::from_utf8_lossy(&body).into_owned();
        let (kind, reply) = if target.is_empty() {
            ("text/xml", elasticache(&body))
        } else {
            (
                "application/x-amz-json-1.1",
                secret(&body, &secrets.lock().map(|known| known.clone()).unwrap_or_default()),
            )
        };
        if target.is_empty() {
            recorded
                .lock()
                .map(|mut requests| requests.push(Request { path, body, authorization }))
                .unwrap_or_default();
        }
        let head =
            format!("HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n\r\n", reply.len());
        (&*stream).write_all((head + &reply).as_bytes())?;
    }
}

fn secret(body: &str, secrets: &SecretValues) -> String {
    let asked: serde_json::Value = serde_json::from_str(body).unwrap_or_default();
    let name = asked.get("SecretId").and_then(serde_json::Value::as_str).unwrap_or_default();
    serde_json::json!({"ARN": "arn:aws:secretsmanager:us-east-1:123456789012:secret:x", "Name": name,
        "VersionId": "00000000-0000-0000-0000-000000000000", "SecretString": secrets.get(name)})
    .to_string()
}

fn elasticache(body: &str) -> String {
    let pairs = pairs(body);
    let value = |name: &str| {
        let found = pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let text = found.unwrap_or_default().replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        // Characters that XML can't contain.
        text.chars().filter(|letter| !letter.is_control() && *letter < '\u{fffe}').collect::<String>()
    };
    let action = value("Action");
    let user = format!(
        "<UserId>{}</UserId><UserName>{}</UserName><Status>active</Status><Engine>{}</Engine>\
         <MinimumEngineVersion>6.0</MinimumEngineVersion><AccessString>{}</AccessString><UserGroupIds/>\
         <Authentication><Type>password</Type><PasswordCount>1</PasswordCount></Authentication>\
         <ARN>arn:aws:elasticache:us-east-1:123456789012:user:{0}</ARN>",
        value("UserId").to_lowercase(),
        value("UserName"),
        value("Engine"),
        value("AccessString"),
    );
    let group = format!(
        "<UserGroupId>{}</UserGroupId><Status>active</Status><Engine>{}</Engine><UserIds/>\
         <ARN>arn:aws:elasticache:us-east-1:123456789012:usergroup:{0}</ARN>",
        value("UserGroupId").to_lowercase(),
        value("Engine"),
    );
    let result = match action.as_str() {
        "DescribeUsers" => format!("<Users><member>{user}</member></Users>"),
        "CreateUserGroup" | "ModifyUserGroup" => group,
        "DescribeUserGroups" => format!("<UserGroups><member>{group}</member></UserGroups>"),
        _ => user,
    };
    format!(
        "<{action}Response xmlns=\"http://elasticache.amazonaws.com/doc/2015-02-02/\"><{action}Result>{result}\
         </{action}Result><ResponseMetadata><RequestId>0</RequestId></ResponseMetadata></{action}Response>"
    )
}

/// The names and values of a form body, decoded, in their order.
pub fn pairs(body: &str) -> Vec<(String, String)> {
    let pair = |pair: &str| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        (decoded(name), decoded(value))
    };
    body.split('&').filter(|pair| !pair.is_empty()).map(pair).collect()
}

fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        match (first, code.and_then(|code| u8::from_str_radix(code, 16).ok())) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
                continue;
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
        rest = after;
    }
    String::from_utf8_lossy(&bytes).into_owned()
}
