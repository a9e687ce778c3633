//! The scripts: glue and element class put together, constants filled in, minified.

use anyhow::{Context, Result, bail, ensure};
use oxc::allocator::Allocator;
use oxc::codegen::{Codegen, CodegenOptions, CommentOptions};
use oxc::minifier::{CompressOptions, MangleOptions, Minifier, MinifierOptions};
use oxc::parser::Parser;
use oxc::span::SourceType;
use oxc_compat::EngineTargets;

/// The oldest engines that run the element.
const ENGINES: &str = "chrome111,firefox115,safari16.4";

/// Where the glue takes hold of the exports, and what the element's `guard` makes of it.
const UNGUARDED: &str = "wasm = instance.exports;";
const GUARDED: &str = "wasm = guard(instance.exports);";

/// What the glue ends in, which keeps loaders for every kind of wasm in every way alive, and the one that this element needs.
/// It takes the whole answer before it compiles: 100 KB compile in a few milliseconds, and a host that sends wasm under a
/// wrong media type does no harm.
const LOADERS: &str = "return Object.assign(__wbg_init, { initSync }, exports);";
const LOADER: &str = "return Object.assign(async ({ module_or_path }) => {
    const response = await module_or_path;
    if (!response.ok) throw new Error(response.status);
    const { instance } = await WebAssembly.instantiate(await response.arrayBuffer(), __wbg_get_imports());
    return __wbg_finalize_init(instance);
}, exports);";

/// What the scripts are made of.
pub struct Parts<'a> {
    /// wasm-bindgen's, of the target no-modules.
    pub glue: &'a str,
    /// `www/headline-ticker.js`.
    pub element: &'a str,
    /// The style sheet, squeezed.
    pub style: &'a str,
    /// The wasm's file name, beside the script.
    pub wasm_file: &'a str,
    /// The wasm's hash in the form of the `integrity` attribute.
    pub wasm_integrity: &'a str,
    /// The crate's version.
    pub version: &'a str,
}

impl Parts<'_> {
    /// One classic script that leaves no name behind and may run twice in a page.
    pub fn classic(&self) -> Result<String> {
        let body = self.body(&literal(self.wasm_file))?;
        let whole = format!("(() => {{ \"use strict\"; const here = document.currentScript?.src; {body} }})()");
        minify(&whole, SourceType::script(), "headline-ticker.js")
    }

    /// The same class as an ES module; bundlers know the wasm by the form of its address.
    pub fn module(&self) -> Result<String> {
        let address = format!("new URL({}, import.meta.url).href", literal(self.wasm_file));
        let body = self.body(&address)?;
        let whole = format!("const here = import.meta.url; {body} export {{ HeadlineTicker }};");
        minify(&whole, SourceType::mjs(), "headline-ticker.mjs")
    }

    fn body(&self, wasm_file: &str) -> Result<String> {
        let glue = [(UNGUARDED, GUARDED), (LOADERS, LOADER)]
            .into_iter()
            .try_fold(self.glue.to_owned(), |glue, (from, to)| replace_once(&glue, from, to))
            .context("wasm-bindgen's glue")?;
        let constants = [
            ("__WASM_FILE__", wasm_file.to_owned()),
            ("__WASM_INTEGRITY__", literal(self.wasm_integrity)),
            ("__VERSION__", literal(self.version)),
            ("__STYLE__", literal(self.style)),
        ];
        let element = fill_in(self.element, &constants).context("www/headline-ticker.js")?;
        Ok(format!("{glue}\n{element}\n"))
    }
}

/// Replaces a text that must be there exactly once.
fn replace_once(text: &str, from: &str, to: &str) -> Result<String> {
    let count = text.matches(from).count();
    ensure!(count == 1, "`{from}` should be there once and is there {count} times");
    Ok(text.replacen(from, to, 1))
}

/// Fills in constants by name; one that nothing uses is a mistake.
fn fill_in(text: &str, constants: &[(&str, String)]) -> Result<String> {
    let mut filled = text.to_owned();
    for (name, value) in constants {
        ensure!(filled.contains(name), "`{name}` is not used");
        filled = filled.replace(name, value);
    }
    Ok(filled)
}

/// A JavaScript string literal.
fn literal(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Minifies a script, names included; those that a page sees (members, exports, strings) stay.
fn minify(text: &str, kind: SourceType, name: &str) -> Result<String> {
    let allocator = Allocator::default();
    let parsed = Parser::new(&allocator, text, kind).parse();
    if let Some(error) = parsed.diagnostics.first() {
        let place = error.labels.first().map_or(0, |label| label.offset() as usize);
        let near: String = text[place..].chars().take(60).collect();
        bail!("{name} does not parse: {error}, near `{near}`");
    }
    let target = EngineTargets::from_target(ENGINES).map_err(anyhow::Error::msg)?;
    let mut program = parsed.program;
    let minified = Minifier::new(MinifierOptions {
        mangle: Some(MangleOptions::default()),
        mangle_properties: None,
        compress: Some(CompressOptions { target, ..CompressOptions::smallest() }),
    })
    .minify(&allocator, &mut program);
    let options = CodegenOptions { minify: true, comments: CommentOptions::disabled(), ..CodegenOptions::default() };
    Ok(Codegen::new().with_options(options).with_scoping(minified.scoping).build(&program).code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "let wasm_bindgen = (function(exports) {
        let wasm;
        function __wbg_get_imports() { return {}; }
        function __wbg_finalize_init(instance) { wasm = instance.exports; return wasm; }
        function initSync(module) { return __wbg_finalize_init(new WebAssembly.Instance(module)); }
        async function __wbg_init(address) { return initSync(new WebAssembly.Module(await fetch(address))); }
        return Object.assign(__wbg_init, { initSync }, exports);
    })({ __proto__: null });";
    const ELEMENT: &str = "function guard(exports) { return exports; }
        class HeadlineTicker extends HTMLElement {
            static version = __VERSION__;
            #secret = wasm_bindgen(new URL(__WASM_FILE__, here), __WASM_INTEGRITY__, __STYLE__);
            pauseOn() { return this.#secret; }
        }
        customElements.define('headline-ticker', HeadlineTicker);";

    fn parts<'a>(glue: &'a str, element: &'a str) -> Parts<'a> {
        Parts {
            glue,
            element,
            style: "a{content:\"\\201c\"}",
            wasm_file: "headline-ticker-0123456789abcdef.wasm",
            wasm_integrity: "sha384-x",
            version: "1.2.3",
        }
    }

    #[test]
    fn both_forms_keep_what_a_page_sees() {
        let parts = parts(GLUE, ELEMENT);
        let (classic, module) = (parts.classic().unwrap(), parts.module().unwrap());
        for (form, expect) in [
            (&classic, "document.currentScript?.src"),
            (&classic, "headline-ticker-0123456789abcdef.wasm"),
            (&module, "new URL(`headline-ticker-0123456789abcdef.wasm`,import.meta.url).href"),
            (&module, "as HeadlineTicker"),
            (&module, "sha384-x"),
            (&module, "1.2.3"),
            (&module, r#"a{content:"\\201c"}"#),
            (&module, "pauseOn"),
        ] {
            assert!(form.contains(expect), "{expect} is not in {form}");
        }
        for (form, unwanted) in [(&classic, "wasm_bindgen"), (&classic, "import.meta"), (&module, "currentScript")] {
            assert!(!form.contains(unwanted), "{unwanted} is in {form}");
        }
        assert!(classic.starts_with('('), "{classic}");
    }

    #[test]
    fn mistakes_are_loud() {
        for (glue, element, expect) in [
            ("", ELEMENT, "0 times"),
            (&GLUE.repeat(2), ELEMENT, "2 times"),
            (GLUE, "class HeadlineTicker {}", "`__WASM_FILE__` is not used"),
            (GLUE, &ELEMENT.replace("class", "clas"), "does not parse"),
        ] {
            let error = format!("{:#}", parts(glue, element).classic().unwrap_err());
            assert!(error.contains(expect), "{error}");
        }
    }
}
