//! Feeds of XML, element by element as software writes them: each test says where that was looked up. The texts are our own.

use super::check_xml;

/// <https://github.com/WordPress/wordpress-develop/blob/trunk/src/wp-includes/feed-rss2.php>
#[test]
fn wordpress_rss() {
    check_xml(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wfw="http://wellformedweb.org/CommentAPI/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom"
	xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"
	xmlns:slash="http://purl.org/rss/1.0/modules/slash/"
	>

<channel>
	<title>مرصد الميناء</title>
	<atom:link href="https://b.example/feed/" rel="self" type="application/rss+xml" />
	<link>https://b.example</link>
	<description>أخبار البحر</description>
	<lastBuildDate>Sat, 21 Nov 2026 10:30:15 +0000</lastBuildDate>
	<language>ar</language>
	<sy:updatePeriod>
	hourly	</sy:updatePeriod>
	<sy:updateFrequency>
	1	</sy:updateFrequency>
	<generator>https://wordpress.org/?v=6.8.3</generator>

<image>
	<url>https://b.example/icon-32x32.png</url>
	<title>مرصد الميناء</title>
	<link>https://b.example</link>
	<width>32</width>
	<height>32</height>
</image>
	<item>
		<title>قارب &#8220;نورد&#8221; يعود &#038; معه طاقمه</title>
		<link>https://b.example/boat/</link>
					<comments>https://b.example/boat/#respond</comments>
		<pubDate>Sat, 21 Nov 2026 10:30:15 +0000</pubDate>
		<dc:creator><![CDATA[ليلى]]></dc:creator>
				<category><![CDATA[بحر]]></category>
		<guid isPermaLink="false">https://b.example/?p=7</guid>

					<description><![CDATA[عاد بعد ثلاثة أيام [&#8230;]]]></description>
										<content:encoded><![CDATA[<p>عاد بعد ثلاثة أيام في البحر.</p>]]></content:encoded>
					<wfw:commentRss>https://b.example/boat/feed/</wfw:commentRss>
			<slash:comments>0</slash:comments>
			<enclosure url="https://b.example/boat.mp3" length="100" type="audio/mpeg" />
	</item>
	<item>
		<title></title>
		<link>https://b.example/8/</link>
		<pubDate>Sat, 21 Nov 2026 10:30:15 +0000</pubDate>
		<guid isPermaLink="false">https://b.example/?p=8</guid>
		<description><![CDATA[ضباب في الصباح.]]></description>
	</item>
	</channel>
</rss>"#,
        &[
            "قارب “نورد” يعود & معه طاقمه | id https://b.example/?p=7 | url https://b.example/boat/ | by مرصد الميناء | at 1795257015 \
             | says عاد بعد ثلاثة أيام […] | lang ar",
            "ضباب في الصباح. | id https://b.example/?p=8 | url https://b.example/8/ | by مرصد الميناء | at 1795257015 \
             | says ضباب في الصباح. | lang ar",
        ],
    );
}

/// <https://github.com/WordPress/wordpress-develop/blob/trunk/src/wp-includes/feed-atom.php>
#[test]
fn wordpress_atom() {
    check_xml(
        r#"<?xml version="1.0" encoding="UTF-8"?><feed
	xmlns="http://www.w3.org/2005/Atom"
	xmlns:thr="http://purl.org/syndication/thread/1.0"
	xml:lang="en-GB"
	xml:base="https://b.example/wp-atom.php"
	>
	<title type="text">Harbour &#038; Hills</title>
	<subtitle type="text">Twice a week</subtitle>

	<updated>2026-11-22T00:00:00Z</updated>

	<link rel="alternate" type="text/html" href="https://b.example" />
	<id>https://b.example/feed/atom/</id>
	<link rel="self" type="application/atom+xml" href="https://b.example/feed/atom/" />

	<generator uri="https://wordpress.org/" version="6.8.3">WordPress</generator>
	<entry>
		<author>
			<name>Ines</name>
							<uri>https://b.example/about</uri>
						</author>
		<title type="html"><![CDATA[A &#8220;new&#8221; crane &#038; its crew]]></title>
		<link rel="alternate" type="text/html" href="https://b.example/crane/" />
		<id>https://b.example/?p=9</id>
		<updated>2026-11-22T00:00:00Z</updated>
		<published>2026-11-21T10:30:15Z</published>
		<category scheme="https://b.example" term="Port" />
		<summary type="html"><![CDATA[It lifts 40&nbsp;tonnes [&#8230;]]]></summary>
		<content type="html" xml:base="https://b.example/crane/"><![CDATA[<p>It lifts 40&nbsp;tonnes.</p>]]></content>
		<link rel="enclosure" type="audio/mpeg" length="100" href="https://b.example/crane.mp3" />
					<link rel="replies" type="text/html" href="https://b.example/crane/#comments" thr:count="0"/>
			<link rel="replies" type="application/atom+xml" href="https://b.example/crane/feed/atom/" thr:count="0"/>
			<thr:total>0</thr:total>
			</entry>
	</feed>"#,
        &[
            "A “new” crane & its crew | id https://b.example/?p=9 | url https://b.example/crane/ | by Harbour & Hills | at 1795257015 \
             | says It lifts 40\u{a0}tonnes […] | lang en-GB",
        ],
    );
}

/// <https://github.com/gohugoio/hugo/blob/master/tpl/tplimpl/embedded/templates/rss.xml>; a page without a date has
/// the year 1, by which it stands last.
#[test]
fn hugo() {
    check_xml(
        r#"<?xml version="1.0" encoding="utf-8" standalone="yes"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom">
	<channel>
		<title>Nouvelles on Atelier du quai</title>
		<link>https://q.example/nouvelles/</link>
		<description>Recent content in Nouvelles on Atelier du quai</description>
		<generator>Hugo</generator>
		<language>fr-FR</language>
		<managingEditor>a@q.example (Anne)</managingEditor>
		<webMaster>a@q.example (Anne)</webMaster>
		<copyright>Anne</copyright>
		<lastBuildDate>Sat, 21 Nov 2026 13:30:15 +0300</lastBuildDate>
		<atom:link href="https://q.example/nouvelles/index.xml" rel="self" type="application/rss+xml" />
			<item>
				<title>L&#39;atelier rouvre &amp; recrute</title>
				<link>https://q.example/nouvelles/atelier/</link>
				<pubDate>Sat, 21 Nov 2026 13:30:15 +0300</pubDate><author>a@q.example (Anne)</author>
				<guid>https://q.example/nouvelles/atelier/</guid>
				<description>&lt;p&gt;Dès lundi, &lt;em&gt;sur le quai&lt;/em&gt;.&lt;/p&gt;</description>
			</item>
			<item>
				<title>À propos</title>
				<link>https://q.example/a-propos/</link>
				<pubDate>Mon, 01 Jan 0001 00:00:00 +0000</pubDate>
				<guid>https://q.example/a-propos/</guid>
				<description></description>
			</item>
	</channel>
</rss>"#,
        &[
            "L'atelier rouvre & recrute | id https://q.example/nouvelles/atelier/ | url https://q.example/nouvelles/atelier/ \
           | by Nouvelles on Atelier du quai | at 1795257015 | says Dès lundi, sur le quai. | lang fr-FR",
            "À propos | id https://q.example/a-propos/ | url https://q.example/a-propos/ | by Nouvelles on Atelier du quai \
             | at -62135596800 | lang fr-FR",
        ],
    );
}

/// <https://github.com/jekyll/jekyll-feed/blob/master/lib/jekyll-feed/feed.xml>
#[test]
fn jekyll() {
    let image = r#"<media:thumbnail xmlns:media="http://search.yahoo.com/mrss/" url="https://j.example/k.png" />
<media:content medium="image" url="https://j.example/k.png" xmlns:media="http://search.yahoo.com/mrss/" />"#;
    let feed = format!(
        r#"<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<generator uri="https://jekyllrb.com/" version="4.4.1">Jekyll</generator>
<link href="https://j.example/feed.xml" rel="self" type="application/atom+xml" />
<link href="https://j.example/" rel="alternate" type="text/html" hreflang="en" />
<updated>2026-11-22T00:00:00+00:00</updated><id>https://j.example/feed.xml</id>
<title type="html">Kiln Notes</title><subtitle>Clay and fire.</subtitle><author><name>Sam</name></author>
<entry><title type="html">Glaze &amp;amp; ash: a test “in public”</title>
<link href="https://j.example/2026/11/21/glaze.html" rel="alternate" type="text/html" title="Glaze &amp;amp; ash: a test “in public”" />
<published>2026-11-21T13:30:15+03:00</published><updated>2026-11-22T00:00:00+00:00</updated><id>https://j.example/2026/11/21/glaze</id>
<content type="html" xml:base="https://j.example/2026/11/21/glaze.html"><![CDATA[<p>Twelve tiles.</p>]]></content>
<author><name>Sam</name></author><category term="clay" /><summary type="html"><![CDATA[Twelve tiles, one &amp; only kiln.]]></summary>
{image}</entry>
<entry xml:lang="ar"><title type="html">طين أحمر</title>
<link href="https://j.example/2026/11/20/t.html" rel="alternate" type="text/html" title="طين أحمر" />
<published>2026-11-21T10:30:15+00:00</published><id>https://j.example/2026/11/20/t</id></entry></feed>"#
    );
    check_xml(
        &feed,
        &[
            "Glaze & ash: a test “in public” | id https://j.example/2026/11/21/glaze | url https://j.example/2026/11/21/glaze.html \
             | by Kiln Notes | at 1795257015 | says Twelve tiles, one & only kiln. | image https://j.example/k.png | lang en",
            "طين أحمر | id https://j.example/2026/11/20/t | url https://j.example/2026/11/20/t.html | by Kiln Notes | at 1795257015 | lang ar",
        ],
    );
}

/// <https://github.com/TryGhost/Ghost/blob/main/ghost/core/core/frontend/services/rss/generate-feed.js>, written by
/// <https://github.com/dylang/node-rss/blob/HEAD/lib/index.js>
#[test]
fn ghost_rss() {
    check_xml(
        r#"<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom" version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title><![CDATA[Slow Tide]]></title><description><![CDATA[Weekly]]></description><link>https://g.example/</link><image><url>https://g.example/favicon.png</url><title>Slow Tide</title><link>https://g.example/</link></image><generator>Ghost 6.0</generator><lastBuildDate>Sun, 22 Nov 2026 00:00:00 GMT</lastBuildDate><atom:link href="https://g.example/rss/" rel="self" type="application/rss+xml"/><ttl>60</ttl><item><title><![CDATA[Ferries & a new pier]]></title><description><![CDATA[It opens in spring.]]></description><link>https://g.example/ferries/</link><guid isPermaLink="false">65f1</guid><category><![CDATA[Sea]]></category><dc:creator><![CDATA[Ines]]></dc:creator><pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate><media:content url="https://g.example/pier.jpg" medium="image"/><content:encoded><![CDATA[<img src="https://g.example/pier.jpg" alt=""><p>It opens.</p>]]></content:encoded></item></channel></rss>"#,
        &[
            "Ferries & a new pier | id 65f1 | url https://g.example/ferries/ | by Slow Tide | at 1795257015 | says It opens in spring. \
           | image https://g.example/pier.jpg",
        ],
    );
}

/// As <https://github.com/jameslawler/react-native-rss-parser/blob/HEAD/test/samples/reuters.js> has RSS of an agency by way of
/// FeedBurner, and <https://github.com/rbren/rss-parser/blob/HEAD/test/input/feedburner.atom> Atom of Blogger.
#[test]
fn feedburner() {
    check_xml(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" media="screen" href="/~d/styles/rss2full.xsl"?><?xml-stylesheet type="text/css" media="screen" href="http://f.example/~d/styles/itemcontent.css"?><rss xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" version="2.0">
<channel>
<title>Sea Wire: World</title>
<link>https://w.example</link>
<description>News</description>
<image>
	<title>Sea Wire</title>
	<url>https://w.example/logo.png</url>
</image>
<language>en-us</language>
<lastBuildDate>Sat, 21 Nov 2026 17:54:13 -0500</lastBuildDate>
<atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="self" type="application/rss+xml" href="http://f.example/world" /><feedburner:info uri="sea/world" /><atom10:link xmlns:atom10="http://www.w3.org/2005/Atom" rel="hub" href="http://hub.example/" /><feedburner:emailServiceId>sea/world</feedburner:emailServiceId><feedburner:feedFlare href="https://add.example/" src="http://add.example/a.gif">Subscribe</feedburner:feedFlare>
<item>
		<title>Locks reopen after a week of ice</title>

		<description>Forty barges waited.&lt;div class="feedflare"&gt;
&lt;a href="http://f.example/~ff/world?a=1"&gt;&lt;img src="http://f.example/~ff/world?d=1" border="0"&gt;&lt;/img&gt;&lt;/a&gt;
&lt;/div&gt;&lt;img src="http://f.example/~r/world/~4/1" height="1" width="1" alt=""/&gt;</description>

		<link>http://f.example/~r/world/~3/1/locks</link>
        <guid isPermaLink="false">https://w.example/locks?feedType=RSS&amp;feedName=world</guid>
        <category>world</category>
		<pubDate>Sat, 21 Nov 2026 05:30:15 -0500</pubDate>
		<feedburner:origLink>https://w.example/locks?feedType=RSS&amp;feedName=world</feedburner:origLink></item>
</channel></rss>"#,
        &["Locks reopen after a week of ice | id https://w.example/locks?feedType=RSS&feedName=world \
             | url https://w.example/locks?feedType=RSS&feedName=world | by Sea Wire: World | at 1795257015 \
             | says Forty barges waited. | lang en-us"],
    );
    check_xml(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet type="text/xsl" media="screen" href="/~d/styles/atom10full.xsl"?><feed xmlns="http://www.w3.org/2005/Atom" xmlns:openSearch="http://a9.com/-/spec/opensearchrss/1.0/" xmlns:blogger="http://schemas.google.com/blogger/2008" xmlns:georss="http://www.georss.org/georss" xmlns:gd="http://schemas.google.com/g/2005" xmlns:thr="http://purl.org/syndication/thread/1.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><id>tag:blogger.com,1999:blog-1</id><updated>2026-11-22T00:00:00.007-08:00</updated><category term="sea" /><title type="text">Tide Tables</title><subtitle type="html" /><link rel="alternate" type="text/html" href="https://t.example/" /><entry><id>tag:blogger.com,1999:blog-1.post-2</id><published>2026-11-21T02:30:15.000-08:00</published><updated>2026-11-21T02:31:22.568-08:00</updated><category scheme="http://www.blogger.com/atom/ns#" term="sea" /><title type="text">Low water &lt; 1 m &amp; falling</title><content type="html">&lt;p&gt;For a week.&lt;/p&gt;&lt;img src="http://f.example/~r/1" height="1" width="1" alt=""/&gt;</content><link rel="edit" type="application/atom+xml" href="https://www.blogger.com/feeds/1/posts/default/2" /><link rel="self" type="application/atom+xml" href="https://www.blogger.com/feeds/1/posts/default/2" /><link rel="alternate" type="text/html" href="http://f.example/~r/1/~3/low.html" title="Low water" /><author><name>T</name><uri>https://www.blogger.com/profile/1</uri><email>noreply@blogger.com</email><gd:image rel="http://schemas.google.com/g/2005#thumbnail" width="16" height="16" src="https://i.example/b16.gif" /></author><feedburner:origLink>https://t.example/2026/11/low.html</feedburner:origLink></entry></feed>"#,
        &[
            "Low water < 1 m & falling | id tag:blogger.com,1999:blog-1.post-2 | url https://t.example/2026/11/low.html | by Tide Tables \
           | at 1795257015 | says For a week.",
        ],
    );
}

/// A feed of RSS 2.0 with such a head and one item, as agencies and broadcasters write it.
fn check_agency(head: &str, item: &str, expected: &str) {
    check_xml(
        &format!(
            r#"<?xml version="1.0" encoding="UTF-8"?><rss xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"
            xmlns:media="http://search.yahoo.com/mrss/" xmlns:cc="http://cyber.law.harvard.edu/rss/creativeCommonsRssModule.html"
            version="2.0"><channel>{head}<item>{item}</item></channel></rss>"#
        ),
        &[expected],
    );
}

/// The BBC: <https://github.com/MatipaM/web-services-ae2/blob/HEAD/src/rss/bbc.js>
#[test]
fn broadcaster_with_thumbnails() {
    check_agency(
        r#"<title><![CDATA[ Tide News ]]></title><description><![CDATA[ Front page ]]></description><link>https://n.example/news</link>
<image><url>https://n.example/l.gif</url><title>Tide News</title><link>https://n.example/news</link></image>
<generator>RSS for Node</generator><lastBuildDate>Sun, 22 Nov 2026 00:00:00 GMT</lastBuildDate>
<atom:link href="https://n.example/rss.xml" rel="self" type="application/rss+xml"/><language><![CDATA[ en-gb ]]></language><ttl>15</ttl>"#,
        r#"<title><![CDATA[ Lighthouse 'to stay dark' & silent ]]></title><description><![CDATA[ "It costs too much", says the board. ]]></description>
<link>https://n.example/articles/c1</link><guid isPermaLink="false">https://n.example/articles/c1#0</guid>
<pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate><media:thumbnail width="240" height="134" url="https://n.example/240/l.jpg"/>"#,
        "Lighthouse 'to stay dark' & silent | id https://n.example/articles/c1#0 | url https://n.example/articles/c1 | by Tide News \
         | at 1795257015 | says \"It costs too much\", says the board. | image https://n.example/240/l.jpg | lang en-gb",
    );
}

/// Le Monde: <https://github.com/Drilio/Carousel-Angular/blob/HEAD/my-app/src/app/carousel/data.ts>; the Guardian:
/// <https://github.com/rbren/rss-parser/blob/HEAD/test/input/guardian.rss>. Neither says what its media are.
#[test]
fn newspapers_with_bare_media() {
    check_agency(
        r#"<title>International : toute l’actualité sur Le Quai.</title><copyright>Le Quai</copyright><link>https://q.example/rss_full.xml</link>
<pubDate>Sun, 22 Nov 2026 00:00:00 +0000</pubDate><language>fr</language><atom:link href="https://q.example/rss_full.xml" rel="self" type="application/rss+xml"/>"#,
        r#"<title><![CDATA[ « La digue tiendra » : à Port-Clair, l’attente ]]></title><pubDate>Sat, 21 Nov 2026 11:30:15 +0100</pubDate>
<description><![CDATA[ Récit. ]]></description><guid isPermaLink="true">https://q.example/a_1.html</guid><link>https://q.example/a_1.html</link>
<media:content width="644" height="322" url="https://img.q.example/644/d.JPG"><media:description type="plain">La digue.</media:description>
<media:credit scheme="urn:ebu">Le Quai</media:credit></media:content>"#,
        "« La digue tiendra » : à Port-Clair, l’attente | id https://q.example/a_1.html | url https://q.example/a_1.html \
         | by International : toute l’actualité sur Le Quai. | at 1795257015 | says Récit. | image https://img.q.example/644/d.JPG | lang fr",
    );
    check_agency(
        "<title>The Quay</title><link>https://q.example/uk</link><language>en-gb</language><dc:date>2026-11-22T00:00:00Z</dc:date><dc:language>en-gb</dc:language>",
        r#"<title>Dredger sails at dawn</title><link>https://q.example/dredger</link>
<description>&lt;p&gt;Mud, mostly.&lt;/p&gt; &lt;a href="https://q.example/dredger"&gt;Continue reading...&lt;/a&gt;</description>
<category domain="https://q.example/sea">Sea</category><pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate><guid>https://q.example/dredger</guid>
<media:content width="140" url="https://i.q.example/140.jpg?w=140&amp;q=55"><media:credit scheme="urn:ebu">Photograph: us</media:credit></media:content>
<media:content width="460" url="https://i.q.example/460.jpg"/><dc:creator>Ines</dc:creator><dc:date>2026-11-21T10:30:15Z</dc:date>"#,
        "Dredger sails at dawn | id https://q.example/dredger | url https://q.example/dredger | by The Quay | at 1795257015 \
         | says Mud, mostly. Continue reading... | image https://i.q.example/140.jpg?w=140&q=55 | lang en-gb",
    );
}

/// Al Jazeera: a test of another reader holds one of its items; there the link comes first. CNN's group of media, by way of
/// FeedBurner:
/// <https://github.com/jmanuelbr/chrome-extension/blob/HEAD/src/js/mocks/cnn.mocks.js>
#[test]
fn broadcasters_without_pictures_and_with_groups() {
    check_agency(
        "<title>قناة الشراع</title><link>https://s.example</link><language>ar</language>",
        r#"<link>https://s.example/news/2026/11/21/port?traffic_source=rss</link><title>الميناء يستقبل أول سفينة شراعية</title>
<description><![CDATA[بعد غياب عشر سنوات.]]></description><pubDate>Sat, 21 Nov 2026 10:30:15 +0000</pubDate><category>أخبار</category>
<guid isPermaLink="false">https://s.example/?t=1784213670</guid>"#,
        "الميناء يستقبل أول سفينة شراعية | id https://s.example/?t=1784213670 | url https://s.example/news/2026/11/21/port?traffic_source=rss \
         | by قناة الشراع | at 1795257015 | says بعد غياب عشر سنوات. | lang ar",
    );
    check_agency(
        "<title><![CDATA[Sail]]></title><language><![CDATA[en-US]]></language>",
        r#"<title><![CDATA[Masts over the roofs]]></title><link>http://f.example/~r/sail/~3/1/index.html</link>
<guid isPermaLink="false">https://s.example/m/index.html</guid><pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate><media:group>
<media:content medium="image" url="https://s.example/super.jpg" height="619" width="1100" type="image/jpeg" />
<media:content medium="image" url="https://s.example/large.jpg" height="300" width="300" type="image/jpeg" /></media:group>
<description>&lt;img src="http://f.example/~r/sail/~4/1" height="1" width="1" alt=""/&gt;</description>
<feedburner:origLink xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">https://s.example/m/index.html</feedburner:origLink>"#,
        "Masts over the roofs | id https://s.example/m/index.html | url https://s.example/m/index.html | by Sail | at 1795257015 \
         | image https://s.example/super.jpg | lang en-US",
    );
}

/// <https://github.com/mastodon/mastodon/blob/main/app/views/accounts/show.rss.ruby> and `app/lib/rss`: items have no title, a moving
/// picture is a film of the medium `image`, and a film has a still.
#[test]
fn mastodon() {
    let head = "<title>Ines</title><description>Public posts from @ines@m.example</description><link>https://m.example/@ines</link>\
                <generator>Mastodon v4.5.0</generator>";
    let item = r#"<guid isPermaLink="true">https://m.example/@ines/1</guid><link>https://m.example/@ines/1</link>
        <pubDate>Sat, 21 Nov 2026 10:30:15 +0000</pubDate><description>&lt;p&gt;Fog &amp;amp; gulls, all day.&lt;/p&gt;</description>"#;
    let line = "Fog & gulls, all day. | id https://m.example/@ines/1 | url https://m.example/@ines/1 | by Ines | at 1795257015 \
                | says Fog & gulls, all day.";
    for (media, expected) in [
        ("", ""),
        (
            r#"<media:content url="https://m.example/a.png" type="image/png" fileSize="9" medium="image"><media:rating scheme="urn:simple">nonadult</media:rating></media:content>"#,
            " | image https://m.example/a.png",
        ),
        (r#"<media:content url="https://m.example/a.mp4" type="video/mp4" fileSize="9" medium="image"/>"#, ""),
        (
            r#"<media:content url="https://m.example/a.mp4" type="video/mp4" fileSize="9" medium="video"><media:thumbnail url="https://m.example/s.png"/></media:content>"#,
            " | image https://m.example/s.png",
        ),
    ] {
        check_agency(head, &format!("{item}{media}<category>fog</category>"), &format!("{line}{expected}"));
    }
}

/// Medium: <https://github.com/rbren/rss-parser/blob/HEAD/test/input/content-encoded.rss>, without any description or media. Substack
/// was only found in other readers' tests: a description and an enclosure.
#[test]
fn medium_and_substack() {
    check_agency(
        "<title><![CDATA[Nets on Medium]]></title><generator>Medium</generator><webMaster><![CDATA[us@m.example]]></webMaster>",
        r#"<title><![CDATA[MENDING NETS]]></title><link>https://m.example/nets-1?source=rss----d--food</link><guid isPermaLink="false">https://m.example/p/1</guid>
<category><![CDATA[sea]]></category><dc:creator><![CDATA[Ines]]></dc:creator><pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate>
<atom:updated>2026-11-22T00:00:00.000Z</atom:updated><content:encoded><![CDATA[<h4>By hand</h4><p>It takes a winter.</p>]]></content:encoded>"#,
        "MENDING NETS | id https://m.example/p/1 | url https://m.example/nets-1?source=rss----d--food | by Nets on Medium | at 1795257015 \
         | says By hand It takes a winter.",
    );
    check_agency(
        "<title><![CDATA[Knots]]></title><generator>Substack</generator><language><![CDATA[en]]></language>",
        r#"<title><![CDATA[The bowline]]></title><description><![CDATA[And when not to]]></description><link>https://k.example/p/bowline</link>
<guid isPermaLink="false">https://k.example/p/bowline</guid><dc:creator><![CDATA[Ines]]></dc:creator><pubDate>Sat, 21 Nov 2026 10:30:15 GMT</pubDate>
<enclosure url="https://k.example/b.jpg" length="0" type="image/jpeg"/><content:encoded><![CDATA[<p>And so on.</p>]]></content:encoded>"#,
        "The bowline | id https://k.example/p/bowline | url https://k.example/p/bowline | by Knots | at 1795257015 | says And when not to \
         | image https://k.example/b.jpg | lang en",
    );
}
