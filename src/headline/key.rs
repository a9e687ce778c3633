//! The identity of a headline.

use super::address;
use crate::text;

/// An identity as a 64-bit hash. That of a headline is one of its source's address and its `id`; where it has no `id`, of its URL without
/// fragment and tracking parameters; where it has no URL either, of its folded title.
///
/// So the same article in two sources is one headline where neither gives it an `id`. Two different ones share a hash once
/// in 10¹³ pairs or so, which costs one of them its place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Debug)]
pub struct Key(pub u64);

impl Key {
    /// The key of a headline. `url` is absolute.
    pub fn of(source: &str, id: Option<&str>, url: Option<&str>, title: &str) -> Self {
        let mut hash = Hash::new();
        if let Some(id) = id {
            hash.part("id");
            hash.part(source);
            hash.part(id);
        } else if let Some(url) = url {
            hash.part("url");
            let (path, parameters) = address::identity(url);
            hash.part(path);
            for parameter in parameters {
                hash.part(parameter);
            }
        } else {
            // A title of nothing but signs folds to nothing: then it stands for itself.
            let folded = text::fold(title);
            hash.part("title");
            hash.part(if folded.is_empty() { title } else { &folded });
        }
        Self(hash.0)
    }

    /// The identity of whatever is told by these texts, in this order.
    pub fn of_texts(texts: &[&str]) -> Self {
        let mut hash = Hash::new();
        for text in texts {
            hash.part(text);
        }
        Self(hash.0)
    }

    /// The key that [`Key::to_text`] wrote; `None` for what it cannot have written.
    pub fn from_text(text: &str) -> Option<Self> {
        let mut key = 0;
        for character in text.chars() {
            key = key << 4 | u64::from(character.to_digit(16)?);
        }
        (text.len() == 16).then_some(Self(key))
    }

    /// The key as 16 hexadecimal digits: a JavaScript number could not hold it.
    pub fn to_text(self) -> String {
        let mut text = String::new();
        let mut rest = self.0;
        for _ in 0..16 {
            // The highest four bits come to stand lowest.
            rest = rest.rotate_left(4);
            text.push(text::hexadecimal(rest as u8 & 0xf));
        }
        text
    }
}

/// FNV-1a over parts, each closed by a byte that UTF-8 does not use, so that no two lists of parts read alike.
struct Hash(u64);

impl Hash {
    fn new() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }

    fn part(&mut self, part: &str) {
        for byte in part.bytes() {
            self.byte(byte);
        }
        self.byte(0xff);
    }

    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
}
