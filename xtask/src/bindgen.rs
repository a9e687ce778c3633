//! wasm-bindgen as a library: the wasm that the browser loads, and the glue that loads it.

use anyhow::{Context, Result};
use wasm_bindgen_cli_support::{Bindgen, Output};

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
    let glue = shorten(&mut output);
    Ok(Bound {
        wasm: output.wasm_mut().emit_wasm(),
        glue,
    })
}

/// Gives imports and exports one or two letters each in place of names with a 16-digit hash, which compress to nothing
/// smaller. A name that the glue does not have exactly once keeps its length: renaming it could miss a use.
fn shorten(output: &mut Output) -> String {
    let mut glue = output.js().to_owned();
    let mut count = 0;
    let mut rename = |name: &mut String| {
        if let Some(start) = only_place(&glue, name) {
            let short = short_name(count);
            // A letter or two that stand somewhere else in the glue do no harm: these are names of properties.
            glue.replace_range(start..start + name.len(), &short);
            *name = short;
            count += 1;
        }
    };
    let module = output.wasm_mut();
    for import in module
        .imports
        .iter_mut()
        .filter(|import| is_hashed(&import.name))
    {
        rename(&mut import.name);
    }
    for export in module
        .exports
        .iter_mut()
        .filter(|export| is_hashed(&export.name))
    {
        rename(&mut export.name);
    }
    glue
}

/// Whether a name ends in the hash that keeps it unique.
fn is_hashed(name: &str) -> bool {
    let digits = name.bytes().rev().take_while(u8::is_ascii_hexdigit).count();
    digits >= 16 && name.starts_with("__wb")
}

/// Where the glue has a name as a whole word, if that is one place.
fn only_place(glue: &str, name: &str) -> Option<usize> {
    let is_word = |byte: Option<&u8>| {
        byte.is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'))
    };
    let mut places = glue.match_indices(name).map(|(start, _)| start);
    let start = places.next()?;
    let bytes = glue.as_bytes();
    let whole = !is_word(bytes[..start].last()) && !is_word(bytes.get(start + name.len()));
    (whole && places.next().is_none()).then_some(start)
}

/// a, b … z, aa, ab …
fn short_name(index: usize) -> String {
    let letter = |index: usize| char::from(b'a' + (index % 26) as u8);
    let rest = if index < 26 {
        String::new()
    } else {
        short_name(index / 26 - 1)
    };
    rest + &letter(index).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_names() {
        for (index, expect) in [
            (0, "a"),
            (25, "z"),
            (26, "aa"),
            (27, "ab"),
            (701, "zz"),
            (702, "aaa"),
        ] {
            assert_eq!(short_name(index), expect);
        }
    }

    #[test]
    fn only_places() {
        for (glue, expect) in [
            ("{ name: f }", Some(2)),
            ("{ name: f, name: g }", None),
            ("{ rename: f }", None),
            ("{ names: f }", None),
            ("{}", None),
        ] {
            assert_eq!(only_place(glue, "name"), expect, "{glue}");
        }
    }

    #[test]
    fn hashes() {
        for (name, expect) in [
            ("__wbg_setTitle_0123456789abcdef", true),
            ("__wbindgen_malloc", false),
            ("connect_0123456789abcdef", false),
        ] {
            assert_eq!(is_hashed(name), expect, "{name}");
        }
    }
}
