//! Shared by tests: random and hostile drafts, a recorder of requests, and a model of the AWS CLI's parser.
pub mod cases;
pub mod cli_words;
pub mod drafts;
pub mod generate;
pub mod hostile;
pub mod json;
pub mod recorder;
pub mod rule_docs;
