//! wasm-bindgen as a library: the wasm that the browser loads, and the glue that loads it.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use walrus::{ElementItems, FunctionId, FunctionKind, ImportedFunction, Module};
use wasm_bindgen_cli_support::{Bindgen, Output};

use crate::glue::{self, OWN};

/// What wasm-bindgen makes of the compiler's output.
pub struct Bound {
    /// The wasm, with the names it imports shortened.
    pub wasm: Vec<u8>,
    /// A classic script that declares `wasm_bindgen`, in need of a scope of its own.
    pub glue: String,
}

/// Binds the compiler's wasm to JavaScript.
pub fn bind(wasm: Vec<u8>) -> Result<Bound> {
    let mut output = Bindgen::new()
        .input_bytes("headline_ticker", wasm)
        .no_modules(true)
        .context("wasm-bindgen")?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .omit_default_module_path(true)
        .generate_output()
        .context("wasm-bindgen cannot read the wasm")?;
    ensure!(!output.js().contains("jspi"), "the core awaits something, so the wakers of js-sys are called");
    let glue = glue::rewrite(output.js())?;
    clear_table(output.wasm_mut());
    for (name, _) in OWN {
        import(output.wasm_mut(), name).with_context(|| format!("`{name}` cannot be imported"))?;
    }
    let glue = shorten(&mut output, glue);
    Ok(Bound { wasm: output.wasm_mut().emit_wasm(), glue })
}

/// Gives what wasm-bindgen names itself one or two letters in wasm and glue: its names carry hashes, which no compression
/// makes smaller. Names that the crate exports stay.
fn shorten(output: &mut Output, glue: String) -> String {
    let mut glue = Glue { text: glue, count: 0 };
    let module = output.wasm_mut();
    for import in module.imports.iter_mut() {
        // A key of an object; the name of the module that they come from is one as well.
        glue.shorten(&mut import.name, "", ": ");
    }
    let module_names: BTreeSet<String> = module.imports.iter().map(|import| import.module.clone()).collect();
    for name in module_names {
        let mut short = name.clone();
        glue.shorten(&mut short, "\"", "\": {");
        module
            .imports
            .iter_mut()
            .filter(|import| import.module == name)
            .for_each(|import| import.module.clone_from(&short));
    }
    let mut unused = Vec::new();
    for export in module.exports.iter_mut().filter(|export| is_generated(&export.name)) {
        if glue.text.contains(&export.name) {
            glue.shorten(&mut export.name, "wasm.", "");
        } else {
            unused.push(export.id());
        }
    }
    // What nobody can call need not be there: wasm-opt then finds what only they have called.
    unused.into_iter().for_each(|export| module.exports.delete(export));
    glue.text
}

/// Makes a function of the wasm one that it imports.
fn import(module: &mut Module, name: &str) -> Option<()> {
    let from = module.imports.iter().next()?.module.clone();
    let id = module.funcs.by_name(name)?;
    let import = module.imports.add(&from, name, id);
    let function = module.funcs.get_mut(id);
    function.kind = FunctionKind::Import(ImportedFunction { import, ty: function.ty() });
    Some(())
}

/// Takes out of the table what nobody calls by its place there: wasm-opt cannot know, so it would keep all of them.
fn clear_table(module: &mut Module) {
    let is_called = |id: &FunctionId| !module.funcs.get(*id).name.as_deref().is_some_and(is_uncalled);
    for element in module.elements.iter_mut() {
        if let ElementItems::Functions(functions) = &mut element.items
            && let Some(any) = functions.iter().copied().find(is_called)
        {
            functions.iter_mut().filter(|id| !is_called(id)).for_each(|id| *id = any);
        }
    }
}

/// Whether a function's place in the table was only to tell wasm-bindgen of it, which exports those that are in use (js-sys
/// describes some forty kinds of closures), or belongs to a waker of js-sys, and nothing is awaited.
fn is_uncalled(name: &str) -> bool {
    name.contains("::convert::closures::_::invoke") || name.contains("::futures::jspi::task_waker::")
}

/// Whether wasm-bindgen chose a name, not the crate.
fn is_generated(name: &str) -> bool {
    name.starts_with("__") || name.starts_with("wasm_bindgen_")
}

/// The glue while names in it are made shorter.
struct Glue {
    text: String,
    /// How many names were given.
    count: usize,
}

impl Glue {
    /// Gives a short name to what stands between `before` and `after` in the glue. A name that does not stand there keeps
    /// its length, since the glue has it in a way that we do not know.
    fn shorten(&mut self, name: &mut String, before: &str, after: &str) {
        let short = short_name(self.count);
        let replaced = replace_words(&self.text, &format!("{before}{name}{after}"), &format!("{before}{short}{after}"));
        if let Some(replaced) = replaced {
            self.text = replaced;
            self.count += 1;
            *name = short;
        }
    }
}

/// Replaces a text wherever it is not part of a longer word; none if it is nowhere.
fn replace_words(text: &str, from: &str, to: &str) -> Option<String> {
    let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut end = 0;
    for (start, _) in text.match_indices(from) {
        let (next, first, last) = (start + from.len(), bytes[start], bytes[start + from.len() - 1]);
        let continues_before = is_word(first) && start > 0 && is_word(bytes[start - 1]);
        let continues_after = is_word(last) && bytes.get(next).is_some_and(|byte| is_word(*byte));
        if !continues_before && !continues_after {
            out.push_str(&text[end..start]);
            out.push_str(to);
            end = next;
        }
    }
    out.push_str(&text[end..]);
    (end > 0).then_some(out)
}

/// a, b … z, A … Z, aa, ba …: the names of the crate's own exports are longer.
fn short_name(index: usize) -> String {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    let letter = char::from(LETTERS[index % LETTERS.len()]).to_string();
    if index < LETTERS.len() { letter } else { letter + &short_name(index / LETTERS.len() - 1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use walrus::{ElementKind, FunctionBuilder};

    #[test]
    fn short_names() {
        for (index, expect) in [(0, "a"), (51, "Z"), (52, "aa"), (53, "ba"), (104, "ab"), (2756, "aaa")] {
            assert_eq!(short_name(index), expect);
        }
    }

    #[test]
    fn whole_words_are_replaced() {
        for (text, from, expect) in [
            ("{ name: f, names: g }", "name", Some("{ N: f, names: g }")),
            ("wasm.name(); wasm.name; rename()", "name", Some("wasm.N(); wasm.N; rename()")),
            ("{ \"name\": f }", "\"name\"", Some("{ N: f }")),
            ("{ rename: f, $name }", "name", None),
            ("", "name", None),
        ] {
            assert_eq!(replace_words(text, from, "N").as_deref(), expect, "{text}");
        }
    }

    #[test]
    fn a_name_is_shortened_where_it_is_known_to_stand() {
        let mut glue = Glue { text: "function f_1() { wasm.f_1(); }".into(), count: 0 };
        for (name, before, expect) in [("f_1", "wasm.", "a"), ("f_2", "wasm.", "f_2")] {
            let mut name = name.to_owned();
            glue.shorten(&mut name, before, "");
            assert_eq!(name, expect);
        }
        assert_eq!((glue.text.as_str(), glue.count), ("function f_1() { wasm.a(); }", 1));
    }

    /// A module with an import and a function of its own, which stands in a table beside the import.
    fn module(name: &str) -> (Module, FunctionId) {
        let mut module = Module::default();
        let mut builder = FunctionBuilder::new(&mut module.types, &[], &[]);
        builder.name(name.into());
        let own = builder.finish(Vec::new(), &mut module.funcs);
        let ty = module.funcs.get(own).ty();
        let (imported, _) = module.add_import_func("from", "imported", ty);
        module.elements.add(ElementKind::Passive, ElementItems::Functions(vec![own, imported]));
        (module, own)
    }

    #[test]
    fn a_function_becomes_an_import() {
        let (mut module, own) = module("own");
        assert_eq!(import(&mut module, "other"), None);
        assert_eq!(import(&mut module, "own"), Some(()));
        assert!(matches!(module.funcs.get(own).kind, FunctionKind::Import(_)));
        assert!(module.imports.find("from", "own").is_some());
    }

    #[test]
    fn the_table_keeps_what_is_called_by_its_place() {
        for (name, expect) in [("wasm_bindgen::convert::closures::_::invoke::<(), true>", false), ("draw", true)] {
            let (mut module, own) = module(name);
            clear_table(&mut module);
            let element = module.elements.iter().next().unwrap();
            let ElementItems::Functions(functions) = &element.items else { panic!("{name}") };
            assert_eq!((functions.len(), functions.contains(&own)), (2, expect), "{name}");
        }
    }

    #[test]
    fn functions_that_are_not_called_by_their_place() {
        for (name, expect) in [
            ("wasm_bindgen[896082000033e9c]::convert::closures::_::invoke::<(), true>", true),
            ("js_sys[d276d21dd92f61a9]::futures::jspi::task_waker::raw_wake", true),
            ("<headline_ticker[f922b10c4be62cf4]::web::host::Host>::wake::{closure#0}", false),
            ("wasm_bindgen[896082000033e9c]::__wbindgen_string_get", false),
        ] {
            assert_eq!(is_uncalled(name), expect, "{name}");
        }
    }

    #[test]
    fn names_of_the_crate_stay() {
        for (name, expect) in
            [("__wbindgen_malloc", true), ("wasm_bindgen_2ec7___invoke", true), ("connect", false), ("memory", false)]
        {
            assert_eq!(is_generated(name), expect, "{name}");
        }
    }
}
