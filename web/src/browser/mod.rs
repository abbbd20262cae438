//! The browser's APIs, one per file. None of them uses the network.

pub mod clipboard;
pub mod clock;
pub mod download;
pub mod focus;
pub mod height;
pub mod media;
pub mod random;
pub mod storage;
