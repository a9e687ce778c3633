//! Direction, plain form and folding of texts, and the interface's words.

use headline_ticker::text::{Dir, collapse, cut, decimal, dir_of_lang, direction, fold, plain};
use headline_ticker::words::{LANGUAGES, Word, word};

#[test]
fn the_majority_of_strong_characters_gives_the_direction() {
    let check = |text: &str, expected| assert_eq!(direction(text), expected, "{text:?}");
    check("أعلنت الشركة نتائجها", Some(Dir::Rtl));
    check("Nordwind تفتتح مصنعها الجديد في الإسكندرية", Some(Dir::Rtl));
    check("The word سلام means peace", Some(Dir::Ltr));
    check("שלום לכולם", Some(Dir::Rtl));
    check("دیدار وزیران در تهران", Some(Dir::Rtl));
    check("Le marché rouvre à Nîmes", Some(Dir::Ltr));
    check("Новости дня", Some(Dir::Ltr));
    check("今日のニュース", Some(Dir::Ltr));
    check("", None);
    check("2026 - 11 - 21", None);
    check("٢٠٢٦ ٪", None);
    check("«…» !?", None);
    // The Arabic question mark is strong in Unicode.
    check("2026؟", Some(Dir::Rtl));
    check("اب ab", None);
    // Tashkeel is not strong: three letters with five marks do not outweigh four letters.
    check("كُتِّبَ abcd", Some(Dir::Ltr));
    check("كُتِّبَ abc", None);
    check("\u{200f}123", Some(Dir::Rtl));
    check("\u{200e}123", Some(Dir::Ltr));
}

#[test]
fn a_language_implies_a_direction() {
    let check = |tag: &str, expected| assert_eq!(dir_of_lang(tag), expected, "{tag:?}");
    for tag in ["ar", "AR-eg", "he", "fa-IR", "ur", "ckb", "ar-u-nu-latn", "az-Arab", "pa-arab-PK", "en-Hebr"] {
        check(tag, Some(Dir::Rtl));
    }
    for tag in ["en", "fr-CA", "tr", "ar-Latn", "ku", "zh-Hant-TW", "de-1996"] {
        check(tag, Some(Dir::Ltr));
    }
    for tag in ["", "und", "zxx", "mul"] {
        check(tag, None);
    }
}

#[test]
fn titles_are_decoded_once() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text:?}");
    check("plain", "plain");
    check("", "");
    check("Fish &amp; chips", "Fish & chips");
    check("&amp;amp;", "&amp;");
    check("&amp;lt;b&amp;gt;", "&lt;b&gt;");
    check("&lt;b&gt;x&lt;/b&gt;", "<b>x</b>");
    check("R&D, AT&T; A & B &", "R&D, AT&T; A & B &");
    check("&nosuch; &; &#; &#x; &#xg;", "&nosuch; &; &#; &#x; &#xg;");
    check("&eacut; &eacutee; &EACUTE;", "&eacut; &eacutee; &EACUTE;");
    check("&laquo;عاجل&raquo; &ndash; &hellip;", "«عاجل» – …");
    check("l&rsquo;&eacute;t&eacute; &agrave; &Ccedil;a &Eacute;&oelig;", "l’été à Ça Éœ");
    check("5&prime; 6&Prime; &deg; &times; &euro; &sup2;", "5′ 6″ ° × € ²");
    check("&quot;&apos;&#39;&#x27;&#X27;&#0000000039;", "\"'''''");
    check("&#1587;&#x644;&#1575;&#1605;", "سلام");
    check("&#128240;", "📰");
    check("&#147;x&#148; &#8217;&#x96;&#128;", "“x” ’–€");
    check("&#0;&#xD800;&#x110000;&#9999999999;", "\u{fffd}\u{fffd}\u{fffd}\u{fffd}");
    check("مي&zwnj;خواهم", "مي\u{200c}خواهم");
}

#[test]
fn tags_go_and_what_only_looks_like_one_stays() {
    let check = |text: &str, expected: &str| assert_eq!(plain(text), expected, "{text:?}");
    check("<b>x</b>y", "xy");
    check("<p>one</p><p>two<br/>three</p>", "one two three");
    check("a <A HREF='x>y' title=\"a>b\">link</A> b", "a link b");
    check("5 < 6", "5 < 6");
    check("I <3 you", "I <3 you");
    check("a<b", "a<b");
    check("1<2>1", "1<2>1");
    check("<Acme> buys <Nordwind>", "<Acme> buys <Nordwind>");
    check("<bold>", "<bold>");
    check("<", "<");
    check("</", "</");
    check("<!-- note -->x<!--y", "x");
    check("x<script>alert(1)</script>y", "xy");
    check("x<STYLE type=a>b{}</style >y", "xy");
    check("x<script>never closed", "x");
    check("x<script>a</b></script>y", "xy");
    check("<img src=x onerror=alert(1)>News", "News");
    check("<b title='never ends>x", "<b title='never ends>x");
    check("<<b>b>", "<b>");
    check("&<b>lt;</b>", "&lt;");
}

#[test]
fn white_space_collapses() {
    let check = |text: &str, expected: &str| {
        assert_eq!(plain(text), expected, "{text:?}");
        assert_eq!(collapse(text), expected, "{text:?}");
    };
    check("  a \n\t b\r\n", "a b");
    check("a\nb", "a b");
    check("a\u{a0}b", "a\u{a0}b");
    check("\u{a0}a \u{a0} b\u{a0}", "a b");
    check("\u{2028}\u{a0}", "");
    // Bidi controls and tashkeel stay as written: items are isolated.
    check("\u{202e}abc كُتِّبَ", "\u{202e}abc كُتِّبَ");
    assert_eq!(collapse("a &amp; <b>"), "a &amp; <b>");
}

#[test]
fn hostile_texts_take_linear_time() {
    let check = |part: &str| {
        let text = part.repeat(400_000 / part.len());
        let started = std::time::Instant::now();
        let _ = plain(&text);
        // Quadratic work on so many bytes takes minutes.
        assert!(started.elapsed().as_secs() < 10, "{part:?} took {:?}", started.elapsed());
    };
    for part in ["<b ", "<b '", "<!--", "<script>", "<script></", "&", "&#", "&amp", "<", "</b", "<b>"] {
        check(part);
    }
}

#[test]
fn folding_unifies_what_means_the_same() {
    let check = |one: &str, other: &str| assert_eq!(fold(one), fold(other), "{one:?} and {other:?}");
    let expect = |text: &str, expected: &str| assert_eq!(fold(text), expected, "{text:?}");
    check("كُتِبَ الدَّرْسُ", "كتب الدرس");
    check("الـــخبر", "الخبر");
    check("أحمد إلى آخر", "احمد الي اخر");
    check("مستشفى", "مستشفي");
    check("مدرسة", "مدرسه");
    check("کتاب ایران", "كتاب ايران");
    check("١٢٣ ۱۲۳", "123 123");
    check("«عاجل»: خبر", "\"عاجل\" - خبر");
    check("قال، ثم؛ سأل؟", "قال ثم سأل");
    check("L’été", "l'ÉTÉ");
    check("Ğ Š Ž Œ Ÿ Ł", "ğ š ž œ ÿ ł");
    check("ΑΩ ЖЁ", "αω жё");
    check("a\u{a0}\u{2009}b\nc", "a b c");
    check("زد\u{200c}ها", "زدها");
    check("Wait…", "wait...");
    expect("  «Hello», World!  ", "hello world");
    expect("50% + 3", "50% + 3");
    expect("؟!…", "");
    for (one, other) in [("كتب", "كتاب"), ("côte", "cote"), ("50%", "50"), ("ab", "a b"), ("سأل", "سال قال")]
    {
        assert_ne!(fold(one), fold(other), "{one:?} and {other:?}");
    }
    let once = fold("«الأُولى»  L’Été ١٢");
    assert_eq!(fold(&once), once, "folding twice changes nothing");
}

#[test]
fn long_texts_are_cut() {
    let check = |text: &str, most, expected: Option<&str>| {
        let mut short = text.to_string();
        assert_eq!(cut(&mut short, most).then_some(short.as_str()), expected, "{text:?}");
    };
    check("12345", 5, None);
    check("123456", 5, Some("12345…"));
    check("سلام عليكم جميعا", 12, Some("سلام عليكم…"));
    check("a 34567890", 8, Some("a 345678…"));
}

#[test]
fn numbers_in_decimal() {
    for number in [0, 9, 10, 42, 1_000, u64::MAX] {
        assert_eq!(decimal(number), number.to_string());
    }
}

#[test]
fn the_interface_speaks_ten_languages() {
    let check = |tag: &str, label: &str| assert_eq!(word(tag, Word::Label), label, "{tag:?}");
    check("ar", "آخر الأخبار");
    check("AR-EG", "آخر الأخبار");
    check("fr-CA", "Dernières nouvelles");
    check("en", "Latest news");
    check("", "Latest news");
    check("de", "Aktuelle Meldungen");
    check("pt-BR", "Últimas notícias");
    check("arn", "Latest news");
    check("es-419", "Últimas noticias");
    check("tr", "Son haberler");
    check("fa-AF", "آخرین خبرها");
    check("he", "חדשות אחרונות");
    check("iw", "חדשות אחרונות");
    check("ur", "تازہ ترین خبریں");
    check("ja", "Latest news");
}

#[test]
fn no_language_lacks_a_word_or_a_place() {
    for tag in LANGUAGES.split(' ') {
        let mut all = Vec::new();
        for name in Word::NAMES.split_whitespace() {
            let said = word(tag, Word::named(name).expect("it is a word"));
            let places = ["{p}", "{d}", "{n}"].map(|place| said.contains(place));
            let expected =
                [name == "published-by-on" || name == "published-by", name.ends_with("-on"), name == "count"];
            assert_eq!(places, expected, "{tag}: {name} is {said:?}");
            assert!(!said.trim().is_empty() && said.trim() == said, "{tag}: {name} is {said:?}");
            all.push(said);
        }
        all.sort();
        assert!(all.windows(2).all(|two| two[0] != two[1]), "{tag} says the same of two things: {all:?}");
        // What is sent is the same in every language.
        let reasons = |tag| -> Vec<(&str, &str)> {
            word(tag, Word::Reasons).split('|').map(|form| form.split_once(':').expect("a keyword before it")).collect()
        };
        let keywords = |tag| -> Vec<&str> { reasons(tag).into_iter().map(|(keyword, _)| keyword).collect() };
        assert_eq!(keywords(tag), ["offensive", "violent", "sexual", "false", "other"], "{tag}");
        assert!(reasons(tag).iter().all(|(_, said)| !said.is_empty()), "{tag}");
        // No line is left over.
        let file = std::fs::read_to_string(format!("src/words/{tag}.txt")).expect("each language has its file");
        assert_eq!(file.lines().count(), all.len(), "{tag}");
    }
}
