//! A headline, and what makes it safe and whole.

pub(crate) mod address;
mod key;
mod problems;
mod raw;

use crate::load::feed::Format;
use crate::text;

pub use crate::text::Dir;
pub use key::Key;
pub use problems::Problems;
pub use raw::{Field, RawHeadline};

/// Characters that a title keeps; a line is no place for more.
const LONGEST_TITLE: usize = 300;

/// Characters that a summary keeps; some feeds put whole articles there.
const LONGEST_SUMMARY: usize = 1_000;

/// The furthest moment from 1970 that JavaScript knows as a date, in milliseconds.
const LAST_MOMENT: f64 = 8.64e15;

/// The image of a headline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Image {
    /// Its absolute `http` or `https` address.
    pub url: String,
    /// What it shows, in words; may be empty.
    pub alt: String,
    /// Whether it must not be shown.
    pub blocked: bool,
}

/// One entry of a feed, safe to show: every text is plain text, every address is `http` or `https`.
#[derive(Clone, PartialEq, Debug)]
pub struct Headline {
    /// Its identity.
    pub key: Key,
    /// The name that its feed gives it.
    pub id: Option<String>,
    /// What it says: never empty, at most 300 characters and an ellipsis.
    pub title: String,
    /// The absolute address of the article.
    pub url: Option<String>,
    /// The name shown with it: its own, else its source's or feed's, else the host of its address or of its source, else empty.
    pub publisher: String,
    /// The address of its source; empty for the own list and for what the page's script gave.
    pub source: String,
    /// When it was published, in milliseconds since 1970 in UTC.
    pub date: Option<f64>,
    /// When its source first brought it, in milliseconds since 1970; 0 before that is known.
    pub seen: f64,
    /// What the article says, in short: at most 1,000 characters and an ellipsis; may be empty.
    pub summary: String,
    /// Its image.
    pub image: Option<Image>,
    /// The BCP 47 tag of its language.
    pub lang: Option<String>,
    /// Which way it runs: as it was said, else as its own language runs, else as the majority of its strong characters, else
    /// as its source's language; `None`: the ticker's own direction.
    pub dir: Option<Dir>,
    /// Whether it is breaking news.
    pub breaking: bool,
    /// The publishers of the near-duplicates that were joined into it.
    pub also: Vec<String>,
}

/// What is known of the place that a headline comes from.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The source's address; empty for the own list and for what the page's script gives.
    pub source: &'a str,
    /// The name of the source, or the title of its feed.
    pub publisher: Option<&'a str>,
    /// The tag of the source's language.
    pub lang: Option<&'a str>,
    /// Whether texts are plain already, as those of the own list, which the browser's parser has decoded; else markup and
    /// entities in them are decoded once.
    pub decoded: bool,
    /// The format that the source is said to have.
    pub format: Option<Format>,
    /// Where the source has some fields, by dotted paths: these go before the format's own places.
    pub map: &'a [(String, Field)],
    /// Makes an address absolute, against the feed; `None` if it is none.
    pub resolve: &'a dyn Fn(&str) -> Option<String>,
}

impl Context<'_> {
    /// A text without markup, entities and superfluous white space; empty where nothing is left to see.
    fn plain(&self, written: Option<&str>) -> String {
        let written = written.unwrap_or_default();
        let mut plain = if self.decoded { text::collapse(written) } else { text::plain(written) };
        if plain.chars().all(text::is_blank) {
            plain.clear();
        }
        plain
    }

    /// An absolute address that is safe to follow and to load: `http` or `https`, nothing else.
    fn address(&self, written: &str) -> Option<String> {
        (self.resolve)(written.trim_ascii()).filter(|url| address::is_web(url))
    }
}

impl Headline {
    /// Makes a headline of what was said of it. What is wrong with a field costs only that field and is told in `problems`
    /// as a sentence about "its" field; the error says why there is no headline at all.
    ///
    /// (Within the readers, which call it at one place, it would cost them more bytes than the call.)
    #[inline(never)]
    pub fn new(raw: &RawHeadline, context: &Context, problems: &mut Problems) -> Result<Self, &'static str> {
        let plain = |field| context.plain(raw.text(field));
        // An empty address is none, not that of the feed.
        let said = |field| raw.text(field).filter(|text| !text.trim_ascii().is_empty());
        let address = |field| context.address(said(field)?);
        let mut title = plain(Field::Title);
        if title.is_empty() {
            return Err("it has no title");
        }
        if text::cut(&mut title, LONGEST_TITLE) {
            problems.add("its title is longer than 300 characters and was cut");
        }
        let mut check = |field: &str, said: bool, kept: bool, reason: &str| {
            if said && !kept {
                problems.left_out(field, reason);
            }
        };
        let url = address(Field::Url);
        check("url", said(Field::Url).is_some(), url.is_some(), " is no http or https address");
        let own_lang = raw.text(Field::Lang).and_then(tag);
        check("lang", raw.has(Field::Lang), own_lang.is_some(), " is no language tag");
        let said_dir = raw.text(Field::Dir).and_then(said_dir);
        check("dir", raw.has(Field::Dir), said_dir.is_some(), " is neither rtl nor ltr");
        let date = raw.date.filter(|moment| moment.abs() <= LAST_MOMENT);
        check("date", raw.date.is_some(), date.is_some(), " cannot be read");
        let image = address(Field::Image);
        check("image", said(Field::Image).is_some(), image.is_some(), " is no http or https address");
        let dir = said_dir
            .or_else(|| own_lang.as_deref().and_then(text::dir_of_lang))
            .or_else(|| text::direction(&title))
            .or_else(|| context.lang.and_then(text::dir_of_lang));
        let mut summary = plain(Field::Summary);
        text::cut(&mut summary, LONGEST_SUMMARY);
        let source = raw.text(Field::Source).unwrap_or(context.source);
        let mut publisher = plain(Field::Publisher);
        if publisher.is_empty() {
            publisher = context.plain(context.publisher);
        }
        if publisher.is_empty() {
            let host = url.as_deref().and_then(address::host).or_else(|| address::host(source));
            publisher.push_str(host.unwrap_or_default());
        }
        let id = raw.text(Field::Id).filter(|id| !id.is_empty());
        Ok(Self {
            key: Key::of(source, id, url.as_deref(), &title),
            id: id.map(String::from),
            publisher,
            lang: own_lang.or_else(|| source_lang(context, dir)),
            source: String::from(source),
            image: image.map(|url| Image { url, alt: plain(Field::Alt), blocked: raw.blocked }),
            breaking: raw.breaking,
            also: Vec::new(),
            title,
            url,
            summary,
            date,
            seen: 0.0,
            dir,
        })
    }
}

/// The source's language, unless the headline runs the other way: then it is in another one, which nobody named.
fn source_lang(context: &Context, dir: Option<Dir>) -> Option<String> {
    let lang = tag(context.lang?)?;
    (text::dir_of_lang(&lang) == dir).then_some(lang)
}

/// A tag that looks like one of BCP 47: parts of at most eight ASCII letters and digits with hyphens between them, the first
/// of two or more letters. Some publishing software writes `ar_EG`, which is taken as `ar-EG`.
fn tag(written: &str) -> Option<String> {
    let mut tag = String::new();
    for part in text::parts(written.trim_ascii(), b"-_") {
        let is_first = tag.is_empty();
        let least = if is_first { 2 } else { 1 };
        let fits = |byte: u8| byte.is_ascii_alphabetic() || byte.is_ascii_digit() && !is_first;
        if part.len() < least || part.len() > 8 || !part.bytes().all(fits) {
            return None;
        }
        if !tag.is_empty() {
            tag.push('-');
        }
        tag.push_str(part);
    }
    Some(tag)
}

fn said_dir(written: &str) -> Option<Dir> {
    let written = written.trim_ascii();
    let dir = if text::lists("rtl", written) { Dir::Rtl } else { Dir::Ltr };
    text::lists("rtl ltr", written).then_some(dir)
}
