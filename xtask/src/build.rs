//! `cargo xtask build`: the page in `dist/`, made without the net, and its size held against the budget.

use std::process::Command;

use crate::shell::{Done, root, run, say, timed};
use crate::size;
use crate::tools::Tools;
use crate::{offline, protect, split, style};

/// Builds the page and fails when it is too big.
pub fn command() -> Done {
    page(&Tools::find()?)
}

/// Builds the page with tools that are already there.
pub fn page(tools: &Tools) -> Done {
    say("Building the page into dist/");
    let mut fetch = Command::new("cargo");
    fetch.args(["fetch", "--quiet", "--locked"]).current_dir(root());
    run("`cargo fetch --locked`", &mut fetch)?;
    let mut trunk = tools.command("trunk");
    // Offline: Trunk would otherwise fetch tools of its own choice.
    trunk.args(["build", "--release", "--offline", "--locked", "--skip-version-check"]);
    trunk.args(["--features", "split"]);
    // Its warnings tell of scripts that its minifier cannot read; they are then copied as they are.
    trunk.args(["--log", "error"]);
    // What the cutter of the program follows from function to function.
    let flags = format!("{}\u{1f}-Clink-arg=--emit-relocs", rust_flags());
    trunk.env("CARGO_ENCODED_RUSTFLAGS", flags).env_remove("RUST_BACKTRACE");
    let (built, time) = timed(|| run("`trunk build`", &mut trunk).and_then(|()| split::program(tools)));
    println!("    built in {:.1} s", time.as_secs_f64());
    let (worker, time) = timed(|| built.and_then(|()| protect::worker(tools, &rust_flags())));
    println!("    the worker of protected copies in {:.1} s", time.as_secs_f64());
    let built = worker.and_then(|()| style::join(&root().join("dist")));
    built.and_then(|()| offline::worker(&tools.node))?;
    size::check(&tools.node)
}

/// What `.cargo/config.toml` says for wasm (a variable replaces it), and more: panic messages name source files. Cut to
/// what stands inside the repository and the registry, they tell nothing of the builder's computer, and the same
/// sources give the same bytes anywhere.
fn rust_flags() -> String {
    let erase = "--cfg=erase_components".to_owned();
    let cargo_home =
        std::env::var("CARGO_HOME").or_else(|_| std::env::var("HOME").map(|home| home + "/.cargo"));
    let registry = cargo_home.map(|home| format!("--remap-path-prefix={home}/registry/src/="));
    let own = format!("--remap-path-prefix={}/=", root().display());
    // Cargo splits this variable at the character 0x1f, so that paths may hold spaces.
    registry.into_iter().chain([own, erase]).collect::<Vec<_>>().join("\u{1f}")
}
