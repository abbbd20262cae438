//! The page: compose a user, see what is wrong with it, take the command away.
use leptos::prelude::*;

fn main() {
    mount_to_body(App);
}

/// The whole page.
#[component]
fn App() -> impl IntoView {
    view! {
        <main>
            <h1>"ElastiCache User Builder"</h1>
            <p>"Compose an Amazon ElastiCache user and see what is wrong with it before anything is sent."</p>
        </main>
    }
}
