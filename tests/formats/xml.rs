//! Formats of XML.

use super::check_xml;

/// A feed of RSS 2.0 with these items.
fn rss(items: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
        xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
        xmlns:media="http://search.yahoo.com/mrss/" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"
        xmlns:m="http://search.yahoo.com/mrss/"><channel><title>وكالة الساحل</title><link>https://s.example/</link>
        <atom:link href="https://s.example/feed" rel="self"/><language>ar</language>{items}</channel></rss>"#
    )
}

fn check_rss(items: &str, expected: &[&str]) {
    check_xml(&rss(items), expected);
}

#[test]
fn rss_of_wordpress_and_agencies() {
    check_rss(
        r#"<item><title>الميناء &amp;#8220;الجديد&amp;#8221; &amp;amp; سفينة</title><link>https://s.example/1</link>
        <dc:creator><![CDATA[x]]></dc:creator><pubDate>Sat, 21 Nov 2026 13:30:15 +0300</pubDate><category>c</category>
        <guid isPermaLink="false">https://s.example/?p=1</guid><description><![CDATA[<p>وصلت <b>السفينة</b></p>]]></description>
        <content:encoded><![CDATA[<p>كل النص</p>]]></content:encoded><media:thumbnail url="/t.jpg" width="75"/></item>"#,
        &[
            "الميناء “الجديد” & سفينة | id https://s.example/?p=1 | url https://s.example/1 | by وكالة الساحل | at 1795257015 \
           | says وصلت السفينة | image /t.jpg | lang ar",
        ],
    );
    check_rss(
        r#"<item><title><![CDATA[AT&T <b>buys</b> Nord]]></title><link>/2</link><source url="https://p.example/rss">مرسى</source>
        <media:group><media:content url="/v.mp4" type="video/mp4"/><media:content url="/i.jpg" medium="image"/></media:group></item>"#,
        &["AT&T buys Nord | url /2 | by مرسى | image /i.jpg"],
    );
}

#[test]
fn rss_pictures() {
    for (media, expected) in [
        (r#"<enclosure url="/a.jpg" length="1" type="image/jpeg"/>"#, "A | by وكالة الساحل | image /a.jpg"),
        (r#"<enclosure url="/a.mp3" length="1" type="audio/mpeg"/>"#, "A | by وكالة الساحل"),
        (
            r#"<enclosure url="/a.mp3" type="audio/mpeg"/><enclosure url="/a.png" type="image/png"/>"#,
            "A | by وكالة الساحل | image /a.png",
        ),
        (r#"<media:content url="/a.webp" type="image/webp"/>"#, "A | by وكالة الساحل | image /a.webp"),
        (r#"<media:content url="/a.mp4" type="video/mp4"/>"#, "A | by وكالة الساحل"),
        // What does not say what it is counts as a picture only among media.
        (r#"<media:content url="/a.jpg" width="9"/>"#, "A | by وكالة الساحل | image /a.jpg"),
        (
            r#"<media:content url="/a.mp4" medium="video"/><media:content url="/a.jpg"/>"#,
            "A | by وكالة الساحل | image /a.jpg",
        ),
        (r#"<media:content url="/a.mp4" type="video/mp4" medium="image"/>"#, "A | by وكالة الساحل"),
        (r#"<enclosure url="/a"/>"#, "A | by وكالة الساحل"),
        (r#"<media:content url="/film.MP4"/>"#, "A | by وكالة الساحل"),
        (r#"<media:content url="/a" type="" medium="image"/>"#, "A | by وكالة الساحل | image /a"),
        // Namespaces count by their addresses, not by what the feed calls them.
        (r#"<m:thumbnail url="/m.jpg"/>"#, "A | by وكالة الساحل | image /m.jpg"),
        (r#"<media:group><media:thumbnail url="/g.jpg"/></media:group>"#, "A | by وكالة الساحل | image /g.jpg"),
    ] {
        check_rss(&format!("<item><title>A</title>{media}</item>"), &[expected]);
    }
}

#[test]
fn rss_addresses() {
    for (said, expected) in [
        ("<link>https://s.example/a</link><guid>x</guid>", "A | id x | url https://s.example/a | by وكالة الساحل"),
        ("<guid>https://s.example/a</guid>", "A | id https://s.example/a | url https://s.example/a | by وكالة الساحل"),
        ("<guid isPermaLink=\"false\">tag:1</guid>", "A | id tag:1 | by وكالة الساحل"),
        (
            "<link></link><guid>https://s.example/b</guid>",
            "A | id https://s.example/b | url https://s.example/b | by وكالة الساحل",
        ),
        (
            "<link>https://f.example/~r/1</link><feedburner:origLink>https://s.example/o</feedburner:origLink>",
            "A | url https://s.example/o | by وكالة الساحل",
        ),
        // The feed's own link of Atom is not the item's.
        ("<atom:link href=\"https://s.example/x\" rel=\"self\"/><link>/y</link>", "A | url /y | by وكالة الساحل"),
    ] {
        check_rss(&format!("<item><title>A</title>{said}</item>"), &[expected]);
    }
}

#[test]
fn broken_rss() {
    check_rss("", &[]);
    // RSS 2.0 asks for a title or a description; a long one is cut.
    check_rss(
        "<item><description>&lt;p&gt;5 &amp;lt; 6&lt;/p&gt;</description></item>",
        &["5 < 6 | by وكالة الساحل | says 5 < 6 | lang ar"],
    );
    check_rss("<item><link>/1</link></item>", &["no feed: none of its entries is a headline"]);
    check_rss(
        "<item><title>A</title><pubDate>yesterday</pubDate></item><item><title> </title></item>",
        &[
            "A | by وكالة الساحل",
            "headline 1: its date cannot be read and was left out",
            "headline 2: left out, because it has no title",
        ],
    );
    check_rss(
        "<item><title>A</title><link>javascript:alert(1)</link></item>",
        &["A | by وكالة الساحل", "headline 1: its url is no http or https address and was left out"],
    );
    check_xml("<rss/>", &["no feed: it holds no list of headlines"]);
    check_xml("<opml><body/></opml>", &["no feed: it holds no list of headlines"]);
    // Old versions had no version, no namespaces and no dates.
    check_xml(
        "<rss><channel><title>Old</title><item><title>A</title><link>/a</link></item></channel></rss>",
        &["A | url /a | by Old"],
    );
}

#[test]
fn rss_1_0() {
    check_xml(
        r#"<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://s.example/"><title>سجل</title><dc:language>ar</dc:language>
        <items><rdf:Seq><rdf:li rdf:resource="https://s.example/1"/></rdf:Seq></items></channel><item rdf:about="https://s.example/1">
        <title>خبر أول</title><link>https://s.example/1</link><dc:date>2026-11-21T13:30:15+03:00</dc:date></item></rdf:RDF>"#,
        &["خبر أول | id https://s.example/1 | url https://s.example/1 | by سجل | at 1795257015 | lang ar"],
    );
}

#[test]
fn atom() {
    let entry = |title: &str, rest: &str| {
        format!(
            r#"<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/" xml:lang="fr"><title>Port</title>
            <link rel="self" href="/atom.xml"/><entry><id>tag:1</id>{title}<link rel="edit" href="/e"/><link href="/a"/>
            <updated>2026-11-22T00:00:00Z</updated>{rest}</entry></feed>"#
        )
    };
    let updated = "| id tag:1 | url /a | by Port | at 1795305600 | lang fr";
    for (title, expected) in [
        ("<title>5 &lt; 6 &amp;amp; &lt;b&gt;</title>", "5 < 6 &amp; <b>"),
        ("<title type=\"text\">L’été &lt;ici&gt;</title>", "L’été <ici>"),
        ("<title type=\"html\">&lt;b&gt;L’été&lt;/b&gt; &amp;amp; nous</title>", "L’été & nous"),
        ("<title type=\"html\"><![CDATA[L&eacute;t&eacute; &amp; nous]]></title>", "Lété & nous"),
        (
            "<title type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">L’<em>été</em> &lt; 5</div></title>",
            "L’été < 5",
        ),
    ] {
        check_xml(&entry(title, ""), &[&format!("{expected} {updated}")]);
    }
    // As YouTube has it.
    check_xml(
        &entry(
            "<title>Vid</title>",
            "<published>2026-11-21T10:30:15+00:00</published><media:group><media:thumbnail url=\"https://i.example/h.jpg\"/>\
             <media:description>Ce que l’on voit</media:description></media:group>",
        ),
        &[
            "Vid | id tag:1 | url /a | by Port | at 1795257015 | says Ce que l’on voit | image https://i.example/h.jpg | lang fr",
        ],
    );
    check_xml(
        &entry(
            "<title>S</title>",
            "<summary type=\"html\">&lt;p&gt;Un&lt;/p&gt;</summary><source><title>Autre</title></source>",
        ),
        &["S | id tag:1 | url /a | by Autre | at 1795305600 | says Un | lang fr"],
    );
    for (summary, says) in [
        ("<summary>5 &lt; 6 &amp;amp; &lt;b&gt;</summary>", "5 < 6 &amp; <b>"),
        ("<summary type=\"text\">L’été &lt;ici&gt;</summary>", "L’été <ici>"),
        ("<summary type=\"html\">L’été &lt;b&gt;ici&lt;/b&gt;</summary>", "L’été ici"),
        ("<content type=\"text/html\">L’été &lt;b&gt;ici&lt;/b&gt;</content>", "L’été ici"),
    ] {
        let expected = format!("S | id tag:1 | url /a | by Port | at 1795305600 | says {says} | lang fr");
        check_xml(&entry("<title>S</title>", summary), &[&expected]);
    }
    for (media, image) in [
        (r#"<media:content url="/v.mp4" type="video/mp4"/>"#, ""),
        (
            r#"<media:content url="/v.mp4" type="video/mp4"/><media:content url="/i.jpg" medium="image"/>"#,
            " | image /i.jpg",
        ),
        (r#"<media:content url="/i.jpg"/>"#, " | image /i.jpg"),
    ] {
        let expected = format!("S | id tag:1 | url /a | by Port | at 1795305600{image} | lang fr");
        check_xml(&entry("<title>S</title>", media), &[&expected]);
    }
    check_xml("<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Empty</title></feed>", &[]);
    // A child may have the name of an attribute.
    check_xml(
        &entry("<title>Q</title>", "<content type=\"xhtml\"><p cite=\"/c\"><cite>A</cite> said</p></content>"),
        &["Q | id tag:1 | url /a | by Port | at 1795305600 | says A said | lang fr"],
    );
    // With a prefix for everything.
    check_xml(
        "<a:feed xmlns:a=\"http://www.w3.org/2005/Atom\"><a:title>P</a:title><a:entry><a:title>T</a:title><a:link href=\"/x\"/></a:entry></a:feed>",
        &["T | url /x | by P"],
    );
}

#[test]
fn atom_enclosures_and_plain_texts() {
    for (parts, expected) in [
        (
            r#"<link rel="enclosure" type="audio/mpeg" href="/a.mp3"/><link rel="enclosure" type="image/jpeg" href="/a.jpg"/>"#,
            "A | by F | image /a.jpg",
        ),
        (r#"<summary>Use &lt;b&gt; &amp;amp; more</summary>"#, "A | by F | says Use <b> &amp; more"),
        (r#"<content>Use &lt;b&gt;</content>"#, "A | by F | says Use <b>"),
        (r#"<content type="html">&lt;b&gt;Use&lt;/b&gt;</content>"#, "A | by F | says Use"),
    ] {
        let entry = format!("<entry><title>A</title>{parts}</entry>");
        check_xml(&format!(r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title>{entry}</feed>"#), &[expected]);
    }
}

#[test]
fn a_blank_title_is_none() {
    check_rss("<item><title> </title><description>Fog</description></item>", &["Fog | by وكالة الساحل | says Fog"]);
}
