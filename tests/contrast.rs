//! Whether every text of every theme can be read: a contrast of at least 4.5 to 1 with what it stands on (WCAG 2.2, 1.4.3). Icons, borders of
//! fields and the mark of the focus have the same colours, and need 3 to 1 (1.4.11). Computed from the style sheets themselves, as axe leaves
//! out what it cannot compute.

use std::fs;
use std::path::Path;

/// The least contrast.
const LEAST: f64 = 4.5;

/// What stands on what, by the names of the custom properties.
const PAIRS: [(&str, &str); 6] = [
    ("ink", "paper"),
    ("ink", "chip"),
    ("muted", "paper"),
    ("muted", "chip"),
    ("accent", "paper"),
    ("accent-ink", "accent"),
];

/// A file of the site, by its path from `www`.
fn text_of(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("www").join(name);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The colour that a style sheet gives to a property: what stands behind `before`.
fn colour(css: &str, before: &str) -> [f64; 3] {
    let (_, rest) = css.split_once(before).unwrap_or_else(|| panic!("no `{before}`"));
    let digits: String =
        rest.trim_start().trim_start_matches('#').chars().take_while(char::is_ascii_hexdigit).collect();
    let digits = if digits.len() == 3 { digits.chars().flat_map(|digit| [digit; 2]).collect() } else { digits };
    assert_eq!(digits.len(), 6, "`{before}` is no colour of six digits");
    [0, 2, 4].map(|from| f64::from(u8::from_str_radix(&digits[from..from + 2], 16).expect("hexadecimal digits")))
}

/// The default look in the light and in the dark.
fn default_looks() -> [(&'static str, String); 2] {
    let css = text_of("headline-ticker.css");
    let (light, dark) = css.split_once("@media (prefers-color-scheme: dark)").expect("a dark look");
    [("light", light.into()), ("dark", dark.into())]
}

/// What that look has a property be.
fn default_colour(css: &str, name: &str) -> [f64; 3] {
    colour(css, &format!("--_{name}: var(--headline-ticker-{name}, "))
}

/// <https://www.w3.org/TR/WCAG22/#dfn-relative-luminance>
fn luminance(colour: [f64; 3]) -> f64 {
    let [red, green, blue] = colour.map(|channel| {
        let channel = channel / 255.0;
        if channel <= 0.040_45 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    });
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/// <https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio>
fn contrast(one: [f64; 3], other: [f64; 3]) -> f64 {
    let (one, other) = (luminance(one) + 0.05, luminance(other) + 0.05);
    (one / other).max(other / one)
}

#[track_caller]
fn check(theme: &str, colour: impl Fn(&str) -> [f64; 3]) {
    for (text, ground) in PAIRS {
        let found = contrast(colour(text), colour(ground));
        assert!(found >= LEAST, "{theme}: {text} on {ground} has a contrast of {found:.2}");
    }
}

#[test]
fn contrast_is_what_the_standard_says() {
    assert_eq!(contrast([0.0; 3], [255.0; 3]), 21.0);
    // Its own example of a grey that just does.
    let found = contrast([118.0; 3], [255.0; 3]);
    assert!((found - 4.54).abs() < 0.01, "{found}");
}

#[test]
fn every_text_of_the_default_can_be_read_in_the_light_and_in_the_dark() {
    for (theme, css) in default_looks() {
        check(theme, |name| default_colour(&css, name));
    }
}

#[test]
fn every_text_of_the_ready_themes_can_be_read() {
    for theme in ["newsprint", "night", "signal"] {
        let css = text_of(&format!("themes/{theme}.css"));
        check(theme, |name| colour(&css, &format!("--headline-ticker-{name}: ")));
    }
}

/// What a site that has one look only is told to copy.
#[test]
fn the_readme_has_the_colours_of_the_default() {
    let readme = text_of("../README.md");
    for (theme, css) in default_looks() {
        let (_, row) = readme.split_once(&format!("\n| {theme} | `")).expect("a row of colours");
        let row = row.lines().next().unwrap_or_default();
        let names = ["ink", "muted", "paper", "line", "accent", "accent-ink", "chip"];
        for (name, told) in names.into_iter().zip(row.split('|')) {
            assert_eq!(colour(told, "#"), default_colour(&css, name), "{theme}: {name} is told as {told}");
        }
    }
}
