//! Set-up, serve, test and build: `cargo xtask <command>`. This file holds the usage and the dispatch, nothing else.
//!
//! Standard library only, so that a fresh clone can start it within seconds. Every error is one sentence that says
//! the fix.

mod browser;
mod build;
mod check;
mod e2e;
mod files;
mod headers;
mod http;
mod install;
mod node;
mod offline;
mod protect;
mod serve;
mod shell;
mod size;
mod split;
mod style;
mod tools;

use std::process::ExitCode;

use shell::Done;

const USAGE: &str = "\
cargo xtask <command>

  serve [--port N] [--base /folder/]  build the page and serve it at http://localhost:8080
  build                               leave the page in dist/ and check its size
  test [--long]                       every check; --long makes the random campaigns longer
  e2e [file...]                       build, then only the end-to-end tests (or those files)
  pictures [route...] [--storage F]   screenshots of hash routes into tests/e2e/out
  measure                             times of the page on a slow computer and net, printed
  setup                               install what building and testing need

Tools go to $RONDO_TOOLS, or to rondo/tools in the user's cache folder, and are installed once.";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            if !problem.is_empty() {
                eprintln!("{problem}");
            }
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Done {
    let Some((command, rest)) = args.split_first() else {
        return Err(USAGE.to_owned());
    };
    match command.as_str() {
        "serve" => serve::command(rest),
        "build" => none(rest).and_then(|()| build::command()),
        "test" => check::command(rest),
        "e2e" => e2e::command(rest),
        "pictures" => e2e::pictures(rest),
        "measure" => none(rest).and_then(|()| e2e::measure()),
        "setup" => none(rest).and_then(|()| tools::setup()),
        "help" | "--help" | "-h" => {
            println!("{USAGE}");
            Ok(())
        }
        _ => Err(format!("There is no command `{command}`.\n\n{USAGE}")),
    }
}

fn none(rest: &[String]) -> Done {
    match rest.first() {
        None => Ok(()),
        Some(extra) => Err(format!("`{extra}` is not understood here.\n\n{USAGE}")),
    }
}
