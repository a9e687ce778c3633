//! The end-to-end tests: every case of the table, in Chromium, Firefox and WebKit at once.
//!
//! `cargo test -p e2e --test browsers -- WORDS` runs the cases whose names hold the words; `HEADLINE_TICKER_BROWSERS` chooses the browsers.

mod access;
mod attributes;
mod bidi;
mod card;
mod cost;
mod crossing;
mod ending;
mod failing;
mod fetching;
mod fixtures;
mod formats;
mod hands;
mod happenings;
mod harness;
mod hostile;
mod keeping;
mod keyboard;
mod languages;
mod larger;
mod leaving;
mod loading;
mod movement;
mod panel;
mod pausing;
mod preview;
mod reporting;
mod sending;
mod sheet;
mod states;
mod stepping;
mod strict;
mod styling;
mod text;
mod updating;
mod walk;

use e2e::case;
use std::process::ExitCode;

#[tokio::main]
async fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with('-')).collect();
    let filter = words.join(" ");
    let cases = [
        harness::cases(),
        loading::cases(),
        movement::cases(),
        text::cases(),
        styling::cases(),
        bidi::cases(),
        pausing::cases(),
        hands::cases(),
        keyboard::cases(),
        walk::cases(),
        stepping::cases(),
        card::cases(),
        panel::cases(),
        reporting::cases(),
        happenings::cases(),
        updating::cases(),
        attributes::cases(),
        failing::cases(),
        fetching::cases(),
        sheet::cases(),
        states::cases(),
        keeping::cases(),
        crossing::cases(),
        leaving::cases(),
        sending::cases(),
        formats::cases(),
        strict::cases(),
        hostile::cases(),
        ending::cases(),
        cost::cases(),
        access::cases(),
        larger::cases(),
        languages::cases(),
        preview::cases(),
    ]
    .concat();
    let result = tokio::select! {
        result = case::run(cases, &filter) => result,
        // Returning ends the runtime, and with it the browsers.
        _ = tokio::signal::ctrl_c() => Err(anyhow::anyhow!("interrupted")),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}
