//! An item of the strip: how it is built, placed and measured.

use super::host::{create, set, width};
use crate::motion::belt::ItemId;
use crate::text;
use crate::ticker::Face;
use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

#[wasm_bindgen]
extern "C" {
    /// A moment as readers of a language write it; see `www/headline-ticker.js`.
    fn moment(lang: &str, milliseconds: f64, dated: bool) -> String;

    /// Puts a box `at` px from the edge that the strip travels towards; see `www/headline-ticker.js`.
    pub fn stand(element: &HtmlElement, at: f64, right: bool);
}

/// An item on the strip.
pub struct Item {
    /// Its name in the core.
    pub id: ItemId,
    /// Its box.
    pub element: HtmlElement,
    /// Whether changes of its size are reported.
    pub watched: bool,
}

impl Item {
    /// Draws an item, unseen until it is placed.
    pub fn new(id: ItemId, face: &Face) -> Self {
        let element = create("div", "item");
        element.set_class_name("item waiting");
        set(&element, "data-item", &text::decimal(id.into()));
        set(&element, "data-key", &face.headline.key.to_text());
        if face.repeat {
            set(&element, "aria-hidden", "true");
        } else {
            let (place, length) = face.place;
            set(&element, "role", "listitem");
            set(&element, "aria-posinset", &text::decimal(place as u64));
            set(&element, "aria-setsize", &text::decimal(length as u64));
        }
        let parts = [image(face), publisher(face), time(face), Some(headline(face)), Some(separator(face))];
        for part in parts.into_iter().flatten() {
            append(&element, &part);
        }
        Item { id, element, watched: false }
    }

    /// Makes the item seen, `at` px from the strip's anchor.
    pub fn place(&self, at: f64, right: bool) {
        self.element.set_class_name("item");
        stand(&self.element, at, right);
    }

    /// The item's width with the gap after it, in px; NaN where it is not displayed.
    pub fn width(&self) -> f64 {
        width(&self.element)
    }
}

impl Drop for Item {
    fn drop(&mut self) {
        self.element.remove();
    }
}

/// Puts a node at another's end.
pub fn append(parent: &HtmlElement, child: &HtmlElement) {
    // A box of our own takes every child.
    let _ = parent.append_child(child);
}

fn image(face: &Face) -> Option<HtmlElement> {
    let image = face.headline.image.as_ref().filter(|image| face.show.image && !image.blocked)?;
    let element = create("img", "image");
    set(&element, "alt", &image.alt);
    set(&element, "loading", "lazy");
    set(&element, "decoding", "async");
    set(&element, "referrerpolicy", "no-referrer");
    set(&element, "src", &image.url);
    Some(element)
}

fn publisher(face: &Face) -> Option<HtmlElement> {
    let publisher = &face.headline.publisher;
    (face.show.publisher && !publisher.is_empty()).then(|| {
        let element = create("span", "publisher");
        // A name says nothing of its language, so the browser finds its direction.
        set(&element, "dir", "auto");
        element.set_text_content(Some(publisher));
        element
    })
}

fn time(face: &Face) -> Option<HtmlElement> {
    let date = face.headline.date.filter(|_| face.show.time)?;
    let element = create("time", "time");
    set(&element, "dir", "auto");
    set(&element, "datetime", &String::from(js_sys::Date::new(&date.into()).to_iso_string()));
    element.set_text_content(Some(&moment(&face.lang, date, face.dated)));
    Some(element)
}

fn headline(face: &Face) -> HtmlElement {
    let headline = &face.headline;
    let element = create(if headline.url.is_some() { "a" } else { "span" }, "headline");
    set(&element, "dir", face.dir.as_str());
    if let Some(lang) = &headline.lang {
        set(&element, "lang", lang);
    }
    if let Some(url) = &headline.url {
        set(&element, "href", url);
        set(&element, "rel", "noopener");
        if let Some(target) = face.target {
            set(&element, "target", target);
        }
        if face.repeat {
            set(&element, "tabindex", "-1");
        }
    }
    element.set_text_content(Some(&headline.title));
    element
}

fn separator(face: &Face) -> HtmlElement {
    let element = create("span", "separator");
    set(&element, "aria-hidden", "true");
    element.set_text_content(Some(&face.separator));
    element
}
