//! The script tag and the element, from the first byte to the first headline.

use crate::fixtures::{arabic, around, english, headline, show};
use anyhow::{Context, Result, ensure};
use e2e::answer::{Answer, Gate};
use e2e::case;
use e2e::case::Case;
use e2e::html::{Html, element, inline, tag};
use e2e::page::Page;
use serde_json::{Value, json};
use std::path::Path;
use std::time::Duration;

/// The rows of this file.
pub fn cases() -> Vec<Case> {
    vec![
        case!(the_tag_inserts_an_element_right_after_itself),
        case!(the_tag_carries_what_it_may_and_nothing_else),
        case!(the_wasm_and_the_first_feed_are_asked_for_before_either_has_arrived),
        case!(nothing_is_requested_but_our_two_files_and_the_sources),
        case!(two_tags_and_a_script_loaded_twice_share_one_module),
        case!(a_tag_added_late_works),
        case!(a_ticker_that_comes_later_asks_for_nothing_that_is_known),
        case!(a_tag_in_the_head_is_one_warning),
        case!(a_name_that_is_nearly_ours_is_told),
        case!(the_own_list_is_seen_before_the_script_and_scrolls_after),
        case!(the_own_list_stands_when_the_wasm_is_missing),
        case!(an_inline_feed_needs_no_request),
        case!(an_inline_feed_that_comes_late_is_read),
        case!(what_is_set_before_the_upgrade_is_kept),
        case!(headlines_set_before_the_upgrade_are_kept),
        case!(a_headline_that_throws_costs_only_itself),
        case!(headlines_set_by_the_page_are_shown),
        case!(a_click_on_a_headline_can_be_cancelled),
        case!(the_module_form_defines_the_same_element),
        case!(nothing_shifts_while_loading),
    ]
}

async fn the_tag_inserts_an_element_right_after_itself(page: Page) -> Result<()> {
    show(&page, "ar", &[], &arabic(4)).await?;
    let after: String = page.call("next", json!(["script[data-sources]"])).await?;
    ensure!(after == "headline-ticker", "after the script stands {after}");
    ensure!(page.call::<usize>("count", json!(["headline-ticker"])).await? == 1, "there is more than one ticker");
    Ok(())
}

async fn the_tag_carries_what_it_may_and_nothing_else(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    let script = "<script async src=\"/dist/headline-ticker.js\" id=\"news\" class=\"wide-line bold\" lang=\"ar\" dir=\"rtl\" \
                  nonce=\"abc\" style=\"color: red\" onclick=\"console.error('run')\" title=\"A title\" \
                  data-sources=\"/feed.json\" data-speed=\"80\" data-pause-on=\"hover\" data-other=\"x\"></script>";
    page.open(&around("en", script)).await?;
    page.ready().await?;
    let attributes: Value = page.call("attributes", json!(["headline-ticker"])).await?;
    let expected = json!({
        "id": "news", "class": "wide-line bold", "lang": "ar", "dir": "rtl",
        "sources": "/feed.json", "speed": "80", "pause-on": "hover",
    });
    ensure!(attributes == expected, "the element has {attributes}");
    let script: Value = page.call("attributes", json!(["script[data-sources]"])).await?;
    ensure!(script.get("id").is_none(), "the script kept its id, so the page has it twice");
    Ok(())
}

async fn the_wasm_and_the_first_feed_are_asked_for_before_either_has_arrived(page: Page) -> Result<()> {
    let gate = Gate::closed();
    let wasm = page.server.wasm("/dist/")?;
    page.server.set(&wasm, page.server.file(&wasm)?.held(&gate));
    page.server.set("/feed.json", Answer::json(&english(4)).held(&gate));
    page.open(&around("en", &tag(&[("sources", "/feed.json")]))).await?;
    let both = |server: &e2e::server::Server| server.count(".wasm") == 1 && server.count("/feed.json") == 1;
    page.wait_for_requests("the wasm and the feed", both).await?;
    let answered = page
        .server
        .log()
        .iter()
        .filter(|asked| asked.path != "/" && !asked.path.ends_with(".js"))
        .any(|asked| asked.answered.is_some());
    ensure!(!answered, "one of them was answered first: {:?}", page.server.log());
    gate.open();
    page.ready().await?;
    ensure!(both(&page.server), "one of them was asked for twice: {:?}", page.server.log());
    Ok(())
}

async fn nothing_is_requested_but_our_two_files_and_the_sources(page: Page) -> Result<()> {
    page.feed("/b.json", &english(4));
    page.feed("/feed.json", &english(8));
    page.open(&around("en", &tag(&[("sources", "/feed.json /b.json"), ("speed", "400")]))).await?;
    page.steady().await?;
    let mut asked: Vec<String> = page.server.log().into_iter().map(|asked| asked.path).collect();
    let mut expected =
        ["/", "/dist/headline-ticker.js", &page.server.wasm("/dist/")?, "/feed.json", "/b.json"].map(str::to_owned);
    asked.sort_unstable();
    expected.sort_unstable();
    ensure!(asked == expected, "requested were {asked:?}");
    Ok(())
}

async fn two_tags_and_a_script_loaded_twice_share_one_module(page: Page) -> Result<()> {
    page.feed("/a.json", &json!([headline("a", "From the first source")]));
    page.feed("/b.json", &json!([headline("b", "From the second source")]));
    let first = tag(&[("sources", "/a.json")]);
    let second = tag(&[("sources", "/b.json")]).replace("headline-ticker.js", "headline-ticker.js?again");
    page.open(&around("en", &format!("<div id=\"first\">{first}</div><div id=\"second\">{second}{first}</div>")))
        .await?;
    for (ticker, title) in [
        ("#first headline-ticker", "From the first source"),
        ("#second headline-ticker", "From the second source"),
        ("#second headline-ticker + script + headline-ticker", "From the first source"),
    ] {
        page.wait(&format!("{title:?} in {ticker}"), "shows", json!([title, ticker])).await?;
    }
    ensure!(page.server.count(".wasm") == 1, "the wasm was asked for {} times", page.server.count(".wasm"));
    ensure!(page.server.count("/a.json") == 1, "two tickers asked {} times for one feed", page.server.count("/a.json"));
    ensure!(
        page.call::<usize>("count", json!(["headline-ticker"])).await? == 3,
        "three tags, another number of tickers"
    );
    Ok(())
}

async fn a_ticker_that_comes_later_asks_for_nothing_that_is_known(page: Page) -> Result<()> {
    show(&page, "en", &[], &english(4)).await?;
    page.act("addTag", json!(["body", { "sources": "/feed.json" }])).await?;
    page.wait("two tickers", "counts", json!(["headline-ticker", 2])).await?;
    page.wait("its headlines", "has", json!([4, "body > headline-ticker:last-of-type"])).await?;
    ensure!(page.server.count("/feed.json") == 1, "requested were {:?}", page.server.log());
    Ok(())
}

async fn a_tag_added_late_works(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    page.open(&around("en", "<div id=\"place\"></div>")).await?;
    for _ in 0..2 {
        page.act("addTag", json!(["#place", { "sources": "/feed.json", "speed": "80" }])).await?;
    }
    page.ready().await?;
    page.wait("two tickers", "counts", json!(["#place headline-ticker", 2])).await?;
    let inserted: Value = page.call("attributes", json!(["headline-ticker"])).await?;
    ensure!(inserted == json!({ "sources": "/feed.json", "speed": "80" }), "the element has {inserted}");
    Ok(())
}

async fn a_tag_in_the_head_is_one_warning(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    let html = Html::new("en").head(&tag(&[("sources", "/feed.json")])).body("<p>…</p>");
    page.open(&html).await?;
    page.take_one_warning(&["head"]).await?;
    ensure!(page.call::<usize>("count", json!(["headline-ticker"])).await? == 0, "there is a ticker in the head");
    Ok(())
}

async fn a_name_that_is_nearly_ours_is_told(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    page.open(&around("en", &tag(&[("sources", "/feed.json"), ("sped", "80"), ("cookies", "no")]))).await?;
    page.ready().await?;
    page.take_one_warning(&["data-sped", "data-speed"]).await?;
    // Without sources it is no ticker, but it was meant to be one.
    page.open(&around("en", &tag(&[("source", "/feed.json")]))).await?;
    page.wait("the warning", "noted", json!(["console warning"])).await?;
    page.take_one_warning(&["data-source", "data-sources"]).await?;
    ensure!(page.call::<usize>("count", json!(["headline-ticker"])).await? == 0, "there is a ticker without sources");
    Ok(())
}

const OWN_LIST: &str =
    "<ul><li><a href=\"/n/own\">From the own list</a></li><li><a href=\"/n/two\">Its second line</a></li></ul>";

async fn the_own_list_is_seen_before_the_script_and_scrolls_after(page: Page) -> Result<()> {
    let gate = Gate::closed();
    let script = page.server.file("/dist/headline-ticker.js")?;
    page.server.set("/dist/headline-ticker.js", script.held(&gate));
    // The tag is added when the page has loaded, because a held script holds the load event too.
    page.open(&around("en", &format!("<headline-ticker>{OWN_LIST}</headline-ticker><div id=\"place\"></div>"))).await?;
    page.act("addScript", json!(["#place", "/dist/headline-ticker.js"])).await?;
    page.wait_for_requests("the script", |server| server.count(".js") == 1).await?;
    ensure!(page.holds("seen", json!(["headline-ticker a"])).await?, "without JavaScript the own list is not seen");
    gate.open();
    page.wait("the own list on the strip", "shows", json!(["From the own list"])).await?;
    let items = page.items().await?;
    let item =
        items.iter().find(|item| item.text.as_deref() == Some("From the own list")).context("it left too early")?;
    ensure!(item.href.as_deref() == Some(&page.server.address("/n/own")), "the link goes to {:?}", item.href);
    ensure!(!page.holds("seen", json!(["headline-ticker a"])).await?, "the own list stands beside the strip");
    Ok(())
}

async fn the_own_list_stands_when_the_wasm_is_missing(page: Page) -> Result<()> {
    page.server.set(&page.server.wasm("/dist/")?, Answer::status(404));
    page.feed("/feed.json", &english(4));
    page.open(&around("en", &element(&[("sources", "/feed.json")], OWN_LIST))).await?;
    page.take_one_warning(&[".wasm"]).await?;
    ensure!(page.holds("seen", json!(["headline-ticker a"])).await?, "the own list does not stand");
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    // Whoever waits for a refresh waits in vain, but not for ever.
    page.act("invoke", json!(["refresh"])).await
}

async fn an_inline_feed_needs_no_request(page: Page) -> Result<()> {
    let inline = inline("feed", json!([{ "title": "From the page itself" }]));
    page.open(&around("en", &(tag(&[("sources", "#feed")]) + &inline))).await?;
    page.wait("the inline feed", "shows", json!(["From the page itself"])).await?;
    ensure!(page.server.log().len() == 3, "requested were {:?}", page.server.log());
    Ok(())
}

async fn an_inline_feed_that_comes_late_is_read(page: Page) -> Result<()> {
    page.open(&around("en", &tag(&[("sources", "#late")]))).await?;
    page.wait("the failed state", "is", json!(["state", "failed"])).await?;
    page.take_one_warning(&["#late", "no element"]).await?;
    page.act("addInline", json!(["late", [{ "title": "Late, but here" }]])).await?;
    page.act("attribute", json!(["speed", "80"])).await?;
    page.wait("the late feed", "shows", json!(["Late, but here"])).await.map(drop)
}

async fn headlines_set_before_the_upgrade_are_kept(page: Page) -> Result<()> {
    page.open(&around("en", "<headline-ticker></headline-ticker><div id=\"place\"></div>")).await?;
    page.act("set", json!(["headlines", [{ "title": "Set early" }]])).await?;
    page.act("addScript", json!(["#place", "/dist/headline-ticker.js"])).await?;
    page.wait("what was set", "shows", json!(["Set early"])).await.map(drop)
}

async fn a_headline_that_throws_costs_only_itself(page: Page) -> Result<()> {
    page.open(&around("en", &element(&[("speed", "0")], ""))).await?;
    page.wait("the element", "defined", json!([])).await?;
    page.act("setThrowing", json!(["The good one"])).await?;
    page.wait("the other headline", "shows", json!(["The good one"])).await?;
    page.take_one_warning(&["headline 1", "title"]).await
}

async fn what_is_set_before_the_upgrade_is_kept(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    page.open(&around("en", "<headline-ticker></headline-ticker><div id=\"place\"></div>")).await?;
    page.act("set", json!(["speed", "90"])).await?;
    page.act("set", json!(["sources", "/feed.json"])).await?;
    page.act("addScript", json!(["#place", "/dist/headline-ticker.js"])).await?;
    page.wait("speed kept", "moves", json!([-90.0])).await?;
    let attributes: Value = page.call("attributes", json!(["headline-ticker"])).await?;
    ensure!(attributes == json!({ "speed": "90", "sources": "/feed.json" }), "the element has {attributes}");
    Ok(())
}

async fn headlines_set_by_the_page_are_shown(page: Page) -> Result<()> {
    page.open(&around("en", &element(&[("speed", "1000")], ""))).await?;
    page.wait("the element", "defined", json!([])).await?;
    let given = json!([
        { "id": "1", "title": "Set by the page", "url": "/n/1", "publisher": "The Harbour Post", "date": 1_795_253_400_000_i64 },
        { "title": 5 },
        { "title": "Also set" },
    ]);
    page.act("set", json!(["headlines", given])).await?;
    page.wait("what was set", "shows", json!(["Also set"])).await?;
    page.take_one_warning(&["title"]).await?;
    let list: Vec<Value> = page.call("get", json!(["headlines"])).await?;
    ensure!(list.len() == 2, "{} of two good headlines are kept: {list:?}", list.len());
    let first = &list[0];
    ensure!(first["title"] == "Set by the page" && first["publisher"] == "The Harbour Post", "{first}");
    ensure!(first["date"] == 1_795_253_400_000_i64 && first["key"].as_str().is_some(), "{first}");
    ensure!(first["url"] == page.server.address("/n/1"), "{first}");
    Ok(())
}

async fn a_click_on_a_headline_can_be_cancelled(page: Page) -> Result<()> {
    page.server.set("/n/1", Html::new("en").body("<p id=\"article\">The article</p>").answer());
    show(&page, "en", &[("speed", "0"), ("target", "_self")], &json!([headline("1", "Read me")])).await?;
    page.act("cancelClicks", json!([true])).await?;
    page.click(".headline").await?;
    page.wait("headline-click", "said", json!(["headline-click"])).await?;
    let detail = page.events_of("headline-click").await?[0].detail.clone();
    ensure!(detail["title"] == "Read me" && detail["url"] == page.server.address("/n/1"), "its detail is {detail}");
    ensure!(page.server.count("/n/1") == 0, "a cancelled click was followed");
    page.act("cancelClicks", json!([false])).await?;
    page.click(".headline").await?;
    page.wait_for_requests("the article", |server| server.count("/n/1") == 1).await
}

async fn the_module_form_defines_the_same_element(page: Page) -> Result<()> {
    page.feed("/feed.json", &english(4));
    let script = "<script type=\"module\" src=\"/dist/headline-ticker.mjs\"></script>";
    page.open(&around("en", &format!("<headline-ticker sources=\"/feed.json\"></headline-ticker>{script}"))).await?;
    page.ready().await?;
    ensure!(page.call::<String>("version", json!([])).await? == env!("CARGO_PKG_VERSION"), "another version");
    Ok(())
}

/// The site CSS that the README gives for both forms: its blocks of CSS.
fn site_css() -> Result<String> {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../README.md");
    let text = std::fs::read_to_string(&readme).with_context(|| format!("reading {}", readme.display()))?;
    let blocks: Vec<&str> = text.split("```css\n").skip(1).filter_map(|block| block.split("```").next()).collect();
    ensure!(blocks.len() == 2, "the README shows {} blocks of CSS", blocks.len());
    Ok(blocks.concat())
}

async fn nothing_shifts_while_loading(page: Page) -> Result<()> {
    // What stands in a grid has a gap in front unless it is the first.
    let css = format!("{}.grid {{ display: grid; gap: 24px }}", site_css()?);
    page.server.set("/site.css", Answer::new("text/css", css));
    let source = ("sources", "/feed.json");
    // As the README has it, with the script before the element.
    let turned = element(&[source], OWN_LIST);
    let (first, last) = turned.split_once('\n').context("the element and its script are two lines")?;
    let turned = format!("{last}\n{first}");
    let in_grid = format!("<div class=\"grid\">{}</div>", tag(&[source]));
    for ticker in [tag(&[source]), in_grid, element(&[source], OWN_LIST), element(&[], OWN_LIST), turned] {
        let (script_gate, wasm_gate, feed_gate) = (Gate::closed(), Gate::closed(), Gate::closed());
        let script = page.server.file("/dist/headline-ticker.js")?;
        page.server.set("/dist/headline-ticker.js", script.held(&script_gate));
        let wasm = page.server.wasm("/dist/")?;
        page.server.set(&wasm, page.server.file(&wasm)?.held(&wasm_gate));
        page.server.set("/feed.json", Answer::json(&english(12)).held(&feed_gate));
        let html = Html::new("en")
            .head("<link rel=\"stylesheet\" href=\"/site.css\"><script src=\"/kit/place.js\"></script>")
            .body("<div class=\"above\"></div>")
            .body(&ticker)
            .body("<p id=\"below\">…</p>");
        let asked = page.server.count(".js");
        let first = async {
            page.wait_for_requests("the script", |server| server.count(".js") > asked).await?;
            // The page is being loaded, so nothing can be asked of it; it may paint without the script for a while.
            tokio::time::sleep(Duration::from_millis(200)).await;
            script_gate.open();
            Ok(())
        };
        tokio::try_join!(page.open(&html), first)?;
        for gate in [&wasm_gate, &feed_gate] {
            page.act("pass", json!([6])).await?;
            gate.open();
        }
        page.ready().await?;
        page.act("pass", json!([6])).await?;
        let places: Vec<f64> = page.call("places", json!([])).await?;
        ensure!(places.windows(2).all(|pair| pair[0] == pair[1]), "the text below {ticker} moved: {places:?}");
        let shifted: f64 = page.call("shifted", json!([])).await?;
        ensure!(shifted == 0.0, "layout shift {shifted} with {ticker}");
        let above: Value = page.call("box", json!([".above"])).await?;
        let line: Value = page.call("box", json!(["headline-ticker"])).await?;
        ensure!(line["top"] == above["bottom"], "{ticker} stands at {line}, what is above it at {above}");
    }
    Ok(())
}
