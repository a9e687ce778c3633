//! What is hostile about a document as a whole: XML that includes, and JSON that names what every object has.

use super::{listen, nothing_is_fetched, open_to_all, whole};
use anyhow::{Context, Result};
use e2e::answer::{Answer, Stream};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::html::{element, inline};
use e2e::page::Page;
use serde_json::{Value, json};

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![case!(a_document_of_xml_includes_nothing), case!(names_of_every_object_pollute_none)]
}

/// What WebKit's parser refuses.
const REFUSED: &str = "a parameter entity elsewhere";

/// Whole documents of XML: what they are, and each with the one headline `Harmless`. `{canary}` is an address that must not be asked for.
const XML: [(&str, &str); 6] = [
    (
        "a style sheet",
        "<?xml-stylesheet type=\"text/xsl\" href=\"{canary}\"?><?xml-stylesheet type=\"text/css\" href=\"{canary}\"?>{rss}",
    ),
    ("a document type elsewhere", "<!DOCTYPE rss SYSTEM \"{canary}\">{rss}"),
    ("an entity elsewhere", "<!DOCTYPE rss [<!ENTITY outside SYSTEM \"{canary}\">]>{rss}"),
    (REFUSED, "<!DOCTYPE rss [<!ENTITY % outside SYSTEM \"{canary}\"> %outside;]>{rss}"),
    (
        "scripts and images of HTML and SVG beside the headlines",
        "<rss><channel><script xmlns=\"http://www.w3.org/1999/xhtml\">ran(1)</script><img xmlns=\"http://www.w3.org/1999/xhtml\" \
         src=\"{canary}\" onerror=\"ran(1)\"/><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"ran(1)\"><script>ran(1)</script></svg>\
         <item><title>Harmless</title></item></channel></rss>",
    ),
    (
        "scripts and images of HTML in a title",
        "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Port</title><entry><id>1</id><title type=\"xhtml\">\
         <div xmlns=\"http://www.w3.org/1999/xhtml\"><img src=\"{canary}\" onerror=\"ran(1)\"/><iframe src=\"javascript:parent.ran(1)\"/>\
         <b style=\"background:url({canary})\">Harmless</b></div></title></entry></feed>",
    ),
];

/// Such a document.
fn xml(text: &str) -> Answer {
    let rss = "<rss><channel><item><title>Harmless</title></item></channel></rss>";
    Answer::new("application/xml", text.replace("{rss}", rss).replace("{canary}", "/canary/1"))
}

/// Whole documents of JSON in the formats that are JSON, each with the one headline `Harmless`; `{names}` pollutes what is merged.
const JSON: [(&str, &str); 8] = [
    ("plain", "[{ {names}, \"id\": \"1\", \"title\": \"Harmless\", \"image\": { {names} } }]"),
    ("nested", "{ {names}, \"items\": [{ {names}, \"id\": \"1\", \"title\": \"Harmless\" }] }"),
    (
        "JSON Feed",
        "{ {names}, \"version\": \"https://jsonfeed.org/version/1.1\", \"items\": [{ {names}, \"id\": \"1\", \"title\": \"Harmless\" }] }",
    ),
    (
        "WordPress",
        "[{ {names}, \"id\": \"1\", \"title\": { {names}, \"rendered\": \"Harmless\" }, \"_embedded\": { {names} } }]",
    ),
    (
        "Ghost",
        "{ {names}, \"posts\": [{ {names}, \"id\": \"1\", \"uuid\": \"1\", \"title\": \"Harmless\" }], \"meta\": { {names} } }",
    ),
    (
        "Drupal",
        "{ {names}, \"jsonapi\": { {names} }, \"data\": [{ {names}, \"id\": \"1\", \"attributes\": { {names}, \"title\": \"Harmless\" }, \
         \"relationships\": { {names}, \"x\": { {names}, \"data\": { {names}, \"type\": \"file--file\", \"id\": \"2\" } } } }], \
         \"included\": [{ {names}, \"id\": \"2\", \"attributes\": { {names}, \"uri\": { {names} } } }] }",
    ),
    (
        "Blogger",
        "{ {names}, \"feed\": { {names}, \"title\": { {names}, \"$t\": \"Port\" }, \"entry\": [{ {names}, \"id\": { {names}, \"$t\": \"1\" }, \
         \"title\": { {names}, \"type\": \"text\", \"$t\": \"Harmless\" }, \"link\": [{ {names} }] }] } }",
    ),
    (
        INHERITED,
        "[{ \"id\": \"1\", \"__proto__\": { \"title\": \"Inherited\" } }, { \"id\": \"2\", \"title\": \"Harmless\" }]",
    ),
];

/// A list whose first headline would have its title of another object.
const INHERITED: &str = "inherited";

/// Such a document.
fn polluting(text: &str) -> String {
    text.replace("{names}", NAMES)
}

/// Members that pollute every object where they are merged into one without care.
const NAMES: &str = "\"__proto__\": { \"polluted\": 1 }, \"constructor\": { \"prototype\": { \"polluted\": 1 } }, \"prototype\": { \"polluted\": 1 }";

/// Opens a page with this source, and waits for its one headline.
async fn harmless_one(page: &Page, attributes: &[(&str, &str)], before: &str) -> Result<()> {
    page.open(&open_to_all(&(before.to_owned() + &element(attributes, "")))).await?;
    shows_one(page).await
}

/// Waits for the one headline.
async fn shows_one(page: &Page) -> Result<()> {
    page.wait("the headline", "shows", json!(["Harmless"])).await?;
    page.wait("no other", "has", json!([1])).await?;
    whole(page, &[], "in the line").await
}

async fn a_document_of_xml_includes_nothing(page: Page) -> Result<()> {
    for (what, document) in XML {
        page.server.set("/feeds/hostile", xml(document));
        if page.engine() == Engine::WebKit && what == REFUSED {
            page.open(&open_to_all(&element(&[("sources", "/feeds/hostile")], ""))).await?;
            page.wait("the failed state", "is", json!(["state", "failed"])).await?;
            page.take_one_warning(&["well-formed"]).await?;
        } else {
            harmless_one(&page, &[("sources", "/feeds/hostile")], "").await.context(what)?;
        }
        page.act("pass", json!([5])).await?;
        whole(&page, &[], "after all").await.context(what)?;
        nothing_is_fetched(&page, &[], |path| path == "/feeds/hostile").context(what)?;
    }
    Ok(())
}

async fn names_of_every_object_pollute_none(page: Page) -> Result<()> {
    for (what, document) in JSON {
        let answer = Answer::new("application/json", polluting(document));
        page.server.set("/feeds/hostile", answer);
        harmless_one(&page, &[("sources", "/feeds/hostile")], "").await.context(what)?;
        page.take("console warning").await?;
    }
    for (what, document) in JSON.into_iter().filter(|(what, _)| ["plain", INHERITED].contains(what)) {
        scripted(&page, &serde_json::from_str(&polluting(document))?).await.context(what)?;
    }
    // In every object of a configuration, and as the places of fields.
    let names = NAMES;
    let map = "\"__proto__\": \"title\", \"constructor.name\": \"title\", \"constructor.prototype\": \"summary\"";
    let config = format!(
        "{{ {names}, \"words\": {{ {names} }}, \"sources\": [{{ {names}, \"url\": \"/feeds/hostile\", \"map\": {{ {map} }} }}] }}"
    );
    page.feed("/feeds/hostile", &json!([{ "id": "1", "title": "Harmless" }]));
    let script = inline("config", &config);
    harmless_one(&page, &[("config", "#config")], &script).await.context("a configuration")?;
    // That these are no words.
    page.take("console warning").await.map(drop)
}

/// The same list in every way that no feed is asked for: set and pushed by the page's script, sent by a source, and within the page.
async fn scripted(page: &Page, list: &Value) -> Result<()> {
    page.open(&open_to_all(&element(&[], ""))).await?;
    page.act("set", json!(["headlines", list])).await?;
    shows_one(page).await.context("set")?;
    page.take("console warning").await?;
    page.open(&open_to_all(&element(&[], ""))).await?;
    page.act("push_all", json!([list])).await?;
    shows_one(page).await.context("pushed")?;
    page.take("console warning").await?;
    let stream = Stream::new();
    listen(page, &stream).await?;
    list.as_array().into_iter().flatten().for_each(|headline| stream.send(headline));
    shows_one(page).await.context("sent")?;
    page.take("console warning").await?;
    harmless_one(page, &[("sources", "#hostile")], &inline("hostile", list)).await.context("inline")?;
    page.take("console warning").await.map(drop)
}
