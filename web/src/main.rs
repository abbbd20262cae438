//! The page: compose a user, see what is wrong with it, copy the command.
//!
//! Data flows one way: fields write the [`state::Form`], one memo checks it, everything shown is derived from that.
#![forbid(unsafe_code)]

mod access;
mod app;
mod audit;
mod browser;
mod button;
mod checkbox;
mod compare;
mod details;
mod dialog;
mod drafts;
mod explain;
mod export_buttons;
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
mod tests;
mod toast;
mod welcome;

fn main() {
    leptos::mount::mount_to_body(app::App);
}
