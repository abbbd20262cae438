//! What the page asks of the browser, one thing a file. Nothing here talks to a network.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod focus;
pub mod height;
pub mod media;
pub mod random;
pub mod storage;
