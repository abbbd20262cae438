//! The tags of a new user or group.

use super::message::Message;
use super::tag_row::TagFields;
use crate::browser::focus;
use crate::button::Button;
use crate::state::{FormStoreFields, TagRow, id_of, use_state};
use elasticache_user::{Member, Path};
use leptos::prelude::*;

/// A row for each tag.
#[component]
pub fn Tags() -> impl IntoView {
    let state = use_state();
    let place = Path::Member(Member::Tags);
    let tags = state.form.tags();
    let count = Memo::new(move |_| tags.read().len());
    let add = move || {
        let last = count.get_untracked();
        tags.write().push(TagRow::default());
        request_animation_frame(move || focus::to(&id_of(&Path::TagKey(last)), None));
    };
    view! {
        <fieldset class="field group" id=id_of(&place) tabindex="-1" aria-labelledby="tags-title">
            <div class="field-head">
                <span id="tags-title" class="field-title">"Tags"</span>
                <code class="api">{Member::Tags.name()}</code>
            </div>
            <For each=move || 0..count.get() key=|row| *row let:row>
                <TagFields row=row />
            </For>
            <Button class="quiet" text="Add tag" press=add />
            <Message place=place.clone() hint="" />
        </fieldset>
    }
}
