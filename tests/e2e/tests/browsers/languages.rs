//! The interface in the languages that it speaks.

use crate::card::PICTURE;
use crate::fixtures::{around, headline};
use crate::pausing::tab_into_line;
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{element, inline};
use e2e::page::Page;
use fantoccini::key::Key;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::path::Path;

/// The languages of the interface.
const LANGUAGES: [&str; 10] = ["ar", "de", "en", "es", "fa", "fr", "he", "pt", "tr", "ur"];

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(every_word_is_of_the_language),
        case!(a_site_has_words_of_its_own),
        case!(as_many_headlines_are_counted_in_the_form_of_the_language),
        case!(in_a_narrow_line_the_label_is_whole_in_every_language),
    ]
}

/// The words by the names that the README gives them, in the order of the lines of `src/words`.
const NAMES: [&str; 25] = [
    "label",
    "pause",
    "play",
    "previous",
    "next",
    "loading",
    "failed",
    "empty",
    "offline",
    "retry",
    "updated",
    "breaking",
    "read",
    "published-by-on",
    "published-by",
    "published-on",
    "also",
    "close",
    "all",
    "search",
    "nothing-found",
    "count",
    "report",
    "reasons",
    "thanks",
];

/// What headlines say, which is no word of the interface.
const TITLES: [&str; 3] = ["Boreas B2", "Nordwind X7", "Cirrus Q4"];
const PUBLISHERS: [&str; 2] = ["Kvartal", "Meridian"];
const ALT: &str = "X7";
const SUMMARY: &str = "Altair 9";
const DATE: &str = "2026-03-05T12:00:00Z";
const DAY: &str = "05 - 03 - 2026";

/// The primary subtag of a language, which has the words.
fn primary(lang: &str) -> &str {
    lang.split('-').next().unwrap_or_default()
}

/// The direction of a language.
fn dir(lang: &str) -> &'static str {
    if ["ar", "fa", "he", "ur"].contains(&primary(lang)) { "rtl" } else { "ltr" }
}

/// A text in the numerals of a language.
fn numerals(lang: &str, text: &str) -> String {
    let own = match lang {
        "fa" => "۰۱۲۳۴۵۶۷۸۹",
        "ar-EG" => "٠١٢٣٤٥٦٧٨٩",
        _ => return text.to_owned(),
    };
    let digit = |letter: char| letter.to_digit(10).and_then(|digit| own.chars().nth(digit as usize));
    text.chars().map(|letter| digit(letter).unwrap_or(letter)).collect()
}

/// The plural category of so many in a language, as CLDR has it.
fn forms(lang: &str) -> &'static [(usize, &'static str)] {
    match primary(lang) {
        "ar" => &[
            (1, "one"),
            (2, "two"),
            (3, "few"),
            (10, "few"),
            (11, "many"),
            (99, "many"),
            (100, "other"),
            (102, "other"),
            (103, "few"),
            (111, "many"),
        ],
        "he" => &[(1, "one"), (2, "two"), (3, "other"), (11, "other"), (20, "other"), (100, "other")],
        // CLDR has a form for one here, but the noun is the same after every number, so that their files have the other form only.
        "fa" | "tr" => &[(1, "other"), (2, "other"), (3, "other"), (11, "other"), (100, "other")],
        _ => &[(1, "one"), (2, "other"), (3, "other"), (11, "other"), (21, "other"), (100, "other"), (101, "other")],
    }
}

/// The words of a language, each behind its name, by its file.
pub fn words(lang: &str) -> Result<Vec<(&'static str, String)>> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../src/words/{}.txt", primary(lang)));
    let text = std::fs::read_to_string(&file).with_context(|| format!("reading {}", file.display()))?;
    ensure!(text.lines().count() == NAMES.len(), "{} has {} words", file.display(), text.lines().count());
    Ok(NAMES.into_iter().zip(text.lines().map(String::from)).collect())
}

/// The word of that name.
fn word<'a>(words: &'a [(&str, String)], name: &str) -> &'a str {
    words.iter().find(|(known, _)| *known == name).map_or("", |(_, said)| said)
}

/// What is said of so many headlines.
fn counted(words: &[(&str, String)], lang: &str, number: usize) -> Result<String> {
    let (_, category) = forms(lang).iter().find(|(known, _)| *known == number).context("no such row")?;
    let forms = word(words, "count");
    let form = forms.split('|').filter_map(|form| form.split_once(':')).find(|(known, _)| known == category);
    let (_, form) = form.with_context(|| format!("in {lang}, {forms} has no form {category}"))?;
    Ok(form.replace("{n}", &numerals(lang, &number.to_string())))
}

/// All that is seen on a walk through a ticker that speaks in these words, with what headlines say, and signs.
fn expected(words: &[(&str, String)], lang: &str) -> Result<BTreeSet<String>> {
    let [publisher, other] = PUBLISHERS;
    let day = numerals(lang, DAY);
    let mut all: BTreeSet<String> =
        TITLES.into_iter().chain([publisher, ALT, SUMMARY, "×"]).map(String::from).collect();
    all.extend([day.clone(), String::from(if dir(lang) == "rtl" { "←" } else { "→" })]);
    let colon = if primary(lang) == "fr" { "\u{a0}:" } else { ":" };
    for (name, word) in words {
        match *name {
            "updated" => all.extend([word.clone(), format!("{word}{colon}")]),
            "breaking" => all.extend([word.clone(), format!("{word}{colon} {}", TITLES[0])]),
            "also" => all.extend([format!("{word} {other}")]),
            "count" => all.extend([counted(words, lang, 2)?]),
            "reasons" => {
                all.extend(word.split('|').filter_map(|form| form.split_once(':')).map(|(_, said)| said.into()))
            }
            _ => all.extend([word.replace("{p}", publisher).replace("{d}", &day)]),
        }
    }
    Ok(all)
}

/// The headlines of a source: one with a publisher, and one with all that can be known, also that another publisher has it; its image bears
/// this name, as storage outlives a page.
fn feed(page: &Page, name: &str) -> Value {
    let [publisher, other] = PUBLISHERS;
    let image = format!("/{name}.svg");
    page.server.set(&image, Answer::new("image/svg+xml", PICTURE));
    json!([
        { "title": TITLES[1], "url": "/n/1", "publisher": publisher },
        { "title": TITLES[2], "url": "/n/2", "publisher": publisher, "date": DATE, "summary": SUMMARY, "image": { "url": image, "alt": ALT } },
        { "title": TITLES[2], "url": "/n/3", "publisher": other, "date": DATE },
    ])
}

/// Who looks at the interface: for its `words` or its `parts`, and what was seen of these so far.
struct Looker {
    what: &'static str,
    seen: BTreeSet<String>,
}

impl Looker {
    /// Adds what the interface has at present.
    async fn look(&mut self, page: &Page) -> Result<()> {
        self.seen.extend(page.call::<Vec<String>>(self.what, json!([])).await?);
        Ok(())
    }

    /// Opens the card of the headline that has the focus, which must be of this title, and adds what it has.
    async fn look_at_card(&mut self, page: &Page, title: &str) -> Result<()> {
        page.session().key(' ').await?;
        page.wait("a card", "opens", json!([])).await.context(title.to_owned())?;
        let opened: String = page.call("insideText", json!([".card-title"])).await?;
        ensure!(opened == title, "the card is that of {opened}, not of {title}");
        self.look(page).await
    }
}

/// Opens a page with a ticker of that language and these words of its own, and goes through all that it can say; gives what was
/// seen of `what`, its `words` or its `parts`.
pub async fn walk(
    page: &Page,
    lang: &str,
    own: &Value,
    words: &[(&str, String)],
    what: &'static str,
) -> Result<BTreeSet<String>> {
    let mut looker = Looker { what, seen: BTreeSet::new() };
    crate::reporting::takes_reports(&page.server);
    page.leave().await?;
    let gate = Gate::closed();
    page.server.set("/feed.json", Answer::status(500).held(&gate));
    let config = inline("config", json!({ "words": own }));
    let ticker = element(
        &[
            ("config", "#config"),
            ("sources", "/feed.json"),
            ("report", "/reports"),
            ("show", "publisher image"),
            ("speed", "0"),
            ("order", "source"),
            ("dedupe", "similar"),
            ("lang", lang),
            ("dir", dir(lang)),
        ],
        "",
    );
    page.open(&around("en", &(config + &ticker))).await?;
    // There is nothing to show yet, and then nothing comes.
    page.wait("a message", "meets", json!([".said", 1])).await?;
    page.wait("the loading state", "is", json!(["state", "loading"])).await?;
    looker.look(page).await?;
    gate.open();
    page.wait("the button", "meets", json!([".retry", 1])).await?;
    page.take_one_warning(&["/feed.json", "status 500"]).await?;
    looker.look(page).await?;
    page.feed("/feed.json", &json!([]));
    page.click(".retry").await?;
    page.wait("the live state", "is", json!(["state", "live"])).await?;
    looker.look(page).await?;
    page.act("online", json!([false])).await?;
    page.wait("that there is no network", "says", json!([word(words, "offline")])).await?;
    looker.look(page).await?;
    page.act("online", json!([true])).await?;
    // Breaking news, which has a day and no publisher, as it has no address of which the host would be one.
    page.act("push", json!([{ "title": TITLES[0], "date": DATE, "breaking": true }])).await?;
    page.wait("what is told of it", "insideCountIs", json!([".announced", 1])).await?;
    page.wait("the other label", "meets", json!([".breaking-label", 1])).await?;
    tab_into_line(page).await?;
    looker.look_at_card(page, TITLES[0]).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    page.act("takeAway", json!([TITLES[0]])).await?;
    // Headlines, and the buttons, which are named by what they do.
    page.feed("/feed.json", &feed(page, lang));
    page.act("invoke", json!(["refresh"])).await?;
    page.ready().await?;
    page.wait("one headline of each story", "has", json!([2])).await?;
    looker.look(page).await?;
    page.click(".pause").await?;
    page.wait("the other button", "insideCountIs", json!([".play", 1])).await?;
    looker.look(page).await?;
    // The panel.
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    looker.look(page).await?;
    page.act("searches", json!(["Zephyr"])).await?;
    page.wait("nothing", "lists", json!([0])).await?;
    looker.look(page).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no panel", "folds", json!([])).await?;
    // The card of each, and the report of the image in the last one.
    tab_into_line(page).await?;
    page.session().key(Key::Home.into()).await?;
    looker.look_at_card(page, TITLES[1]).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("the focus on its headline", "keyboardIsOnHeadline", json!([])).await?;
    page.session().key(Key::End.into()).await?;
    looker.look_at_card(page, TITLES[2]).await?;
    page.click(".report").await?;
    page.wait("the reasons", "meets", json!([".reason", word(words, "reasons").split('|').count()])).await?;
    looker.look(page).await?;
    page.click(".reason").await?;
    page.wait("the thanks", "focused", json!([".thanks"])).await?;
    looker.look(page).await?;
    page.session().key(Key::Escape.into()).await?;
    page.wait("no card", "closes", json!([])).await?;
    // The notes beside headlines that are not fresh.
    page.server.set("/feed.json", Answer::status(500));
    page.act("invoke", json!(["refresh"])).await?;
    page.wait("the stale state", "is", json!(["state", "stale"])).await?;
    page.take_one_warning(&["/feed.json", "status 500"]).await?;
    looker.look(page).await?;
    page.act("online", json!([false])).await?;
    page.wait("that there is no network", "says", json!([word(words, "offline")])).await?;
    looker.look(page).await?;
    Ok(looker.seen)
}

/// Walks, and fails unless each of these words is seen, and nothing that is none of them.
async fn all_is_said_in(page: &Page, lang: &str, own: &Value, words: &[(&str, String)]) -> Result<()> {
    let seen = walk(page, lang, own, words, "words").await.with_context(|| format!("in {lang}"))?;
    let mut expected = expected(words, lang)?;
    // The age of a list is not ours: `Intl` says it.
    expected.insert(page.call("minuteAgo", json!([lang])).await?);
    let missing: Vec<_> = expected.difference(&seen).collect();
    let foreign: Vec<_> = seen.difference(&expected).collect();
    ensure!(missing.is_empty() && foreign.is_empty(), "in {lang} it says {foreign:?}, and nowhere {missing:?}");
    Ok(())
}

async fn every_word_is_of_the_language(page: Page) -> Result<()> {
    for lang in LANGUAGES {
        all_is_said_in(&page, lang, &Value::Null, &words(lang)?).await?;
    }
    Ok(())
}

async fn a_site_has_words_of_its_own(page: Page) -> Result<()> {
    let some = json!({
        "label": "نشرة الميناء", "pause": "قف", "read": "التفاصيل", "all": "النشرة كلها",
        "reasons": "rights:حقوق النشر|old:قديمة|a:أ|b:ب|c:ج",
    });
    let every = json!({
        "label": "Hafenblatt", "pause": "Halt", "play": "Los", "previous": "Zurück", "next": "Vor", "loading": "Moment", "failed": "Es kam nichts",
        "empty": "Alles ruhig", "offline": "Kein Netz", "retry": "Noch einmal", "updated": "Stand", "breaking": "Eben erst", "read": "Zum Artikel",
        "published-by-on": "{d}, {p}", "published-by": "Aus {p}", "published-on": "Vom {d}", "also": "Und in", "close": "Weg", "all": "Die Liste",
        "search": "Stichwort", "nothing-found": "Nichts davon", "count": "one:{n} Stück|other:{n} Stücke", "report": "Beschwerde",
        "reasons": "rights:Gestohlen|old:Veraltet", "thanks": "Notiert.",
    });
    for (lang, own, count) in [("ar", some, 5), ("de", every, NAMES.len())] {
        let mut words = words(lang)?;
        let known =
            words.iter_mut().filter_map(|(name, word)| own[*name].as_str().map(|said| *word = said.to_owned())).count();
        ensure!(known == count, "{known} of {count} words have a name that is known");
        all_is_said_in(&page, lang, &own, &words).await?;
    }
    Ok(())
}

async fn as_many_headlines_are_counted_in_the_form_of_the_language(page: Page) -> Result<()> {
    page.feed("/feed.json", &json!([headline("1", TITLES[0])]));
    page.open(&around("en", &element(&[("sources", "/feed.json"), ("speed", "0"), ("limit", "200")], ""))).await?;
    page.ready().await?;
    page.click(".all").await?;
    page.wait("the panel", "unfolds", json!([])).await?;
    for lang in LANGUAGES.into_iter().chain(["ar-EG"]) {
        let words = words(lang)?;
        page.act("attribute", json!(["lang", lang])).await?;
        let search = json!([".panel-search", "placeholder", word(&words, "search")]);
        page.wait("the language", "insideAttributeIs", search).await.with_context(|| format!("in {lang}"))?;
        let numbers: Vec<usize> = forms(lang).iter().map(|(number, _)| *number).collect();
        let said: Vec<String> = page.call("countings", json!([numbers])).await?;
        let expected = numbers.into_iter().map(|number| counted(&words, lang, number)).collect::<Result<Vec<_>>>()?;
        ensure!(said == expected, "in {lang} it says {said:?}, not {expected:?}");
    }
    Ok(())
}

/// On a small telephone it takes a third of the line at most, and what stands in it is not cut off.
async fn in_a_narrow_line_the_label_is_whole_in_every_language(page: Page) -> Result<()> {
    let breaking = json!({ "id": "1", "title": TITLES[0], "url": "/n/1", "breaking": true });
    page.server.set("/style.css", Answer::new("text/css", "body > div { inline-size: 320px }".to_owned()));
    let head = "<script src=\"/kit/reading.js\"></script><link rel=\"stylesheet\" href=\"/style.css\">";
    for (words, feed) in [("latest", headline("1", TITLES[0])), ("breaking-label", breaking)] {
        page.feed("/feed.json", &json!([feed]));
        for lang in LANGUAGES {
            let ticker = element(&[("sources", "/feed.json"), ("speed", "0"), ("lang", lang), ("dir", dir(lang))], "");
            page.open(&around(lang, &format!("<div>{ticker}</div>")).head(head)).await?;
            page.ready().await?;
            page.wait("the words", "insideStyleIs", json!([format!(".{words}"), "visibility", "visible"])).await?;
            let lost: Vec<String> = page.call("lost", json!([])).await?;
            ensure!(lost.is_empty(), "in {lang}: {lost:#?}");
            let sizes: Vec<(f64, f64)> = page.call("sizes", json!([".label"])).await?;
            ensure!(sizes.iter().all(|(width, _)| *width <= 112.1), "in {lang} it is of {sizes:?}");
        }
    }
    Ok(())
}
