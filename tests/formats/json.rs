//! Formats of JSON.

use super::{check, context, lines};
use serde_json::json;

#[test]
fn plain_lists_under_usual_names() {
    for document in [
        json!([{"headline": "A", "link": "/a"}]),
        json!({"data": {"articles": [{"name": "A", "permalink": "/a"}]}}),
        json!({"response": {"results": [{"webTitle": "x", "title": "A", "webUrl": "/a"}]}}),
        json!({"status": "ok", "totalResults": 1, "articles": [{"title": "A", "url": "/a", "source": {"id": null}}]}),
        json!({"result": {"docs": [{"headline": {"main": "A"}, "web_url": "/a"}]}}),
        json!({"feed": {"entries": [{"title": "A", "href": "/a"}]}}),
    ] {
        check(&document, &["A | url /a"]);
    }
    check(
        &json!({"status": "ok", "articles": [{
            "source": {"id": null, "name": "مرسى"}, "author": "x", "title": "سفينة «نورد» تصل 12:30", "description": "وصلت",
            "url": "https://a.example/1", "urlToImage": "https://a.example/1.jpg", "publishedAt": "2026-11-21T10:30:15Z",
        }]}),
        &[
            "سفينة «نورد» تصل 12:30 | url https://a.example/1 | by مرسى | at 1795257015 | says وصلت | image https://a.example/1.jpg",
        ],
    );
    check(&json!({"a": {"b": {"c": {"items": [{"title": "A"}]}}}}), &["no feed: it holds no list of headlines"]);
    check(&json!({"data": {"data": {"data": {"items": [{"title": "A"}]}}}}), &["A"]);
    check(
        &json!({"data": {"data": {"data": {"data": {"items": [{"title": "A"}]}}}}}),
        &["no feed: it holds no list of headlines"],
    );
}

#[test]
fn plain_dates() {
    for date in [
        json!(1_795_257_015_000_u64),
        json!(1_795_257_015),
        json!("1795257015"),
        json!("1795257015000"),
        json!("Sat, 21 Nov 2026 10:30:15 GMT"),
        json!("2026-11-21T13:30:15+03:00"),
    ] {
        check(&json!([{"title": "A", "pubDate": date}]), &["A | at 1795257015"]);
    }
    check(&json!([{"title": "A", "date": "أمس"}]), &["A", "headline 1: its date cannot be read and was left out"]);
    check(
        &json!([{"title": "A", "date": {"y": 1}}]),
        &["A", "headline 1: its date is of a wrong type and was left out"],
    );
    check(&json!([{"title": "A", "date": null, "created_at": "1795257015"}]), &["A | at 1795257015"]);
}

#[test]
fn json_feed() {
    let version = "https://jsonfeed.org/version/1.1";
    check(
        &json!({"version": version, "title": "أفق", "language": "ar", "items": [
            {"id": "1", "url": "/1", "title": "A &amp; B", "content_text": "T", "date_published": "2026-11-21T10:30:15Z",
             "banner_image": "/b.png", "authors": [{"name": "x"}], "tags": ["t"]},
            {"id": "2", "external_url": "https://b.example/2", "content_html": "<p>نص <b>طويل</b> &amp; أكثر</p>",
             "date_modified": "2026-11-21T10:30:15Z", "image": "/i.png"},
            {"id": "3", "content_text": "5 < 6 &amp; <b>"},
            {"id": "4"},
        ]}),
        &[
            "A & B | id 1 | url /1 | by أفق | at 1795257015 | says T | image /b.png",
            "نص طويل & أكثر | id 2 | url https://b.example/2 | by أفق | at 1795257015 | says نص طويل & أكثر | image /i.png | lang ar",
            "5 < 6 & | id 3 | by أفق | says 5 < 6 & | lang ar",
            "headline 4: left out, because it has no title",
        ],
    );
    check(&json!({"version": version, "title": "Empty", "items": []}), &[]);
    check(&json!({"version": version, "title": "None"}), &["no feed: it holds no list of headlines"]);
}

#[test]
fn wordpress() {
    check(
        &json!([{
            "id": 481, "date": "2026-11-21T13:30:15", "date_gmt": "2026-11-21T10:30:15", "guid": {"rendered": "https://b.example/?p=481"},
            "modified": "2026-11-22T09:00:00", "slug": "port", "status": "publish", "type": "post", "link": "https://b.example/port/",
            "title": {"rendered": "الميناء &#8220;الجديد&#8221; &amp; سفينة Nord &#8211; صور"}, "content": {"rendered": "<p>x</p>", "protected": false},
            "excerpt": {"rendered": "<p>وصلت السفينة [&hellip;]</p>\n", "protected": false}, "author": 2, "featured_media": 5,
            "_embedded": {"author": [{"id": 2, "name": "x"}], "wp:featuredmedia": [
                {"id": 5, "source_url": "https://b.example/port.jpg", "alt_text": "سفينة", "media_details": {}}]},
            "_links": {},
        }, {
            "id": 480, "date_gmt": "2026-11-21T10:30:15", "link": "https://b.example/2/", "title": {"rendered": "Second"},
            "excerpt": {"rendered": ""}, "jetpack_featured_media_url": "https://b.example/2.jpg",
        }, {
            "id": 479, "date_gmt": "2026-11-21T10:30:15", "link": "https://b.example/3/", "title": {"rendered": ""},
        }]),
        &[
            "الميناء “الجديد” & سفينة Nord – صور | id 481 | url https://b.example/port/ | by b.example | at 1795257015 \
             | says وصلت السفينة […] | image https://b.example/port.jpg | alt سفينة",
            "Second | id 480 | url https://b.example/2/ | by b.example | at 1795257015 | image https://b.example/2.jpg",
            "headline 3: left out, because it has no title",
        ],
    );
    check(
        &json!({"code": "rest_no_route", "message": "No route was found", "data": {"status": 404}}),
        &["no feed: it holds no list of headlines"],
    );
}

/// <https://developers.google.com/gdata/docs/json>, and an answer of 2019 that a test of other software holds: the function
/// `test_showParseResultWithRealJSONData`, found by that name.
#[test]
fn blogger() {
    check(
        &json!({"version": "1.0", "encoding": "UTF-8", "feed": {
            "xmlns": "http://www.w3.org/2005/Atom", "id": {"$t": "tag:blogger.com,1999:blog-1"}, "title": {"type": "text", "$t": "مدونة الساحل"},
            "link": [{"rel": "alternate", "href": "https://b.example/"}], "entry": [{
                "id": {"$t": "tag:blogger.com,1999:blog-1.post-2"}, "published": {"$t": "2026-11-21T13:30:15.000+03:00"},
                "updated": {"$t": "2026-11-22T00:00:00.000+03:00"}, "title": {"type": "text", "$t": "قطار <الساحل> & البحر"},
                "content": {"type": "html", "$t": "<p>نص</p>"}, "link": [
                    {"rel": "replies", "href": "https://b.example/r"}, {"rel": "edit", "href": "https://b.example/e"},
                    {"rel": "alternate", "type": "text/html", "href": "https://b.example/2026/11/t.html", "title": "x"}],
                "author": [{"name": {"$t": "x"}}], "media$thumbnail": {"url": "https://b.example/s72-c/t.jpg", "height": "72"},
            }, {"id": {"$t": "3"}, "title": {"type": "text", "$t": ""}}],
        }}),
        &[
            "قطار <الساحل> & البحر | id tag:blogger.com,1999:blog-1.post-2 | url https://b.example/2026/11/t.html | by مدونة الساحل \
             | at 1795257015 | says نص | image https://b.example/s72-c/t.jpg",
            "headline 2: left out, because it has no title",
        ],
    );
    // As /feeds/posts/summary?alt=json has it: the summary is text already.
    check(
        &json!({"version": "1.0", "encoding": "UTF-8", "feed": {
            "xmlns": "http://www.w3.org/2005/Atom", "xmlns$thr": "http://purl.org/syndication/thread/1.0",
            "id": {"$t": "tag:blogger.com,1999:blog-1"}, "updated": {"$t": "2026-11-22T00:00:00.590+03:00"},
            "category": [{"term": "بحر"}], "title": {"type": "text", "$t": "مدونة الساحل"}, "subtitle": {"type": "html", "$t": ""},
            "link": [{"rel": "http://schemas.google.com/g/2005#feed", "type": "application/atom+xml", "href": "https://b.example/feeds/posts/summary"},
                {"rel": "hub", "href": "https://hub.example/"}],
            "generator": {"version": "7.00", "uri": "https://www.blogger.com", "$t": "Blogger"}, "openSearch$totalResults": {"$t": "49"},
            "entry": [{
                "id": {"$t": "tag:blogger.com,1999:blog-1.post-4"}, "published": {"$t": "2026-11-21T13:30:15.002+03:00"},
                "category": [{"scheme": "http://www.blogger.com/atom/ns#", "term": "بحر"}], "title": {"type": "text", "$t": ""},
                "summary": {"type": "text", "$t": "الموج < متر & الريح هادئة"}, "link": [
                    {"rel": "replies", "type": "application/atom+xml", "href": "https://b.example/feeds/4/comments/default", "title": "تعليقات"},
                    {"rel": "replies", "type": "text/html", "href": "https://b.example/2026/11/w.html#comment-form", "title": "0"},
                    {"rel": "alternate", "type": "text/html", "href": "https://b.example/2026/11/w.html", "title": ""}],
                "media$thumbnail": {"xmlns$media": "http://search.yahoo.com/mrss/", "url": "https://b.example/s72-c/w.png", "height": "72"},
                "thr$total": {"$t": "0"},
            }],
        }}),
        &[
            "الموج < متر & الريح هادئة | id tag:blogger.com,1999:blog-1.post-4 | url https://b.example/2026/11/w.html | by مدونة الساحل \
             | at 1795257015.002 | says الموج < متر & الريح هادئة | image https://b.example/s72-c/w.png",
        ],
    );
    // Without posts there is no list at all.
    check(&json!({"feed": {"id": {"$t": "1"}, "title": {"type": "text", "$t": "Empty"}}}), &[]);
}

/// <https://github.com/TryGhost/Ghost/blob/main/ghost/core/test/e2e-api/content/__snapshots__/posts.test.js.snap>, and
/// `core/server/api/endpoints/utils/serializers/output` for what is left out or null.
#[test]
fn ghost() {
    check(
        &json!({"posts": [{
            "id": "65f1", "uuid": "3e0c", "title": "Coast Train & ferries", "slug": "coast", "html": "<p>x</p>", "feature_image": "https://g.example/c.jpg",
            "feature_image_alt": "A train", "published_at": "2026-11-21T13:30:15.000+03:00", "custom_excerpt": null, "url": "https://g.example/coast/",
            "excerpt": "It begins.", "reading_time": 2, "access": true, "visibility": "public", "comments": false, "featured": false,
            "comment_id": "65f1", "created_at": "2026-11-20T00:00:00.000+03:00", "updated_at": "2026-11-22T00:00:00.000+03:00",
            "canonical_url": null, "codeinjection_head": null, "custom_template": null, "feature_image_caption": null, "frontmatter": null,
            "email_subject": null, "meta_title": null, "meta_description": null, "og_image": null, "og_title": null, "twitter_image": null,
        }, {
            // For members only: there is no text, but an excerpt may be written.
            "id": "65f2", "uuid": "3e0d", "title": "Night boats", "html": "", "excerpt": null, "custom_excerpt": "They glow.", "access": false,
            "visibility": "paid", "feature_image": null, "feature_image_alt": null, "published_at": "2026-11-21T10:30:15.000+00:00",
            "url": "https://g.example/night/",
        }], "meta": {"pagination": {"page": 1}}}),
        &[
            "Coast Train & ferries | id 65f1 | url https://g.example/coast/ | by g.example | at 1795257015 | says It begins. \
           | image https://g.example/c.jpg | alt A train",
            "Night boats | id 65f2 | url https://g.example/night/ | by g.example | at 1795257015 | says They glow.",
        ],
    );
    check(
        &json!({"errors": [{"message": "Unknown Content API Key", "type": "UnauthorizedError"}]}),
        &["no feed: it holds no list of headlines"],
    );
}

#[test]
fn drupal() {
    let node = |number: u32, alias: serde_json::Value, image: serde_json::Value| {
        json!({"type": "node--article", "id": format!("n{number}"), "attributes": {
            "drupal_internal__nid": number, "langcode": "ar", "title": "افتتاح المتحف", "created": "2026-11-21T10:30:15+00:00",
            "path": {"alias": alias, "pid": 1, "langcode": "ar"}, "body": {"value": "<p>v</p>", "processed": "<p>p</p>", "summary": ""},
        }, "relationships": {"field_image": {"data": image}}})
    };
    check(
        &json!({"jsonapi": {"version": "1.0"}, "data": [
            node(1, json!("/news/museum"), json!({"type": "file--file", "id": "f1", "meta": {"alt": "المتحف", "width": 9}})),
            node(2, json!(null), json!({"type": "media--image", "id": "m1"})),
            node(3, json!(null), json!(null)),
            node(4, json!(null), json!({"type": "file--file", "id": "gone"})),
        ], "included": [
            {"type": "file--file", "id": "f1", "attributes": {"uri": {"value": "public://a.jpg", "url": "/sites/default/files/a.jpg"}}},
            {"type": "media--image", "id": "m1", "relationships": {"field_media_image": {"data": {"type": "file--file", "id": "f2", "meta": {"alt": "B"}}}}},
            {"type": "file--file", "id": "f2", "attributes": {"uri": {"url": "/b.jpg"}}},
        ], "links": {}}),
        &[
            "افتتاح المتحف | id n1 | url /news/museum | at 1795257015 | says p | image /sites/default/files/a.jpg | alt المتحف | lang ar",
            "افتتاح المتحف | id n2 | url /node/2 | at 1795257015 | says p | image /b.jpg | alt B | lang ar",
            "افتتاح المتحف | id n3 | url /node/3 | at 1795257015 | says p | lang ar",
            "افتتاح المتحف | id n4 | url /node/4 | at 1795257015 | says p | lang ar",
        ],
    );
    // Sites name their fields as they like; an author's picture and a document for download are none of the article.
    let file = |id: &str, kind: &str| json!({"type": "file--file", "id": id, "attributes": {"filemime": kind, "uri": {"value": "public://f", "url": format!("/{id}")}}});
    let to = |kind: &str, id: &str| json!({"data": {"type": kind, "id": id, "meta": {"alt": id}}});
    for (relations, expected) in [
        (json!({"field_banner_image": to("file--file", "picture")}), " | image /picture | alt picture"),
        (
            json!({"cover_images": {"data": [{"type": "media--event_image", "id": "media"}]}}),
            " | image /picture | alt picture",
        ),
        (json!({"uid": to("user--user", "author"), "field_file": to("file--file", "paper")}), ""),
        (
            json!({"field_file": to("file--file", "paper"), "field_z": to("file--file", "picture")}),
            " | image /picture | alt picture",
        ),
    ] {
        check(
            &json!({"jsonapi": {"version": "1.0"}, "data": [{"type": "node--article", "id": "n", "attributes": {"title": "A"}, "relationships": relations}],
            "included": [
                {"type": "user--user", "id": "author", "relationships": {"user_picture": to("file--file", "picture")}},
                {"type": "media--event_image", "id": "media", "relationships": {"uid": to("user--user", "author"), "image": to("file--file", "picture")}},
                file("picture", "image/jpeg"), file("paper", "application/pdf"),
            ]}),
            &[&format!("A | id n{expected}")],
        );
    }
    check(&json!({"jsonapi": {"version": "1.0"}, "data": []}), &[]);
    check(
        &json!({"jsonapi": {"version": "1.0"}, "errors": [{"status": "404"}]}),
        &["no feed: it holds no list of headlines"],
    );
    // An entity that leads to itself does not lead for ever.
    check(
        &json!({"jsonapi": {}, "data": [{"id": "n", "attributes": {"title": "A"}, "relationships": {"field_image": {"data": {"type": "media--image", "id": "n"}}}}],
            "included": [{"id": "n", "relationships": {"field_image": {"data": {"type": "media--image", "id": "n"}}}}]}),
        &["A | id n"],
    );
}

#[test]
fn an_empty_name_is_no_feed() {
    check(&json!({"": 1}), &["no feed: it holds no list of headlines"]);
}

/// Each entity leads to all others, and none to a picture: only so many relations are followed, or this would take minutes.
#[test]
fn relations_of_drupal_without_end() {
    let entity = |id: usize, kind: &str| {
        let relations: serde_json::Map<_, _> = (0..300)
            .map(|to| (format!("r{to}"), json!({"data": {"type": "media--image", "id": format!("{to}")}})))
            .collect();
        json!({"type": kind, "id": id.to_string(), "attributes": {"title": "T"}, "relationships": relations})
    };
    let nodes: Vec<_> = (0..20).map(|id| entity(id, "node--article")).collect();
    let included: Vec<_> = (0..200).map(|id| entity(id, "media--image")).collect();
    let document = json!({"jsonapi": {}, "data": nodes, "included": included});
    let begun = std::time::Instant::now();
    assert_eq!(lines(&document, &context()).len(), 20);
    assert!(begun.elapsed().as_secs() < 10, "it took {:?}", begun.elapsed());
}
