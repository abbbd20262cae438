//! Access strings made malformed.

use super::super::random::Random;

/// Puts in what isn't a word, or changes one.
pub fn spoil(words: &mut Vec<String>, random: &mut Random) {
    const ODD: [&str; 48] = [
        "get",
        "@read",
        "*",
        "on,",
        "+@read,+@write",
        "%",
        "%R",
        "%W",
        "%rw",
        "%~a",
        "%RR~a",
        "%Rx~a",
        "%R~",
        "%WR~*",
        "+",
        "-",
        "+@",
        "-@",
        "++get",
        "+@all|x",
        "-@all|x",
        "+config|",
        "+config|get|x",
        "+get|a|b",
        "-get|x",
        "+get|",
        "-config|nope",
        "+nope|x",
        "+|x",
        "+nope",
        "+@nope",
        "~",
        "&",
        "~**",
        "&**",
        "(",
        ")",
        "()",
        "(+get",
        "+get)",
        "((+get))",
        "(+get)(+set)",
        "(on)",
        "(reset)",
        "(\"\"",
        "db",
        "+get ",
        "#abc",
    ];
    let at = random.below(words.len() + 1);
    match random.below(4) {
        0..=1 => words.insert(at, random.text(&ODD).to_owned()),
        2 => {
            if let Some(word) = words.get_mut(at) {
                *word = mutated(word, random);
            }
        }
        _ => {
            let word = random.text(&[
                "~a b",
                "&a\tb",
                "~",
                "+get\n",
                "(~a b)",
                "(+get\u{b}~a)",
                "\u{e9}",
                "~\u{e9}*",
                "~a\r",
            ]);
            words.insert(at, word.to_owned());
        }
    }
}

/// A word in quotes, some of them not right.
pub fn quoted(word: &str, random: &mut Random) -> String {
    match random.below(9) {
        0 => format!("'{word}'"),
        1 => format!("\"{word}"),
        2 => format!("\"{word}\"x"),
        3 => format!("'{word}' "),
        4 => word.chars().map(|c| format!("{c}\"\"")).collect(),
        5 => format!("{word}\"  \""),
        6 => format!("\"{word}\\x41\\n\""),
        7 => format!("'{word}\\''"),
        _ => format!("\"{word}\""),
    }
}

/// A character removed, inserted, moved or changed.
fn mutated(text: &str, random: &mut Random) -> String {
    let mut chars: Vec<char> = text.chars().collect();
    let at = random.below(chars.len());
    let odd = ['+', '-', '@', '|', '~', '%', '&', '(', ')', '"', '\'', '\\', '*', 'a', 'R', '0', ','];
    let c = random.pick(&odd).copied().unwrap_or('x');
    match random.below(4) {
        0 if at < chars.len() => drop(chars.remove(at)),
        1 => chars.insert(at.min(chars.len()), c),
        2 if at + 1 < chars.len() => chars.swap(at, at + 1),
        _ => {
            if let Some(old) = chars.get_mut(at) {
                *old = c;
            }
        }
    }
    chars.into_iter().collect()
}
