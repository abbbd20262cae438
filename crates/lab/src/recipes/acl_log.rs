//! Denials, from `ACL LOG`.
use crate::live::resp::{Connection, Reply};
use access_string::Need;

/// An entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// `command`, `key`, `channel`, `database` or `auth`.
    pub reason: String,
    /// The denied object: `client|setinfo`, the key, the channel.
    pub object: Vec<u8>,
}

impl Refused {
    /// What would have had to be allowed, where it is something that can be.
    pub fn need(&self) -> Option<Need> {
        match self.reason.as_str() {
            "command" => Some(Need::Command(String::from_utf8_lossy(&self.object).into_owned())),
            "key" => Some(Need::Key(self.object.clone())),
            "channel" => Some(Need::Channel(self.object.clone())),
            _ => None,
        }
    }
}

impl std::fmt::Display for Refused {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} `{}`", self.reason, String::from_utf8_lossy(&self.object))
    }
}

/// Every entry, newest first.
pub fn read(admin: &mut Connection) -> Result<Vec<Refused>, String> {
    let Reply::List(entries) = admin.call(&["ACL", "LOG"])? else {
        return Err("ACL LOG gives no list".to_owned());
    };
    Ok(entries.iter().map(entry).collect())
}

fn entry(entry: &Reply) -> Refused {
    let fields = if let Reply::List(fields) = entry { fields.as_slice() } else { &[] };
    let field = |name: &str| {
        let value = fields.chunks_exact(2).find_map(|pair| match pair {
            [Reply::Text(Some(own)), Reply::Text(value)] if own == name.as_bytes() => value.clone(),
            _ => None,
        });
        value.unwrap_or_default()
    };
    Refused { reason: String::from_utf8_lossy(&field("reason")).into_owned(), object: field("object") }
}
