//! Drives headline-ticker in real browsers: what the end-to-end tests and the benchmarks share.
//!
//! - [`engine`]: the three browsers, and what can be set about each before it starts.
//! - [`launch`], [`process`], [`session`]: starting them, and ending them whatever happens.
//! - [`trace`]: what Chromium traces of itself.
//! - [`server`], [`answer`], [`link`], [`log`]: the local web server that a test writes its pages and feeds into.
//! - [`headlines`]: invented news.
//! - [`hand`]: what a reader does with a mouse, a finger or the wheel.
//! - [`html`], [`page`]: a page under test, and the watch that is kept over it (`kit/watch.js`).
//! - [`noted`]: what went wrong, what the tickers said, what stands on the strip.
//! - [`motion`]: what is measured about a moving strip, from frame to frame.
//! - [`case`]: a named test case, and running the table of them.

pub mod answer;
pub mod case;
pub mod engine;
pub mod hand;
pub mod headlines;
pub mod html;
pub mod launch;
pub mod link;
pub mod log;
pub mod motion;
pub mod noted;
pub mod page;
pub mod process;
pub mod server;
pub mod session;
pub mod trace;
