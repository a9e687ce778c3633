//! What a site's owner says of one source.

use super::reader::Reader;
use crate::headline::address::{is_web, is_within};
use crate::headline::{Field, Key};
use crate::load::feed::{Format, Node};
use crate::text;
use std::rc::Rc;

/// A configured feed: where it is, how it is asked for, and how it is read.
#[derive(Clone, PartialEq, Default, Debug)]
pub struct SourceSettings {
    /// Its identity: two that are asked for and read alike have the same.
    pub key: Key,
    /// Its absolute address, or `#id` of an inline script.
    pub address: String,
    /// Where it is asked for: its address, or the proxy's that brings it.
    pub request: String,
    /// Whether cookies go with a request, in the words of the Fetch standard, <https://fetch.spec.whatwg.org/#requests>.
    pub credentials: &'static str,
    /// The publisher's name for headlines that name none.
    pub name: Option<String>,
    /// The BCP 47 tag of the language of headlines that name none.
    pub lang: Option<String>,
    /// The format that it is said to have; `None`: the one that it shows.
    pub format: Option<Format>,
    /// Where it has some fields, by dotted paths.
    pub map: Vec<(String, Field)>,
    /// Its share of an interleaved list, in relation to the other sources' shares; above 0.
    pub weight: f64,
    /// Whether its address also sends events (`text/event-stream`), each of them a headline.
    pub live: bool,
}

/// What a list of addresses may hold.
const ACCEPTED: &str = "http or https addresses of feeds and #ids of inline scripts, separated by white space";

impl SourceSettings {
    /// Whether it stands in the page itself, so that no request goes out for it.
    pub fn is_inline(&self) -> bool {
        self.address.starts_with('#')
    }
}

impl<N: Node> Reader<'_, N> {
    /// The sources of the attribute, else those of the configuration. One that cannot be read costs only itself.
    pub fn sources(&mut self, credentials: &'static str) -> Vec<Rc<SourceSettings>> {
        let accepted = "an http or https address that the encoded address of a source is put behind";
        let proxy = self.web_address("proxy", accepted);
        let mut sources = Vec::new();
        let mut refused = Vec::new();
        let mut take = |reader: &mut Self, written: &str, entry: Option<&N>| {
            let Some(address) = reader.address(written) else { return refused.push(String::from(written)) };
            let source = reader.source(address, proxy.as_deref(), credentials, entry);
            if !sources.iter().any(|other: &Rc<SourceSettings>| other.address == source.address) {
                sources.push(Rc::new(source));
            }
        };
        if let Some(entries) = (self.element.entries)() {
            for entry in &entries {
                let written = entry.text().or_else(|| entry.get("url")?.text()).unwrap_or_default();
                take(self, &written, Some(entry));
            }
        } else {
            for written in text::words(&self.text("sources", ACCEPTED).unwrap_or_default(), text::SPACES) {
                take(self, written, None);
            }
        }
        if !refused.is_empty() {
            self.warn("sources", &text::join(&refused, " "), ACCEPTED);
        }
        sources
    }

    /// An absolute address of the web.
    pub fn web_address(&mut self, name: &str, accepted: &str) -> Option<String> {
        let written = self.value(name)?;
        let address = self.address(&written).filter(|address| is_web(address));
        if address.is_none() {
            self.warn(name, &written, accepted);
        }
        address
    }

    /// A source, as its entry in the configuration says, if it has one. One of another origin is asked for through the proxy.
    fn source(
        &mut self,
        address: String,
        proxy: Option<&str>,
        credentials: &'static str,
        entry: Option<&N>,
    ) -> SourceSettings {
        let said = |name| entry?.get(name)?.text();
        let mut source = SourceSettings { credentials, weight: 1.0, ..SourceSettings::default() };
        (source.name, source.lang) = (said("name"), said("lang"));
        if let Some(live) = said("live") {
            source.live = live == "sse" && is_web(&address);
            if !source.live {
                self.warn("live", &live, "sse, for a source on the web");
            }
        }
        let format = said("format");
        source.format = format.as_deref().and_then(Format::named);
        if let (Some(format), None) = (&format, source.format) {
            self.warn("format", format, Format::NAMES);
        }
        let mut places = String::new();
        if let Some(map) = entry.and_then(|entry| entry.get("map")) {
            for path in &map.names() {
                let name = map.get(path).and_then(|name| name.text()).unwrap_or_default();
                if let Some(field) = Field::named(&name) {
                    places = text::together(&[&places, &name, " ", path, "\n"]);
                    source.map.push((path.clone(), field));
                } else {
                    self.warn("map", &name, Field::NAMES);
                }
            }
        }
        if let Some(weight) = entry.and_then(|entry| entry.get("weight")) {
            source.weight = weight.number().unwrap_or_default();
            if !(0.01..=100.0).contains(&source.weight) {
                source.weight = 1.0;
                let said = weight.text().unwrap_or_else(|| address.clone());
                self.warn("weight", &said, "a number from 0.01 to 100");
            }
        }
        let exempt = entry.and_then(|entry| entry.get("proxy")?.flag()) == Some(false);
        source.request = match proxy {
            Some(proxy) if !exempt && is_web(&address) && !is_within(&address, self.element.origin) => {
                text::together(&[proxy, &text::encoded(&address)])
            }
            _ => address.clone(),
        };
        source.key = Key::of_texts(&[
            &address,
            &source.request,
            credentials,
            if source.live { "live" } else { "" },
            format.as_deref().unwrap_or_default(),
            source.name.as_deref().unwrap_or_default(),
            source.lang.as_deref().unwrap_or_default(),
            &places,
        ]);
        source.address = address;
        source
    }

    /// An address of the web, made absolute, or an `#id`.
    fn address(&self, written: &str) -> Option<String> {
        match written.strip_prefix('#') {
            // A bare `#` would be the address of the page itself.
            Some(id) => (!id.is_empty()).then(|| String::from(written)),
            // So would nothing.
            None if written.is_empty() => None,
            None => (self.element.resolve)(written).filter(|url| is_web(url)),
        }
    }
}
