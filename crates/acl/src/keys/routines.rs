//! What a command does itself to find its keys, where its specs fail or it has none.

use super::{Argv, whole_number};
use crate::access::Access;
use crate::engine::Engine;
use crate::tables::{Command, Special};

/// The keys after the count at `at`; none if the command has fewer arguments than the count says.
fn counted(argv: &Argv<'_>, at: usize, check: &mut dyn FnMut(usize, Access) -> bool) -> Option<bool> {
    let number = usize::try_from(loose_number(argv.get(at))).ok()?;
    let first = at + 1;
    if number < 1 || number > argv.len().saturating_sub(first) {
        return None;
    }
    Some((0..number).all(|index| check(first + index, Access::NONE)))
}

/// What a command does itself where its specs fail.
pub(super) fn routine(
    engine: Engine,
    command: Command,
    argv: &Argv<'_>,
    check: &mut dyn FnMut(usize, Access) -> bool,
) -> bool {
    match command.special() {
        Special::NumKeys(at) => counted(argv, usize::from(at), check).unwrap_or(true),
        Special::Store => match counted(argv, 2, check) {
            Some(true) => check(1, Access::NONE),
            other => other.unwrap_or(true),
        },
        Special::Sort => check(1, Access::READ) && sort_store(argv).is_none_or(|at| check(at, Access::WRITE)),
        Special::SortRo => check(1, Access::READ),
        Special::Migrate => migrate(argv, true, Access::BOTH, check),
        Special::GeoRadius => {
            let (read, write) = if engine >= Engine::Valkey91 {
                (Access::READ, Access::WRITE)
            } else {
                (Access::NONE, Access::NONE)
            };
            check(1, read) && geo_store(argv).is_none_or(|at| check(at, write))
        }
        Special::XRead => streams(argv, check),
        Special::Set => {
            let gets = (3..argv.len()).any(|at| argv.is(at, b"GET"));
            check(1, if gets { Access::BOTH } else { Access::WRITE })
        }
        Special::BitField => {
            let reads = only_reads(argv);
            check(1, if reads { Access::READ } else { Access::BOTH })
        }
        _ => true,
    }
}

/// The routines of Redis 6. `None`: the command has none.
pub(super) fn old_routine(
    command: Command,
    argv: &Argv<'_>,
    check: &mut dyn FnMut(usize, Access) -> bool,
) -> Option<bool> {
    Some(match command.special() {
        Special::NumKeys(at) => counted(argv, usize::from(at), check).unwrap_or(true),
        Special::Store => match counted(argv, 2, check) {
            Some(true) => check(1, Access::NONE),
            other => other.unwrap_or(true),
        },
        Special::Sort => check(1, Access::NONE) && sort_store(argv).is_none_or(|at| check(at, Access::NONE)),
        Special::Migrate => migrate(argv, false, Access::NONE, check),
        Special::GeoRadius => {
            check(1, Access::NONE) && geo_store(argv).is_none_or(|at| check(at, Access::NONE))
        }
        Special::XRead => streams(argv, check),
        Special::Memory => argv.len() < 3 || !argv.is(1, b"usage") || check(2, Access::NONE),
        Special::StrAlgo => {
            for at in 1..argv.len() {
                if argv.is(at, b"strings") {
                    break;
                }
                if argv.is(at, b"keys") && argv.len() - 1 - at >= 2 {
                    return Some(check(at + 1, Access::NONE) && check(at + 2, Access::NONE));
                }
            }
            true
        }
        _ => return None,
    })
}

/// The key after the last STORE of SORT.
fn sort_store(argv: &Argv<'_>) -> Option<usize> {
    let mut found = None;
    let mut at = 2;
    while at < argv.len() {
        if argv.is(at, b"limit") {
            at += 2;
        } else if argv.is(at, b"get") || argv.is(at, b"by") {
            at += 1;
        } else if argv.is(at, b"store") && at + 1 < argv.len() {
            found = Some(at + 1);
        }
        at += 1;
    }
    found
}

/// The key after the last STORE or STOREDIST of GEORADIUS.
fn geo_store(argv: &Argv<'_>) -> Option<usize> {
    let mut found = None;
    let mut at = 5;
    while at < argv.len() {
        if (argv.is(at, b"store") || argv.is(at, b"storedist")) && at + 1 < argv.len() {
            found = Some(at + 1);
            at += 1;
        }
        at += 1;
    }
    found
}

/// MIGRATE: the key at 3, or those after the word KEYS.
fn migrate(
    argv: &Argv<'_>,
    skips: bool,
    access: Access,
    check: &mut dyn FnMut(usize, Access) -> bool,
) -> bool {
    let mut at = 6;
    while at < argv.len() {
        if argv.is(at, b"keys") {
            let empty = argv.get(3).is_empty();
            if empty {
                return (at + 1..argv.len()).all(|at| check(at, access));
            }
            if skips {
                return true;
            }
        } else if skips && argv.is(at, b"auth") {
            at += 1;
        } else if skips && argv.is(at, b"auth2") {
            at += 2;
        }
        at += 1;
    }
    check(3, access)
}

/// The first half of what follows STREAMS.
fn streams(argv: &Argv<'_>, check: &mut dyn FnMut(usize, Access) -> bool) -> bool {
    let mut at = 1;
    while at < argv.len() {
        if argv.is(at, b"block") || argv.is(at, b"count") {
            at += 1;
        } else if argv.is(at, b"group") {
            at += 2;
        } else if argv.is(at, b"streams") {
            let rest = argv.len() - at - 1;
            if !rest.is_multiple_of(2) {
                return true;
            }
            return (at + 1..at + 1 + rest / 2).all(|at| check(at, Access::NONE));
        } else if !argv.is(at, b"noack") {
            return true;
        }
        at += 1;
    }
    true
}

/// Whether BITFIELD has only GET and OVERFLOW.
fn only_reads(argv: &Argv<'_>) -> bool {
    let mut at = 2;
    while at < argv.len() {
        let more = argv.len() - at - 1;
        if argv.is(at, b"get") && more >= 2 {
            at += 2;
        } else if argv.is(at, b"overflow") && more >= 1 {
            at += 1;
        } else {
            return false;
        }
        at += 1;
    }
    true
}

/// A number as C's `atoi` reads it: what isn't a number is 0, what is too large wraps.
fn loose_number(text: &[u8]) -> i64 {
    let blanks = text.iter().take_while(|&&byte| crate::lex::is_space(byte));
    let text = text.get(blanks.count()..).unwrap_or_default();
    let (negative, digits) = match text {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let count = digits.iter().take_while(|byte| byte.is_ascii_digit()).count();
    let number = whole_number(digits.get(..count).unwrap_or_default(), negative);
    i64::from(number.unwrap_or(if negative { i64::MIN } else { i64::MAX }) as i32)
}
