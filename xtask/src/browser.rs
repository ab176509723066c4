//! The Chromium that the tests drive: the system's, else the distribution's package, else Playwright's own.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::node::Node;
use crate::shell::{Done, on_path, output, run, say};

const NAMES: [&str; 4] = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const ON_A_MAC: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// Chromium, and the driver that the wasm tests speak to if there is one.
pub struct Browser {
    pub chromium: PathBuf,
    /// Its WebDriver; the end-to-end tests do without.
    pub driver: Option<PathBuf>,
}

impl Browser {
    /// Finds Chromium, and installs it if it is missing.
    pub fn find(node: &Node) -> Done<Self> {
        if let Some(chromium) = system().or_else(|| playwrights(node)) {
            return Ok(Self { chromium, driver: driver() });
        }
        if on_path("apt-get").is_some() {
            // A distribution without these packages is no failure yet: Playwright's browser comes next.
            if let Err(problem) = from_the_distribution() {
                say(&problem);
            }
        }
        if system().is_none() {
            say("Installing Playwright's own Chromium");
            let cli = node.modules().join("playwright-core/cli.js");
            run("Installing Chromium", node.command().arg(cli).args(["install", "chromium"]))?;
        }
        let chromium = system()
            .or_else(|| playwrights(node))
            .ok_or("Chromium is missing. Install it, or set CHROME to its program.")?;
        Ok(Self { chromium, driver: driver() })
    }

    /// Lets `cargo test` for the wasm target run its tests in this browser.
    pub fn test_wasm<'a>(&self, cargo: &'a mut Command) -> Done<&'a mut Command> {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
        Ok(cargo.env("CHROMEDRIVER", self.driver()?).env("WASM_BINDGEN_TEST_TIMEOUT", "180"))
    }

    /// The driver, or the sentence that says how to get it.
    fn driver(&self) -> Done<&Path> {
        self.driver.as_deref().ok_or_else(|| {
            "chromedriver is missing. Install the one of your Chromium (Debian: `apt-get install chromium-driver`), \
             or set CHROMEDRIVER to its program."
                .to_owned()
        })
    }
}

fn named_by(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|file| file.is_file())
}

fn system() -> Option<PathBuf> {
    named_by("CHROME")
        .or_else(|| NAMES.iter().find_map(|name| on_path(name)))
        .or_else(|| Some(PathBuf::from(ON_A_MAC)).filter(|file| file.is_file()))
}

fn driver() -> Option<PathBuf> {
    named_by("CHROMEDRIVER").or_else(|| on_path("chromedriver"))
}

fn playwrights(node: &Node) -> Option<PathBuf> {
    let package = node.modules().join("playwright-core");
    let path = node.print(&format!("require({:?}).chromium.executablePath()", package.to_string_lossy()))?;
    Some(PathBuf::from(path)).filter(|file| file.is_file())
}

fn from_the_distribution() -> Done {
    say("Installing chromium and chromium-driver with apt-get");
    let is_root = output("id", &["-u"]).as_deref() == Some("0");
    let apt = |args: &[&str]| {
        let mut command = Command::new(if is_root { "apt-get" } else { "sudo" });
        command.args((!is_root).then_some("apt-get")).args(args).env("DEBIAN_FRONTEND", "noninteractive");
        run(&format!("`apt-get {}`", args.join(" ")), &mut command)
    };
    apt(&["update", "-qq"])?;
    apt(&["install", "-y", "-qq", "--no-install-recommends", "chromium", "chromium-driver"])
}
