//! Where things are: the repository and cargo's target directory.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::command;

/// The folders that every task works in.
pub struct Workspace {
    /// The repository's root.
    pub root: PathBuf,
    /// Cargo's target directory, wherever the user has put it.
    pub target: PathBuf,
    /// The version of the crate, which the script carries.
    pub version: String,
}

impl Workspace {
    /// Asks cargo, because only cargo knows what the user's settings make of the target directory.
    pub fn find() -> Result<Workspace> {
        let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
        let mut metadata = command::cargo();
        metadata.args(["metadata", "--no-deps", "--format-version", "1", "--manifest-path", manifest]);
        let text = command::capture(&mut metadata)?;
        let metadata: serde_json::Value =
            serde_json::from_str(&text).context("cannot read what `cargo metadata` says")?;
        let text_of = |value: &serde_json::Value| value.as_str().map(str::to_owned);
        let package = metadata["packages"]
            .as_array()
            .and_then(|packages| packages.iter().find(|package| package["name"] == "headline-ticker"));
        package
            .and_then(|package| {
                Some(Workspace {
                    root: text_of(&metadata["workspace_root"])?.into(),
                    target: text_of(&metadata["target_directory"])?.into(),
                    version: text_of(&package["version"])?,
                })
            })
            .context("`cargo metadata` does not tell of a package headline-ticker")
    }

    /// What a site hosts.
    pub fn dist(&self) -> PathBuf {
        self.root.join("dist")
    }

    /// The build for end-to-end tests.
    pub fn testing_dist(&self) -> PathBuf {
        self.target.join("testing-dist")
    }

    /// The hand-written half: scripts, styles and the preview page.
    pub fn www(&self) -> PathBuf {
        self.root.join("www")
    }

    /// What xtask keeps between runs.
    pub fn cache(&self) -> PathBuf {
        self.target.join("xtask")
    }
}
