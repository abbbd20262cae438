//! The options of every command of the AWS CLI: the Region, the output, and what else isn't part of the request.

use super::Reader;
use crate::emit::{Globals, Options, SETTINGS, SettingKind};
use crate::import::NoteKind;
use crate::import::aws::argparse::{Known, Parsed, Takes};
use alloc::borrow::ToOwned;

/// The global options of versions 1 and 2.
pub const KNOWN: &[Known] = &[
    Known::new("--debug", Takes::Nothing),
    Known::new("--endpoint-url", Takes::One),
    Known::new("--no-verify-ssl", Takes::Nothing),
    Known::new("--no-paginate", Takes::Nothing),
    Known {
        name: "--output",
        takes: Takes::One,
        choices: &["json", "text", "table", "yaml", "yaml-stream", "off"],
    },
    Known::new("--query", Takes::One),
    Known::new("--profile", Takes::One),
    Known::new("--region", Takes::One),
    Known::new("--version", Takes::Nothing),
    Known { name: "--color", takes: Takes::One, choices: &["on", "off", "auto"] },
    Known::new("--no-sign-request", Takes::Nothing),
    Known::new("--ca-bundle", Takes::One),
    Known::new("--cli-read-timeout", Takes::One),
    Known::new("--cli-connect-timeout", Takes::One),
    Known::new("--v2-debug", Takes::Nothing),
    Known::new("--cli-binary-format", Takes::One),
    Known::new("--no-cli-pager", Takes::Nothing),
    Known::new("--cli-auto-prompt", Takes::Nothing),
    Known::new("--no-cli-auto-prompt", Takes::Nothing),
    Known::new("--cli-error-format", Takes::One),
];

impl Reader<'_, '_> {
    pub(super) fn globals(&mut self, main: &Parsed) -> Globals {
        let mut options = Options::default();
        for (n, given) in main.given.iter().enumerate() {
            if main.given.iter().skip(n + 1).any(|later| later.option == given.option) {
                self.given_again(given);
                continue;
            }
            let name = KNOWN.get(given.option).map_or("", |known| known.name);
            let span = self.span(given.word);
            let value = given.values.first().map(|value| self.fragment(value).text.into_owned());
            if value.as_deref().is_some_and(|value| self.source.is_open(value)) {
                self.import.note(
                    NoteKind::Dropped,
                    span,
                    format!("The value of {name} isn't included here. The option was ignored."),
                );
                continue;
            }
            let value = value.unwrap_or_else(|| "true".to_owned());
            let setting = SETTINGS.iter().find(|setting| setting.option == Some(name));
            // An empty text is as if it wasn't given, for these.
            let says = !value.is_empty()
                || matches!(name, "--endpoint-url" | "--cli-read-timeout" | "--cli-connect-timeout");
            let Some(setting) = setting.filter(|_| says) else {
                self.import.note(
                    NoteKind::Dropped,
                    span,
                    format!("Ignored {name}: it doesn't affect the request."),
                );
                continue;
            };
            let refusal = match setting.kind {
                SettingKind::Seconds
                    if value.trim().is_empty() || !(setting.set)(&mut options, value.trim()) =>
                {
                    format!("{name} must be a number of seconds. The option was ignored.")
                }
                SettingKind::Seconds => continue,
                _ if name == "--endpoint-url" && !has_host(&value) => {
                    format!("{name} needs a scheme and a host, such as https://host. The option was ignored.")
                }
                _ => {
                    (setting.set)(&mut options, &value);
                    continue;
                }
            };
            self.refused = true;
            self.import.note(NoteKind::Dropped, span, refusal);
        }
        options.globals
    }
}

/// Whether a URL names a host: `https://host`, or `//host`.
fn has_host(url: &str) -> bool {
    let rest = match url.split_once(':') {
        Some((scheme, rest)) if !scheme.contains('/') => rest,
        _ => url,
    };
    rest.strip_prefix("//").is_some_and(|rest| !rest.is_empty() && !rest.starts_with(['/', '?', '#']))
}
