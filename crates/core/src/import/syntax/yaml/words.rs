//! What a word without quotes means in YAML.

use crate::import::node::NodeKind;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

/// What plain scalars mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Schema {
    /// YAML 1.2, as the AWS CLI reads `--cli-input-yaml`: `on` is text.
    Core,
    /// YAML 1.1, as CloudFormation reads templates: `on` is true.
    Old,
}

/// What a plain scalar means. What JSON has no value for (dates, `.inf`) stays text; see [`is_odd`].
pub fn resolve(text: &str, schema: Schema) -> NodeKind {
    match text {
        "" | "~" | "null" | "Null" | "NULL" => return NodeKind::Null,
        "true" | "True" | "TRUE" => return NodeKind::Bool(true),
        "false" | "False" | "FALSE" => return NodeKind::Bool(false),
        "on" | "On" | "ON" | "yes" | "Yes" | "YES" if schema == Schema::Old => return NodeKind::Bool(true),
        "off" | "Off" | "OFF" | "no" | "No" | "NO" if schema == Schema::Old => return NodeKind::Bool(false),
        _ => {}
    }
    match number(text, schema) {
        Some(number) => NodeKind::Number(number),
        None => NodeKind::Text(text.to_owned()),
    }
}

/// Whether YAML readers read this word as a date, an infinity or NaN.
pub fn is_odd(text: &str) -> bool {
    matches!(text.trim_start_matches(['-', '+']), ".inf" | ".Inf" | ".INF" | ".nan" | ".NaN" | ".NAN")
        || is_date(text)
}

/// `2001-12-14`, alone or with a time after it.
fn is_date(text: &str) -> bool {
    let (date, time) = match text.find(['T', 't', ' ', '\t']) {
        Some(end) => (text.get(..end).unwrap_or_default(), text.get(end + 1..)),
        None => (text, None),
    };
    let mut parts = date.split('-');
    let mut part = |least: usize, most: usize| {
        let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
        parts.next().is_some_and(|part| (least..=most).contains(&part.len()) && digits(part))
    };
    let short = if time.is_some() { 1 } else { 2 };
    let is_date = part(4, 4) && part(short, 2) && part(short, 2) && parts.next().is_none();
    let clock = |time: &str| {
        let time = time.trim_start_matches([' ', '\t']);
        time.starts_with(|digit: char| digit.is_ascii_digit())
            && time.split(':').count() >= 3
            && time.bytes().all(|byte| byte.is_ascii_digit() || b":.Z+- \t".contains(&byte))
    };
    is_date && time.is_none_or(clock)
}

/// The number that a word is, in decimal notation.
fn number(text: &str, schema: Schema) -> Option<String> {
    let old = schema == Schema::Old;
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let sign = if text.starts_with('-') { "-" } else { "" };
    if !unsigned.starts_with(|first: char| first.is_ascii_digit() || first == '.') {
        return None;
    }
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
    let plain = |text: &str| text.replace('_', "");
    // Other bases.
    let eight = if old { "0" } else { "0o" };
    for (prefix, base) in [("0b", 2), ("0x", 16), (eight, 8)] {
        if let Some(rest) = unsigned.strip_prefix(prefix)
            && let Some(value) = decimal(&[(plain(rest).as_str(), base, base)])
        {
            return Some([sign, &value].concat());
        }
    }
    if digits(unsigned) {
        let octal = old && unsigned.len() > 1 && unsigned.starts_with('0');
        return (!octal).then(|| plain(text));
    }
    if old && unsigned.contains(':') {
        return sexagesimal(unsigned).map(|value| [sign, &value].concat());
    }
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent)),
        None => (unsigned, None),
    };
    let (whole, fraction) = match mantissa.split_once('.') {
        Some((whole, fraction)) => (whole, Some(fraction)),
        None => (mantissa, None),
    };
    let exponent_fits = exponent.is_none_or(|exponent| {
        let bare = exponent.strip_prefix(['-', '+']);
        let must_sign = old || whole.is_empty();
        (bare.is_some() || !must_sign)
            && !bare.unwrap_or(exponent).is_empty()
            && bare.unwrap_or(exponent).bytes().all(|byte| byte.is_ascii_digit())
    });
    let fits = match fraction {
        Some(fraction) if whole.is_empty() => {
            let signed = unsigned.len() < text.len();
            let first_is_digit = fraction.starts_with(|first: char| first.is_ascii_digit());
            digits(fraction) && first_is_digit && !(old && signed)
        }
        Some(fraction) => digits(whole) && digits(fraction),
        None => !old && digits(whole),
    };
    (fits && exponent_fits).then(|| plain(text))
}

/// `1:30` is ninety, to readers of YAML 1.1.
fn sexagesimal(text: &str) -> Option<String> {
    let (text, fraction) = match text.split_once('.') {
        Some((text, fraction)) => (text, Some(fraction)),
        None => (text, None),
    };
    let mut parts = text.split(':');
    let first = parts.next()?;
    let starts = first.starts_with(|digit: char| digit.is_ascii_digit())
        && (fraction.is_some() || !first.starts_with('0'));
    let first = first.replace('_', "");
    let mut digits = vec![(first.as_str(), 10, 10)];
    for part in parts {
        let (tens, ones) = if part.len() < 2 { ("0", part) } else { part.split_at_checked(1)? };
        if ones.len() != 1 || tens > "5" {
            return None;
        }
        // Six times ten is sixty.
        digits.extend([(tens, 6, 10), (ones, 10, 10)]);
    }
    let value = decimal(&digits).filter(|_| starts)?;
    match fraction {
        None => Some(value),
        Some(fraction) => {
            let fits = fraction.bytes().all(|byte| byte.is_ascii_digit() || byte == b'_');
            fits.then(|| [&value, ".", &fraction.replace('_', "")].concat())
        }
    }
}

/// A whole number in decimal notation, however long: runs of digits, what the number is multiplied by before each digit of a
/// run, and the base that the digits are of. At most a hundred digits are read.
fn decimal(runs: &[(&str, u32, u32)]) -> Option<String> {
    // The last digit first.
    let mut number: Vec<u8> = Vec::new();
    let mut read = 0;
    for (digits, times, base) in runs {
        for digit in digits.chars() {
            read += 1;
            let mut carry = digit.to_digit(*base).filter(|_| read <= 100)?;
            for place in &mut number {
                carry += (u32::from(*place) - 48) * times;
                *place = b'0' + (carry % 10) as u8;
                carry /= 10;
            }
            while carry > 0 {
                number.push(b'0' + (carry % 10) as u8);
                carry /= 10;
            }
        }
    }
    if number.is_empty() && read > 0 {
        number.push(b'0');
    }
    number.reverse();
    String::from_utf8(number).ok().filter(|_| read > 0)
}
