//! The page: compose a user, see what is wrong with it, take the command away.
//!
//! Data flows one way: the fields write the [`state::Form`], one memo checks it, everything that is shown is derived.
#![forbid(unsafe_code)]

mod access;
mod app;
mod audit;
mod browser;
mod button;
mod check;
mod compare;
mod dialog;
mod drafts;
mod explain;
mod form;
mod gallery;
mod header;
mod help;
mod hidden;
mod import;
mod matrix;
mod outcome;
mod palette;
mod problems;
mod prose;
mod radios;
mod recipes;
mod rules;
mod select;
mod state;
mod take_away;
mod tests;
mod toast;
mod welcome;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
