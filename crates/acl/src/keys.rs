//! Which arguments of a command are keys, and what is done to them.
//!
//! From Redis 7.0 on a command has key specs; where one of them cannot be followed, or is marked as
//! not to be trusted, the command's own routine takes over. Redis 6 has routines, and for all other
//! commands the first key, the last and a step.

use crate::access::Access;
use crate::engine::Engine;
use crate::tables::{Begin, Command, Find, KeySpec, Special, Table};

/// The arguments of a command, its name first.
pub(crate) struct Argv<'a, A>(pub(crate) &'a [A]);

impl<A: AsRef<[u8]>> Argv<'_, A> {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, at: usize) -> &[u8] {
        self.0.get(at).map(AsRef::as_ref).unwrap_or_default()
    }

    /// Compares without case, up to a NUL, as C does.
    pub(crate) fn is(&self, at: usize, word: &[u8]) -> bool {
        let arg = self.get(at);
        let end = arg.iter().position(|&byte| byte == 0);
        arg.get(..end.unwrap_or(arg.len())).is_some_and(|arg| arg.eq_ignore_ascii_case(word))
    }
}

/// A run of keys: every `step`-th argument from `first` to `last`.
#[derive(Clone, Copy)]
struct Run {
    first: usize,
    last: usize,
    step: usize,
    access: Access,
}

/// Calls `check` with the position of each key and what is done to it, in the order of the server,
/// until it returns false. Returns whether it never did.
pub(crate) fn each_key<A: AsRef<[u8]>>(
    engine: Engine,
    table: &Table,
    command: Command,
    argv: &Argv<'_, A>,
    mut check: impl FnMut(usize, Access) -> bool,
) -> bool {
    let specs = table.specs(command);
    if !engine.has_selectors() {
        if let Some(done) = old_routine(command, argv, &mut check) {
            return done;
        }
        return legacy(specs, argv, &mut check);
    }
    let trusted = !specs.is_empty() && specs.iter().all(|spec| !spec.variable);
    if trusted && specs.iter().all(|spec| runs(spec, argv).is_ok()) {
        return specs.iter().all(|spec| match runs(spec, argv) {
            Ok(Some(run)) => each(run, &mut check),
            _ => true,
        });
    }
    if specs.iter().all(|spec| spec.not_key) {
        return true;
    }
    routine(engine, command, argv, &mut check)
}

fn each(run: Run, check: &mut impl FnMut(usize, Access) -> bool) -> bool {
    let mut at = run.first;
    while at <= run.last {
        if !check(at, run.access) {
            return false;
        }
        at += run.step.max(1);
    }
    true
}

/// The run of keys that a spec gives; none if its keyword is absent; an error if it spoils all.
fn runs<A: AsRef<[u8]>>(spec: &KeySpec, argv: &Argv<'_, A>) -> Result<Option<Run>, ()> {
    if spec.not_key {
        return Ok(None);
    }
    let count = i64::try_from(argv.len()).map_err(drop)?;
    let mut first = match spec.begin {
        Begin::Index(at) => i64::from(at),
        Begin::Keyword(word, at) => match search(argv, word.as_bytes(), at) {
            Some(found) => i64::try_from(found).map_err(drop)? + 1,
            None => return Ok(None),
        },
        Begin::Unknown => return Err(()),
    };
    let (last, step) = match spec.find {
        Find::Range { last, step, limit } => {
            let last = i64::from(last);
            let last = match (last < 0, limit) {
                (false, _) => first + last,
                (true, 0) => count + last,
                (true, limit) => first + (count - first) / i64::from(limit) + last,
            };
            (last, step)
        }
        Find::Count { number, first: from, step } => {
            if first + i64::from(number) >= count {
                return Err(());
            }
            let at = usize::try_from(first + i64::from(number)).map_err(drop)?;
            // More keys than arguments are too many in any case.
            let number = strict_number(argv.get(at)).filter(|number| (0..=count).contains(number));
            let number = number.ok_or(())?;
            first += i64::from(from);
            (first + (number - 1) * i64::from(step), step)
        }
        Find::Legacy { .. } | Find::Unknown => return Err(()),
    };
    if last >= count || last < first || first >= count || spec.incomplete {
        return Err(());
    }
    Ok(Some(Run {
        first: usize::try_from(first).map_err(drop)?,
        last: usize::try_from(last).map_err(drop)?,
        step: usize::try_from(step).map_err(drop)?,
        access: spec.access,
    }))
}

/// A keyword: forwards, without the last argument; or, from a negative start, backwards.
fn search<A: AsRef<[u8]>>(argv: &Argv<'_, A>, word: &[u8], start: i8) -> Option<usize> {
    let count = argv.len();
    if let Ok(start) = usize::try_from(start) {
        return (start..count.saturating_sub(1)).find(|&at| argv.is(at, word));
    }
    let start = count.checked_sub(usize::from(start.unsigned_abs()))?;
    (2..=start).rev().find(|&at| argv.is(at, word))
}

/// A whole number in its only spelling: no `+`, no leading zero, no blank.
pub(crate) fn strict_number(text: &[u8]) -> Option<i64> {
    let digits = text.strip_prefix(b"-").unwrap_or(text);
    let negative = digits.len() < text.len();
    match digits {
        [b'0'] if !negative => return Some(0),
        [b'1'..=b'9', rest @ ..] if rest.iter().all(u8::is_ascii_digit) => {}
        _ => return None,
    }
    whole_number(digits, negative)
}

/// The number that decimal digits are; none where it does not fit. What overflows is not multiplied first, as that takes
/// 128 bits.
fn whole_number(digits: &[u8], negative: bool) -> Option<i64> {
    // Below zero there is one number more.
    let mut number = 0i64;
    for digit in digits {
        let digit = i64::from(digit - b'0');
        if number < (i64::MIN + digit) / 10 {
            return None;
        }
        number = number * 10 - digit;
    }
    if negative { Some(number) } else { number.checked_neg() }
}

/// A number as C's `atoi` reads it: what is not a number is 0, what is too large wraps.
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

/// The number of keys at `at` and the keys behind it; nothing if there are not so many.
fn counted<A: AsRef<[u8]>>(
    argv: &Argv<'_, A>,
    at: usize,
    check: &mut impl FnMut(usize, Access) -> bool,
) -> Option<bool> {
    let number = usize::try_from(loose_number(argv.get(at))).ok()?;
    let first = at + 1;
    if number < 1 || number > argv.len().saturating_sub(first) {
        return None;
    }
    Some((0..number).all(|index| check(first + index, Access::NONE)))
}

/// What a command does itself where its specs fail.
fn routine<A: AsRef<[u8]>>(
    engine: Engine,
    command: Command,
    argv: &Argv<'_, A>,
    check: &mut impl FnMut(usize, Access) -> bool,
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
fn old_routine<A: AsRef<[u8]>>(
    command: Command,
    argv: &Argv<'_, A>,
    check: &mut impl FnMut(usize, Access) -> bool,
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

/// First, last and step, as Redis 6 has them. Nothing if the arguments do not reach.
fn legacy<A: AsRef<[u8]>>(
    specs: &[KeySpec],
    argv: &Argv<'_, A>,
    check: &mut impl FnMut(usize, Access) -> bool,
) -> bool {
    let Some(&KeySpec { begin: Begin::Index(first), find: Find::Legacy { last, step }, .. }) = specs.first()
    else {
        return true;
    };
    let count = i64::try_from(argv.len()).unwrap_or(i64::MAX);
    let last = if last < 0 { count + i64::from(last) } else { i64::from(last) };
    let step = usize::from(step.unsigned_abs()).max(1);
    let keys = || {
        let first = i64::from(first);
        (first..=last).step_by(step)
    };
    if keys().any(|at| at >= count) {
        return true;
    }
    keys().all(|at| usize::try_from(at).is_ok_and(|at| check(at, Access::NONE)))
}

/// The key behind the last STORE of SORT.
fn sort_store<A: AsRef<[u8]>>(argv: &Argv<'_, A>) -> Option<usize> {
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

/// The key behind the last STORE or STOREDIST of GEORADIUS.
fn geo_store<A: AsRef<[u8]>>(argv: &Argv<'_, A>) -> Option<usize> {
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

/// MIGRATE: the key at 3, or those behind the word KEYS.
fn migrate<A: AsRef<[u8]>>(
    argv: &Argv<'_, A>,
    skips: bool,
    access: Access,
    check: &mut impl FnMut(usize, Access) -> bool,
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

/// The first half of what stands behind STREAMS.
fn streams<A: AsRef<[u8]>>(argv: &Argv<'_, A>, check: &mut impl FnMut(usize, Access) -> bool) -> bool {
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

/// Whether BITFIELD has nothing but GET and OVERFLOW.
fn only_reads<A: AsRef<[u8]>>(argv: &Argv<'_, A>) -> bool {
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
