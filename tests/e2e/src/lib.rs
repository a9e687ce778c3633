//! Drives headline-ticker in real browsers.
