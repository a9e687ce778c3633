//! The order of the wasm's functions. Nobody but brotli sees it, which finds repetition more cheaply the nearer it is: what is
//! alike stands together, which takes some 1 % off what a reader downloads.

use std::cmp::Reverse;
use std::collections::{BTreeSet, HashMap};
use std::convert::Infallible;

use anyhow::{Context, Result};
use wasm_encoder::reencode::{Error, Reencode};
use wasm_encoder::{CodeSection, FunctionSection, Module};
use wasmparser::{
    CodeSectionReader, CustomSectionReader, FunctionBody, FunctionSectionReader, Parser, Payload, TypeRef, Validator,
};

/// Bodies are compared by all that they contain of this length. Other lengths and measures did the same within luck, or worse.
const LENGTH: usize = 3;

/// The same wasm with its functions in the order that brotli makes the most of.
pub fn order(wasm: &[u8]) -> Result<Vec<u8>> {
    let ordered = ordered(wasm).context("the functions of the wasm cannot be put in order")?;
    Validator::new().validate_all(&ordered).context("the wasm with its functions in order is not valid")?;
    Ok(ordered)
}

fn ordered(wasm: &[u8]) -> Result<Vec<u8>> {
    let mut imported = 0;
    let mut bodies = Vec::new();
    for payload in Parser::new(0).parse_all(wasm) {
        match payload? {
            Payload::ImportSection(imports) => {
                for import in imports.into_imports() {
                    imported += usize::from(matches!(import?.ty, TypeRef::Func(_) | TypeRef::FuncExact(_)));
                }
            }
            Payload::CodeSectionEntry(body) => bodies.push(Blind.bytes(&body)?),
            _ => {}
        }
    }
    let mut module = Module::new();
    Order::new(imported, chain(&bodies)).parse_core_module(&mut module, Parser::new(0), wasm)?;
    Ok(module.finish())
}

/// The indices of the bodies: the shortest, then always the one of which the last has the largest share already.
fn chain(bodies: &[Vec<u8>]) -> Vec<usize> {
    // Which parts each body has, and which bodies have each part, with numbers for the parts: that is quick without optimization.
    let mut numbers: HashMap<&[u8], usize> = HashMap::new();
    let mut owners: Vec<Vec<usize>> = Vec::new();
    let mut parts: Vec<Vec<usize>> = vec![Vec::new(); bodies.len()];
    for (index, body) in bodies.iter().enumerate() {
        for part in body.windows(LENGTH) {
            let number = *numbers.entry(part).or_insert(owners.len());
            if number == owners.len() {
                owners.push(Vec::new());
            }
            if owners[number].last() != Some(&index) {
                owners[number].push(index);
                parts[index].push(number);
            }
        }
    }
    let mut left: BTreeSet<usize> = (0..bodies.len()).collect();
    let mut next = left.iter().copied().min_by_key(|&index| bodies[index].len());
    let mut chain = Vec::new();
    while let Some(last) = next {
        left.remove(&last);
        chain.push(last);
        let mut common = vec![0_u64; bodies.len()];
        parts[last].iter().flat_map(|&part| &owners[part]).for_each(|&owner| common[owner] += 1);
        // In millionths, since floats cannot be keys. An empty body is shorter than a part.
        let share = |index: usize| common[index] * 1_000_000 / parts[index].len().max(1) as u64;
        // Of equals the first, so that the same wasm always gets the same order.
        next = left.iter().copied().min_by_key(|&index| Reverse(share(index)));
    }
    chain
}

/// Writes functions down without telling which ones they call: that changes with the order.
struct Blind;

impl Blind {
    fn bytes(&mut self, body: &FunctionBody) -> Result<Vec<u8>, Error> {
        let mut function = self.new_function_with_parsed_locals(body)?;
        let mut operators = body.get_operators_reader()?;
        while !operators.eof() {
            function.instruction(&self.parse_instruction(&mut operators)?);
        }
        Ok(function.into_raw_body())
    }
}

impl Reencode for Blind {
    type Error = Infallible;

    fn function_index(&mut self, _: u32) -> Result<u32, Error> {
        Ok(0)
    }
}

/// Writes the module down with its functions in another order.
struct Order {
    /// Where in the old order the functions stand, in the new order; imports not counted.
    old: Vec<usize>,
    /// The new index of each function, imports first.
    new: Vec<u32>,
}

impl Order {
    fn new(imported: usize, old: Vec<usize>) -> Order {
        let mut new: Vec<u32> = (0..).take(imported + old.len()).collect();
        for (index, old) in (imported as u32..).zip(&old) {
            new[imported + old] = index;
        }
        Order { old, new }
    }
}

impl Reencode for Order {
    type Error = Infallible;

    fn function_index(&mut self, index: u32) -> Result<u32, Error> {
        Ok(self.new[index as usize])
    }

    fn parse_function_section(
        &mut self,
        functions: &mut FunctionSection,
        section: FunctionSectionReader,
    ) -> Result<(), Error> {
        let types = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for &old in &self.old {
            functions.function(types[old]);
        }
        Ok(())
    }

    fn parse_code_section(&mut self, code: &mut CodeSection, section: CodeSectionReader) -> Result<(), Error> {
        let bodies = section.into_iter().collect::<Result<Vec<_>, _>>()?;
        for old in self.old.clone() {
            self.parse_function_body(code, bodies[old].clone())?;
        }
        Ok(())
    }

    /// Left out: browsers read none of them, and those that name functions would have to be put in order as well.
    fn parse_custom_section(&mut self, _: &mut Module, _: CustomSectionReader) -> Result<(), Error> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_encoder::{
        ConstExpr, CustomSection, ElementSection, Elements, EntityType, ExportKind, ExportSection, Function,
        ImportSection, RefType, StartSection, TableSection, TableType, TypeSection, ValType,
    };

    /// What a function of the module below calls and refers to; 0 is an import.
    const CALLS: [&[usize]; 5] = [&[], &[0], &[1, 0], &[1, 4, 0], &[2, 4, 3]];

    /// A module with the functions of these names in this order. What it does does not depend on the order: 1 starts, 2 and 4
    /// are exported, 4 alone gives something, and a table holds 3 and 2.
    fn module(names: &[usize]) -> Module {
        let index = |name: usize| names.iter().position(|own| *own == name).map_or(0, |index| index as u32 + 1);
        let mut types = TypeSection::new();
        types.ty().function([], []);
        types.ty().function([], [ValType::I64]);
        let mut imports = ImportSection::new();
        imports.import("page", "imported", EntityType::Function(0));
        let (mut functions, mut code) = (FunctionSection::new(), CodeSection::new());
        for &name in names {
            functions.function(u32::from(name == 4));
            let mut function = Function::new([]);
            let mut instructions = function.instructions();
            for &other in CALLS[name] {
                instructions.call(index(other)).ref_func(index(other)).drop();
                if other == 4 {
                    instructions.drop();
                }
            }
            instructions.i64_const(name as i64);
            if name != 4 {
                instructions.drop();
            }
            instructions.end();
            code.function(&function);
        }
        let mut tables = TableSection::new();
        let size =
            TableType { element_type: RefType::FUNCREF, minimum: 9, maximum: None, table64: false, shared: false };
        tables.table(size);
        let mut exports = ExportSection::new();
        exports.export("two", ExportKind::Func, index(2)).export("four", ExportKind::Func, index(4));
        let mut elements = ElementSection::new();
        elements.active(None, &ConstExpr::i32_const(1), Elements::Functions(vec![index(3), index(2)].into()));
        elements.declared(Elements::Functions((0..5).map(index).collect::<Vec<_>>().into()));
        let mut module = Module::new();
        module.section(&types).section(&imports).section(&functions).section(&tables).section(&exports);
        module.section(&StartSection { function_index: index(1) }).section(&elements).section(&code);
        module
    }

    #[test]
    fn a_module_in_order_does_what_it_did() {
        for names in [[1, 2, 3, 4], [4, 3, 2, 1], [3, 1, 4, 2]] {
            let mut module_before = module(&names);
            module_before.section(&CustomSection { name: "name".into(), data: b"".into() });
            assert_eq!(order(&module_before.finish()).unwrap(), module(&[1, 2, 4, 3]).finish(), "{names:?}");
        }
    }

    #[test]
    fn what_is_alike_stands_together() {
        for (bodies, expect) in [
            (vec!["abcdef", "uvwxyz", "abcd", "vwxyz", "abcdefgh"], vec![2, 0, 4, 1, 3]),
            // Of equals the first.
            (vec!["abc", "def", "abc", "de"], vec![3, 0, 2, 1]),
            (vec![], vec![]),
        ] {
            let bodies: Vec<Vec<u8>> = bodies.iter().map(|body| body.as_bytes().into()).collect();
            assert_eq!(chain(&bodies), expect, "{bodies:?}");
        }
    }

    #[test]
    fn what_is_no_wasm_is_an_error() {
        let error = format!("{:#}", order(b"no wasm").unwrap_err());
        assert!(error.contains("cannot be put in order"), "{error}");
    }
}
