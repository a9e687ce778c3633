//! The style sheet as it ships: the same rules with nothing in between.

/// Takes comments and needless white space out of a style sheet. Strings are kept as they are, and so is every space that
/// may mean something: between words, around `+` and `-`, before `:` and `(`.
pub fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    let mut space = false;
    while let Some(next) = rest.chars().next() {
        if let Some(comment) = rest.strip_prefix("/*") {
            rest = comment.split_once("*/").map_or("", |(_, after)| after);
            space = true;
        } else if next.is_ascii_whitespace() {
            rest = &rest[1..];
            space = true;
        } else {
            let length = if matches!(next, '"' | '\'') { string_length(rest) } else { next.len_utf8() };
            if space && !out.ends_with(['{', '}', ';', ',', ':', '(']) && !is_closing(next) && !out.is_empty() {
                out.push(' ');
            }
            space = false;
            if next == '}' && out.ends_with(';') {
                out.pop();
            }
            out.push_str(&rest[..length]);
            rest = &rest[length..];
        }
    }
    out
}

/// What needs no space before it.
fn is_closing(next: char) -> bool {
    matches!(next, '{' | '}' | ';' | ',' | ')')
}

/// The length in bytes of the string that the text begins with, its quotes included.
fn string_length(text: &str) -> usize {
    let quote = text.as_bytes()[0];
    let mut escaped = false;
    let end = text.bytes().skip(1).position(|byte| {
        let ends = byte == quote && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    });
    end.map_or(text.len(), |end| end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn squeezed() {
        for (css, expect) in [
            ("", ""),
            (" a {\n  color : red ;\n}\n", "a{color :red}"),
            ("a { color: red; top: 0; }", "a{color:red;top:0}"),
            ("a, b { margin: 0 1px }", "a,b{margin:0 1px}"),
            ("a :hover, a:hover {}", "a :hover,a:hover{}"),
            ("/* one */ a /* two */ b {}", "a b{}"),
            ("a { width: calc(1px + (2px - 3px)) }", "a{width:calc(1px + (2px - 3px))}"),
            ("@media (width > 10px) and (hover) { a {} }", "@media (width > 10px) and (hover){a{}}"),
            (r#"a::before { content: "  /* \" */  " ; }"#, r#"a::before{content:"  /* \" */  "}"#),
            ("a { content: '\\\\' ; top: 0 }", "a{content:'\\\\';top:0}"),
            ("a { content: \"«  »\" }", "a{content:\"«  »\"}"),
            ("a {} /* no end", "a{}"),
        ] {
            assert_eq!(squeeze(css), expect, "{css}");
        }
    }

    #[test]
    fn squeezing_twice_changes_nothing() {
        let css = "a { b: c ; }\n\n@media print { d > e { f: g( h ) } }";
        assert_eq!(squeeze(&squeeze(css)), squeeze(css));
    }
}
