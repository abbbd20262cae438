//! The AWS CLI in Windows PowerShell 5.1, which passes arguments to programs without escaping the quotes in them.

use super::cli::{self, Shell};
use super::*;

pub const TARGET: Target = Target {
    id: "windows-powershell",
    title: "Windows PowerShell",
    group: Group::Shell,
    runs: "AWS CLI 1 or 2 in Windows PowerShell 5.1",
    operations: &Operation::ALL,
    honors: settings::CLI_AND_ROAD,
    emit: |job| cli::script(job, &SHELL, powershell::write),
};

// Without a byte order mark, 5.1 reads a file in the machine's code page, so anything outside ASCII goes into JSON.
const SHELL: Shell = Shell {
    word: crate::quote::windows_powershell,
    hides: |text| !text.is_ascii() || text.contains(crate::quote::is_control),
    ..powershell::SHELL
};
