//! `cargo xtask test`: every check, each with its time, and the sum in the last line.

use std::process::Command;
use std::time::Duration;

use crate::browser::Browser;
use crate::build;
use crate::e2e;
use crate::shell::{Done, root, run, say, timed};
use crate::tools::{Tools, WASM};

/// What all steps share.
struct Bench {
    tools: Tools,
    browser: Browser,
    long: bool,
}

/// One check. A quick one that fails ends the run: what follows would only repeat it at length.
struct Step {
    name: &'static str,
    is_quick: bool,
    run: fn(&Bench) -> Done,
}

const STEPS: &[Step] = &[
    Step { name: "format", is_quick: true, run: format },
    Step { name: "clippy, native", is_quick: true, run: clippy_native },
    Step { name: "clippy, wasm", is_quick: true, run: clippy_wasm },
    Step { name: "native tests", is_quick: false, run: native_tests },
    Step { name: "browser tests", is_quick: false, run: browser_tests },
    Step { name: "build and sizes", is_quick: false, run: |bench| build::page(&bench.tools) },
    Step { name: "end-to-end tests", is_quick: false, run: end_to_end },
];

/// Runs every check.
pub fn command(args: &[String]) -> Done {
    let long = match args {
        [] => false,
        [only] if only == "--long" => true,
        _ => return Err("usage: cargo xtask test [--long]".to_owned()),
    };
    let (tools, time) = timed(Tools::find);
    let tools = tools?;
    let browser = Browser::find(&tools.node)?;
    say(&format!("The tools are in place ({})", seconds(time)));
    let bench = Bench { tools, browser, long };
    let mut done: Vec<(&Step, Done, Duration)> = Vec::new();
    for step in STEPS {
        say(step.name);
        let (result, time) = timed(|| (step.run)(&bench));
        if let Err(problem) = &result {
            println!("{problem}");
        }
        println!("    {}: {} in {}", step.name, word(&result), seconds(time));
        let stops = step.is_quick && result.is_err();
        done.push((step, result, time));
        if stops {
            break;
        }
    }
    report(&done)
}

fn report(done: &[(&Step, Done, Duration)]) -> Done {
    say("All steps");
    for (step, result, time) in done {
        println!("    {:<18} {:<7} {:>8}", step.name, word(result), seconds(*time));
    }
    let failed: Vec<&str> =
        done.iter().filter(|(_, result, _)| result.is_err()).map(|(step, ..)| step.name).collect();
    let summary = summary(done.len() - failed.len(), failed.len(), STEPS.len() - done.len());
    if !failed.is_empty() {
        println!("Failed: {}.", failed.join(", "));
    }
    println!("{summary}");
    // The sum stays the last line; the exit code says the rest.
    if failed.is_empty() { Ok(()) } else { Err(String::new()) }
}

fn summary(passed: usize, failed: usize, skipped: usize) -> String {
    let tail = if skipped > 0 { format!(", {skipped} skipped") } else { String::new() };
    format!("{passed} passed, {failed} failed{tail}")
}

fn word(result: &Done) -> &'static str {
    if result.is_ok() { "passed" } else { "FAILED" }
}

fn seconds(time: Duration) -> String {
    format!("{:.1} s", time.as_secs_f64())
}

fn cargo(bench: &Bench, args: &[&str]) -> Command {
    let mut cargo = bench.tools.command("cargo");
    cargo.args(args);
    if bench.long {
        cargo.env("RONDO_LONG", "1");
    }
    cargo
}

fn format(bench: &Bench) -> Done {
    run("The format check (`cargo fmt --all` repairs it)", &mut cargo(bench, &["fmt", "--all", "--check"]))
}

fn clippy_native(bench: &Bench) -> Done {
    let args = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run("clippy", &mut cargo(bench, &args))
}

fn clippy_wasm(bench: &Bench) -> Done {
    let args =
        ["clippy", "--quiet", "--locked", "-p", "rondo", "-p", "protect", "--lib", "--bins", "--target"];
    run("clippy for wasm", cargo(bench, &args).args([WASM, "--", "-D", "warnings"]))
}

fn native_tests(bench: &Bench) -> Done {
    run("The native tests", &mut cargo(bench, &["test", "--locked", "--workspace"]))
}

/// The wasm tests in headless Chromium: every `tests/browser*.rs`, over the pure rooms. Building the page once more for
/// them would take minutes, and the end-to-end tests have it.
fn browser_tests(bench: &Bench) -> Done {
    let entries = std::fs::read_dir(root().join("tests"))
        .map_err(|error| format!("tests/ cannot be read: {error}."))?;
    let names = entries.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let stems = names.filter_map(|name| name.strip_suffix(".rs").map(str::to_owned));
    let mut tests: Vec<String> = stems.filter(|stem| stem.starts_with("browser")).collect();
    tests.sort();
    if tests.is_empty() {
        println!("    there is no tests/browser*.rs yet");
        return Ok(());
    }
    let mut command =
        cargo(bench, &["test", "--locked", "-p", "rondo", "--no-default-features", "--target", WASM]);
    for test in &tests {
        command.args(["--test", test]);
    }
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner");
    command.env("CHROMEDRIVER", bench.browser.driver()?).env("WASM_BINDGEN_TEST_TIMEOUT", "180");
    run("The browser tests", &mut command)
}

fn end_to_end(bench: &Bench) -> Done {
    e2e::run_all(&bench.tools, &bench.browser, bench.long)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_is_alone_on_its_line() {
        assert_eq!(summary(7, 0, 0), "7 passed, 0 failed");
        assert_eq!(summary(1, 1, 5), "1 passed, 1 failed, 5 skipped");
    }
}
