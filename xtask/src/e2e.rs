//! The end-to-end tests and the pictures: Node scripts that drive a real Chromium over the served page.

use std::path::PathBuf;
use std::process::Command;

use crate::browser::Browser;
use crate::build;
use crate::serve;
use crate::shell::{Done, root, run, say};
use crate::tools::{Tools, WASM};

/// Where the page must work too: not at the root of its host.
const SUB_FOLDER: &str = "/some/folder/";

/// `cargo xtask e2e [file...]`: builds the page and runs the tests, or those files only.
pub fn command(files: &[String]) -> Done {
    let tools = Tools::find()?;
    let browser = Browser::find(&tools.node)?;
    build::page(&tools)?;
    let chosen = files.iter().map(PathBuf::from).collect::<Vec<_>>();
    tests(&tools, &browser, if chosen.is_empty() { all()? } else { chosen }, false)
}

/// Runs every end-to-end test against `dist/` as it is.
pub fn run_all(tools: &Tools, browser: &Browser, long: bool) -> Done {
    tests(tools, browser, all()?, long)
}

/// `cargo xtask pictures [route...]`.
pub fn pictures(args: &[String]) -> Done {
    let tools = Tools::find()?;
    let browser = Browser::find(&tools.node)?;
    build::page(&tools)?;
    let mut node = against_the_page(&tools, &browser)?;
    run("Taking pictures", node.arg("tests/e2e/pictures.mjs").args(args))
}

/// `cargo xtask measure`: times of the page, with a class as big as a full year makes it.
pub fn measure() -> Done {
    let tools = Tools::find()?;
    let browser = Browser::find(&tools.node)?;
    build::page(&tools)?;
    say("Making a class of 35 students, 60 standards and 21,000 pieces of evidence");
    let size = ["--students", "35", "--standards", "60", "--evidence", "10", "--seed", "1"];
    let made = Command::new("cargo")
        .args(["run", "--quiet", "--release", "--locked", "--example", "headless", "--", "generate"])
        .args(size)
        .current_dir(root())
        .output()
        .map_err(|error| format!("cargo could not be started: {error}."))?;
    let class = root().join("target/measured-class.json");
    std::fs::write(&class, made.stdout)
        .map_err(|error| format!("{} cannot be written: {error}.", class.display()))?;
    let mut node = against_the_page(&tools, &browser)?;
    run("The measurement", node.arg("tests/e2e/measure.mjs").arg(class))?;
    searches(&tools, &browser)
}

/// The same searches natively and in the browser.
fn searches(tools: &Tools, browser: &Browser) -> Done {
    say("Timing the same searches natively and in the browser");
    let speed = |more: &[&str]| {
        let mut cargo = tools.command("cargo");
        cargo.args(["test", "--locked", "-p", "optimize", "--test", "speed"]).args(more);
        cargo
    };
    run("The searches", &mut speed(&["--release", "--", "--ignored", "--nocapture"]))?;
    let mut in_the_browser = speed(&["--profile", "web", "--target", WASM, "--", "--nocapture"]);
    run("The searches in the browser", browser.test_wasm(&mut in_the_browser)?)
}

fn tests(tools: &Tools, browser: &Browser, files: Vec<PathBuf>, long: bool) -> Done {
    let mut node = against_the_page(tools, browser)?;
    if long {
        node.env("RONDO_LONG", "1");
    }
    // Each file has a browser of its own, which waits more than it works.
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]);
    run("The end-to-end tests", node.args(files))
}

/// A Node command that finds the page at RONDO_URL, and the same page in a sub-folder at RONDO_SUB_URL.
fn against_the_page(tools: &Tools, browser: &Browser) -> Done<Command> {
    let (page, sub) = (serve::in_background("/")?, serve::in_background(SUB_FOLDER)?);
    say(&format!("Serving dist/ at http://{page}/ and http://{sub}{SUB_FOLDER}"));
    let mut node = tools.node.command();
    node.env("RONDO_URL", format!("http://{page}/"));
    node.env("RONDO_SUB_URL", format!("http://{sub}{SUB_FOLDER}"));
    node.env("RONDO_CHROMIUM", &browser.chromium).current_dir(root());
    Ok(node)
}

fn all() -> Done<Vec<PathBuf>> {
    let folder = root().join("tests/e2e");
    let entries = std::fs::read_dir(&folder)
        .map_err(|error| format!("{} cannot be read ({error}); restore it with git.", folder.display()))?;
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    files.retain(|file| file.to_string_lossy().ends_with(".test.mjs"));
    files.sort();
    // A suite that found no test must not pass for one that ran.
    if files.is_empty() {
        Err("tests/e2e holds no *.test.mjs; restore it with git.".to_owned())
    } else {
        Ok(files)
    }
}
