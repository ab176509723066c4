//! Which tools build and test the page, in which version: the one place that pins them. How each is installed is in
//! `install`, `node` and `browser`.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::browser::Browser;
use crate::install::{self, Crate};
use crate::node::Node;
use crate::shell::{Done, is_version, on_path, output, root, run, say};

/// Builds the page out of `index.html`.
pub const TRUNK: &str = "0.21.14";
/// Cuts the program into parts; goes with the version of wasm_split_helpers in `Cargo.lock`.
pub const SPLIT: &str = "0.2.4";
/// `wasm-opt`.
pub const BINARYEN: &str = "132.0.0";
/// Drives Chromium in the end-to-end tests.
pub const PLAYWRIGHT: &str = "1.64.1";
/// Looks for barriers in every state of the page.
pub const AXE: &str = "4.14.1";
/// Another implementation of the format of protected copies, for the tests.
pub const AGE: &str = "0.3.1";

/// The target of everything that runs in the browser.
pub const WASM: &str = "wasm32-unknown-unknown";

/// What building needs, all of it present.
pub struct Tools {
    /// Node and its packages.
    pub node: Node,
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Finds the tools of a build, and installs those that are missing.
    pub fn find() -> Done<Self> {
        let node = Node::find()?;
        wasm_target()?;
        // It neither downloads nor serves anything for us, so it needs no cryptography; what it calls does the work. Built
        // like this it takes half of the time.
        let trunk = Crate {
            version: TRUNK.to_owned(),
            locked: true,
            bare: true,
            optimized: "0",
            ..Crate::of("trunk", "trunk")
        };
        let bindgen = Crate {
            version: locked_version("wasm-bindgen")?,
            ..Crate::of("wasm-bindgen-cli", "wasm-bindgen")
        };
        let split = Crate {
            version: SPLIT.to_owned(),
            locked: true,
            features: "build-binary",
            asked: "--help",
            ..Crate::of("wasm_split_cli_support", "wasm-split-cli")
        };
        // The order counts: our versions come before whatever the person's own search path holds.
        let folders = vec![
            program_folder(&trunk)?,
            program_folder(&bindgen)?,
            install::program(&split)?,
            node.programs(),
        ];
        Ok(Self { node, folders })
    }

    /// A command that finds our tools before any other of the same name.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("PATH", self.search_path()).current_dir(root());
        // Trunk takes NO_COLOR for a flag with a value and stops at the usual `NO_COLOR=1`.
        command.env_remove("NO_COLOR");
        command
    }

    fn search_path(&self) -> OsString {
        let usual = std::env::var_os("PATH").unwrap_or_default();
        let all = self.folders.iter().cloned().chain(std::env::split_paths(&usual));
        std::env::join_paths(all).unwrap_or(usual)
    }
}

/// `cargo xtask setup`: everything that `serve` and `test` would install.
pub fn setup() -> Done {
    let tools = Tools::find()?;
    Browser::find(&tools.node)?;
    say("Everything is in place. `cargo xtask serve` shows the page.");
    Ok(())
}

/// The folder that holds a crate's program: one on the search path if its version fits, else our own.
fn program_folder(tool: &Crate) -> Done<PathBuf> {
    let fits = |program: &PathBuf| is_version(program, &tool.version);
    let beside = |program: &PathBuf| {
        // A distribution may package wasm-bindgen without its test runner.
        tool.program != "wasm-bindgen" || program.with_file_name("wasm-bindgen-test-runner").is_file()
    };
    match on_path(tool.program).filter(fits).filter(beside) {
        Some(program) => Ok(program.parent().map(Path::to_path_buf).unwrap_or_default()),
        None => install::program(tool),
    }
}

/// The target of everything that runs in the browser, added to the toolchain if it is missing.
pub fn wasm_target() -> Done {
    let sysroot = output("rustc", &["--print", "sysroot"])
        .ok_or("Rust is missing. Install it with rustup, then run this again.")?;
    if Path::new(&sysroot).join("lib/rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    say("Adding the wasm target to the Rust toolchain");
    run(
        "`rustup target add wasm32-unknown-unknown` (a Rust that rustup does not manage needs its own package of it)",
        Command::new("rustup").args(["target", "add", WASM]),
    )
}

/// The version of a package in `Cargo.lock`: the `wasm-bindgen` program must be the same as the library.
fn locked_version(package: &str) -> Done<String> {
    let file = root().join("Cargo.lock");
    let lock = std::fs::read_to_string(&file)
        .map_err(|error| format!("{} cannot be read ({error}); restore it with git.", file.display()))?;
    version_in(&lock, package)
        .ok_or_else(|| format!("Cargo.lock names no version of {package}; run `cargo update -p {package}`."))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"').map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_exact_name() {
        let lock = "name = \"wasm-bindgen-futures\"\nversion = \"0.4.1\"\n\nname = \"wasm-bindgen\"\nversion = \"0.2.9\"\n";
        assert_eq!(version_in(lock, "wasm-bindgen").as_deref(), Some("0.2.9"));
        assert_eq!(version_in(lock, "wasm"), None);
    }
}
