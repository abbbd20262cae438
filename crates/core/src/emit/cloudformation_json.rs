//! A CloudFormation template in JSON.

use super::infrastructure::template;
use super::{PieceKind, Target};

pub const TARGET: Target = template::target("cloudformation-json", "CloudFormation (JSON)", |job| {
    template::emit(job, "user.template.json", |text, node| {
        template::put_json(text, node, 0);
        text.put(PieceKind::Plain, "\n");
    })
});
