//! XML as JSON, by the convention that `src/load/feed/mod.rs` describes and `tree` of `www/requests.js` follows in browsers.

use roxmltree::{Document, Node};
use serde_json::{Map, Value, json};

/// The namespaces that have a name of their own whatever a feed calls them.
const SPACES: [(&str, &str); 3] = [
    ("http://search.yahoo.com/mrss/", "media"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/rss/1.0/modules/content/", "content"),
];

/// How deep an element's children are read.
const DEPTH: u32 = 7;

/// A document, by the name of its root.
pub fn document(text: &str) -> Value {
    let document = Document::parse(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let root = document.root_element();
    json!({ root.tag_name().name(): tree(root, root.tag_name().namespace(), DEPTH) })
}

fn tree(element: Node, own: Option<&str>, depth: u32) -> Value {
    let mut fields = Map::new();
    for attribute in element.attributes() {
        let prefix = attribute.namespace().and_then(|space| element.lookup_prefix(space));
        let prefix = prefix.map(|prefix| format!("{prefix}$")).unwrap_or_default();
        fields.insert(prefix + attribute.name(), attribute.value().into());
    }
    for child in element.children().filter(|child| child.is_element() && depth > 0) {
        let space = child.tag_name().namespace();
        let known = SPACES.iter().find(|(address, _)| Some(*address) == space).map(|(_, name)| *name);
        let prefix = known.or_else(|| child.lookup_prefix(space?)).filter(|_| space != own);
        let name = prefix.map(|prefix| format!("{prefix}$")).unwrap_or_default() + child.tag_name().name();
        // A child goes before an attribute of its name.
        let list = fields.entry(name).or_insert_with(|| json!([]));
        if !list.is_array() {
            *list = json!([]);
        }
        list.as_array_mut().expect("it is a list now").push(tree(child, own, depth - 1));
    }
    let text: String = element.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    fields.insert("$t".into(), text.into());
    Value::Object(fields)
}
