//! A script beside the request that changes the user's password on another day. Its steps: `road/rotation.rs`.

use crate::emit::{Emission, Extras, Group, Job, Note, Options, Secrets, Style, Target};
use crate::road::Step;
use crate::{Draft, Operation, Path, Severity};
use alloc::string::String;
use alloc::vec::Vec;
use serde_json::json;

/// A template has one state, and a rotation three.
const BY_HAND: &str = "A template can't wait for your clients. To change the password without downtime, apply it with the old \
    and the new password together, let every client use the new one, and apply it with the new one alone. Where passwords \
    come from a secret, a new value alone changes nothing here: also change the reference or its version.";

/// Adds the script and its step, or what to do where the target can't write one.
pub(in crate::emit) fn add(target: &Target, job: &Job<'_>, emission: &mut Emission) {
    let road = job.road();
    let wanted = job.options.extras.rotation && target.honors.contains(&"rotation");
    if !wanted || !emission.ready || job.second_step || job.of_many {
        return;
    }
    if target.group != Group::Shell {
        let note = Note::advice(BY_HAND).at(Severity::Advice, Path::Option("rotation"));
        emission.notes.extend(road.rotates().then_some(note));
        return;
    }
    if emission.steps.is_empty() {
        let last: Option<Step> = road.steps().pop().map(|planned| planned.step);
        emission.steps.extend(last.filter(|step| step.id == "rotation"));
    }
    if !road.rotates() {
        return;
    }
    // Passwords are asked for or fetched when it runs: these are never written.
    let passwords = ["the-old-password", "the-new-password"];
    let mode = json!({"Type": "password", "Passwords": passwords});
    let draft = &Draft::from_json(json!({"UserId": road.id, "AuthenticationMode": mode}));
    let secrets = match job.options.secrets {
        Secrets::Inline | Secrets::File => Secrets::Prompt,
        Secrets::Generate => Secrets::SecretsManager,
        secrets => secrets,
    };
    let secret_name =
        job.options.secret_name.clone().filter(|_| !matches!(job.options.secrets, Secrets::File));
    let extras = Extras::default();
    let options = &Options { secrets, secret_name, style: Style::Flags, extras, ..job.options.clone() };
    let operation = Operation::ModifyUser;
    let job = Job { operation, draft, options, ready: true, rotates: true, references: &[], ..*job };
    let script = (target.emit)(&job);
    emission.ready &= script.ready;
    let errors = script.notes.into_iter().filter(|note| note.severity == Severity::Error);
    emission.notes.extend(errors.collect::<Vec<_>>());
    for mut file in script.files {
        let extension: String = file.name.rsplit('.').next().unwrap_or_default().into();
        file.name = format!("rotate-password.{extension}");
        emission.files.push(file);
    }
}
