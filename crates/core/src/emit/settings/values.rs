//! What's wrong with an option's value. This is the one gate that every value passes before a target writes it: anything that
//! could end a line, or be misread by the program it's for, stops here.

use super::*;
use crate::quote::is_control;
use alloc::vec::Vec;

type Problem = Option<(Severity, &'static str)>;

/// What's invalid in any option.
pub(super) fn unfit(setting: &Setting, value: &str) -> Option<&'static str> {
    if value.contains(is_control) {
        return Some("contains a control character, such as a line break. Remove it.");
    }
    let address = ["file://", "fileb://", "http://", "https://"].iter().any(|start| value.starts_with(start));
    (address && setting.name != "endpointUrl").then_some(
        "starts like a URL. The AWS CLI may replace it with what it reads from there. Enter the value itself.",
    )
}

pub(super) fn secret_name(value: &str, options: &Options) -> Problem {
    match options.secrets {
        Secrets::Environment if !options::is_variable(value) => Some((
            Warning,
            "This isn't the name of an environment variable (letters, digits and _, no digit first), so \
                ELASTICACHE_PASSWORD is read instead.",
        )),
        Secrets::Environment if value.to_ascii_uppercase().starts_with("AWS_") => Some((
            Security,
            "Variables that begin with AWS_ contain credentials and settings of the AWS clients. The value of this one \
                would be sent as the password.",
        )),
        // https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_CreateSecret.html; an ARN has colons too.
        Secrets::SecretsManager
            if !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+=.@-:".contains(&byte)) =>
        {
            Some((
                Error,
                "This can't be the name of a secret in AWS Secrets Manager: names have only letters, digits and /_+=.@-, and an ARN has \
                colons.",
            ))
        }
        Secrets::Generate
            if !value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"/_+=.@-".contains(&byte)) =>
        {
            Some((
                Error,
                "AWS Secrets Manager makes no secret of this name: names are letters, digits and /_+=.@-.",
            ))
        }
        Secrets::File if !is_password_file(value) => Some((
            Security,
            "The content of this file would be sent as the password. Use a file for this purpose only (.json or \
                .txt, in this folder), not one with other secrets.",
        )),
        _ => None,
    }
}

/// A file below the current folder, with an extension used for passwords, not hidden and not reached through a parent folder.
fn is_password_file(name: &str) -> bool {
    let plain = |part: &str| {
        let letter = |letter: char| letter.is_alphanumeric() || "._- ".contains(letter);
        !part.starts_with(['.', '-', ' ']) && !part.is_empty() && part.chars().all(letter)
    };
    let name = name.strip_prefix("./").unwrap_or(name);
    [".json", ".txt"].iter().any(|end| name.ends_with(end)) && name.split('/').all(plain)
}

// What the AWS clients require of a Region's name, which becomes part of a host name.
pub(super) fn region(value: &str, _: &Options) -> Problem {
    let fits = value.len() <= 63
        && value.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'-')
        && !value.starts_with('-')
        && !value.ends_with('-')
        && !value.bytes().all(|letter| letter.is_ascii_digit());
    (!fits).then_some((
        Error,
        "AWS clients reject this Region. Use letters, digits and hyphens, such as us-east-1.",
    ))
}

pub(super) fn output(value: &str, options: &Options) -> Problem {
    match value {
        "json" | "text" | "table" => None,
        "yaml" | "yaml-stream" if options.cli_version == CliVersion::V2 => None,
        "off" if options.cli_version == CliVersion::V2 => {
            Some((Warning, "The output `off` needs a recent AWS CLI 2."))
        }
        "yaml" | "yaml-stream" | "off" => {
            Some((Error, "AWS CLI 1 doesn't support this output. Use json, text or table."))
        }
        _ => Some((
            Error,
            "The AWS CLI doesn't support this output. Use json, text, table, yaml or yaml-stream.",
        )),
    }
}

pub(super) fn endpoint_url(value: &str, _: &Options) -> Problem {
    let rest = value.strip_prefix("https://").or_else(|| value.strip_prefix("http://"));
    let Some(rest) = rest else {
        return Some((Error, "AWS clients reject this URL. It must start with https:// and a host."));
    };
    // RFC 3986 has none of these in an address.
    let foreign = |letter: char| !('!'..='~').contains(&letter) || "\"<>\\^`{|}".contains(letter);
    let bracket = |path: &str| path.contains(['[', ']']);
    if rest.contains(foreign) || rest.split_once(['/', '?', '#']).is_some_and(|(_, path)| bracket(path)) {
        return Some((
            Error,
            "URLs can't contain whitespace, quotes or backslashes. Write other special characters as %XX.",
        ));
    }
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    if authority.contains('@') {
        return Some((Error, "The user name before @ hides where this URL leads. Remove it."));
    }
    let Some(host) = host(authority) else {
        return Some((Error, "AWS clients reject this URL. It must start with https:// and a host."));
    };
    let host = host.to_ascii_lowercase();
    if ["127.0.0.1", "localhost", "[::1]"].contains(&host.as_str()) {
        return None;
    }
    if value.starts_with("http://") {
        return Some((Security, "Over http:// the passwords are sent unencrypted. Use https://."));
    }
    (!is_elasticache(&host)).then_some((
        Security,
        "The request and its passwords go to this host, which isn't ElastiCache's. Use only a host that you \
            trust as much.",
    ))
}

/// The host of an authority, if botocore accepts it: labels of letters, digits and hyphens, or an IPv6 address.
fn host(authority: &str) -> Option<&str> {
    let (host, port) = match authority.find(']') {
        Some(end) if authority.starts_with('[') => authority.split_at(end + 1),
        _ => authority.split_at(authority.find(':').unwrap_or(authority.len())),
    };
    let port_fits = port.is_empty()
        || port.strip_prefix(':').is_some_and(|port| port.bytes().all(|byte| byte.is_ascii_digit()));
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    };
    let fits = match host.strip_prefix('[') {
        Some(inside) => is_ipv6(inside.trim_end_matches(']')),
        None => host.strip_suffix('.').unwrap_or(host).split('.').all(label),
    };
    (fits && port_fits).then_some(host)
}

/// Whether this has the letters of an IPv6 address.
fn is_ipv6(text: &str) -> bool {
    text.contains(':') && text.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte))
}

/// Whether this host is ElastiCache's. Anyone can rent others that end in `.amazonaws.com`.
fn is_elasticache(host: &str) -> bool {
    let service = |label: &str| label == "elasticache" || label == "elasticache-fips";
    OF_AWS.iter().filter_map(|suffix| host.strip_suffix(suffix)?.strip_suffix('.')).any(|name| {
        let labels: Vec<&str> = name.split('.').collect();
        match labels.as_slice() {
            [first, region] => service(first) && is_region(region),
            [endpoint, first, region, "vpce"] => {
                endpoint.starts_with("vpce-") && service(first) && is_region(region)
            }
            _ => false,
        }
    })
}

/// `us-east-1`, `us-gov-west-1`, `eusc-de-east-1`: no bucket's and no other service's label is in this place like that.
fn is_region(label: &str) -> bool {
    let words: Vec<&str> = label.split('-').collect();
    let Some(([first, middle @ ..], number)) = words.split_last().map(|(last, rest)| (rest, last)) else {
        return false;
    };
    let letters = |word: &str| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
    (2..=4).contains(&first.len())
        && letters(first)
        && !middle.is_empty()
        && middle.iter().all(|word| letters(word))
        && !number.is_empty()
        && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Where the hosts of AWS end, in each of its partitions: botocore's endpoints.json names them as `dnsSuffix`.
const OF_AWS: &[&str] = &[
    "amazonaws.com",
    "api.aws",
    "amazonaws.com.cn",
    "api.amazonwebservices.com.cn",
    "amazonaws.eu",
    "api.amazonwebservices.eu",
    "c2s.ic.gov",
    "sc2s.sgov.gov",
    "csp.hci.ic.gov",
    "cloud.adc-e.uk",
];

pub(super) fn color(value: &str, _: &Options) -> Problem {
    (!["on", "off", "auto"].contains(&value))
        .then_some((Error, "The AWS CLI accepts on, off or auto for --color."))
}

pub(super) fn user_group(value: &str, _: &Options) -> Problem {
    let mut letters = value.chars();
    let fits = letters.next().is_some_and(|first| first.is_ascii_alphabetic())
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '-');
    (!fits)
        .then_some((Error, "A user group ID has only letters, digits and hyphens, and starts with a letter."))
}

/// Whether it is letters, digits and hyphens, begins with a letter and doesn't end with a hyphen or hold two in a row.
fn is_cache_name(value: &str, most: usize) -> bool {
    value.len() <= most
        && value.starts_with(|first: char| first.is_ascii_alphabetic())
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        && !value.ends_with('-')
        && !value.contains("--")
}

// https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
pub(super) fn replication_group(value: &str, _: &Options) -> Problem {
    (!is_cache_name(value, 40)).then_some((
        Error,
        "The ID of a replication group is up to 40 letters, digits and hyphens, starts with a letter, doesn't end with a \
            hyphen and has no two in a row.",
    ))
}

pub(super) fn serverless_cache(value: &str, _: &Options) -> Problem {
    (!is_cache_name(value, 40)).then_some((
        Error,
        "The name of a serverless cache is up to 40 letters, digits and hyphens, starts with a letter, doesn't end with a \
            hyphen and has no two in a row.",
    ))
}

// https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
pub(super) fn role(value: &str, _: &Options) -> Problem {
    let fits = value.len() <= 64
        && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_+=,.@-".contains(&byte));
    (!fits).then_some((
        Error,
        "The name of a role is up to 64 letters, digits and _+=,.@-. Give the name, not the ARN.",
    ))
}

pub(super) fn addresses(value: &str, _: &Options) -> Problem {
    let id = |start: &str| {
        value.strip_prefix(start).is_some_and(|rest| {
            !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        })
    };
    let (address, bits) = value.split_once('/').unwrap_or((value, "0"));
    let range = address.parse::<core::net::IpAddr>().is_ok_and(|address| {
        bits.parse::<u8>().is_ok_and(|bits| bits <= if address.is_ipv4() { 32 } else { 128 })
            && bits.bytes().all(|byte| byte.is_ascii_digit())
    });
    (!id("vpc-") && !id("vpce-") && !range).then_some((
        Error,
        "Enter a VPC (vpc-…), a VPC endpoint (vpce-…) or an address range such as 10.0.0.0/16.",
    ))
}

pub(super) fn client(value: &str, _: &Options) -> Problem {
    (!crate::road::CLIENTS.contains(&value))
        .then_some((Error, "A connection is written for valkey-cli, url, redis-py, node-redis or ioredis."))
}
