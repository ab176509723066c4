//! `cargo xtask test`: every check, each with its time, and the sum in the last line.
//!
//! Compiling one crate keeps one core busy for minutes, so two rows of steps run beside each other where they have
//! nothing to do with each other: the native checks while the tools are installed, and the wasm checks while the page
//! is built. The end-to-end tests have the computer to themselves.

use std::process::Command;
use std::time::Duration;

use crate::browser::Browser;
use crate::build;
use crate::e2e;
use crate::shell::{Done, beside, root, run, say, timed};
use crate::tools::{self, Tools, WASM};

/// What the steps share.
struct Bench {
    tools: Tools,
    browser: Browser,
    long: bool,
}

/// One check, over what it needs.
struct Step<Needs> {
    name: &'static str,
    /// Whether nothing is worth running after it failed: it would only repeat the failure at length.
    stops: bool,
    run: fn(&Needs) -> Done,
}

/// A step that ran.
struct Ran {
    name: &'static str,
    result: Done,
    time: Duration,
    stops: bool,
}

/// Need nothing but Rust: only whether the campaigns are long.
const NATIVE: &[Step<bool>] = &[
    Step { name: "format", stops: true, run: format },
    Step { name: "clippy, native", stops: true, run: clippy_native },
    Step { name: "native tests", stops: false, run: native_tests },
];

const WASM_CHECKS: &[Step<Bench>] = &[
    Step { name: "clippy, wasm", stops: true, run: clippy_wasm },
    Step { name: "browser tests", stops: false, run: browser_tests },
];

const PAGE: &[Step<Bench>] =
    &[Step { name: "build and sizes", stops: true, run: |bench| build::page(&bench.tools) }];

const END_TO_END: &[Step<Bench>] = &[Step { name: "end-to-end tests", stops: false, run: end_to_end }];

/// Runs every check.
pub fn command(args: &[String]) -> Done {
    let long = match args {
        [] => false,
        [only] if only == "--long" => true,
        _ => return Err("usage: cargo xtask test [--long]".to_owned()),
    };
    // Before anything compiles: it changes the toolchain.
    tools::wasm_target()?;
    let (bench, mut done) = beside(|| Bench::find(long), || row(NATIVE, &long));
    let bench = bench?;
    if !stops(&done) {
        let (page, checks) = beside(|| row(PAGE, &bench), || row(WASM_CHECKS, &bench));
        done.extend(checks.into_iter().chain(page));
    }
    if !stops(&done) {
        done.extend(row(END_TO_END, &bench));
    }
    report(&done)
}

impl Bench {
    fn find(long: bool) -> Done<Self> {
        let (found, time) = timed(|| {
            let tools = Tools::find()?;
            let browser = Browser::find(&tools.node)?;
            Ok::<_, String>(Self { tools, browser, long })
        });
        say(&format!(
            "The tools are {} ({})",
            if found.is_ok() { "in place" } else { "missing" },
            seconds(time)
        ));
        found
    }
}

/// Runs steps one after the other.
fn row<Needs>(steps: &[Step<Needs>], needs: &Needs) -> Vec<Ran> {
    let mut done = Vec::new();
    for step in steps {
        say(step.name);
        let (result, time) = timed(|| (step.run)(needs));
        if let Err(problem) = &result {
            println!("{problem}");
        }
        println!("    {}: {} in {}", step.name, word(&result), seconds(time));
        let stops = step.stops && result.is_err();
        done.push(Ran { name: step.name, result, time, stops });
        if stops {
            break;
        }
    }
    done
}

fn stops(done: &[Ran]) -> bool {
    done.iter().any(|ran| ran.stops)
}

fn report(done: &[Ran]) -> Done {
    say("All steps");
    for ran in done {
        println!("    {:<18} {:<7} {:>8}", ran.name, word(&ran.result), seconds(ran.time));
    }
    let failed: Vec<&str> = done.iter().filter(|ran| ran.result.is_err()).map(|ran| ran.name).collect();
    let all = NATIVE.len() + WASM_CHECKS.len() + PAGE.len() + END_TO_END.len();
    let summary = summary(done.len() - failed.len(), failed.len(), all - done.len());
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

/// Campaigns are longer where this is set.
fn cargo(mut cargo: Command, args: &[&str], long: bool) -> Command {
    cargo.args(args).current_dir(root());
    if long {
        cargo.env("RONDO_LONG", "1");
    }
    cargo
}

fn format(_: &bool) -> Done {
    let args = ["fmt", "--all", "--check"];
    run("The format check (`cargo fmt --all` repairs it)", &mut cargo(Command::new("cargo"), &args, false))
}

fn clippy_native(_: &bool) -> Done {
    let args = ["clippy", "--quiet", "--locked", "--workspace", "--all-targets", "--", "-D", "warnings"];
    run("clippy", &mut cargo(Command::new("cargo"), &args, false))
}

fn native_tests(long: &bool) -> Done {
    let args = ["test", "--locked", "--workspace"];
    run("The native tests", &mut cargo(Command::new("cargo"), &args, *long))
}

fn clippy_wasm(bench: &Bench) -> Done {
    let args =
        ["clippy", "--quiet", "--locked", "-p", "rondo", "-p", "protect", "--lib", "--bins", "--target"];
    let mut clippy = cargo(bench.tools.command("cargo"), &args, false);
    run("clippy for wasm", clippy.args([WASM, "--", "-D", "warnings"]))
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
    let args = ["test", "--locked", "-p", "rondo", "--no-default-features", "--target", WASM];
    let mut command = cargo(bench.tools.command("cargo"), &args, bench.long);
    for test in &tests {
        command.args(["--test", test]);
    }
    // Few tests, each of seconds: optimizing for them would take longer than they do.
    command.env("CARGO_PROFILE_TEST_OPT_LEVEL", "0");
    run("The browser tests", bench.browser.test_wasm(&mut command)?)
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
