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
        let constants = [
            ("__WASM_FILE__", wasm_file.to_owned()),
            ("__WASM_INTEGRITY__", literal(self.wasm_integrity)),
            ("__VERSION__", literal(self.version)),
            ("__STYLE__", literal(self.style)),
        ];
        let element = fill_in(self.element, &constants).context("www/headline-ticker.js")?;
        Ok(format!("{}\n{element}\n", self.glue))
    }
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
    Ok(Codegen::new()
        .with_options(options)
        .with_scoping(minified.scoping)
        .with_private_member_mappings(minified.class_private_mappings)
        .build(&program)
        .code)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GLUE: &str = "let wasm_bindgen;
    {
        let wasm;
        wasm_bindgen = async (address) => {
            const { instance } = await WebAssembly.instantiateStreaming(fetch(address), {});
            wasm = guard(instance.exports);
        };
    }";
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
            ("let wasm_bindgen = {", ELEMENT, "does not parse"),
            (GLUE, "class HeadlineTicker {}", "`__WASM_FILE__` is not used"),
            (GLUE, &ELEMENT.replace("class", "clas"), "does not parse"),
        ] {
            let error = format!("{:#}", parts(glue, element).classic().unwrap_err());
            assert!(error.contains(expect), "{error}");
        }
    }
}
