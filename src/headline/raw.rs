//! What is said of a headline before it is made safe and whole.

use crate::text;

/// What a feed may say of a headline.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Field {
    /// The name that the feed gives it.
    Id,
    /// Its title, the one thing that must be there.
    Title,
    /// The address of the article, absolute or against the feed.
    Url,
    /// Its publisher's name.
    Publisher,
    /// What the article says, in short.
    Summary,
    /// The address of its image, absolute or against the feed.
    Image,
    /// What its image shows, in words.
    Alt,
    /// The tag of its language.
    Lang,
    /// `rtl` or `ltr`, which wins over all that could be found out.
    Dir,
    /// The address of its source, where it does not go without saying. Only lists that this page kept say it.
    Source,
    /// When it was published; no text.
    Date,
    /// Whether it is breaking news; no text.
    Breaking,
}

impl Field {
    /// The public names, in the order of the public fields.
    pub const NAMES: &str = "id title url publisher summary image alt lang dir date breaking";

    /// The field of that public name.
    pub fn named(name: &str) -> Option<Self> {
        const ALL: [Field; 11] = [
            Field::Id,
            Field::Title,
            Field::Url,
            Field::Publisher,
            Field::Summary,
            Field::Image,
            Field::Alt,
            Field::Lang,
            Field::Dir,
            Field::Date,
            Field::Breaking,
        ];
        ALL.get(text::place(Self::NAMES, name)?).copied()
    }
}

/// How many of the fields are texts.
const TEXTS: usize = Field::Source as usize + 1;

/// What a feed, the own list or the page's script said of one headline.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct RawHeadline {
    /// By [`Field`]: one list of texts takes far fewer bytes of code than as many fields.
    texts: [Option<String>; TEXTS],
    /// When it was published, in milliseconds since 1970 in UTC; not a number where what was said is no date.
    pub date: Option<f64>,
    /// Whether its image must not be shown.
    pub blocked: bool,
    /// Whether it is breaking news.
    pub breaking: bool,
}

impl RawHeadline {
    /// Whether something was said under a field.
    pub fn has(&self, field: Field) -> bool {
        self.text(field).is_some() || field == Field::Date && self.date.is_some()
    }

    /// The text that was said under a field.
    pub fn text(&self, field: Field) -> Option<&str> {
        self.texts.get(field as usize)?.as_deref()
    }

    /// Takes what was said under a field.
    pub fn set(&mut self, field: Field, said: Option<String>) {
        if let Some(text) = self.texts.get_mut(field as usize) {
            *text = said;
        }
    }
}
