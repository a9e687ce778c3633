//! A page lives through a day in a moody world, in a moment: servers that are slow, busy, broken or silent, readers who come and
//! go, clocks that jump, tabs that freeze. A monitor holds every step against what was promised.
//!
//! `known` and `rules` say what was promised, `promises` holds it against what happens; `network` and `world` let it happen, and
//! `saboteur` breaks a rule to show that the monitor sees it.
//!
//! All comes from a seed. `HEADLINE_TICKER_SEED=7 cargo test --test simulation` lives through one day again;
//! `HEADLINE_TICKER_SEEDS=5000` through more of them.

mod chance;
#[path = "../common/mod.rs"]
mod common;
mod known;
mod network;
mod promises;
mod rules;
mod saboteur;
mod world;

use rules::Rule;
use saboteur::{Sabotage, Saboteur};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use world::World;

const SECOND: f64 = 1_000.0;
const MINUTE: f64 = 60.0 * SECOND;
const HOUR: f64 = 60.0 * MINUTE;
const DAY: f64 = 24.0 * HOUR;

/// From then on there are no faults: longer than the longest wait that any of them leads to.
const CALM: f64 = 21.0 * HOUR;

/// Ms since 1970 by the servers' clocks when the day begins.
const BEGUN: f64 = 1.7e12;

/// How many days there are by default.
const SEEDS: u64 = 200;

/// What was met on how many occasions, in how many steps.
type Met = BTreeMap<&'static str, u32>;

/// Lives through a day; the error tells the first promise that was broken.
fn live(seed: u64) -> Result<(Met, u32), String> {
    let mut world = World::new(seed, Saboteur::default());
    let ends = |world: &mut World| match world.monitor.broken.first() {
        None => Ok(()),
        Some(broken) => Err(format!("{:?} is broken: {}\n{}", broken.rule, broken.how, world.story())),
    };
    ends(&mut world)?;
    while world.go_on() {
        ends(&mut world)?;
    }
    world.look_at_last();
    ends(&mut world)?;
    world.disconnect_all();
    ends(&mut world)?;
    Ok((world.met, world.steps))
}

fn number(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(value.parse().unwrap_or_else(|_| panic!("{name} is {value}, which is no whole number")))
}

/// Lives through many days at once, and adds up what was met.
fn live_through(seeds: std::ops::Range<u64>) -> Met {
    let next = AtomicU64::new(seeds.start);
    let work = || {
        let mut met = Met::new();
        loop {
            let seed = next.fetch_add(1, Ordering::Relaxed);
            if seed >= seeds.end {
                return met;
            }
            let (day, steps) = live(seed).unwrap_or_else(|told| {
                panic!("{told}\nreplay: HEADLINE_TICKER_SEED={seed} cargo test --test simulation")
            });
            for (what, count) in day.into_iter().chain([("step", steps)]) {
                *met.entry(what).or_default() += count;
            }
        }
    };
    std::thread::scope(|scope| {
        let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
        let workers: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        let mut met = Met::new();
        for worker in workers {
            // A worker's own message has been printed; it is passed on, so that it is the test's too.
            let worked = worker.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            worked.into_iter().for_each(|(what, count)| *met.entry(what).or_default() += count);
        }
        met
    })
}

#[test]
fn a_day_of_faults_breaks_no_promise() {
    if let Some(seed) = number("HEADLINE_TICKER_SEED") {
        println!("{:?}", live_through(seed..seed + 1));
        return;
    }
    let seeds = number("HEADLINE_TICKER_SEEDS").unwrap_or(SEEDS);
    let met = live_through(0..seeds);
    println!("{met:?}");
    // What never comes proves nothing.
    let faults =
        "broken, busy for seconds, busy until a date, truncated, too large, dead, missing, late answer, ended request";
    let others = "feed, unchanged, empty, recalled, streamed, stream lost, frozen, clock, unchanged from nothing";
    for what in faults.split(", ").chain(others.split(", ")) {
        let count = met.get(what).copied().unwrap_or_default();
        assert!(u64::from(count) >= seeds / 2, "{what} came only {count} times in {seeds} days");
    }
}

#[test]
fn the_same_seed_is_the_same_day() {
    let story = || {
        let mut world = World::new(11, Saboteur::default());
        while world.go_on() {}
        (world.steps, world.story())
    };
    assert_eq!(story(), story());
}

/// Whether the monitor sees, on one of a few days, that a rule was broken once.
fn sees(sabotage: Sabotage, rule: Rule) -> bool {
    // A source that attributes could still take away might not be missed.
    let from = if sabotage == Sabotage::NeverAsk { CALM } else { HOUR };
    (0..20).any(|seed| {
        let mut world = World::new(seed, Saboteur::new(Some(sabotage), from));
        let seen = |world: &World| world.monitor.broken.iter().any(|broken| broken.rule == rule);
        while !seen(&world) && world.go_on() {
            assert!(
                world.saboteur.done || world.monitor.broken.is_empty(),
                "{:?} was broken before {sabotage:?}: {}",
                world.monitor.broken,
                world.story()
            );
        }
        world.look_at_last();
        world.disconnect_all();
        seen(&world)
    })
}

#[test]
fn a_broken_promise_is_seen() {
    for (sabotage, rule) in [
        (Sabotage::AskTooSoon, Rule::Rate),
        (Sabotage::AskWhileHidden, Rule::Silence),
        (Sabotage::AskWhileLeft, Rule::Silence),
        (Sabotage::AskWithoutNetwork, Rule::Silence),
        (Sabotage::AskForNobodyInSight, Rule::Silence),
        (Sabotage::AskBeforeItIsWelcome, Rule::RetryAfter),
        (Sabotage::AskTwice, Rule::OneRequest),
        (Sabotage::AskOnAndOn, Rule::Total),
        (Sabotage::NeverAsk, Rule::Forgotten),
        (Sabotage::NeverAsk, Rule::Recovered),
        (Sabotage::LoseList, Rule::ListKept),
        (Sabotage::LoseNews, Rule::Shown),
        (Sabotage::ShowLateAnswer, Rule::LateIsNothing),
        (Sabotage::LoseLoadStart, Rule::Rounds),
        (Sabotage::LoseLoadEnd, Rule::Rounds),
        (Sabotage::LoseSettle, Rule::Settled),
        (Sabotage::SettleTooSoon, Rule::Settled),
        (Sabotage::LoseWake, Rule::Woken),
        (Sabotage::LoseAbort, Rule::Ends),
        (Sabotage::AbortTooSoon, Rule::Ends),
        (Sabotage::OpenTwice, Rule::Streams),
        (Sabotage::NeverClose, Rule::Streams),
        (Sabotage::SpeakToTheGone, Rule::Gone),
        (Sabotage::OutliveTheLast, Rule::Gone),
    ] {
        assert!(sees(sabotage, rule), "{sabotage:?} was not seen as breaking {rule:?}");
    }
}
