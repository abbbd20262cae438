//! Stands in for the AWS CLI in the tests of the shells: it appends its arguments and its standard input to the file that
//! STUB_LOG names. It answers for a secret (STUB_SECRET_1, STUB_SECRET_2) and for the status of users, groups and caches as the AWS CLI does.
use std::io::{Read, Write};
use std::os::unix::ffi::{OsStrExt, OsStringExt};

fn main() {
    let args: Vec<Vec<u8>> = std::env::args_os().skip(1).map(|arg| arg.into_vec()).collect();
    let is = |n: usize, word: &str| args.get(n).is_some_and(|arg| arg == word.as_bytes());
    if is(0, "secretsmanager") {
        let second = args.iter().any(|arg| arg.ends_with(b"-2"));
        let name = if second { "STUB_SECRET_2" } else { "STUB_SECRET_1" };
        // As the CLI prints JSON: quotes and backslashes escaped, the rest as it is.
        let secret = std::env::var(name).unwrap_or_default().replace('\\', "\\\\").replace('"', "\\\"");
        println!("\"{secret}\"");
        return;
    }
    let query = args.iter().find(|arg| arg.windows(8).any(|part| part == b"].Status"));
    let absent = args.get(1).is_some_and(|arg| arg.starts_with(b"describe-user")) && query.is_none();
    if is(1, "describe-users") || is(1, "describe-user-groups") {
        // Of what is looked for, there is nothing yet.
        println!("{}", if absent { "" } else { "active" });
    }
    if is(1, "describe-replication-groups") || is(1, "describe-serverless-caches") {
        println!("{}", if query.is_some() { "available" } else { "" });
    }
    let mut record = format!("{}\0", args.len()).into_bytes();
    for arg in &args {
        record.extend_from_slice(arg);
        record.push(0);
    }
    if args.iter().any(|arg| arg == b"file:///dev/stdin") {
        // As the CLI does: by its path.
        let read = std::fs::File::open("/dev/stdin").and_then(|mut file| file.read_to_end(&mut record));
        if let Err(why) = read {
            record.extend_from_slice(why.to_string().as_bytes());
        }
    }
    record.push(0);
    let log = std::env::var_os("STUB_LOG").unwrap_or_default();
    let file = std::fs::OpenOptions::new().append(true).create(true).open(&log);
    if file.and_then(|mut file| file.write_all(&record)).is_err() {
        eprintln!("cannot write to {}", String::from_utf8_lossy(log.as_bytes()));
        std::process::exit(9);
    }
    // As the CLI ends for a user that isn't there.
    if absent {
        std::process::exit(254);
    }
}
