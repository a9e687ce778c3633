//! The feeds that a web page names: `<link rel="alternate" type="application/rss+xml" href="…">`, and WordPress's REST API.

use serde_json::{Value, json};

/// The types that say of a link that it is a feed. Plain JSON is not among them: WordPress names the single article so.
const TYPES: [&str; 3] = ["application/rss+xml", "application/atom+xml", "application/feed+json"];
/// What WordPress calls the root of its REST API.
const WORDPRESS: &str = "https://api.w.org/";

/// The feeds that a page names, in its order, each with `href`, `type` and `title`. This reads tags only, and is fooled by those within
/// comments and scripts: what it finds is shown as a hint.
pub fn feeds(page: &str) -> Value {
    tags(page).map(attributes).filter_map(feed).collect()
}

fn feed(attributes: Vec<(String, String)>) -> Option<Value> {
    let value = |name: &str| attributes.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str());
    let (rel, href) = (value("rel")?, value("href")?);
    if rel == WORDPRESS {
        // Without pretty addresses the root is a query already.
        let href = format!("{href}wp/v2/posts{}_embed", if href.contains('?') { '&' } else { '?' });
        return Some(json!({ "href": href, "type": "application/json", "title": "WordPress REST API" }));
    }
    let kind = value("type").map(str::to_ascii_lowercase).filter(|kind| TYPES.contains(&kind.as_str()))?;
    let is_alternate = rel.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("alternate"));
    is_alternate.then(|| json!({ "href": href, "type": kind, "title": value("title") }))
}

/// What stands between `<link` and `>`, of each link.
fn tags(page: &str) -> impl Iterator<Item = &str> {
    let starts = page.match_indices('<').map(|(at, _)| at);
    starts.filter_map(|at| {
        let rest = page.get(at + 1..)?;
        let name = rest.get(..4).filter(|name| name.eq_ignore_ascii_case("link"))?;
        let rest = &rest[name.len()..];
        rest.starts_with(|next: char| next.is_ascii_whitespace()).then_some(rest)
    })
}

/// The attributes up to the end of the tag, their names in lower case.
fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start_matches(|next: char| next.is_ascii_whitespace() || next == '/');
        if rest.is_empty() || rest.starts_with('>') {
            return found;
        }
        let end = rest.find(|next: char| next.is_ascii_whitespace() || "=/>".contains(next)).unwrap_or(rest.len());
        // A stray `=` would else be read for ever.
        let (name, after) = rest.split_at(end.max(1));
        let (value, after) = match after.trim_start().strip_prefix('=') {
            Some(after) => value(after.trim_start()),
            None => ("", after),
        };
        found.push((name.to_ascii_lowercase(), decode(value)));
        rest = after;
    }
}

/// The value at the beginning of `rest`, and what follows it.
fn value(rest: &str) -> (&str, &str) {
    for quote in ['"', '\''] {
        if let Some(inside) = rest.strip_prefix(quote) {
            return inside.split_once(quote).unwrap_or((inside, ""));
        }
    }
    rest.split_at(rest.find(|next: char| next.is_ascii_whitespace() || next == '>').unwrap_or(rest.len()))
}

/// The references that addresses and titles are written with.
fn decode(value: &str) -> String {
    [("&quot;", "\""), ("&#39;", "'"), ("&#038;", "&"), ("&#x26;", "&"), ("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")]
        .iter()
        .fold(value.to_owned(), |text, (reference, sign)| text.replace(reference, sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages() {
        for (page, expect) in [
            ("<p>nothing</p>", vec![]),
            (r#"<link rel="stylesheet" type="text/css" href="a.css">"#, vec![]),
            (r#"<link rel="alternate" hreflang="fr" href="/fr/">"#, vec![]),
            (
                r#"<LINK REL='alternate' TYPE='application/rss+xml' TITLE='أخبار &raquo;' HREF='/feed/?a=1&amp;b=2' />"#,
                vec![("/feed/?a=1&b=2", "application/rss+xml")],
            ),
            (
                "<link href=/atom.xml rel=alternate type=application/atom+xml>\n<link type=\"application/feed+json\" rel=\"alternate\" href=\"/feed.json\">",
                vec![("/atom.xml", "application/atom+xml"), ("/feed.json", "application/feed+json")],
            ),
            (
                r#"<link rel="https://api.w.org/" href="https://a.example/news/wp-json/" /><link rel="https://api.w.org/" href="/?rest_route=/">"#,
                vec![
                    ("https://a.example/news/wp-json/wp/v2/posts?_embed", "application/json"),
                    ("/?rest_route=/wp/v2/posts&_embed", "application/json"),
                ],
            ),
            (r#"<link rel="alternate" type="application/json" href="/wp-json/wp/v2/pages/2">"#, vec![]),
            ("<link = rel=alternate", vec![]),
            ("<linkrel=alternate type=application/rss+xml href=x>", vec![]),
            ("<link", vec![]),
            ("<é", vec![]),
        ] {
            let expect: Vec<_> = expect.iter().map(|(href, kind)| json!([href, kind])).collect();
            let feeds = feeds(page);
            let feeds = feeds.as_array().into_iter().flatten();
            let found: Vec<_> = feeds.map(|feed| json!([feed["href"], feed["type"]])).collect();
            assert_eq!(found, expect, "{page}");
        }
    }
}
