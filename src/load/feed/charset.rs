//! In which encoding a feed's bytes are.

use crate::text;

/// The label of the encoding that the bytes of an answer are in, for <https://encoding.spec.whatwg.org/#names-and-labels>.
///
/// A byte order mark says it before all else, then the `charset` of `Content-Type`, then the declaration of XML; else it is
/// UTF-8, as always for JSON. `head` is the beginning of the bytes, each as the character of that number.
pub fn charset(content_type: &str, head: &str) -> String {
    let start = head.trim_ascii_start();
    let declaration = if start.starts_with("<?xml") { text::before(start, b">") } else { "" };
    let label = if head.starts_with("ÿþ") {
        "utf-16le"
    } else if head.starts_with("þÿ") {
        "utf-16be"
    } else if head.starts_with("ï»¿") {
        "utf-8"
    } else {
        value(content_type, "charset").or_else(|| value(declaration, "encoding")).unwrap_or("utf-8")
    };
    String::from(label)
}

/// What stands after a name and an equals sign, perhaps in quotes.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    text::following(text, b" ;=\t\r\n\"'?", name)
}
