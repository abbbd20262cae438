//! What tests share: drafts at random and hostile ones, a recorder of requests, and the AWS CLI's words as documented.
pub mod cases;
pub mod cli_words;
pub mod drafts;
#[path = "../../core/tests/generate/mod.rs"]
pub mod generate;
pub mod hostile;
pub mod json;
pub mod recorder;
pub mod rule_docs;
