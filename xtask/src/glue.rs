//! wasm-bindgen's glue made short: its import functions in fewer words, and what they call from `glue.js` instead of its own.
//!
//! wasm-bindgen writes for every browser, bundler and kind of wasm. Since its version is pinned to the digit, what it writes is
//! known; whatever is not fails the build.

use anyhow::{Context, Result, ensure};

/// What the import functions call, and the loader.
const RUNTIME: &str = include_str!("glue.js");

/// Functions of the wasm that it imports from the runtime instead, and their names there: they look after the table of values,
/// which takes four times the bytes in wasm.
pub const OWN: [(&str, &str); 2] =
    [("__externref_table_alloc", "takePlace"), ("__externref_table_dealloc", "leavePlace")];

/// What the parts of the glue end in: the loader's beginning, the exports, the import functions, the name of their module. Then
/// comes what the import functions call.
const MARKS: [&str; 4] = [
    "location.href).toString();\n            }\n",
    "function __wbg_get_imports() {\n            const import0 = {\n            __proto__: null,\n",
    "};\n        return {\n            __proto__: null,\n            \"",
    "\": import0,\n        };\n}\n",
];

/// How the functions begin that call a closure of Rust.
const SHIM: &str = "wasm_bindgen_";

/// What import functions are made of, and how it is said in less. The rows are in order: a later one reads what an earlier one
/// wrote.
const SHAPES: [(&str, &str); 9] = [
    // A text as the answer, or none.
    (
        "var ptr1 = isLikeNone(ret) ? 0 : passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\nvar len1",
        "const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\nconst len1",
    ),
    (
        "const ptr1 = passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);
const len1 = WASM_VECTOR_LEN;
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);
getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);",
        "giveText(arg0, ret);",
    ),
    ("return isLikeNone(ret) ? 0 : addToExternrefTable0(ret);", "return giveObject(ret);"),
    ("isLikeNone(ret)", "(ret == null)"),
    // It throws for objects of other origins only, and the page gives none of those.
    ("let result;\ntry {\nresult =", "const ret ="),
    (";\n} catch (_) {\nresult = false;\n}\nconst ret = result;", ";"),
    ("function() { return handleError(function ", "handleError(function "),
    ("}, arguments); },", "}),"),
    // The wasm's own function, which the closure's shim would only call.
    (", wasm_bindgen_", ", wasm.wasm_bindgen_"),
];

/// The glue of wasm-bindgen, for the target no-modules, as a block that sets `wasm_bindgen`.
pub fn rewrite(glue: &str) -> Result<String> {
    let [start, imports_start, imports_end, end] = MARKS;
    let (_, rest) = part(glue, start)?;
    let (exports, rest) = part(rest, imports_start)?;
    let (imports, rest) = part(rest, imports_end)?;
    let (module, helpers) = part(rest, end)?;
    only_forward(exports)?;
    let imports = shorten(imports)?;
    for helper in helpers.split("\nfunction ").skip(1) {
        let (name, _) = part(helper, "(")?;
        if name.starts_with(SHIM) {
            only_forward(part(helper, "\n}\n")?.0.split_once('\n').unwrap_or_default().1)?;
        } else {
            ensure!(
                !imports.contains(name) || RUNTIME.contains(name),
                "wasm-bindgen's glue calls `{name}`, which xtask/src/glue.js does not have"
            );
        }
    }
    let own: String = OWN.iter().map(|(name, own)| format!("{name}: {own},\n")).collect();
    Ok(format!("let wasm_bindgen;\n{{\n{RUNTIME}\nconst imports = {{ \"{module}\": {{\n{imports}{own}}} }};\n}}\n"))
}

/// What stands before and after a text that must be there.
fn part<'a>(glue: &'a str, mark: &str) -> Result<(&'a str, &'a str)> {
    glue.split_once(mark).with_context(|| format!("wasm-bindgen's glue does not have `{mark}`"))
}

/// Fails if one of the functions does more than call the wasm: then it could not be left out.
fn only_forward(functions: &str) -> Result<()> {
    for line in functions.lines().map(str::trim).filter(|line| !line.starts_with(['/', '*'])) {
        let calls = line.starts_with("wasm.") || line.starts_with("const ret = wasm.");
        let known = calls && line.matches('(').count() == 1
            || ["function ", "exports."].iter().any(|start| line.starts_with(start))
            || ["", "}", "return ret;", "return ret >>> 0;", "return ret !== 0;"].contains(&line);
        ensure!(known, "wasm-bindgen's glue converts what the wasm takes or gives: `{line}`");
    }
    Ok(())
}

/// The same import functions in fewer words.
fn shorten(imports: &str) -> Result<String> {
    let code =
        imports.lines().filter(|line| !line.starts_with("//")).fold(String::new(), |code, line| code + line + "\n");
    let shaped = SHAPES.iter().fold(code, |code, (from, to)| code.replace(from, to));
    let mut lines = shaped.lines();
    let mut short = String::new();
    while let Some(head) = lines.next() {
        let body: Vec<&str> = lines.by_ref().take_while(|line| !["},", "}),"].contains(line)).collect();
        short += &arrow(head, &body).with_context(|| format!("`{head}` is no beginning of an import function"))?;
    }
    for unknown in ["function", "arguments", "this", "try {"] {
        ensure!(!short.contains(unknown), "`{unknown}` is in wasm-bindgen's import functions in a way not known here");
    }
    Ok(short)
}

/// An import function as an arrow function. One that does one thing has no body: the wasm ignores a value that it does not ask
/// for.
fn arrow(head: &str, body: &[&str]) -> Option<String> {
    let (name, arguments) = head.strip_suffix(" {")?.split_once("function")?;
    let body = value(body).unwrap_or_else(|| format!("{{\n{}\n}}", body.join("\n")));
    let end = if name.ends_with('(') { ")" } else { "" };
    Some(format!("{name}{} => {body}{end},\n", arguments.trim_start()))
}

/// The one expression that a function is made of, where it is.
fn value(body: &[&str]) -> Option<String> {
    let (last, before) = body.split_last()?;
    let last = last.strip_prefix("return ").unwrap_or(last).strip_suffix(';')?;
    match before {
        [] => (!last.starts_with("throw ")).then(|| last.to_owned()),
        [ret] => {
            let ret = ret.strip_prefix("const ret = ")?.strip_suffix(';')?;
            match last.strip_suffix("ret)") {
                Some(call) => Some(format!("{call}{ret})")),
                None => (last == "ret").then(|| ret.to_owned()),
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORTS: &str = "
/**
 * Whether it is paused.
 * @param {number} id
 */
function paused(id) {
const ret = wasm.paused(id);
return ret !== 0;
}
exports.paused = paused;
";
    const HELPERS: &str = "
function wasm_bindgen_0a___invoke(arg0, arg1) {
wasm.wasm_bindgen_0a___invoke(arg0, arg1);
}

function getStringFromWasm0(ptr, len) {
                    return decodeText(ptr, len);
                }
";

    /// Glue as wasm-bindgen writes it.
    fn glue(exports: &str, imports: &str, helpers: &str) -> String {
        let [start, imports_start, imports_end, end] = MARKS;
        format!("let x = {start}{exports}{imports_start}{imports}{imports_end}./x_bg.js{end}{helpers}")
    }

    #[test]
    fn import_functions_in_fewer_words() {
        for (function, expect) in [
            ("f: function(arg0) {\nconst ret = arg0.type;\nreturn ret;\n},", "f: (arg0) => arg0.type,"),
            ("f: function() {\nconst ret = page();\nreturn ret;\n},", "f: () => page(),"),
            ("f: function(arg0) {\narg0.remove();\n},", "f: (arg0) => arg0.remove(),"),
            ("f: function(arg0) {\narg0.hidden = arg0 !== 0;\n},", "f: (arg0) => arg0.hidden = arg0 !== 0,"),
            ("f: function(arg0) {\nthrow new Error(arg0);\n},", "f: (arg0) => {\nthrow new Error(arg0);\n},"),
            (
                "f: function() { return handleError(function (arg0) {\nconst ret = new URL(arg0);\nreturn ret;\n}, arguments); },",
                "f: handleError((arg0) => new URL(arg0)),",
            ),
            (
                "f: function(arg0) {\nconst ret = arg0.target;\nreturn isLikeNone(ret) ? 0 : addToExternrefTable0(ret);\n},",
                "f: (arg0) => giveObject(arg0.target),",
            ),
            (
                "f: function(arg0, arg1) {\nconst ret = arg1.href;\nconst ptr1 = passStringToWasm0(ret, \
                 wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\nconst len1 = WASM_VECTOR_LEN;\n\
                 getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);\n\
                 getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);\n},",
                "f: (arg0, arg1) => giveText(arg0, arg1.href),",
            ),
            (
                "f: function(arg0, arg1) {\nconst ret = arg1.textContent;\nvar ptr1 = isLikeNone(ret) ? 0 : \
                 passStringToWasm0(ret, wasm.__wbindgen_malloc, wasm.__wbindgen_realloc);\nvar len1 = WASM_VECTOR_LEN;\n\
                 getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 1, len1, true);\n\
                 getDataViewMemory0().setInt32((arg0 >>> 0) + 4 * 0, ptr1, true);\n},",
                "f: (arg0, arg1) => giveText(arg0, arg1.textContent),",
            ),
            (
                "f: function(arg0) {\nlet result;\ntry {\nresult = arg0 instanceof Element;\n} catch (_) {\n\
                 result = false;\n}\nconst ret = result;\nreturn ret;\n},",
                "f: (arg0) => arg0 instanceof Element,",
            ),
            (
                "f: function(arg0) {\nconst obj = arg0;\nconst ret = obj ? obj : undefined;\nreturn !isLikeNone(ret);\n},",
                "f: (arg0) => {\nconst obj = arg0;\nconst ret = obj ? obj : undefined;\nreturn !(ret == null);\n},",
            ),
            (
                "f: function(arg0, arg1) {\n// Cast intrinsic for `function`.\n\
                 const ret = makeMutClosure(arg0, arg1, wasm_bindgen_0a___invoke);\nreturn ret;\n},",
                "f: (arg0, arg1) => makeMutClosure(arg0, arg1, wasm.wasm_bindgen_0a___invoke),",
            ),
        ] {
            let short = rewrite(&glue(EXPORTS, &format!("{function}\n"), HELPERS)).unwrap();
            assert!(
                short.contains(&format!("const imports = {{ \"./x_bg.js\": {{\n{expect}\n__externref")),
                "{function} → {short}"
            );
        }
    }

    #[test]
    fn what_is_not_known_is_loud() {
        let import = "f: function() {\npage();\n},\n";
        let unknown = "\nfunction passArray8ToWasm0(arg) {\n}\n";
        for (glue, expect) in [
            (String::new(), "does not have"),
            (glue(EXPORTS, import, HELPERS).replace("import0", "import1"), "does not have"),
            (glue(&EXPORTS.replace("(id);", "(addBorrowedObject(id));"), import, HELPERS), "converts"),
            (glue(&EXPORTS.replace("ret !== 0", "takeObject(ret)"), import, HELPERS), "converts"),
            (glue(EXPORTS, import, &HELPERS.replace("arg1);", "passArray(arg1));")), "converts"),
            (glue(EXPORTS, "f: function() {\npassArray8ToWasm0();\n},\n", unknown), "`passArray8ToWasm0`"),
            (glue(EXPORTS, "f: async () => {\n},\n", HELPERS), "no beginning"),
            (
                glue(EXPORTS, "f: function() { return logError(function () {\npage();\n}, arguments); },\n", HELPERS),
                "way",
            ),
        ] {
            let error = format!("{:#}", rewrite(&glue).unwrap_err());
            assert!(error.contains(expect), "{error} instead of {expect}");
        }
        assert!(rewrite(&glue(EXPORTS, import, unknown)).is_ok(), "what nobody calls may be there");
    }
}
