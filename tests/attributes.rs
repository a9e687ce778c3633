//! The attributes are written down in four places. This holds them together: the code that reads them, the class that
//! watches them, the README's table, and the preview's controls.

use headline_ticker::settings::ATTRIBUTES;
use std::path::Path;

/// What the browser gives every element. The class watches these two as well, and the preview may have controls for them.
const STANDARD: [&str; 2] = ["lang", "dir"];

fn file(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The names are those of `ATTRIBUTES`, none missing, none twice, none else but `lang` and `dir`.
fn check(place: &str, mut names: Vec<String>) {
    names.retain(|name| !STANDARD.contains(&name.as_str()));
    names.sort();
    let mut attributes = ATTRIBUTES.map(String::from).to_vec();
    attributes.sort();
    let missing: Vec<_> = attributes.iter().filter(|name| !names.contains(name)).collect();
    let unknown: Vec<_> = names.iter().filter(|name| !attributes.contains(name)).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "{place} lacks {missing:?} and has {unknown:?} too many");
    assert_eq!(names, attributes, "{place} names an attribute twice");
}

/// Every part of a text that stands between two marks.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Vec<&'a str> {
    text.split(before).skip(1).filter_map(|part| part.split(after).next()).collect()
}

#[test]
fn the_class_watches_every_attribute() {
    let script = file("www/headline-ticker.js");
    let lists = between(&script, "const ATTRIBUTES = [", "]");
    let [list] = lists.as_slice() else { panic!("www/headline-ticker.js has {} lists of ATTRIBUTES", lists.len()) };
    let names = list.split(',').map(|name| name.trim().trim_matches('"').to_string());
    check("ATTRIBUTES of www/headline-ticker.js", names.filter(|name| !name.is_empty()).collect());
    let watched = between(&script, "observedAttributes = [", "]");
    assert_eq!(watched, ["...ATTRIBUTES, \"lang\", \"dir\""], "what the class of www/headline-ticker.js watches");
}

#[test]
fn the_readme_describes_every_attribute() {
    let readme = file("README.md");
    let mut tables = readme.split("\n\n").filter(|part| part.trim_start().starts_with("| attribute |"));
    let table = tables.next().expect("README.md has a table that begins with | attribute |");
    assert!(tables.next().is_none(), "README.md has two tables of attributes");
    let mut names = Vec::new();
    for row in table.trim().lines().skip(2) {
        let cells: Vec<_> = row.trim_matches('|').split('|').map(str::trim).collect();
        let [name, meaning, default] = cells.as_slice() else {
            panic!("this row of README.md has {} cells instead of 3: {row}", cells.len())
        };
        assert!(!meaning.is_empty() && !default.is_empty(), "this row of README.md has an empty cell: {row}");
        names.extend(between(&format!(" {name}"), " `", "`").into_iter().map(String::from));
    }
    check("the table of attributes in README.md", names);
}

#[test]
fn the_readme_describes_every_custom_property() {
    let begins = |text: &str| {
        text.split(|character: char| !(character == '-' || character.is_ascii_lowercase())).next().map(String::from)
    };
    let sheets = std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("www")).expect("www").flatten();
    let sheets = sheets.map(|sheet| sheet.file_name().into_string().expect("a name"));
    let style: String = sheets
        .filter(|name| name.ends_with(".css") && !name.starts_with("preview"))
        .map(|name| file(&format!("www/{name}")))
        .collect();
    let mut used: Vec<_> = style.split("--headline-ticker-").skip(1).filter_map(begins).collect();
    used.sort();
    used.dedup();
    let readme = file("README.md");
    let sections = between(&readme, "## Style it", "Parts:");
    let [section] = sections.as_slice() else { panic!("README.md says {} times how to style it", sections.len()) };
    let whole = section.split('`').skip(1).step_by(2);
    let mut described: Vec<_> = whole
        .filter_map(|name| name.strip_prefix("--headline-ticker").unwrap_or(name).strip_prefix('-')?.split(':').next())
        .map(String::from)
        .filter(|name| !name.is_empty())
        .collect();
    described.sort();
    described.dedup();
    assert_eq!(described, used, "what README.md describes, and what the style sheets in www use");
}

#[test]
fn the_preview_has_a_control_for_every_attribute() {
    let page = file("www/index.html");
    let names = between(&page, "data-attribute=\"", "\"").into_iter().map(String::from).collect();
    check("data-attribute in www/index.html", names);
}
