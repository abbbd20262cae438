//! One tag.

use super::input::Input;
use super::message::worst_at;
use crate::button::Button;
use crate::prose::prose;
use crate::state::{FormStoreFields, State, TagRow, id_of, use_state};
use elasticache_user::Path;
use leptos::prelude::*;

/// A tag's key and value. A pasted list becomes rows.
#[component]
pub fn TagFields(row: usize) -> impl IntoView {
    let tags = use_state().form.tags();
    let number = row + 1;
    view! {
        <div class="tag-row">
            <TagText row=row label=format!("Tag {number} key") hint="Key" place=Path::TagKey(row) which=|tag| &mut tag.key />
            <TagText row=row label=format!("Tag {number} value") hint="Value" place=Path::TagValue(row) which=|tag| &mut tag.value />
            <Button
                label=Signal::stored(Some(format!("Remove tag {number}")))
                text="Remove"
                press=move || {
                    let mut rows = tags.write();
                    if row < rows.len() {
                        rows.remove(row);
                    }
                }
            />
        </div>
    }
}

#[component]
fn TagText(
    row: usize,
    label: String,
    hint: &'static str,
    place: Path,
    which: fn(&mut TagRow) -> &mut String,
) -> impl IntoView {
    let state = use_state();
    let tags = state.form.tags();
    let worst = worst_at(place.clone());
    let note = format!("{}-note", id_of(&place));
    let text = move || {
        tags.read().get(row).cloned().map(|mut tag| std::mem::take(which(&mut tag))).unwrap_or_default()
    };
    let severity =
        move || worst.with(|worst| worst.as_ref().map_or("hint", |finding| finding.severity.name()));
    let message = move || worst.with(|worst| worst.as_ref().map(|finding| prose(&finding.message)));
    view! {
        <div class="tag-text">
            <div on:paste=move |event| paste(state, &event, row)>
                <Input
                    place=Some(place)
                    label=label
                    hint=hint
                    value=text
                    typed=move |text| {
                        if let Some(tag) = tags.write().get_mut(row) {
                            *which(tag) = text;
                        }
                    }
                    described=note.clone()
                />
            </div>
            <p id=note.clone() class="message" data-severity=severity>{message}</p>
        </div>
    }
}

/// `Key=team,Value=payments Key=env,Value=prod`, or two columns from a spreadsheet, become rows.
fn paste(state: State, event: &web_sys::ClipboardEvent, row: usize) {
    let Some(text) = event.clipboard_data().and_then(|data| data.get_data("text/plain").ok()) else { return };
    let rows = rows(&text);
    if rows.is_empty() {
        return;
    }
    event.prevent_default();
    let tags = state.form.tags();
    let mut tags = tags.write();
    let end = tags.len().min(row + 1);
    tags.splice(row.min(end)..end, rows);
}

fn rows(text: &str) -> Vec<TagRow> {
    let shorthand = |word: &str| {
        let (key, value) = word.strip_prefix("Key=")?.split_once(",Value=")?;
        let bare = |text: &str| text.trim_matches(['"', '\'']).to_owned();
        Some(TagRow { key: bare(key), value: bare(value) })
    };
    let column = |line: &str| {
        let (key, value) = line.split_once('\t')?;
        Some(TagRow { key: key.trim().to_owned(), value: value.trim().to_owned() })
    };
    let short: Vec<TagRow> = text.split_whitespace().map_while(shorthand).collect();
    if short.is_empty() { text.lines().filter_map(column).collect() } else { short }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_become_rows() {
        let row = |key: &str, value: &str| TagRow { key: key.into(), value: value.into() };
        assert_eq!(
            rows("Key=team,Value=\"pay\" Key=env,Value=prod"),
            [row("team", "pay"), row("env", "prod")]
        );
        assert_eq!(rows("team\tpay\nenv\tprod\n"), [row("team", "pay"), row("env", "prod")]);
        assert_eq!(rows("just a text"), []);
    }
}
