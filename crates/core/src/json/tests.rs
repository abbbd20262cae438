use super::*;

/// What `serde_json` accepts and refuses, and what it makes of it.
#[test]
fn agrees_with_serde_json() {
    let mut texts: Vec<String> = [
        "",
        " ",
        "null",
        "nul",
        "truefalse",
        "[1,2",
        "[1,]",
        "{,}",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "\"\\ud800\"",
        "\"\\ud83d\\ude00\"",
        "\"\\ud83dx\"",
        "\"\\u00E9\\n\\/\"",
        "\"\\x\"",
        "\"\u{1}\"",
        "01",
        "-",
        "-0",
        "1.",
        "1.5e",
        "1e+5",
        "1E-5",
        "+1",
        ".5",
        "[]",
        "{}",
        "[[],{}]",
        "\u{feff}1",
        "1 2",
        "{\"a\":1,\"b\":2,\"a\":3}",
        "\"\u{7f}é🦀\"",
        "\"a\tb\"",
        "[1 ,\r\n\t2 ]",
        "{\"\":\"\"}",
        "'a'",
        "NaN",
        "\"\\u12\"",
        "\"\\u+123\"",
        "\"abc",
        "\\",
        "[\"a\" \"b\"]",
    ]
    .map(str::to_owned)
    .into();
    texts.push("[".repeat(127) + &"]".repeat(127));
    texts.push("[".repeat(129) + &"]".repeat(129));
    for text in texts {
        let (ours, theirs) = (from_str(&text), serde_json::from_str::<serde_json::Value>(&text));
        assert_eq!(ours.is_ok(), theirs.is_ok(), "{text}");
        if let (Ok(ours), Ok(theirs)) = (ours, theirs) {
            // Numbers are kept as written here.
            let again: serde_json::Value = serde_json::from_str(&ours.to_string()).unwrap();
            assert_eq!(again, theirs, "{text}");
            let again: serde_json::Value = serde_json::from_str(&ours.to_string_pretty()).unwrap();
            assert_eq!(again, theirs, "{text}");
            if !text.contains(['.', 'e', 'E', '-']) {
                assert_eq!(ours.to_string(), theirs.to_string());
                assert_eq!(ours.to_string_pretty(), serde_json::to_string_pretty(&theirs).unwrap());
            }
        }
    }
}

#[test]
fn the_last_of_a_name_counts_at_the_place_of_the_first() {
    let value = from_str(r#"{"b":1,"a":2,"b":3,"c":4,"a":5,"b":6}"#).unwrap();
    assert_eq!(value.to_string(), r#"{"b":6,"a":5,"c":4}"#);
}

#[test]
fn an_error_has_its_place() {
    for (text, at) in [("[1,x]", 3), ("{\"a\":", 5), ("[1] 2", 4), ("\"a\nb\"", 2)] {
        assert_eq!(from_str(text), Err(NotJson { at }), "{text}");
    }
}

#[test]
fn numbers_are_kept_as_written() {
    let text = "[0,-1.50,123456789012345678901234567890,1E400]";
    assert_eq!(from_str(text).unwrap().to_string(), text);
    assert_eq!(Number::from_text("1e5").map(|number| number.is_float()), Some(true));
    assert_eq!(Number::from_text("1x"), None);
}
