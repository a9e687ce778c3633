//! The headline card and the panel: when they open and close, what they say and find, and where they stand.

mod common;

use common::site::{Site, TICKER, feed};
use headline_ticker::motion;
use headline_ticker::motion::hands::Way;
use headline_ticker::motion::pause::Reason;
use headline_ticker::page::Event;
use headline_ticker::ticker;
use headline_ticker::view;
use headline_ticker::view::place::{Layout, Place, place};
use proptest::prelude::*;
use std::rc::Rc;

/// A line from 100 to 900 px of a window of 1,000 × 800 px, 48 px high, whose top is here, and a card of 340 × 300 px.
fn line_at(top: f64) -> Layout {
    Layout { window: (1_000.0, 800.0), size: (340.0, 300.0), across: (100.0, 900.0), down: (top, top + 48.0) }
}

const fn beside(left: f64, top: f64, height: f64) -> Place {
    Place::Beside { left, top, height }
}

#[test]
fn a_card_stands_beside_the_line_where_there_is_room() {
    let check = |layout: Layout, item: (f64, f64), from_right: bool, expected: Place| {
        assert_eq!(
            place(&layout, item, from_right, None),
            expected,
            "{layout:?} {item:?} from the right: {from_right}"
        );
    };
    let inner = (300.0, 700.0);
    // Below the line, and in a low place above it.
    check(line_at(100.0), inner, false, beside(300.0, 156.0, 636.0));
    check(line_at(700.0), inner, false, beside(300.0, 392.0, 684.0));
    // Where neither side has room for all, it has what the larger one has.
    let low = |top: f64, height: f64| Layout { window: (1_000.0, height), ..line_at(top) };
    check(low(50.0, 400.0), inner, false, beside(300.0, 106.0, 286.0));
    check(low(300.0, 400.0), inner, false, beside(300.0, 8.0, 284.0));
    // It begins where what is seen of the headline does, in the way that it reads.
    check(line_at(100.0), inner, true, beside(360.0, 156.0, 636.0));
    check(line_at(100.0), (-200.0, 300.0), false, beside(100.0, 156.0, 636.0));
    check(line_at(100.0), (700.0, 1_300.0), true, beside(560.0, 156.0, 636.0));
    // The window's edges hold it.
    check(line_at(100.0), (800.0, 1_300.0), false, beside(652.0, 156.0, 636.0));
    check(line_at(100.0), (20.0, 200.0), true, beside(8.0, 156.0, 636.0));
    // A card that is wider than the window, as with enlarged text, begins at its left edge.
    check(Layout { size: (1_200.0, 300.0), ..line_at(100.0) }, inner, true, beside(8.0, 156.0, 636.0));
    // Zoomed in on, a window is small: a sheet on a telephone, and wherever too little would be seen.
    let window = |width: f64, height: f64| Layout { window: (width, height), across: (0.0, width), ..line_at(100.0) };
    let sheet = |bottom: f64, height: f64| Place::Sheet { bottom, height };
    check(window(320.0, 600.0), inner, false, sheet(600.0, 510.0));
    check(window(479.0, 800.0), inner, true, sheet(800.0, 680.0));
    check(window(480.0, 800.0), (0.0, 400.0), true, beside(60.0, 156.0, 636.0));
    check(window(568.0, 320.0), inner, false, sheet(320.0, 264.0));
    // It leaves free a line that is low in the window, and room for one in any case.
    let at = |top: f64, height: f64| Layout { down: (top, top + 48.0), ..window(320.0, height) };
    check(at(552.0, 600.0), inner, false, sheet(552.0, 510.0));
    check(at(500.0, 600.0), inner, false, sheet(500.0, 492.0));
    check(at(360.0, 600.0), inner, false, sheet(360.0, 352.0));
    check(at(359.0, 600.0), inner, false, sheet(600.0, 510.0));
    check(at(208.0, 256.0), inner, false, sheet(208.0, 200.0));
    check(at(0.0, 256.0), inner, false, sheet(256.0, 200.0));
    check(at(700.0, 600.0), inner, false, sheet(600.0, 510.0));
    check(at(-300.0, 600.0), inner, false, sheet(600.0, 510.0));
    // A small card needs little.
    check(Layout { size: (340.0, 120.0), ..window(568.0, 320.0) }, (0.0, 400.0), false, beside(8.0, 156.0, 156.0));
    // A line that is partly out of the window.
    check(line_at(-30.0), inner, false, beside(300.0, 26.0, 766.0));
    check(line_at(780.0), inner, false, beside(300.0, 472.0, 764.0));
}

#[test]
fn a_sheet_stays_where_it_came_to_stand() {
    let check = |window: (f64, f64), top: f64, from_bottom: f64, expected: Place| {
        let layout = Layout { window, down: (top, top + 48.0), ..line_at(0.0) };
        let found = place(&layout, (100.0, 900.0), false, Some(from_bottom));
        assert_eq!(found, expected, "{window:?}, the line at {top}, {from_bottom} from the bottom");
    };
    let sheet = |bottom: f64, height: f64| Place::Sheet { bottom, height };
    // Wherever the line is scrolled to.
    check((400.0, 700.0), 652.0, 0.0, sheet(700.0, 595.0));
    check((400.0, 700.0), 100.0, 48.0, sheet(652.0, 595.0));
    check((400.0, 700.0), -500.0, 104.0, sheet(596.0, 588.0));
    // Also while a telephone's keyboard takes half of the window, where there would be too little of it.
    check((400.0, 400.0), 352.0, 48.0, sheet(352.0, 340.0));
    check((400.0, 400.0), 352.0, 200.0, sheet(400.0, 340.0));
    // Where the line is out of sight, it is no less a sheet because there is room beside that.
    check((800.0, 170.0), -170.0, 0.0, sheet(170.0, 114.0));
    check((800.0, 500.0), 600.0, 0.0, sheet(500.0, 425.0));
    check((1_000.0, 800.0), 100.0, 0.0, beside(100.0, 156.0, 636.0));
}

/// A ticker with three headlines on the line; they are known by the items 1, 2 and 3.
fn site(attributes: &[(&str, &str)]) -> Site {
    let mut site = Site::new(&[&[("sources", "/feed.json")], attributes].concat());
    site.answer(feed(&["first", "second one", "the third one"]));
    // It stands, as under a mouse.
    moves(&mut site, motion::Event::Pause(Reason::Hover, true));
    site.now += 5_000.0;
    site.told();
    site
}

fn look(site: &mut Site, event: view::Event) {
    site.ticker(ticker::Event::View(event));
}

fn moves(site: &mut Site, event: motion::Event) {
    site.ticker(ticker::Event::Motion(event));
}

/// Lets so many ms pass, and what was to be done by then.
fn wait(site: &mut Site, time: f64) {
    site.now += time;
    site.wake = None;
    moves(site, motion::Event::Woke);
}

/// What was told of cards since the last look.
fn cards(site: &mut Site) -> Vec<String> {
    site.told().into_iter().filter(|told| told.starts_with("card")).collect()
}

fn pauses(site: &Site) -> bool {
    site.page.ticker(TICKER).expect("it stands").reasons().has(Reason::Card)
}

#[test]
fn a_card_opens_for_a_pointer_that_rests_and_goes_with_it() {
    let mut site = site(&[]);
    let steps: [(Option<u32>, f64, &[&str]); 10] = [
        // Who passes over the line wants no card.
        (Some(1), 399.0, &[]),
        (Some(2), 399.0, &[]),
        (Some(2), 1.0, &["card of second one"]),
        // From one headline to the other.
        (Some(3), 399.0, &[]),
        (Some(3), 1.0, &["card of the third one"]),
        // There is a way between the line and the card.
        (None, 499.0, &[]),
        (Some(3), 10_000.0, &[]),
        (None, 499.0, &[]),
        (None, 1.0, &["card closed"]),
        (None, 10_000.0, &[]),
    ];
    for (item, time, expected) in steps {
        look(&mut site, view::Event::Point(item));
        wait(&mut site, time);
        assert_eq!(cards(&mut site), expected, "{item:?} for {time} ms");
        assert_eq!(pauses(&site), site.page.ticker(TICKER).expect("it stands").card().is_some());
    }
}

#[test]
fn a_pointer_rests_only_on_a_line_that_stands() {
    let mut site = site(&[]);
    moves(&mut site, motion::Event::Pause(Reason::Hover, false));
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 1_000.0);
    assert!(cards(&mut site).is_empty(), "a card opens on a line that runs");
    // One that is thrown and comes to rest under the mouse.
    moves(&mut site, motion::Event::Pause(Reason::Hover, true));
    moves(&mut site, motion::Event::Drag(100.0));
    site.now += 50.0;
    moves(&mut site, motion::Event::Drag(100.0));
    moves(&mut site, motion::Event::Release);
    look(&mut site, view::Event::Point(Some(2)));
    wait(&mut site, 400.0);
    assert!(cards(&mut site).is_empty(), "a card opens on a line that flies");
    let rest = site.wake.expect("it waits for the rest");
    let time = rest - site.now;
    assert!(time > 100.0, "{time}");
    wait(&mut site, time);
    assert_eq!(cards(&mut site), ["card of second one"]);
}

#[test]
fn a_card_that_was_asked_for_stays_until_it_is_closed() {
    let mut site = site(&[]);
    look(&mut site, view::Event::Ask(1));
    assert_eq!(cards(&mut site), ["card of first, asked for"]);
    look(&mut site, view::Event::Point(Some(2)));
    wait(&mut site, 1_000.0);
    look(&mut site, view::Event::Point(None));
    wait(&mut site, 1_000.0);
    assert!(cards(&mut site).is_empty() && pauses(&site));
    // Another one, and the same again.
    look(&mut site, view::Event::Ask(2));
    look(&mut site, view::Event::Ask(2));
    assert_eq!(cards(&mut site), ["card of second one, asked for", "card closed"]);
    assert!(!pauses(&site));
    // One that was come upon is asked for.
    look(&mut site, view::Event::Point(Some(3)));
    wait(&mut site, 400.0);
    look(&mut site, view::Event::Ask(3));
    assert_eq!(cards(&mut site), ["card of the third one", "card of the third one, asked for"]);
    look(&mut site, view::Event::Close);
    look(&mut site, view::Event::Close);
    assert_eq!(cards(&mut site), ["card closed"]);
    // The pointer that is still there opens it no more.
    wait(&mut site, 10_000.0);
    assert!(cards(&mut site).is_empty());
}

#[test]
fn what_a_reader_does_otherwise_closes_the_card() {
    let walk = motion::Event::Walk(Way::Next);
    let away = motion::Event::Pause(Reason::Offscreen, true);
    for event in [motion::Event::Drag(9.0), motion::Event::Wheel(9.0), motion::Event::Step(Way::Next), walk, away] {
        let mut site = site(&[]);
        look(&mut site, view::Event::Ask(1));
        moves(&mut site, event.clone());
        assert_eq!(cards(&mut site), ["card of first, asked for", "card closed"], "{event:?}");
    }
    // Neither holding the line nor selecting in it is resting.
    for reason in [Reason::Drag, Reason::Selection] {
        let mut site = site(&[]);
        look(&mut site, view::Event::Point(Some(1)));
        moves(&mut site, motion::Event::Pause(reason, true));
        wait(&mut site, 1_000.0);
        assert!(cards(&mut site).is_empty(), "{reason:?}");
        // Nothing is waited for that will not be done, or is long past.
        assert!(site.wake.is_none_or(|wake| wake > site.now), "{reason:?}: to be woken at {:?}", site.wake);
        // The card that is open goes with the pointer all the same.
        moves(&mut site, motion::Event::Pause(reason, false));
        look(&mut site, view::Event::Point(Some(2)));
        wait(&mut site, 400.0);
        moves(&mut site, motion::Event::Pause(reason, true));
        look(&mut site, view::Event::Point(None));
        wait(&mut site, 500.0);
        assert_eq!(cards(&mut site), ["card of second one", "card closed"], "{reason:?}");
    }
}

#[test]
fn a_card_that_the_reader_is_in_stays() {
    let mut site = site(&[]);
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 400.0);
    look(&mut site, view::Event::Keep);
    look(&mut site, view::Event::Point(None));
    wait(&mut site, 1_000.0);
    look(&mut site, view::Event::Point(Some(2)));
    wait(&mut site, 1_000.0);
    assert_eq!(cards(&mut site), ["card of first"]);
    // So does a sheet, which may be far from its headline.
    let mut site = self::site(&[]);
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 400.0);
    look(&mut site, view::Event::Layout(Layout { window: (320.0, 568.0), ..line_at(0.0) }));
    look(&mut site, view::Event::Point(None));
    wait(&mut site, 1_000.0);
    assert_eq!(cards(&mut site), ["card of first"]);
}

#[test]
fn where_the_line_is_out_of_sight_only_a_sheet_stays() {
    let away = motion::Event::Pause(Reason::Offscreen, true);
    let check = |event: view::Event, width: f64, expected: bool| {
        let mut site = site(&[]);
        look(&mut site, event);
        look(&mut site, view::Event::Layout(Layout { window: (width, 800.0), ..line_at(100.0) }));
        moves(&mut site, away.clone());
        let reasons = site.page.ticker(TICKER).expect("it stands").reasons();
        let stays = reasons.has(Reason::Card) || reasons.has(Reason::Panel);
        assert_eq!(stays, expected, "{event:?} in {width} px");
        look(&mut site, view::Event::Close);
        site.told();
        look(&mut site, event);
        assert_eq!(site.told(), [""; 0], "nor does anything open there");
    };
    for event in [view::Event::Ask(1), view::Event::Panel] {
        check(event, 320.0, true);
        check(event, 1000.0, false);
    }
}

#[test]
fn the_item_of_an_open_card_never_leaves() {
    let mut site = Site::new(&[("sources", "/feed.json"), ("speed", "2000")]);
    let titles: Vec<String> = (0..30).map(|number| format!("headline {}", "x".repeat(number))).collect();
    site.answer(feed(&titles.iter().map(String::as_str).collect::<Vec<_>>()));
    site.now += 3_000.0;
    moves(&mut site, motion::Event::Woke);
    // Items are 600 px wide each, so this is the first that is in view.
    let ticker = site.page.ticker(TICKER).expect("it stands");
    let item = (ticker.path().travel(site.now) / 600.0) as u32 + 1;
    look(&mut site, view::Event::Ask(item));
    for _ in 0..10 {
        wait(&mut site, 100.0);
    }
    assert!(site.page.ticker(TICKER).and_then(|ticker| ticker.headline(item)).is_some(), "its item left");
    assert!(pauses(&site));
}

#[test]
fn a_headline_that_is_gone_has_no_card() {
    let mut site = site(&[]);
    look(&mut site, view::Event::Ask(1));
    let key = site.page.ticker(TICKER).expect("it stands").headline(1).expect("it stands").key;
    site.ticker(ticker::Event::Removed(key));
    assert_eq!(cards(&mut site), ["card of first, asked for", "card closed"]);
    // An item that never was, or has left meanwhile.
    look(&mut site, view::Event::Ask(1_000));
    assert!(!pauses(&site));
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 400.0);
    assert!(!pauses(&site));
}

#[test]
fn a_site_may_want_no_cards() {
    let mut site = site(&[("card", "none")]);
    look(&mut site, view::Event::Ask(1));
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 1_000.0);
    assert!(cards(&mut site).is_empty() && !pauses(&site));
    let mut site = self::site(&[]);
    look(&mut site, view::Event::Ask(1));
    site.configure(&[("sources", "/feed.json"), ("card", "none")]);
    assert_eq!(cards(&mut site), ["card of first, asked for", "card closed"]);
}

#[test]
fn a_card_stands_by_its_headline_where_the_line_comes_to_rest() {
    for direction in ["right", "left"] {
        let mut site = Site::new(&[("sources", "/feed.json"), ("direction", direction), ("speed", "200")]);
        site.answer(feed(&["first", "second one"]));
        site.now += 3_000.0;
        moves(&mut site, motion::Event::Woke);
        look(&mut site, view::Event::Ask(2));
        site.told();
        // The viewport is 1,000 px wide, and drawn half as large again.
        let layout = Layout { window: (3_000.0, 800.0), across: (100.0, 1_600.0), ..line_at(100.0) };
        look(&mut site, view::Event::Layout(layout));
        let ticker = site.page.ticker(TICKER).expect("it stands");
        // An item is 600 px wide.
        let ahead = 600.0 - ticker.path().end().travel;
        assert!(ticker.path().travel(site.now) < ticker.path().end().travel, "it glides to a stop");
        let start =
            if direction == "right" { 1_600.0 - ahead * 1.5 - 340.0 } else { 100.0 + (ahead + 600.0) * 1.5 - 340.0 };
        let start = start.min(1_600.0 - 340.0);
        let expected = format!("{:?}", beside(start, 156.0, 636.0));
        assert_eq!(site.told(), [expected], "{direction}");
    }
}

#[test]
fn what_a_card_says() {
    let check = |attributes: &[(&str, &str)],
                 lang: &str,
                 publisher: &str,
                 date: Option<f64>,
                 expected: (Option<&str>, &str)| {
        let mut site = Site::new(&[]);
        let mut headline = common::headline("title", date);
        Rc::get_mut(&mut headline).expect("nobody else has it").publisher = publisher.into();
        site.lang = lang.into();
        site.configure(attributes);
        site.ticker(ticker::Event::Given(vec![headline]));
        look(&mut site, view::Event::Ask(1));
        let card = site.page.ticker(TICKER).and_then(|ticker| ticker.card()).expect("it is open");
        assert_eq!((card.published, card.read), expected, "{lang} {publisher} {date:?}");
    };
    let read = "اقرأ الخبر من مصدره";
    check(&[], "ar", "الميناء", Some(0.0), (Some("نُشر في «{p}» يوم {d}"), read));
    check(&[], "ar-EG", "الميناء", None, (Some("نُشر في «{p}»"), read));
    check(&[], "en", "", Some(0.0), (Some("Published on {d}"), "Read at its source"));
    check(&[], "xx", "", None, (None, "Read at its source"));
}

#[test]
fn events_that_come_before_there_is_anything_do_nothing() {
    let mut site = Site::new(&[]);
    for event in
        [view::Event::Point(Some(3)), view::Event::Ask(3), view::Event::Close, view::Event::Layout(line_at(0.0))]
    {
        site.send(Event::Ticker(TICKER, ticker::Event::View(event)));
    }
    wait(&mut site, 1_000.0);
    assert!(site.told().iter().all(|told| !told.starts_with("card") && !told.starts_with("Beside")));
}

/// Shows these headlines, each a title and a publisher, and gives the places of those that are found.
fn find(headlines: &[(&str, &str)], text: &str) -> Vec<usize> {
    let mut site = Site::new(&[]);
    let make = |(title, publisher): &(&str, &str)| {
        let mut headline = common::headline(title, None);
        Rc::get_mut(&mut headline).expect("nobody else has it").publisher = (*publisher).into();
        headline
    };
    site.ticker(ticker::Event::Given(headlines.iter().map(make).collect()));
    site.page.ticker(TICKER).expect("it stands").find(text)
}

#[test]
fn the_search_takes_every_spelling() {
    let all =
        [("الْمَكْتَبَةُ تُمَدِّدُ ساعاتها", "الميناء"), ("افتتاح خط «الجامعة» رقم ٧", "Nordwind"), ("Rain in ÉVORA", "الرياضى")];
    let check = |text: &str, expected: &[usize]| assert_eq!(find(&all, text), expected, "{text:?}");
    check("", &[0, 1, 2]);
    check(" ، «»", &[0, 1, 2]);
    // Tashkeel, alef, yaa, taa marbuta, digits, capitals.
    check("المكتبه", &[0]);
    check("إفتتاح", &[1]);
    check("الرياضي", &[2]);
    check("خط 7", &[1]);
    check("nordWIND", &[1]);
    check("évora", &[2]);
    // A part of a word, and several words in any order and place.
    check("مكتب", &[0]);
    check("nord جامعه", &[1]);
    check("nord المكتبة", &[]);
    check("في", &[]);
}

#[test]
fn the_panel_is_open_until_it_is_closed() {
    let mut site = site(&[]);
    let panel = |site: &mut Site| {
        let told = site.told();
        told.into_iter().filter(|told| told.starts_with("panel") || told.starts_with("card")).collect::<Vec<_>>()
    };
    look(&mut site, view::Event::Panel);
    assert_eq!(panel(&mut site), ["panel true"]);
    assert!(site.page.ticker(TICKER).expect("it stands").reasons().has(Reason::Panel));
    // No card comes over it by chance, but one that is asked for takes its place, and the other way round.
    look(&mut site, view::Event::Point(Some(1)));
    wait(&mut site, 1_000.0);
    assert!(panel(&mut site).is_empty());
    look(&mut site, view::Event::Ask(1));
    assert_eq!(panel(&mut site), ["panel false", "card of first, asked for"]);
    look(&mut site, view::Event::Panel);
    assert_eq!(panel(&mut site), ["card closed", "panel true"]);
    // Another list is shown in it.
    site.ticker(ticker::Event::Given(common::site::headlines(&["first", "another"])));
    assert_eq!(panel(&mut site), ["panel true"]);
    look(&mut site, view::Event::Panel);
    assert_eq!(panel(&mut site), ["panel false"]);
    site.ticker(ticker::Event::Given(common::site::headlines(&["first"])));
    assert!(panel(&mut site).is_empty() && !pauses(&site));
    // Without buttons there is nothing that would open it, nor does it stay.
    look(&mut site, view::Event::Panel);
    site.configure(&[("controls", "none")]);
    assert_eq!(panel(&mut site), ["panel true", "panel false"]);
    // Nor of an empty line.
    site.configure(&[]);
    look(&mut site, view::Event::Panel);
    // What moves the line moves nothing in it.
    moves(&mut site, motion::Event::Step(Way::Next));
    assert_eq!(panel(&mut site), ["panel true"]);
    site.ticker(ticker::Event::Given(Vec::new()));
    look(&mut site, view::Event::Panel);
    assert_eq!(panel(&mut site), ["panel true", "panel false"]);
}

#[test]
fn the_panel_stands_at_the_buttons_end_of_the_line() {
    let mut site = site(&[]);
    look(&mut site, view::Event::Panel);
    site.told();
    look(&mut site, view::Event::Layout(line_at(100.0)));
    // The ticker reads from the right, so that its buttons are at the left.
    assert_eq!(site.told(), [format!("{:?}", beside(100.0, 156.0, 636.0))]);
}

/// Anything that a reader or the page may do, as often as it likes.
#[derive(Clone, Debug)]
enum Did {
    View(view::Event),
    Motion(motion::Event),
    Renew,
}

fn anything() -> impl Strategy<Value = Did> {
    let item = || proptest::option::of(1..9u32);
    let pause = |reason| move |stands| Did::Motion(motion::Event::Pause(reason, stands));
    prop_oneof![
        4 => item().prop_map(|item| Did::View(view::Event::Point(item))),
        2 => (1..9u32).prop_map(|item| Did::View(view::Event::Ask(item))),
        1 => Just(Did::View(view::Event::Panel)),
        1 => Just(Did::View(view::Event::Close)),
        1 => Just(Did::View(view::Event::Keep)),
        1 => (200.0..2_000.0).prop_map(|width| {
            Did::View(view::Event::Layout(Layout { window: (width, 800.0), ..line_at(100.0) }))
        }),
        1 => any::<bool>().prop_map(pause(Reason::Hover)),
        1 => any::<bool>().prop_map(pause(Reason::Selection)),
        1 => any::<bool>().prop_map(pause(Reason::Offscreen)),
        1 => Just(Did::Motion(motion::Event::Drag(30.0))),
        1 => Just(Did::Motion(motion::Event::Release)),
        1 => Just(Did::Motion(motion::Event::Step(Way::Next))),
        1 => item().prop_map(|item| Did::Motion(motion::Event::Focus(item))),
        1 => Just(Did::Renew),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_one_thing_is_open_at_most_and_nothing_spins(events in proptest::collection::vec((anything(), 0.0..900.0), 1..60)) {
        let mut site = site(&[]);
        let mut open = None;
        for (event, time) in events {
            site.ticker(match event {
                Did::View(event) => ticker::Event::View(event),
                Did::Motion(event) => ticker::Event::Motion(event),
                Did::Renew => ticker::Event::Given(common::site::headlines(&["first", "another one"])),
            });
            wait(&mut site, time);
            for told in site.told() {
                match told.as_str() {
                    "card closed" => prop_assert_eq!(open.take(), Some("card")),
                    "panel false" => prop_assert_eq!(open.take(), Some("panel")),
                    "panel true" => prop_assert_ne!(open.replace("panel"), Some("card")),
                    told if told.starts_with("card of") => prop_assert_ne!(open.replace("card"), Some("panel")),
                    _ => {}
                }
            }
            let ticker = site.page.ticker(TICKER).expect("it stands");
            prop_assert_eq!(ticker.card().is_some(), open == Some("card"));
            prop_assert_eq!(ticker.reasons().has(Reason::Card), open == Some("card"));
            prop_assert_eq!(ticker.reasons().has(Reason::Panel), open == Some("panel"));
            prop_assert!(site.wake.is_none_or(|wake| wake > site.now), "to be woken at {:?}, now is {}", site.wake, site.now);
        }
    }
}
