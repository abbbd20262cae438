//! Which arguments of a command are keys, and what is done to them.
//!
//! From Redis 7.0 on a command has key specs; where one of them can't be followed, or is marked as
//! not to be trusted, the command's own routine takes over. Redis 6 has routines, and for all other
//! commands the first key, the last and a step.

mod routines;

use crate::access::Access;
use crate::engine::Engine;
use crate::tables::{Begin, Command, Find, KeySpec, Table};
use routines::{old_routine, routine};

/// The arguments of a command, its name first: whatever they are a list of, the code that looks at them is there once.
pub(crate) struct Argv<'a>(pub(crate) &'a dyn Arguments);

/// A list of strings.
pub(crate) trait Arguments {
    fn len(&self) -> usize;
    fn at(&self, at: usize) -> Option<&[u8]>;
}

impl<A: AsRef<[u8]>> Arguments for &[A] {
    fn len(&self) -> usize {
        <[A]>::len(self)
    }

    fn at(&self, at: usize) -> Option<&[u8]> {
        self.get(at).map(AsRef::as_ref)
    }
}

impl Argv<'_> {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }

    pub(crate) fn get(&self, at: usize) -> &[u8] {
        self.0.at(at).unwrap_or_default()
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
pub(crate) fn each_key(
    engine: Engine,
    table: &Table,
    command: Command,
    argv: &Argv<'_>,
    check: &mut dyn FnMut(usize, Access) -> bool,
) -> bool {
    let specs = table.specs(command);
    if !engine.has_selectors() {
        if let Some(done) = old_routine(command, argv, check) {
            return done;
        }
        return legacy(specs, argv, check);
    }
    let trusted = !specs.is_empty() && specs.iter().all(|spec| !spec.variable);
    if trusted && specs.iter().all(|spec| runs(spec, argv).is_ok()) {
        return specs.iter().all(|spec| match runs(spec, argv) {
            Ok(Some(run)) => each(run, check),
            _ => true,
        });
    }
    if specs.iter().all(|spec| spec.not_key) {
        return true;
    }
    routine(engine, command, argv, check)
}

fn each(run: Run, check: &mut dyn FnMut(usize, Access) -> bool) -> bool {
    let mut at = run.first;
    while at <= run.last {
        if !check(at, run.access) {
            return false;
        }
        at += run.step.max(1);
    }
    true
}

/// The run of keys of a spec; none if its keyword is absent; an error if it spoils all.
fn runs(spec: &KeySpec, argv: &Argv<'_>) -> Result<Option<Run>, ()> {
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
fn search(argv: &Argv<'_>, word: &[u8], start: i8) -> Option<usize> {
    let count = argv.len();
    if let Ok(start) = usize::try_from(start) {
        return (start..count.saturating_sub(1)).find(|&at| argv.is(at, word));
    }
    let start = count.checked_sub(usize::from(start.unsigned_abs()))?;
    (2..=start).rev().find(|&at| argv.is(at, word))
}

/// First, last and step, as Redis 6 has them. Nothing if the arguments don't reach.
fn legacy(specs: &[KeySpec], argv: &Argv<'_>, check: &mut dyn FnMut(usize, Access) -> bool) -> bool {
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

/// The number that decimal digits are; none where it doesn't fit. What overflows isn't multiplied first, as that takes
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
