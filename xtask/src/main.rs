//! Builds, previews, tests and measures headline-ticker.
fn main() {}
