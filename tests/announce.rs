//! Breaking news for readers' software.

mod common;

use common::site::{Site, headlines};
use headline_ticker::headline::Headline;
use headline_ticker::motion;
use headline_ticker::ticker;
use std::rc::Rc;

fn push(site: &mut Site, title: &str, breaking: bool) {
    let mut pushed = headlines(&[title]);
    let headline = Rc::get_mut(&mut pushed[0]).expect("nobody else has it");
    // The address is made of the title's length in these tests.
    headline.key = headline_ticker::headline::Key::of_texts(&[title]);
    headline.breaking = breaking;
    site.ticker(ticker::Event::Pushed(pushed.remove(0)));
}

/// What was announced since the last look.
fn announced(site: &mut Site) -> Vec<String> {
    site.told().iter().filter_map(|told| told.strip_prefix("announce ")).map(String::from).collect()
}

fn wait(site: &mut Site, time: f64) {
    site.now += time;
    site.ticker(ticker::Event::Motion(motion::Event::Woke));
}

#[test]
fn breaking_news_that_is_pushed_is_announced() {
    let mut site = Site::new(&[]);
    push(&mut site, "usual", false);
    assert!(announced(&mut site).is_empty());
    push(&mut site, "harbour closed", true);
    assert_eq!(announced(&mut site), ["harbour closed"]);
    // Once, however often it is sent.
    wait(&mut site, 60_000.0);
    push(&mut site, "harbour closed", true);
    wait(&mut site, 60_000.0);
    assert!(announced(&mut site).is_empty());
    // A list that holds breaking news is no news that breaks now.
    let mut list: Vec<Rc<Headline>> = headlines(&["in the list"]);
    Rc::get_mut(&mut list[0]).expect("nobody else has it").breaking = true;
    site.ticker(ticker::Event::Given(list));
    wait(&mut site, 60_000.0);
    assert!(announced(&mut site).is_empty());
}

#[test]
fn announcements_are_rare_and_the_last_is_never_lost() {
    let mut site = Site::new(&[]);
    for title in ["first", "second", "third"] {
        push(&mut site, title, true);
    }
    assert_eq!(announced(&mut site), ["first"]);
    assert!(site.wake.is_some_and(|wake| wake <= site.now + 30_000.0), "nobody wakes it: {:?}", site.wake);
    wait(&mut site, 29_999.0);
    assert!(announced(&mut site).is_empty());
    wait(&mut site, 1.0);
    assert_eq!(announced(&mut site), ["third"]);
    wait(&mut site, 60_000.0);
    assert!(announced(&mut site).is_empty());
}

#[test]
fn what_is_taken_back_is_not_announced() {
    let mut site = Site::new(&[]);
    push(&mut site, "first", true);
    push(&mut site, "false alarm", true);
    site.ticker(ticker::Event::Removed(headline_ticker::headline::Key::of_texts(&["false alarm"])));
    wait(&mut site, 60_000.0);
    assert_eq!(announced(&mut site), ["first"]);
    // What was said is taken back.
    site.ticker(ticker::Event::Removed(headline_ticker::headline::Key::of_texts(&["first"])));
    assert_eq!(announced(&mut site), ["nothing"]);
}

#[test]
fn what_is_not_in_the_list_is_not_announced() {
    let mut site = Site::new(&[("exclude", "harbour")]);
    push(&mut site, "harbour closed", true);
    wait(&mut site, 60_000.0);
    assert!(announced(&mut site).is_empty());
}

#[test]
fn breaking_news_without_a_date_is_of_now() {
    // As what is older than the rest it would be the first to go.
    let mut site = Site::new(&[("limit", "2"), ("max-age", "1h")]);
    site.ticker(ticker::Event::Given(headlines(&["one", "second one", "the third one"])));
    push(&mut site, "harbour closed", true);
    assert_eq!(announced(&mut site), ["harbour closed"]);
    assert_eq!(site.titles()[0], "harbour closed");
}
