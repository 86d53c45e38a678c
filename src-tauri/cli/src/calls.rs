//! The list of calls, for a person who writes a batch.

use serde_json::{Value, json};
use zhudian_core::desk::register;

/// Every registered call, one line each: name, kind, right, request and answer.
pub fn lines() -> Vec<String> {
    register()
        .0
        .values()
        .map(|call| {
            format!(
                "{}  {}  {}  {} -> {}",
                call.name,
                word(call.kind),
                word(call.right),
                one_line(&call.request.inline),
                one_line(&call.answer.inline)
            )
        })
        .collect()
}

/// Every registered call as JSON.
pub fn values() -> Value {
    register()
        .0
        .values()
        .map(|call| {
            json!({
                "name": call.name,
                "kind": call.kind,
                "right": call.right,
                "request": one_line(&call.request.inline),
                "answer": one_line(&call.answer.inline),
                "example": call.example,
            })
        })
        .collect()
}

fn word(value: impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// A TypeScript shape without its comments and line breaks.
fn one_line(shape: &str) -> String {
    let mut rest = shape;
    let mut bare = String::new();
    while let Some((before, after)) = rest.split_once("/*") {
        bare.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, behind)| behind);
    }
    bare.push_str(rest);
    bare.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_loses_its_comments() {
        assert_eq!(one_line("{ /** Name. */\n a: string, b: number }"), "{ a: string, b: number }");
    }
}
