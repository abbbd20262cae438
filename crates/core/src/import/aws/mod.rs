//! The AWS CLI's own reading of its arguments: which option gets which word, and what a word means there.
//!
//! It follows the CLI where that surprises (unique beginnings of options, the last of repeated options, the shorthand
//! syntax), so that what is imported is what the CLI would send.

mod argparse;
mod call;
mod shorthand;

pub use call::{File, read};
