//! Form fields (`application/x-www-form-urlencoded`), as the AWS clients write them.

use alloc::string::String;

/// The text as a name or value of a form: UTF-8, a space as `+`, only letters, digits and `_.-~` as they are.
pub fn url(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b' ' => out.push('+'),
            b'_' | b'.' | b'-' | b'~' => out.push(char::from(byte)),
            _ if byte.is_ascii_alphanumeric() => out.push(char::from(byte)),
            _ => {
                out.push('%');
                for digit in [byte >> 4, byte & 15] {
                    out.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn values_are_encoded_as_the_clients_do() {
        assert_eq!(super::url("on ~a:* &* %R~x é_.-"), "on+~a%3A%2A+%26%2A+%25R~x+%C3%A9_.-");
    }
}
