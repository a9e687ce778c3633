//! An item of the strip: how it is built, placed and measured.

use super::host::{add, set, width};
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
    /// Draws an item at the end of the strip, unseen until it is placed.
    pub fn new(id: ItemId, face: &Face, strip: &HtmlElement) -> Self {
        let element = add(strip, "div", "item", "");
        element.set_class_name("item waiting");
        set(&element, "data-item", &text::decimal(id.into()));
        set(&element, "data-key", &face.headline.key.to_text());
        let (place, length) = face.place;
        set(&element, "role", "listitem");
        set(&element, "aria-posinset", &text::decimal(place as u64));
        set(&element, "aria-setsize", &text::decimal(length as u64));
        if face.repeat {
            set(&element, "aria-hidden", "true");
        }
        image(face, &element);
        publisher(face, &element);
        time(face, &element);
        headline(face, &element);
        set(&add(&element, "span", "separator", &face.separator), "aria-hidden", "true");
        Item { id, element, watched: false }
    }

    /// Lets everyone read the item, which was there for the eye only.
    pub fn lead(&self) {
        let _ = self.element.remove_attribute("aria-hidden");
        if let Ok(Some(link)) = self.element.query_selector("a") {
            let _ = link.remove_attribute("tabindex");
        }
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

fn image(face: &Face, item: &HtmlElement) {
    let Some(image) = face.headline.image.as_ref().filter(|image| face.show.image && !image.blocked) else { return };
    let element = add(item, "img", "image", "");
    set(&element, "alt", &image.alt);
    set(&element, "loading", "lazy");
    set(&element, "decoding", "async");
    set(&element, "referrerpolicy", "no-referrer");
    set(&element, "src", &image.url);
}

fn publisher(face: &Face, item: &HtmlElement) {
    let publisher = &face.headline.publisher;
    if face.show.publisher && !publisher.is_empty() {
        // A name says nothing of its language, so the browser finds its direction.
        set(&add(item, "span", "publisher", publisher), "dir", "auto");
    }
}

fn time(face: &Face, item: &HtmlElement) {
    let Some(date) = face.headline.date.filter(|_| face.show.time) else { return };
    let element = add(item, "time", "time", &moment(&face.lang, date, face.dated));
    set(&element, "dir", "auto");
    set(&element, "datetime", &String::from(js_sys::Date::new(&date.into()).to_iso_string()));
}

fn headline(face: &Face, item: &HtmlElement) {
    let headline = &face.headline;
    let element = add(item, if headline.url.is_some() { "a" } else { "span" }, "headline", &headline.title);
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
}
