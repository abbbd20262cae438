//! The npm package's border: what JavaScript calls.
//!
//! Arguments arrive as one JSON array in text, and results return as JavaScript values through serde-wasm-bindgen. Text
//! comes in because a value can run code while it's read: a getter or a proxy that throws would leave the wasm halfway
//! through a call. `JSON.stringify` runs that code outside. It's also the faster of the two (see ARCHITECTURE.md).
//!
//! The functions are in [`requests`], [`texts`], [`access`], [`matrix`], [`recipe`], [`uses`] and [`lists`], and run natively, too. TypeScript
//! declarations come from the types that they return: editors show their doc comments on hover.

// No input but its arguments: no clock, no files, no state between calls.
#![cfg_attr(not(test), warn(clippy::disallowed_macros, clippy::disallowed_methods, clippy::disallowed_types))]

pub mod access;
mod document;
pub mod lists;
#[cfg(feature = "import")]
pub mod many;
pub mod matrix;
#[cfg(feature = "emit")]
mod options;
#[cfg(feature = "recipes")]
pub mod recipe;
pub mod requests;
#[cfg(any(feature = "emit", feature = "import"))]
pub mod texts;
#[cfg(feature = "recipes")]
pub mod uses;
pub mod view;

use serde::Serialize;
use serde_json::Value;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::prelude::*;

/// Wipes freed memory, as passwords pass through it.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: zeroizing_alloc::ZeroAlloc<std::alloc::System> =
    zeroizing_alloc::ZeroAlloc(std::alloc::System);

#[wasm_bindgen(typescript_custom_section)]
const NAMES: &str = r#"import type { AnyInput, RecipeId, RuleId, TargetId, UseId, User, UserGroup } from "../../src/input.js";
import type { MatrixColumn, MatrixRow } from "../../src/matrix.js";"#;

/// What a call throws if its arguments are JSON but nested too deeply: nothing else from `JSON.stringify` is unreadable.
const TOO_DEEP: &str = "too deep";

/// Missing values are `null`, and maps are plain objects, as in JSON.
fn js(result: &impl Serialize) -> JsValue {
    result.serialize(&Serializer::json_compatible()).unwrap_or(JsValue::NULL)
}

/// The arguments of a call. Omitted ones are null.
fn read<const COUNT: usize>(arguments: &str) -> Result<[Value; COUNT], JsValue> {
    let Ok(Value::Array(given)) = serde_json::from_str(arguments) else {
        return Err(JsValue::from(TOO_DEEP));
    };
    let mut given = given.into_iter();
    Ok(std::array::from_fn(|_| given.next().unwrap_or_default()))
}

macro_rules! exports {
    ($($(#[$attribute:meta])* $name:ident = $function:path, $returns:literal;)*) => {
        $(
            $(#[$attribute])*
            #[doc = concat!("[`", stringify!($function), "`]")]
            #[wasm_bindgen(js_name = $name, unchecked_return_type = $returns)]
            #[allow(non_snake_case)]
            pub fn $name(arguments: &str) -> Result<JsValue, JsValue> {
                Ok(js(&$function(read(arguments)?)))
            }
        )*
    };
}

exports! {
    check = requests::check, "Report";
    checkMany = requests::check_many, "Report[]";
    predict = requests::predict, "Prediction | null";
    applyEdits = requests::apply_edits, "Applied";
    rules = lists::rules, "Rule[]";
    parse = access::parse, "ParsedAccessString";
    canonical = access::canonical, "CanonicalAccessString";
    can = access::can, "Verdict";
    commands = access::commands, "EffectiveCommand[]";
    explain = access::explain, "Explanation";
    simplify = access::simplify, "Simplified";
    diff = access::diff, "Difference";
    suggest = access::suggest, "Suggestion";
    matrix = matrix::matrix, "PermissionMatrix";
    setCell = matrix::set_cell, "CellChange | null";
    #[cfg(feature = "emit")]
    emit = texts::emit, "Emission";
    #[cfg(feature = "emit")]
    targets = lists::targets, "Target[]";
    #[cfg(feature = "import")]
    importText = texts::import, "ImportResult";
    #[cfg(feature = "import")]
    rewriteText = texts::rewrite, "RewrittenText";
    #[cfg(feature = "import")]
    auditUsers = many::audit, "Audit";
    #[cfg(feature = "import")]
    testAccessStrings = many::test, "Run";
    #[cfg(feature = "import")]
    testScript = many::test_script, "string";
    #[cfg(feature = "recipes")]
    fillRecipe = recipe::fill, "FilledRecipe";
    #[cfg(feature = "recipes")]
    recipes = lists::recipes, "Recipe[]";
    #[cfg(feature = "recipes")]
    fillUses = uses::fill, "FilledUses";
    #[cfg(feature = "recipes")]
    uses = uses::list, "Use[]";
}
