//! axe-core, which judges accessibility inside the page: one file of the archive that npm's registry has of it.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};
use ureq::tls::{RootCerts, TlsConfig};

use crate::command::say;

const VERSION: &str = "4.14.1";

/// The archive's SHA-512 in base64, as the registry says it.
const HASH: &str = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==";

/// The script in the archive.
const SCRIPT: &str = "package/axe.min.js";

/// More than the archive has.
const MOST: u64 = 16 << 20;

const FETCH_LIMIT: Duration = Duration::from_secs(300);

/// The script, fetched once into `cache`.
pub fn script(cache: &Path) -> Result<PathBuf> {
    let script = cache.join(format!("axe-core-{VERSION}.min.js"));
    if !script.is_file() {
        let address = format!("https://registry.npmjs.org/axe-core/-/axe-core-{VERSION}.tgz");
        say(format!("Fetching axe-core {VERSION}"));
        let text = fetch(&address).and_then(|archive| unpack(&archive, HASH));
        let text = text.with_context(|| format!("the accessibility tests need axe-core, from {address}"))?;
        fs::create_dir_all(cache)?;
        // Whoever looks meanwhile sees all of it or nothing.
        let part = script.with_extension("part");
        fs::write(&part, text)?;
        fs::rename(part, &script)?;
    }
    Ok(script)
}

fn fetch(address: &str) -> Result<Vec<u8>> {
    // Where a company reads what goes through its proxy, the machine knows that company's certificate.
    let tls = TlsConfig::builder().root_certs(RootCerts::PlatformVerifier).build();
    let config = ureq::Agent::config_builder().tls_config(tls).timeout_global(Some(FETCH_LIMIT)).build();
    let mut answer = ureq::Agent::new_with_config(config).get(address).call()?;
    Ok(answer.body_mut().with_config().limit(MOST).read_to_vec()?)
}

/// The script of an archive that has this hash.
fn unpack(archive: &[u8], hash: &str) -> Result<Vec<u8>> {
    let has = STANDARD.encode(Sha512::digest(archive));
    ensure!(has == hash, "what came has another hash: {has}, not {hash}");
    for entry in tar::Archive::new(GzDecoder::new(archive)).entries()? {
        let mut entry = entry?;
        if entry.path()?.as_ref() == Path::new(SCRIPT) {
            let mut text = Vec::new();
            entry.read_to_end(&mut text)?;
            return Ok(text);
        }
    }
    bail!("the archive has no {SCRIPT}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::write::GzEncoder;

    /// An archive with one file, and its hash.
    fn archive(name: &str, text: &str) -> (Vec<u8>, String) {
        let mut archive = tar::Builder::new(GzEncoder::new(Vec::new(), Compression::fast()));
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        header.set_cksum();
        archive.append_data(&mut header, name, text.as_bytes()).unwrap();
        let packed = archive.into_inner().unwrap().finish().unwrap();
        let hash = STANDARD.encode(Sha512::digest(&packed));
        (packed, hash)
    }

    #[test]
    fn unpacks_the_script_of_the_right_archive_only() {
        let (packed, hash) = archive(SCRIPT, "axe");
        assert_eq!(unpack(&packed, &hash).unwrap(), b"axe");
        let error = unpack(&packed, HASH).unwrap_err().to_string();
        assert!(error.contains("another hash"), "{error}");
        let (packed, hash) = archive("package/other.js", "axe");
        let error = unpack(&packed, &hash).unwrap_err().to_string();
        assert!(error.contains("has no package/axe.min.js"), "{error}");
    }
}
