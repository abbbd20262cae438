//! A request as YAML: the payload of `--cli-input-yaml`, a YAML skeleton that was filled in.

use super::node::What;
use super::{Import, Importer, Source, json, tree};

pub const IMPORTER: Importer = Importer { id: "yaml", title: "YAML request", recognises, read };

fn recognises(source: &Source<'_>) -> bool {
    tree::looks_like_yaml(source.text)
}

fn read(source: &Source<'_>, import: &mut Import) {
    match source.yaml() {
        Ok(documents) => {
            for document in documents {
                if matches!(document.what, What::Map(_) | What::List(_)) {
                    json::requests(source, import, document);
                } else {
                    import.error(
                        Some(document.span.clone()),
                        "Expected the members of a request, such as UserId: app.",
                    );
                }
            }
        }
        Err(error) => {
            import.error(Some(error.at..error.at), format!("This YAML cannot be read: {}", error.message))
        }
    }
}
