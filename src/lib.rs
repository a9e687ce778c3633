//! A headline ticker for news sites: one script tag, smooth, readable right to left, safe and cheap.
//!
//! Everything outside `web` is pure: [`page::Page::step`] takes in events and says what is to be done, and `web` does it. See
//! `ARCHITECTURE.md`.

#![cfg_attr(not(test), deny(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing))]

pub mod date;
pub mod effect;
pub mod headline;
pub mod load;
pub mod motion;
pub mod page;
pub mod settings;
pub mod text;
pub mod ticker;
pub mod view;
#[cfg(target_arch = "wasm32")]
mod web;
pub mod words;
