//! Hostile feeds in every format, each entry with a hostile text in each of its fields.

use super::payloads::Payload;
use e2e::answer::Answer;
use serde_json::{Value, json};

/// What a headline has, in the order of the rows' numbers.
pub const FIELDS: [&str; 10] = ["title", "summary", "url", "image", "alt", "publisher", "id", "date", "lang", "dir"];

/// The ways in which headlines come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    Plain,
    JsonFeed,
    WordPress,
    Rss,
    Atom,
    /// Atom whose texts are said to be plain.
    AtomText,
    /// The list inside the element.
    Own,
    /// `headlines = …`
    Set,
    /// `push(…)`
    Pushed,
}

impl Format {
    /// Whether markup and entities in its texts are decoded; where a parser or a script has done that, they are text.
    pub fn decodes(self) -> bool {
        !matches!(self, Format::AtomText | Format::Own | Format::Set | Format::Pushed)
    }

    /// Whether the card of each of its headlines is opened, which takes seconds: once for each kind of reader.
    pub fn is_walked(self) -> bool {
        matches!(self, Format::Plain | Format::Rss | Format::Pushed)
    }

    /// Whether it has images.
    pub fn has_images(self) -> bool {
        self != Format::Own
    }

    /// Whether it can carry a text.
    pub fn carries(self, payload: &Payload) -> bool {
        let is_xml = matches!(self, Format::Rss | Format::Atom | Format::AtomText);
        !(is_xml && payload.text.contains('\u{1}'))
    }
}

/// The title of a payload's headline: one that is wholly gone would be none.
pub fn title(number: usize, text: &str) -> String {
    format!("{number}: {text}")
}

/// The fields of a payload's headline, by their names.
fn fields(payload: &Payload, host: &str) -> [String; FIELDS.len()] {
    let mut fields = [""; FIELDS.len()].map(String::from);
    for (place, field) in fields.iter_mut().enumerate() {
        *field = payload.in_field(place, host);
    }
    fields[0] = title(payload.number, &fields[0]);
    // As a headline without an address has its summary in its card alone, it says which one it is.
    fields[1] = title(payload.number, &fields[1]);
    fields
}

/// The headlines as JSON: one object each, by our own names.
pub fn plain(payloads: &[Payload], host: &str) -> Value {
    let headline = |payload| {
        let [title, summary, url, image, alt, publisher, id, date, lang, dir] = fields(payload, host);
        json!({
            "title": title, "summary": summary, "url": url, "image": { "url": image, "alt": alt }, "publisher": publisher,
            "id": id, "date": date, "lang": lang, "dir": dir,
        })
    };
    payloads.iter().map(headline).collect()
}

/// The feed of a format that is one.
pub fn feed(format: Format, payloads: &[Payload], host: &str) -> Answer {
    match format {
        Format::JsonFeed => {
            let version = "https://jsonfeed.org/version/1.1";
            Answer::json(&json!({ "version": version, "items": plain(payloads, host) }))
        }
        Format::WordPress => {
            let post = |payload| {
                let [title, summary, url, image, alt, _, id, date, ..] = fields(payload, host);
                json!({
                    "id": id, "title": { "rendered": title }, "link": url, "date_gmt": date, "excerpt": { "rendered": summary },
                    "_embedded": { "wp:featuredmedia": [{ "source_url": image, "alt_text": alt }] },
                })
            };
            Answer::json(&payloads.iter().map(post).collect())
        }
        Format::Rss => xml(&rss(payloads, host)),
        Format::Atom => xml(&atom(payloads, host, "html")),
        Format::AtomText => xml(&atom(payloads, host, "text")),
        _ => Answer::json(&plain(payloads, host)),
    }
}

fn xml(text: &str) -> Answer {
    Answer::new("application/xml", text.to_owned())
}

fn rss(payloads: &[Payload], host: &str) -> String {
    let item = |payload| {
        let [title, summary, url, image, _, publisher, id, date, lang, _] =
            fields(payload, host).map(|text| escaped(&text));
        format!(
            "<item><title>{title}</title><description>{summary}</description><link>{url}</link><media:thumbnail url=\"{image}\"/>\
             <source url=\"/\">{publisher}</source><guid>{id}</guid><pubDate>{date}</pubDate><dc:language>{lang}</dc:language></item>"
        )
    };
    let items: String = payloads.iter().map(item).collect();
    let spaces = "xmlns:media=\"http://search.yahoo.com/mrss/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"";
    format!("<rss version=\"2.0\" {spaces}><channel><title>Agency</title>{items}</channel></rss>")
}

fn atom(payloads: &[Payload], host: &str, kind: &str) -> String {
    let entry = |payload| {
        let [title, summary, url, image, _, publisher, id, date, lang, _] =
            fields(payload, host).map(|text| escaped(&text));
        format!(
            "<entry xml:lang=\"{lang}\"><title type=\"{kind}\">{title}</title><summary type=\"{kind}\">{summary}</summary>\
             <link href=\"{url}\"/><link rel=\"enclosure\" type=\"image/png\" href=\"{image}\"/><source><title>{publisher}</title></source>\
             <id>{id}</id><published>{date}</published></entry>"
        )
    };
    let entries: String = payloads.iter().map(entry).collect();
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Agency</title>{entries}</feed>")
}

/// The list inside the element.
pub fn own(payloads: &[Payload], host: &str) -> String {
    let entry = |payload: &Payload| {
        let [title, _, url, _, _, publisher, _, date, lang, dir] = fields(payload, host).map(|text| escaped(&text));
        // All addresses that are a fragment lead to the same place, and so would be one headline's.
        let url = if payload.text.contains('#') { "" } else { &url };
        format!(
            "<li><a href=\"{url}\" data-publisher=\"{publisher}\" lang=\"{lang}\" dir=\"{dir}\">{title}</a><time datetime=\"{date}\"></time></li>"
        )
    };
    format!("<ul>{}</ul>", payloads.iter().map(entry).collect::<String>())
}

/// A text as it stands in XML and HTML, in an attribute too.
pub fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for character in text.chars() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push_str(&format!("&#{};", u32::from(character))),
            _ => escaped.push(character),
        }
    }
    escaped
}
