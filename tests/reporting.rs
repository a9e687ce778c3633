//! Image reports on a page: the button in the card, and where a blocked image is not seen any more.

mod common;

use common::headline;
use common::site::{Site, TICKER};
use headline_ticker::headline::{Headline, Image};
use headline_ticker::load::feed::Feed;
use headline_ticker::load::refresh::{self, Answer, Headers};
use headline_ticker::load::reports::{self, Blocked, Report};
use headline_ticker::page::Event;
use headline_ticker::ticker::{Reporting, Ticker};
use headline_ticker::view;
use std::rc::Rc;

const WITH_IMAGES: [(&str, &str); 3] = [("sources", "/feed.json"), ("report", "/reports"), ("show", "publisher image")];
const ASKS: &str = "ask what is blocked https://site.example/reports";

/// The first request that an endpoint is asked with.
const FIRST: u32 = (1 << 31) + 1;

/// A headline with an image, which its feed blocks or does not.
fn with(title: &str, file: &str, blocked: bool) -> Rc<Headline> {
    let image = Some(Image { url: format!("https://img.example/{file}"), alt: String::new(), blocked });
    Rc::new(Headline { image, source: "https://site.example/feed.json".into(), ..(*headline(title, None)).clone() })
}

/// Three headlines: two with the same image, and one whose image its feed blocks.
fn list() -> Vec<Rc<Headline>> {
    vec![with("harbour", "a", false), with("ferry", "a", false), with("market", "b", true)]
}

/// A ticker whose source has brought the list, and whose endpoint has not answered yet.
fn site(attributes: &[(&str, &str)]) -> Site {
    brought(attributes, list())
}

fn brought(attributes: &[(&str, &str)], headlines: Vec<Rc<Headline>>) -> Site {
    let mut site = Site::new(attributes);
    site.answer(Answer::Feed(Feed { headlines, problems: Vec::new() }));
    site
}

fn blocks(site: &mut Site, images: &[&str]) {
    let keys = images.iter().map(|image| Blocked::key(&format!("https://img.example/{image}"))).collect();
    let headers = Headers::default();
    site.send(Event::Reports(reports::Event::Replied { request: FIRST, status: 200, blocked: Some(keys), headers }));
}

fn ticker(site: &Site) -> &Ticker {
    site.page.ticker(TICKER).expect("the ticker stands")
}

/// The titles of the items that show an image.
fn shown(site: &Site) -> Vec<&str> {
    let faces = (1..=3).filter_map(|item| ticker(site).face(site.wall(), item));
    faces.filter(|face| face.image.is_some()).map(|face| face.headline.title.as_str()).collect()
}

fn opens(site: &mut Site, item: u32) {
    site.send(Event::Ticker(TICKER, headline_ticker::ticker::Event::View(view::Event::Ask(item))));
}

#[test]
fn what_a_feed_or_the_endpoint_blocks_is_not_shown_and_nothing_else_moves() {
    let mut site = site(&WITH_IMAGES);
    assert!(site.told().contains(&ASKS.to_string()));
    assert_eq!(shown(&site), ["harbour", "ferry"]);
    opens(&mut site, 1);
    site.told();
    let drawn = site.drawn.len();
    blocks(&mut site, &["a", "c"]);
    assert_eq!(site.told(), ["hide image of harbour", "hide image of ferry"]);
    assert_eq!((shown(&site), site.drawn.len()), (vec![], drawn), "nothing is drawn anew, so that nothing jumps");
    assert_eq!(ticker(&site).card().map(|card| card.image), Some(None), "nor does the card have it");
    let blocked: Vec<bool> = ticker(&site)
        .headlines()
        .iter()
        .map(|headline| headline.image.as_ref().is_some_and(|image| ticker(&site).is_blocked(image)))
        .collect();
    assert_eq!(blocked, [true; 3], "which is what scripts and the kept list are told");
}

#[test]
fn what_a_headline_out_of_the_list_marks_is_not_shown_with_another_one() {
    let check = |marks: bool, expected: Option<&str>| {
        let headlines = vec![with("harbour", "a", false), with("ferry", "a", marks)];
        let site = brought(&[WITH_IMAGES.as_slice(), &[("exclude", "ferry")]].concat(), headlines);
        assert_eq!((ticker(&site).headlines().len(), shown(&site).first().copied()), (1, expected));
    };
    check(true, None);
    check(false, Some("harbour"));
}

#[test]
fn an_open_panel_and_a_kept_list_are_made_anew() {
    let mut site = site(&[WITH_IMAGES.as_slice(), &[("cache", "1h")]].concat());
    site.send(Event::Ticker(TICKER, headline_ticker::ticker::Event::View(view::Event::Panel)));
    site.told();
    blocks(&mut site, &["a"]);
    assert_eq!(site.told(), ["hide image of harbour", "hide image of ferry", "panel true", "keep with its time"]);
}

/// The list is the same one: what marks the image is a headline that is not in it.
#[test]
fn an_open_panel_is_made_anew_for_an_image_that_a_hidden_headline_marks() {
    let headlines = vec![with("harbour", "a", false), with("ferry", "a", false)];
    let mut site = brought(&[WITH_IMAGES.as_slice(), &[("exclude", "ferry")]].concat(), headlines.clone());
    site.send(Event::Ticker(TICKER, headline_ticker::ticker::Event::View(view::Event::Panel)));
    site.told();
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    site.answer(Answer::Feed(Feed {
        headlines: vec![Rc::clone(&headlines[0]), with("ferry", "a", true)],
        problems: vec![],
    }));
    let told: Vec<_> =
        site.told().into_iter().filter(|line| line.starts_with("hide") || line.starts_with("panel")).collect();
    assert_eq!(told, ["hide image of harbour", "hide image of harbour", "panel true"], "it is in the line twice");
}

#[test]
fn what_scripts_gave_is_not_kept_when_an_image_is_blocked() {
    let mut site = site(&[WITH_IMAGES.as_slice(), &[("cache", "1h")]].concat());
    site.send(Event::Ticker(TICKER, headline_ticker::ticker::Event::Given(list())));
    site.told();
    blocks(&mut site, &["a"]);
    assert_eq!(site.told(), ["hide image of harbour", "hide image of ferry"]);
}

#[test]
fn what_a_feed_comes_to_block_is_hidden_at_once() {
    let mut site = site(&WITH_IMAGES);
    site.told();
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    let mut later = list();
    for headline in &mut later {
        if let Some(image) = &mut Rc::make_mut(headline).image {
            image.blocked = true;
        }
    }
    site.answer(Answer::Feed(Feed { headlines: later, problems: Vec::new() }));
    let hidden: Vec<_> =
        site.told().into_iter().filter(|line| line.starts_with("hide") || line.starts_with("draw")).collect();
    assert_eq!(hidden, ["hide image of harbour", "hide image of ferry"]);
    assert_eq!(shown(&site), [""; 0], "nor is it there when it is drawn anew");
}

#[test]
fn a_page_that_comes_back_asks_what_is_blocked_by_now() {
    for interval in ["5m", "0"] {
        let mut site = site(&[WITH_IMAGES.as_slice(), &[("interval", interval)]].concat());
        site.send(Event::Sources(refresh::Event::Left(true)));
        site.told();
        site.now += 20.0 * 60_000.0;
        site.send(Event::Sources(refresh::Event::Left(false)));
        let told = site.told();
        assert_eq!(told.iter().filter(|line| *line == ASKS).count(), 1, "interval {interval}: {told:?}");
    }
}

#[test]
fn a_ticker_that_comes_later_knows_what_is_blocked() {
    let mut site = site(&WITH_IMAGES);
    blocks(&mut site, &["a"]);
    site.send(Event::Connected(2));
    let image = list()[0].image.clone().expect("an image");
    assert!(site.page.ticker(2).expect("it stands").is_blocked(&image));
}

#[test]
fn only_an_image_that_is_seen_and_an_endpoint_make_a_button() {
    let check = |attributes: &[(&str, &str)], item: u32, expected: bool| {
        let mut site = site(attributes);
        opens(&mut site, item);
        let card = ticker(&site).card().expect("an open card");
        assert_eq!(card.report.is_some(), expected, "{attributes:?}, item {item}");
    };
    check(&WITH_IMAGES, 1, true);
    check(&WITH_IMAGES, 3, false);
    check(&WITH_IMAGES[..2], 1, true);
    check(&WITH_IMAGES[..1], 1, false);
    check(&[WITH_IMAGES[0], ("report", "javascript:alert(1)")], 1, false);
}

#[test]
fn a_reader_reports_the_image_of_the_open_card() {
    let check = |reason: &str| {
        let mut site = site(&WITH_IMAGES);
        site.lang = "en".into();
        site.configure(&WITH_IMAGES);
        opens(&mut site, 2);
        let card = ticker(&site).card().expect("an open card");
        let Some(Reporting { button: "Report this image", thanks, .. }) = card.report else { panic!("{card:?}") };
        assert!(thanks.contains("blocked automatically"), "{thanks}");
        site.told();
        site.send(Event::Reported(TICKER, reason.into()));
        let sent: Vec<_> = site.told().into_iter().filter(|line| line.starts_with("send")).collect();
        assert_eq!(sent, [format!("send {reason} https://img.example/a")]);
        assert!(shown(&site).is_empty(), "it is hidden");
        // A second press does no more.
        site.send(Event::Reported(TICKER, reason.into()));
        assert_eq!(site.told(), [""; 0]);
    };
    check("offensive");
    check("other");
}

#[test]
fn without_an_open_card_nothing_is_reported() {
    let mut site = site(&WITH_IMAGES);
    site.told();
    site.send(Event::Reported(TICKER, "other".into()));
    assert_eq!(site.told(), [""; 0]);
}

#[test]
fn the_endpoint_is_asked_again_with_a_round_after_five_minutes() {
    let mut site = site(&WITH_IMAGES);
    blocks(&mut site, &[]);
    site.told();
    for (minutes, expected) in [(4.0, false), (6.0, true)] {
        site.now = minutes * 60_000.0;
        site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
        site.answer(Answer::Unchanged);
        assert_eq!(site.told().contains(&ASKS.to_string()), expected, "after {minutes} minutes");
    }
}

#[test]
fn the_page_wakes_for_a_report_that_waits_and_sends_it_again() {
    let mut site = site(&WITH_IMAGES);
    blocks(&mut site, &[]);
    let report = Report {
        endpoint: "https://site.example/reports".into(),
        image: "https://img.example/c".into(),
        url: None,
        reason: "other".into(),
    };
    site.send(Event::Reports(reports::Event::Recalled(vec![(report, false)])));
    let failed =
        reports::Event::Replied { request: FIRST + 1, status: 503, blocked: None, headers: Headers::default() };
    site.send(Event::Reports(failed));
    site.told();
    assert_eq!(site.page_wake, Some(site.now + 15_000.0));
    site.now += 15_000.0;
    site.wake();
    assert_eq!(site.told(), ["send other https://img.example/c"]);
    assert_eq!(site.page_wake, Some(site.now + 10_000.0), "until it has taken too long");
}
