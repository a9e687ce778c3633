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
    /// JSON Feed as those write it whose items are HTML and lead elsewhere.
    JsonFeed,
    /// JSON Feed whose items are texts, with what only this ticker reads.
    JsonFeedText,
    WordPress,
    Ghost,
    Drupal,
    /// Atom as the JSON of Blogger.
    Blogger,
    Rss,
    /// RSS 1.0.
    Rdf,
    Atom,
    /// Atom whose texts are said to be plain.
    AtomText,
    /// Messages of a source that sends by itself.
    Sse,
    /// JSON in a script of the page, which `#id` names.
    Inline,
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
        !matches!(self, Format::AtomText | Format::Blogger | Format::Own | Format::Set | Format::Pushed)
    }

    /// Whether the card of each of its headlines is opened, which takes seconds: once for each kind of reader.
    pub fn is_walked(self) -> bool {
        matches!(self, Format::Plain | Format::Rss | Format::Pushed)
    }

    /// Whether it has images and summaries.
    pub fn is_rich(self) -> bool {
        self != Format::Own
    }

    /// Whether it can carry a text.
    pub fn carries(self, payload: &Payload) -> bool {
        let is_xml = matches!(self, Format::Rss | Format::Rdf | Format::Atom | Format::AtomText);
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

/// What a feed says of itself, as its name and as its language: the publisher of headlines that name none. It is no row's.
const OF_ITSELF: &str = "&lt;img src=/canary/1 onerror=ran(1)&gt;";

/// The feed of a format that is one, recognised by nothing but what its software writes.
pub fn feed(format: Format, payloads: &[Payload], host: &str) -> Answer {
    let each = |entry: fn([String; FIELDS.len()]) -> Value| -> Value {
        payloads.iter().map(|payload| entry(fields(payload, host))).collect()
    };
    match format {
        Format::JsonFeed => Answer::json(&json_feed(&each(|fields| {
            let [title, summary, url, image, .., id, date, lang, _] = fields;
            json!({
                "id": id, "external_url": url, "title": title, "content_html": summary, "banner_image": image, "date_published": date,
                "language": lang,
            })
        }))),
        Format::JsonFeedText => Answer::json(&json_feed(&each(|fields| {
            let [title, summary, url, image, alt, publisher, id, date, lang, dir] = fields;
            json!({
                "id": id, "url": url, "title": title, "content_text": summary, "image": { "url": image, "alt": alt }, "date_modified": date,
                "publisher": publisher, "lang": lang, "dir": dir,
            })
        }))),
        Format::WordPress => Answer::json(&each(|fields| {
            let [title, summary, url, image, alt, _, id, date, ..] = fields;
            json!({
                "id": id, "title": { "rendered": title }, "link": url, "date_gmt": date, "excerpt": { "rendered": summary },
                "_embedded": { "wp:featuredmedia": [{ "source_url": image, "alt_text": alt }] },
            })
        })),
        Format::Ghost => {
            let posts = each(|fields| {
                let [title, summary, url, image, alt, _, id, date, ..] = fields;
                json!({
                    "id": id, "uuid": id, "title": title, "url": url, "published_at": date, "custom_excerpt": summary, "excerpt": "…",
                    "feature_image": image, "feature_image_alt": alt,
                })
            });
            Answer::json(&json!({ "posts": posts, "meta": { "pagination": { "page": 1 } } }))
        }
        Format::Drupal => Answer::json(&drupal(payloads, host)),
        Format::Blogger => {
            let entries = each(|fields| {
                let [title, summary, url, image, _, _, id, date, ..] = fields;
                json!({
                    "id": { "$t": id }, "published": { "$t": date }, "title": { "type": "text", "$t": title },
                    "content": { "type": "html", "$t": summary }, "link": [{ "rel": "alternate", "type": "text/html", "href": url }],
                    "media$thumbnail": { "url": image, "height": "72" },
                })
            });
            let title = json!({ "type": "text", "$t": OF_ITSELF });
            Answer::json(
                &json!({ "version": "1.0", "encoding": "UTF-8", "feed": { "title": title, "entry": entries } }),
            )
        }
        Format::Rss => xml(&rss(payloads, host)),
        Format::Rdf => xml(&rdf(payloads, host)),
        Format::Atom => xml(&atom(payloads, host, "html")),
        Format::AtomText => xml(&atom(payloads, host, "text")),
        _ => Answer::json(&plain(payloads, host)),
    }
}

fn json_feed(items: &Value) -> Value {
    let version = "https://jsonfeed.org/version/1.1";
    json!({ "version": version, "title": OF_ITSELF, "language": OF_ITSELF, "items": items })
}

/// Nodes, and beside them their images. Sites name relations as they like, so those have hostile names, too.
fn drupal(payloads: &[Payload], host: &str) -> Value {
    let (nodes, files): (Vec<Value>, Vec<Value>) = payloads
        .iter()
        .map(|payload| {
            let [title, summary, url, image, alt, _, id, date, lang, _] = fields(payload, host);
            let attributes = json!({
                "title": title, "langcode": lang, "created": date, "path": { "alias": url }, "body": { "processed": summary },
            });
            let relation = json!({ "data": { "type": "file--file", "id": id, "meta": { "alt": alt } } });
            let node = json!({ "type": "node--article", "id": id, "attributes": attributes, "relationships": { alt: relation } });
            let file = json!({ "type": "file--file", "id": id, "attributes": { "filemime": "image/png", "uri": { "url": image } } });
            (node, file)
        })
        .unzip();
    json!({ "jsonapi": { "version": "1.0" }, "data": nodes, "included": files })
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
    format!("<rss version=\"2.0\" {spaces}><channel><title>{}</title>{items}</channel></rss>", escaped(OF_ITSELF))
}

/// Here the items stand beside the channel.
fn rdf(payloads: &[Payload], host: &str) -> String {
    let item = |payload| {
        let [title, summary, url, image, _, _, id, date, lang, _] = fields(payload, host).map(|text| escaped(&text));
        format!(
            "<item rdf:about=\"{id}\"><title>{title}</title><link>{url}</link><description>{summary}</description><dc:date>{date}</dc:date>\
             <dc:language>{lang}</dc:language><media:thumbnail url=\"{image}\"/></item>"
        )
    };
    let items: String = payloads.iter().map(item).collect();
    let of_itself = escaped(OF_ITSELF);
    format!(
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:media=\"http://search.yahoo.com/mrss/\"><channel rdf:about=\"{of_itself}\">\
         <title>{of_itself}</title><dc:language>{of_itself}</dc:language></channel>{items}</rdf:RDF>"
    )
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
    format!("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>{}</title>{entries}</feed>", escaped(OF_ITSELF))
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
