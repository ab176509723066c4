//! Node and the few packages that come through npm: `wasm-opt` (binaryen), the browser's driver (playwright-core),
//! the accessibility checks (axe-core) and another reader and writer of protected copies (age-encryption).

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::install;
use crate::shell::{Done, on_path, output, run, say};
use crate::tools::{AGE, AXE, BINARYEN, PLAYWRIGHT};

/// The oldest Node whose test runner and flags we rely on.
const OLDEST: u32 = 20;

/// Node, with our packages installed.
pub struct Node {
    program: PathBuf,
    folder: PathBuf,
}

impl Node {
    /// Finds Node and installs the packages that are missing.
    pub fn find() -> Done<Self> {
        let program = on_path("node").filter(|node| is_new_enough(node)).ok_or_else(|| {
            format!("Node {OLDEST} or newer is needed and not on the search path; install it, then run this again.")
        })?;
        let folder = install::cache()?.join(format!("node-{BINARYEN}-{PLAYWRIGHT}-{AXE}-{AGE}"));
        let packages = [
            format!("binaryen@{BINARYEN}"),
            format!("playwright-core@{PLAYWRIGHT}"),
            format!("axe-core@{AXE}"),
            format!("age-encryption@{AGE}"),
        ];
        install::once(&folder, is_complete, |new| {
            say(&format!("Installing {} from npm", packages.join(", ")));
            let mut npm = Command::new("npm");
            npm.args(["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
                .arg(new);
            npm.args(&packages).current_dir(new);
            run("npm install", &mut npm)
        })?;
        Ok(Self { program, folder })
    }

    /// Node without our packages.
    #[cfg(test)]
    pub fn bare(program: &Path) -> Self {
        Self { program: program.to_owned(), folder: PathBuf::new() }
    }

    /// The folder of programs that the packages bring.
    pub fn programs(&self) -> PathBuf {
        self.modules().join(".bin")
    }

    /// The folder of the packages.
    pub fn modules(&self) -> PathBuf {
        self.folder.join("node_modules")
    }

    /// A command that runs Node and tells its scripts where our packages are.
    pub fn command(&self) -> Command {
        let mut node = Command::new(&self.program);
        node.env("RONDO_NODE_MODULES", self.modules());
        node
    }

    /// What a one-line script prints, or nothing when it fails.
    pub fn print(&self, script: &str) -> Option<String> {
        output(&self.program, &[OsStr::new("-p"), OsStr::new(script)])
    }
}

fn is_new_enough(node: &Path) -> bool {
    output(node, &["--version"]).as_deref().and_then(major).is_some_and(|major| major >= OLDEST)
}

fn major(version: &str) -> Option<u32> {
    version.strip_prefix('v')?.split('.').next()?.parse().ok()
}

fn is_complete(folder: &Path) -> bool {
    let files = [
        ".bin/wasm-opt",
        "playwright-core/package.json",
        "axe-core/axe.min.js",
        "age-encryption/dist/index.js",
    ];
    files.iter().all(|file| folder.join("node_modules").join(file).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read() {
        assert_eq!(major("v20.20.2"), Some(20));
        assert_eq!(major("20"), None);
        assert_eq!(major(""), None);
    }
}
