//! What readers see besides the headlines: while they are awaited, when they are old, without a network, when all failed; and
//! headlines that come by themselves.

mod common;

use common::site::{FAILED, Site, TICKER, feed, headlines};
use headline_ticker::effect::State;
use headline_ticker::headline::Headline;
use headline_ticker::load::refresh;
use headline_ticker::motion;
use headline_ticker::page::Event;
use headline_ticker::ticker;
use std::rc::Rc;

const FEED: [(&str, &str); 1] = [("sources", "/feed.json")];

/// What stands around the line, in short.
fn seen(site: &Site) -> String {
    let looks = site.page.ticker(TICKER).expect("the ticker stands").furniture();
    let age = looks.since.map(|since| format!(" {} s", (site.wall() - since) / 1_000.0)).unwrap_or_default();
    let button = |name: Option<&str>| name.map(|name| format!(" [{name}]")).unwrap_or_default();
    let text = looks.message.or(looks.note).unwrap_or("-");
    // The button keeps its place in an empty line, unseen, so that the line need not become narrower when headlines come.
    let pause = looks.button.filter(|_| looks.message.is_none());
    format!("{text}{age}{}{}", button(looks.retry), button(pause))
}

fn titles(site: &Site) -> String {
    let ticker = site.page.ticker(TICKER).expect("the ticker stands");
    ticker.headlines().iter().map(|headline| headline.title.as_str()).collect::<Vec<_>>().join(", ")
}

const PAUSE: &str = "[إيقاف الحركة مؤقتًا]";

fn online(online: bool) -> Event {
    Event::Sources(refresh::Event::Online(online))
}

#[test]
fn an_empty_line_says_why() {
    let mut site = Site::new(&FEED);
    assert_eq!(seen(&site), "جارٍ تحميل الأخبار…");
    site.send(online(false));
    assert_eq!(seen(&site), "لا اتصال بالشبكة");
    site.send(online(true));
    site.answer(FAILED);
    assert_eq!(seen(&site), "تعذّر التحميل [أعد المحاولة]");
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    // The button stays under the keyboard's focus.
    assert_eq!(seen(&site), "جارٍ تحميل الأخبار… [أعد المحاولة]");
    site.answer(feed(&[]));
    assert_eq!(seen(&site), "لا أخبار الآن");
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    site.answer(feed(&["one"]));
    assert_eq!(seen(&site), format!("- {PAUSE}"));
}

#[test]
fn an_own_list_needs_no_words() {
    let mut site = Site::with_own_list(&FEED, headlines(&["mine"]));
    site.answer(FAILED);
    assert!(!site.told().iter().any(|line| line.starts_with("line")), "the own list stands");
    // Its list goes and the words come, and the other way round.
    site.own.clear();
    site.configure(&FEED);
    assert_eq!(site.told(), ["line true"]);
    site.own = headlines(&["mine"]);
    site.configure(&FEED);
    assert_eq!(site.told(), ["line false"]);
}

#[test]
fn what_is_old_is_marked_with_its_age() {
    let mut site = Site::new(&FEED);
    site.answer(feed(&["one"]));
    site.now += 300_000.0;
    site.wake();
    site.answer(FAILED);
    assert_eq!(seen(&site), format!("آخر تحديث 300 s {PAUSE}"));
    site.now += 60_000.0;
    site.wake();
    assert_eq!(seen(&site), format!("آخر تحديث 360 s {PAUSE}"));
    site.send(online(false));
    assert_eq!(seen(&site), format!("لا اتصال بالشبكة {PAUSE}"));
    site.send(online(true));
    site.answer(feed(&["one"]));
    assert_eq!(seen(&site), format!("- {PAUSE}"));
}

#[test]
fn what_was_kept_is_shown_while_the_source_is_asked() {
    let cached = [("sources", "/feed.json"), ("cache", "1d")];
    let kept = || {
        let mut kept = headlines(&["kept"]);
        Rc::make_mut(&mut kept[0]).source = "https://site.example/feed.json".into();
        kept
    };
    let mut site = Site::new(&cached);
    assert!(site.told().contains(&"recall".to_string()));
    site.send(Event::Recalled(TICKER, kept(), site.wall() - 3_600_000.0));
    assert_eq!((titles(&site).as_str(), seen(&site)), ("kept", format!("آخر تحديث 3600 s {PAUSE}")));
    site.told();
    site.answer(feed(&["kept", "new"]));
    assert_eq!((titles(&site).as_str(), seen(&site)), ("new, kept", format!("- {PAUSE}")));
    let told = site.told();
    assert!(told.contains(&"keep".to_string()), "{told:?}");
    // What came too late, from the future, or is older than allowed is not shown.
    site.send(Event::Recalled(TICKER, kept(), site.wall()));
    assert_eq!(titles(&site), "new, kept");
    for ago in [86_400_001.0, -1.0] {
        let mut site = Site::new(&cached);
        site.send(Event::Recalled(TICKER, kept(), site.wall() - ago));
        assert_eq!(titles(&site), "", "{ago}");
    }
    // Nothing is looked up or kept unless that is wanted.
    let mut site = Site::new(&FEED);
    site.answer(feed(&["one"]));
    let told = site.told();
    assert!(!told.contains(&"recall".to_string()) && !told.contains(&"keep".to_string()), "{told:?}");
}

/// A headline that comes by itself, of that many minutes after the beginning; without a number undated.
fn pushed(title: &str, date: Option<f64>) -> ticker::Event {
    let mut headline = Headline::clone(&headlines(&[title])[0]);
    headline.date = date;
    ticker::Event::Pushed(Rc::new(headline))
}

#[test]
fn what_is_pushed_stays_and_enters_next() {
    let mut site = Site::new(&[("sources", "/feed.json"), ("limit", "4")]);
    site.answer(feed(&["one", "three"]));
    site.told();
    site.ticker(pushed("breaking", None));
    assert_eq!(titles(&site), "breaking, one, three");
    // What stands does not move, and what comes next is what was pushed.
    assert!(site.removed.is_empty());
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    site.answer(feed(&["four", "fifth"]));
    assert_eq!(titles(&site), "breaking, four, fifth", "a refresh leaves it");
    // The same one again is the newer one of it, and the limit lets go of the oldest.
    site.now += 1_000.0;
    for title in ["q", "rr", "breaking", "ssssss", "ttttttt"] {
        site.ticker(pushed(title, None));
        site.now += 1_000.0;
    }
    assert_eq!(titles(&site), "ttttttt, ssssss, breaking, rr");
}

#[test]
fn what_is_pushed_says_nothing_of_the_sources() {
    let mut site = Site::new(&FEED);
    site.ticker(pushed("breaking", None));
    assert_eq!((site.state(), seen(&site)), (State::Loading, format!("- {PAUSE}")));
    site.answer(FAILED);
    assert_eq!(site.state(), State::Failed);
    assert_eq!(titles(&site), "breaking");
}

#[test]
fn what_a_source_sent_by_itself_goes_with_it() {
    let mut site = Site::new(&FEED);
    site.answer(feed(&["one"]));
    for source in ["https://site.example/feed.json", ""] {
        let mut headline = Headline::clone(&headlines(&[if source.is_empty() { "given" } else { "streamed" }])[0]);
        headline.source = source.into();
        site.ticker(ticker::Event::Pushed(Rc::new(headline)));
    }
    assert_eq!(titles(&site), "given, streamed, one");
    site.configure(&[("sources", "/other.json")]);
    site.answer(feed(&["a second"]));
    assert_eq!(titles(&site), "given, a second");
}

#[test]
fn what_is_removed_goes_at_once_and_does_not_come_back() {
    let mut site = Site::new(&FEED);
    site.answer(feed(&["one", "four", "three"]));
    let key = |site: &Site, place: usize| site.page.ticker(TICKER).expect("it stands").headlines()[place].key;
    let first = key(&site, 0);
    site.ticker(ticker::Event::Removed(first));
    assert_eq!(titles(&site), "four, three");
    assert_eq!(site.removed, [1], "the item that showed it");
    site.send(Event::Sources(refresh::Event::Refresh { ticker: TICKER }));
    site.answer(feed(&["one", "four", "three"]));
    assert_eq!(titles(&site), "four, three");
    for _ in 0..2 {
        let key = key(&site, 0);
        site.ticker(ticker::Event::Removed(key));
    }
    assert_eq!((titles(&site).as_str(), seen(&site).as_str()), ("", "لا أخبار الآن"));
}

#[test]
fn the_label_tells_of_breaking_news_while_it_is_in_the_viewport() {
    let mut site = Site::new(&[("sources", "/feed.json"), ("speed", "100")]);
    let is_told = |site: &Site| site.page.ticker(TICKER).expect("it stands").furniture().shows_breaking;
    // Each item is 600 px wide and the viewport 1,000, so this one stands right after the first two.
    site.ticker(ticker::Event::Motion(motion::Event::Pause(motion::pause::Reason::Hidden, false)));
    site.answer(feed(&["one", "four"]));
    let mut headline = Headline::clone(&headlines(&["breaking"])[0]);
    headline.breaking = true;
    site.ticker(ticker::Event::Pushed(Rc::new(headline)));
    let mut told = Vec::new();
    for second in 0..40 {
        site.now += 1_000.0;
        site.ticker(ticker::Event::Motion(motion::Event::Woke));
        if is_told(&site) != told.last().is_some_and(|(_, is_told)| *is_told) {
            told.push((second, is_told(&site)));
        }
    }
    let [(comes, true), (goes, false), ..] = told.as_slice() else { panic!("{told:?}") };
    // It crosses 1,600 px, its own width and the viewport's, at 100 px a second.
    assert!((15..=17).contains(&(goes - comes)), "{told:?}");
}
