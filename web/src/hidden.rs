//! Invisible characters, and those that reorder others: with them, what is shown isn't what is copied.

use elasticache_user::emit::{Options, SETTINGS};
use elasticache_user::{Draft, Tag};

/// Whether a character is invisible.
pub fn is_hidden(letter: char) -> bool {
    let ranges = [
        ('\u{ad}', '\u{ad}'),
        ('\u{34f}', '\u{34f}'),
        ('\u{61c}', '\u{61c}'),
        ('\u{115f}', '\u{1160}'),
        ('\u{180b}', '\u{180f}'),
        ('\u{200b}', '\u{200f}'),
        ('\u{2028}', '\u{202e}'),
        ('\u{2060}', '\u{206f}'),
        ('\u{3164}', '\u{3164}'),
        ('\u{fe00}', '\u{fe0f}'),
        ('\u{feff}', '\u{feff}'),
        ('\u{ffa0}', '\u{ffa0}'),
        ('\u{fff9}', '\u{fffb}'),
        ('\u{e0000}', '\u{e0fff}'),
    ];
    (letter.is_control() && letter != '\n')
        || ranges.iter().any(|(first, last)| (*first..=*last).contains(&letter))
}

/// The text with code points in place of such characters.
pub fn visible(text: &str) -> String {
    let shown = |letter: char| {
        if is_hidden(letter) { format!("‹{}›", code_point(letter)) } else { letter.to_string() }
    };
    text.chars().map(shown).collect()
}

fn code_point(letter: char) -> String {
    format!("U+{:04X}", u32::from(letter))
}

/// The most different characters named per value.
const MOST: usize = 5;

/// A sentence for each value of a request that contains such characters.
pub fn sentences(draft: &Draft, options: &Options) -> Vec<String> {
    let members = [
        ("User ID", &draft.user_id),
        ("User name", &draft.user_name),
        ("User group", &draft.user_group_id),
        ("Engine", &draft.engine),
        ("Access string", &draft.access_string),
        ("Append to access string", &draft.append_access_string),
    ];
    let members = members.into_iter().filter_map(|(name, text)| sentence(name, text.as_deref()?));
    let lists = [
        ("Members", &draft.user_ids),
        ("Users to add", &draft.user_ids_to_add),
        ("Users to remove", &draft.user_ids_to_remove),
    ];
    let lists = lists.into_iter().filter_map(|(name, ids)| sentence(name, &ids.as_ref()?.concat()));
    let tag = |(n, tag): (usize, &Tag)| {
        let part =
            |name: &str, text: &Option<String>| sentence(&format!("Tag {} {name}", n + 1), text.as_deref()?);
        [part("key", &tag.key), part("value", &tag.value)].into_iter().flatten().collect::<Vec<_>>()
    };
    let tags = draft.tags.iter().flatten().take(200).enumerate().flat_map(tag);
    let options =
        SETTINGS.iter().filter_map(|one| sentence(one.option.unwrap_or(one.name), &(one.get)(options)?));
    members.chain(lists).chain(tags).chain(options).collect()
}

fn sentence(name: &str, text: &str) -> Option<String> {
    let mut found: Vec<char> = Vec::new();
    for letter in text.chars().filter(|letter| is_hidden(*letter)) {
        if !found.contains(&letter) && found.len() < MOST {
            found.push(letter);
        }
    }
    let code_points: Vec<String> = found.into_iter().map(code_point).collect();
    (!code_points.is_empty())
        .then(|| format!("{name} contains invisible characters: {}.", code_points.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn invisible_characters_are_named() {
        let draft = Draft {
            user_name: Some("a\u{202e}b\u{1b}".to_owned()),
            access_string: Some("on\n~é* +get".to_owned()),
            tags: Some(vec![Tag { key: Some("k\u{200b}".to_owned()), value: None }]),
            ..Draft::default()
        };
        let mut options = Options::default();
        options.globals.profile = Some("p\u{feff}".to_owned());
        assert_eq!(
            sentences(&draft, &options),
            [
                "User name contains invisible characters: U+202E, U+001B.",
                "Tag 1 key contains invisible characters: U+200B.",
                "--profile contains invisible characters: U+FEFF.",
            ]
        );
        assert_eq!(visible("a\u{202e}\u{7}b"), "a‹U+202E›‹U+0007›b");
    }
}
