//! In which encoding a feed's bytes are.

use crate::text;

/// The label of the encoding that the bytes of an answer are in, for <https://encoding.spec.whatwg.org/#names-and-labels>.
///
/// A byte order mark says it before all else, then the `charset` of `Content-Type`, then the declaration of XML; else it is
/// UTF-8, as always for JSON. `head` is the beginning of the bytes, each as the character of that number.
pub fn charset(content_type: &str, head: &str) -> String {
    let label = match head.as_bytes() {
        [0xc3, 0xbf, 0xc3, 0xbe, ..] => Some("utf-16le"),
        [0xc3, 0xbe, 0xc3, 0xbf, ..] => Some("utf-16be"),
        [0xc3, 0xaf, 0xc2, 0xbb, 0xc2, 0xbf, ..] => Some("utf-8"),
        _ => None,
    };
    let head = head.trim_ascii_start();
    let declaration = if head.starts_with("<?xml") { text::before(head, b">") } else { "" };
    let said = label.or_else(|| value(content_type, "charset")).or_else(|| value(declaration, "encoding"));
    String::from(said.unwrap_or("utf-8"))
}

/// What stands after a name and an equals sign, perhaps in quotes.
fn value<'a>(text: &'a str, name: &str) -> Option<&'a str> {
    let mut parts = text::parts(text, b" ;=\t\r\n\"'?").filter(|part| !part.is_empty());
    parts.find(|part| part.eq_ignore_ascii_case(name))?;
    parts.next()
}
