//! The headline card: by mouse, finger and keyboard, what it tells, and where it stands.

use crate::ending::{begun, nothing_more_than};
use crate::fixtures::{BOTH, arabic, around, scroll, show};
use crate::hands::hands;
use crate::pausing::{paused, runs, tab_into_line};
use anyhow::{Context, Result, bail, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::engine::Engine;
use e2e::hand::{Act, Hand};
use e2e::html::{inline, tag};
use e2e::page::Page;
use fantoccini::key::Key;
use serde::Deserialize;
use serde_json::{Value, json};
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(a_card_opens_for_a_mouse_that_rests_and_goes_with_it),
        case!(a_card_tells_what_is_known_of_its_headline),
        case!(by_keyboard_a_card_takes_the_focus_and_gives_it_back),
        case!(a_finger_opens_a_card_and_closes_it),
        case!(a_press_beside_the_card_closes_it_and_the_focus_comes_back),
        case!(text_of_the_card_can_be_selected_beyond_its_edge),
        case!(a_headline_that_is_taken_away_takes_its_card_and_leaves_the_focus),
        case!(a_window_of_another_size_has_the_card_by_its_headline),
        case!(its_link_is_a_click_on_the_headline),
        case!(on_a_telephone_it_is_a_sheet),
        case!(a_card_goes_with_its_line_as_the_page_scrolls),
        case!(a_browser_without_popovers_has_cards_too),
        case!(a_transformed_or_enlarged_page_has_its_card_in_place),
        case!(a_card_that_is_drawn_anew_gives_the_focus_back_as_before),
        case!(no_line_ends_between_a_name_and_its_quotes),
        case!(a_card_says_by_whom_in_the_words_of_any_language),
        case!(what_a_card_says_by_whom_stays_within_it),
        case!(hebrew_names_a_publisher_in_its_own_order),
        case!(a_site_without_cards_has_links_only),
        case!(a_card_keeps_the_room_of_its_image_and_shows_five_lines_of_a_summary),
        case!(an_image_that_does_not_come_takes_no_room),
        case!(a_card_that_is_open_leaves_nothing_behind),
    ]
}

/// Where what is on top of all stands.
#[derive(Debug, Deserialize)]
pub struct Floating {
    top_layer: bool,
    sheet: bool,
    pub focus: bool,
    within: bool,
    beside: bool,
    seen: bool,
    left: f64,
    right: f64,
    gap: f64,
}

impl Floating {
    /// Fails unless all of it can be read, beside its line.
    pub fn stands_well(&self) -> Result<()> {
        ensure!(self.within && self.beside && self.seen, "it stands badly: {self:?}");
        // The line's border is beside the viewport.
        ensure!((self.gap - 7.5).abs() < 1.5, "it is not by its line: {self:?}");
        Ok(())
    }

    /// Whether it is a sheet of which all can be read.
    pub fn is_sheet(&self) -> bool {
        self.sheet && self.within && self.seen
    }
}

/// The card, as a reader meets it.
#[derive(Debug, Deserialize)]
pub struct Card {
    title: String,
    dir: String,
    published: Option<String>,
    summary: Option<String>,
    also: Option<String>,
    href: Option<String>,
    target: Option<String>,
    image: [Option<String>; 4],
    place: Floating,
}

/// Headlines of which everything is known.
pub fn detailed(headlines: Value) -> Value {
    let Value::Array(mut all) = headlines else { return headlines };
    for headline in &mut all {
        headline["date"] = json!("2026-11-05T12:00:00Z");
        headline["summary"] = json!("ينتظر الركاب الخط منذ عامين، ويبدأ العمل به صباح الأحد.");
        headline["image"] = json!({ "url": "/picture.svg", "alt": "حافلة" });
    }
    Value::Array(all)
}

/// An image.
pub const PICTURE: &str = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"340\" height=\"150\"><rect width=\"340\" height=\"150\" fill=\"#7890a8\"/></svg>";

/// Serves their image.
pub fn serve_picture(page: &Page) {
    page.server.set("/picture.svg", Answer::new("image/svg+xml", PICTURE));
}

/// A page with such headlines, whose line moves.
async fn moving(page: &Page, lang: &str, headlines: Value) -> Result<()> {
    page.leave().await?;
    serve_picture(page);
    show(page, lang, &[("speed", "100")], &detailed(headlines)).await?;
    page.steady().await
}

/// Rests the mouse on the headline of which most is seen, until its card is open.
pub async fn rest(page: &Page) -> Result<Card> {
    let (x, y): (f64, f64) = page.call("aim", json!([])).await?;
    page.session().point(x, y).await?;
    open(page).await
}

/// Comes to a headline by keyboard, and opens its card.
pub async fn by_key(page: &Page) -> Result<Card> {
    tab_into_line(page).await?;
    page.session().key(' ').await?;
    open(page).await
}

async fn open(page: &Page) -> Result<Card> {
    page.wait("a card", "opens", json!([])).await?;
    page.call("card", json!([])).await
}

async fn a_card_opens_for_a_mouse_that_rests_and_goes_with_it(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        moving(&page, lang, feed(20)).await?;
        let card = rest(&page).await?;
        card.place.stands_well()?;
        ensure!(card.place.top_layer && !card.place.focus, "{card:?}");
        ensure!(card.title == page.call::<String>("mostTitle", json!([])).await?, "{card:?}");
        page.wait("a strip that stands", "still", json!([])).await?;
        // On the card it stays, and so does the line.
        page.hover(".card").await?;
        let frames = page.watch_frames(Duration::from_millis(800)).await?;
        ensure!(frames.largest_jump(0.0) < 0.1, "the line moves although the mouse is on the card");
        ensure!(page.holds("opens", json!([])).await?, "the card goes although the mouse is on it");
        page.leave().await?;
        page.wait("no card", "closes", json!([])).await?;
        runs(&page).await?;
        // Escape closes it, without the mouse, also after a press in it, which is no way to come to the line.
        rest(&page).await?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("no card", "closes", json!([])).await?;
        page.leave().await?;
        runs(&page).await?;
        rest(&page).await?;
        page.click(".card-title").await?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("no card", "closes", json!([])).await?;
        page.leave().await?;
        runs(&page).await?;
    }
    Ok(())
}

async fn a_card_tells_what_is_known_of_its_headline(page: Page) -> Result<()> {
    let tells = async |lang: &str, list: Value| -> Result<Card> {
        page.leave().await?;
        show(&page, lang, &[("speed", "0"), ("dedupe", "similar"), ("limit", "1")], &list).await?;
        rest(&page).await
    };
    let title = "Nordwind تعلن عن طراز جديد";
    let all = json!({
        "title": title, "url": "/n/1", "publisher": "صحيفة {d} الميناء", "date": "2026-03-05T12:00:00Z",
        "summary": "موجز <b>الخبر</b>", "image": { "url": "/picture.svg", "alt": "الميناء صباحًا" }, "lang": "ar",
    });
    serve_picture(&page);
    let card = tells("ar", json!([all.clone()])).await?;
    let words = |card: &Card| {
        [&card.published, &card.summary, &card.also, &card.href, &card.target]
            .map(|text| text.as_ref().map_or("-".into(), |text| text.replace(&page.server.address(""), "")))
    };
    ensure!(card.title == title && card.dir == "rtl", "{card:?}");
    ensure!(
        words(&card)
            == ["نُشر في «صحيفة {d} الميناء» يوم 05 - 03 - 2026", "موجز الخبر", "-", "/n/1", "-"].map(String::from),
        "{card:?}"
    );
    ensure!(
        card.image
            == [
                Some(page.server.address("/picture.svg").as_str()),
                Some("الميناء صباحًا"),
                Some("lazy"),
                Some("no-referrer")
            ]
            .map(|text| text.map(String::from)),
        "{card:?}"
    );
    // The numerals are the reader's, the order is the same everywhere, and what stands around the day does not change it.
    for (lang, day) in [
        ("ar-EG", "٠٥ - ٠٣ - ٢٠٢٦"),
        ("ar-MA", "05 - 03 - 2026"),
        ("ar-u-nu-arab", "٠٥ - ٠٣ - ٢٠٢٦"),
        ("fa", "۰۵ - ۰۳ - ۲۰۲۶"),
        ("fa-u-nu-latn", "05 - 03 - 2026"),
        ("ur", "05 - 03 - 2026"),
        ("he", "05 - 03 - 2026"),
        ("tr", "05 - 03 - 2026"),
        ("fr", "05 - 03 - 2026"),
    ] {
        let card = tells(lang, json!([all.clone()])).await?;
        ensure!(words(&card)[0].contains(day), "in {lang} {card:?}");
        let isolates = page.holds("insideStyleIs", json!([".card-date", "unicodeBidi", "isolate"])).await?;
        ensure!(isolates, "in {lang} the day is not isolated");
    }
    // So are the other publishers.
    let mut others = json!([all.clone(), all.clone(), all.clone()]);
    for (number, publisher) in ["صحيفة الميناء", "الرياضي", "Harbour Post"].iter().enumerate() {
        others[number]["url"] = json!(format!("/n/{number}"));
        others[number]["publisher"] = json!(publisher);
    }
    let card = tells("en", others).await?;
    ensure!(words(&card)[2] == "Also: الرياضي, Harbour Post", "{card:?}");
    let card = tells("en", json!([all])).await?;
    ensure!(words(&card)[0] == "Published in صحيفة {d} الميناء on 05 - 03 - 2026", "{card:?}");
    // Of a headline of which nothing is known there is its title.
    let card = tells("en", json!([{ "title": "A title alone", "publisher": "" }])).await?;
    ensure!(card.image == [None, None, None, None] && card.href.is_none() && card.summary.is_none(), "{card:?}");
    Ok(())
}

async fn by_keyboard_a_card_takes_the_focus_and_gives_it_back(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        moving(&page, lang, feed(20)).await?;
        let card = by_key(&page).await?;
        card.place.stands_well()?;
        ensure!(card.place.focus, "the card has not the focus: {card:?}");
        page.session().key(Key::Tab.into()).await?;
        let stop: String = page.call("focusName", json!([])).await?;
        ensure!(stop == "card-read", "the first stop is {stop}");
        page.session().key(Key::Tab.into()).await?;
        for (what, property, expected) in [(".close", "outlineStyle", "solid"), (".close", "outlineWidth", "2px")] {
            let seen: String = page.call("insideStyle", json!([what, property])).await?;
            ensure!(seen == expected, "the {property} of {what} is {seen}");
        }
        page.session().key(Key::Escape.into()).await?;
        page.wait("no card", "closes", json!([])).await?;
        page.wait("the focus on its headline", "keyboardIsOnHeadline", json!([])).await?;
        paused(&page, &["focus"]).await?;
        // The tab key leaves the card behind.
        page.session().key(' ').await?;
        open(&page).await?;
        for _ in 0..3 {
            page.session().key(Key::Tab.into()).await?;
        }
        page.wait("no card", "closes", json!([])).await?;
        runs(&page).await?;
    }
    Ok(())
}

async fn a_finger_opens_a_card_and_closes_it(page: Page) -> Result<()> {
    if !hands(&page).contains(&Hand::Finger) {
        return Ok(());
    }
    for (lang, feed) in BOTH {
        moving(&page, lang, feed(20)).await?;
        tap(&page, page.call("aim", json!([])).await?).await?;
        let card = open(&page).await?;
        card.place.stands_well()?;
        ensure!(page.events_of("headline-click").await?.is_empty(), "a tap is taken for a click");
        page.watch_frames(Duration::from_millis(600)).await?;
        ensure!(page.holds("opens", json!([])).await?, "the card does not stay");
        // Its own headline closes it, and opens it again.
        let aim: (f64, f64) = page.call("aim", json!([])).await?;
        tap(&page, aim).await?;
        page.wait("no card", "closes", json!([])).await?;
        page.wait("a strip that moves", "moving", json!([])).await?;
        tap(&page, page.call("aim", json!([])).await?).await?;
        open(&page).await?;
        // Beside it.
        tap(&page, (4.0, 4.0)).await?;
        page.wait("no card", "closes", json!([])).await?;
        runs(&page).await?;
    }
    Ok(())
}

async fn tap(page: &Page, (x, y): (f64, f64)) -> Result<()> {
    page.session().by_hand(Hand::Finger, &[Act::To(x, y), Act::Down, Act::Up]).await
}

async fn a_press_beside_the_card_closes_it_and_the_focus_comes_back(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    by_key(&page).await?;
    // In the card nothing closes it.
    page.click(".card-title").await?;
    ensure!(page.holds("opens", json!([])).await?, "a press in the card closes it");
    page.session().click(4.0, 4.0, 0).await?;
    page.wait("no card", "closes", json!([])).await?;
    ensure!(page.holds("focused", json!([".headline"])).await?, "the focus is lost");
    Ok(())
}

async fn text_of_the_card_can_be_selected_beyond_its_edge(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    rest(&page).await?;
    let (x, y) = page.middle(".card-summary").await?;
    let acts = [Act::To(x, y), Act::Down, Act::Glide(x - 30.0, y + 10.0, 50), Act::Glide(20.0, 560.0, 50), Act::Up];
    page.session().by_hand(Hand::Mouse, &acts).await?;
    page.watch_frames(Duration::from_millis(800)).await?;
    ensure!(page.holds("opens", json!([])).await?, "a selection closes the card");
    ensure!(page.holds("selects", json!([])).await?, "nothing is selected");
    Ok(())
}

async fn a_headline_that_is_taken_away_takes_its_card_and_leaves_the_focus(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    let card = by_key(&page).await?;
    page.act("takeAway", json!([card.title])).await?;
    page.wait("no card", "closes", json!([])).await?;
    page.wait("the focus on a headline", "focused", json!([".headline"])).await.map(drop)
}

async fn a_window_of_another_size_has_the_card_by_its_headline(page: Page) -> Result<()> {
    page.session().resize(1000, 800).await?;
    moving(&page, "ar", arabic(20)).await?;
    by_key(&page).await?;
    for width in [760, 1100] {
        page.session().resize(width, 700).await?;
        page.wait("a strip that stands", "still", json!([])).await?;
        page.act("pass", json!([5])).await?;
        let card = open(&page).await?;
        card.place.stands_well().with_context(|| format!("at {width} px"))?;
        let end: f64 = page.call("endOf", json!([card.title])).await?;
        let edge: f64 = page.call("lineEnd", json!([])).await?;
        // It is aligned with the right edge of what is seen of its item, as far as the window lets it.
        let expected = end.min(edge).max(card.place.right - card.place.left + 8.0);
        ensure!(
            (card.place.right - expected).abs() < 2.0,
            "at {width} px its edge is {}, not {expected}",
            card.place.right
        );
    }
    Ok(())
}

async fn its_link_is_a_click_on_the_headline(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    page.act("cancelClicks", json!([true])).await?;
    let card = rest(&page).await?;
    page.click(".card-read").await?;
    let clicks = page.events_of("headline-click").await?;
    let [click] = clicks.as_slice() else { bail!("{} clicks", clicks.len()) };
    ensure!(click.detail["title"] == json!(card.title), "{:?}", click.detail);
    page.act("cancelClicks", json!([false])).await?;
    let path = card.href.unwrap_or_default().replace(&page.server.address(""), "");
    page.server.set(&path, around("ar", "<p>المقال</p>").answer());
    page.click(".card-read").await?;
    page.wait_for_requests("the article", |server| server.count(&path) == 1).await
}

async fn on_a_telephone_it_is_a_sheet(page: Page) -> Result<()> {
    for (width, expected) in [(360, true), (900, false)] {
        page.session().resize(width, 700).await?;
        moving(&page, "ar", arabic(20)).await?;
        let narrow = page.session().run("return innerWidth < 480", vec![]).await? == json!(true);
        ensure!(narrow == expected, "the window is not as wide as asked for");
        let card = rest(&page).await?;
        ensure!(card.place.sheet == expected && card.place.within && card.place.seen, "at {width} px: {card:?}");
        page.session().key(Key::Escape.into()).await?;
    }
    Ok(())
}

async fn a_card_goes_with_its_line_as_the_page_scrolls(page: Page) -> Result<()> {
    page.leave().await?;
    page.feed("/feed.json", &detailed(arabic(20)));
    serve_picture(&page);
    let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
    let tall = "<div class=\"tall\"></div>";
    page.open(&around("ar", &format!("{tall}{tag}{tall}"))).await?;
    page.session().run("document.querySelector('headline-ticker').scrollIntoView({ block: 'center' })", vec![]).await?;
    page.steady().await?;
    by_key(&page).await?;
    for by in [0, 150, -400] {
        scroll(&page, by).await?;
        open(&page).await?.place.stands_well().with_context(|| format!("scrolled by {by} px"))?;
    }
    page.session().run("scrollTo(0, 0)", vec![]).await?;
    page.wait("no card of a line that is out of sight", "closes", json!([])).await.map(drop)
}

async fn a_browser_without_popovers_has_cards_too(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        page.feed("/feed.json", &detailed(feed(20)));
        serve_picture(&page);
        let html = around(lang, &tag(&[("sources", "/feed.json"), ("speed", "100")]));
        // The README has sites clip what is too wide before the ticker is there.
        let css = "<style>headline-ticker { display: block; height: 48px; overflow: hidden }</style>";
        page.open(&html.head(&format!("{css}<script src=\"/kit/no-popover.js\"></script>"))).await?;
        page.steady().await?;
        let card = rest(&page).await?;
        ensure!(!card.place.top_layer, "{card:?}");
        card.place.stands_well()?;
        page.session().key(Key::Escape.into()).await?;
        page.wait("no card", "closes", json!([])).await?;
    }
    Ok(())
}

async fn a_transformed_or_enlarged_page_has_its_card_in_place(page: Page) -> Result<()> {
    for style in ["transform: translate(40px, 30px) scale(0.8)", "zoom: 1.5", "filter: blur(0)"] {
        if page.engine() == Engine::WebKit && style.starts_with("zoom") {
            page.note("a card under CSS zoom, as rectangles are other ones there than pointers meet");
            continue;
        }
        page.leave().await?;
        page.feed("/feed.json", &detailed(arabic(20)));
        serve_picture(&page);
        let tag = tag(&[("sources", "/feed.json"), ("speed", "100")]);
        page.open(&around("ar", &format!("<div style=\"{style}\">{tag}</div>"))).await?;
        page.ready().await?;
        let card = rest(&page).await?;
        ensure!(card.place.left >= 0.0 && card.place.right > card.place.left, "{card:?}");
        card.place.stands_well().context(style)?;
        page.session().key(Key::Escape.into()).await?;
    }
    Ok(())
}

/// The mouse has opened it, and who pressed in it was nowhere before.
async fn a_card_that_is_drawn_anew_gives_the_focus_back_as_before(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    rest(&page).await?;
    page.click(".card-summary").await?;
    page.act("attribute", json!(["target", "_top"])).await?;
    page.wait("the card anew", "insideAttributeIs", json!([".card-read", "target", "_top"])).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    ensure!(!page.holds("keyboardIsOnHeadline", json!([])).await?, "the focus went to the line");
    page.leave().await?;
    runs(&page).await
}

/// However wide the card is.
async fn no_line_ends_between_a_name_and_its_quotes(page: Page) -> Result<()> {
    page.leave().await?;
    let feed = json!([{ "title": "خبر", "url": "/n/1", "publisher": "الميناء", "date": "2026-11-05T12:00:00Z" }]);
    show(&page, "ar", &[("speed", "0")], &feed).await?;
    by_key(&page).await?;
    let mut lines = std::collections::BTreeSet::new();
    for width in (120..300).step_by(3) {
        page.act("restyle", json!(["headline-ticker", "--headline-ticker-card-width", format!("{width}px")])).await?;
        let quotes: (f64, f64) = page.call("heights", json!([".card-published", "«", "»"])).await?;
        ensure!((quotes.0 - quotes.1).abs() < 1.0, "at {width} px the quotes stand at {quotes:?}");
        lines.insert(page.call::<f64>("lines", json!([".card-published"])).await?.round() as u32);
    }
    ensure!(lines.len() > 1, "it has as many lines in every width: {lines:?}");
    Ok(())
}

/// Also where no white space stands between the words, or they run the other way; a long one takes no time.
async fn a_card_says_by_whom_in_the_words_of_any_language(page: Page) -> Result<()> {
    let long = "a".repeat(200_000);
    for (words, expected) in [
        ("{p}/{d}", "Kvartal/05 - 11 - 2026"),
        ("{p}{d}", "Kvartal05 - 11 - 2026"),
        ("{d}:{p}", "05 - 11 - 2026:Kvartal"),
        ("{d}に{p}が公開", "05 - 11 - 2026にKvartalが公開"),
        ("in «{p}», on {d}.", "in «Kvartal», on 05 - 11 - 2026."),
        ("none", "none"),
        (&long, &long),
    ] {
        let card = by_whom(&page, "en", words, "Kvartal").await?;
        ensure!(card.published.as_deref() == Some(expected), "of {words:.40} the card says {:.60?}", card.published);
    }
    Ok(())
}

/// Of a long name in words without white space, and between quotes.
async fn what_a_card_says_by_whom_stays_within_it(page: Page) -> Result<()> {
    for words in ["{p}が{d}に公開した記事", "«{p}»، {d}", "{p}/{d}"] {
        let publisher = "The Northfield and Rivergate Courier of the Harbour Towns";
        by_whom(&page, "en", words, publisher).await?;
        let [line, name, day] = [
            page.call::<Value>("insideBox", json!([".card-published"])).await?,
            page.call("insideBox", json!([".card-publisher"])).await?,
            page.call("insideBox", json!([".card-date"])).await?,
        ];
        for part in [&name, &day] {
            let within =
                |side: &str| (part[side].as_f64().unwrap_or(f64::NAN), line[side].as_f64().unwrap_or(f64::NAN));
            let ((left, from), (right, to)) = (within("left"), within("right"));
            ensure!(left > from - 1.0 && right < to + 1.0, "of {words} {part} is not within {line}");
        }
    }
    Ok(())
}

/// The prefix stands right of the name also where the page is read from the left.
async fn hebrew_names_a_publisher_in_its_own_order(page: Page) -> Result<()> {
    by_whom(&page, "en", "פורסם ב־{p} בתאריך {d}", "הנמל").await?;
    let prefix: f64 = page.call("leftOf", json!([".card-published", "־"])).await?;
    let name: Value = page.call("insideBox", json!([".card-publisher"])).await?;
    let right = name["right"].as_f64().unwrap_or_default();
    ensure!((prefix - right).abs() < 2.0, "the name ends at {right}, its prefix begins at {prefix}");
    Ok(())
}

/// Opens the card of a headline of that publisher, with these words for it.
async fn by_whom(page: &Page, lang: &str, words: &str, publisher: &str) -> Result<Card> {
    page.leave().await?;
    let feed = json!([{ "title": "News", "url": "/n/1", "publisher": publisher, "date": "2026-11-05T12:00:00Z" }]);
    page.feed("/feed.json", &feed);
    let config = inline("config", json!({ "words": { "published-by-on": words } }));
    let tag = tag(&[("config", "#config"), ("sources", "/feed.json"), ("speed", "0")]);
    page.open(&around(lang, &(config + &tag))).await?;
    page.ready().await?;
    by_key(page).await
}

async fn a_site_without_cards_has_links_only(page: Page) -> Result<()> {
    page.leave().await?;
    show(&page, "ar", &[("speed", "100"), ("card", "none")], &detailed(arabic(20))).await?;
    page.steady().await?;
    let (x, y): (f64, f64) = page.call("aim", json!([])).await?;
    page.session().point(x, y).await?;
    paused(&page, &["hover"]).await?;
    page.watch_frames(Duration::from_millis(800)).await?;
    ensure!(page.holds("closes", json!([])).await?, "a card opens");
    if hands(&page).contains(&Hand::Finger) {
        page.leave().await?;
        page.act("cancelClicks", json!([true])).await?;
        tap(&page, page.call("aim", json!([])).await?).await?;
        page.wait("the click", "said", json!(["headline-click"])).await?;
    }
    Ok(())
}

async fn a_card_keeps_the_room_of_its_image_and_shows_five_lines_of_a_summary(page: Page) -> Result<()> {
    for (lang, feed) in BOTH {
        page.leave().await?;
        let gate = Gate::closed();
        page.server.set("/picture.svg", Answer::new("image/svg+xml", PICTURE).held(&gate));
        let mut feed = detailed(feed(12));
        for headline in feed.as_array_mut().into_iter().flatten() {
            headline["summary"] = json!("ينتظر الركاب الخط منذ عامين. ".repeat(34));
        }
        show(&page, lang, &[("speed", "0")], &feed).await?;
        rest(&page).await?;
        let stands = async || page.call::<Value>("insideBox", json!([".card"])).await;
        let before = stands().await?;
        ensure!(!page.holds("isDrawn", json!([".card-image"])).await?, "the image is there already");
        gate.open();
        page.wait("the image", "isDrawn", json!([".card-image"])).await?;
        let after = stands().await?;
        ensure!(before == after, "the image moves its card from {before} to {after}");
        let lines: f64 = page.call("lines", json!([".card-summary"])).await?;
        ensure!((lines - 5.0).abs() < 0.2, "the summary has {lines} lines");
    }
    Ok(())
}

async fn an_image_that_does_not_come_takes_no_room(page: Page) -> Result<()> {
    moving(&page, "ar", arabic(20)).await?;
    page.server.set("/picture.svg", Answer::status(404));
    rest(&page).await?;
    page.wait("no room for the image", "few", json!([".card-picture", 0])).await?;
    open(&page).await?.place.stands_well()
}

async fn a_card_that_is_open_leaves_nothing_behind(page: Page) -> Result<()> {
    let before = begun(&page).await?;
    rest(&page).await?;
    page.act("removeTicker", json!([])).await?;
    page.leave().await?;
    nothing_more_than(&page, &before).await
}
