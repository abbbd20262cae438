//! Runs the program of the number that is given, with the real SDK. `PROGRAMS` names the file of modules, one a program,
//! that `cargo xtask test rust` writes.
#![deny(warnings)]

/// `aws_config` with an HTTP client that knows no TLS: building that is most of building the SDK, and the endpoint is
/// `http://127.0.0.1`.
mod aws_config_without_tls {
    pub use aws_config::*;

    pub fn defaults(version: BehaviorVersion) -> ConfigLoader {
        aws_config::defaults(version).http_client(aws_smithy_http_client::Builder::new().build_http())
    }
}

type Outcome = Result<(), Box<dyn std::error::Error>>;

include!(env!("PROGRAMS"));

fn main() -> Outcome {
    let number: usize = std::env::args().nth(1).ok_or("give the number of a program")?.parse()?;
    PROGRAMS.get(number).ok_or("there is no such program")?()
}
