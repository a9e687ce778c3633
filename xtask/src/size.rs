//! What a reader downloads, and the budget for it.

use std::fs;
use std::io::Write;
use std::path::Path;

use anyhow::{Context, Result, bail, ensure};

use crate::build::{self, Flavour, MODULE, Purpose, SCRIPT};
use crate::workspace::Workspace;

/// The most bytes that the classic script and the wasm may take together, compressed by brotli 11.
const BUDGET: usize = 61_415;

/// One file of a build.
struct Measured {
    name: String,
    raw: usize,
    brotli: usize,
}

/// Builds what ships, prints its sizes and holds them to the budget. Whether it was held to it: not where the shipped
/// build cannot be made and that was allowed.
pub fn size(workspace: &Workspace, skip_shipped: bool) -> Result<bool> {
    let flavour = build::build(workspace, Purpose::Site)?;
    let total = print(&workspace.dist())?;
    match flavour {
        Flavour::Larger(_) if skip_shipped => Ok(false),
        Flavour::Larger(reason) => bail!(
            "the budget is for the shipped build, which cannot be made here: {reason} (--skip-shipped goes on without)"
        ),
        Flavour::Shipped => {
            check(total)?;
            Ok(true)
        }
    }
}

/// Prints the table of a build's files; returns what a reader downloads.
pub fn print(folder: &Path) -> Result<usize> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)?.flatten() {
        let bytes = fs::read(entry.path())?;
        let brotli = compressed(&bytes)?;
        files.push(Measured { name: entry.file_name().to_string_lossy().into(), raw: bytes.len(), brotli });
    }
    files.sort_by(|one, other| one.name.cmp(&other.name));
    let (raw, total) = download(&files)?;
    println!("{:<44} {:>9} {:>9}", folder.display(), "raw", "brotli");
    for file in &files {
        println!("{:<44} {:>9} {:>9}", file.name, file.raw, file.brotli);
    }
    println!("{:<44} {raw:>9} {total:>9}  of {BUDGET}", "a reader downloads (.js + .wasm)");
    Ok(total)
}

/// What one reader's page loads, raw and compressed: the classic script and the wasm, not the module form as well.
fn download(files: &[Measured]) -> Result<(usize, usize)> {
    ensure!(files.iter().any(|file| file.name == SCRIPT), "{SCRIPT} is missing");
    let loaded = files.iter().filter(|file| file.name != MODULE);
    Ok(loaded.fold((0, 0), |(raw, brotli), file| (raw + file.raw, brotli + file.brotli)))
}

fn check(total: usize) -> Result<()> {
    ensure!(total <= BUDGET, "over the budget: {total} of {BUDGET} bytes, {} too many", total - BUDGET);
    Ok(())
}

fn compressed(bytes: &[u8]) -> Result<usize> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 1 << 16, 11, 22);
    writer.write_all(bytes).context("brotli")?;
    drop(writer);
    Ok(out.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(name: &str, brotli: usize) -> Measured {
        Measured { name: name.into(), raw: brotli * 2, brotli }
    }

    #[test]
    fn the_module_form_is_not_counted() {
        let files = [file(SCRIPT, 10), file(MODULE, 100), file("headline-ticker-0.wasm", 20)];
        assert_eq!(download(&files).unwrap(), (60, 30));
        assert!(download(&files[1..]).is_err());
    }

    #[test]
    fn the_budget_is_inclusive() {
        assert!(check(BUDGET).is_ok());
        let error = check(BUDGET + 7).unwrap_err().to_string();
        assert!(error.contains(&format!("{} of {BUDGET} bytes, 7 too many", BUDGET + 7)), "{error}");
    }

    #[test]
    fn brotli_compresses() {
        let size = compressed(&[7; 10_000]).unwrap();
        assert!((1..100).contains(&size), "{size}");
    }
}
