//! The color of a rule.

use access_string::TokenKind;

/// The name that styles use: `state`, `keys`, `channels`, `allow`, `deny`, `selector`, `databases`, `refused` or `plain`.
pub fn kind_name(kind: TokenKind) -> &'static str {
    use TokenKind::*;
    match kind {
        On | Off => "state",
        Keys(_) | AllKeys | ResetKeys => "keys",
        Channels | AllChannels | ResetChannels => "channels",
        AllCommands | FirstArg { .. } | Category { allow: true, .. } | Command { allow: true, .. } => "allow",
        NoCommands | Category { .. } | Command { .. } => "deny",
        Open | Close | ClearSelectors => "selector",
        Databases | AllDatabases | ResetDatabases => "databases",
        Invalid | Reset | NoPass | ResetPass | AddPassword | RemovePassword | AddHash | RemoveHash => {
            "refused"
        }
        _ => "plain",
    }
}
